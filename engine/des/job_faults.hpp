#pragma once

/// What keeps a job from being run.

#include "engine/core/error.hpp"
#include "engine/des/job.hpp"

namespace deepwallet {

/// The first duration, size or rate that is no finite number, or negative; a shared transfer at no
/// rate.
Faults job_faults(const Job& job);

}  // namespace deepwallet
