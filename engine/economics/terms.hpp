#pragma once

/// The terms of buying and of renting.

#include <cstdint>
#include <string>

#include "engine/core/units.hpp"

namespace deepwallet {

struct Ownership {
    Time lifetime;
    Time facility_lifetime;      ///< of the room; it outlives the machine
    double utilisation = 0.0;    ///< share of the lifetime that the machine works
    double discount_rate = 0.0;  ///< a year
    double network_share = 0.0;  ///< of servers and network together
    double upkeep_share = 0.0;   ///< staff and support, a year, as a share of servers and network
};

/// One way of renting an instance type.
struct CloudOffer {
    std::string name;
    std::string provider;
    std::string instance;
    std::string region;
    std::string contract;  ///< on-demand, 1yr, 3yr, spot
    std::string accelerator;
    HourlyPrice gpu_price;  ///< of one accelerator
    std::string as_of;
    std::string source;
};

}  // namespace deepwallet
