#pragma once

/// What charts have in common: the title, a legend above the plot, axes with their grid, names at
/// the side.

#include <functional>
#include <string>
#include <vector>

#include "engine/report/axis.hpp"
#include "engine/report/chart.hpp"
#include "engine/report/svg.hpp"

namespace deepwallet {

constexpr double kTextSize = 12.0;
constexpr double kRowHeight = 26.0;  ///< of a bar with its name
constexpr double kBarHeight = 16.0;

enum class LegendMark { area, line, dot, limit, front, ring };

struct LegendEntry {
    std::string name;
    std::string css_class;  ///< of the series
    LegendMark mark = LegendMark::area;
};

/// What stands above the plot.
struct ChartHead {
    std::string svg;
    double height = 0.0;
};

ChartHead chart_head(const std::string& title, const std::vector<LegendEntry>& legend);

/// What is drawn of a chart over two axes; of lines those that are joined, then what no line joins.
std::vector<ChartSeries> all_series(const LineChart& chart);
std::vector<ChartSeries> all_series(const ScatterChart& chart);

/// A plot with both axes; `svg` is all but what is drawn in it.
struct Plot {
    Box box;
    ChartAxis x;
    ChartAxis y;
    double height = 0.0;  ///< of the picture
    std::string svg;

    [[nodiscard]] ChartPoint at(ChartPoint value) const {
        return {box.left + box.width * x.share(value.x),
                box.bottom() - box.height * y.share(value.y)};
    }
};

Plot plot_of(const ChartHead& head,
             const ChartAxis& x,
             const AxisTitle& x_title,
             const ChartAxis& y,
             const AxisTitle& y_title);

/// Rows with names to the left, over one axis below them.
struct Rows {
    Box box;
    ChartAxis axis;
    double row = kRowHeight;
    double height = 0.0;  ///< of the picture
    std::string svg;

    [[nodiscard]] double x(double value) const { return box.left + box.width * axis.share(value); }
    [[nodiscard]] double middle(std::size_t i) const {
        return box.top + row * (static_cast<double>(i) + 0.5);
    }
    /// The bar from one value to another in row i.
    [[nodiscard]] Box bar(std::size_t i,
                          double from,
                          double to,
                          double thickness = kBarHeight) const;
};

/// `right` is left free beside the axis, for values.
Rows rows_of(const ChartHead& head,
             const std::vector<std::string>& names,
             const ChartAxis& axis,
             const AxisTitle& title,
             double right,
             double row = kRowHeight);

/// In the middle of a plot that shows nothing.
std::string nothing_text(const Box& box);

/// Widest of them, in pixels.
double widest_text(const std::vector<std::string>& texts);

std::string chart_picture(const std::string& title, double height, const std::string& body);

}  // namespace deepwallet
