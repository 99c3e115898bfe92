#include "engine/search/own_plan.hpp"

#include <algorithm>
#include <cmath>

#include "engine/plan/layout.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/fields.hpp"

namespace deepwallet {

namespace {

template <class T>
bool has(const std::vector<T>& values, const T& value) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

/// A field that says nothing in this plan may have any value.
bool has_plan(const PlanSpace& space, const Parallelism& p, std::int64_t data) {
    const bool piped = p.pipeline > 1;
    const bool in_pieces = piped && traits_of(p.schedule).chunks == ChunkRule::given;
    const bool offloads = p.offload != Offload::none;
    return (space.data.empty() || has(space.data, data)) && has(space.tensor, p.tensor) &&
           has(space.pipeline, p.pipeline) && has(space.context, p.context) &&
           has(space.expert, p.expert) && has(space.micro_batch, p.micro_batch) &&
           has(space.recompute, p.recompute) && has(space.zero_stage, p.zero_stage) &&
           has(space.offload, p.offload) && (!offloads || has(space.offload_to, p.offload_to)) &&
           (!piped || has(space.schedule, p.schedule)) &&
           has(space.virtual_stages, in_pieces ? p.virtual_stages : std::int64_t{1}) &&
           (p.tensor == 1 || has(space.sequence_parallel, p.sequence_parallel));
}

bool is_value(const Axis& axis, const Value& value, const Scenario& scenario) {
    const std::optional<Value> own = find_field(axis.path)->get(scenario);
    return own && *own == value;
}

bool has_beside(const PlanSpace& space, const Scenario& scenario) {
    return std::all_of(space.beside.begin(), space.beside.end(), [&](const Axis& axis) {
        return std::any_of(axis.values.begin(), axis.values.end(), [&](const Value& value) {
            return is_value(axis, value, scenario);
        });
    });
}

bool is_choice(const EntrySpace& entries, const EntryChoice& choice, const Scenario& scenario) {
    for (std::size_t i = 0; i < entries.axes.size(); ++i) {
        if (!is_value(entries.axes[i], choice.entries[i], scenario))
            return false;
    }
    return true;
}

bool meets_conditions(const SearchQuestion& q, const Answer& answer) {
    return std::all_of(
               q.constraints.begin(),
               q.constraints.end(),
               [&](const Expression& e) { return MetricFormula(e).evaluate(answer) > 0.0; }) &&
           std::all_of(q.ceilings.begin(), q.ceilings.end(), [&](const Ceiling& ceiling) {
               return MetricFormula(ceiling.need).evaluate(answer) <= ceiling.most;
           });
}

}  // namespace

bool searches_own_plan(const SearchQuestion& q) {
    if (!q.has_own_plan || !scenario_faults(q.base).empty())
        return false;
    const auto searched = [&](const PlanSpace& space) {
        const Layout layout = make_layout(
            q.base.parallelism, q.base.training, q.base.cluster, q.base.server.accelerators);
        return has_plan(space, q.base.parallelism, layout.data) && has_beside(space, q.base);
    };
    const auto& choices = q.entries.choices;
    if (choices.empty())
        return searched(q.space);
    return std::any_of(choices.begin(), choices.end(), [&](const EntryChoice& choice) {
        return is_choice(q.entries, choice, q.base) && searched(choice.space);
    });
}

double own_score(const SearchQuestion& q) {
    if (!searches_own_plan(q))
        return std::nan("");
    const Report report = evaluate_analytic(q.base);
    const Answer answer{q.base, report};
    if ((q.must_fit && !report.fits()) || !meets_conditions(q, answer))
        return std::nan("");
    return objective_of(q, MetricFormula(q.objective).evaluate(answer));
}

}  // namespace deepwallet
