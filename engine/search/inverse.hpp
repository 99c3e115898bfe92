#pragma once

/// Questions the other way round: the largest model, the lowest loss, the shortest run that a
/// budget allows; the least cost of a loss.
///
/// Exact over a discrete space: every choice of entries (models, servers, …), every value of the
/// axes beside the plan, every plan (search.hpp), and tokens in steps of kTokenStep. One thing is
/// assumed: that a plan which breaks a bound breaks it with more tokens too. It holds for time,
/// dollars, energy and carbon, which grow with the iterations, and for power, which does not depend
/// on them; conditions of one's own must be of that kind.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/search/search.hpp"

namespace deepwallet {

/// From one number of tokens to the next.
constexpr double kTokenStep = 1.01;

struct InverseQuestion {
    BudgetGoal goal = BudgetGoal::shortest;
    SearchQuestion plans;  ///< with its ceilings; its objective and goals are not looked at
    /// Of the largest model; where absent those for which it is the compute-optimal one.
    std::optional<double> tokens_per_parameter;
};

/// A bound and what the answer needs of it.
struct CeilingUse {
    Ceiling ceiling;
    double need = 0.0;
};

struct InverseAnswer {
    std::optional<Scenario> best;  ///< with its plan and its tokens
    std::string model;             ///< the entry, where models are an axis
    std::vector<CeilingUse> uses;  ///< nearest to its bound first
    std::string decided_by;        ///< which bound the next better answer would break, and how far
    std::int64_t searches = 0;
    std::int64_t plans = 0;      ///< that can be carried out, over all searches
    std::int64_t evaluated = 0;  ///< of them
    std::int64_t models = 0;
    std::vector<std::string> left_out;
    bool stopped = false;
};

/// Who searches: search() itself, or one that spreads it over machines.
using Searcher = std::function<SearchOutcome(const SearchQuestion&)>;

/// The lowest loss, the largest model, the least days, or the least dollars at which the conditions
/// on the loss hold: of training, and of serving too where that is asked. Of equals the first in
/// the order of the space; of the largest model the plan that is done first. Which searches there
/// are depends on what they find alone; after one that was stopped there is none.
InverseAnswer answer(
    const InverseQuestion& question,
    const Searcher& searcher = [](const SearchQuestion& q) { return search(q); });

/// Does a condition name the expected loss?
bool is_of_loss(const Expression& condition);

/// Does it bound the expected loss from above, and nothing else?
bool is_most_loss(Expression condition);

/// The tokens of a step; the first is 1e8.
double tokens_at(std::int64_t step);

/// The names of a family of models of growing size (scenarios/families), for questions whose model
/// is open.
Result<std::vector<std::string>> family_models(const HardwareDb& db, const std::string& family);

struct InverseReport {
    InverseQuestion question;
    InverseAnswer answer;
    double seconds = 0.0;
    int threads = 1;
};

/// The answer with the time that it took. On how many threads its searcher knows.
InverseReport inverse_report(const InverseQuestion& question, const Searcher& searcher);

/// The answer, what decided it, the plan, and over how many it is the best.
std::string inverse_text(const InverseReport& report);
std::string inverse_json(const InverseReport& report);

}  // namespace deepwallet
