#pragma once

/// How a number came about: its formula, its inputs down to constants, and where those come from.

#include <string>
#include <vector>

#include "engine/report/metrics.hpp"
#include "engine/scenario/load.hpp"

namespace deepwallet {

/// One step of a derivation; what it rests on hangs below it.
struct Explanation {
    std::string path;
    std::string value;  ///< with its unit
    std::string meaning;
    std::string formula;  ///< of a metric
    std::string source;   ///< of an input: file and line, and what the file cites
    std::vector<Explanation> inputs;
};

/// The metric must be in the registry.
Explanation explain(const Metric& metric, const LoadedScenario& loaded, const Report& report);

/// As an indented tree; what was shown above is not shown again.
std::string explanation_text(const Explanation& root);

/// As nested JSON objects.
std::string explanation_json(const Explanation& root);

}  // namespace deepwallet
