#pragma once

/// What data parallelism adds to a stage: gradients reduced, weights gathered, and how much of that
/// stays exposed (Rajbhandari et al. 2020 for the volumes; Li et al. 2020, PyTorch DDP, for
/// buckets).
///
/// Beside a pass, traffic goes layer by layer: weights one layer ahead of their use, gradients one
/// layer behind. Beside each layer runs what the pass is long enough for, at the price of slowing
/// it down; the first gather and the last reduction have nothing to run beside.

#include "engine/analytic/iteration.hpp"

namespace deepwallet {

/// Exposed time, in addition to the stage's own.
struct DataParallelTime {
    Time forward;         ///< of each micro-batch: weights gathered (ZeRO-3)
    Time input_gradient;  ///< of each micro-batch: weights gathered, and where the backward pass is
                          ///< not split, gradients scattered (ZeRO-2, 3)
    Time weight_gradient;  ///< of each micro-batch: gradients scattered
    Time iteration;        ///< once: behind the last backward, or of runs of micro-batches
    Time drain;  ///< once for each stage but one: how much longer the last backward takes there

    [[nodiscard]] Time each_backward() const { return input_gradient + weight_gradient; }
};

/// A stage with these layers takes `stage` for a micro-batch.
DataParallelTime data_parallel_time(const IterationInput& in,
                                    const MemoryContext& memory,
                                    const Network& net,
                                    const RankParameters& parameters,
                                    std::int64_t layers,
                                    const StageTime& stage);

}  // namespace deepwallet
