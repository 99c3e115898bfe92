#pragma once

/// Metrics: each output described once. Tables, JSON, CSV columns, search objectives and `explain`
/// come from this registry.

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "engine/scenario/report.hpp"
#include "engine/scenario/scenario.hpp"

namespace deepwallet {

/// The question and its answer, which metrics are read off.
struct Answer {
    const Scenario& scenario;
    const Report& report;
};

/// monostate: not known, and so left out.
using MetricValue = std::variant<std::monostate, bool, std::int64_t, double, std::string>;

struct Metric {
    std::string path;
    std::string unit;
    std::string meaning;
    std::string formula;  ///< over the inputs' meanings; empty where it is read directly
    std::vector<std::string> inputs;  ///< paths of the metrics and fields that the formula takes
    std::function<MetricValue(const Answer&)> read;
    bool of_training = false;  ///< not known of a model that is used as it is
};

/// All of them, in the order in which reports show them.
const std::vector<Metric>& metrics();

/// The metric with this path, or none.
const Metric* find_metric(const std::string& path);

/// Its value; numbers that are not finite are not known.
MetricValue value_of(const Metric& metric, const Answer& answer);

/// The value as a number; NaN where it is none.
double number_of(const MetricValue& value);

/// Metrics that are numbers in this answer; those by cause, which are very many, are left out.
std::vector<const Metric*> number_metrics(const Answer& answer);

/// What a reader looks at first: this run's bill for owning, else the cheapest rent, else the
/// iteration.
const Metric& headline_metric(const Answer& answer);

// The registry by subject (metrics_*.cpp).
std::vector<Metric> plan_metrics();
std::vector<Metric> iteration_metrics();
std::vector<Metric> simulation_metrics();
std::vector<Metric> memory_metrics();
std::vector<Metric> run_metrics();
std::vector<Metric> loss_metrics();
std::vector<Metric> power_metrics();
std::vector<Metric> cost_metrics();
std::vector<Metric> cause_metrics();
std::vector<Metric> limit_metrics();
std::vector<Metric> serving_metrics();

}  // namespace deepwallet
