#pragma once

/// The schedule of an iteration, ready to be painted: a row a pipeline stage.

#include <memory>
#include <span>
#include <vector>

#include "engine/report/passes.hpp"
#include "engine/scenario/evaluate.hpp"

namespace deepwallet::gui {

/// The critical path as long as it stays in one row.
struct PathRun {
    std::size_t row = 0;
    double start = 0.0;
    double end = 0.0;
};

struct Schedule {
    Scenario scenario;
    TracedScenario traced;
    std::vector<PassBox> boxes;            ///< of the rows, not aside; by row, then by start
    std::vector<PassBox> aside;            ///< by row, then by start
    std::vector<std::size_t> first;        ///< rows + 1 offsets into boxes
    std::vector<std::size_t> first_aside;  ///< the same into aside
    std::vector<PathRun> path;             ///< by start; empty where all ranks are simulated
    double length = 0.0;                   ///< seconds

    [[nodiscard]] std::size_t rows() const { return first.size() - 1; }
    [[nodiscard]] std::span<const PassBox> row(std::size_t i) const {
        return {boxes.data() + first[i], boxes.data() + first[i + 1]};
    }
    [[nodiscard]] std::span<const PassBox> row_aside(std::size_t i) const {
        return {aside.data() + first_aside[i], aside.data() + first_aside[i + 1]};
    }
    /// By kind, over all rows, between two times.
    [[nodiscard]] PassTotals totals(double from, double to) const {
        return totals_between(boxes, from, to);
    }
};

using SchedulePtr = std::shared_ptr<const Schedule>;

/// By discrete events, whichever engine the scenario names. Where all ranks are simulated, a row
/// shows the first rank of its stage. Faults: what the simulation cannot take.
Result<SchedulePtr> schedule_of(const Scenario& scenario);

}  // namespace deepwallet::gui
