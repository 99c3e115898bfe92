#pragma once

/// Which shapes of a model make sense.

#include "engine/core/error.hpp"
#include "engine/workload/model.hpp"

namespace deepwallet {

/// What contradicts itself in the shape of a model: heads and hidden, experts and their number.
Faults model_faults(const Model& model);

}  // namespace deepwallet
