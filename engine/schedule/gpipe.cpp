// GPipe (Huang et al. 2018, arXiv:1811.06965): all forwards, then all backwards.

#include "engine/schedule/orders.hpp"

namespace deepwallet::orders {

void gpipe(const Shape& shape, std::int64_t, WorkList list) {
    for (std::int64_t j = 0; j < shape.micro_batches; ++j) list.add(WorkKind::forward, 0, j);
    for (std::int64_t j = 0; j < shape.micro_batches; ++j) list.add(WorkKind::backward, 0, j);
}

}  // namespace deepwallet::orders
