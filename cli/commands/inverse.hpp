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

/// What is open where nobody says: the model, of a family of all sizes, and the servers, an eighth
/// of the scenario's to four times as many. Returns what stands in the way of the question.
Faults open_axes(BudgetGoal goal,
                 const Assignments& inputs,
                 const HardwareDb& db,
                 std::vector<Axis>& axes);

ExitCode answer_goal(BudgetGoal goal,
                     const SearchQuestion& question,
                     const Options& options,
                     const SearchSection& section,
                     const std::atomic<bool>& stop,
                     const Streams& streams);

}  // namespace deepwallet::cli
