#pragma once

/// Fields and metrics of a plan as words of a table.

#include <string>
#include <vector>

#include "engine/config/value.hpp"
#include "engine/report/metrics.hpp"
#include "engine/scenario/scenario.hpp"

namespace deepwallet {

/// The short heading of a column; the whole path where two would be the same.
std::string heading(const std::string& path, const std::vector<std::string>& all);

/// As TOML may write it, but names without quotes.
std::string value_text(const Value& value);

/// "-" where it is not given, or not known.
std::string field_text(const Scenario& scenario, const std::string& path);
std::string metric_text(const Answer& answer, const std::string& path);

}  // namespace deepwallet
