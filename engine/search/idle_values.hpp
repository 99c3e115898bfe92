#pragma once

/// Values that were asked for and that no plan can have.

#include <string>
#include <vector>

#include "engine/search/search.hpp"

namespace deepwallet {

/// A line for each axis that has such values: "parallelism.tensor = 3, 5: no plan …". Looks for one
/// plan of each value, until `stop`.
std::vector<std::string> idle_values(const SearchQuestion& question,
                                     const std::atomic<bool>* stop = nullptr);

}  // namespace deepwallet
