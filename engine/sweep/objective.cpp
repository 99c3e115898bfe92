#include "engine/sweep/objective.hpp"

#include <algorithm>
#include <limits>

#include "engine/sweep/names.hpp"

namespace deepwallet {

namespace {

std::optional<std::size_t> place_in(const std::vector<std::string>& metrics,
                                    const std::string& path) {
    const auto at = std::find(metrics.begin(), metrics.end(), path);
    return at == metrics.end() ? std::nullopt
                               : std::optional(static_cast<std::size_t>(at - metrics.begin()));
}

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

}  // namespace

std::string objective_of(const std::string& asked, const std::vector<std::string>& metrics) {
    if (!asked.empty() || metrics.empty())
        return asked;
    for (const char* path : {"cost.total_usd", "run.days", "iteration.time_s"}) {
        if (place_in(metrics, path))
            return path;
    }
    return metrics.front();
}

std::vector<std::string> objective_names(const std::string& objective) {
    if (objective.empty())
        return {};
    const Result<Expression> formula = metric_expression(objective, {});
    return formula ? formula->names() : std::vector<std::string>{};
}

PointObjective::PointObjective(const std::string& objective,
                               const std::vector<std::string>& metrics)
    : fits_(place_in(metrics, "memory.fits")) {
    Result<Expression> formula = metric_expression(objective, {});
    if (!formula)
        return;
    for (const std::string& name : formula->names()) {
        const auto place = place_in(metrics, name);
        if (!place)
            return;
        reads_.push_back(*place);
    }
    values_.resize(reads_.size());
    formula_ = std::move(*formula);
}

double PointObjective::of(const std::vector<MetricValue>& metrics) {
    if (!formula_)
        return kUnknown;
    for (std::size_t i = 0; i < reads_.size(); ++i) {
        if (reads_[i] >= metrics.size())
            return kUnknown;
        values_[i] = formula_value(metrics[reads_[i]]);
    }
    return formula_->evaluate(values_);
}

double PointObjective::of_fitting(const std::vector<MetricValue>& metrics) {
    if (fits_ && *fits_ < metrics.size() && formula_value(metrics[*fits_]) == 0.0)
        return kUnknown;
    return of(metrics);
}

}  // namespace deepwallet
