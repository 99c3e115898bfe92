#pragma once

/// The network between servers.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/units.hpp"

namespace deepwallet {

struct Fabric {
    std::string name;
    double efficiency = 0.0;  ///< achieved share of the adapter's rate
    Time latency;             ///< of one message between servers, software included
    double oversubscription = 1.0;
    bool in_network_reduction = false;  ///< switches add up all-reduces (SHARP)
    double interference = 0.0;          ///< share of compute units that a collective takes
    std::int64_t switch_ports = 0;
    Power switch_power;
    Power optics_power;  ///< of one end of a link

    // The published build, by number of scalable units; empty where none is published.
    std::optional<std::int64_t> servers_per_unit;
    std::optional<std::int64_t> ports_per_server;
    std::vector<std::int64_t> units;
    std::vector<std::int64_t> leaf_switches;
    std::vector<std::int64_t> spine_switches;
    std::vector<std::int64_t> core_switches;  ///< 0 where two tiers do
};

}  // namespace deepwallet
