#pragma once

/// Measured runs for tests.

#include <string>
#include <string_view>
#include <vector>

#include "engine/study/measured_runs.hpp"
#include "tests/support/scenarios.hpp"

namespace deepwallet::test {

inline Result<std::vector<MeasuredRun>> try_runs(std::string_view csv) {
    const auto table = read_csv(csv, "runs.csv");
    if (!table)
        return tl::unexpected(table.error());
    return measured_runs(*table);
}

/// Throws their faults.
inline std::vector<MeasuredRun> runs_in(std::string_view csv) {
    auto runs = try_runs(csv);
    if (!runs)
        throw std::runtime_error(render(runs.error()));
    return *runs;
}

/// All that are shipped.
inline std::vector<MeasuredRun> published_runs() {
    const auto table = read_csv_file(project_root() / "scenarios" / "published" / "runs.csv");
    if (!table)
        throw std::runtime_error(render(table.error()));
    auto runs = measured_runs(*table);
    if (!runs)
        throw std::runtime_error(render(runs.error()));
    return *runs;
}

}  // namespace deepwallet::test
