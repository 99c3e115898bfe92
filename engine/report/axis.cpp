#include "engine/report/axis.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "engine/report/format.hpp"

namespace deepwallet {

namespace {

constexpr double kMostTicks = 6.0;
constexpr double kAlike = 1e-9;  // a narrower range has the same tick labels at both ends

/// From this size on, numbers are counted in `divisor`.
struct Prefix {
    double from;
    double divisor;
    const char* before;
    const char* after;
};

constexpr std::array<Prefix, 5> kDollars = {{{1e12, 1e12, "$", " T"},
                                             {1e9, 1e9, "$", " B"},
                                             {1e6, 1e6, "$", " M"},
                                             {1e4, 1e3, "$", " k"},
                                             {0.0, 1.0, "$", ""}}};
constexpr std::array<Prefix, 4> kKilowatts = {
    {{1e6, 1e6, "", " GW"}, {1e3, 1e3, "", " MW"}, {1.0, 1.0, "", " kW"}, {0.0, 1e-3, "", " W"}}};
constexpr std::array<Prefix, 5> kSeconds = {{{172800.0, 86400.0, "", " days"},
                                             {7200.0, 3600.0, "", " h"},
                                             {1.0, 1.0, "", " s"},
                                             {1e-3, 1e-3, "", " ms"},
                                             {0.0, 1e-6, "", " \xc2\xb5s"}}};
constexpr std::array<Prefix, 4> kCounts = {
    {{1e12, 1e12, "", " T"}, {1e9, 1e9, "", " B"}, {1e6, 1e6, "", " M"}, {0.0, 1.0, "", ""}}};

std::span<const Prefix> prefixes_of(const std::string& unit) {
    if (unit == "USD")
        return kDollars;
    if (unit == "kW")
        return kKilowatts;
    if (unit == "s")
        return kSeconds;
    return unit.empty() || unit == "tokens" ? std::span<const Prefix>(kCounts)
                                            : std::span<const Prefix>(&kCounts.back(), 1);
}

const Prefix& prefix_of(double size, const std::string& unit) {
    const std::span<const Prefix> all = prefixes_of(unit);
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const Prefix& p) { return size >= p.from * (1.0 - kAlike); });
    return found == all.end() ? all.back() : *found;
}

/// The smallest of 1, 2 and 5 times a power of ten that is no less.
double nice_step(double least) {
    const double decade = std::pow(10.0, std::floor(std::log10(least)));
    for (const double step : {1.0, 2.0, 5.0}) {
        if (step * decade >= least * (1.0 - kAlike))
            return step * decade;
    }
    return 10.0 * decade;
}

/// With as many decimals as steps of this size need.
std::string number_text(double x, double step) {
    const double size = std::max(std::abs(x), step);
    if (size >= 1e7 || step < 1e-5) {
        const int digits = 1 + static_cast<int>(std::ceil(std::log10(size / step) - kAlike));
        return fmt::format("{:.{}g}", x, std::clamp(digits, 1, 12));
    }
    const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step) + kAlike)));
    return decimals == 0 ? grouped(x) : fmt::format("{:.{}f}", x, decimals);
}

std::string tick_text(double value, double step, const Prefix& prefix) {
    const double x = value / prefix.divisor;
    const std::string number = number_text(std::abs(x), step / prefix.divisor);
    if (value == 0.0)
        return *prefix.before != '\0' ? fmt::format("{}0", prefix.before)
                                      : "0" + std::string(prefix.after);
    return fmt::format("{}{}{}{}", value < 0.0 ? "-" : "", prefix.before, number, prefix.after);
}

/// A year of the calendar is written without a comma.
bool is_calendar(const std::string& unit) { return unit == "year"; }

/// Multiples of a nice step, in the prefix that the largest of them has.
std::vector<AxisTick> even_ticks(double low, double high, double step, const std::string& unit) {
    const Prefix& prefix = prefix_of(std::max(std::abs(low), std::abs(high)), unit);
    std::vector<AxisTick> out;
    const double first = std::ceil(low / step - 1e-6);
    const double last = std::floor(high / step + 1e-6);
    for (double n = first; n <= last; n += 1.0)
        out.push_back({n * step,
                       is_calendar(unit) ? fmt::format("{:g}", n * step)
                                         : tick_text(n * step, step, prefix)});
    return out;
}

double step_over(double low, double high, const std::string& unit) {
    const double divisor = prefix_of(std::max(std::abs(low), std::abs(high)), unit).divisor;
    return divisor * nice_step((high - low) / (kMostTicks - 1.0) / divisor);
}

