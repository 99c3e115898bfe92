#pragma once

/// Conditions of the plainest kind, which say how much of something there may or must be.

#include <optional>

#include "engine/sweep/expression.hpp"

namespace deepwallet {

/// "run.days <= 30": a need and its bound. Whether the bound itself is allowed is not kept.
struct Limit {
    Expression need;
    double bound = 0.0;
    bool at_least = false;
};

/// Of one metric compared with a number that stands on the right; none of any other condition.
std::optional<Limit> limit_of(const Expression& condition);

}  // namespace deepwallet
