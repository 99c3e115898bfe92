#pragma once

/// The best plans of a space, exactly: every plan is looked at, or lies behind a bound that shows
/// it to be no better.

#include <atomic>
#include <functional>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

#include "engine/scenario/load.hpp"
#include "engine/search/budget.hpp"
#include "engine/search/entries.hpp"
#include "engine/search/plan_space.hpp"
#include "engine/sweep/names.hpp"

namespace deepwallet {

struct SearchQuestion {
    Scenario base;
    PlanSpace space;
    Expression objective;                 ///< over metrics; the least is best, or the greatest
    std::vector<Expression> constraints;  ///< over metrics; all hold
    std::vector<Expression> goals;        ///< of the Pareto front, the least is best of each
    bool must_fit = true;
    bool maximize = false;
    /// Score of a plan whose rank is asked for; NaN for none.
    double reference = std::numeric_limits<double>::quiet_NaN();
    std::size_t top = 10;
    bool prune = true;  ///< false: every plan is evaluated, for comparison
    /// Where entries of the database are axes: their combinations, each in the place of `base` and
    /// `space`.
    EntrySpace entries = {};
    std::vector<Axis> asked = {};  ///< axes that somebody named, those of entries too
    bool has_own_plan = true;      ///< `base` is a whole scenario, and not the first of its entries
    bool each_choice = false;      ///< the best plan of each choice too: less lies behind a bound
    Budget ceilings =
        {};  ///< all hold; the sooner a slice of plans is seen to break one, the better
};

struct SearchOutcome;

struct SearchOptions {
    int threads = 0;  ///< all cores where 0
    /// Tasks first to last; all where last is 0.
    std::int64_t first = 0;
    std::int64_t last = 0;
    const SearchOutcome* bounds = nullptr;  ///< first_look(), where many calls share one
    const std::atomic<bool>* stop = nullptr;
    /// Tasks done, of how many, and the best score so far; by one thread at a time.
    std::function<void(std::int64_t, std::int64_t, double)> progress = {};
};

/// A plan that was found, with what it takes to ask for it again.
struct FoundPlan {
    double score =
        std::numeric_limits<double>::infinity();  ///< the least is best; see objective_of()
    std::vector<double> goals;
    std::int64_t task = 0;
    std::int64_t order = 0;  ///< among its task's plans
    std::int64_t beside = 0;
    Parallelism parallelism;
};

/// Plans in their order, the best first; equals in the order of the space.
inline auto rank_of(const FoundPlan& plan) { return std::tuple(plan.score, plan.task, plan.order); }

/// What one combination of entries came to.
struct ChoiceFound {
    std::size_t choice = 0;      ///< of EntrySpace::choices
    std::int64_t plans = 0;      ///< that can be carried out
    std::int64_t too_large = 0;  ///< do not fit in memory
    FoundPlan best;              ///< its score is infinite where none meets the conditions
};

struct SearchOutcome {
    std::int64_t plans = 0;            ///< that can be carried out
    std::int64_t evaluated = 0;        ///< time, energy and bill
    std::int64_t too_large = 0;        ///< do not fit in memory
    std::int64_t pruned = 0;           ///< behind a bound
    std::int64_t feasible = 0;         ///< of those evaluated, meet the constraints
    std::int64_t better = 0;           ///< than the reference
    std::vector<FoundPlan> best;       ///< best first; equals in the order of the space
    std::vector<FoundPlan> pareto;     ///< in the order of the first goal
    std::vector<ChoiceFound> choices;  ///< in their order, where the question asks for each
    bool stopped = false;
};

/// Plain plans of all the space, one in so many tasks: bounds for the rest. Counts nothing.
SearchOutcome first_look(const SearchQuestion& question);

/// Tasks of a question, those of all its choices of entries numbered through.
std::int64_t task_count(const SearchQuestion& question);

/// The same on any number of threads.
SearchOutcome search(const SearchQuestion& question, const SearchOptions& options = {});

/// One outcome of two parts of a space; its front is in no order.
SearchOutcome merged(SearchOutcome a, SearchOutcome b, std::size_t top);

/// By goals; equals in the order of the space.
void sort_front(std::vector<FoundPlan>& front);

/// Which choice of entries a task belongs to.
std::size_t choice_of(const SearchQuestion& question, std::int64_t task);

/// The scenario of a plan that was found.
Scenario scenario_of(const SearchQuestion& question, const FoundPlan& plan);

/// The objective of a plan with this score: the score itself, or where the greatest is best its
/// negative.
inline double objective_of(const SearchQuestion& question, double score) {
    return question.maximize ? -score : score;
}

/// Does least() bound this objective? A single metric that grows with time, on a fixed cooling
/// figure.
bool is_bounded(const SearchQuestion& question);

}  // namespace deepwallet
