#pragma once

/// The network between servers.

#include <cstdint>
#include <string>

#include "engine/core/units.hpp"

namespace deepwallet {

struct Fabric {
    std::string name;
    double efficiency = 0.0;  ///< achieved share of the adapter's rate
    Time latency;             ///< of one message between servers, software included
    double oversubscription = 1.0;
    double interference = 0.0;  ///< share of compute units that a collective takes
    std::int64_t switch_ports = 0;
    Power switch_power;
    Power optics_power;  ///< of one end of a link
};

}  // namespace deepwallet
