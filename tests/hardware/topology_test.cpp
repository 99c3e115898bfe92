// Fabrics against textbook values: switches, hops, bisection, routes.

#include "engine/hardware/topology.hpp"

#include <algorithm>
#include <map>

#include "tests/support/catch.hpp"
#include "tests/support/dgx_a100.hpp"
#include "tests/support/random.hpp"

using namespace deepwallet;
using namespace deepwallet::units;
using namespace deepwallet::test;

namespace {

constexpr double kExact = 1e-9;

/// One accelerator, one adapter of 10 GB/s achieved.
Server plain_server() {
    Server s = dgx_a100();
    s.accelerators = 1;
    s.nics = 1;
    s.nic_bandwidth = 80.0 * gigabit_per_s;
    return s;
}

Fabric plain_tree(std::int64_t ports, double oversubscription = 1.0) {
    Fabric f = hdr_fat_tree();
    f.kind = FabricKind::fat_tree;
    f.efficiency = 1.0;
    f.switch_ports = ports;
    f.oversubscription = oversubscription;
    return f;
}

/// The DGX A100 SuperPOD as published.
Fabric superpod() {
    Fabric f = hdr_fat_tree();
    f.kind = FabricKind::rail_optimized;
    f.servers_per_unit = 20;
    f.units = {1, 2, 3, 4, 5, 6, 7};
    f.leaf_switches = {8, 16, 24, 32, 40, 48, 56};
    f.spine_switches = {4, 10, 20, 20, 80, 80, 80};
    f.core_switches = {0, 0, 0, 0, 20, 24, 28};
    return f;
}

Topology built(const Server& server,
               const Fabric& fabric,
               std::int64_t servers,
               const std::vector<LinkFault>& faults = {}) {
    auto made = make_topology(server, fabric, servers, faults);
    if (!made)
        FAIL(render(made.error()));
    return std::move(*made);
}

/// What flows into a vertex less what flows out of it, over a route.
std::map<std::uint32_t, double> imbalance(const Topology& topology, const Route& route) {
    std::map<std::uint32_t, double> sum;
    for (const LinkShare& use : route) {
        sum[topology.links()[use.link].from] -= use.share;
        sum[topology.links()[use.link].to] += use.share;
    }
    return sum;
}

std::string text_of(const Faults& faults) { return render(faults); }

}  // namespace

TEST_CASE("a two-level fat tree of k-port switches carries all hosts at full bisection") {
    // k/2 hosts a leaf, k leaves: k^2/2 hosts; between the halves as many links as hosts in one.
    for (const std::int64_t k : {4, 8, 16}) {
        const std::int64_t hosts = k * k / 2;
        const Topology tree = built(plain_server(), plain_tree(k), hosts);
        CAPTURE(k);
        CHECK(tree.switches().leaf == k);
        CHECK(tree.switches().spine == k / 2);
        CHECK(tree.switches().core == 0);
        CHECK_THAT(tree.bisection().in(GB_per_s),
                   WithinRel(10.0 * static_cast<double>(hosts) / 2.0, kExact));
        CHECK(tree.switches_crossed(0, 1) == 1);
        CHECK(tree.switches_crossed(0, hosts - 1) == 3);
    }
}

TEST_CASE("a three-level fat tree of k-port switches carries k^3/4 hosts on 5k^2/4 switches") {
    // Al-Fares et al. 2008: k pods of k/2 leaves and k/2 spines, (k/2)^2 cores.
    for (const std::int64_t k : {4, 8}) {
        const std::int64_t hosts = k * k * k / 4;
        const Topology tree = built(plain_server(), plain_tree(k), hosts);
        CAPTURE(k);
        CHECK(tree.switches().leaf == k * k / 2);
        CHECK(tree.switches().spine == k * k / 2);
        CHECK(tree.switches().core == k * k / 4);
        CHECK_THAT(tree.bisection().in(GB_per_s),
                   WithinRel(10.0 * static_cast<double>(hosts) / 2.0, kExact));
        CHECK(tree.switches_crossed(0, hosts - 1) == 5);
    }
}

