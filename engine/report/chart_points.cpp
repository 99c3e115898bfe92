// Charts over two axes: lines, and points with their Pareto front.

#include <algorithm>
#include <cmath>

#include "engine/report/chart.hpp"
#include "engine/report/chart_frame.hpp"

namespace deepwallet {

namespace {

constexpr double kDot = 3.5;

bool is_drawn(const ChartPoint& p, const AxisTitle& x, const AxisTitle& y) {
    return is_drawn(p.x, x.scale) && is_drawn(p.y, y.scale);
}

template <class Chart>
std::vector<ChartPoint> drawn(const Chart& chart, const std::vector<ChartPoint>& points) {
    std::vector<ChartPoint> out;
    std::copy_if(points.begin(), points.end(), std::back_inserter(out), [&](const ChartPoint& p) {
        return is_drawn(p, chart.x, chart.y);
    });
    return out;
}

/// All points of a chart that are drawn, by one of their coordinates.
template <class Chart>
std::vector<double> coordinates(const Chart& chart, double ChartPoint::*side) {
    std::vector<double> out;
    for (const ChartSeries& series : all_series(chart)) {
        for (const ChartPoint& p : drawn(chart, series.points)) out.push_back(p.*side);
    }
    return out;
}

std::string point_hint(const ChartPoint& p,
                       const std::string& name,
                       const AxisTitle& x,
                       const AxisTitle& y) {
    return (name.empty() ? "" : name + ": ") + y.label + " " + value_label(p.y, y.unit) + " at " +
           x.label + " " + value_label(p.x, x.unit);
}

template <class Chart>
std::string dots(const Chart& chart,
                 const Plot& plot,
                 const ChartSeries& series,
                 std::size_t colour) {
    std::string out;
    for (const ChartPoint& p : drawn(chart, series.points)) {
        out += svg_circle(plot.at(p),
                          kDot,
                          "dot " + series_class(colour),
                          point_hint(p, series.name, chart.x, chart.y));
    }
    return out;
}

std::vector<ChartPoint> placed(const Plot& plot, const std::vector<ChartPoint>& points) {
    std::vector<ChartPoint> out;
    for (const ChartPoint& p : points) out.push_back(plot.at(p));
    return out;
}

/// Beside its point, inside the plot and clear of the labels before it; none where there is no such
/// place.
std::string mark_label(const Plot& plot,
                       ChartPoint at,
                       const std::string& text,
                       std::vector<Box>& taken) {
    const double width = text_width(text, kTextSize);
    constexpr double kHeight = 14.0;
    constexpr double kGap = 9.0;
    for (const double dy : {-12.0, 14.0, -27.0, 29.0, -42.0, 44.0}) {
        for (const bool right : {true, false}) {
            const double left = right ? at.x + kGap : at.x - kGap - width;
            const Box box{left, at.y + dy - kHeight / 2.0, width, kHeight};
            const bool inside = box.left >= plot.box.left + 2.0 &&
                                box.right() <= kChartWidth - 4.0 && box.top >= plot.box.top &&
                                box.bottom() <= plot.box.bottom();
            if (!inside || std::any_of(taken.begin(), taken.end(), [&](const Box& other) {
                    return other.overlaps(box);
                }))
                continue;
            taken.push_back(box);
            return svg_text({left, box.top + 11.0}, Anchor::start, text, "mark");
        }
    }
    return "";
}

template <class Chart>
std::string marks(const Chart& chart, const Plot& plot) {
    std::string out;
    std::vector<Box> taken;
    for (const ChartMark& mark : chart.marks) {
        if (!is_drawn(mark.at, chart.x, chart.y))
            continue;
        const ChartPoint at = plot.at(mark.at);
        out += svg_circle(at, 7.0, "ring", mark.label) + mark_label(plot, at, mark.label, taken);
    }
    return out;
}

template <class Chart>
std::vector<LegendEntry> legend_of(const Chart& chart, LegendMark mark) {
    std::vector<LegendEntry> out;
    if (chart.series.size() == 1 && chart.series.front().name.empty())
        return out;
    for (std::size_t i = 0; i < chart.series.size(); ++i)
        out.push_back({chart.series[i].name, series_class(colour_at(chart.series, i)), mark});
    return out;
}

template <class Chart>
Plot plot_for(const Chart& chart, const std::vector<LegendEntry>& legend) {
    return plot_of(chart_head(chart.title, legend),
                   axis_over(coordinates(chart, &ChartPoint::x), chart.x),
                   chart.x,
                   axis_over(coordinates(chart, &ChartPoint::y), chart.y),
                   chart.y);
}

template <class Chart>
bool is_empty(const Chart& chart) {
    return coordinates(chart, &ChartPoint::x).empty();
}

/// Along x first, then along y: what no point of the front reaches lies beyond the corners.
std::vector<ChartPoint> steps(const std::vector<ChartPoint>& points) {
    std::vector<ChartPoint> out;
    for (const ChartPoint& p : points) {
        if (!out.empty())
            out.push_back({p.x, out.back().y});
        out.push_back(p);
    }
    return out;
}

}  // namespace

namespace {

/// Behind the lines, cut to the plot.
std::string band_svg(const Plot& plot, const ChartBand& band, std::size_t colour) {
    const double left = std::clamp(plot.x.share(band.from), 0.0, 1.0);
    const double right = std::isfinite(band.to) ? std::clamp(plot.x.share(band.to), 0.0, 1.0) : 1.0;
    if (!(right > left))
        return "";
    return svg_rect({plot.box.left + left * plot.box.width,
                     plot.box.top,
                     (right - left) * plot.box.width,
                     plot.box.height},
                    "band " + series_class(colour),
                    band.label);
}

}  // namespace

std::vector<ChartSeries> all_series(const ScatterChart& chart) { return chart.series; }

std::vector<ChartSeries> all_series(const LineChart& chart) {
    std::vector<ChartSeries> out = chart.series;
    out.insert(out.end(), chart.loose.begin(), chart.loose.end());
    return out;
}

std::string to_svg(const LineChart& chart) {
    std::vector<LegendEntry> legend = legend_of(chart, LegendMark::line);
    for (std::size_t i = 0; i < chart.loose.size(); ++i)
        legend.push_back(
            {chart.loose[i].name, series_class(chart.series.size() + i), LegendMark::dot});
    for (const ChartBand& band : chart.bands)
        legend.push_back({band.label,
                          "band " + series_class(colour_at(chart.series, band.series)),
                          LegendMark::area});
    const Plot plot = plot_for(chart, legend);
    std::string body = plot.svg;
    for (const ChartBand& band : chart.bands)
        body += band_svg(plot, band, colour_at(chart.series, band.series));
    if (is_empty(chart))
        body += nothing_text(plot.box);
    for (std::size_t i = 0; i < chart.series.size(); ++i) {
        const std::vector<ChartPoint> points = drawn(chart, chart.series[i].points);
        body +=
            svg_polyline(placed(plot, points), "trace " + series_class(colour_at(chart.series, i)));
        if (chart.dots || points.size() == 1)
            body += dots(chart, plot, chart.series[i], colour_at(chart.series, i));
    }
    for (std::size_t i = 0; i < chart.loose.size(); ++i)
        body += dots(chart, plot, chart.loose[i], chart.series.size() + i);
    return chart_picture(chart.title, plot.height, body + marks(chart, plot));
}

std::string to_svg(const ScatterChart& chart) {
    std::vector<LegendEntry> legend = legend_of(chart, LegendMark::dot);
    if (!chart.front.empty())
        legend.push_back({"none is better in both", "", LegendMark::front});
    const Plot plot = plot_for(chart, legend);
    std::string body = plot.svg;
    if (is_empty(chart))
        body += nothing_text(plot.box);
    body += svg_polyline(placed(plot, steps(drawn(chart, chart.front))), "front");
    for (std::size_t i = 0; i < chart.series.size(); ++i)
        body += dots(chart, plot, chart.series[i], colour_at(chart.series, i));
    return chart_picture(chart.title, plot.height, body + marks(chart, plot));
}

}  // namespace deepwallet
