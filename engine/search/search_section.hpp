#pragma once

/// The [search] section of a scenario file: what `search` asks where the command line does not say
/// otherwise.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/sweep/axes.hpp"

namespace deepwallet {

/// A formula as a file writes it, and where.
struct PlacedText {
    std::string text;
    Place place;
};

struct SearchSection {
    std::optional<PlacedText> objective;
    std::optional<bool> maximize;
    std::vector<PlacedText> where;
    std::vector<PlacedText> targets;
    std::vector<PlacedText> pareto;
    std::optional<std::size_t> top;
    std::optional<PlacedText> question;  ///< as budget_goal_names()
    std::optional<PlacedText> budget;    ///< "usd=10e6,days=60"
    std::vector<Axis> axes;              ///< set."path" = [a, b, c]
    Assignments settings;                ///< set."path" = a
};

/// Empty where the file has none. All faults: unknown keys, formulas over what is no metric, axes
/// of what is no field, values that it refuses, keys of two different questions.
Result<SearchSection> read_search_section(std::string_view toml, const std::string& file);

/// What the section may have, as JSON Schema.
std::string search_section_schema();

}  // namespace deepwallet
