// The bill of a network against the graph that is simulated, and against published builds.

#include "engine/hardware/network_parts.hpp"

#include <cmath>

#include "engine/hardware/topology.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/dgx_a100.hpp"

using namespace deepwallet;
using namespace deepwallet::units;
using namespace deepwallet::test;

namespace {

constexpr double kRounding = 1e-6;

struct Counted {
    std::int64_t switches = 0;
    std::int64_t host_cables = 0;
    std::int64_t switch_cables = 0;
};

bool is_switch(const Vertex& v) {
    return v.kind == VertexKind::leaf || v.kind == VertexKind::spine ||
           v.kind == VertexKind::core || v.kind == VertexKind::router;
}

bool is_nic(const Vertex& v) { return v.kind == VertexKind::nic; }

/// Of the graph: each way of a link once; cables of one adapter's rate, whole ones in a tier of a
/// tree or between two routers.
Counted counted(const Topology& graph, double nic_rate, FabricKind kind) {
    Counted out;
    double to_spines = 0.0;
    double to_cores = 0.0;
    for (const Vertex& v : graph.vertices()) out.switches += is_switch(v) ? v.count : 0;
    for (std::size_t i = 0; i < graph.links().size(); i += 2) {
        const NetworkLink& link = graph.links()[i];
        const Vertex& from = graph.vertices()[link.from];
        const Vertex& to = graph.vertices()[link.to];
        const double cables = link.capacity / nic_rate;
        if (kind == FabricKind::torus)
            ++out.host_cables;
        else if (is_nic(from) || is_nic(to))
            ++out.host_cables;
        else if (is_switch(from) && is_switch(to) && kind == FabricKind::dragonfly)
            out.switch_cables += std::llround(std::ceil(cables - kRounding));
        else if (is_switch(from) && is_switch(to))
            (to.kind == VertexKind::core ? to_cores : to_spines) += cables;
    }
    out.switch_cables += std::llround(std::ceil(to_spines - kRounding));
    out.switch_cables += std::llround(std::ceil(to_cores - kRounding));
    return out;
}

Fabric plain(FabricKind kind, std::int64_t ports, double oversubscription) {
    Fabric f = hdr_fat_tree();
    f.kind = kind;
    f.switch_ports = ports;
    f.oversubscription = oversubscription;
    return f;
}

/// One accelerator and one adapter.
Server plain_server() {
    Server s = dgx_a100();
    s.accelerators = 1;
    s.nics = 1;
    return s;
}

void check_like_graph(const Server& server, const Fabric& fabric, std::int64_t servers) {
    const auto graph = make_topology(server, fabric, servers);
    if (!graph)
        FAIL(render(graph.error()));
    const double rate = server.nic_bandwidth.base() * fabric.efficiency;
    const Counted built = counted(*graph, rate, fabric.kind);
    const NetworkParts parts = network_parts(server, fabric, servers);
    CAPTURE(static_cast<int>(fabric.kind), fabric.switch_ports, fabric.oversubscription, servers);
    CHECK(parts.switches == built.switches);
    CHECK(parts.host_cables == built.host_cables);
    CHECK(parts.switch_cables == built.switch_cables);
    CHECK(parts.optics == 2 * (built.host_cables + built.switch_cables));
}

/// A published SuperPOD of NDR: DGX H100 and B200.
Fabric ndr_superpod() {
    Fabric f = plain(FabricKind::rail_optimized, 64, 1.0);
    f.servers_per_unit = 32;
    f.ports_per_server = 8;
    f.units = {1, 2, 3, 4, 8, 16, 32, 64};
    f.leaf_switches = {8, 16, 24, 32, 64, 128, 256, 512};
    f.spine_switches = {4, 8, 16, 16, 32, 128, 256, 512};
    f.core_switches = {0, 0, 0, 0, 0, 64, 128, 256};
    return f;
}

Fabric hdr_superpod() {
    Fabric f = plain(FabricKind::rail_optimized, 40, 1.0);
    f.servers_per_unit = 20;
    f.ports_per_server = 8;
    f.units = {1, 2, 3, 4, 5, 6, 7};
    f.leaf_switches = {8, 16, 24, 32, 40, 48, 56};
    f.spine_switches = {4, 10, 20, 20, 80, 80, 80};
    f.core_switches = {0, 0, 0, 0, 20, 24, 28};
    return f;
}

}  // namespace

TEST_CASE("trees have the parts of the graph that is simulated") {
    for (const FabricKind kind : {FabricKind::fat_tree, FabricKind::rail_optimized}) {
        for (const double o : {1.0, 2.0, 3.0}) {
            for (const std::int64_t servers : {2, 4, 5, 6, 20, 21, 37, 81, 140, 280}) {
                check_like_graph(dgx_a100(), plain(kind, 40, o), servers);
                check_like_graph(plain_server(), plain(FabricKind::fat_tree, 8, o), servers);
            }
        }
    }
    for (const double o : {1.0, 2.0}) {
        for (const std::int64_t servers : {5, 20, 60, 81, 140, 280}) {
            Fabric pod = hdr_superpod();
            pod.oversubscription = o;
            check_like_graph(dgx_a100(), pod, servers);
        }
    }
}