TEST_CASE("oversubscription divides the bisection, and an inner link of half the rate its part") {
    // 16 ports at 3:1: 12 hosts and 4 uplinks a leaf; 48 hosts on four leaves, 2 x 4 uplinks
    // between the halves.
    const Topology tree = built(plain_server(), plain_tree(16, 3.0), 48);
    CHECK(tree.switches().leaf == 4);
    CHECK_THAT(tree.bisection().in(GB_per_s), WithinRel(2 * 4 * 10.0, kExact));
    // One of the four spines at half its rate for one leaf: half a link less.
    const Topology degraded =
        built(plain_server(), plain_tree(16, 3.0), 48, {{"leaf0.0-spine0.0", 0.5}});
    REQUIRE(tree.switches().spine == 1);
    CHECK_THAT(degraded.bisection().in(GB_per_s), WithinRel((4 + 2) * 10.0, kExact));
}

TEST_CASE("DGX A100 SuperPODs have the switches and cables that were published") {
    const Fabric fabric = superpod();
    for (std::size_t i = 0; i < fabric.units.size(); ++i) {
        const std::int64_t servers = 20 * fabric.units[i];
        const Topology pod = built(dgx_a100(), fabric, servers);
        CAPTURE(servers);
        CHECK(pod.switches().leaf == fabric.leaf_switches[i]);
        CHECK(pod.switches().spine == fabric.spine_switches[i]);
        CHECK(pod.switches().core == fabric.core_switches[i]);
        CHECK(pod.switches().leaf_cables == 8 * servers);
        CHECK(pod.switches().spine_cables == 8 * servers);
        // 25 GB/s an adapter, 0.85 of it achieved, eight adapters a server.
        const double half = static_cast<double>(servers / 2);
        if (servers >= 40)
            CHECK_THAT(pod.bisection().in(GB_per_s), WithinRel(half * 8 * 21.25, kExact));
    }
}

TEST_CASE("a SuperPOD's messages cross one, three or five switches by unit and rail") {
    // RA-09950: same rail and unit 1; up to four units anything else 3; beyond, the same rail of
    // another unit 3, another rail 5.
    Fabric fabric = superpod();
    const auto gpu = [](std::int64_t server, std::int64_t local) { return server * 8 + local; };
    const Topology four = built(dgx_a100(), fabric, 80);
    CHECK(four.switches_crossed(gpu(0, 3), gpu(19, 3)) == 1);
    CHECK(four.switches_crossed(gpu(0, 3), gpu(20, 3)) == 3);
    CHECK(four.switches_crossed(gpu(0, 3), gpu(1, 4)) == 3);
    const Topology seven = built(dgx_a100(), fabric, 140);
    CHECK(seven.switches_crossed(gpu(0, 3), gpu(19, 3)) == 1);
    CHECK(seven.switches_crossed(gpu(0, 3), gpu(139, 3)) == 3);
    CHECK(seven.switches_crossed(gpu(0, 3), gpu(139, 4)) == 5);
}

TEST_CASE("MT-NLG's 280 servers go on by the rule of the largest published SuperPOD") {
    // 14 units: 112 leaves; a group of 14 x 20 cables a rail, 20 of a spine's 40 ports down: 14
    // spines, 112 in all; 2240 cables up into 40-port cores: 56.
    const Topology pod = built(dgx_a100(), superpod(), 280);
    CHECK(pod.switches().leaf == 112);
    CHECK(pod.switches().spine == 112);
    CHECK(pod.switches().core == 56);
}

