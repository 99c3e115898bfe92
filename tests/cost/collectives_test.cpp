// Collectives: closed forms of the literature, and the choice among them on DGX A100 servers.

#include "engine/cost/collectives.hpp"
#include "engine/core/math.hpp"

#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/dgx_a100.hpp"
#include "tests/support/random.hpp"

using namespace deepwallet;
using namespace deepwallet::units;
using namespace deepwallet::test;

namespace {

constexpr double kExact = 1e-12;
constexpr double kPrinted = 5e-5;

const Server& server() {
    static const Server kDgx = dgx_a100();
    return kDgx;
}

const Network& net() {
    static const Network kNetwork = network(server(), hdr_fat_tree());
    return kNetwork;
}

/// What an adapter achieves: 0.85 of 25 GB/s.
constexpr double kNic = 21.25e9;
constexpr double kHop = 15e-6;
constexpr double kInside = 3.4e-6;  ///< of a ring's step in the server

}  // namespace

TEST_CASE("closed forms of collectives take what their rounds and volumes say") {
    // Thakur et al. 2005; Sanders et al. 2009. 10 us, 20 GB/s; 1 GB takes 50 ms.
    const Link link{10 * us, 20 * GB_per_s};
    const Data large = 1 * GB;
    const Data small = 1000.0 * byte;
    // 2 (n-1) 10 us + 2 (n-1)/n 50 ms.
    CHECK_THAT(ring_all_reduce(8, large, link).in(ms), WithinRel(0.14 + 87.5, kExact));
    CHECK_THAT(ring_all_reduce(64, large, link).in(ms), WithinRel(1.26 + 98.4375, kExact));
    CHECK_THAT(ring_all_reduce(1024, large, link).in(ms), WithinRel(120.362, kPrinted));
    CHECK_THAT(ring_all_gather(8, large, link).in(ms), WithinRel(0.07 + 43.75, kExact));
    CHECK_THAT(pairwise_all_to_all(8, large, link).in(ms), WithinRel(0.07 + 43.75, kExact));
    // 2 log2 n latencies instead.
    CHECK_THAT(halving_doubling_all_reduce(1024, large, link).in(ms), WithinRel(100.102, kPrinted));
    CHECK_THAT(double_binary_tree_all_reduce(1024, large, link).in(ms),
               WithinRel(0.2 + 100.0, kExact));
    CHECK_THAT(ring_all_reduce(1024, small, link).in(ms), WithinRel(20.460, kPrinted));
    CHECK_THAT(halving_doubling_all_reduce(1024, small, link).in(ms), WithinRel(0.2001, 5e-4));
    // 8 - 2 + 4 rounds of 10 us and 12.5 ms.
    CHECK_THAT(pipelined_broadcast(8, large, 4, link).in(ms), WithinRel(10 * 12.51, kExact));
}

TEST_CASE("a hierarchical all-reduce sends an eighth of the data between servers of eight") {
    // 2 (7 x 3.4 us + 7/8 x 1 GB / 231 GB/s) + 2 x 63 x 15 us + 2 x 63/64 x 125 MB / 21.25 GB/s.
    const Link inside{3.4 * us, 231 * GB_per_s};
    const Link across{15 * us, 21.25 * GB_per_s};
    CHECK_THAT(hierarchical_all_reduce(8, 64, 1 * GB, inside, across).in(ms),
               WithinRel(0.0476 + 7.57576 + 1.89 + 11.58088, kPrinted));
    // A flat ring of 512 on one adapter each: 2 x 511 x 15 us + 2 x 511/512 x 1 GB / 21.25 GB/s.
    CHECK_THAT(ring_all_reduce(512, 1 * GB, across).in(ms), WithinRel(15.33 + 93.93382, kPrinted));
}

