#include "engine/report/metrics.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string_view>
#include <unordered_map>

namespace deepwallet {

namespace {

/// What a machine that trains is and does. Days, dollars and tonnes are 0 where nothing is trained,
/// and so are known.
bool is_of_training(const std::string& path) {
    const auto is_below = [&](std::string_view part) { return path.rfind(part, 0) == 0; };
    constexpr std::array kParts = {"iteration.",
                                   "simulation.",
                                   "power.",
                                   "stage.",
                                   "layer.",
                                   "head.",
                                   "embedding.",
                                   "operations.",
                                   "network.",
                                   "memory.",
                                   "run.",
                                   "cost.on_prem."};
    constexpr std::array kOthers = {"gpus",
                                    "data_parallel",
                                    "model.flops_per_iteration",
                                    "model.hardware_flops_per_iteration",
                                    "cost.cheapest"};
    constexpr std::array kKnown = {
        "memory.fits", "run.days", "run.gpu_hours", "cost.on_prem.total_usd"};
    return std::find(kKnown.begin(), kKnown.end(), path) == kKnown.end() &&
           (std::any_of(kParts.begin(), kParts.end(), is_below) ||
            std::find(kOthers.begin(), kOthers.end(), path) != kOthers.end());
}

std::vector<Metric> all_metrics() {
    std::vector<Metric> all;
    for (auto* group : {plan_metrics,
                        iteration_metrics,
                        simulation_metrics,
                        memory_metrics,
                        run_metrics,
                        loss_metrics,
                        power_metrics,
                        cost_metrics,
                        cause_metrics,
                        limit_metrics,
                        serving_metrics}) {
        std::vector<Metric> some = group();
        all.insert(
            all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    }
    for (Metric& metric : all) metric.of_training = is_of_training(metric.path);
    return all;
}

}  // namespace

const std::vector<Metric>& metrics() {
    static const std::vector<Metric> all = all_metrics();
    return all;
}

const Metric* find_metric(const std::string& path) {
    static const auto index = [] {
        std::unordered_map<std::string, const Metric*> by_path;
        for (const Metric& metric : metrics()) by_path.emplace(metric.path, &metric);
        return by_path;
    }();
    const auto found = index.find(path);
    return found == index.end() ? nullptr : found->second;
}

MetricValue value_of(const Metric& metric, const Answer& answer) {
    if (metric.of_training && answer.scenario.recipe.kind == RecipeKind::as_is)
        return {};
    MetricValue value = metric.read(answer);
    const auto* number = std::get_if<double>(&value);
    if (number != nullptr && !std::isfinite(*number))
        return {};
    return value;
}

double number_of(const MetricValue& value) {
    if (const auto* n = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*n);
    if (const auto* x = std::get_if<double>(&value))
        return *x;
    return std::nan("");
}

std::vector<const Metric*> number_metrics(const Answer& answer) {
    std::vector<const Metric*> out;
    for (const Metric& metric : metrics()) {
        if (metric.path.rfind("by_cause.", 0) != 0 &&
            !std::isnan(number_of(value_of(metric, answer))))
            out.push_back(&metric);
    }
    return out;
}

const Metric& headline_metric(const Answer& answer) {
    const auto& run = answer.report.run;
    if (run && run->on_prem)
        return *find_metric("cost.on_prem.total_usd");
    if (run && !run->cloud.empty())
        return *find_metric("cost.cloud.total_usd");
    return *find_metric("iteration.time_s");
}

}  // namespace deepwallet
