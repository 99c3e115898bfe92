#pragma once

/// How topology.cpp and the fabrics put a Topology together. Not for use beyond them.

#include "engine/hardware/fabric_shape.hpp"
#include "engine/hardware/topology.hpp"

namespace deepwallet {

class TopologyBuilder {
public:
    TopologyBuilder(const Server& server, const Fabric& fabric, std::int64_t servers);

    Result<Topology> build(std::span<const LinkFault> faults);

    // For the fabrics.

    [[nodiscard]] const Server& server() const { return server_; }
    [[nodiscard]] const Fabric& fabric() const { return fabric_; }
    [[nodiscard]] std::int64_t servers() const { return out_.servers_; }
    [[nodiscard]] std::int64_t gpus() const { return out_.gpus(); }
    [[nodiscard]] FabricPlan plan() const {
        return {fabric_, fabric_.kind, fabric_.oversubscription, nics(), servers()};
    }
    /// Adapters of a server, and the achieved rate of one.
    [[nodiscard]] std::int64_t nics() const { return out_.nics_; }
    [[nodiscard]] double nic_rate() const { return nic_rate_; }
    [[nodiscard]] SwitchCounts& counts() { return out_.switches_; }
    /// Do switches that are reached alike stand as one, as all carry the same?
    [[nodiscard]] bool merges() const { return fabric_.routing == Routing::adaptive; }

    std::uint32_t add_vertex(VertexKind kind,
                             std::int64_t group,
                             std::int64_t index,
                             std::int64_t count = 1);
    /// Both ways; the number of the link from `a` to `b`, that of the way back is one more.
    std::uint32_t connect(std::uint32_t a, std::uint32_t b, double capacity);
    void set_dragonfly(std::int64_t groups, std::int64_t routers) {
        out_.dragonfly_groups_ = static_cast<std::uint32_t>(groups);
        out_.dragonfly_routers_ = static_cast<std::uint32_t>(routers);
    }
    /// Plugs an adapter, by its number in its server, into a switch.
    void plug(std::int64_t server, std::int64_t nic, std::uint32_t vertex);

private:
    void add_servers();
    void add_scaleup_switches();
    void add_interiors();
    [[nodiscard]] std::vector<double> interior_rates(std::int64_t server) const;
    void route_round_cuts();
    Faults apply(const LinkFault& fault);
    [[nodiscard]] std::vector<std::uint32_t> vertices_named(const std::string& name,
                                                            std::vector<double>& parts) const;
    void scale(std::uint32_t link, double share);

    const Server& server_;
    const Fabric& fabric_;
    double nic_rate_ = 0.0;
    std::uint32_t first_adapter_ = 0;
    Topology out_;
};

// One fabric, one file: each adds its switches and plugs all adapters in.
void build_single_switch(TopologyBuilder& builder);
void build_tree(TopologyBuilder& builder);
void build_dragonfly(TopologyBuilder& builder);
/// Links between accelerators themselves.
void build_torus(TopologyBuilder& builder);

/// What keeps a tree from holding this cluster; other kinds: network_parts.hpp.
Faults tree_faults(const TopologyBuilder& builder);

}  // namespace deepwallet
