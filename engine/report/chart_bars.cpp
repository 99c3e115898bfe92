// Horizontal bars from zero: stacked, grouped, ranked.

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "engine/report/chart.hpp"
#include "engine/report/chart_frame.hpp"

namespace deepwallet {

namespace {

bool is_part(double size) { return is_drawn(size, AxisScale::linear) && size > 0.0; }

double part(const StackedChart& chart, std::size_t bar, std::size_t p) {
    const auto& sizes = chart.sizes;
    const double size = bar < sizes.size() && p < sizes[bar].size() ? sizes[bar][p] : 0.0;
    return is_part(size) ? size : 0.0;
}

double whole(const StackedChart& chart, std::size_t bar) {
    double sum = 0.0;
    for (std::size_t p = 0; p < chart.parts.size(); ++p) sum += part(chart, bar, p);
    return sum;
}

std::vector<double> wholes(const StackedChart& chart) {
    std::vector<double> out;
    for (std::size_t i = 0; i < chart.bars.size(); ++i) out.push_back(whole(chart, i));
    return out;
}

/// Parts that no bar has are not in the legend.
std::vector<LegendEntry> legend_of(const StackedChart& chart) {
    std::vector<LegendEntry> out;
    for (std::size_t p = 0; p < chart.parts.size(); ++p) {
        bool found = false;
        for (std::size_t i = 0; i < chart.bars.size(); ++i)
            found = found || part(chart, i, p) > 0.0;
        if (found)
            out.push_back({chart.parts[p], series_class(p), LegendMark::area});
    }
    if (chart.limit)
        out.push_back({chart.limit_name, "", LegendMark::limit});
    return out;
}

/// Letters on the colour of a series, in the one of black and white that can be read there.
const char* letters_on(std::size_t place) { return place == 0 ? "on-dark" : "on-light"; }

std::string stacked_bar(const StackedChart& chart, const Rows& rows, std::size_t i) {
    std::string out;
    double from = 0.0;
    const double all = whole(chart, i);
    for (std::size_t p = 0; p < chart.parts.size(); ++p) {
        const double size = part(chart, i, p);
        if (size == 0.0)
            continue;
        const Box box = rows.bar(i, from, from + size, rows.row - 8.0);
        const std::string share = fmt::format("{:.0f} %", 100.0 * size / all);
        out += svg_rect(box,
                        "area " + series_class(p),
                        chart.parts[p] + ": " + value_label(size, chart.value.unit) + ", " + share);
        if (text_width(share, kTextSize) + 4.0 < box.width && p < 6)
            out += svg_text({box.left + box.width / 2.0, rows.middle(i) + 4.0},
                            Anchor::middle,
                            share,
                            letters_on(p));
        from += size;
    }
    return out;
}

/// Values of a bar chart by series, in the order in which they are drawn.
struct BarValues {
    std::vector<std::string> names;
    std::vector<std::vector<double>> values;  ///< by series
};

BarValues bar_values(const BarChart& chart) {
    const auto value = [&](std::size_t s, std::size_t i) {
        const auto& points = chart.series[s].points;
        return i < points.size() && is_drawn(points[i].y, AxisScale::linear)
                   ? std::optional<double>(points[i].y)
                   : std::nullopt;
    };
    std::vector<std::size_t> order(chart.names.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (chart.ranked && !chart.series.empty()) {
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return value(0, a).value_or(-1e101) > value(0, b).value_or(-1e101);
        });
    }
    BarValues out;
    out.values.resize(chart.series.size());
    for (const std::size_t i : order) {
        out.names.push_back(chart.names[i]);
        for (std::size_t s = 0; s < chart.series.size(); ++s)
            out.values[s].push_back(value(s, i).value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    return out;
}

std::vector<double> all_of(const BarValues& bars) {
    std::vector<double> out;
    for (const auto& values : bars.values) out.insert(out.end(), values.begin(), values.end());
    return out;
}

double widest_value(const std::vector<double>& values, const std::string& unit) {
    std::vector<std::string> texts;
    for (const double value : values) texts.push_back(value_label(value, unit));
    return widest_text(texts) + 6.0;
}

/// Its value stands right of it, also of one below zero.
std::string bar_with_value(const Box& box,
                           double value,
                           const std::string& css_class,
                           const std::string& unit) {
    return svg_rect(box, css_class) +
           svg_text({box.right() + 5.0, box.top + box.height / 2.0 + 4.0},
                    Anchor::start,
                    value_label(value, unit),
                    "value");
}

std::vector<LegendEntry> legend_of(const BarChart& chart) {
    std::vector<LegendEntry> out;
    for (std::size_t s = 0; s < chart.series.size() && chart.series.size() > 1; ++s)
        out.push_back({chart.series[s].name, series_class(s), LegendMark::area});
    return out;
}

}  // namespace

std::string to_svg(const StackedChart& chart) {
    std::vector<double> values = wholes(chart);
    if (chart.limit)
        values.push_back(*chart.limit);
    const std::vector<double> sums = wholes(chart);
    const Rows rows = rows_of(chart_head(chart.title, legend_of(chart)),
                              chart.bars,
                              axis_over(values, chart.value, true),
                              chart.value,
                              0.0,
                              34.0);
    std::string body = rows.svg;
    for (std::size_t i = 0; i < chart.bars.size(); ++i) body += stacked_bar(chart, rows, i);
    if (std::none_of(sums.begin(), sums.end(), is_part))
        body += nothing_text(rows.box);
    if (chart.limit && is_part(*chart.limit)) {
        const double x = rows.x(*chart.limit);
        body += svg_line({x, rows.box.top}, {x, rows.box.bottom()}, "limit");
    }
    return chart_picture(chart.title, rows.height, body);
}

std::string to_svg(const BarChart& chart) {
    const BarValues bars = bar_values(chart);
    const std::vector<double> values = all_of(bars);
    const double count = static_cast<double>(std::max<std::size_t>(1, chart.series.size()));
    const double height = count > 1.0 ? 14.0 : kBarHeight;
    const Rows rows = rows_of(chart_head(chart.title, legend_of(chart)),
                              bars.names,
                              axis_over(values, chart.value, true),
                              chart.value,
                              widest_value(values, chart.value.unit),
                              height * count + 8.0);
    std::string body = rows.svg;
    bool empty = true;
    for (std::size_t i = 0; i < bars.names.size(); ++i) {
        for (std::size_t s = 0; s < chart.series.size(); ++s) {
            const double value = bars.values[s][i];
            if (!is_drawn(value, AxisScale::linear))
                continue;
            empty = false;
            Box box = rows.bar(i, 0.0, value, height);
            box.top += height * (static_cast<double>(s) - (count - 1.0) / 2.0);
            body += bar_with_value(box, value, "area " + series_class(s), chart.value.unit);
        }
    }
    if (empty)
        body += nothing_text(rows.box);
    return chart_picture(chart.title, rows.height, body);
}

}  // namespace deepwallet
