#pragma once

/// Axes: which part of the numbers is shown, where a value lies in it, and ticks at numbers that
/// people name, with readable prefixes: $20 M, 3 MW, 40 s.

#include <span>
#include <string>
#include <vector>

namespace deepwallet {

enum class AxisScale { linear, logarithmic };

/// What an axis is of.
struct AxisTitle {
    std::string label;
    std::string unit;
    AxisScale scale = AxisScale::linear;
};

/// Its label with the unit, where ticks do not say it.
std::string title_text(const AxisTitle& title);

struct AxisTick {
    double value = 0.0;
    std::string label;
};

struct ChartAxis {
    double low = 0.0;
    double high = 1.0;
    AxisScale scale = AxisScale::linear;
    std::vector<AxisTick> ticks;  ///< within it, ascending

    /// 0 at its lower end, 1 at its upper one.
    [[nodiscard]] double share(double value) const;
};

/// Can it be drawn? Finite, no larger than 1e100 and, but for zero, no smaller than 1e-100 in size;
/// above zero on a logarithmic axis.
bool is_drawn(double value, AxisScale scale);

/// Over all values that can be drawn. Linear ones end at ticks, and hold zero where asked or where
/// it is near; logarithmic ones end a little beyond the values. Around a value that stands alone;
/// from 0 to 1, or 1 to 10, where there is none.
ChartAxis axis_over(std::span<const double> values, const AxisTitle& title, bool from_zero = false);

/// This part and no more, `low` below `high`, with ticks within: of an axis that was zoomed.
ChartAxis axis_within(double low, double high, const AxisTitle& title);

/// A value by itself, with its unit: $98.4 M, 3.10 MW, 44.4 s, 1,646 MWh.
std::string value_label(double value, const std::string& unit);

}  // namespace deepwallet
