#include "engine/sweep/names.hpp"

#include <array>
#include <utility>

namespace deepwallet {

namespace {

/// Single words for what people ask for.
constexpr std::array<std::pair<const char*, const char*>, 6> kWords = {{
    {"time", "run.days"},
    {"cost", "cost.total_usd"},
    {"energy", "energy.facility_mwh"},
    {"carbon", "carbon.total_t"},
    {"power", "power.facility_mean_kw"},
    {"fits", "memory.fits"},
}};

std::string meant(const std::string& text) {
    for (const auto& [word, path] : kWords) {
        if (text == word)
            return path;
    }
    return text;
}

}  // namespace

const std::vector<std::string>& metric_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> out;
        for (const Metric& metric : metrics()) out.push_back(metric.path);
        return out;
    }();
    return names;
}

Result<Expression> metric_expression(const std::string& text, const Place& place) {
    return Expression::parse(meant(text), metric_names(), place);
}

double formula_value(const Metric& metric, const Answer& answer) {
    const MetricValue value = value_of(metric, answer);
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag ? 1.0 : 0.0;
    return number_of(value);
}

MetricFormula::MetricFormula(Expression e) : expression(std::move(e)) {
    for (const std::string& name : expression.names()) reads.push_back(find_metric(name));
    values_.resize(reads.size());
}

double MetricFormula::evaluate(const Answer& answer) {
    for (std::size_t i = 0; i < reads.size(); ++i) values_[i] = formula_value(*reads[i], answer);
    return expression.evaluate(values_);
}

}  // namespace deepwallet
