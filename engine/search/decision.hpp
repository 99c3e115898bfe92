#pragma once

/// What decided a search: the best plan with each other value of what varied beside it, and how
/// near the best comes to its conditions.

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "engine/search/limit.hpp"
#include "engine/search/search.hpp"

namespace deepwallet {

/// One value that the best plan does not have, with the best plan that has it, all else free.
struct OtherValue {
    Value value;
    std::optional<FoundPlan> plan;
    std::string why_not;  ///< where there is none
};

struct AxisDecision {
    std::string path;
    Value chosen;
    std::vector<OtherValue> others;  ///< best first; last those that no plan can have
};

/// A condition of the plainest kind and what the best plan makes of it.
struct ConditionUse {
    Limit limit;
    double need = 0.0;

    /// 1 where nothing is to spare.
    [[nodiscard]] double share() const {
        const double x = limit.at_least ? limit.bound / need : need / limit.bound;
        return std::isfinite(x) ? x : 0.0;
    }
};

/// Exact: each is the best of all plans with that value. Empty where nothing was found, nothing
/// varied beside the plan, or the question did not ask for each choice.
std::vector<AxisDecision> axis_decisions(const SearchQuestion& question,
                                         const SearchOutcome& outcome);

/// Nearest to its bound first.
std::vector<ConditionUse> condition_uses(const SearchQuestion& question, const Answer& best);

/// Names the values whose best plan differs from the best by less than one serving machine, which
/// are bought whole: such a margin may be rounding. Empty where there is none, or where the
/// objective has no such machines in it.
std::string rounding_text(const SearchQuestion& question, const SearchOutcome& outcome);

/// "what decided it": a table of both; empty where there is nothing to tell.
std::string decision_text(const SearchQuestion& question, const SearchOutcome& outcome);

/// The same in sentences, one for each value that the best plan does not have.
std::vector<std::string> decision_lines(const SearchQuestion& question,
                                        const SearchOutcome& outcome);

/// The same as a JSON object.
std::string decision_json(const SearchQuestion& question, const SearchOutcome& outcome);

}  // namespace deepwallet
