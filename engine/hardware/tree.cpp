// Fat trees, plain and rail-optimized, with the counts of published builds where there are any.
//
// NVIDIA DGX A100 SuperPOD reference architecture (RA-09950): a leaf for each rail of a unit; up to
// four units all leaves go to all spines; beyond, the spines of group i serve rail i, and core
// switches join the groups.

#include <algorithm>
#include <cmath>

#include "engine/core/math.hpp"
#include "engine/hardware/topology_builder.hpp"

namespace deepwallet {

namespace {

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

/// The published build of so many units, if there is one.
std::optional<std::size_t> published(const Fabric& fabric, std::int64_t units) {
    const auto found = std::find(fabric.units.begin(), fabric.units.end(), units);
    if (found == fabric.units.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - fabric.units.begin());
}

bool is_railed(const TopologyBuilder& builder) {
    return builder.fabric().kind == FabricKind::rail_optimized;
}

/// As many adapters a leaf as leave ports for the uplinks.
std::int64_t downlinks(const Fabric& fabric) {
    const double o = fabric.oversubscription;
    return std::max<std::int64_t>(
        1, static_cast<std::int64_t>(std::floor(real(fabric.switch_ports) * o / (1.0 + o))));
}

TreeShape leaf_shape(const TopologyBuilder& builder) {
    const Fabric& fabric = builder.fabric();
    TreeShape shape;
    if (is_railed(builder)) {
        shape.servers_per_unit = fabric.servers_per_unit.value_or(downlinks(fabric));
        shape.leaves_per_unit = builder.nics();
        shape.down = real(shape.servers_per_unit);
    } else {
        shape.servers_per_unit = std::max<std::int64_t>(
            1, downlinks(fabric) / std::max<std::int64_t>(1, builder.nics()));
        shape.down = real(shape.servers_per_unit * builder.nics());
    }
    shape.units = ceil_div(builder.servers(), shape.servers_per_unit);
    shape.up = shape.down / fabric.oversubscription;
    return shape;
}

/// Three where asked for, where the published builds of this size have them, or where a spine has
/// too few ports for all leaves.
bool has_cores(const TopologyBuilder& builder, const TreeShape& shape) {
    const Fabric& fabric = builder.fabric();
    if (fabric.tiers)
        return *fabric.tiers >= 3;
    if (is_railed(builder) && !fabric.units.empty()) {
        if (const auto at = published(fabric, shape.units))
            return fabric.core_switches[*at] > 0;
        for (std::size_t i = fabric.units.size(); i-- > 0;) {
            if (fabric.units[i] < shape.units && fabric.core_switches[i] > 0)
                return true;
        }
    }
    return shape.leaves() > fabric.switch_ports;
}

std::int64_t switches_for(double cables, double ports) {
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(cables / ports - 1e-9)));
}

void add_upper_tiers(const TopologyBuilder& builder, TreeShape& shape) {
    const Fabric& fabric = builder.fabric();
    const double ports = real(fabric.switch_ports);
    const double cables = real(shape.leaves()) * shape.up;
    const auto known = is_railed(builder) ? published(fabric, shape.units) : std::nullopt;
    if (!has_cores(builder, shape)) {
        shape.spine_groups = 1;
        shape.spines_per_group =
            known ? fabric.spine_switches[*known] : switches_for(cables, ports);
        return;
    }
    // Half of a spine's ports go down.
    shape.spine_groups =
        is_railed(builder)
            ? shape.leaves_per_unit
            : ceil_div(shape.leaves(), std::max<std::int64_t>(1, fabric.switch_ports / 2));
    const double of_group = cables / real(shape.spine_groups);
    shape.spines_per_group = known ? fabric.spine_switches[*known] / shape.spine_groups
                                   : switches_for(of_group, ports / 2.0);
    if (!known && is_railed(builder)) {
        // Groups do not shrink as units are added to the largest published build.
        for (const std::int64_t spines : fabric.spine_switches)
            shape.spines_per_group = std::max(shape.spines_per_group, spines / shape.spine_groups);
    }
    shape.cores = known ? fabric.core_switches[*known] : switches_for(cables, ports);
}

