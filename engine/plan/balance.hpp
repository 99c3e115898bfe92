#pragma once

/// Stages of about equal weight instead of about as many layers each.

#include <cstdint>
#include <vector>

#include "engine/workload/model.hpp"

namespace deepwallet {

/// Layers of each of `stages` pipeline stages, where each takes layers until the weights so far,
/// the output head's counted at the end, exceed its share of all. The head may leave the last
/// stages without layers.
std::vector<std::int64_t> balanced_stage_layers(const Model& model, std::int64_t stages);

}  // namespace deepwallet