ChartAxis linear_axis(double low, double high, const std::string& unit, bool from_zero) {
    if (from_zero || (low > 0.0 && low < 0.5 * (high - low)))
        low = std::min(0.0, low);
    if (from_zero || (high < 0.0 && -high < 0.5 * (high - low)))
        high = std::max(0.0, high);
    const double size = std::max(std::abs(low), std::abs(high));
    if (high - low <= kAlike * size) {
        low -= 0.1 * size;
        high += size > 0.0 ? 0.1 * size : 1.0;
    }
    const double step = step_over(low, high, unit);
    ChartAxis axis;
    axis.low = step * std::floor(low / step + 1e-6);
    axis.high = step * std::ceil(high / step - 1e-6);
    axis.ticks = even_ticks(axis.low, axis.high, step, unit);
    return axis;
}

/// 1, 2 and 5 times powers of ten, or these alone, of each prefix where numbers are counted in it:
/// 1,000 s and 10 h, but not 10,000 s.
std::vector<double> nice_numbers(double low, double high, const std::string& unit, bool powers) {
    std::vector<double> out;
    double below = std::numeric_limits<double>::infinity();
    for (const Prefix& prefix : prefixes_of(unit)) {
        const double from = std::max(low, prefix.from);
        const double to = std::min(high, below);
        below = prefix.from;
        if (from > to)
            continue;
        const double last = std::ceil(std::log10(to / prefix.divisor));
        for (double d = std::floor(std::log10(from / prefix.divisor)); d <= last; d += 1.0) {
            for (const double step : {1.0, 2.0, 5.0}) {
                const double value = prefix.divisor * step * std::pow(10.0, d);
                if (value >= from && value <= to && (step == 1.0 || !powers))
                    out.push_back(value);
            }
        }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

/// Nice numbers that stand apart; even steps where there are too few of them.
std::vector<AxisTick> log_ticks(double low, double high, const std::string& unit) {
    const double decades = std::log10(high / low);
    constexpr double kFew = 2.5;
    std::vector<AxisTick> out;
    for (const double value : nice_numbers(low, high, unit, decades > kFew)) {
        const bool apart =
            out.empty() || std::log10(value / out.back().value) >= decades / (kMostTicks + 3.0);
        if (apart)
            out.push_back({value, tick_text(value, value, prefix_of(value, unit))});
    }
    if (out.size() > 1)
        return out;
    return even_ticks(low, high, step_over(low, high, unit), unit);
}

ChartAxis log_axis(double low, double high, const std::string& unit) {
    const double margin = high > low * (1.0 + kAlike) ? std::pow(high / low, 0.04) : 2.0;
    ChartAxis axis{low / margin, high * margin, AxisScale::logarithmic, {}};
    axis.ticks = log_ticks(axis.low, axis.high, unit);
    return axis;
}

}  // namespace

std::string title_text(const AxisTitle& title) {
    const bool said_by_ticks = title.unit.empty() || title.unit == "USD" || title.unit == "kW" ||
                               title.unit == "s" || is_calendar(title.unit);
    return said_by_ticks ? title.label : fmt::format("{} [{}]", title.label, title.unit);
}

double ChartAxis::share(double value) const {
    if (scale == AxisScale::linear)
        return (value - low) / (high - low);
    return std::log(value / low) / std::log(high / low);
}

bool is_drawn(double value, AxisScale scale) {
    if (!std::isfinite(value) || std::abs(value) > 1e100)
        return false;
    if (value == 0.0)
        return scale == AxisScale::linear;
    return std::abs(value) >= 1e-100 && (value > 0.0 || scale == AxisScale::linear);
}

ChartAxis axis_over(std::span<const double> values, const AxisTitle& title, bool from_zero) {
    std::vector<double> drawn;
    std::copy_if(values.begin(), values.end(), std::back_inserter(drawn), [&](double v) {
        return is_drawn(v, title.scale);
    });
    const bool logarithmic = title.scale == AxisScale::logarithmic;
    if (drawn.empty())
        drawn = logarithmic ? std::vector<double>{1.0, 10.0} : std::vector<double>{0.0, 1.0};
    const auto [low, high] = std::minmax_element(drawn.begin(), drawn.end());
    return logarithmic ? log_axis(*low, *high, title.unit)
                       : linear_axis(*low, *high, title.unit, from_zero);
}

ChartAxis axis_within(double low, double high, const AxisTitle& title) {
    ChartAxis axis{low, high, title.scale, {}};
    axis.ticks = title.scale == AxisScale::logarithmic
                     ? log_ticks(low, high, title.unit)
                     : even_ticks(low, high, step_over(low, high, title.unit), title.unit);
    return axis;
}

std::string value_label(double value, const std::string& unit) {
    if (std::isfinite(value) && is_calendar(unit))
        return fmt::format("{:.2f}", value);
    return std::isfinite(value) ? short_value(value, unit) : "not known";
}

}  // namespace deepwallet
