// Collectives as fluids and message by message: against closed forms, each other, what is conserved
// and what no algorithm can undercut.
//
// S bytes in the full buffer, n ranks, B bytes a second each way of a port, alpha the latency of a
// message. Closed forms: Thakur, Rabenseifner, Gropp 2005 (T); Sanders, Speck, Traeff 2009 (S);
// Patarasuk, Yuan 2009 (P).

#include "engine/des/collective_flows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/des/collective_pattern.hpp"
#include "engine/des/wire_bound.hpp"
#include "engine/hardware/topology.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/dgx_a100.hpp"
#include "tests/support/random.hpp"

using namespace deepwallet;
using namespace deepwallet::test;
using namespace deepwallet::units;

namespace {

using Algorithm = CollectiveAlgorithm;
using Kind = CollectiveKind;

constexpr double kExact = 1e-9;
constexpr double kAlpha = 10e-6;
constexpr double kRate = 20e9;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Ports of one switch: link 2i from rank i, 2i + 1 to it.
Wiring single_switch(std::vector<double> rates) {
    Wiring out;
    for (const double rate : rates) out.link_rates.insert(out.link_rates.end(), 2, rate);
    out.route = [](std::int64_t from, std::int64_t to) {
        return Route{{static_cast<std::uint32_t>(2 * from), 1.0},
                     {static_cast<std::uint32_t>(2 * to + 1), 1.0}};
    };
    return out;
}

Wiring single_switch(std::size_t n) { return single_switch(std::vector<double>(n, kRate)); }

/// Servers of `each`: a port of `inside` to the others of a server, one of `across` to the rest.
Wiring two_levels(std::int64_t n, std::int64_t each, double inside, double across) {
    Wiring out;
    for (std::int64_t i = 0; i < n; ++i)
        out.link_rates.insert(out.link_rates.end(), {inside, inside, across, across});
    out.route = [each](std::int64_t from, std::int64_t to) {
        const std::int64_t level = from / each == to / each ? 0 : 2;
        return Route{{static_cast<std::uint32_t>(4 * from + level), 1.0},
                     {static_cast<std::uint32_t>(4 * to + level + 1), 1.0}};
    };
    return out;
}

Wiring wiring_of(const Topology& topology) {
    Wiring out;
    for (const NetworkLink& link : topology.links()) out.link_rates.push_back(link.capacity);
    out.route = [&](std::int64_t a, std::int64_t b) { return topology.route(a, b); };
    return out;
}

/// One accelerator, one adapter of B.
Server plain_server() {
    Server s = dgx_a100();
    s.accelerators = 1;
    s.nics = 1;
    s.nic_bandwidth = Bandwidth::from_base(kRate);
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

Topology built(const Server& server, const Fabric& fabric, std::int64_t servers) {
    auto made = make_topology(server, fabric, servers);
    if (!made)
        FAIL(render(made.error()));
    return std::move(*made);
}

CollectiveTask task_of(Kind kind, Algorithm algorithm, std::size_t n, double bytes = 1e9) {
    CollectiveTask task;
    task.kind = kind;
    task.algorithm = algorithm;
    task.ranks.resize(n);
    std::iota(task.ranks.begin(), task.ranks.end(), 0);
    task.bytes = Data::from_base(bytes);
    task.latency = Time::from_base(kAlpha);
    task.inside_latency = task.latency;
    return task;
}

CollectiveRun fluid(const CollectiveTask& task, const Wiring& wiring) {
    auto run = run_fluid(task, wiring);
    if (!run)
        FAIL(render(run.error()));
    return std::move(*run);
}

CollectiveRun stepwise(const CollectiveTask& task, const Wiring& wiring) {
    auto run = run_step_by_step(task, wiring);
    if (!run)
        FAIL(render(run.error()));
    return std::move(*run);
}

void check_both(const CollectiveTask& task, const Wiring& wiring, double seconds) {
    CAPTURE(name_of(task.algorithm), task.ranks.size());
    CHECK_THAT(fluid(task, wiring).time.base(), WithinRel(seconds, kExact));
    CHECK_THAT(stepwise(task, wiring).time.base(), WithinRel(seconds, kExact));
}

bool is_power_of_two(std::size_t n) { return (n & (n - 1)) == 0; }

/// (T) for collectives of which each rank sends one message a step; `passes` is 2 for an
/// all-reduce, which scatters and gathers.
double bandwidth_optimal(double n, double bytes, double steps, double passes) {
    return steps * kAlpha + passes * (n - 1.0) / n * bytes / kRate;
}

struct Shape {
    Kind kind;
    Algorithm algorithm;
};

constexpr Shape kShapes[] = {
    {Kind::all_reduce, Algorithm::ring},
    {Kind::all_gather, Algorithm::ring},
    {Kind::reduce_scatter, Algorithm::ring},
    {Kind::all_reduce, Algorithm::tree},
    {Kind::all_reduce, Algorithm::double_tree},
    {Kind::all_reduce, Algorithm::halving_doubling},
    {Kind::all_gather, Algorithm::halving_doubling},
    {Kind::reduce_scatter, Algorithm::halving_doubling},
    {Kind::all_reduce, Algorithm::hierarchical},
    {Kind::all_to_all, Algorithm::pairwise},
    {Kind::all_reduce, Algorithm::in_network},
};

/// Closed forms of the shapes whose ranks are all alike; none for trees.
double symmetric_time(const Shape& shape, std::size_t ranks, double bytes) {
    const auto n = static_cast<double>(ranks);
    const double passes = shape.kind == Kind::all_reduce ? 2.0 : 1.0;
    if (shape.algorithm == Algorithm::halving_doubling)
        return bandwidth_optimal(n, bytes, passes * std::log2(n), passes);
    return bandwidth_optimal(n, bytes, passes * (n - 1.0), passes);
}

bool is_symmetric(const Shape& shape, std::size_t n) {
    return shape.algorithm == Algorithm::ring || shape.algorithm == Algorithm::pairwise ||
           (shape.algorithm == Algorithm::halving_doubling && is_power_of_two(n));
}

}  // namespace

TEST_CASE("on one switch rings, halving-doubling and pairwise exchange take their closed forms") {
    // (T) ring 2(n-1) alpha + 2(n-1)/n S/B, half of both for all-gather and reduce-scatter;
    // (T) halving and doubling 2 log2(n) alpha + 2(n-1)/n S/B;
    // (T) pairwise (n-1) alpha + (n-1)/n S/B.
    for (const Shape& shape : kShapes) {
        for (std::size_t n = 2; n <= 32; ++n) {
            if (!is_symmetric(shape, n))
                continue;
            for (const double bytes : {0.0, 1e3, 1e9})
                check_both(task_of(shape.kind, shape.algorithm, n, bytes),
                           single_switch(n),
                           symmetric_time(shape, n, bytes));
        }
    }
}

TEST_CASE("worked examples of rings and halving-doubling at 20 GB/s and 10 us") {
    // 14 x 10 us + 2 x 7/8 x 50 ms; 126 x 10 us + 2 x 63/64 x 50 ms; 20 x 10 us + 2 x 1023/1024 x
    // 50 ms; 2046 x 10 us and 20 x 10 us with 1 kB.
    const auto ms_of = [](Algorithm algorithm, std::size_t n, double bytes) {
        return fluid(task_of(Kind::all_reduce, algorithm, n, bytes), single_switch(n)).time.in(ms);
    };
    CHECK_THAT(ms_of(Algorithm::ring, 8, 1e9), WithinAbs(87.640, 5e-4));
    CHECK_THAT(ms_of(Algorithm::ring, 64, 1e9), WithinAbs(99.6975, 5e-4));
    CHECK_THAT(ms_of(Algorithm::ring, 1024, 1e9), WithinAbs(120.362, 5e-4));
    CHECK_THAT(ms_of(Algorithm::halving_doubling, 1024, 1e9), WithinAbs(100.102, 5e-4));
    CHECK_THAT(ms_of(Algorithm::ring, 1024, 1e3), WithinAbs(20.460, 5e-4));
    CHECK_THAT(ms_of(Algorithm::halving_doubling, 1024, 1e3), WithinAbs(0.2001, 5e-5));
}

TEST_CASE("a tree reduces and broadcasts at half of a port's rate, a double tree at all of it") {
    // (S) An inner rank has two children: 2 S through its port each way, and the height of the tree
    // is log2(n). Of two trees with S/2 each, a rank is inner in one alone and a leaf of the other:
    // S in and S out, up and again down.
    for (const std::size_t n : {4U, 8U, 16U, 32U}) {
        const double height = std::log2(static_cast<double>(n));
        CAPTURE(n);
        CHECK_THAT(
            fluid(task_of(Kind::all_reduce, Algorithm::tree, n), single_switch(n)).time.base(),
            WithinRel(2.0 * (height * kAlpha + 2.0 * 1e9 / kRate), kExact));
        CHECK_THAT(fluid(task_of(Kind::all_reduce, Algorithm::double_tree, n), single_switch(n))
                       .time.base(),
                   WithinRel(2.0 * (height * kAlpha + 1e9 / kRate), kExact));
    }
}

TEST_CASE(
    "a tree in k chunks takes log2(n) + k - 2 steps at half of the rate and one at all of it") {
    // Below the root's only child, n - 1 ranks are a perfect tree of height D - 1, D = log2(n).
    // With chunks of m = S/k, all levels move in lockstep: a step in which two children share
    // their parent's port takes tau = alpha + 2m/B, the hop between the root and its child
    // sigma = alpha + m/B. Up: chunk c reaches the root at (D - 1 + c) tau + sigma. Down: the
    // first chunk leaves the child after sigma, the last one tau k later, and D - 2 levels follow.
    for (const std::size_t n : {4U, 8U, 16U, 32U}) {
        for (const std::int64_t k : {1, 2, 7, 64}) {
            CollectiveTask task = task_of(Kind::all_reduce, Algorithm::tree, n);
            task.chunks = k;
            const double height = std::log2(static_cast<double>(n));
            const double chunk = 1e9 / static_cast<double>(k) / kRate;
            const double tau = kAlpha + 2.0 * chunk;
            const double one_way = (height + static_cast<double>(k) - 2.0) * tau + kAlpha + chunk;
            CAPTURE(n, k);
            CHECK_THAT(stepwise(task, single_switch(n)).time.base(),
                       WithinRel(2.0 * one_way, kExact));
        }
    }
}

TEST_CASE("a double tree in one chunk takes log2(n) - 1 steps of S/B each way and one of half") {
    // Each level's two messages of S/2 share their parent's port; the hop at the root is alone.
    for (const std::size_t n : {4U, 8U, 16U, 32U}) {
        const double height = std::log2(static_cast<double>(n));
        const double whole = 1e9 / kRate;
        const double one_way = (height - 1.0) * (kAlpha + whole) + kAlpha + whole / 2.0;
        CAPTURE(n);
        CHECK_THAT(stepwise(task_of(Kind::all_reduce, Algorithm::double_tree, n), single_switch(n))
                       .time.base(),
                   WithinRel(2.0 * one_way, kExact));
    }
}

TEST_CASE("a double tree in many chunks comes to what its fluid says, to the filling of its pipe") {
    // No port ever has more than two flows in one direction: each message of S/2k takes at most
    // S/kB, and the last of k chunks climbs D levels in D + k - 1 of those.
    for (const std::size_t n : {4U, 8U, 16U, 32U}) {
        CollectiveTask task = task_of(Kind::all_reduce, Algorithm::double_tree, n);
        task.latency = {};
        task.inside_latency = {};
        task.chunks = 64;
        const double height = std::log2(static_cast<double>(n));
        const double whole = 2.0 * 1e9 / kRate;
        const double time = stepwise(task, single_switch(n)).time.base();
        CAPTURE(n);
        CHECK(time >= whole * (1.0 - kExact));
        CHECK(time <= whole * (height + 63.0) / 64.0 * (1.0 + kExact));
    }
}

TEST_CASE("in two complementary trees no rank is inner twice, and all hang together") {
    for (std::uint32_t n = 2; n <= 65; ++n) {
        const std::vector<std::uint32_t> parent = tree_parents(n);
        std::vector<std::uint32_t> children(n, 0);
        for (std::uint32_t place = 1; place < n; ++place) {
            ++children[parent[place]];
            std::uint32_t hops = 0;
            for (std::uint32_t at = place; at != 0 && hops <= n; at = parent[at]) ++hops;
            CAPTURE(n, place);
            CHECK(hops <= std::ceil(std::log2(n)));
        }
        for (std::uint32_t rank = 0; rank < n; ++rank) {
            const std::uint32_t other = place_in_second_tree(rank, n);
            CAPTURE(n, rank);
            REQUIRE(other < n);
            CHECK(children[rank] + children[other] <= 2);
        }
    }
}

TEST_CASE("switches that add take every byte up and down once") {
    // Graham et al. 2016: alpha + S/B as a stream; in k chunks the last one goes down behind the
    // others, k (alpha + m/B) + m/B.
    for (std::size_t n = 2; n <= 32; ++n) {
        CollectiveTask task = task_of(Kind::all_reduce, Algorithm::in_network, n);
        task.chunks = 5;
        CAPTURE(n);
        CHECK_THAT(fluid(task, single_switch(n)).time.base(),
                   WithinRel(kAlpha + 1e9 / kRate, kExact));
        const double chunk = 0.2e9 / kRate;
        CHECK_THAT(stepwise(task, single_switch(n)).time.base(),
                   WithinRel(5.0 * (kAlpha + chunk) + chunk, kExact));
    }
}

TEST_CASE("in a tree of switches that add, no cable carries the buffer more than once a way") {
    const Topology tree = built(plain_server(), plain_tree(8, 3.0), 24);
    const CollectiveRun run =
        fluid(task_of(Kind::all_reduce, Algorithm::in_network, 24), wiring_of(tree));
    // Oversubscription does not matter: what leaves a leaf is one sum.
    CHECK_THAT(run.time.base(), WithinRel(kAlpha + 1e9 / kRate, kExact));
    for (const double bytes : run.carried) CHECK(bytes <= 1e9 * (1.0 + kExact));
}

TEST_CASE("a hierarchical all-reduce over 64 servers of 8 takes its closed form") {
    // 2[(g-1) a1 + (g-1)/g S b1] + 2(M-1) a2 + 2(M-1)/M (S/g) b2, g 8, M 64, S 1 GB, b1 1/231e9,
    // b2 1/21.25e9, a1 3.4 us, a2 15 us: 0.0476 + 7.5758 + 1.89 + 11.5809 ms = 21.0943 ms.
    CollectiveTask task = task_of(Kind::all_reduce, Algorithm::hierarchical, 512);
    task.per_server = 8;
    task.latency = 15.0 * us;
    task.inside_latency = 3.4 * us;
    const double ms_in_all = 2.0 * (7 * 3.4e-3 + 7.0 / 8.0 * 1e3 / 231.0) + 126 * 15e-3 +
                             2.0 * 63.0 / 64.0 * (1e3 / 8.0) / 21.25;
    CHECK_THAT(ms_in_all, WithinAbs(21.0943, 1e-4));
    check_both(task, two_levels(512, 8, 231e9, 21.25e9), ms_in_all * 1e-3);
}

TEST_CASE("on a fat tree of full bisection collectives take as long as on one switch") {
    // 8 ports, 4 hosts a leaf; adaptive routes spread over all spines.
    const Topology tree = built(plain_server(), plain_tree(8), 32);
    const Wiring wiring = wiring_of(tree);
    for (const Shape& shape : kShapes) {
        for (std::size_t n = 2; n <= 32; n += n < 8 ? 1 : 3) {
            const std::size_t ranks = shape.algorithm == Algorithm::halving_doubling && n > 7
                                          ? std::size_t{1} << (n % 5 + 1)
                                          : n;
            if (is_symmetric(shape, ranks))
                check_both(task_of(shape.kind, shape.algorithm, ranks),
                           wiring,
                           symmetric_time(shape, ranks, 1e9));
        }
    }
}

TEST_CASE("a ring through servers is as slow in every step as the hop between two of them") {
    // Its rank's own message holds up the next one; 2(n-1) steps of alpha + S/n at an adapter.
    Fabric fabric = hdr_fat_tree();
    fabric.kind = FabricKind::rail_optimized;
    fabric.servers_per_unit = 2;
    const Topology topology = built(dgx_a100(), fabric, 6);
    CollectiveTask task = task_of(Kind::all_reduce, Algorithm::ring, 48);
    task.per_server = 8;
    task.latency = 15.0 * us;
    task.inside_latency = 3.4 * us;
    const double adapter = 0.85 * 25e9;
    check_both(task, wiring_of(topology), 94.0 * (15e-6 + 1e9 / 48.0 / adapter));
}

TEST_CASE("a ring placed across leaves at 4:1 is four times slower, every other hop twice") {
    // 10 ports at 4:1: 8 hosts and 2 uplinks a leaf, four leaves. In order, one hop leaves a leaf.
    // Over leaves in turn all 8 do: 8 flows on 2 uplinks get B/4. In pairs 4 do, and get B/2; the
    // hops between are faster, but wait.
    const Topology tree = built(plain_server(), plain_tree(10, 4.0), 32);
    const Wiring wiring = wiring_of(tree);
    CollectiveTask task = task_of(Kind::all_reduce, Algorithm::ring, 32);
    task.latency = {};
    task.inside_latency = {};
    const double well = 2.0 * 31.0 / 32.0 * 1e9 / kRate;
    check_both(task, wiring, well);
    for (std::int64_t i = 0; i < 32; ++i)
        task.ranks[static_cast<std::size_t>(i)] = i % 4 * 8 + i / 4;
    check_both(task, wiring, 4.0 * well);
    for (std::int64_t i = 0; i < 32; ++i)
        task.ranks[static_cast<std::size_t>(i)] = i / 2 % 4 * 8 + i / 8 * 2 + i % 2;
    check_both(task, wiring, 2.0 * well);
}

TEST_CASE("halving and doubling at 4:1 pays fourfold for the steps that leave a leaf") {
    // Of 32 ranks, 8 a leaf with 2 uplinks, S/2 and S/4 go 16 and 8 ranks away, all 8 of a leaf at
    // B/4; S/8, S/16 and S/32 stay inside at B. Down and up again, in 10 steps.
    const Topology tree = built(plain_server(), plain_tree(10, 4.0), 32);
    const double halving = 4.0 * (1.0 / 2 + 1.0 / 4) + 1.0 / 8 + 1.0 / 16 + 1.0 / 32;
    check_both(task_of(Kind::all_reduce, Algorithm::halving_doubling, 32),
               wiring_of(tree),
               10.0 * kAlpha + 2.0 * halving * 1e9 / kRate);
}

TEST_CASE("a rank sends on what it has received, not before") {
    // Halving over two servers of two. Rank 0 sends S/2 to rank 2 at 1 GB/s: 0.5 s. Rank 2 adds it
    // up and sends S/4 to rank 3 at 0.5 GB/s: 0.5 s more. All else takes 25 ms at most.
    Wiring wiring = two_levels(4, 2, kRate, kRate);
    wiring.link_rates[4 * 0 + 2] = 1e9;
    wiring.link_rates[4 * 2 + 0] = 0.5e9;
    check_both(task_of(Kind::reduce_scatter, Algorithm::halving_doubling, 4),
               wiring,
               2.0 * kAlpha + 0.5 + 0.5);
}

TEST_CASE("an all-to-all at 4:1 stays on its rails' leaves, and queues up a plain tree's spines") {
    // 16 servers of 8. Plain, 40 ports at 4:1: 4 servers and 8 uplinks a leaf; 32 ranks send 96/128
    // of S beyond it: 24 S on 8 cables, 3 S/B. With rails, traffic changes its rail inside of the
    // server, and each rail is one leaf: every adapter sends 120/128 S at B.
    CollectiveTask task = task_of(Kind::all_to_all, Algorithm::pairwise, 128);
    task.latency = {};
    task.inside_latency = {};
    task.per_server = 8;
    Fabric fabric = plain_tree(40, 4.0);
    const double adapter = 25e9;
    const Topology plain = built(dgx_a100(), fabric, 16);
    fabric.kind = FabricKind::rail_optimized;
    fabric.servers_per_unit = 16;
    const Topology rails = built(dgx_a100(), fabric, 16);
    const double on_plain = fluid(task, wiring_of(plain)).time.base();
    const double on_rails = fluid(task, wiring_of(rails)).time.base();
    CHECK_THAT(on_plain, WithinRel(3.0 * 1e9 / adapter, kExact));
    CHECK_THAT(on_rails, WithinRel(120.0 / 128.0 * 1e9 / adapter, kExact));
    // Step by step, links that a step leaves idle are lost: never faster than the fluid.
    const double plain_steps = stepwise(task, wiring_of(plain)).time.base();
    const double rail_steps = stepwise(task, wiring_of(rails)).time.base();
    CHECK(plain_steps >= on_plain * (1.0 - kExact));
    CHECK(rail_steps >= on_rails * (1.0 - kExact));
    CHECK(rail_steps < on_plain);
}

TEST_CASE("every rank sends and receives what its algorithm says, over links that carry no more") {
    for (const Shape& shape : kShapes) {
        for (std::size_t n = 2; n <= 17; ++n) {
            CollectiveTask task = task_of(shape.kind, shape.algorithm, n);
            task.chunks = 3;
            task.per_server = shape.algorithm == Algorithm::hierarchical && n % 2 == 0 ? 2 : 1;
            if (!task_faults(task).empty())
                continue;
            const Wiring wiring = single_switch(n);
            const CollectiveRun steps = stepwise(task, wiring);
            const CollectiveRun whole = fluid(task, wiring);
            const auto phases = fluid_phases(task, wiring);
            std::vector<double> shares(wiring.link_rates.size(), 0.0);
            for (const FluidPhase& phase : *phases) {
                for (const LinkShare& use : phase.links)
                    shares[use.link] += use.share * phase.bytes.base();
            }
            CAPTURE(name_of(shape.algorithm), n);
            CHECK(steps.messages == whole.messages);
            double sent = 0.0;
            double received = 0.0;
            for (std::size_t i = 0; i < n; ++i) {
                // A rank's port takes what it sends, and the other way what it receives.
                CHECK_THAT(steps.carried[2 * i], WithinRel(steps.sent[i], kExact));
                CHECK_THAT(steps.carried[2 * i + 1], WithinRel(steps.received[i], kExact));
                CHECK_THAT(whole.carried[2 * i], WithinRel(steps.sent[i], kExact));
                CHECK_THAT(whole.carried[2 * i + 1], WithinRel(steps.received[i], kExact));
                CHECK_THAT(shares[2 * i], WithinRel(steps.sent[i], kExact));
                CHECK_THAT(shares[2 * i + 1], WithinRel(steps.received[i], kExact));
                CHECK_THAT(whole.sent[i], WithinRel(steps.sent[i], kExact));
                CHECK_THAT(whole.received[i], WithinRel(steps.received[i], kExact));
                sent += steps.sent[i];
                received += steps.received[i];
            }
            CHECK_THAT(received, WithinRel(sent, kExact));
        }
    }
}

TEST_CASE("both ways put the same bytes on each link of a fat tree") {
    const Topology tree = built(plain_server(), plain_tree(8, 3.0), 16);
    for (const Shape& shape : kShapes) {
        CollectiveTask task = task_of(shape.kind, shape.algorithm, 16);
        task.per_server = 4;
        task.chunks = 4;
        const CollectiveRun steps = stepwise(task, wiring_of(tree));
        const CollectiveRun whole = fluid(task, wiring_of(tree));
        for (std::size_t link = 0; link < tree.links().size(); ++link) {
            CAPTURE(name_of(shape.algorithm), link);
            CHECK_THAT(steps.carried[link], WithinRel(whole.carried[link], kExact));
        }
    }
}

// The wire bound.

TEST_CASE("on one switch rings and pairwise exchange without latency are as fast as the wire") {
    // (P) 2(n-1)/n S/B for an all-reduce; half of it for the others.
    for (const Shape& shape : kShapes) {
        for (std::size_t n = 2; n <= 32; n += 5) {
            if (!is_symmetric(shape, n))
                continue;
            CollectiveTask task = task_of(shape.kind, shape.algorithm, n);
            task.latency = {};
            task.inside_latency = {};
            const auto passes = shape.kind == Kind::all_reduce ? 2.0 : 1.0;
            const auto ranks = static_cast<double>(n);
            const double bound = wire_bound(task, single_switch(n))->base();
            CHECK_THAT(bound, WithinRel(passes * (ranks - 1.0) / ranks * 1e9 / kRate, kExact));
            CHECK_THAT(stepwise(task, single_switch(n)).time.base(), WithinRel(bound, kExact));
        }
    }
}

TEST_CASE("the wire bound of switches that add, of slow ports and of narrow cuts") {
    // Up once, down once.
    CHECK_THAT(
        wire_bound(task_of(Kind::all_reduce, Algorithm::in_network, 8), single_switch(8))->base(),
        WithinRel(1e9 / kRate, kExact));
    // Seven ports of B and one of B/10: its rank still has to send S and to receive S, 10 S/B.
    std::vector<double> rates(8, kRate);
    rates[3] = kRate / 10.0;
    CHECK_THAT(
        wire_bound(task_of(Kind::all_reduce, Algorithm::ring, 8), single_switch(rates))->base(),
        WithinRel(10.0 * 1e9 / kRate, kExact));
    // 4:1: a leaf of 8 ranks with 2 uplinks sends 8 x 24/32 S beyond itself: 3 S/B; the halves,
    // 16 x 16/32 S on 4 uplinks, 2 S/B.
    const Topology tree = built(plain_server(), plain_tree(10, 4.0), 32);
    CollectiveTask task = task_of(Kind::all_to_all, Algorithm::pairwise, 32);
    CHECK_THAT(wire_bound(task, wiring_of(tree))->base(), WithinRel(2.0 * 1e9 / kRate, kExact));
    task.per_server = 8;
    CHECK_THAT(wire_bound(task, wiring_of(tree))->base(), WithinRel(3.0 * 1e9 / kRate, kExact));
}

TEST_CASE("no collective on any network is faster than the wire") {
    Random random;
    Fabric railed = hdr_fat_tree();
    railed.kind = FabricKind::rail_optimized;
    railed.servers_per_unit = 2;
    Fabric hashed = plain_tree(8, 2.0);
    hashed.routing = Routing::ecmp;
    Fabric torus = hdr_fat_tree();
    torus.kind = FabricKind::torus;
    torus.torus = {4, 4, 2};
    const Topology topologies[] = {built(plain_server(), plain_tree(10, 4.0), 32),
                                   built(plain_server(), hashed, 32),
                                   built(plain_server(), torus, 32),
                                   built(dgx_a100(), railed, 4)};
    int bounded = 0;
    for (int i = 0; i < 300; ++i) {
        const Shape& shape = kShapes[random.whole(0, std::size(kShapes) - 1)];
        const auto n = static_cast<std::size_t>(random.whole(1, 32));
        CollectiveTask task =
            task_of(shape.kind, shape.algorithm, n, std::pow(10.0, random.between(0.0, 10.0)));
        task.latency = Time::from_base(random.between(0.0, 1e-5));
        task.inside_latency = Time::from_base(random.between(0.0, 1e-6));
        task.chunks = random.whole(1, 8);
        task.per_server = random.whole(1, 8);
        std::vector<std::int64_t> order(32);
        std::iota(order.begin(), order.end(), 0);
        for (std::size_t k = 0; k < n; ++k)
            std::swap(
                order[k],
                order[static_cast<std::size_t>(random.whole(static_cast<std::int64_t>(k), 31))]);
        task.ranks.assign(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(n));
        if (!task_faults(task).empty())
            continue;
        std::vector<double> rates;
        for (int k = 0; k < 32; ++k) rates.push_back(random.between(1e9, 50e9));
        const auto network = random.whole(0, 4);
        const Wiring wiring = network == 4 ? single_switch(rates) : wiring_of(topologies[network]);
        if (network == 2 && shape.algorithm == Algorithm::in_network)
            continue;  // no switches
        CAPTURE(name_of(shape.algorithm), n, network, task.chunks, task.per_server);
        const auto bound = wire_bound(task, wiring);
        REQUIRE(bound);
        for (const CollectiveRun& run : {fluid(task, wiring), stepwise(task, wiring)}) {
            CHECK(faster_than_wire(task, wiring, run.time).empty());
            CHECK(conservation_faults(task, run, wiring.link_rates).empty());
        }
        if (*bound > Time{}) {
            ++bounded;
            CHECK(faster_than_wire(task, wiring, 0.99 * *bound).size() == 1);
        }
    }
    CHECK(bounded > 100);
}

TEST_CASE("a time that is 61 times too short is faster than the wire") {
    const CollectiveTask task = task_of(Kind::all_reduce, Algorithm::ring, 8);
    const Wiring wiring = single_switch(8);
    CollectiveRun run = stepwise(task, wiring);
    run.time = run.time / 61.0;
    // 2 x 7/8 x 50 ms.
    CHECK_THAT(render(faster_than_wire(task, wiring, run.time)),
               ContainsSubstring("where links allow no less than 0.0875 s"));
    CHECK(faster_than_wire(task, wiring, Time::from_base(kNan)).size() == 1);
    // Each of 16 links carried 1.75 GB.
    const Faults faults = conservation_faults(task, run, wiring.link_rates);
    CHECK(faults.size() == 16);
    CHECK_THAT(render(faults), ContainsSubstring("link 0 carried 1750000000"));
}

TEST_CASE("a run that leaves messages out is told by what its ranks still need") {
    const CollectiveTask task = task_of(Kind::all_reduce, Algorithm::ring, 4);
    CollectiveRun run = stepwise(task, single_switch(4));
    for (double& bytes : run.sent) bytes /= 2.0;
    const Faults faults = conservation_faults(task, run, single_switch(4).link_rates);
    CHECK_THAT(render(faults), ContainsSubstring("rank 0 sent 750000000"));
    CHECK_THAT(render(faults), ContainsSubstring("3000000000 bytes sent, of 6000000000"));
}

// Faults.

TEST_CASE("one rank alone has nothing to send") {
    for (const Shape& shape : kShapes) {
        const CollectiveTask task = task_of(shape.kind, shape.algorithm, 1);
        CAPTURE(name_of(shape.algorithm));
        CHECK(fluid(task, single_switch(1)).time == Time{});
        CHECK(stepwise(task, single_switch(1)).time == Time{});
        CHECK(stepwise(task, single_switch(1)).messages == 0);
    }
}

TEST_CASE("a task that makes no sense is a fault in both ways") {
    struct Row {
        std::string text;
        std::function<void(CollectiveTask&)> change;
    };
    const std::vector<Row> rows = {
        {"collective.ranks: 0 ranks", [](CollectiveTask& t) { t.ranks.clear(); }},
        {"collective.ranks: one accelerator twice", [](CollectiveTask& t) { t.ranks[1] = 0; }},
        {"collective.bytes: nan", [](CollectiveTask& t) { t.bytes = Data::from_base(kNan); }},
        {"collective.bytes: -1", [](CollectiveTask& t) { t.bytes = Data::from_base(-1.0); }},
        {"collective.latency: inf",
         [](CollectiveTask& t) { t.latency = Time::from_base(1.0 / std::abs(0.0)); }},
        {"collective.inside_latency: -1",
         [](CollectiveTask& t) { t.inside_latency = Time::from_base(-1.0); }},
        {"collective.chunks: 0", [](CollectiveTask& t) { t.chunks = 0; }},
        {"collective.per_server: 0 of 6", [](CollectiveTask& t) { t.per_server = 0; }},
        {"collective.per_server: 4 of 6 ranks",
         [](CollectiveTask& t) {
             t.algorithm = Algorithm::hierarchical;
             t.per_server = 4;
         }},
        {"halving and doubling of 6 ranks",
         [](CollectiveTask& t) { t.algorithm = Algorithm::halving_doubling; }},
        {"pairwise cannot do this kind",
         [](CollectiveTask& t) { t.algorithm = Algorithm::pairwise; }},
        {"tree cannot do this kind",
         [](CollectiveTask& t) {
             t.algorithm = Algorithm::tree;
             t.kind = Kind::all_to_all;
         }},
    };
    for (const Row& row : rows) {
        CollectiveTask task = task_of(Kind::all_reduce, Algorithm::ring, 6);
        row.change(task);
        CAPTURE(row.text);
        const auto whole = run_fluid(task, single_switch(6));
        const auto steps = run_step_by_step(task, single_switch(6));
        REQUIRE_FALSE(whole);
        REQUIRE_FALSE(steps);
        CHECK_THAT(render(whole.error()), ContainsSubstring(row.text));
        CHECK_THAT(render(steps.error()), ContainsSubstring(row.text));
        CHECK_FALSE(wire_bound(task, single_switch(6)));
    }
}

TEST_CASE("ranks that cannot reach each other are a fault, not a wait for ever") {
    for (const Shape& shape : kShapes) {
        const CollectiveTask task = task_of(shape.kind, shape.algorithm, 4);
        struct Row {
            const char* text;
            Wiring wiring;
        };
        Wiring lost = single_switch(4);
        lost.route = [route = lost.route](std::int64_t from, std::int64_t to) {
            return from == 2 || to == 2 ? Route{} : route(from, to);
        };
        Wiring dry = single_switch(4);
        dry.link_rates[5] = 0.0;
        Wiring undefined = single_switch(4);
        undefined.link_rates[5] = kNan;
        Wiring short_of_links = single_switch(4);
        short_of_links.link_rates.resize(5);
        const std::vector<Row> rows = {{"there is no way", lost},
                                       {"a link has no bandwidth", dry},
                                       {"a link has no bandwidth", undefined},
                                       {"names a link that there is not", short_of_links},
                                       {"collective.route: no routes", Wiring{}}};
        for (const Row& row : rows) {
            CAPTURE(name_of(shape.algorithm), row.text);
            const auto whole = run_fluid(task, row.wiring);
            const auto steps = run_step_by_step(task, row.wiring);
            REQUIRE_FALSE(whole);
            REQUIRE_FALSE(steps);
            CHECK_THAT(render(whole.error()), ContainsSubstring(row.text));
            CHECK_THAT(render(steps.error()), ContainsSubstring(row.text));
            CHECK_FALSE(faster_than_wire(task, row.wiring, 1.0 * s).empty());
        }
    }
}

TEST_CASE("switches add what comes through one port, not what is spread before they see it") {
    Wiring wiring = single_switch(4);
    wiring.route = [](std::int64_t from, std::int64_t to) {
        return Route{{static_cast<std::uint32_t>(2 * from), 0.5},
                     {static_cast<std::uint32_t>(2 * to + 1), 0.5}};
    };
    const CollectiveTask task = task_of(Kind::all_reduce, Algorithm::in_network, 4);
    for (const auto& run : {run_fluid(task, wiring), run_step_by_step(task, wiring)}) {
        REQUIRE_FALSE(run);
        CHECK_THAT(render(run.error()),
                   ContainsSubstring("accelerator 0 sends is spread before a switch could add it"));
    }
}

TEST_CASE("a size and a rate whose ratio no number can hold are a fault in both ways") {
    for (const Shape& shape : kShapes) {
        const CollectiveTask task = task_of(shape.kind, shape.algorithm, 4, 1e300);
        const Wiring wiring = single_switch(std::vector<double>(4, 1e-300));
        CAPTURE(name_of(shape.algorithm));
        CHECK_FALSE(run_fluid(task, wiring));
        const auto steps = run_step_by_step(task, wiring);
        REQUIRE_FALSE(steps);
        CHECK_THAT(render(steps.error()), ContainsSubstring("longer than numbers can tell"));
    }
}
