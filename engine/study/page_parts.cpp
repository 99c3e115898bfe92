#include "engine/study/page_parts.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/report/format.hpp"

namespace deepwallet {

namespace {

ChartSeries spending(const WayToPay& way) {
    ChartSeries out{way.name, {}, colour_of(way)};
    const CashFlow sums = cumulative(way.flow);
    for (std::size_t m = 0; m < sums.size(); ++m)
        out.points.push_back({static_cast<double>(m), -sums[m]});
    return out;
}

/// Where the first line goes from one side of the second to the other: on straight lines between
/// months.
std::vector<ChartMark> crossings(const ChartSeries& own, const ChartSeries& rent) {
    std::vector<ChartMark> out;
    const std::size_t months = std::min(own.points.size(), rent.points.size());
    for (std::size_t m = 1; m < months; ++m) {
        const double before = own.points[m - 1].y - rent.points[m - 1].y;
        const double after = own.points[m].y - rent.points[m].y;
        if ((before > 0.0) == (after > 0.0) || before == after)
            continue;
        const double t = before / (before - after);
        const double at = own.points[m - 1].x + t;
        const double spent = own.points[m - 1].y + t * (own.points[m].y - own.points[m - 1].y);
        out.push_back({{at, spent}, fmt::format("month {:.1f}", at)});
    }
    return out;
}

}  // namespace

std::string page_value(const Metric& metric, const Answer& answer) {
    const MetricValue value = value_of(metric, answer);
    return std::holds_alternative<std::monostate>(value) ? "-" : short_value(value, metric.unit);
}

std::string page_range(const MetricRanges& ranges, const Metric& metric) {
    const auto found = ranges.find(metric.path);
    if (found == ranges.end() || found->second.p10 == found->second.p90)
        return "";
    return fmt::format("P10 {} \xc2\xb7 P50 {} \xc2\xb7 P90 {}",
                       short_value(found->second.p10, metric.unit),
                       short_value(found->second.p50, metric.unit),
                       short_value(found->second.p90, metric.unit));
}

TornadoChart tornado_chart(const Metric& metric,
                           std::span<const TornadoBar> bars,
                           std::size_t most) {
    TornadoChart chart;
    chart.title = "What moves " + metric.path;
    // What follows is told where there is room for it: an axis cuts its title.
    chart.value = {
        metric.meaning.substr(0, metric.meaning.find(';')), metric.unit, AxisScale::linear};
    chart.base = bars.empty() ? 0.0 : bars.front().now;
    for (const TornadoBar& bar : bars.first(std::min(most, bars.size()))) {
        chart.bars.push_back({bar.path,
                              significant(bar.input_low),
                              significant(bar.input_high),
                              bar.at_low,
                              bar.at_high});
    }
    return chart;
}

std::optional<MetricRange> run_range(const MetricRanges& ranges,
                                     const std::vector<OfferRanges>& offers,
                                     const WayToPay& way) {
    const auto found_in = [](const auto& all, const char* path) {
        const auto found = all.find(path);
        return found == all.end() ? std::nullopt : std::optional<MetricRange>(found->second);
    };
    if (!way.offer)
        return found_in(ranges, "cost.on_prem.total_usd");
    return *way.offer < offers.size() ? found_in(offers[*way.offer], "total_usd") : std::nullopt;
}

BoxChart ways_chart(const std::vector<WayToPay>& ways, const Doubt& doubt) {
    BoxChart chart;
    chart.title = "What this run comes to, by way of paying";
    chart.value = {"bill of this run", "USD", AxisScale::linear};
    for (const WayToPay& way : ways) {
        const auto range = run_range(doubt.ranges, doubt.offers, way);
        const double none = std::numeric_limits<double>::quiet_NaN();
        chart.items.push_back({way.name,
                               range ? range->p10 : none,
                               range ? range->p50 : none,
                               range ? range->p90 : none,
                               way.run.in(units::usd),
                               colour_of(way)});
    }
    return chart;
}

namespace {

/// None where nine draws of ten never come to it, or nothing is in doubt.
std::optional<ChartBand> doubt_band(std::size_t series, const MetricRange& range) {
    if (!std::isfinite(range.p10) || range.p10 == range.p90)
        return std::nullopt;
    const std::string to =
        std::isfinite(range.p90) ? fmt::format("\xe2\x80\x93{:.0f}", range.p90) : " on";
    return ChartBand{
        range.p10, range.p90, series, fmt::format("P10\xe2\x80\x93P90 {:.0f}{}", range.p10, to)};
}

}  // namespace

LineChart spending_chart(const std::string& title,
                         const std::vector<WayToPay>& ways,
                         std::span<const std::optional<MetricRange>> payback) {
    LineChart chart;
    chart.title = title;
    chart.x = {"month", "", AxisScale::linear};
    chart.y = {"spent so far, after tax", "USD", AxisScale::linear};
    chart.dots = false;
    const ChartSeries* own = nullptr;
    for (const WayToPay& way : ways) chart.series.push_back(spending(way));
    for (std::size_t i = 0; i < ways.size(); ++i) {
        if (!ways[i].offer)
            own = &chart.series[i];
    }
    for (std::size_t i = 0; own != nullptr && i < ways.size(); ++i) {
        std::vector<ChartMark> found =
            ways[i].offer ? crossings(*own, chart.series[i]) : std::vector<ChartMark>{};
        for (ChartMark& mark : found) {
            mark.series = i;
            chart.marks.push_back(std::move(mark));
        }
        if (!ways[i].offer || *ways[i].offer >= payback.size() || !payback[*ways[i].offer])
            continue;
        if (auto band = doubt_band(i, *payback[*ways[i].offer]))
            chart.bands.push_back(std::move(*band));
    }
    return chart;
}

std::string made_by(const Foundations& found) {
    return fmt::format("deepwallet {} \xc2\xb7 engine {} \xc2\xb7 inputs {}",
                       found.version,
                       found.engine,
                       found.inputs);
}

}  // namespace deepwallet
