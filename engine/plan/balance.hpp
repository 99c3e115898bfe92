#pragma once

/// Stages of about equal weight instead of about as many layers each.

#include <cstdint>
#include <vector>

#include "engine/workload/model.hpp"

namespace deepwallet {

/// Layers of each of `stages` pipeline stages, where each takes layers until the matrices so far
/// exceed its share of all; the output head's is counted at the end, and may leave the last stages
/// without layers (as nanotron's pipeline engine divides blocks).
std::vector<std::int64_t> balanced_stage_layers(const Model& model, std::int64_t stages);

}  // namespace deepwallet
