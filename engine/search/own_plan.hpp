#pragma once

/// The scenario's own plan among those of a search.

#include "engine/search/search.hpp"

namespace deepwallet {

/// Is the plan of `base` in the space that is searched?
bool searches_own_plan(const SearchQuestion& question);

/// Its score; NaN where it is not searched, does not fit or breaks a condition.
double own_score(const SearchQuestion& question);

}  // namespace deepwallet
