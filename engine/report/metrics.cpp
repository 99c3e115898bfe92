#include "engine/report/metrics.hpp"

#include <cmath>
#include <iterator>
#include <unordered_map>

namespace deepwallet {

namespace {

std::vector<Metric> all_metrics() {
    std::vector<Metric> all;
    for (auto* group : {plan_metrics,
                        iteration_metrics,
                        simulation_metrics,
                        memory_metrics,
                        run_metrics,
                        power_metrics,
                        cost_metrics,
                        cause_metrics}) {
        std::vector<Metric> some = group();
        all.insert(
            all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    }
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
    MetricValue value = metric.read(answer);
    const auto* number = std::get_if<double>(&value);
    if (number != nullptr && !std::isfinite(*number))
        return {};
    return value;
}

}  // namespace deepwallet
