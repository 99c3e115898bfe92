#include "engine/sweep/names.hpp"

#include <algorithm>
#include <array>
#include <string_view>
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

std::string meant(const std::string& name) {
    for (const auto& [word, path] : kWords) {
        if (name == word)
            return path;
    }
    return name;
}

/// A formula with each of its names as meant.
std::string all_meant(std::string_view text) {
    constexpr std::string_view kName =
        "0123456789_.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    std::string out;
    while (!text.empty()) {
        const std::size_t name = std::min(text.find_first_not_of(kName), text.size());
        out += meant(std::string(text.substr(0, name)));
        text.remove_prefix(name);
        const std::size_t between = std::min(text.find_first_of(kName), text.size());
        out += text.substr(0, between);
        text.remove_prefix(between);
    }
    return out;
}

bool compares(const Expression& e) {
    if (e.text().find_first_of("<>") != std::string::npos ||
        e.text().find("==") != std::string::npos || e.text().find("!=") != std::string::npos)
        return !e.names().empty();
    return e.text() == "memory.fits";
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
    return Expression::parse(all_meant(text), metric_names(), place);
}

Result<Expression> condition(const std::string& text, const Place& place) {
    Result<Expression> out = metric_expression(text, place);
    if (out && !compares(*out)) {
        return failure({ErrorCode::syntax,
                        "",
                        "'" + text + "': no condition",
                        "a metric and its bound, for example run.days <= 30, or fits",
                        place});
    }
    return out;
}

double formula_value(const Metric& metric, const Answer& answer) {
    return formula_value(value_of(metric, answer));
}

double formula_value(const MetricValue& value) {
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
