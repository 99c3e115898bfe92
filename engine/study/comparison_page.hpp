#pragma once

/// A comparison as a page.

#include <string>
#include <vector>

#include "engine/study/comparison.hpp"

namespace deepwallet {

/// HTML in one file; nothing in it is fetched. What differs, metrics with their differences to the
/// first scenario, money over the months, and of what the gaps between the bills are made.
std::string comparison_page(const std::vector<ComparedScenario>& scenarios);

}  // namespace deepwallet
