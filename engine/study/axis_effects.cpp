#include "engine/study/axis_effects.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <unordered_map>

#include <fmt/format.h>
#include <boost/math/statistics/bivariate_statistics.hpp>

#include "engine/core/mix.hpp"
#include "engine/report/format.hpp"

namespace deepwallet {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kRanges = 5;
/// A drawn axis with so few values (whole numbers of a short span) is told value by value.
constexpr std::size_t kMostDrawnValues = 8;

/// Adds up; its mean and best are taken at the end.
void add(AxisEffect& effect, double value, const Objective& objective) {
    ++effect.rows;
    if (!std::isfinite(value))
        return;
    ++effect.known;
    effect.mean += value;
    if (is_better(value, effect.best, objective))
        effect.best = value;
}

AxisEffect named(std::string name) {
    AxisEffect out;
    out.name = std::move(name);
    out.best = kUnknown;
    out.change = kUnknown;
    return out;
}

void take_means(AxisEffects& effects) {
    for (AxisEffect& effect : effects.values)
        effect.mean = effect.known > 0 ? effect.mean / static_cast<double>(effect.known) : kUnknown;
    const auto most = std::max_element(
        effects.values.begin(), effects.values.end(), [](const auto& a, const auto& b) {
            return a.known < b.known;
        });
    effects.base = static_cast<std::size_t>(most - effects.values.begin());
}

/// Does each value of the one go with one value of the other alone?
bool follows(const AxisValues& one, const AxisValues& other) {
    const std::size_t unset = one.names.size() + 1;
    std::vector<std::size_t> partner(other.names.size() + 1, unset);
    for (std::size_t row = 0; row < other.of_row.size(); ++row) {
        std::size_t& known = partner[other.of_row[row]];
        if (known != unset && known != one.of_row[row])
            return false;
        known = one.of_row[row];
    }
    return true;
}

/// What two rows must have in common to be partners: all inputs but those that follow from others,
/// and of a zip those that are one with this axis, which are named.
std::vector<AxisValues> other_inputs(const ResultTable& table,
                                     const ResultColumn& axis,
                                     const AxisValues& own,
                                     std::vector<std::string>& together) {
    std::vector<AxisValues> out;
    for (const ResultColumn& column : table.columns) {
        if (!column.is_input || &column == &axis || column.role == InputRole::derived)
            continue;
        AxisValues values = axis_values(column);
        const bool zipped = column.role == InputRole::zip && axis.role == InputRole::zip;
        if (zipped && follows(values, own) && follows(own, values))
            together.push_back(column.path);
        else
            out.push_back(std::move(values));
    }
    return out;
}

/// Rows of one value of an axis, found by what they have in common with others.
class Partners {
public:
    Partners(std::vector<AxisValues> inputs) : inputs_(std::move(inputs)) {}

    void add(std::size_t row) { rows_.emplace(key(row), row); }

    [[nodiscard]] std::optional<std::size_t> of(std::size_t row) const {
        const auto [begin, end] = rows_.equal_range(key(row));
        const auto found =
            std::find_if(begin, end, [&](const auto& each) { return alike(each.second, row); });
        return found == end ? std::nullopt : std::optional(found->second);
    }

private:
    [[nodiscard]] std::uint64_t key(std::size_t row) const {
        std::uint64_t out = 0;
        for (const AxisValues& input : inputs_) out = mix(out ^ input.of_row[row]);
        return out;
    }
    [[nodiscard]] bool alike(std::size_t a, std::size_t b) const {
        return std::all_of(inputs_.begin(), inputs_.end(), [&](const AxisValues& input) {
            return input.of_row[a] == input.of_row[b];
        });
    }

