#pragma once

/// What there is to say of one cloud offer. The registry's `cost.cloud` speaks of the cheapest
/// alone; these are the members of `cost.cloud.offers`.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engine/scenario/report.hpp"

namespace deepwallet {

struct OfferMetric {
    const char* name;
    const char* unit;
    const char* meaning;
    /// Absent where it is not known, or never comes.
    std::optional<double> (*read)(const CloudCost& cloud);
    /// Absent means that it never comes: later than any number.
    bool may_never_come = false;
};

std::span<const OfferMetric> offer_metrics();

/// Its value, infinity where it never comes; NaN where it is not known.
double value_of(const OfferMetric& metric, const CloudCost& cloud);

}  // namespace deepwallet
