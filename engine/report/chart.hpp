#pragma once

/// Charts as plain values, and their SVG: the same bytes for the same chart. What is not a number
/// that can be drawn is left out; a chart of nothing is an empty one that says so. Colours are CSS
/// classes, which `chart_style` describes.

#include <optional>
#include <string>
#include <vector>

#include "engine/report/axis.hpp"
#include "engine/report/svg.hpp"

namespace deepwallet {

constexpr double kChartWidth = 640.0;

struct ChartSeries {
    std::string name;
    std::vector<ChartPoint> points;
    std::optional<std::size_t> colour = {};  ///< place of its colour; its own place where none
};

inline std::size_t colour_at(const std::vector<ChartSeries>& all, std::size_t place) {
    return all[place].colour.value_or(place);
}

/// A point that is pointed at.
struct ChartMark {
    ChartPoint at;
    std::string label;
    std::size_t series = 0;  ///< that it is of, where it is of one
};

/// A span of the lower axis, in the colour of a series; one that has no end goes on to that of the
/// axis.
struct ChartBand {
    double from = 0.0;
    double to = 0.0;
    std::size_t series = 0;
    std::string label;
};

/// Points of a series are joined in their order.
struct LineChart {
    std::string title;
    AxisTitle x;
    AxisTitle y;
    std::vector<ChartSeries> series;
    std::vector<ChartMark> marks;
    bool dots = true;                     ///< at the points
    std::vector<ChartSeries> loose = {};  ///< whose points no line joins
    std::vector<ChartBand> bands = {};
};

struct ScatterChart {
    std::string title;
    AxisTitle x;
    AxisTitle y;
    std::vector<ChartSeries> series;
    std::vector<ChartPoint> front;  ///< points of the Pareto front, by x; a step line joins them
    std::vector<ChartMark> marks;
};

/// Parts of a whole, one bar a whole.
struct StackedChart {
    std::string title;
    AxisTitle value;
    std::vector<std::string> bars;
    std::vector<std::string> parts;
    std::vector<std::vector<double>> sizes;  ///< by bar, then by part; none below zero
    std::optional<double> limit;             ///< what a whole must not exceed
    std::string limit_name;
};

/// Horizontal bars from zero; several series stand together under each name.
struct BarChart {
    std::string title;
    AxisTitle value;
    std::vector<std::string> names;
    std::vector<ChartSeries> series;  ///< y of point i is of name i; x is not read
    bool ranked = false;              ///< by the first series, largest first
};

/// A value for each of x times y.
struct HeatMap {
    std::string title;
    AxisTitle x;
    AxisTitle y;
    AxisTitle value;
    std::vector<std::string> columns;
    std::vector<std::string> rows;           ///< the first at the bottom
    std::vector<std::vector<double>> cells;  ///< by row, then by column; NaN is an empty one
    std::optional<std::size_t> marked_row;   ///< the cell that is pointed at
    std::optional<std::size_t> marked_column;
};

/// "#rrggbb" of a share from 0 to 1 of a heat map's values. Cividis, which looks alike with and
/// without colour-vision deficiency (Nuñez, Anderton and Renslow 2018).
std::string heat_colour(double share);

struct TornadoChartBar {
    std::string name;
    std::string low;  ///< of the input
    std::string high;
    double at_low = 0.0;
    double at_high = 0.0;
};

/// What each input does to one number; ends on the same side of it are drawn one in the other.
struct TornadoChart {
    std::string title;
    AxisTitle value;
    double base = 0.0;
    std::vector<TornadoChartBar> bars;
};

/// From one number to another, step by step.
struct WaterfallChart {
    std::string title;
    AxisTitle value;
    std::string from_name;
    double from = 0.0;
    std::string to_name;
    std::vector<std::string> names;
    std::vector<double> steps;
};

struct BoxChartItem {
    std::string name;
    double p10 = 0.0;
    double p50 = 0.0;
    double p90 = 0.0;
    std::optional<double> likeliest;  ///< the answer of the values in use
    std::size_t colour = 0;           ///< its place, where items have colours
};

/// From P10 to P90, with a line at P50.
struct BoxChart {
    std::string title;
    AxisTitle value;
    std::vector<BoxChartItem> items;
};

std::string to_svg(const LineChart& chart);
std::string to_svg(const ScatterChart& chart);
std::string to_svg(const StackedChart& chart);
std::string to_svg(const BarChart& chart);
std::string to_svg(const HeatMap& chart);
std::string to_svg(const TornadoChart& chart);
std::string to_svg(const WaterfallChart& chart);
std::string to_svg(const BoxChart& chart);

}  // namespace deepwallet
