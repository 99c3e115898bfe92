#pragma once

/// The whole program in one call: no I/O, no hidden state, no allocation, safe from any thread.

#include "engine/core/error.hpp"
#include "engine/scenario/report.hpp"
#include "engine/scenario/scenario.hpp"

namespace deepwallet {

/// What contradicts itself in a scenario, over all of its sections.
Faults scenario_faults(const Scenario& scenario);

/// Needs a scenario without faults. A plan that does not fit in memory is answered like any other.
Report evaluate(const Scenario& scenario);

}  // namespace deepwallet
