#pragma once

/// What data parallelism adds to a stage: gradients reduced, weights gathered, and how much of that
/// stays exposed (Rajbhandari et al. 2020 for the volumes; Li et al. 2020, PyTorch DDP, for
/// buckets).

#include "engine/analytic/iteration.hpp"

namespace deepwallet {

/// Exposed time, in addition to the stage's own.
struct DataParallelTime {
    Time forward;    ///< of each micro-batch: weights gathered (ZeRO-3)
    Time backward;   ///< of each micro-batch: weights gathered, gradients scattered (ZeRO-2, 3)
    Time iteration;  ///< once, after the last backward
};

/// `stage` with these layers takes `block` for a micro-batch.
DataParallelTime data_parallel_time(const IterationInput& in,
                                    const Network& net,
                                    const RankParameters& parameters,
                                    std::int64_t layers,
                                    const BlockTime& block);

}  // namespace deepwallet
