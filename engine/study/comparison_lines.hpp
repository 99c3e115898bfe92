#pragma once

/// Scenarios beyond those that have a column each, as people read them.

#include <string>
#include <vector>

#include "engine/study/comparison.hpp"

namespace deepwallet {

/// "P10 to P90" of a metric; empty where nothing is in doubt.
std::string range_cell(const ComparedScenario& scenario, const Metric& metric);

/// A heading, then a line a scenario, from what is trained for nothing to what is trained for most:
/// size, days, dollars, watts and tonnes of training, and a million tokens served.
std::vector<std::vector<std::string>> line_rows(const std::vector<ComparedScenario>& scenarios);

/// Of the same in the same order: title, what was measured of the result or "unknown", and by whom.
std::vector<std::vector<std::string>> quality_rows(const std::vector<ComparedScenario>& scenarios);

/// Of the same in the same order: title, and what others published of it, a row a figure.
std::vector<std::vector<std::string>> published_rows(
    const std::vector<ComparedScenario>& scenarios);

/// A line each, what its heads leave out, and what was measured of the results.
std::string lines_text(const std::vector<ComparedScenario>& scenarios);

}  // namespace deepwallet