TEST_CASE("a ring all-reduce is a reduce-scatter and an all-gather") {
    const Link link{3 * us, 7 * GB_per_s};
    for (const double n : {2.0, 3.0, 8.0, 100.0}) {
        CHECK_THAT(ring_all_reduce(n, 5 * MB, link).in(us),
                   WithinRel(2.0 * ring_all_gather(n, 5 * MB, link).in(us), kExact));
    }
}

TEST_CASE("all-reduces inside of a DGX A100 take what nccl-tests measured") {
    struct Row {
        std::int64_t ranks;
        double mebibytes;
        double us;
    };
    // Latency and bus bandwidth 55 us and 200 GB/s for 2 ranks, 80 and 225 for 4, 95 and 231 for 8;
    // or 0.42 of the latency at 0.65 of the bandwidth where that is faster. 4 MiB over 8: 7.34 MB
    // on the wire, 39.9 + 48.9 us; 1 GiB: 95 + 1.879 GB / 231 GB/s.
    const auto row = GENERATE(values<Row>({
        {8, 4, 88.8},
        {8, 16, 222.1},
        {8, 64, 603.4},
        {8, 1024, 8229},
        {2, 1024, 55 + 1024 * 1.048576 / 0.2},
        {4, 1024, 80 + 1024 * 1.048576 * 1.5 / 0.225},
        {2, 1, 0.42 * 55 + 1.048576 / 0.13},
    }));
    CAPTURE(row.ranks, row.mebibytes);
    const Group group{row.ranks, row.ranks};
    CHECK_THAT(all_reduce(net(), group, row.mebibytes * MiB).in(us), WithinRel(row.us, 0.001));
}

TEST_CASE("the activations of a 22B layer are reduced in 0.858 ms") {
    // 2 b s h of Korthikanti et al. 2022: 100.66 MB; 95 us + 176.2 MB / 231 GB/s.
    const Data activations = 2.0 * 4 * 2048 * 6144 * byte;
    CHECK_THAT(all_reduce(net(), {8, 8}, activations).in(ms), WithinRel(0.8576, 0.0005));
}

TEST_CASE("a gather in a server has half of the latency and half of the volume of an all-reduce") {
    for (const double mebibytes : {1.0, 16.0, 300.0}) {
        for (const std::int64_t n : {2, 4, 8}) {
            CHECK_THAT(all_gather(net(), {n, n}, mebibytes * MiB).in(us),
                       WithinRel(all_reduce(net(), {n, n}, mebibytes * MiB).in(us) / 2.0, kExact));
        }
    }
}

TEST_CASE("no collective in rings moves more over a link than the link carries") {
    // Bus bandwidth as nccl-tests defines it: algorithm bandwidth times 2 (n-1)/n, or (n-1)/n.
    Random random;
    for (int i = 0; i < 500; ++i) {
        const bool cross = random.whole(0, 1) == 1;
        const std::int64_t k = std::int64_t{1} << random.whole(0, 3);
        const Group group =
            cross ? Group{k * random.whole(2, 300), k} : Group{std::max<std::int64_t>(2, k), 8};
        const Data bytes = std::exp2(random.between(4, 34)) * byte;
        const double share = real(group.size - 1) / real(group.size);
        const double link = cross ? kNic * real(k) : 300e9;
        CAPTURE(group.size, group.per_server, bytes.in(byte));
        CHECK((2.0 * share * bytes / all_reduce(net(), group, bytes)).base() <= link);
        CHECK((share * bytes / all_gather(net(), group, bytes)).base() <= link);
        CHECK((share * bytes / all_to_all(net(), group, bytes)).base() <= link);
    }
}

TEST_CASE("gradients of one rank a server go over one adapter") {
    // fp32 gradients of 1.8875e9 parameters over 8 servers: 2 x 7/8 x 7.55 GB / 21.25 GB/s = 0.6218
    // s, and 14 hops of 15 us.
    const Time time = all_reduce(net(), {8, 1}, 4 * 1.8875e9 * byte);
    CHECK_THAT(time.in(s), WithinRel(2.0 * 7 / 8 * 7.55e9 / kNic + 14 * kHop, kExact));
    CHECK_THAT(time.in(s), WithinRel(0.6218, 0.0005));
}

