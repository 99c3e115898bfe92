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
    for (std::int64_t stage = 1; stage < at.layout->pipeline; ++stage) {
        // Micro-batches in flight never grow along the pipeline.
        if (repeats_stage_before(*at.model, *at.parallelism, stage))
            continue;
        const MemoryUse use = peak_memory(at, stage);
        if (use.total() > worst.use.total())
            worst = {stage, use};
    }
    return worst;
}

}  // namespace deepwallet
