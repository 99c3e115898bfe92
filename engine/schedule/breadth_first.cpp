// Breadth-first (Lamy-Poirier 2022, arXiv:2211.05953): all micro-batches through a chunk before the
// next chunk, forward and then backward.

#include "engine/core/math.hpp"
#include "engine/schedule/definition.hpp"

namespace deepwallet::definitions {

namespace {

void order(const PipelineShape& shape, std::int64_t, WorkList list) {
    for (std::int64_t chunk = 0; chunk < shape.chunks; ++chunk) {
        for (std::int64_t j = 0; j < shape.micro_batches; ++j)
            list.add(WorkKind::forward, chunk, j);
    }
    for (std::int64_t chunk = shape.chunks; chunk-- > 0;) {
        for (std::int64_t j = 0; j < shape.micro_batches; ++j)
            list.add(WorkKind::backward, chunk, j);
    }
}

Time bubble(const PipelineShape& shape, const StageTime& stage) {
    return real(shape.ranks - 1) * stage.total() / real(shape.chunks);
}

/// With no more micro-batches than ranks, a chunk's first result comes round too late for the next
/// chunk to start on time.
Time transfer_delay(const PipelineShape& shape, Time hop, Time) {
    const bool late = shape.micro_batches <= shape.ranks;
    const double rounds = late ? real(shape.ranks) * real(shape.chunks - 1) : 0.0;
    return 2.0 * hop * (real(shape.ranks - 1) + rounds);
}

double in_flight(const PipelineShape& shape, std::int64_t) { return real(shape.micro_batches); }

}  // namespace

const ScheduleDefinition breadth_first = {.order = order,
                                          .bubble = bubble,
                                          .in_flight = in_flight,
                                          .time = flow_shop_time,
                                          .transfer_delay = transfer_delay};

}  // namespace deepwallet::definitions
