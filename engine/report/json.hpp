#pragma once

/// JSON and CSV of metrics, and the JSON Schema of scenario files.

#include <string>
#include <utility>
#include <vector>

#include "engine/report/metrics.hpp"

namespace deepwallet {

/// One object whose members are the metric paths, nested at the dots; what is not known is absent.
/// `cost.cloud.offers` lists every offer compared; `more` are members of other makers, as JSON
/// text.
std::string report_json(const Answer& answer,
                        const std::vector<std::pair<std::string, std::string>>& more = {});

/// Two lines: the metric paths with their units, and the values; what is not known is empty.
std::string report_csv(const Answer& answer);

/// JSON Schema (draft 2020-12) of a scenario file, from the field registry; of sections that are
/// none of a scenario's own, name and schema.
std::string scenario_schema(const std::vector<std::pair<std::string, std::string>>& sections);

}  // namespace deepwallet
