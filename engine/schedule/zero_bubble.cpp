// ZB-H1 and ZB-H2 (Qi et al. 2023, arXiv:2401.10241): input gradients go back at once, weight
// gradients fill what would be idle. Rank i runs its weight gradients `lag` x i micro-batches
// behind; ZB-H2 starts with p - 1 - i forwards more than ZB-H1, so that the lag can be twice as
// long. Until then what a weight gradient needs stays in memory, nearly as much as a micro-batch's
// activations (32 against 34 s b h a layer).

#include <algorithm>

#include "engine/core/math.hpp"
#include "engine/schedule/definition.hpp"

namespace deepwallet::definitions {

namespace {

void zero_bubble(const PipelineShape& shape, std::int64_t ahead, std::int64_t lag, WorkList list) {
    const std::int64_t m = shape.micro_batches;
    std::int64_t forwards = std::min(m, ahead);
    for (std::int64_t j = 0; j < forwards; ++j) list.add(WorkKind::forward, 0, j);
    for (std::int64_t j = 0; j < m; ++j) {
        list.add(WorkKind::input_gradient, 0, j);
        if (j >= lag)
            list.add(WorkKind::weight_gradient, 0, j - lag);
        if (forwards < m)
            list.add(WorkKind::forward, 0, forwards++);
    }
    for (std::int64_t j = std::max<std::int64_t>(0, m - lag); j < m; ++j)
        list.add(WorkKind::weight_gradient, 0, j);
}

void h1_order(const PipelineShape& shape, std::int64_t rank, WorkList list) {
    zero_bubble(shape, shape.ranks - rank, rank, list);
}

void h2_order(const PipelineShape& shape, std::int64_t rank, WorkList list) {
    zero_bubble(shape, 2 * (shape.ranks - rank) - 1, 2 * rank, list);
}

/// The first rank waits for what weight gradients do not fill; the last starts p - 1 forwards late,
/// and its input gradients come back as many input gradients late. Exact against the order for two
/// micro-batches a stage and more.
Time h1_bubble(const PipelineShape& shape, const StageTime& s) {
    return real(shape.ranks - 1) *
           std::max(
               {s.forward, s.input_gradient, s.forward + s.input_gradient - s.weight_gradient});
}

Time h2_bubble(const PipelineShape& shape, const StageTime& s) {
    return real(shape.ranks - 1) * std::max({s.forward,
                                             s.forward + s.input_gradient - 2.0 * s.weight_gradient,
                                             s.input_gradient - s.forward});
}

/// The first round trip delays the second; from then on weight gradients bridge it.
Time h1_transfer_delay(const PipelineShape& shape, Time hop, Time) {
    return 4.0 * hop * real(shape.ranks - 1);
}

/// p - i micro-batches that have not gone back, and i whose weight gradients wait.
double h1_in_flight(const PipelineShape& shape, std::int64_t) {
    return real(std::min(shape.micro_batches, shape.ranks));
}

/// 2 (p - i) - 1 that have not gone back, and 2 i whose weight gradients wait.
double h2_in_flight(const PipelineShape& shape, std::int64_t) {
    return real(std::min(shape.micro_batches, 2 * shape.ranks - 1));
}

}  // namespace

const ScheduleDefinition zb_h1 = {.order = h1_order,
                                  .bubble = h1_bubble,
                                  .in_flight = h1_in_flight,
                                  .transfer_delay = h1_transfer_delay};

const ScheduleDefinition zb_h2 = {
    .order = h2_order, .bubble = h2_bubble, .in_flight = h2_in_flight};

}  // namespace deepwallet::definitions