TreeShape tree_shape(const TopologyBuilder& builder) {
    TreeShape shape = leaf_shape(builder);
    if (shape.leaves() > 1)
        add_upper_tiers(builder, shape);
    return shape;
}

/// Switches of a tier or group: one vertex for all where they are merged.
std::vector<std::uint32_t> add_switches(TopologyBuilder& builder,
                                        VertexKind kind,
                                        std::int64_t group,
                                        std::int64_t count) {
    if (builder.merges())
        return {builder.add_vertex(kind, group, 0, count)};
    std::vector<std::uint32_t> out;
    for (std::int64_t i = 0; i < count; ++i) out.push_back(builder.add_vertex(kind, group, i));
    return out;
}

/// `cables` from one switch, spread over all of the tier above.
void connect_up(TopologyBuilder& builder,
                std::uint32_t below,
                const std::vector<std::uint32_t>& above,
                double cables) {
    const double each = cables / real(static_cast<std::int64_t>(above.size()));
    for (const std::uint32_t vertex : above)
        builder.connect(below, vertex, each * builder.nic_rate());
}

void count_switches(TopologyBuilder& builder, const TreeShape& shape) {
    const auto whole = [](double cables) { return static_cast<std::int64_t>(std::ceil(cables)); };
    SwitchCounts& counts = builder.counts();
    counts.leaf = shape.leaves();
    counts.spine = shape.spine_groups * shape.spines_per_group;
    counts.core = shape.cores;
    counts.leaf_cables = builder.servers() * builder.nics();
    if (shape.spine_groups > 0)
        counts.spine_cables = whole(real(shape.leaves()) * shape.up);
    if (shape.cores > 0)
        counts.core_cables = counts.spine_cables;
}

}  // namespace

void build_tree(TopologyBuilder& builder) {
    const TreeShape shape = tree_shape(builder);
    count_switches(builder, shape);
    std::vector<std::uint32_t> leaves;
    for (std::int64_t unit = 0; unit < shape.units; ++unit) {
        for (std::int64_t i = 0; i < shape.leaves_per_unit; ++i)
            leaves.push_back(builder.add_vertex(VertexKind::leaf, unit, i));
    }
    const auto leaf = [&](std::int64_t unit, std::int64_t i) {
        return leaves[static_cast<std::size_t>(unit * shape.leaves_per_unit + i)];
    };
    for (std::int64_t server = 0; server < builder.servers(); ++server) {
        for (std::int64_t nic = 0; nic < builder.nics(); ++nic)
            builder.plug(
                server, nic, leaf(server / shape.servers_per_unit, is_railed(builder) ? nic : 0));
    }
    std::vector<std::vector<std::uint32_t>> spines;
    for (std::int64_t group = 0; group < shape.spine_groups; ++group)
        spines.push_back(add_switches(builder, VertexKind::spine, group, shape.spines_per_group));
    for (std::size_t i = 0; i < leaves.size() && !spines.empty(); ++i) {
        const auto at = static_cast<std::int64_t>(i);
        const std::int64_t group = shape.cores == 0     ? 0
                                   : is_railed(builder) ? at % shape.leaves_per_unit
                                                        : at * shape.spine_groups / shape.leaves();
        connect_up(builder, leaves[i], spines[static_cast<std::size_t>(group)], shape.up);
    }
    if (shape.cores == 0)
        return;
    const std::vector<std::uint32_t> cores =
        add_switches(builder, VertexKind::core, 0, shape.cores);
    const double cables = real(shape.leaves()) * shape.up / real(shape.spine_groups);
    for (const auto& group : spines) {
        for (const std::uint32_t spine : group)
            connect_up(
                builder, spine, cores, cables / real(static_cast<std::int64_t>(group.size())));
    }
}

Faults tree_faults(const TopologyBuilder& builder) {
    Faults faults;
    if (builder.servers() > 1 && builder.fabric().switch_ports < 2) {
        Fault fault;
        fault.path = "fabric.switch_ports";
        fault.message = "fabric.switch_ports = 0: a tree needs switches";
        fault.help = "give the ports of a switch, 40 for HDR InfiniBand, 64 for NDR";
        faults.push_back(fault);
    }
    return faults;
}

}  // namespace deepwallet
