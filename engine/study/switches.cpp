#include "engine/study/switches.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/scenario/evaluate.hpp"

namespace deepwallet {

namespace {

/// What owning costs more than the cheapest offer.
std::optional<double> gap(const Scenario& scenario) {
    if (!scenario_faults(scenario).empty())
        return std::nullopt;
    const Report report = evaluate_analytic(scenario);
    if (!report.run || !report.run->on_prem)
        return std::nullopt;
    const CloudCost* cloud = cheapest_cloud(*report.run);
    if (cloud == nullptr)
        return std::nullopt;
    return (report.run->on_prem->run_total() - cloud->run_total()).in(units::usd);
}

/// The share of the range below which the sign has changed, between a share where it has not and
/// one where it has.
class Bisection {
public:
    Bisection(const Scenario& base, const UncertainInput& input, bool owning)
        : scenario_(base), input_(input), owning_(owning) {}

    /// Whether the answer at this share of the draws is another one.
    bool switched(double share) {
        input_.set(scenario_, quantile_of(input_, share));
        const auto there = gap(scenario_);
        return there && (*there <= 0.0) != owning_;
    }

    double between(double same, double other) {
        constexpr int kSteps = 40;
        for (int i = 0; i < kSteps; ++i) {
            const double middle = 0.5 * (same + other);
            (switched(middle) ? other : same) = middle;
        }
        return other;
    }

private:
    Scenario scenario_;
    const UncertainInput& input_;
    bool owning_;
};

/// The share of the draws below the value now.
double share_now(const UncertainInput& input) {
    double below = 0.0;
    double above = 1.0;
    for (int i = 0; i < 60; ++i) {
        const double middle = 0.5 * (below + above);
        (quantile_of(input, middle) < input.value ? below : above) = middle;
    }
    return above;
}

}  // namespace

std::vector<Switch> switches(const LoadedScenario& loaded) {
    const Scenario base = in_closed_form(loaded.scenario);
    std::vector<Switch> out;
    const auto now = gap(base);
    if (!now)
        return out;
    for (const UncertainInput& input : uncertain_inputs(loaded)) {
        Bisection search(base, input, *now <= 0.0);
        const double here = share_now(input);
        for (const double end : {0.0, 1.0}) {
            if (!search.switched(end))
                continue;
            const double share = search.between(here, end);
            out.push_back({input.path,
                           input.value,
                           quantile_of(input, share),
                           end == 0.0 ? share : 1.0 - share});
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const Switch& a, const Switch& b) {
        return a.probability > b.probability;
    });
    return out;
}

}  // namespace deepwallet