TEST_CASE("a route's shares leave and enter every switch in equal parts") {
    Random random;
    struct Row {
        const char* what;
        Server server;
        Fabric fabric;
        std::int64_t servers;
    };
    std::vector<Row> rows = {{"tree", plain_server(), plain_tree(4), 16},
                             {"two levels", plain_server(), plain_tree(8), 30},
                             {"pod", dgx_a100(), superpod(), 140}};
    Fabric flies = plain_tree(16);
    flies.kind = FabricKind::dragonfly;
    flies.dragonfly = {5, 4};
    rows.push_back({"dragonfly", plain_server(), flies, 40});
    Fabric ring = plain_tree(16);
    ring.kind = FabricKind::torus;
    ring.torus = {4, 3, 2};
    rows.push_back({"torus", plain_server(), ring, 24});
    for (Row& row : rows) {
        for (const Routing routing : {Routing::adaptive, Routing::ecmp}) {
            row.fabric.routing = routing;
            const Topology topology = built(row.server, row.fabric, row.servers);
            const std::int64_t gpus = row.servers * row.server.accelerators;
            for (int i = 0; i < 200; ++i) {
                const std::int64_t from = random.whole(0, gpus - 1);
                const std::int64_t to = random.whole(0, gpus - 1);
                if (from == to)
                    continue;
                const Route route = topology.route(from, to);
                CAPTURE(row.what, from, to);
                REQUIRE_FALSE(route.empty());
                // Ends at an accelerator, its adapter or its relay: only those may differ.
                double out_of_balance = 0.0;
                for (const auto& [vertex, sum] : imbalance(topology, route)) {
                    const VertexKind kind = topology.vertices()[vertex].kind;
                    const bool inner = kind != VertexKind::gpu && kind != VertexKind::nic;
                    out_of_balance += inner ? std::abs(sum) : 0.0;
                }
                CHECK_THAT(out_of_balance, WithinAbs(0.0, kExact));
            }
        }
    }
}

TEST_CASE("ECMP gives one flow one path, and many flows all of them") {
    Fabric fabric = plain_tree(8);
    fabric.routing = Routing::ecmp;
    const Topology tree = built(plain_server(), fabric, 32);
    CHECK(tree.switches().spine == 4);
    const Route once = tree.route(0, 31);
    CHECK(once.size() == 4);
    std::vector<std::uint32_t> first_links;
    for (std::uint64_t flow = 0; flow < 64; ++flow) {
        const Route route = tree.route(0, 31, flow);
        CHECK(std::all_of(
            route.begin(), route.end(), [](const LinkShare& use) { return use.share == 1.0; }));
        first_links.push_back(route[1].link);
    }
    std::sort(first_links.begin(), first_links.end());
    first_links.erase(std::unique(first_links.begin(), first_links.end()), first_links.end());
    CHECK(first_links.size() == 4);
    const Route again = tree.route(0, 31);
    CHECK(again[1].link == once[1].link);
}

TEST_CASE("traffic from rail to rail changes the rail inside of its server") {
    const Topology pod = built(dgx_a100(), superpod(), 40);
    // From accelerator 2 of server 0 to 5 of server 1: NVLink to 5, then its adapter, one leaf.
    const Route route = pod.route(2, 8 + 5);
    REQUIRE(route.size() == 4);
    const auto from = [&](std::size_t i) { return pod.name_of(pod.links()[route[i].link].from); };
    const auto to = [&](std::size_t i) { return pod.name_of(pod.links()[route[i].link].to); };
    CHECK(from(0) == "server0/gpu2");
    CHECK(to(1) == "server0/gpu5");
    CHECK(from(2) == "server0/nic5");
    CHECK(to(2) == "leaf0.5");
    CHECK(to(3) == "server1/nic5");
}

TEST_CASE(
    "a torus has twice the links of its cross-section, and a mean distance of a quarter a side") {
    // 4 x 4 x 4, wrapped: the middle and the ends are cut, 2 x 16 links each way. Six links share
    // an accelerator's 300 GB/s.
    Fabric fabric = plain_tree(16);
    fabric.kind = FabricKind::torus;
    fabric.torus = {4, 4, 4};
    Server server = plain_server();
    const Topology torus = built(server, fabric, 64);
    CHECK_THAT(torus.bisection().in(GB_per_s), WithinRel(2 * 16 * 300.0 / 6, kExact));
    double hops = 0.0;
    for (std::int64_t to = 1; to < 64; ++to) {
        for (const LinkShare& use : torus.route(0, to)) hops += use.share;
    }
    // Along a ring of 4: 0, 1, 2, 1, in the mean 1; three dimensions, over the other 63.
    CHECK_THAT(hops / 63, WithinRel(3.0 * 64 / 63, kExact));
}

