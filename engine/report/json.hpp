#pragma once

/// JSON and CSV of metrics, and the JSON Schema of scenario files.

#include <string>

#include "engine/report/metrics.hpp"

namespace deepwallet {

/// One object whose members are the metric paths, nested at the dots; what is not known is absent.
/// `cost.cloud.offers` lists every offer compared.
std::string report_json(const Answer& answer);

/// Two lines: the metric paths with their units, and the values; what is not known is empty.
std::string report_csv(const Answer& answer);

/// JSON Schema (draft 2020-12) of a scenario file, from the field registry.
std::string scenario_schema();

}  // namespace deepwallet
