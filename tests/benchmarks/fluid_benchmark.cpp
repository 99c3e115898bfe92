// How fast flows that share links are solved, on a fat tree of two levels with 32 hosts to a leaf.

#include <limits>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/des/fluid_network.hpp"
#include "engine/hardware/topology.hpp"
#include "tests/support/dgx_a100.hpp"
#include "tests/support/random.hpp"

using namespace deepwallet;
using namespace deepwallet::test;
using namespace deepwallet::units;

namespace {

using Ids = std::vector<FluidNetwork::ActivityId>;

const Bandwidth kUnlimited = Bandwidth::from_base(std::numeric_limits<double>::infinity());

/// Servers of one accelerator and one adapter: a host is a port.
Topology fat_tree(std::int64_t hosts) {
    Server host = dgx_a100();
    host.accelerators = 1;
    host.nics = 1;
    Fabric fabric = hdr_fat_tree();
    fabric.switch_ports = 64;
    fabric.tiers = 2;
    return make_topology(host, fabric, hosts).value();
}

std::vector<double> capacities(const Topology& topology) {
    std::vector<double> out;
    for (const NetworkLink& link : topology.links()) out.push_back(link.capacity);
    return out;
}

struct Flow {
    Route route;
    Data amount;
};

/// Every host to every other, 1 MB give or take `spread` of it.
std::vector<Flow> all_to_all(const Topology& topology, std::int64_t hosts, double spread) {
    Random random;
    std::vector<Flow> out;
    for (std::int64_t from = 0; from < hosts; ++from) {
        for (std::int64_t to = 0; to < hosts; ++to) {
            if (from != to)
                out.push_back(
                    {topology.route(from, to), random.between(1.0 - spread, 1.0 + spread) * MB});
        }
    }
    return out;
}

void start_all(FluidNetwork& network, Time now, const std::vector<Flow>& flows) {
    for (const Flow& flow : flows) network.start(now, flow.route, flow.amount, kUnlimited);
}

/// All flows start at once, and each leaves room to those that are left.
void all_at_once(benchmark::State& state, std::int64_t hosts, double spread) {
    const Topology topology = fat_tree(hosts);
    const std::vector<double> links = capacities(topology);
    const std::vector<Flow> flows = all_to_all(topology, hosts, spread);
    Ids done;
    for (auto _ : state) {
        FluidNetwork network{std::span<const double>(links)};
        start_all(network, Time{}, flows);
        done.clear();
        while (network.in_flight() > 0) network.complete(network.next_completion(), done);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(flows.size()));
}
BENCHMARK_CAPTURE(all_at_once, all_to_all_256, 256, 0.0)->Unit(benchmark::kMillisecond);
/// Of uneven sizes each end moves the rates of nearly all others: fewer hosts, or it takes minutes.
BENCHMARK_CAPTURE(all_at_once, all_to_all_64_uneven, 64, 0.2)->Unit(benchmark::kMillisecond);

/// As many flows as hosts, each between two that are drawn when another ends.
void churn_2240(benchmark::State& state) {
    constexpr std::int64_t kHosts = 2240;
    constexpr std::size_t kPrepared = 65'536;
    const Topology topology = fat_tree(kHosts);
    const std::vector<double> links = capacities(topology);
    Random random;
    std::vector<Flow> flows;
    while (flows.size() < kPrepared) {
        const std::int64_t from = random.whole(0, kHosts - 1);
        const std::int64_t to = random.whole(0, kHosts - 1);
        if (from != to)
            flows.push_back({topology.route(from, to), random.between(0.5, 1.5) * MB});
    }
    FluidNetwork network{std::span<const double>(links)};
    std::size_t next = 0;
    Time now;
    const auto start_next = [&] {
        const Flow& flow = flows[next++ % kPrepared];
        network.start(now, flow.route, flow.amount, kUnlimited);
    };
    while (network.in_flight() < static_cast<std::size_t>(kHosts)) start_next();
    Ids done;
    std::int64_t completions = 0;
    for (auto _ : state) {
        done.clear();
        now = network.next_completion();
        network.complete(now, done);
        for (std::size_t i = 0; i < done.size(); ++i) start_next();
        completions += static_cast<std::int64_t>(done.size());
    }
    state.SetItemsProcessed(completions);
}
BENCHMARK(churn_2240)->Unit(benchmark::kMicrosecond);

/// The steps of a ring: every host sends to the next, all at once, again and again.
void ring_512(benchmark::State& state) {
    constexpr std::int64_t kHosts = 512;
    const Topology topology = fat_tree(kHosts);
    std::vector<Flow> flows;
    for (std::int64_t from = 0; from < kHosts; ++from)
        flows.push_back({topology.route(from, (from + 1) % kHosts), 1.0 * MB});
    const std::vector<double> links = capacities(topology);
    FluidNetwork network{std::span<const double>(links)};
    Ids done;
    Time now;
    std::int64_t completions = 0;
    for (auto _ : state) {
        start_all(network, now, flows);
        done.clear();
        now = network.next_completion();
        network.complete(now, done);
        completions += static_cast<std::int64_t>(done.size());
    }
    state.SetItemsProcessed(completions);
}
BENCHMARK(ring_512)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