TEST_CASE("a dragonfly's routers are at most three hops apart") {
    Fabric fabric = plain_tree(16);
    fabric.kind = FabricKind::dragonfly;
    fabric.dragonfly = {9, 4};
    const Topology flies = built(plain_server(), fabric, 72);
    std::int64_t most = 0;
    for (std::int64_t to = 1; to < 72; ++to) most = std::max(most, flies.switches_crossed(0, to));
    CHECK(most == 4);
}

TEST_CASE("a cut adapter's accelerator sends over its neighbour's") {
    const Topology pod = built(dgx_a100(), superpod(), 20, {{"server3/nic2", 0.0}});
    const Route route = pod.route(3 * 8 + 2, 8 + 2);
    REQUIRE_FALSE(route.empty());
    for (const LinkShare& use : route) CHECK(pod.links()[use.link].capacity > 0.0);
}

TEST_CASE("cut spines are gone round, and a server without any way out is an error") {
    Fabric fabric = plain_tree(8);
    fabric.routing = Routing::ecmp;
    const Topology tree =
        built(plain_server(),
              fabric,
              32,
              {{"leaf0.0-spine0.0", 0.0}, {"leaf0.0-spine0.1", 0.0}, {"leaf0.0-spine0.2", 0.0}});
    for (std::uint64_t flow = 0; flow < 16; ++flow) {
        const Route route = tree.route(0, 31, flow);
        REQUIRE(route.size() == 4);
        CHECK(tree.name_of(tree.links()[route[1].link].to) == "spine0.3");
    }
    const LinkFault cut[] = {{"server7/nic0", 0.0}};
    const auto none = make_topology(plain_server(), fabric, 32, cut);
    REQUIRE_FALSE(none);
    CHECK(text_of(none.error()).find("server7/gpu0 cannot reach") != std::string::npos);
}

TEST_CASE("a link that nobody has is named, with the names that exist") {
    const LinkFault wrong[] = {{"server3/nic9", 0.5}};
    const auto none = make_topology(dgx_a100(), superpod(), 20, wrong);
    REQUIRE_FALSE(none);
    const std::string text = text_of(none.error());
    CHECK(text.find("'server3/nic9'") != std::string::npos);
    CHECK(text.find("server19/nic7") != std::string::npos);
}

namespace {

Server joined_by(ScaleUpKind kind, std::int64_t accelerators, double pair_gb_per_s) {
    Server s = dgx_a100();
    s.scaleup_kind = kind;
    s.accelerators = accelerators;
    s.point_to_point_bandwidth = pair_gb_per_s * GB_per_s;
    return s;
}

/// Between the first half of one server's accelerators and the others.
double halves(const Topology& topology, std::int64_t accelerators) {
    std::vector<std::int64_t> first;
    std::vector<std::int64_t> second;
    for (std::int64_t gpu = 0; gpu < accelerators; ++gpu)
        (gpu < accelerators / 2 ? first : second).push_back(gpu);
    return topology.max_flow(first, second).in(GB_per_s);
}

/// Links that a byte crosses in the mean.
double crossed(const Topology& topology, std::int64_t from, std::int64_t to) {
    double sum = 0.0;
    for (const LinkShare& use : topology.route(from, to)) sum += use.share;
    return sum;
}

}  // namespace

