#pragma once

/// The words of objectives and conditions.

#include <string>
#include <vector>

#include "engine/report/metrics.hpp"
#include "engine/sweep/expression.hpp"

namespace deepwallet {

/// Paths of all metrics.
const std::vector<std::string>& metric_names();

/// A formula over metrics; of the words time, cost, energy, carbon, power and fits the metric that
/// is meant: "time" is run.days.
Result<Expression> metric_expression(const std::string& text, const Place& place);

/// A formula that is true or not, and not by itself: one that compares a metric, or `fits`.
Result<Expression> condition(const std::string& text, const Place& place);

using ReadFormula = Result<Expression> (*)(const std::string&, const Place&);

/// Metrics as the numbers of a formula: yes is 1, no 0; what is not known, or text, is NaN.
double formula_value(const Metric& metric, const Answer& answer);
double formula_value(const MetricValue& value);

/// An expression over metrics with the metrics that it reads.
struct MetricFormula {
    Expression expression;
    std::vector<const Metric*> reads;

    explicit MetricFormula(Expression e);
    double evaluate(const Answer& answer);

private:
    std::vector<double> values_;
};

}  // namespace deepwallet
