#pragma once

/// One iteration as a job: the programs of all pipeline stages, from the plan, the costs of a
/// layer's steps and the schedule's order of work.

#include "engine/analytic/iteration.hpp"
#include "engine/des/job.hpp"
#include "engine/des/rank_groups.hpp"

namespace deepwallet {

/// Slow accelerators need full detail.
Job iteration_job(const IterationInput& in,
                  Detail detail,
                  const Wiring& wiring = {},
                  std::span<const SlowGpu> slow = {});

}  // namespace deepwallet
