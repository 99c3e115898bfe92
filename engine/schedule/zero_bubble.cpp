// ZB-H1 and ZB-H2 (Qi et al. 2023, arXiv:2401.10241): input gradients go back at once, weight
// gradients fill what would be idle. Rank i runs its weight gradients `lag` x i micro-batches
// behind; ZB-H2 starts with p - 1 - i forwards more than ZB-H1, so that the lag can be twice as
// long.

#include <algorithm>

#include "engine/schedule/orders.hpp"

namespace deepwallet::orders {

namespace {

void zero_bubble(const Shape& shape, std::int64_t ahead, std::int64_t lag, WorkList list) {
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

}  // namespace

void zb_h1(const Shape& shape, std::int64_t rank, WorkList list) {
    zero_bubble(shape, shape.ranks - rank, rank, list);
}

void zb_h2(const Shape& shape, std::int64_t rank, WorkList list) {
    zero_bubble(shape, 2 * (shape.ranks - rank) - 1, 2 * rank, list);
}

}  // namespace deepwallet::orders
