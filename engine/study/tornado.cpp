#include "engine/study/tornado.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/scenario/evaluate.hpp"

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

}  // namespace

Tornado tornado(const LoadedScenario& loaded, std::span<const Metric* const> metrics) {
    const Scenario base = in_closed_form(loaded.scenario);
    const Report report = evaluate_analytic(base);
    const Answer answer{base, report};
    const std::vector<const Metric*> all = number_metrics(answer);
    Tornado out;
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
