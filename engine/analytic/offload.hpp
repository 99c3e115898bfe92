#pragma once

/// What offloaded states add to a stage (cost/offload.hpp): traffic with the host runs beside the
/// passes layer by layer, as that of data parallelism does, where the software overlaps it. Copies
/// take no compute units and wires of their own, so they go beside collectives too: exposed is what
/// outlasts the pass with its collectives.

#include "engine/analytic/data_parallel.hpp"

namespace deepwallet {

/// Exposed time, in addition to the stage's own and to that of data parallelism.
struct OffloadTime {
    Time forward;          ///< of each micro-batch
    Time input_gradient;   ///< of each micro-batch
    Time weight_gradient;  ///< of each micro-batch
    Time iteration;        ///< once, after the last backward: the update by the host in it

    [[nodiscard]] Time each() const { return forward + input_gradient + weight_gradient; }
};

/// A stage with these layers takes `stage` for a micro-batch, and `data` more for its replicas.
OffloadTime offload_time(const IterationInput& in,
                         const MemoryContext& memory,
                         const RankParameters& parameters,
                         std::int64_t layers,
                         const StageTime& stage,
                         const DataParallelTime& data);

}  // namespace deepwallet
