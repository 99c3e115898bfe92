#pragma once

/// What a [recipe] needs to be said, and what of it has no place there.

#include "engine/core/error.hpp"
#include "engine/scenario/scenario.hpp"

namespace deepwallet {

Faults recipe_faults(const Scenario& scenario);

/// What the recipe leaves of training, in the scenario's training section.
void apply_recipe(Scenario& scenario);

}  // namespace deepwallet
