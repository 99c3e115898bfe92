#include "engine/study/tornado.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/recipe_faults.hpp"

namespace deepwallet {

namespace {

/// Below it a move is rounding.
constexpr double kSmallest = 1e-12;

/// An answer with one input elsewhere.
struct Moved {
    Scenario scenario;
    Report report;
};

std::optional<Moved> move(const Scenario& base, const UncertainInput& input, double value) {
    Scenario changed = base;
    input.set(changed, value);
    if (!scenario_faults(changed).empty())
        return std::nullopt;
    Report report = evaluate_analytic(changed);
    return Moved{std::move(changed), std::move(report)};
}

/// The value now, where the range's end contradicts the rest.
double read(const Metric& metric, const std::optional<Moved>& moved, double now) {
    return moved ? number_of(value_of(metric, {moved->scenario, moved->report})) : now;
}

bool is_drawn(const TornadoBar& bar) {
    return std::isfinite(bar.at_low) && std::isfinite(bar.now) && std::isfinite(bar.at_high);
}

bool differ(double a, double b) {
    return std::isnan(a) != std::isnan(b) ||
           std::abs(a - b) > kSmallest * std::max(std::abs(a), std::abs(b));
}

/// Other values of a field that may be as good: near numbers, the other words.
std::vector<Value> others(const Field<Scenario>& field, const Value& value) {
    constexpr double kStep = 0.1;
    std::vector<Value> out;
    if (const auto* flag = std::get_if<bool>(&value)) {
        out.emplace_back(!*flag);
    } else if (const auto* n = std::get_if<std::int64_t>(&value)) {
        for (const std::int64_t other : {*n + 1, *n - 1, *n * 2}) {
            if (field.range.contains(static_cast<double>(other)))
                out.emplace_back(other);
        }
    } else if (const auto* x = std::get_if<double>(&value)) {
        const double step = *x == 0.0 ? kStep : kStep * std::abs(*x);
        for (const double other : {*x + step, *x - step}) {
            if (field.range.contains(other))
                out.emplace_back(other);
        }
    } else if (field.type == FieldType::choice) {
        for (const std::string& word : field.choices) {
            if (Value(word) != value)
                out.emplace_back(word);
        }
    }
    return out;
}

/// Does another value of this input leave every number as it is? Not where none can be tried.
bool is_idle(const Field<Scenario>& field,
             const Scenario& base,
             const Answer& answer,
             const std::vector<const Metric*>& all) {
    const std::optional<Value> value = field.get(base);
    if (!value)
        return false;
    bool tried = false;
    for (const Value& other : others(field, *value)) {
        Scenario changed = base;
        field.set(changed, other);
        apply_recipe(changed);
        if (!scenario_faults(changed).empty())
            continue;
        tried = true;
        const Report report = evaluate_analytic(changed);
        const Answer there{changed, report};
        if (std::any_of(all.begin(), all.end(), [&](const Metric* metric) {
                return differ(number_of(value_of(*metric, there)),
                              number_of(value_of(*metric, answer)));
            }))
            return false;
    }
    return tried;
}

/// Terms of the simulation move nothing in closed form, and limits are there to be kept: neither is
/// asked.
std::vector<std::string> given_without_effect(const LoadedScenario& loaded,
                                              const Answer& answer,
                                              const std::vector<const Metric*>& all) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < scenario_fields().size(); ++i) {
        const Field<Scenario>& field = scenario_fields()[i];
        const bool is_asked =
            field.path.rfind("simulation.", 0) != 0 && field.path.rfind("limits.", 0) != 0;
        if (loaded.origins[i].kind != OriginKind::given || !is_asked)
            continue;
        if (is_idle(field, answer.scenario, answer, all))
            out.push_back(field.path);
    }
    return out;
}

}  // namespace

Tornado tornado(const LoadedScenario& loaded, std::span<const Metric* const> metrics) {
    const Scenario base = in_closed_form(loaded.scenario);
    const Report report = evaluate_analytic(base);
    const Answer answer{base, report};
    const std::vector<const Metric*> all = number_metrics(answer);
    Tornado out;
    out.given_without_effect = given_without_effect(loaded, answer, all);
    for (const UncertainInput& input : uncertain_inputs(loaded)) {
        const std::optional<Moved> low = move(base, input, input.low);
        const std::optional<Moved> high = move(base, input, input.high);
        const auto bar_of = [&](const Metric& metric) {
            const double now = number_of(value_of(metric, answer));
            return TornadoBar{input.path,
                              input.low,
                              input.high,
                              read(metric, low, now),
                              now,
                              read(metric, high, now)};
        };
        const auto moves = [&](const TornadoBar& bar) {
            return differ(bar.at_low, bar.now) || differ(bar.at_high, bar.now);
        };
        for (const Metric* metric : metrics) {
            const TornadoBar bar = bar_of(*metric);
            if (is_drawn(bar) && moves(bar))
                out.bars[metric->path].push_back(bar);
        }
        if (std::none_of(all.begin(), all.end(), [&](const Metric* metric) {
                return moves(bar_of(*metric));
            }))
            out.without_effect.push_back(input.path);
    }
    for (auto& [path, bars] : out.bars) {
        std::stable_sort(bars.begin(), bars.end(), [](const TornadoBar& a, const TornadoBar& b) {
            return a.width() > b.width();
        });
    }
    return out;
}

}  // namespace deepwallet