    std::vector<AxisValues> inputs_;
    std::unordered_multimap<std::uint64_t, std::size_t> rows_;
};

/// The change of each value against the base, over pairs.
void take_pairs(const ResultTable& table,
                const ResultColumn& axis,
                const AxisValues& values,
                const ResultColumn& metric,
                AxisEffects& out) {
    Partners partners(other_inputs(table, axis, values, out.together));
    for (std::size_t row = 0; row < table.rows; ++row) {
        if (values.of_row[row] == out.base && std::isfinite(number_at(metric, row)))
            partners.add(row);
    }
    std::vector<double> here(out.values.size());
    std::vector<double> there(out.values.size());
    for (std::size_t row = 0; row < table.rows; ++row) {
        const std::size_t value = values.of_row[row];
        const double x = number_at(metric, row);
        if (value >= out.values.size() || !std::isfinite(x))
            continue;
        const auto partner = partners.of(row);
        if (!partner)
            continue;
        ++out.values[value].pairs;
        here[value] += x;
        there[value] += number_at(metric, *partner);
    }
    for (std::size_t v = 0; v < out.values.size(); ++v) {
        if (out.values[v].pairs > 0 && there[v] != 0.0)
            out.values[v].change = here[v] / there[v] - 1.0;
    }
}

/// Places in ascending order; of equal values their mean place.
std::vector<double> ranks(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return values[a] < values[b];
    });
    std::vector<double> out(values.size());
    for (std::size_t i = 0; i < order.size();) {
        std::size_t end = i;
        while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
        for (std::size_t k = i; k < end; ++k)
            out[order[k]] = 0.5 * static_cast<double>(i + end - 1);
        i = end;
    }
    return out;
}

bool varies(const std::vector<double>& values) {
    return std::any_of(values.begin(), values.end(), [&](double x) { return x != values.front(); });
}

/// The other drawn fields of a row are others too: changes are of means, and the correlation says
/// how much the axis decides.
void take_drawn_changes(const ResultColumn& axis, const ResultColumn& metric, AxisEffects& out) {
    out.drawn = true;
    out.base = 0;
    for (AxisEffect& effect : out.values) effect.change = effect.mean / out.values[0].mean - 1.0;
    std::vector<double> x;
    std::vector<double> y;
    for (std::size_t row = 0; row < axis.numbers.size(); ++row) {
        if (!std::isfinite(axis.numbers[row]) || !std::isfinite(number_at(metric, row)))
            continue;
        x.push_back(axis.numbers[row]);
        y.push_back(metric.numbers[row]);
    }
    if (!x.empty() && varies(x) && varies(y))
        out.rank_correlation = boost::math::statistics::correlation_coefficient(ranks(x), ranks(y));
}

AxisEffects by_value(const ResultTable& table,
                     const ResultColumn& axis,
                     const ResultColumn& metric,
                     const Objective& objective) {
    const AxisValues values = axis_values(axis);
    AxisEffects out;
    for (const std::string& name : values.names) out.values.push_back(named(name));
    for (std::size_t row = 0; row < values.of_row.size(); ++row) {
        if (values.of_row[row] < out.values.size())
            add(out.values[values.of_row[row]], number_at(metric, row), objective);
    }
    if (out.values.empty())
        return out;
    take_means(out);
    if (axis.role == InputRole::sampled)
        take_drawn_changes(axis, metric, out);
    else
        take_pairs(table, axis, values, metric, out);
    return out;
}

/// Equal numbers of rows in each range, in the order of the axis.
AxisEffects by_range(const ResultTable& table,
                     const ResultColumn& axis,
                     const ResultColumn& metric,
                     const Objective& objective) {
    std::vector<std::size_t> order;
    for (std::size_t row = 0; row < table.rows; ++row) {
        if (std::isfinite(number_at(axis, row)))
            order.push_back(row);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return axis.numbers[a] < axis.numbers[b];
    });
    AxisEffects out;
    for (std::size_t k = 0; k < kRanges; ++k) {
        const std::size_t first = order.size() * k / kRanges;
        const std::size_t last = order.size() * (k + 1) / kRanges;
        if (first == last)
            continue;
        out.values.push_back(named(fmt::format("{} to {}",
                                               significant(axis.numbers[order[first]]),
                                               significant(axis.numbers[order[last - 1]]))));
        for (std::size_t i = first; i < last; ++i)
            add(out.values.back(), number_at(metric, order[i]), objective);
    }
    take_means(out);
    take_drawn_changes(axis, metric, out);
    return out;
}

}  // namespace

std::string effect_change(const AxisEffects& effects, std::size_t value) {
    if (value == effects.base)
        return "base";
    const double change = effects.values[value].change;
    return std::isnan(change) ? "-" : fmt::format("{:+.1f} %", 100.0 * change);
}

AxisEffects axis_effects(const ResultTable& table,
                         const ResultColumn& axis,
                         const ResultColumn& metric,
                         const Objective& objective) {
    const bool in_ranges = axis.role == InputRole::sampled && !axis.is_text() &&
                           axis_values(axis).numbers.size() > kMostDrawnValues;
    return in_ranges ? by_range(table, axis, metric, objective)
                     : by_value(table, axis, metric, objective);
}

}  // namespace deepwallet
