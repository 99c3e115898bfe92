// Breadth-first (Lamy-Poirier 2022, arXiv:2211.05953): all micro-batches through a chunk before the
// next chunk, forward and then backward.

#include "engine/schedule/orders.hpp"

namespace deepwallet::orders {

void breadth_first(const Shape& shape, std::int64_t, WorkList list) {
    for (std::int64_t chunk = 0; chunk < shape.chunks; ++chunk) {
        for (std::int64_t j = 0; j < shape.micro_batches; ++j)
            list.add(WorkKind::forward, chunk, j);
    }
    for (std::int64_t chunk = shape.chunks; chunk-- > 0;) {
        for (std::int64_t j = 0; j < shape.micro_batches; ++j)
            list.add(WorkKind::backward, chunk, j);
    }
}

}  // namespace deepwallet::orders
