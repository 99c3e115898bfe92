#pragma once

/// What it takes to serve the model: how many replicas on how many machines, their power, carbon
/// and bill, by the same models of power and of owning as the training run's.

#include <optional>

#include "engine/core/error.hpp"
#include "engine/scenario/report.hpp"
#include "engine/scenario/scenario.hpp"

namespace deepwallet {

/// Absent where nothing is served.
std::optional<ServingReport> evaluate_serving(const Scenario& scenario);

/// What contradicts itself in [serving].
Faults serving_faults(const Scenario& scenario);

/// Training and serving together; absent where one of them has no price.
std::optional<Money> life_cost(const Scenario& scenario, const Report& report);

}  // namespace deepwallet
