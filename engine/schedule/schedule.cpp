#include "engine/schedule/schedule.hpp"

#include "engine/core/math.hpp"
#include "engine/schedule/definition.hpp"

namespace deepwallet {

Time bubble(ScheduleKind kind, std::int64_t stages, std::int64_t chunks, const StageTime& stage) {
    return stages == 1 ? Time{} : definition_of(kind).bubble({stages, chunks, 0}, stage);
}

PipelineTime pipeline_time(ScheduleKind kind,
                           std::span<const StageTime> stages,
                           std::int64_t chunks,
                           std::int64_t micro_batches) {
    if (stages.size() == 1)
        return {real(micro_batches) * stages.front().total(), 0};
    const ScheduleDefinition& schedule = definition_of(kind);
    const PipelineShape shape{static_cast<std::int64_t>(stages.size()), chunks, micro_batches};
    return schedule.time == nullptr ? slowest_and_bubble(stages, shape, schedule.bubble)
                                    : schedule.time(stages, shape);
}

double paired_micro_batches(ScheduleKind kind,
                            std::int64_t stages,
                            std::int64_t micro_batches,
                            std::int64_t stage) {
    const ScheduleDefinition& schedule = definition_of(kind);
    return stages == 1 || schedule.paired == nullptr
               ? 0.0
               : schedule.paired({stages, 1, micro_batches}, stage);
}

Time transfer_delay(ScheduleKind kind,
                    std::int64_t stages,
                    std::int64_t chunks,
                    std::int64_t micro_batches,
                    Time hop,
                    Time slack) {
    if (stages == 1)
        return {};
    const ScheduleDefinition& schedule = definition_of(kind);
    return schedule.transfer_delay == nullptr
               ? 2.0 * hop * real(stages - 1)
               : schedule.transfer_delay({stages, chunks, micro_batches}, hop, slack);
}

TransferCount transfers(ScheduleKind kind,
                        std::int64_t stages,
                        std::int64_t chunks,
                        std::int64_t stage) {
    const double each = real(chunks);
    const bool first = stage == 0;
    const bool last = stage == stages - 1;
    switch (traits_of(kind).placement) {
        case StagePlacement::in_turn:
            return {last ? 0.0 : each, first ? 0.0 : each};
        // The last rank hands on to itself, the first holds both ends.
        case StagePlacement::there_and_back: {
            const double count = each - (first ? 1.0 : 0.0) - (last ? 1.0 : 0.0);
            return {count, count};
        }
        case StagePlacement::from_both_ends: {
            const double count = first || last ? 0.5 : 1.0;
            return {count, count};
        }
    }
    return {};
}

double micro_batches_in_flight(ScheduleKind kind,
                               std::int64_t stages,
                               std::int64_t chunks,
                               std::int64_t micro_batches,
                               std::int64_t stage) {
    return definition_of(kind).in_flight({stages, chunks, micro_batches}, stage);
}

}  // namespace deepwallet
