// Fat trees, plain and rail-optimized, as fabric_shape.hpp sizes them.

#include "engine/core/math.hpp"
#include "engine/hardware/fabric_shape.hpp"
#include "engine/hardware/topology_builder.hpp"

namespace deepwallet {

namespace {

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

bool is_railed(const TopologyBuilder& builder) {
    return builder.fabric().kind == FabricKind::rail_optimized;
}

}  // namespace

void build_tree(TopologyBuilder& builder) {
    const TreeShape shape = tree_shape(builder.plan());
    builder.counts() = tree_counts(shape, builder.plan());
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
            builder.plug(server,
                         nic,
                         leaf(server / shape.servers_per_unit,
                              nic * shape.leaves_per_unit / builder.nics()));
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
