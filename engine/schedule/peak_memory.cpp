#include "engine/schedule/peak_memory.hpp"

#include <algorithm>

#include "engine/schedule/schedule.hpp"

namespace deepwallet {

namespace {

double in_flight(const MemoryContext& at, std::int64_t stage) {
    return micro_batches_in_flight(at.parallelism->schedule,
                                   at.layout->pipeline,
                                   at.layout->virtual_stages,
                                   at.layout->micro_batches,
                                   stage);
}

}  // namespace

MemoryUse peak_memory(const MemoryContext& at, std::int64_t stage) {
    return stage_memory(at, stage, in_flight(at, stage));
}

WorstStage worst_stage(const MemoryContext& at, const StageKinds& stages) {
    WorstStage worst;
    Data most;
    Data offloaded;
    // Micro-batches in flight never grow along the pipeline: of equal stages the first has the
    // most.
    for (const StageKind& kind : stages.kinds) {
        const MemoryUse use = stage_memory(at, kind, in_flight(at, kind.first));
        const Data total = use.total();
        if (kind.first == 0 || total > most) {
            worst = {kind.first, use, {}};
            most = total;
        }
        offloaded = std::max(offloaded, use.offloaded);
    }
    worst.offloaded = offloaded;
    return worst;
}

}  // namespace deepwallet
