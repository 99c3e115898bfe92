#pragma once

/// A question to the plans, from what a file says in its [search] section: what is wanted, what
/// must hold, and over which plans.

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "engine/search/search.hpp"
#include "engine/search/search_section.hpp"

namespace deepwallet {

/// What is asked of the plans, without the plans.
struct SearchTerms {
    Expression objective;
    std::vector<Expression> conditions;
    std::vector<Expression> targets;
    std::vector<Expression> goals;
    Budget budget;
    bool maximize = false;  ///< the greatest objective is best, not the least
    std::size_t top = 10;
};

/// Of a section that does not say: the shortest run, and the front of time, cost and carbon. All
/// faults.
Result<SearchTerms> search_terms(const SearchSection& section);

/// The plans, and the scenario whose own one they are measured against. Where a goal is to be
/// reached and nobody chose numbers of servers, up to four times the scenario's.
Result<SearchQuestion> search_question(const Assignments& inputs,
                                       const HardwareDb& db,
                                       std::vector<Axis> axes,
                                       SearchTerms terms);

/// What the text of a scenario asks; for what a budget buys, with what that question leaves open
/// (inverse_question.hpp). What it imports is looked for beside `file`.
Result<SearchQuestion> read_search_question(std::string_view toml,
                                            const std::filesystem::path& file,
                                            const HardwareDb& db);

/// Plans that can be carried out, counted without a look at any. Ends early where `stop` says so.
std::int64_t plan_count(const SearchQuestion& question, const std::atomic<bool>* stop = nullptr);

}  // namespace deepwallet
