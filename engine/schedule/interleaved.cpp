// Interleaved 1F1B (Narayanan et al. 2021, arXiv:2104.04473, section 2.2; schedules.py of
// Megatron-LM): chunks in turn for p micro-batches at a time, backward from the last chunk; rank i
// runs 2 (p - 1 - i) + (v - 1) p chunk forwards ahead. The micro-batches are a multiple of p. With
// one chunk it is 1F1B.

#include <algorithm>

#include "engine/schedule/orders.hpp"

namespace deepwallet::orders {

void interleaved(const Shape& shape, std::int64_t rank, WorkList list) {
    const std::int64_t p = shape.ranks;
    const std::int64_t v = shape.chunks;
    if (v == 1) {
        one_f_one_b(shape, rank, list);
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

}  // namespace deepwallet::orders
