#pragma once

/// Scenarios beyond those that have a column each, as people read them.

#include <string>
#include <vector>

#include "engine/study/comparison.hpp"

namespace deepwallet {

/// "P10 to P90" of a metric; empty where nothing is in doubt.
std::string range_cell(const ComparedScenario& scenario, const Metric& metric);

/// A line each, what its heads leave out, and what was measured of the results.
std::string lines_text(const std::vector<ComparedScenario>& scenarios);

}  // namespace deepwallet
