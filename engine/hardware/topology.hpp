#pragma once

/// The cluster as a graph: accelerators, scale-up switches, adapters, switches of the fabric, and
/// the links between them, each way apart. Capacities are achieved rates, so that what is alone on
/// its links moves as fast as cost/collectives.hpp says.
///
/// Names, for faults: "server3/gpu5" is accelerator 5 of server 3 and its links to its neighbours
/// in the server, "server3/gpu5-server3/gpu6" one of those, "server3/nic2" an adapter and its
/// cable; "leaf1.4" is switch 4 of unit 1, "spine0.3" switch 3 of group 0, "core7"; "group2.5" is
/// router 5 of a dragonfly's group 2; "leaf1.4-spine0.3" is one cable between two switches, all of
/// them where they have several.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/hardware/fabric.hpp"
#include "engine/hardware/fabric_shape.hpp"
#include "engine/hardware/route.hpp"
#include "engine/hardware/server.hpp"

namespace deepwallet {

enum class VertexKind : std::uint8_t {
    gpu,
    scaleup,
    pcie_switch,
    processor,
    nic,
    leaf,
    spine,
    core,
    router,
};

struct Vertex {
    VertexKind kind = VertexKind::gpu;
    std::int32_t group = 0;  ///< server, unit, or group of switches
    std::int32_t index = 0;
    std::int32_t count = 1;  ///< switches that are reached alike and stand as one
};

/// One way. Parallel cables between the same two vertices are one link.
struct NetworkLink {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    double capacity = 0.0;  ///< bytes a second
};

/// A link or a vertex by its name, at `share` of its rate; 0 is cut.
struct LinkFault {
    std::string name;
    double share = 1.0;
};

class Topology {
public:
    [[nodiscard]] std::span<const NetworkLink> links() const { return links_; }
    [[nodiscard]] std::span<const Vertex> vertices() const { return vertices_; }
    [[nodiscard]] std::string name_of(std::uint32_t vertex) const;
    [[nodiscard]] const SwitchCounts& switches() const { return switches_; }

    /// Between two accelerators by their numbers, server by server. Empty where both are one or no
    /// way is left. Traffic from rail to rail changes the rail inside of its server where that has
    /// a scale-up switch (NCCL's PXN). `flow` tells apart what ECMP may send different ways.
    [[nodiscard]] Route route(std::int64_t from, std::int64_t to, std::uint64_t flow = 0) const;

    /// Switches that a message crosses, those inside of servers not counted.
    [[nodiscard]] std::int64_t switches_crossed(std::int64_t from, std::int64_t to) const;

    /// Most traffic that can go from one set of accelerators to another at once.
    [[nodiscard]] Bandwidth max_flow(std::span<const std::int64_t> from,
                                     std::span<const std::int64_t> to) const;

    /// Between the first half of the servers and the others; of a torus, of its accelerators.
    [[nodiscard]] Bandwidth bisection() const;

    /// The first accelerator that cannot reach the others; none where all can.
    [[nodiscard]] Faults unreachable() const;

private:
    friend class TopologyBuilder;

    [[nodiscard]] std::int64_t server_of(std::int64_t gpu) const { return gpu / per_server_; }
    [[nodiscard]] std::int64_t gpus() const { return servers_ * per_server_; }
    /// The adapter that serves an accelerator: its own, or the next of the server that works.
    [[nodiscard]] std::int64_t nic_of(std::int64_t gpu) const;
    [[nodiscard]] bool works(std::int64_t nic) const;
    [[nodiscard]] bool works_inside(std::int64_t gpu) const;
    /// The accelerator that sits at an adapter.
    [[nodiscard]] std::int64_t gpu_at(std::int64_t nic) const;
    void inside(std::int64_t from, std::int64_t to, Route& route) const;
    void spread(std::uint32_t at, std::uint32_t target, double share, Route& route) const;
    void through_group(std::uint32_t at, std::uint32_t target, double share, Route& route) const;
    void spread_over_detours(std::uint32_t at, std::uint32_t target, Route& route) const;
    void pick(std::uint32_t at, std::uint32_t target, std::uint64_t flow, Route& route) const;
    [[nodiscard]] Route torus_route(std::int64_t from, std::int64_t to) const;
    [[nodiscard]] std::uint16_t distance(std::uint32_t from, std::uint32_t to) const {
        const std::size_t count = vertices_.size() - first_switch_;
        return distances_[(from - first_switch_) * count + (to - first_switch_)];
    }
    [[nodiscard]] std::span<const std::uint32_t> out_of(std::uint32_t vertex) const {
        const std::uint32_t at = vertex - first_switch_;
        return {out_.data() + first_out_[at], out_.data() + first_out_[at + 1]};
    }
    void find_distances();

    std::vector<Vertex> vertices_;
    std::vector<NetworkLink> links_;
    SwitchCounts switches_;
    Routing routing_ = Routing::adaptive;
    bool changes_rail_inside_ = false;
    std::int64_t servers_ = 0;
    std::int64_t per_server_ = 0;
    std::int64_t nics_ = 0;  ///< of a server, as links
    std::vector<std::int64_t> torus_;
    std::uint32_t dragonfly_groups_ = 0;  ///< 0 where it is none
    std::uint32_t dragonfly_routers_ = 0;

    // Inside of servers without a scale-up switch: links of each server follow each other.
    std::int64_t inside_links_ = 0;                      ///< of one server
    std::vector<Route> inside_;                          ///< by interior_routes, of any server
    std::map<std::int64_t, std::vector<Route>> broken_;  ///< of those where a link is cut

    // By number of the accelerator, or of the adapter among all servers'.
    std::vector<std::uint32_t> port_out_;
    std::vector<std::uint32_t> port_in_;
    std::vector<std::uint32_t> nic_out_;
    std::vector<std::uint32_t> nic_in_;
    std::vector<std::uint32_t> nic_switch_;

    // Of the switches: links out of each that work, and hops between each two.
    std::uint32_t first_switch_ = 0;
    std::vector<std::uint32_t> first_out_;
    std::vector<std::uint32_t> out_;
    std::vector<std::uint16_t> distances_;
};

/// Faults: a name that no part has, a cluster that this fabric cannot hold.
Result<Topology> make_topology(const Server& server,
                               const Fabric& fabric,
                               std::int64_t servers,
                               std::span<const LinkFault> faults = {});

}  // namespace deepwallet
