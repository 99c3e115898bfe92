// How fast the discrete-event engine runs whole iterations.

#include <benchmark/benchmark.h>

#include "engine/des/discrete_iteration.hpp"
#include "tests/support/training_run.hpp"

using namespace deepwallet;
using namespace deepwallet::test;

namespace {

/// Building the job is part of an answer.
void mt_nlg_replica(benchmark::State& state) {
    TrainingRun run = run_530b();
    const IterationInput in = run.input();
    std::uint64_t tasks = 0;
    for (auto _ : state) {
        const Job job = iteration_job(in, Detail::replica);
        const auto simulated = simulate(job);
        tasks += simulated->tasks;
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(tasks));
}
BENCHMARK(mt_nlg_replica)->Unit(benchmark::kMillisecond);

/// The event core alone.
void event_core(benchmark::State& state) {
    TrainingRun run = run_530b();
    const IterationInput in = run.input();
    const Job job = iteration_job(in, Detail::replica);
    std::uint64_t tasks = 0;
    for (auto _ : state) tasks += simulate(job)->tasks;
    state.SetItemsProcessed(static_cast<std::int64_t>(tasks));
}
BENCHMARK(event_core)->Unit(benchmark::kMillisecond);

Fabric superpod() {
    Fabric fabric = hdr_fat_tree();
    fabric.kind = FabricKind::rail_optimized;
    fabric.servers_per_unit = 20;
    return fabric;
}

/// Every accelerator and every link, topology, routes and job included.
void full(benchmark::State& state, TrainingRun run) {
    run.fabric = superpod();
    const IterationInput in = run.input();
    const std::int64_t servers = run.gpus / 8;
    std::uint64_t tasks = 0;
    for (auto _ : state) {
        const auto topology = make_topology(run.server, run.fabric, servers);
        Wiring wiring;
        for (const NetworkLink& link : topology->links())
            wiring.link_rates.push_back(link.capacity);
        wiring.route = [&](std::int64_t a, std::int64_t b) { return topology->route(a, b); };
        const Job job = iteration_job(in, Detail::full, wiring);
        tasks += simulate(job)->tasks;
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(tasks));
}
BENCHMARK_CAPTURE(full, mt_nlg_2240_gpus, run_530b())->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
