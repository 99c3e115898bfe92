#include "engine/hardware/network_parts.hpp"

#include <cmath>

#include <fmt/format.h>

#include "engine/core/math.hpp"

namespace deepwallet {

namespace {

bool has_adapters(const Server& server, const Fabric& fabric, std::int64_t servers) {
    return servers > 1 && server.nics > 0 && fabric.switch_ports > 0 &&
           fabric.kind != FabricKind::torus;
}

/// More than one only where what the scenario checks was passed by.
SwitchCounts single_switch_counts(const FabricPlan& plan) {
    SwitchCounts counts;
    counts.leaf_cables = plan.servers * plan.nics;
    counts.leaf = ceil_div(counts.leaf_cables, plan.fabric.switch_ports);
    return counts;
}

SwitchCounts counts_of(const FabricPlan& plan) {
    switch (plan.kind) {
        case FabricKind::single_switch:
            return single_switch_counts(plan);
        case FabricKind::dragonfly:
            return dragonfly_counts(plan);
        case FabricKind::fat_tree:
        case FabricKind::rail_optimized:
            return tree_counts(tree_shape(plan), plan);
        case FabricKind::torus:
            break;
    }
    return {};
}

void add_optics(NetworkParts& parts, const Fabric& fabric) {
    parts.copper_cables =
        std::llround(real(parts.host_cables) * fabric.host_copper_share.value_or(0.0));
    parts.optics = 2 * parts.optical_cables();
}

NetworkParts torus_parts(const Server& server, const Fabric& fabric, std::int64_t servers) {
    NetworkParts parts;
    if (servers > 1)
        parts.host_cables = torus_links(fabric, servers * server.accelerators);
    add_optics(parts, fabric);
    return parts;
}

Faults too_few_ports(const Server& server, const Fabric& fabric, std::int64_t servers) {
    const std::int64_t ports = servers * server.nics;
    if (servers < 2 || fabric.switch_ports <= 0 || ports <= fabric.switch_ports)
        return {};
    Fault fault;
    fault.code = ErrorCode::conflict;
    fault.path = "fabric.topology";
    fault.message = fmt::format(
        "fabric.topology = single-switch: a switch of {} ports does not hold {} adapters",
        fabric.switch_ports,
        ports);
    fault.help = "fat-tree and rail-optimized join as many switches as it takes";
    fault.about = {"fabric.switch_ports", "cluster.servers", "server.nics"};
    return {fault};
}

Faults dragonfly_faults(const Fabric& fabric) {
    const auto& shape = fabric.dragonfly;
    if (shape.empty() || (shape.size() == 2 && shape[0] >= 1 && shape[1] >= 1))
        return {};
    Fault fault;
    fault.path = "fabric.dragonfly";
    fault.message = "fabric.dragonfly: it takes two numbers, groups and routers of a group";
    fault.help = "e.g. dragonfly = [8, 16]";
    return {fault};
}

Faults torus_faults(const Fabric& fabric, std::int64_t accelerators) {
    const auto& sizes = fabric.torus;
    double product = 1.0;
    for (const std::int64_t size : sizes) product *= real(size);
    if (!sizes.empty() && product == real(accelerators))
        return {};
    Fault fault;
    fault.path = "fabric.torus";
    fault.message =
        fmt::format("fabric.torus: {} accelerators stand along the dimensions, the cluster has {}",
                    sizes.empty() ? 0.0 : product,
                    accelerators);
    fault.help = "the sizes multiply to the number of accelerators, e.g. torus = [4, 4, 8]";
    fault.about = {"cluster.servers"};
    return {fault};
}

}  // namespace

SwitchCounts switch_counts(const Server& server, const Fabric& fabric, std::int64_t servers) {
    if (!has_adapters(server, fabric, servers))
        return {};
    return counts_of({fabric, fabric.kind, fabric.oversubscription, server.nics, servers});
}

NetworkParts network_parts(const Server& server, const Fabric& fabric, std::int64_t servers) {
    if (fabric.kind == FabricKind::torus)
        return torus_parts(server, fabric, servers);
    NetworkParts parts;
    if (!has_adapters(server, fabric, servers))
        return parts;
    const SwitchCounts counts = switch_counts(server, fabric, servers);
    parts.switches = counts.total();
    parts.host_cables = counts.leaf_cables;
    parts.switch_cables = counts.spine_cables + counts.core_cables;
    parts.adapters = servers * server.nics;
    add_optics(parts, fabric);
    return parts;
}

double cables_of_full_tree(const Server& server, const Fabric& fabric, std::int64_t servers) {
    if (servers < 2 || server.nics == 0 || fabric.switch_ports <= 0)
        return 1.0;
    const FabricKind kind = fabric.kind == FabricKind::rail_optimized ? FabricKind::rail_optimized
                                                                      : FabricKind::fat_tree;
    const SwitchCounts full = counts_of({fabric, kind, 1.0, server.nics, servers});
    const std::int64_t cables = full.leaf_cables + full.spine_cables + full.core_cables;
    return real(network_parts(server, fabric, servers).cables()) / real(cables);
}

Faults network_faults(const Server& server, const Fabric& fabric, std::int64_t servers) {
    if (fabric.kind == FabricKind::single_switch)
        return too_few_ports(server, fabric, servers);
    if (fabric.kind == FabricKind::torus)
        return torus_faults(fabric, servers * server.accelerators);
    if (fabric.kind == FabricKind::dragonfly)
        return dragonfly_faults(fabric);
    return {};
}

}  // namespace deepwallet
