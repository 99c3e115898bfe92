// One analytic evaluation of a published scenario, with its memory, energy and cost: time, and heap
// allocations, of which there must be none.

#include <stdexcept>
#include <string>

#include <benchmark/benchmark.h>

#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/load.hpp"
#include "tests/support/allocations.hpp"

namespace {

using namespace deepwallet;

Scenario load(const std::string& file) {
    const std::filesystem::path root = DEEPWALLET_SOURCE_DIR;
    const auto inputs = read_inputs(root / "scenarios" / "published" / file, {});
    if (!inputs)
        throw std::runtime_error(render(inputs.error()));
    const auto loaded = load_scenario(*inputs, {root / "hardware_db"});
    if (!loaded)
        throw std::runtime_error(render(loaded.error()));
    return loaded->scenario;
}

void evaluate_scenario(benchmark::State& state, const std::string& file) {
    const Scenario scenario = load(file);
    const long before = test::allocations();
    for (auto _ : state) benchmark::DoNotOptimize(evaluate_analytic(scenario));
    state.counters["allocations"] = static_cast<double>(test::allocations() - before);
    state.SetItemsProcessed(state.iterations());
}

BENCHMARK_CAPTURE(evaluate_scenario, mt_nlg_530b_280, "mt-nlg-530b-280.toml");

}  // namespace

BENCHMARK_MAIN();
