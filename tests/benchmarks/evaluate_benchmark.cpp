// One analytic evaluation of a published scenario, with its memory, energy and cost: time, and heap
// allocations, of which there must be none. And what doubt costs: draws of all uncertain inputs, on
// all cores.

#include <stdexcept>
#include <string>

#include <benchmark/benchmark.h>

#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/load.hpp"
#include "engine/study/uncertainty.hpp"
#include "tests/support/allocations.hpp"

namespace {

using namespace deepwallet;

LoadedScenario load(const std::string& file) {
    const std::filesystem::path root = DEEPWALLET_SOURCE_DIR;
    const auto inputs = read_inputs(root / "scenarios" / "published" / file, {});
    if (!inputs)
        throw std::runtime_error(render(inputs.error()));
    const auto loaded = load_scenario(*inputs, {root / "hardware_db"});
    if (!loaded)
        throw std::runtime_error(render(loaded.error()));
    return *loaded;
}

void evaluate_scenario(benchmark::State& state, const std::string& file) {
    const Scenario scenario = load(file).scenario;
    const long before = test::allocations();
    for (auto _ : state) benchmark::DoNotOptimize(evaluate_analytic(scenario));
    state.counters["allocations"] = static_cast<double>(test::allocations() - before);
    state.SetItemsProcessed(state.iterations());
}

void draw_scenario(benchmark::State& state, const std::string& file) {
    const LoadedScenario loaded = load(file);
    const UncertaintyOptions options{.samples = state.range(0)};
    for (auto _ : state) benchmark::DoNotOptimize(uncertainty(loaded, options));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK_CAPTURE(evaluate_scenario, mt_nlg_530b_280, "mt-nlg-530b-280.toml");
BENCHMARK_CAPTURE(draw_scenario, mt_nlg_530b_280, "mt-nlg-530b-280.toml")
    ->Arg(10'000)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
