#pragma once

/// The network between accelerators, as whatever moves data over it sees it.

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/hardware/route.hpp"

namespace deepwallet {

/// Links by number, one way each; an empty route between two accelerators means that there is none.
struct Wiring {
    std::vector<double> link_rates;                          ///< bytes a second
    std::function<Route(std::int64_t, std::int64_t)> route;  ///< from accelerator to accelerator
};

}  // namespace deepwallet
