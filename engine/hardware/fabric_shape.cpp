#include "engine/hardware/fabric_shape.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/core/math.hpp"

namespace deepwallet {

namespace {

constexpr double kRounding = 1e-9;

std::int64_t whole(double cables) {
    return static_cast<std::int64_t>(std::ceil(cables - kRounding));
}

bool is_railed(const FabricPlan& plan) { return plan.kind == FabricKind::rail_optimized; }

/// Published builds are full ones, for servers of so many ports.
bool has_builds(const FabricPlan& plan) {
    const Fabric& fabric = plan.fabric;
    return is_railed(plan) && plan.oversubscription == 1.0 &&
           fabric.ports_per_server.value_or(plan.nics) == plan.nics;
}

/// The published build of so many units, if there is one.
std::optional<std::size_t> published(const FabricPlan& plan, std::int64_t units) {
    const auto& all = plan.fabric.units;
    const auto found = std::find(all.begin(), all.end(), units);
    if (!has_builds(plan) || found == all.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - all.begin());
}

/// As many adapters a leaf as leave ports for the uplinks.
std::int64_t downlinks(const FabricPlan& plan) {
    const double o = plan.oversubscription;
    return std::max<std::int64_t>(
        1, static_cast<std::int64_t>(std::floor(real(plan.fabric.switch_ports) * o / (1.0 + o))));
}

bool one_switch_does(const FabricPlan& plan) {
    return !plan.fabric.tiers && plan.servers * plan.nics <= plan.fabric.switch_ports;
}

TreeShape one_switch(const FabricPlan& plan) {
    TreeShape shape;
    shape.servers_per_unit = plan.servers;
    shape.down = real(plan.servers * plan.nics);
    return shape;
}

TreeShape leaf_shape(const FabricPlan& plan) {
    const std::int64_t down = downlinks(plan);
    TreeShape shape;
    if (is_railed(plan)) {
        shape.servers_per_unit = plan.fabric.servers_per_unit.value_or(down);
        shape.leaves_per_unit = plan.nics;
    } else {
        // A server with more adapters than a leaf has downlinks takes several leaves.
        shape.servers_per_unit = std::max<std::int64_t>(1, down / plan.nics);
        shape.leaves_per_unit = ceil_div(plan.nics, down);
    }
    shape.servers_per_unit = std::max<std::int64_t>(1, shape.servers_per_unit);
    shape.down = real(shape.servers_per_unit * plan.nics) / real(shape.leaves_per_unit);
    shape.units = ceil_div(plan.servers, shape.servers_per_unit);
    shape.up = shape.down / plan.oversubscription;
    return shape;
}

/// Three where asked for, where the published builds of this size have them, or where a spine has
/// too few ports for all leaves.
bool has_cores(const FabricPlan& plan, const TreeShape& shape) {
    const Fabric& fabric = plan.fabric;
    if (fabric.tiers)
        return *fabric.tiers >= 3;
    if (has_builds(plan)) {
        if (const auto at = published(plan, shape.units))
            return fabric.core_switches[*at] > 0;
        for (std::size_t i = fabric.units.size(); i-- > 0;) {
            if (fabric.units[i] < shape.units && fabric.core_switches[i] > 0)
                return true;
        }
    }
    return shape.leaves() > fabric.switch_ports;
}

std::int64_t switches_for(double cables, double ports) {
    return std::max<std::int64_t>(1, whole(cables / ports));
}

/// Half of a spine's ports go down; groups do not shrink as units are added to the largest
/// published build.
std::int64_t spines_of_group(const FabricPlan& plan, const TreeShape& shape, double cables) {
    const Fabric& fabric = plan.fabric;
    if (const auto known = published(plan, shape.units))
        return fabric.spine_switches[*known] / shape.spine_groups;
    std::int64_t spines =
        switches_for(cables / real(shape.spine_groups), real(fabric.switch_ports) / 2.0);
    for (std::size_t i = 0; has_builds(plan) && i < fabric.spine_switches.size(); ++i)
        spines = std::max(spines, fabric.spine_switches[i] / shape.spine_groups);
    return spines;
}

void add_upper_tiers(const FabricPlan& plan, TreeShape& shape) {
    const Fabric& fabric = plan.fabric;
    const double ports = real(fabric.switch_ports);
    const double cables = real(shape.leaves()) * shape.up;
    const auto known = published(plan, shape.units);
    if (!has_cores(plan, shape)) {
        shape.spine_groups = 1;
        shape.spines_per_group =
            known ? fabric.spine_switches[*known] : switches_for(cables, ports);
        return;
    }
    shape.spine_groups =
        is_railed(plan)
            ? shape.leaves_per_unit
            : ceil_div(shape.leaves(), std::max<std::int64_t>(1, fabric.switch_ports / 2));
    shape.spines_per_group = spines_of_group(plan, shape, cables);
    shape.cores = known ? fabric.core_switches[*known] : switches_for(cables, ports);
}

/// Where a pair has any link at all it has a whole cable.
std::int64_t cables_of_pair(double cables) { return std::max<std::int64_t>(1, whole(cables)); }

}  // namespace

TreeShape tree_shape(const FabricPlan& plan) {
    if (one_switch_does(plan))
        return one_switch(plan);
    TreeShape shape = leaf_shape(plan);
    if (shape.leaves() > 1)
        add_upper_tiers(plan, shape);
    return shape;
}

SwitchCounts tree_counts(const TreeShape& shape, const FabricPlan& plan) {
    SwitchCounts counts;
    counts.leaf = shape.leaves();
    counts.spine = shape.spine_groups * shape.spines_per_group;
    counts.core = shape.cores;
    counts.leaf_cables = plan.servers * plan.nics;
    if (shape.spine_groups > 0)
        counts.spine_cables = whole(real(shape.leaves()) * shape.up);
    if (shape.cores > 0)
        counts.core_cables = counts.spine_cables;
    return counts;
}

DragonflyShape dragonfly_shape(const FabricPlan& plan) {
    const auto& given = plan.fabric.dragonfly;
    if (given.size() == 2)
        return {given[0], given[1]};
    const std::int64_t adapters = std::max<std::int64_t>(1, (plan.fabric.switch_ports + 1) / 4);
    const std::int64_t routers = 2 * adapters;
    return {ceil_div(plan.servers * plan.nics, adapters * routers), routers};
}

DragonflyCables dragonfly_cables(const DragonflyShape& shape, const FabricPlan& plan) {
    const double routers = real(shape.routers);
    const double adapters = real(plan.servers * plan.nics) / (real(shape.groups) * routers);
    const double others = std::max(1.0, real(shape.groups) - 1.0);
    return {2.0 * adapters / routers / plan.oversubscription,
            adapters * routers / others / plan.oversubscription};
}

SwitchCounts dragonfly_counts(const FabricPlan& plan) {
    const DragonflyShape shape = dragonfly_shape(plan);
    const DragonflyCables cables = dragonfly_cables(shape, plan);
    const auto pairs = [](std::int64_t n) { return n * (n - 1) / 2; };
    SwitchCounts counts;
    counts.leaf = shape.groups * shape.routers;
    counts.leaf_cables = plan.servers * plan.nics;
    counts.spine_cables = shape.groups * pairs(shape.routers) * cables_of_pair(cables.local) +
                          pairs(shape.groups) * cables_of_pair(cables.global);
    return counts;
}

std::int64_t torus_links(const Fabric& fabric, std::int64_t accelerators) {
    const auto along = std::count_if(
        fabric.torus.begin(), fabric.torus.end(), [](std::int64_t size) { return size > 1; });
    return accelerators * static_cast<std::int64_t>(along);
}

}  // namespace deepwallet
