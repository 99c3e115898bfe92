// The full space of plans of MT-NLG on 2,240 accelerators: each with its memory, time, energy and
// bill, and the search proper, which leaves out what does not fit or lies behind a bound.

#include <stdexcept>

#include <benchmark/benchmark.h>

#include "engine/search/search.hpp"

namespace {

using namespace deepwallet;

SearchQuestion question() {
    const std::filesystem::path root = DEEPWALLET_SOURCE_DIR;
    const auto inputs = read_inputs(root / "scenarios" / "published" / "mt-nlg-530b-280.toml", {});
    if (!inputs)
        throw std::runtime_error(render(inputs.error()));
    const auto loaded = load_scenario(*inputs, {root / "hardware_db"});
    if (!loaded)
        throw std::runtime_error(render(loaded.error()));
    SearchQuestion out{loaded->scenario,
                       *plan_space(loaded->scenario, {}),
                       *metric_expression("run.days", {}),
                       {},
                       {*metric_expression("run.days", {}),
                        *metric_expression("cost.total_usd", {}),
                        *metric_expression("carbon.total_t", {})}};
    return out;
}

void look_at_all(benchmark::State& state) {
    SearchQuestion q = question();
    q.prune = false;
    q.must_fit = false;
    std::int64_t plans = 0;
    for (auto _ : state)
        plans += search(q, {.threads = static_cast<int>(state.range(0))}).evaluated;
    state.SetItemsProcessed(plans);
}
BENCHMARK(look_at_all)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

void find_best(benchmark::State& state) {
    const SearchQuestion q = question();
    std::int64_t plans = 0;
    for (auto _ : state) plans += search(q, {.threads = static_cast<int>(state.range(0))}).plans;
    state.SetItemsProcessed(plans);
}
BENCHMARK(find_best)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
