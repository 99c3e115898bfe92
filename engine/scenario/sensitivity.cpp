#include "engine/scenario/sensitivity.hpp"

#include <algorithm>
#include <cmath>

#include "engine/scenario/evaluate.hpp"

namespace deepwallet {

namespace {

struct Headline {
    const char* name;
    double value;
};

Headline headline(const Report& report) {
    if (report.run && report.run->on_prem) {
        return {"this run's share of owning", report.run->on_prem->run_total().in(units::usd)};
    }
    const CloudCost* cloud = report.run ? cheapest_cloud(*report.run) : nullptr;
    if (cloud != nullptr)
        return {"the rent", cloud->run_total().in(units::usd)};
    return {"the iteration", report.iteration.time.in(units::s)};
}

/// Relative change of the headline with one field at another value; none where that breaks a rule.
double moved(const Scenario& base,
             const Field<Scenario>& field,
             double value,
             double headline_now) {
    Scenario changed = base;
    const bool whole = field.type == FieldType::integer;
    field.set(changed,
              whole ? Value(static_cast<std::int64_t>(std::llround(value))) : Value(value));
    if (!field.range.contains(value) || !scenario_faults(changed).empty())
        return 0.0;
    return std::abs(headline(evaluate_analytic(changed)).value / headline_now - 1.0);
}

/// In closed form: noise and waits are the same on both sides of a comparison.
Scenario without_events(const Scenario& scenario) {
    Scenario out = scenario;
    out.engine = EngineKind::analytic;
    out.simulation = {};
    return out;
}

}  // namespace

Sensitivity sensitivity(const LoadedScenario& loaded) {
    const Scenario scenario = without_events(loaded.scenario);
    const Headline base = headline(evaluate_analytic(scenario));
    const double now = base.value;
    Sensitivity all{base.name, {}};
    std::vector<Swing>& out = all.swings;
    for (std::size_t i = 0; i < scenario_fields().size(); ++i) {
        const Field<Scenario>& field = scenario_fields()[i];
        const Provenance& provenance = loaded.origins[i].provenance;
        const bool numeric = field.type == FieldType::number || field.type == FieldType::integer;
        if (!numeric || !provenance.low || !provenance.high)
            continue;
        const double change = std::max(moved(scenario, field, *provenance.low, now),
                                       moved(scenario, field, *provenance.high, now));
        if (std::isfinite(change) && change > 0.0) {
            out.push_back({field.path, *provenance.low, *provenance.high, change});
        }
    }
    std::stable_sort(
        out.begin(), out.end(), [](const Swing& a, const Swing& b) { return a.change > b.change; });
    return all;
}

}  // namespace deepwallet
