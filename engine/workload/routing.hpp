#pragma once

/// Where the experts of a token lie.

#include "engine/workload/model.hpp"

namespace deepwallet {

/// How many of `parts` equal parts of `items` are hit, in the mean, by `draws` of them without
/// putting back: parts (1 - prod_i (1 - c / (items - i))) with c = items / parts.
double parts_hit(double parts, double items, double draws);

/// Servers that a token's experts lie on, in the mean, where experts are spread over `servers` in
/// their order and chosen evenly: over all of them, or in the few groups that it is limited to.
double servers_of_token(const Model& model, double servers);

}  // namespace deepwallet
