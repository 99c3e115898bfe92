// How fast the discrete-event engine runs whole iterations.

#include <algorithm>

#include <benchmark/benchmark.h>

#include "engine/des/discrete_iteration.hpp"
#include "engine/scenario/evaluate.hpp"
#include "tests/support/scenarios.hpp"
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

/// Llama 3.1 405B as Meta trained it (Llama team 2024, table 4): tensor 8, pipeline 16, data 128,
/// sequences of 8192, 2048 of them an iteration; on DGX H100 for Meta's own servers.
void llama_405b(benchmark::State& state) {
    const LoadedScenario loaded = load_settings({"model.preset=llama-3.1-405b",
                                                 "cluster.server=dgx-h100",
                                                 "cluster.servers=2048",
                                                 "parallelism.tensor=8",
                                                 "parallelism.pipeline=16",
                                                 "parallelism.schedule=interleaved",
                                                 "parallelism.virtual_stages=8",
                                                 "parallelism.sequence_parallel=true",
                                                 "parallelism.zero_stage=1",
                                                 "training.sequence_length=8192",
                                                 "training.global_batch=2048",
                                                 "software.stack=megatron-2022",
                                                 "economics.compare=[\"on-prem\"]",
                                                 "simulation.engine=discrete-event",
                                                 "simulation.detail=full"});
    std::uint64_t tasks = 0;
    for (auto _ : state) tasks += evaluate(loaded.scenario)->discrete->tasks;
    state.SetItemsProcessed(static_cast<std::int64_t>(tasks));
}
BENCHMARK(llama_405b)->Name("full/llama_3_405b_16384_gpus")->Unit(benchmark::kMillisecond);

/// How time grows: a 22B model, tensor 8, pipeline 1 to 8 and the rest data, 8 micro-batches each;
/// its peak of memory is the process's.
void growth(benchmark::State& state) {
    const std::int64_t gpus = state.range(0);
    TrainingRun run = run_22b(1);
    run.gpus = gpus;
    run.parallelism.pipeline = std::min<std::int64_t>(8, gpus / 8);
    const std::int64_t data = gpus / 8 / run.parallelism.pipeline;
    run.training.global_batch = 8 * data;
    full(state, run);
}
BENCHMARK(growth)
    ->RangeMultiplier(4)
    ->Range(8, 16384)
    ->Name("full/22b_gpus")
    ->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
