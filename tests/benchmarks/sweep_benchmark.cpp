// A million points, each another price and another number of tokens for one of a thousand sizes of
// cluster, on all cores, into a store on disk: points per second from the first to the checkpoint.

#include <filesystem>
#include <stdexcept>

#include <benchmark/benchmark.h>

#include "engine/sweep/run.hpp"
#include "tests/support/sweeps.hpp"

namespace {

using namespace deepwallet;

/// 280 servers and a thousand less one replicas of 35 servers more: each a valid plan, as the batch
/// follows the replicas.
std::string thousand_by_thousand() {
    std::string out = "derive.\"training.global_batch\" = \"cluster.servers * 8 / 280 * 240\"\n";
    out +=
        "metrics = [\"run.days\", \"memory.fits\", \"energy.facility_mwh\", \"cost.total_usd\"]\n";
    std::string servers;
    std::string tokens;
    for (int i = 0; i < 1000; ++i) {
        servers += std::to_string(280 + 35 * i) + ",";
        tokens += std::to_string(270 + i) + "e9,";
    }
    return out + "grid.\"training.tokens\" = [" + tokens + "]\ngrid.\"cluster.servers\" = [" +
           servers + "]\n";
}

void sweep_a_million(benchmark::State& state) {
    const Sweep sweep = test::sweep_of(thousand_by_thousand());
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / "deepwallet-sweep-benchmark.db";
    std::int64_t faulty = 0;
    for (auto _ : state) {
        for (const char* more : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + more);
        ResultStore store = test::open_store(sweep, file);
        SweepOptions options;
        options.threads = static_cast<int>(state.range(0));
        faulty += run_sweep(sweep, store, options).progress.faulty;
        store.finish();
    }
    std::filesystem::remove(file);
    state.counters["faulty"] = static_cast<double>(faulty);
    state.SetItemsProcessed(state.iterations() * sweep.size());
}

BENCHMARK(sweep_a_million)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->Iterations(1)
    ->UseRealTime()
    ->Unit(benchmark::kSecond);

}  // namespace

BENCHMARK_MAIN();
