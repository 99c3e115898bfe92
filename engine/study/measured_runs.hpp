#pragma once

/// Measured training runs: a CSV whose columns are field paths of a scenario and `measured.` with a
/// metric path. An empty cell means the default, or that it was not measured.

#include <filesystem>
#include <string>
#include <vector>

#include "engine/config/csv.hpp"
#include "engine/config/value.hpp"

namespace deepwallet {

struct Measurement {
    std::string metric;  ///< path in the metric registry
    double value = 0.0;  ///< in the metric's unit
};

struct MeasuredRun {
    std::string id;
    std::string group;
    std::string source;
    Assignments inputs;
    std::vector<Measurement> measured;
    Faults faults;  ///< of its cells; such a run cannot be predicted
};

/// Beside the fields, the columns `group`, `id`, `source`, `confidence` and `notes` are known. A
/// column that nothing is called is a fault of the file; a bad cell is one of its run.
Result<std::vector<MeasuredRun>> measured_runs(const CsvTable& table);

}  // namespace deepwallet
