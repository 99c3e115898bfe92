#pragma once

/// What a sweep is judged by: a formula over the metrics that it keeps, the least is best.

#include <optional>
#include <string>
#include <vector>

#include "engine/report/metrics.hpp"
#include "engine/sweep/expression.hpp"

namespace deepwallet {

/// The one asked for; else the bill, the days or the iteration's time, whichever is among these
/// metrics, else the first of them.
std::string objective_of(const std::string& asked, const std::vector<std::string>& metrics);

/// The metrics that an objective is made of; none where it is empty.
std::vector<std::string> objective_names(const std::string& objective);

/// An objective as a function of a point's metrics.
class PointObjective {
public:
    /// `metrics` are the paths of what of() is given.
    PointObjective(const std::string& objective, const std::vector<std::string>& metrics);

    /// NaN where it is not known.
    double of(const std::vector<MetricValue>& metrics);
    /// The same of a point that fits in memory; of another one NaN.
    double of_fitting(const std::vector<MetricValue>& metrics);

private:
    std::optional<Expression> formula_;  ///< none where it needs a metric that is not there
    std::vector<std::size_t> reads_;
    std::optional<std::size_t> fits_;
    std::vector<double> values_;
};

}  // namespace deepwallet
