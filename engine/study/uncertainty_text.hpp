#pragma once

/// Ranges and tornado of an answer as tables.

#include <span>
#include <string>
#include <vector>

#include "engine/study/tornado.hpp"
#include "engine/study/uncertainty.hpp"

namespace deepwallet {

/// Metrics of which people ask what drives them: days, dollars, tonnes.
std::vector<const Metric*> driven_metrics();

/// P10, P50 and P90 of the headline metrics and of the scenario's offers, and what drives them.
std::string uncertainty_text(const Uncertainty& found,
                             const Tornado& tornado,
                             std::span<const CloudOffer> offers);

/// All ranges, and all bars of the tornado.
std::string uncertainty_json(const Uncertainty& found,
                             const Tornado& tornado,
                             std::span<const CloudOffer> offers);

}  // namespace deepwallet
