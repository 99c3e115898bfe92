#pragma once

/// What a network between servers is bought as: its parts, counted in closed form by its topology.

#include <cstdint>

#include "engine/core/error.hpp"
#include "engine/hardware/fabric.hpp"
#include "engine/hardware/fabric_shape.hpp"
#include "engine/hardware/server.hpp"

namespace deepwallet {

struct NetworkParts {
    std::int64_t switches = 0;
    std::int64_t host_cables = 0;    ///< with an end at a server; all of a torus
    std::int64_t switch_cables = 0;  ///< from switch to switch
    std::int64_t copper_cables = 0;  ///< of the host cables
    std::int64_t optics = 0;         ///< one at each end of an optical cable
    std::int64_t adapters = 0;

    [[nodiscard]] std::int64_t cables() const { return host_cables + switch_cables; }
    [[nodiscard]] std::int64_t optical_cables() const { return cables() - copper_cables; }
};

/// The switches and their cables by tier; none where a server stands alone, and none of a torus.
/// The routers of a dragonfly are leaves.
SwitchCounts switch_counts(const Server& server, const Fabric& fabric, std::int64_t servers);

/// As topology.hpp wires it, every adapter with a cable of its own (the graph joins those of one
/// accelerator to one). None where a server stands alone, no adapters but in a tree, a dragonfly or
/// on a single switch. A torus has no switches: its links go from accelerator to accelerator, those
/// inside of servers included.
NetworkParts network_parts(const Server& server, const Fabric& fabric, std::int64_t servers);

/// Cables of this network over those of a full tree of the same switches and adapters.
double cables_of_full_tree(const Server& server, const Fabric& fabric, std::int64_t servers);

/// What keeps a fabric from holding the cluster.
Faults network_faults(const Server& server, const Fabric& fabric, std::int64_t servers);

}  // namespace deepwallet
