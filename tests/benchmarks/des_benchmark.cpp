// How fast the discrete-event engine runs whole iterations.

#include <benchmark/benchmark.h>

#include "engine/des/iteration_job.hpp"
#include "engine/des/simulator.hpp"
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

}  // namespace

BENCHMARK_MAIN();
