#pragma once

/// Which inputs an answer rests on: each input with a range is moved to both ends, one at a time.

#include <span>

#include "engine/report/doubt.hpp"
#include "engine/report/metrics.hpp"
#include "engine/study/uncertain_inputs.hpp"

namespace deepwallet {

/// In closed form. Inputs that do not move a metric, or that leave it without an answer, have no
/// bar; nor has one end of a range that contradicts the rest of the question. What a person set is
/// tried at other values too, and named where that moves no number at all.
Tornado tornado(const LoadedScenario& loaded, std::span<const Metric* const> metrics);

}  // namespace deepwallet
