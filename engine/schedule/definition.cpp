#include "engine/schedule/definition.hpp"

#include <algorithm>

#include "engine/core/math.hpp"

namespace deepwallet {

const ScheduleDefinition& definition_of(ScheduleKind kind) {
    switch (kind) {
        case ScheduleKind::gpipe:
            return definitions::gpipe;
        case ScheduleKind::one_f_one_b:
            return definitions::one_f_one_b;
        case ScheduleKind::interleaved:
            return definitions::interleaved;
        case ScheduleKind::breadth_first:
            return definitions::breadth_first;
        case ScheduleKind::zb_h1:
            return definitions::zb_h1;
        case ScheduleKind::zb_h2:
            return definitions::zb_h2;
        case ScheduleKind::zb_v:
            return definitions::zb_v;
        case ScheduleKind::dualpipe:
            return definitions::dualpipe;
    }
    return definitions::one_f_one_b;
}

StageTime sum(std::span<const StageTime> stages) {
    StageTime all;
    for (const StageTime& stage : stages) {
        all.forward += stage.forward;
        all.input_gradient += stage.input_gradient;
        all.weight_gradient += stage.weight_gradient;
        all.hidden += stage.hidden;
    }
    return all;
}

std::int64_t slowest(std::span<const StageTime> stages) {
    const auto found = std::max_element(
        stages.begin(), stages.end(), [](auto& a, auto& b) { return a.total() < b.total(); });
    return found - stages.begin();
}

PipelineTime flow_shop_time(std::span<const StageTime> stages, const PipelineShape& shape) {
    Time forward;
    Time backward;
    for (const StageTime& stage : stages) {
        forward = std::max(forward, stage.forward);
        backward = std::max(backward, stage.backward());
    }
    const Time fill = (sum(stages).total() - forward - backward) / real(shape.chunks);
    return {fill + real(shape.micro_batches) * (forward + backward), slowest(stages)};
}

PipelineTime slowest_and_bubble(std::span<const StageTime> stages,
                                const PipelineShape& shape,
                                Time (*bubble)(const PipelineShape&, const StageTime&)) {
    const std::int64_t worst = slowest(stages);
    const StageTime& one = stages[static_cast<std::size_t>(worst)];
    const StageTime all = sum(stages);
    const double others = real(shape.ranks - 1);
    const StageTime mean = {(all.forward - one.forward) / others,
                            (all.input_gradient - one.input_gradient) / others,
                            (all.weight_gradient - one.weight_gradient) / others};
    return {real(shape.micro_batches) * one.total() + bubble(shape, mean), worst};
}

}  // namespace deepwallet
