#pragma once

/// The faults of broken rules, in one wording.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/error.hpp"

namespace deepwallet {

using Paths = std::vector<std::string>;

/// `path = value: what`; `about` names the other values that take part in the rule.
Fault broken(
    std::string path, std::int64_t value, std::string what, std::string help, Paths about = {});

/// The same for a value whose text is not known here; who reports it may add it.
Fault broken_word(std::string path, std::string what, std::string help, Paths about = {});

/// Of a value that must be given.
Fault absent(std::string path, std::string help);

/// The first divisors of n, for a help line: "1, 2, 3, 4, … do".
std::string divisors(std::int64_t n);

}  // namespace deepwallet
