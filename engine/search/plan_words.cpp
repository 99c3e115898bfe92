#include "engine/search/plan_words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "engine/report/format.hpp"
#include "engine/scenario/fields.hpp"

namespace deepwallet {

std::string heading(const std::string& path, const std::vector<std::string>& all) {
    const auto tail = [](const std::string& p) { return p.substr(p.find('.') + 1); };
    const auto same = std::count_if(all.begin(), all.end(), [&](const std::string& other) {
        return tail(other) == tail(path);
    });
    return same > 1 ? path : tail(path);
}

std::string value_text(const Value& value) {
    // Tokens are many: 3.7e12.
    constexpr double kMany = 1e6;
    const auto* number = std::get_if<double>(&value);
    if (number != nullptr && std::abs(*number) >= kMany) {
        std::array<char, 32> digits{};
        const auto end = std::to_chars(
            digits.data(), digits.data() + digits.size(), *number, std::chars_format::scientific);
        std::string text(digits.data(), end.ptr);
        if (const std::size_t plus = text.find('+'); plus != std::string::npos)
            text.erase(plus, 1);
        return text;
    }
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? *text : to_text(value);
}

std::string field_text(const Scenario& s, const std::string& path) {
    const auto value = find_field(path)->get(s);
    return value ? value_text(*value) : "-";
}

std::string metric_text(const Answer& answer, const std::string& path) {
    const Metric& metric = *find_metric(path);
    const MetricValue value = value_of(metric, answer);
    return std::holds_alternative<std::monostate>(value) ? "-" : short_value(value, metric.unit);
}

}  // namespace deepwallet
