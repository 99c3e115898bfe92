#pragma once

/// Questions that are no list of plans, from what a [search] or a command line says: what a budget
/// buys, and the least that reaches a target.

#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/load.hpp"
#include "engine/search/search.hpp"
#include "engine/search/search_section.hpp"

namespace deepwallet {

/// The goal of the file's question, if it has one.
std::optional<BudgetGoal> goal_of(const SearchSection& section);

/// What a section leaves open and what it fixes.
struct FreeFields {
    std::vector<Axis> axes;
    Assignments settings;
};

/// Would a budget's question vary this field by itself? One value for it is then all that it may
/// have, as for a field of the plan.
bool is_open(const std::string& path, std::optional<BudgetGoal> goal);

/// Of the section, but for axes of fields that somebody else has given.
FreeFields free_fields(const SearchSection& section,
                       std::optional<BudgetGoal> goal,
                       const std::vector<std::string>& given,
                       Faults& faults);

/// What is open where nobody says: the model, of a family of all sizes, and the servers, an eighth
/// of the scenario's to four times as many. Returns what stands in the way of the question.
Faults open_axes(BudgetGoal goal,
                 const Assignments& inputs,
                 const HardwareDb& db,
                 std::vector<Axis>& axes);

/// What leaves a budget's question without an answer: neither budget nor conditions, or a most for
/// the loss that is asked for, which few tokens break and many keep. `place` is of the question.
Faults bound_faults(BudgetGoal goal, const SearchQuestion& question, const Place& place);

/// The least servers, dollars and watts that reach a target: a question for each.
std::vector<SearchQuestion> target_questions(const SearchQuestion& question);

}  // namespace deepwallet
