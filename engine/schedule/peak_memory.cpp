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
    const auto weigh = [&](const StageKind& stage) {
        const MemoryUse use = stage_memory(at, stage, in_flight(at, stage.first));
        const Data total = use.total();
        if (stage.first == 0 || total > most) {
            worst = {stage.first, use, {}};
            most = total;
        }
        offloaded = std::max(offloaded, use.offloaded);
    };
    if (traits_of(at.parallelism->schedule).placement == StagePlacement::from_both_ends) {
        // Equal stages hold other numbers of micro-batches of either direction.
        for (std::size_t rank = 0; rank < stages.of_rank.size(); ++rank) {
            StageKind stage = stages.kinds[stages.of_rank[rank]];
            stage.first = static_cast<std::int64_t>(rank);
            weigh(stage);
        }
    } else {
        // Micro-batches in flight never grow along the pipeline: of equal stages the first has the
        // most.
        for (const StageKind& kind : stages.kinds) weigh(kind);
    }
    worst.offloaded = offloaded;
    return worst;
}

}  // namespace deepwallet