TEST_CASE("k ranks of a group in one server share its adapters, up to what they exchange inside") {
    struct Row {
        std::int64_t size;
        std::int64_t per_server;
        double rate;
    };
    // Rings are spread over k adapters; two ranks exchange no more than 200 GB/s.
    const auto row = GENERATE(
        values<Row>({{16, 1, kNic}, {16, 2, 2 * kNic}, {16, 4, 4 * kNic}, {16, 8, 8 * kNic}}));
    CAPTURE(row.per_server);
    const double share = 15.0 / 16.0;
    // Of 15 steps round the ring, one a server leaves it but for the last.
    const double leaving = 16.0 / real(row.per_server) - 1.0;
    const double latency = leaving * kHop + (15.0 - leaving) * kInside;
    const Data bytes = 10 * GB;
    CHECK_THAT(all_reduce(net(), {row.size, row.per_server}, bytes).in(s),
               WithinRel(2.0 * latency + 2.0 * share * 10e9 / row.rate, kExact));
    CHECK_THAT(all_gather(net(), {row.size, row.per_server}, bytes).in(s),
               WithinRel(latency + share * 10e9 / row.rate, kExact));
}

TEST_CASE("adapters do not outrun the scale-up network that feeds them") {
    Server fast = dgx_a100();
    fast.nic_bandwidth = 100 * GB_per_s;
    const Network wide = network(fast, hdr_fat_tree());
    // 8 x 85 GB/s of adapters, but 231 GB/s between eight ranks, 225 between four, 200 between two.
    CHECK_THAT(all_gather(wide, {16, 8}, 1 * GB).in(ms),
               WithinRel(0.015 + 14 * 0.0034 + 15.0 / 16 * 1e12 / 231e9, kExact));
    CHECK_THAT(all_gather(wide, {16, 4}, 1 * GB).in(ms),
               WithinRel(0.045 + 12 * 0.0034 + 15.0 / 16 * 1e12 / 225e9, kExact));
    CHECK_THAT(all_gather(wide, {16, 2}, 1 * GB).in(ms),
               WithinRel(7 * 0.015 + 8 * 0.0034 + 15.0 / 16 * 1e12 / 170e9, kExact));
}

TEST_CASE("half the adapters, or twice the oversubscription, halve the bandwidth between servers") {
    Server half = dgx_a100();
    half.nics = 4;
    Fabric tapered = hdr_fat_tree();
    tapered.oversubscription = 2.0;
    for (const Network& slow : {network(half, hdr_fat_tree()), network(server(), tapered)}) {
        for (const std::int64_t k : {1, 4, 8}) {
            const Group group{4 * k, k};
            // Times without the latencies, which do not change: of a ring's 4 k - 1 steps three
            // leave a server; a rank has 3 k peers elsewhere.
            const double ring = 3.0 * kHop + (4.0 * real(k) - 4.0) * kInside;
            const double peers = 3.0 * real(k) * kHop;
            const auto bandwidth_part = [&](Time time, double latency) {
                return time.in(s)-latency;
            };
            CHECK_THAT(
                bandwidth_part(all_reduce(slow, group, 8 * GB), 2 * ring),
                WithinRel(2.0 * bandwidth_part(all_reduce(net(), group, 8 * GB), 2 * ring), 1e-9));
            CHECK_THAT(
                bandwidth_part(all_gather(slow, group, 8 * GB), ring),
                WithinRel(2.0 * bandwidth_part(all_gather(net(), group, 8 * GB), ring), 1e-9));
            CHECK_THAT(
                bandwidth_part(point_to_point(slow, group, 8 * GB), kHop),
                WithinRel(2.0 * bandwidth_part(point_to_point(net(), group, 8 * GB), kHop), 1e-9));
            CHECK_THAT(
                bandwidth_part(all_to_all(slow, group, 8 * GB), peers),
                WithinRel(2.0 * bandwidth_part(all_to_all(net(), group, 8 * GB), peers), 1e-9));
        }
        CHECK(all_reduce(slow, {8, 8}, 1 * GB) == all_reduce(net(), {8, 8}, 1 * GB));
    }
}

