#pragma once

/// "Slow the bubbles": work that others do not wait for gets a lower power limit, as low as the
/// iteration stays as long as it is (the idea of Chung et al. 2024, Perseus).

#include <vector>

#include "engine/analytic/iteration.hpp"

namespace deepwallet {

struct SlowedPipeline {
    Time before;  ///< of the schedule, without what comes after it
    Time after;
    double lowest_cap = 1.0;     ///< share of the board's limit that no work goes below
    std::vector<double> slower;  ///< by stage, the share of its work that runs below full speed
    Energy saved;  ///< of all servers, each iteration; fans and supply losses included
};

/// Each piece of work stretches into the time that is left until others need it, at the power limit
/// that gives that time on the board's curve, down to one lowest limit for all: the one that saves
/// most. Compute-bound work stretches, all else does not; what the accelerator does not spend on
/// it, it waits at. Pieces that overlap others (DualPipe) stay as they are. Nothing is saved where
/// the curve is not known or a limit is set already. Transfers count as in the closed form.
SlowedPipeline slow_stages(const IterationInput& in);

}  // namespace deepwallet