TEST_CASE("dragonflies, tori and a single switch have the parts of the graph that is simulated") {
    for (const double o : {1.0, 2.0}) {
        for (const std::int64_t servers : {20, 64, 280}) {
            check_like_graph(dgx_a100(), plain(FabricKind::dragonfly, 40, o), servers);
            Fabric given = plain(FabricKind::dragonfly, 40, o);
            given.dragonfly = {5, 4};
            check_like_graph(dgx_a100(), given, servers);
        }
    }
    for (const auto& sizes : std::vector<std::vector<std::int64_t>>{
             {4, 4, 4}, {64}, {1, 8, 8}, {2, 4, 8}, {16, 4, 1}}) {
        Fabric torus = plain(FabricKind::torus, 40, 1.0);
        torus.torus = sizes;
        check_like_graph(dgx_a100(), torus, 8);
    }
    for (const std::int64_t servers : {2, 5})
        check_like_graph(dgx_a100(), plain(FabricKind::single_switch, 40, 1.0), servers);
}

TEST_CASE("SuperPODs have their published switches and as many cables a tier as adapters") {
    struct Row {
        std::int64_t servers, switches, tiers;
    };
    // DGX A100 (RA-09950): 56 leaves, 80 spines and 28 cores on 140 servers.
    for (const Row& row : {Row{20, 8 + 4, 2}, Row{80, 32 + 20, 2}, Row{140, 164, 3}}) {
        const NetworkParts parts = network_parts(dgx_a100(), hdr_superpod(), row.servers);
        CAPTURE(row.servers);
        CHECK(parts.switches == row.switches);
        CHECK(parts.cables() == row.tiers * 8 * row.servers);
        CHECK(parts.adapters == 8 * row.servers);
    }
    // DGX B200: spines are half of the leaves in two tiers.
    for (const Row& row : {Row{64, 16 + 8, 2},
                           Row{128, 32 + 16, 2},
                           Row{256, 64 + 32, 2},
                           Row{512, 128 + 128 + 64, 3}}) {
        const NetworkParts parts = network_parts(dgx_a100(), ndr_superpod(), row.servers);
        CAPTURE(row.servers);
        CHECK(parts.switches == row.switches);
        CHECK(parts.cables() == row.tiers * 8 * row.servers);
    }
}

TEST_CASE("full fat trees have 3k/2 and 5k^2/4 switches, and one where all ports fit") {
    struct Row {
        std::int64_t servers, k, switches;
    };
    // k^2/2 ports in two tiers, k^3/4 in three (Al-Fares et al. 2008). 801 on 40: 41 leaves, whose
    // 820 uplinks go to three groups of 14 spines, and 21 cores.
    for (const Row& row : {Row{1, 40, 0},
                           Row{40, 40, 1},
                           Row{41, 40, 3 + 2},
                           Row{800, 40, 60},
                           Row{801, 40, 41 + 42 + 21},
                           Row{16000, 40, 2000},
                           Row{16, 4, 20},
                           Row{2048, 64, 96},
                           Row{65536, 64, 5120}}) {
        CAPTURE(row.servers, row.k);
        const Fabric tree = plain(FabricKind::fat_tree, row.k, 1.0);
        CHECK(network_parts(plain_server(), tree, row.servers).switches == row.switches);
    }
}

TEST_CASE("an oversubscribed fabric has fewer parts, a torus no switches, copper no optics") {
    Fabric fly = plain(FabricKind::dragonfly, 40, 1.0);
    for (Fabric fabric : {plain(FabricKind::fat_tree, 40, 1.0), hdr_superpod(), fly}) {
        for (const std::int64_t servers : {20, 100, 140, 280}) {
            fabric.oversubscription = 1.0;
            const NetworkParts full = network_parts(dgx_a100(), fabric, servers);
            fabric.oversubscription = 2.0;
            const NetworkParts half = network_parts(dgx_a100(), fabric, servers);
            CAPTURE(static_cast<int>(fabric.kind), servers);
            CHECK(half.switches <= full.switches);
            // Two routers or groups keep a cable, be it half used.
            const bool single = fabric.kind == FabricKind::dragonfly && servers == 20;
            CHECK((single ? half.cables() <= full.cables() : half.cables() < full.cables()));
            CHECK(cables_of_full_tree(dgx_a100(), fabric, servers) > 0.0);
        }
    }
    Fabric torus = plain(FabricKind::torus, 40, 1.0);
    torus.torus = {8, 8};
    CHECK(network_parts(dgx_a100(), torus, 8).switches == 0);
    CHECK(network_parts(dgx_a100(), torus, 8).cables() == 2 * 64);
    Fabric copper = hdr_superpod();
    copper.host_copper_share = 1.0;
    CHECK(network_parts(dgx_a100(), copper, 20).optics == 2 * 160);
}

TEST_CASE("a single switch that does not hold all adapters is refused") {
    const Fabric fabric = plain(FabricKind::single_switch, 40, 1.0);
    CHECK(network_faults(dgx_a100(), fabric, 5).empty());
    const Faults faults = network_faults(dgx_a100(), fabric, 6);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].message ==
          "fabric.topology = single-switch: a switch of 40 ports does not hold 48 adapters");
}

TEST_CASE("an adapter has its own cable where several serve an accelerator") {
    // Sixteen rails of 64 servers on 128-port leaves: NVIDIA DGX B300 SuperPOD, 16 leaves, 8
    // spines.
    Server server = dgx_a100();
    server.nics = 16;
    Fabric fabric = plain(FabricKind::rail_optimized, 128, 1.0);
    fabric.servers_per_unit = 64;
    CHECK(network_parts(server, fabric, 64).switches == 16 + 8);
    CHECK(network_parts(server, fabric, 64).host_cables == 1024);
}
