// How fast one collective of a large cluster is told, as fluids and message by message.

#include <benchmark/benchmark.h>

#include "engine/des/collective_flows.hpp"
#include "engine/des/wire_bound.hpp"
#include "engine/hardware/topology.hpp"
#include "tests/support/dgx_a100.hpp"

using namespace deepwallet;
using namespace deepwallet::test;
using namespace deepwallet::units;

namespace {

constexpr std::int64_t kServers = 280;

Topology superpod() {
    Fabric fabric = hdr_fat_tree();
    fabric.kind = FabricKind::rail_optimized;
    fabric.servers_per_unit = 20;
    return make_topology(dgx_a100(), fabric, kServers).value();
}

Wiring wiring_of(const Topology& topology) {
    Wiring wiring;
    for (const NetworkLink& link : topology.links()) wiring.link_rates.push_back(link.capacity);
    wiring.route = [&](std::int64_t a, std::int64_t b) { return topology.route(a, b); };
    return wiring;
}

/// 1 GiB over all 2240 accelerators.
CollectiveTask ring() {
    CollectiveTask task;
    for (std::int64_t gpu = 0; gpu < kServers * 8; ++gpu) task.ranks.push_back(gpu);
    task.bytes = GiB;
    task.latency = 15.0 * us;
    task.inside_latency = 3.4 * us;
    task.per_server = 8;
    return task;
}

void topology_2240(benchmark::State& state) {
    for (auto _ : state) {
        const Topology topology = superpod();
        benchmark::DoNotOptimize(topology.links().data());
    }
}
BENCHMARK(topology_2240)->Unit(benchmark::kMillisecond);

void fluid_ring_2240(benchmark::State& state) {
    const Topology topology = superpod();
    const Wiring wiring = wiring_of(topology);
    const CollectiveTask task = ring();
    double seconds = 0.0;
    for (auto _ : state) seconds = run_fluid(task, wiring)->time.base();
    state.counters["simulated_s"] = seconds;
}
BENCHMARK(fluid_ring_2240)->Unit(benchmark::kMillisecond);

void fluid_ring_2240_with_topology(benchmark::State& state) {
    for (auto _ : state) {
        const Topology topology = superpod();
        benchmark::DoNotOptimize(run_fluid(ring(), wiring_of(topology))->time);
    }
}
BENCHMARK(fluid_ring_2240_with_topology)->Unit(benchmark::kMillisecond);

void messages_ring_2240(benchmark::State& state) {
    const Topology topology = superpod();
    const Wiring wiring = wiring_of(topology);
    const CollectiveTask task = ring();
    std::uint64_t messages = 0;
    double seconds = 0.0;
    for (auto _ : state) {
        const auto run = run_step_by_step(task, wiring);
        messages += run->messages;
        seconds = run->time.base();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(messages));
    state.counters["simulated_s"] = seconds;
}
BENCHMARK(messages_ring_2240)->Unit(benchmark::kMillisecond);

void messages(benchmark::State& state,
              CollectiveTask task,
              CollectiveAlgorithm algorithm,
              std::size_t ranks) {
    const Topology topology = superpod();
    const Wiring wiring = wiring_of(topology);
    task.algorithm = algorithm;
    task.ranks.resize(ranks);
    if (algorithm == CollectiveAlgorithm::pairwise)
        task.kind = CollectiveKind::all_to_all;
    std::uint64_t messages = 0;
    for (auto _ : state) messages += run_step_by_step(task, wiring)->messages;
    state.SetItemsProcessed(static_cast<std::int64_t>(messages));
}
BENCHMARK_CAPTURE(
    messages, halving_doubling_2048, ring(), CollectiveAlgorithm::halving_doubling, 2048)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(messages, hierarchical_2240, ring(), CollectiveAlgorithm::hierarchical, 2240)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(messages, pairwise_256, ring(), CollectiveAlgorithm::pairwise, 256)
    ->Unit(benchmark::kMillisecond);

void wire_bound_2240(benchmark::State& state) {
    const Topology topology = superpod();
    const Wiring wiring = wiring_of(topology);
    const CollectiveTask task = ring();
    for (auto _ : state) benchmark::DoNotOptimize(wire_bound(task, wiring)->base());
}
BENCHMARK(wire_bound_2240)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
