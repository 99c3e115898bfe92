#include "engine/report/chart_frame.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/report/chart.hpp"

namespace deepwallet {

namespace {

constexpr double kMargin = 10.0;
constexpr double kTitleHeight = 30.0;
constexpr double kTitleSize = 15.0;
constexpr double kLegendLine = 20.0;
constexpr double kLegendMark = 26.0;  // with the gap to its name
constexpr double kLegendGap = 18.0;
constexpr double kPlotHeight = 300.0;
constexpr double kAxisHeight = 48.0;  // tick labels and title below a plot
constexpr double kMostNames = 230.0;
constexpr double kBaseline = 4.0;  // from a line's middle to where its letters stand

std::string legend_mark(const LegendEntry& entry, double x, double y) {
    const ChartPoint from{x, y};
    const ChartPoint to{x + 18.0, y};
    switch (entry.mark) {
        case LegendMark::area:
            return svg_rect({x + 2.0, y - 6.0, 14.0, 12.0}, "area " + entry.css_class);
        case LegendMark::line:
            return svg_polyline({from, to}, "trace " + entry.css_class);
        case LegendMark::dot:
            return svg_circle({x + 9.0, y}, 4.0, "dot " + entry.css_class);
        case LegendMark::limit:
            return svg_line(from, to, "limit");
        case LegendMark::front:
            return svg_polyline({from, to}, "front");
        case LegendMark::ring:
            return svg_circle({x + 9.0, y}, 5.0, "ring");
    }
    return "";
}

/// Labels of ticks that have room, from the first one on.
std::vector<bool> shown_labels(const ChartAxis& axis, double width) {
    std::vector<bool> shown;
    double free_from = -1e9;
    for (const AxisTick& tick : axis.ticks) {
        const double half = text_width(tick.label, kTextSize) / 2.0;
        const double at = width * axis.share(tick.value);
        shown.push_back(at - half >= free_from);
        if (shown.back())
            free_from = at + half + 6.0;
    }
    return shown;
}

/// Grid lines upward from a horizontal axis, its tick labels and its title below it.
std::string horizontal_axis(const Box& box, const ChartAxis& axis, const AxisTitle& title) {
    std::string out;
    const std::vector<bool> shown = shown_labels(axis, box.width);
    for (std::size_t i = 0; i < axis.ticks.size(); ++i) {
        const double x = box.left + box.width * axis.share(axis.ticks[i].value);
        out += svg_line({x, box.top}, {x, box.bottom()}, "grid");
        if (shown[i])
            out += svg_text({x, box.bottom() + 17.0}, Anchor::middle, axis.ticks[i].label, "tick");
    }
    return out + svg_text({box.left + box.width / 2.0, box.bottom() + 37.0},
                          Anchor::middle,
                          fitted_text(title_text(title), box.width, kTextSize),
                          "soft");
}

std::string vertical_axis(const Box& box, const ChartAxis& axis, const AxisTitle& title) {
    std::string out;
    for (const AxisTick& tick : axis.ticks) {
        const double y = box.bottom() - box.height * axis.share(tick.value);
        out += svg_line({box.left, y}, {box.right(), y}, "grid");
        out += svg_text({box.left - 8.0, y + kBaseline}, Anchor::end, tick.label, "tick");
    }
    const double middle = box.top + box.height / 2.0;
    const std::string text = fitted_text(title_text(title), box.height, kTextSize);
    return out + fmt::format("<g transform=\"rotate(-90 {0} {1})\">\n{2}</g>\n",
                             pixels(18.0),
                             pixels(middle),
                             svg_text({18.0, middle}, Anchor::middle, text, "soft"));
}

std::string frame(const Box& box) {
    return svg_line({box.left, box.bottom()}, {box.right(), box.bottom()}, "axis") +
           svg_line({box.left, box.top}, {box.left, box.bottom()}, "axis");
}

std::vector<std::string> labels_of(const ChartAxis& axis) {
    std::vector<std::string> out;
    for (const AxisTick& tick : axis.ticks) out.push_back(tick.label);
    return out;
}

}  // namespace

double widest_text(const std::vector<std::string>& texts) {
    double width = 0.0;
    for (const std::string& text : texts) width = std::max(width, text_width(text, kTextSize));
    return width;
}

ChartHead chart_head(const std::string& title, const std::vector<LegendEntry>& legend) {
    ChartHead head;
    const double room = kChartWidth - 2.0 * kMargin;
    head.svg = svg_text(
        {kMargin, 20.0}, Anchor::start, fitted_text(title, room / 1.1, kTitleSize), "head");
    double x = kMargin;
    double y = kTitleHeight + kLegendLine / 2.0;
    for (const LegendEntry& entry : legend) {
        const std::string name = fitted_text(entry.name, room - kLegendMark, kTextSize);
        const double width = kLegendMark + text_width(name, kTextSize);
        if (x > kMargin && x + width > kChartWidth - kMargin) {
            x = kMargin;
            y += kLegendLine;
        }
        head.svg += legend_mark(entry, x, y) +
                    svg_text({x + kLegendMark, y + kBaseline}, Anchor::start, name, "legend");
        x += width + kLegendGap;
    }
    head.height = legend.empty() ? kTitleHeight + 8.0 : y + kLegendLine / 2.0 + 10.0;
    return head;
}

Plot plot_of(const ChartHead& head,
             const ChartAxis& x,
             const AxisTitle& x_title,
             const ChartAxis& y,
             const AxisTitle& y_title) {
    // Half of the last tick's label stands right of the plot.
    const double left = 36.0 + widest_text(labels_of(y));
    const double right =
        12.0 + (x.ticks.empty() ? 0.0 : text_width(x.ticks.back().label, kTextSize) / 2.0);
    Plot plot{{left, head.height, kChartWidth - left - right, kPlotHeight}, x, y, 0.0, ""};
    plot.height = plot.box.bottom() + kAxisHeight;
    plot.svg = head.svg + horizontal_axis(plot.box, x, x_title) +
               vertical_axis(plot.box, y, y_title) + frame(plot.box);
    return plot;
}

Box Rows::bar(std::size_t i, double from, double to, double thickness) const {
    const double left = std::min(x(from), x(to));
    return {left, middle(i) - thickness / 2.0, std::max(x(from), x(to)) - left, thickness};
}

Rows rows_of(const ChartHead& head,
             const std::vector<std::string>& names,
             const ChartAxis& axis,
             const AxisTitle& title,
             double right,
             double row) {
    const double name_width = std::min(kMostNames, widest_text(names));
    const double left = std::max(2.0 * kMargin + name_width, 3.0 * kMargin);
    const double last =
        axis.ticks.empty() ? 0.0 : text_width(axis.ticks.back().label, kTextSize) / 2.0;
    const double free_right = std::max(right, last) + kMargin;
    const double height = row * static_cast<double>(std::max<std::size_t>(1, names.size()));
    Rows rows{{left, head.height, kChartWidth - left - free_right, height}, axis, row, 0.0, ""};
    rows.height = rows.box.bottom() + kAxisHeight;
    rows.svg = head.svg + horizontal_axis(rows.box, axis, title) + frame(rows.box);
    for (std::size_t i = 0; i < names.size(); ++i) {
        rows.svg += svg_text({left - 8.0, rows.middle(i) + kBaseline},
                             Anchor::end,
                             fitted_text(names[i], name_width + 0.1, kTextSize),
                             "name");
    }
    return rows;
}

std::string nothing_text(const Box& box) {
    return svg_text({box.left + box.width / 2.0, box.top + box.height / 2.0 + kBaseline},
                    Anchor::middle,
                    "nothing to draw",
                    "soft nothing");
}

std::string chart_picture(const std::string& title, double height, const std::string& body) {
    return svg_picture(kChartWidth, height, title, body);
}

}  // namespace deepwallet
