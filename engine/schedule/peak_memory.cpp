#include "engine/schedule/peak_memory.hpp"

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

WorstStage worst_stage(const MemoryContext& at) {
    WorstStage worst{0, peak_memory(at, 0)};
    const std::int64_t last = at.layout->pipeline - 1;
    LayerCounts computed_before;
    LayerCounts stored_before;
    for (std::int64_t stage = 1; stage <= last; ++stage) {
        // Inside of the pipeline, with the layers of the stage before, no stage holds more than
        // that one: micro-batches in flight never grow along it.
        const LayerCounts computed = stage_layers(*at.model, *at.parallelism, stage);
        const LayerCounts stored = stored_layers(*at.model, *at.parallelism, stage);
        if (stage < last && computed == computed_before && stored == stored_before)
            continue;
        computed_before = computed;
        stored_before = stored;
        const MemoryUse use = peak_memory(at, stage);
        if (use.total() > worst.use.total())
            worst = {stage, use};
    }
    return worst;
}

}  // namespace deepwallet
