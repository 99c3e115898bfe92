// GPipe (Huang et al. 2018, arXiv:1811.06965): all forwards, then all backwards.

#include "engine/core/math.hpp"
#include "engine/schedule/definition.hpp"

namespace deepwallet::definitions {

namespace {

void order(const PipelineShape& shape, std::int64_t, WorkList list) {
    for (std::int64_t j = 0; j < shape.micro_batches; ++j) list.add(WorkKind::forward, 0, j);
    for (std::int64_t j = 0; j < shape.micro_batches; ++j) list.add(WorkKind::backward, 0, j);
}

Time bubble(const PipelineShape& shape, const StageTime& stage) {
    return real(shape.ranks - 1) * stage.total();
}

double in_flight(const PipelineShape& shape, std::int64_t) { return real(shape.micro_batches); }

}  // namespace

const ScheduleDefinition gpipe = {
    .order = order, .bubble = bubble, .in_flight = in_flight, .time = flow_shop_time};

}  // namespace deepwallet::definitions
