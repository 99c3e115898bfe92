// Interleaved 1F1B (Narayanan et al. 2021, arXiv:2104.04473, section 2.2; schedules.py of
// Megatron-LM): chunks in turn for p micro-batches at a time, backward from the last chunk; rank i
// runs 2 (p - 1 - i) + (v - 1) p chunk forwards ahead. The micro-batches are a multiple of p. With
// one chunk it is 1F1B.

#include <algorithm>

#include "engine/core/math.hpp"
#include "engine/schedule/definition.hpp"

namespace deepwallet::definitions {

namespace {

void order(const PipelineShape& shape, std::int64_t rank, WorkList list) {
    const std::int64_t p = shape.ranks;
    const std::int64_t v = shape.chunks;
    if (v == 1) {
        one_f_one_b.order(shape, rank, list);
        return;
    }
    const std::int64_t all = shape.micro_batches * v;
    const auto nth = [&](WorkKind kind, std::int64_t k) {
        const std::int64_t turn = k % (p * v) / p;
        const std::int64_t chunk = kind == WorkKind::forward ? turn : v - 1 - turn;
        list.add(kind, chunk, k / (p * v) * p + k % p);
    };
    const std::int64_t ahead = std::min(all, 2 * (p - 1 - rank) + (v - 1) * p);
    for (std::int64_t k = 0; k < ahead; ++k) nth(WorkKind::forward, k);
    for (std::int64_t k = 0; k < all - ahead; ++k) {
        nth(WorkKind::forward, ahead + k);
        nth(WorkKind::backward, k);
    }
    for (std::int64_t k = all - ahead; k < all; ++k) nth(WorkKind::backward, k);
}

Time bubble(const PipelineShape& shape, const StageTime& stage) {
    return real(shape.ranks - 1) * stage.total() / real(shape.chunks);
}

PipelineTime time(std::span<const StageTime> stages, const PipelineShape& shape) {
    return shape.chunks == 1 ? one_f_one_b.time(stages, shape)
                             : slowest_and_bubble(stages, shape, bubble);
}

/// A chunk's first result comes round just as its rank is done with the chunk before.
Time transfer_delay(const PipelineShape& shape, Time hop, Time slack) {
    if (shape.chunks == 1)
        return one_f_one_b.transfer_delay(shape, hop, slack);
    return 2.0 * hop * (real(shape.ranks) * real(shape.chunks) - 1.0);
}

/// Korthikanti et al. 2022, section 4.2.3.
double in_flight(const PipelineShape& shape, std::int64_t rank) {
    if (shape.chunks == 1)
        return one_f_one_b.in_flight(shape, rank);
    const std::int64_t ahead = 2 * (shape.ranks - rank - 1) + (shape.chunks - 1) * shape.ranks + 1;
    return std::min(real(shape.micro_batches), real(ahead) / real(shape.chunks));
}

}  // namespace

const ScheduleDefinition interleaved = {.order = order,
                                        .bubble = bubble,
                                        .in_flight = in_flight,
                                        .time = time,
                                        .transfer_delay = transfer_delay};

}  // namespace deepwallet::definitions
