#pragma once

/// One short name for all inputs of a question.

#include <string>

#include "engine/scenario/scenario.hpp"

namespace deepwallet {

/// Of every field's value and every offer's price, wherever they came from: a UUID of version 5
/// (RFC 4122, SHA-1). Two questions with the same one are the same question.
std::string fingerprint(const Scenario& scenario);

}  // namespace deepwallet