TEST_CASE("small messages between many servers are reduced in trees, large ones in rings") {
    // Double binary tree: 2 log2(1024) hops; the ring 2 x 1023.
    CHECK_THAT(all_reduce(net(), {1024, 1}, 1000.0 * byte).in(us),
               WithinRel(2 * 10 * 15 + 2 * 1000 / kNic * 1e6, kExact));
    const double ring = 2 * 1023 * kHop + 2 * 1023.0 / 1024 * 1e12 / kNic;
    CHECK_THAT(all_reduce(net(), {1024, 1}, 1 * TB).in(s), WithinRel(ring, kExact));
}

TEST_CASE("a transfer between stages takes a message's latency and its bytes over one link") {
    // A 1T model sends 2 b s h = 104.9 MB, an eighth of it from each rank: 13.11 MB, 616.8 us.
    const Data part = 2.0 * 2048 * 25600 / 8 * byte;
    CHECK_THAT(part.in(MB), WithinRel(13.1072, kExact));
    CHECK_THAT(point_to_point(net(), {64, 1}, part).in(us), WithinRel(15 + 616.8, kPrinted));
    // Inside of a server: half of the latency of an all-reduce of two, 275 GB/s.
    CHECK_THAT(point_to_point(net(), {2, 2}, part).in(us),
               WithinRel(27.5 + 13.1072e6 / 275e9 * 1e6, kExact));
}

TEST_CASE("an all-to-all of experts sends 7/8 of each rank's tokens to the other seven") {
    // 4096 tokens to 2 experts each, h 4096, 16 bits: 67.1 MB, of which 58.72 MB leave the rank.
    const Data tokens = 2.0 * 4096 * 2 * 4096 * byte;
    const double wire = 58.72e6;
    CHECK_THAT((tokens * 7.0 / 8.0).in(byte), WithinRel(wire, 1e-4));
    // In one server: half of the latency of an all-reduce of eight.
    CHECK_THAT(all_to_all(net(), {8, 8}, tokens).in(us),
               WithinRel(47.5 + wire / 275e9 * 1e6, 1e-4));
    // One rank a server: seven messages, all over the adapter.
    CHECK_THAT(all_to_all(net(), {8, 1}, tokens).in(us),
               WithinRel(7 * 15 + wire / kNic * 1e6, 1e-4));
    // Two servers of four: four eighths over the adapter, beside three inside.
    CHECK_THAT(all_to_all(net(), {8, 4}, tokens).in(us),
               WithinRel(4 * 15 + 0.5 * tokens.in(byte) / kNic * 1e6, 1e-9));
}

TEST_CASE("forwarded tokens cross the fabric once a server, and the slower of both links counts") {
    // Eight servers of eight: a message to each of the seven others, then the adapter; seven
    // eighths of all copies pass over NVLink, beside.
    const Group group{64, 8};
    const Data copies = 8.0 * 58.72 * MB;
    const Data crossing = 3.17 * 58.72 * MB;
    CHECK_THAT(forwarded_all_to_all(net(), group, copies, crossing).time().in(us),
               WithinRel(7 * 15 + crossing.in(byte) / kNic * 1e6, 1e-9));
    // So many copies on each server that NVLink sets the pace.
    const Data many = 100.0 * crossing;
    CHECK_THAT(forwarded_all_to_all(net(), group, many, crossing).time().in(us),
               WithinRel(7 * 15 + many.in(byte)*7.0 / 8.0 / 275e9 * 1e6, 1e-9));
}

