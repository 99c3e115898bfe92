#include "engine/schedule/order.hpp"

#include "engine/schedule/definition.hpp"

namespace deepwallet {

PipelineOrder pipeline_order(ScheduleKind kind,
                             std::int64_t ranks,
                             std::int64_t chunks,
                             std::int64_t micro_batches) {
    PipelineOrder out;
    out.ranks = ranks;
    out.chunks = traits_of(kind).placement == StagePlacement::from_both_ends ? 2 : chunks;
    out.micro_batches = micro_batches;
    const ScheduleDefinition& schedule = definition_of(kind);
    for (std::int64_t rank = 0; rank < ranks; ++rank) {
        out.first.push_back(out.work.size());
        schedule.order({ranks, chunks, micro_batches}, rank, WorkList(out.work));
    }
    out.first.push_back(out.work.size());
    return out;
}

}  // namespace deepwallet
