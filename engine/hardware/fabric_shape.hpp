#pragma once

/// How many switches and cables a fabric takes, in closed form: what topology.hpp builds as a graph
/// and network_parts.hpp counts for the bill. Nothing here allocates.

#include <cstdint>

#include "engine/hardware/fabric.hpp"

namespace deepwallet {

/// What a shape is worked out from: adapters of each server, and the fabric, of which kind and
/// oversubscription may be others than its own.
struct FabricPlan {
    const Fabric& fabric;
    FabricKind kind = FabricKind::fat_tree;
    double oversubscription = 1.0;
    std::int64_t nics = 0;
    std::int64_t servers = 0;
};

/// Of the fabric as it is built; parallel switches count one by one.
struct SwitchCounts {
    std::int64_t leaf = 0;
    std::int64_t spine = 0;
    std::int64_t core = 0;
    std::int64_t leaf_cables = 0;   ///< adapters to leaves
    std::int64_t spine_cables = 0;  ///< leaves to spines; between routers of a dragonfly
    std::int64_t core_cables = 0;   ///< spines to cores

    [[nodiscard]] std::int64_t total() const { return leaf + spine + core; }
};

/// Sizes of a tree, in cables of one adapter's rate.
struct TreeShape {
    std::int64_t units = 1;  ///< groups of servers that share leaves
    std::int64_t servers_per_unit = 1;
    std::int64_t leaves_per_unit = 1;
    double down = 0.0;              ///< cables from a leaf to adapters, where all are plugged in
    double up = 0.0;                ///< cables from a leaf to spines
    std::int64_t spine_groups = 0;  ///< 0: one leaf does
    std::int64_t spines_per_group = 0;
    std::int64_t cores = 0;  ///< 0: two tiers do

    [[nodiscard]] std::int64_t leaves() const { return units * leaves_per_unit; }
};

/// One switch where it holds all adapters and no number of tiers is asked for. Else leaves with
/// `down` cables to adapters and `down / oversubscription` to spines, and cores where a spine has
/// too few ports for all leaves (Al-Fares et al. 2008).
///
/// Rail-optimized, with the counts of published builds where there are any, which are full ones:
/// NVIDIA DGX A100 SuperPOD reference architecture (RA-09950): a leaf for each rail of a unit; up
/// to four units all leaves go to all spines; beyond, the spines of group i serve rail i, and core
/// switches join the groups. A unit that is not full has the switches of a full one.
TreeShape tree_shape(const FabricPlan& plan);

SwitchCounts tree_counts(const TreeShape& shape, const FabricPlan& plan);

/// Groups, and routers of a group. Where it is not given, a router has two neighbours in its group
/// and one elsewhere for each adapter, which balances them (Kim et al. 2008, section 3.1).
struct DragonflyShape {
    std::int64_t groups = 1;
    std::int64_t routers = 1;
};

DragonflyShape dragonfly_shape(const FabricPlan& plan);

/// Rate between two routers of a group, and between two groups, in cables of one adapter's rate.
struct DragonflyCables {
    double local = 0.0;
    double global = 0.0;
};

DragonflyCables dragonfly_cables(const DragonflyShape& shape, const FabricPlan& plan);

/// Whole cables, at least one, between each two routers of a group and each two groups.
SwitchCounts dragonfly_counts(const FabricPlan& plan);

/// Links of a torus: one up along each dimension from every accelerator.
std::int64_t torus_links(const Fabric& fabric, std::int64_t accelerators);

}  // namespace deepwallet
