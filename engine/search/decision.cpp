#include "engine/search/decision.hpp"

#include <algorithm>
#include <cmath>

namespace deepwallet {

namespace {

/// All choices that have one value of an axis, as if they were one.
struct ValueFound {
    bool is_there = false;
    std::int64_t plans = 0;
    std::int64_t too_large = 0;
    std::optional<FoundPlan> best;
};

ValueFound found_with(const SearchQuestion& q,
                      const SearchOutcome& outcome,
                      std::size_t axis,
                      const Value& value) {
    ValueFound out;
    for (const ChoiceFound& found : outcome.choices) {
        if (q.entries.choices[found.choice].entries[axis] != value)
            continue;
        out.is_there = true;
        out.plans += found.plans;
        out.too_large += found.too_large;
        const bool better = !out.best || rank_of(found.best) < rank_of(*out.best);
        if (std::isfinite(found.best.score) && better)
            out.best = found.best;
    }
    return out;
}

std::string why_not(const ValueFound& found) {
    if (!found.is_there)
        return "contradicts the rest";
    if (found.plans == 0)
        return "no plan can be carried out";
    return found.too_large == found.plans ? "none fits in memory" : "none meets the conditions";
}

}  // namespace

std::vector<AxisDecision> axis_decisions(const SearchQuestion& q, const SearchOutcome& outcome) {
    std::vector<AxisDecision> out;
    // Without axes there are no choices to look the best one up in.
    if (outcome.best.empty() || outcome.choices.empty() || q.entries.axes.empty())
        return out;
    const EntryChoice& best = q.entries.choices[choice_of(q, outcome.best.front().task)];
    for (std::size_t i = 0; i < q.entries.axes.size(); ++i) {
        const Axis& axis = q.entries.axes[i];
        AxisDecision decision{axis.path, best.entries[i], {}};
        for (const Value& value : axis.values) {
            if (value == decision.chosen)
                continue;
            ValueFound found = found_with(q, outcome, i, value);
            const std::string why = found.best ? "" : why_not(found);
            decision.others.push_back({value, std::move(found.best), why});
        }
        std::stable_sort(decision.others.begin(),
                         decision.others.end(),
                         [](const OtherValue& a, const OtherValue& b) {
                             return a.plan && (!b.plan || rank_of(*a.plan) < rank_of(*b.plan));
                         });
        if (!decision.others.empty())
            out.push_back(std::move(decision));
    }
    return out;
}

std::vector<ConditionUse> condition_uses(const SearchQuestion& q, const Answer& best) {
    std::vector<ConditionUse> out;
    for (const Expression& condition : q.constraints) {
        const std::optional<Limit> limit = limit_of(condition);
        if (limit)
            out.push_back({*limit, MetricFormula(limit->need).evaluate(best)});
    }
    std::stable_sort(out.begin(), out.end(), [](const ConditionUse& a, const ConditionUse& b) {
        return a.share() > b.share();
    });
    return out;
}

}  // namespace deepwallet
