#pragma once

/// `search` the other way round: what a budget buys.

#include <optional>
#include <vector>

#include "cli/commands/commands.hpp"
#include "engine/search/inverse.hpp"
#include "engine/search/search_section.hpp"

namespace deepwallet::cli {

/// The question of the command line, else the file's.
std::optional<BudgetGoal> goal_of(const Options& options, const SearchSection& section);

ExitCode answer_goal(BudgetGoal goal,
                     const SearchQuestion& question,
                     const Options& options,
                     const SearchSection& section,
                     const std::atomic<bool>& stop,
                     const Streams& streams);

}  // namespace deepwallet::cli
