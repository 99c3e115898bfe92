#pragma once

/// An input as it was written, and where: what a file or a `--set` says before any field reads it.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/core/error.hpp"

namespace deepwallet {

using Value = std::
    variant<bool, std::int64_t, double, std::string, std::vector<double>, std::vector<std::string>>;

/// Where a value of the world comes from, and how far it may be off.
struct Provenance {
    std::string source;
    std::string as_of;        ///< date of a value that ages
    bool assumption = false;  ///< nobody published it, or only one unconfirmed source did
    std::optional<double> low;
    std::optional<double> high;
};

/// `path = value`, found at `place`.
struct Assignment {
    std::string path;
    Value value;
    Place place;
    Provenance provenance;
};

using Assignments = std::vector<Assignment>;

/// The value as TOML would write it; shortest text that reads back as the same number.
std::string to_text(const Value& value);

/// A double in the shortest form that reads back unchanged, whatever the locale.
std::string to_text(double number);

/// What a field gives back from a quantity in its unit: 0.12 $/kWh, and not 0.11999999999999998,
/// whose last digits are the conversion's.
std::string read_back(const Value& value);

}  // namespace deepwallet
