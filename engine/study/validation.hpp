#pragma once

/// How far predictions are from measured runs, by run and by group.

#include <string>
#include <vector>

#include "engine/scenario/load.hpp"
#include "engine/study/measured_runs.hpp"

namespace deepwallet {

/// One measured value against what the engine says.
struct Comparison {
    std::string id;
    std::string group;
    std::string source;
    std::string metric;
    double measured = 0.0;
    double predicted = 0.0;

    /// Of the measured value: 0.05 is 5 % too much.
    [[nodiscard]] double error() const { return predicted / measured - 1.0; }
};

struct SkippedRun {
    std::string id;
    std::string reason;
};

struct GroupErrors {
    std::string group;
    std::string metric;
    std::size_t rows = 0;
    double mean = 0.0;    ///< of absolute errors
    double median = 0.0;  ///< of absolute errors
    double bias = 0.0;    ///< mean of signed errors
    std::string worst_id;
    double worst = 0.0;  ///< absolute
};

struct Validation {
    std::vector<Comparison> rows;  ///< in the order of the runs
    std::vector<GroupErrors> groups;
    std::vector<SkippedRun> skipped;
};

/// Each run is asked for as a scenario of its own, `settings` over its cells. Of a run's time and
/// rates the first of time, model FLOP/s and hardware FLOP/s is compared: authors count FLOPs in
/// different ways. Memory is compared apart from it.
Validation validate(const std::vector<MeasuredRun>& runs,
                    const Assignments& settings,
                    const HardwareDb& db);

/// A run as a scenario, `settings` over its cells; also the faults of the cells themselves.
Result<LoadedScenario> load_run(const MeasuredRun& run,
                                const Assignments& settings,
                                const HardwareDb& db);

/// The account of its speed that is compared; none where it was not measured.
const Measurement* measured_speed(const MeasuredRun& run);

/// The first fault, in one line.
std::string reason_of(const Faults& faults);

/// By group or source, and by metric, in the order of first appearance.
std::vector<GroupErrors> errors_by_group(const std::vector<Comparison>& rows);
std::vector<GroupErrors> errors_by_source(const std::vector<Comparison>& rows);

}  // namespace deepwallet