TEST_CASE("DGX H100 SuperPODs have the switches that were published") {
    // Reference architecture of the DGX H100 SuperPOD: 32 servers a unit, 64-port switches; 8 to 32
    // leaves, 4 to 16 spines for one to four units.
    Fabric fabric = hdr_fat_tree();
    fabric.kind = FabricKind::rail_optimized;
    fabric.switch_ports = 64;
    fabric.servers_per_unit = 32;
    fabric.units = {1, 2, 3, 4};
    fabric.leaf_switches = {8, 16, 24, 32};
    fabric.spine_switches = {4, 8, 16, 16};
    fabric.core_switches = {0, 0, 0, 0};
    for (std::size_t i = 0; i < fabric.units.size(); ++i) {
        const Topology pod = built(dgx_a100(), fabric, 32 * fabric.units[i]);
        CAPTURE(fabric.units[i]);
        CHECK(pod.switches().leaf == fabric.leaf_switches[i]);
        CHECK(pod.switches().spine == fabric.spine_switches[i]);
        CHECK(pod.switches().core == 0);
        CHECK(pod.switches().leaf_cables == 256 * fabric.units[i]);
        CHECK(pod.switches().spine_cables == 256 * fabric.units[i]);
    }
}

TEST_CASE("a mesh of eight has sixteen links between its halves, and one hop everywhere") {
    // Seven links an accelerator; 4 x 4 pairs across.
    const Topology mesh = built(joined_by(ScaleUpKind::mesh, 8, 58.0), plain_tree(16), 1);
    CHECK(mesh.links().size() == 8 * 7);
    CHECK_THAT(halves(mesh, 8), WithinRel(16 * 58.0, kExact));
    for (std::int64_t to = 1; to < 8; ++to) CHECK(crossed(mesh, 0, to) == 1.0);
    // One accelerator's links: seven times a pair's, not the rate of all to one.
    const std::int64_t from[] = {0};
    const std::int64_t others[] = {1, 2, 3, 4, 5, 6, 7};
    CHECK_THAT(mesh.max_flow(from, others).in(GB_per_s), WithinRel(7 * 58.0, kExact));
}

TEST_CASE("DGX-1's cube mesh has six links an accelerator and six between its halves") {
    // 24 links in all, each way; 45 GB/s over two, so 22.5 over one. Between {0..3} and {4..7}:
    // 0-4 and 1-5 double, 2-6 and 3-7 single.
    const Topology cube = built(joined_by(ScaleUpKind::cube_mesh, 8, 45.0), plain_tree(16), 1);
    double all = 0.0;
    for (const NetworkLink& link : cube.links()) all += link.capacity / 22.5e9;
    CHECK_THAT(all, WithinRel(2.0 * 24.0, kExact));
    CHECK_THAT(halves(cube, 8), WithinRel(6 * 22.5, kExact));
    std::vector<std::int64_t> others = {1, 2, 3, 4, 5, 6, 7};
    for (std::int64_t gpu = 0; gpu < 8; ++gpu) {
        CAPTURE(gpu);
        const std::int64_t from[] = {gpu};
        std::vector<std::int64_t> rest;
        int neighbours = 0;
        for (std::int64_t other = 0; other < 8; ++other) {
            if (other == gpu)
                continue;
            rest.push_back(other);
            neighbours += crossed(cube, gpu, other) == 1.0 ? 1 : 0;
            CHECK(crossed(cube, gpu, other) <= 2.0 + kExact);
        }
        CHECK(neighbours == 4);
        CHECK_THAT(cube.max_flow(from, rest).in(GB_per_s), WithinRel(6 * 22.5, kExact));
    }
}

TEST_CASE("PCIe cards share their switch's port") {
    // Four switches with two cards each, two processors: the first pair has one port of 22 GB/s to
    // all others, two cards of one switch the whole rate.
    const Topology pcie = built(joined_by(ScaleUpKind::pcie, 8, 22.0), plain_tree(16), 1);
    const std::int64_t pair[] = {0, 1};
    const std::int64_t others[] = {2, 3, 4, 5, 6, 7};
    CHECK_THAT(pcie.max_flow(pair, others).in(GB_per_s), WithinRel(22.0, kExact));
    const std::int64_t one[] = {0};
    const std::int64_t next[] = {1};
    CHECK_THAT(pcie.max_flow(one, next).in(GB_per_s), WithinRel(22.0, kExact));
    CHECK_THAT(halves(pcie, 8), WithinRel(2 * 22.0, kExact));
    CHECK(crossed(pcie, 0, 1) == 2.0);
    CHECK(crossed(pcie, 0, 2) == 4.0);
    CHECK(crossed(pcie, 0, 7) == 5.0);
}

