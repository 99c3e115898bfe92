// 1F1B (Narayanan et al. 2020, arXiv:2006.09503, PipeDream-Flush): rank i runs p - 1 - i forwards
// ahead, then alternates.

#include <algorithm>

#include "engine/schedule/orders.hpp"

namespace deepwallet::orders {

void one_f_one_b(const Shape& shape, std::int64_t rank, WorkList list) {
    const std::int64_t m = shape.micro_batches;
    const std::int64_t ahead = std::min(m, shape.ranks - 1 - rank);
    for (std::int64_t j = 0; j < ahead; ++j) list.add(WorkKind::forward, 0, j);
    for (std::int64_t j = 0; j < m - ahead; ++j) {
        list.add(WorkKind::forward, 0, ahead + j);
        list.add(WorkKind::backward, 0, j);
    }
    for (std::int64_t j = m - ahead; j < m; ++j) list.add(WorkKind::backward, 0, j);
}

}  // namespace deepwallet::orders
