#pragma once

/// What would make a plan fit in memory: single changes of the plan, else pairs of them.

#include <string>
#include <vector>

#include "engine/scenario/scenario.hpp"

namespace deepwallet {

struct Remedy {
    /// As `--set` writes it: "parallelism.recompute=full".
    std::vector<std::string> settings;
    Data memory;  ///< of the fullest stage then
    Time iteration;
};

/// Those that obey every rule and fit, fastest first; pairs only where no single change does.
std::vector<Remedy> memory_remedies(const Scenario& scenario);

}  // namespace deepwallet
