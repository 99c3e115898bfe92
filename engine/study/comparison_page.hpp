#pragma once

/// A comparison as a page.

#include <optional>
#include <string>
#include <vector>

#include "engine/report/chart.hpp"
#include "engine/study/comparison.hpp"

namespace deepwallet {

/// HTML in one file; nothing in it is fetched. What differs, metrics with their differences to the
/// first scenario, money over the months, and of what the gaps between the bills are made.
std::string comparison_page(const std::vector<ComparedScenario>& scenarios);

/// What the gap between the bills of the first scenario and another is made of, each by its
/// cheapest way to pay; none where one has no bill.
std::optional<WaterfallChart> gap_chart(const std::vector<ComparedScenario>& scenarios,
                                        std::size_t other);

/// The same of one scenario from owning to its cheapest rent, without a title; none where it has
/// not both.
std::optional<WaterfallChart> own_or_rent_chart(const ComparedScenario& scenario);

}  // namespace deepwallet
