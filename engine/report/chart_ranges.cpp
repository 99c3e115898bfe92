// Charts of how far a number moves: tornado, waterfall, box.

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/report/chart.hpp"
#include "engine/report/chart_frame.hpp"

namespace deepwallet {

namespace {

bool is_drawn(double value) { return is_drawn(value, AxisScale::linear); }

bool is_drawn(const BoxChartItem& item) {
    return is_drawn(item.p10) && is_drawn(item.p50) && is_drawn(item.p90);
}

/// A line across a row.
std::string across(
    const Rows& rows, std::size_t i, double value, double height, const char* css_class) {
    const double x = rows.x(value);
    const double y = rows.middle(i);
    return svg_line({x, y - height / 2.0}, {x, y + height / 2.0}, css_class);
}

std::string upright(const Rows& rows, double value, const char* css_class) {
    const double x = rows.x(value);
    return svg_line({x, rows.box.top}, {x, rows.box.bottom()}, css_class);
}

std::string tornado_end(const TornadoChart& chart, const Rows& rows, std::size_t i, bool low) {
    const TornadoChartBar& bar = chart.bars[i];
    const double end = low ? bar.at_low : bar.at_high;
    if (!is_drawn(end) || !is_drawn(chart.base) || end == chart.base)
        return "";
    return svg_rect(
        rows.bar(i, chart.base, end),
        "area " + series_class(low ? 0 : 1),
        bar.name + " at " + (low ? bar.low : bar.high) + ": " + value_label(end, chart.value.unit));
}

/// The longer end first: on the same side, the shorter one stands in front of it.
std::string tornado_bar(const TornadoChart& chart, const Rows& rows, std::size_t i) {
    const TornadoChartBar& bar = chart.bars[i];
    const bool low_is_longer =
        std::abs(bar.at_low - chart.base) >= std::abs(bar.at_high - chart.base);
    return tornado_end(chart, rows, i, low_is_longer) + tornado_end(chart, rows, i, !low_is_longer);
}

std::vector<double> values_of(const TornadoChart& chart) {
    std::vector<double> out = {chart.base};
    for (const TornadoChartBar& bar : chart.bars) out.insert(out.end(), {bar.at_low, bar.at_high});
    return out;
}

/// The names, and what the inputs go through.
std::vector<std::string> names_of(const TornadoChart& chart) {
    std::vector<std::string> out;
    for (const TornadoChartBar& bar : chart.bars) out.push_back(bar.name);
    return out;
}

std::vector<std::string> spans_of(const TornadoChart& chart) {
    std::vector<std::string> out;
    for (const TornadoChartBar& bar : chart.bars) out.push_back(bar.low + " to " + bar.high);
    return out;
}

/// Where each step begins; one more for the end.
std::vector<double> levels(const WaterfallChart& chart) {
    std::vector<double> out = {chart.from};
    for (const double step : chart.steps) out.push_back(out.back() + (is_drawn(step) ? step : 0.0));
    return out;
}

/// Steps that are small beside the whole are seen on an axis that leaves zero out; it says so.
bool is_cut(const std::vector<double>& level) {
    constexpr double kSmall = 0.3;
    const auto [low, high] = std::minmax_element(level.begin(), level.end());
    return *low * *high > 0.0 && *high - *low > 0.0 &&
           *high - *low < kSmall * std::max(std::abs(*low), std::abs(*high));
}

/// Totals begin at zero, or at the end of an axis that has none.
double ground(const ChartAxis& axis) { return std::clamp(0.0, axis.low, axis.high); }

std::string signed_label(double value, const std::string& unit) {
    return (value > 0.0 ? "+" : "") + value_label(value, unit);
}

std::string waterfall_row(const Rows& rows,
                          std::size_t i,
                          double from,
                          double to,
                          const std::string& css_class,
                          const std::string& label) {
    const Box box = rows.bar(i, from, to);
    return svg_rect(box, css_class) +
           svg_text({box.right() + 5.0, rows.middle(i) + 4.0}, Anchor::start, label, "value");
}

std::string box_label(const BoxChartItem& item, const std::string& unit) {
    return item.name + ": P10 " + value_label(item.p10, unit) + ", P50 " +
           value_label(item.p50, unit) + ", P90 " + value_label(item.p90, unit);
}

std::string box_row(const BoxChart& chart, const Rows& rows, std::size_t i) {
    const BoxChartItem& item = chart.items[i];
    std::string out;
    double right = 0.0;
    if (is_drawn(item)) {
        const Box box = rows.bar(i, item.p10, item.p90);
        right = box.right();
        out += svg_rect(box, "area " + series_class(4), box_label(item, chart.value.unit)) +
               across(rows, i, item.p50, kBarHeight, "notch");
    }
    if (item.likeliest && is_drawn(*item.likeliest)) {
        const double x = rows.x(*item.likeliest);
        right = std::max(right, x + 4.0);
        out += svg_circle({x, rows.middle(i)}, 4.0, "dot " + series_class(1));
    }
    const double value = is_drawn(item) ? item.p50 : item.likeliest.value_or(item.p50);
    return right == 0.0 ? out
                        : out + svg_text({right + 6.0, rows.middle(i) + 4.0},
                                         Anchor::start,
                                         value_label(value, chart.value.unit),
                                         "value");
}

std::vector<double> values_of(const BoxChart& chart) {
    std::vector<double> out;
    for (const BoxChartItem& item : chart.items) {
        if (is_drawn(item))
            out.insert(out.end(), {item.p10, item.p50, item.p90});
        if (item.likeliest && is_drawn(*item.likeliest))
            out.push_back(*item.likeliest);
    }
    return out;
}

double widest_value(const std::vector<double>& values, const std::string& unit) {
    std::vector<std::string> texts;
    for (const double value : values) texts.push_back(signed_label(value, unit));
    return widest_text(texts) + 8.0;
}

}  // namespace

std::string to_svg(const TornadoChart& chart) {
    const std::vector<std::string> spans = spans_of(chart);
    const Rows rows = rows_of(chart_head(chart.title,
                                         {{"input at its low end", series_class(0)},
                                          {"at its high end", series_class(1)},
                                          {"as it is", "", LegendMark::limit}}),
                              names_of(chart),
                              axis_over(values_of(chart), chart.value),
                              chart.value,
                              std::min(150.0, widest_text(spans)) + 8.0);
    std::string body = rows.svg;
    for (std::size_t i = 0; i < chart.bars.size(); ++i) {
        body +=
            tornado_bar(chart, rows, i) + svg_text({rows.box.right() + 8.0, rows.middle(i) + 4.0},
                                                   Anchor::start,
                                                   fitted_text(spans[i], 150.0, kTextSize),
                                                   "soft");
    }
    if (chart.bars.empty() || !is_drawn(chart.base))
        body += nothing_text(rows.box);
    else
        body += upright(rows, chart.base, "limit");
    return chart_picture(chart.title, rows.height, body);
}

std::string to_svg(const WaterfallChart& chart) {
    const std::vector<double> level = levels(chart);
    std::vector<std::string> names = {chart.from_name};
    names.insert(names.end(), chart.names.begin(), chart.names.end());
    names.push_back(chart.to_name);
    names.resize(chart.steps.size() + 2, chart.to_name);
    std::vector<double> labels = level;
    labels.insert(labels.end(), chart.steps.begin(), chart.steps.end());
    AxisTitle title = chart.value;
    const bool cut = is_cut(level);
    if (cut)
        title.label += " (the axis does not begin at 0)";
    const Rows rows = rows_of(
        chart_head(
            chart.title,
            {{"more", series_class(1)}, {"less", series_class(2)}, {"all", series_class(0)}}),
        names,
        axis_over(level, title, !cut),
        title,
        widest_value(labels, chart.value.unit));
    if (!is_drawn(level.front()) || !is_drawn(level.back()))
        return chart_picture(chart.title, rows.height, rows.svg + nothing_text(rows.box));
    const std::string& unit = chart.value.unit;
    std::string body =
        rows.svg +
        waterfall_row(
            rows, 0, ground(rows.axis), chart.from, "area s0", value_label(chart.from, unit));
    for (std::size_t i = 0; i < chart.steps.size(); ++i) {
        const double step = level[i + 1] - level[i];
        body += waterfall_row(rows,
                              i + 1,
                              level[i],
                              level[i + 1],
                              step > 0.0 ? "area s1" : "area s2",
                              signed_label(step, unit));
    }
    body += waterfall_row(rows,
                          chart.steps.size() + 1,
                          ground(rows.axis),
                          level.back(),
                          "area s0",
                          value_label(level.back(), unit));
    return chart_picture(chart.title, rows.height, body);
}

std::string to_svg(const BoxChart& chart) {
    std::vector<std::string> names;
    for (const BoxChartItem& item : chart.items) names.push_back(item.name);
    const std::vector<double> values = values_of(chart);
    const Rows rows =
        rows_of(chart_head(chart.title,
                           {{"P10 to P90, with P50", series_class(4)},
                            {"of the values in use", series_class(1), LegendMark::dot}}),
                names,
                axis_over(values, chart.value, true),
                chart.value,
                widest_value(values, chart.value.unit));
    std::string body = rows.svg;
    for (std::size_t i = 0; i < chart.items.size(); ++i) body += box_row(chart, rows, i);
    if (values.empty())
        body += nothing_text(rows.box);
    return chart_picture(chart.title, rows.height, body);
}

}  // namespace deepwallet
