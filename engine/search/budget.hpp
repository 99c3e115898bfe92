#pragma once

/// What a purse, a calendar, a site and a conscience allow, as ceilings that a search keeps to.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/sweep/expression.hpp"

namespace deepwallet {

/// A need that may not pass its bound: the least that a slice of plans can need shows whether any
/// of them is worth a look.
struct Ceiling {
    std::string name;  ///< in a budget
    std::string unit;
    Expression need;  ///< over metrics, in that unit
    double most = 0.0;
};

/// What there is of dollars, days, megawatts and tonnes of CO2e.
using Budget = std::vector<Ceiling>;

/// "usd=10e6,days=60,mw=2,tonnes=500", any of them: the cheapest way of paying for the run
/// (cost.total_usd), or "life_usd=20e6" for it and the years of [serving] together
/// (life.total_usd), its wall time (run.days), the facility's power at its peak (as
/// limits.facility_mw), operational and embodied carbon (carbon.total_t).
Result<Budget> read_budget(std::string_view text, const Place& place);

/// Questions the other way round: not what a plan takes, but what a budget buys.
enum class BudgetGoal { largest_model, lowest_loss, shortest, least_cost };

/// "largest-model", "lowest-loss", "shortest", "least-cost".
const std::vector<std::string>& budget_goal_names();
std::optional<BudgetGoal> budget_goal(const std::string& name);

}  // namespace deepwallet
