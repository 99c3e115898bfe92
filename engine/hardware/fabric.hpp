#pragma once

/// The network between servers.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/units.hpp"

namespace deepwallet {

/// How switches are wired.
enum class FabricKind {
    single_switch,
    fat_tree,        ///< all adapters of a server on one leaf
    rail_optimized,  ///< adapter i of every server of a unit on leaf i of that unit
    torus,           ///< no switches: accelerators are neighbours of each other
    dragonfly,       ///< groups of routers, all-to-all inside and between (Kim et al. 2008)
};

/// How traffic picks one of several shortest paths.
enum class Routing {
    adaptive,  ///< evenly over all; in a dragonfly also over ways with one detour
    ecmp,      ///< one, by a hash of its ends
};

struct Fabric {
    std::string name;
    FabricKind kind = FabricKind::fat_tree;
    Routing routing = Routing::adaptive;
    std::optional<std::int64_t> tiers;    ///< of a tree; as few as reach all servers where absent
    std::vector<std::int64_t> torus;      ///< accelerators along each dimension
    std::vector<std::int64_t> dragonfly;  ///< groups, routers of a group
    double efficiency = 0.0;              ///< achieved share of the adapter's rate
    Time latency;                         ///< of one message between servers, software included
    double oversubscription = 1.0;
    bool in_network_reduction = false;  ///< switches add up all-reduces (SHARP)
    double interference = 0.0;          ///< share of compute units that a collective takes
    std::int64_t switch_ports = 0;
    Power switch_power;
    Power optics_power;                       ///< of one end of an optical link
    std::optional<double> host_copper_share;  ///< of the cables at servers, which take no optics
    std::optional<Money> switch_price;
    std::optional<Money> cable_price;    ///< with what is at its ends, where optics have no price
    std::optional<Money> optics_price;   ///< of one end of an optical link
    std::optional<Money> copper_price;   ///< of a copper cable; the other cables' where absent
    std::optional<Money> adapter_price;  ///< where the price of the server is without them

    // The published build, by number of scalable units; empty where none is published.
    std::optional<std::int64_t> servers_per_unit;
    std::optional<std::int64_t> ports_per_server;
    std::vector<std::int64_t> units;
    std::vector<std::int64_t> leaf_switches;
    std::vector<std::int64_t> spine_switches;
    std::vector<std::int64_t> core_switches;  ///< 0 where two tiers do
};

}  // namespace deepwallet