TEST_CASE("a cut link inside of a server is gone round where there is another way") {
    const Server mesh = joined_by(ScaleUpKind::mesh, 4, 50.0);
    const Topology cut = built(mesh, plain_tree(16), 2, {{"server1/gpu0-server1/gpu1", 0.0}});
    CHECK(crossed(cut, 0, 1) == 1.0);
    CHECK_THAT(crossed(cut, 4, 5), WithinRel(2.0, kExact));
    for (const LinkShare& use : cut.route(4, 5)) {
        CHECK(cut.links()[use.link].capacity > 0.0);
        CHECK_THAT(use.share, WithinRel(0.5, kExact));
    }
    const LinkFault all[] = {{"server1/gpu2", 0.0}};
    const auto none = make_topology(mesh, plain_tree(16), 2, all);
    REQUIRE_FALSE(none);
    CHECK(text_of(none.error()).find("server1/gpu2 cannot reach its own server") !=
          std::string::npos);
    const LinkFault port[] = {{"server0/pcie0-server0/cpu0", 0.0}};
    CHECK_FALSE(make_topology(joined_by(ScaleUpKind::pcie, 4, 22.0), plain_tree(16), 1, port));
}

TEST_CASE("what joins other numbers of accelerators is refused") {
    const auto refused = [](const Server& server) {
        const auto made = make_topology(server, plain_tree(16), 1);
        return made ? std::string() : text_of(made.error());
    };
    CHECK(refused(joined_by(ScaleUpKind::cube_mesh, 4, 45.0)).find("joins 8") != std::string::npos);
    CHECK(refused(joined_by(ScaleUpKind::mesh, 72, 45.0)).find("64 are the most") !=
          std::string::npos);
    CHECK(refused(joined_by(ScaleUpKind::pcie, 1, 45.0)).empty());
}

TEST_CASE("a dragonfly's adaptive routing keeps half of the worst traffic, shortest paths a part") {
    struct Row {
        std::vector<std::int64_t> shape;
        Routing routing;
        std::int64_t servers;
        double
            load;  ///< of the fullest cable between groups, or in the one group, over its capacity
    };
    // Two hosts a router; every host sends to the one a group, or a router, further on. Between
    // groups: 8 hosts over one cable bundle of 8/4, or over that and three detours with two each,
    // which are two hops long. In one group: over one link of 2 x 2/4, or over three ways.
    const auto row = GENERATE(values<Row>({{{5, 4}, Routing::ecmp, 40, 4.0},
                                           {{5, 4}, Routing::adaptive, 40, 2.0},
                                           {{1, 4}, Routing::ecmp, 8, 2.0},
                                           {{1, 4}, Routing::adaptive, 8, 4.0 / 3.0}}));
    Fabric fabric = plain_tree(16);
    fabric.kind = FabricKind::dragonfly;
    fabric.dragonfly = row.shape;
    fabric.routing = row.routing;
    const Topology flies = built(plain_server(), fabric, row.servers);
    const std::int64_t further = row.shape[0] == 1 ? 2 : 8;
    std::vector<double> load(flies.links().size(), 0.0);
    for (std::int64_t host = 0; host < row.servers; ++host) {
        for (const LinkShare& use : flies.route(host, (host + further) % row.servers))
            load[use.link] += use.share * 10e9;
    }
    double most = 0.0;
    for (std::size_t i = 0; i < load.size(); ++i) {
        const NetworkLink& link = flies.links()[i];
        const Vertex& from = flies.vertices()[link.from];
        const Vertex& to = flies.vertices()[link.to];
        const bool cable = from.kind == VertexKind::router && to.kind == VertexKind::router;
        if (cable && (row.shape[0] == 1 || from.group != to.group))
            most = std::max(most, load[i] / link.capacity);
    }
    CAPTURE(row.servers);
    CHECK_THAT(most, WithinRel(row.load, kExact));
}