TEST_CASE("a rank alone needs no collective") {
    const Group alone{1, 1};
    CHECK(all_reduce(net(), alone, 1 * GB) == Time{});
    CHECK(all_gather(net(), alone, 1 * GB) == Time{});
    CHECK(all_to_all(net(), alone, 1 * GB) == Time{});
    CHECK(point_to_point(net(), alone, 1 * GB) == Time{});
}

TEST_CASE("collectives never get faster with more data, nor slower with faster links") {
    Server fast = dgx_a100();
    fast.nic_bandwidth *= 2.0;
    fast.point_to_point_bandwidth *= 2.0;
    for (double& bus : fast.all_reduce_bus_gb_per_s) bus *= 2.0;
    const Network wide = network(fast, hdr_fat_tree());
    Random random;
    for (int i = 0; i < 500; ++i) {
        const std::int64_t k = std::int64_t{1} << random.whole(0, 3);
        const Group group{k * random.whole(1, 100), k};
        const Data bytes = std::exp2(random.between(4, 34)) * byte;
        for (const auto collective : {all_reduce, all_gather, all_to_all, point_to_point}) {
            CAPTURE(group.size, group.per_server, bytes.in(byte));
            CHECK(collective(net(), group, bytes) <= collective(net(), group, 1.5 * bytes));
            CHECK(collective(wide, group, bytes) <= collective(net(), group, bytes));
        }
    }
}

TEST_CASE("a collective inside of a server takes more compute units than one between servers") {
    CHECK(interference_share(net(), {8, 8}) == 0.15);
    CHECK(interference_share(net(), {16, 8}) == 0.02);
    CHECK(interference_share(net(), {8, 1}) == 0.02);
}

TEST_CASE("where switches add up, an all-reduce in a server outruns a gather of its volume") {
    // H200: 480 GB/s of bus against 361 (ml-engineering, network chapter).
    Server server = dgx_a100();
    server.all_reduce_bus_gb_per_s = {480.0, 480.0, 480.0};
    server.gather_bandwidth_share = 361.0 / 480.0;
    const Network switched = network(server, hdr_fat_tree());
    const Data bytes = 64 * GB;
    const double reduce = 2.0 * 7 / 8 * 64e9 / all_reduce(switched, {8, 8}, bytes).in(s) / 1e9;
    const double gather = 7.0 / 8 * 64e9 / all_gather(switched, {8, 8}, bytes).in(s) / 1e9;
    CHECK_THAT(reduce, WithinRel(480.0, 1e-3));
    CHECK_THAT(gather, WithinRel(361.0, 1e-3));
}

TEST_CASE("switches between servers that add up halve what crosses, up to what feeds them") {
    const Server server = dgx_a100();
    Fabric fabric = hdr_fat_tree();
    const Network plain = network(server, fabric);
    fabric.in_network_reduction = true;
    const Network sharp = network(server, fabric);
    // 64 servers, one rank in each: 21.25 GB/s once, not 2 x 63/64 times.
    const Data bytes = 10 * GB;
    CHECK_THAT(all_reduce(sharp, {64, 1}, bytes).in(s), WithinRel(10 / 21.25 + 15e-6, 1e-9));
    CHECK_THAT(all_reduce(plain, {64, 1}, bytes) / all_reduce(sharp, {64, 1}, bytes),
               WithinRel(2.0 * 63 / 64, 0.01));
    // All eight ranks of each: 2 x 7/8 of the data inside at 231 GB/s outlast 1/8 at 21.25 GB/s.
    CHECK_THAT(all_reduce(sharp, {512, 8}, bytes).in(s), WithinRel(1.75 * 10 / 231, 1e-2));
    // It is never slower than without.
    for (const double mb : {0.001, 1.0, 1000.0})
        CHECK(all_reduce(sharp, {512, 8}, mb * MB) <= all_reduce(plain, {512, 8}, mb * MB));
}
