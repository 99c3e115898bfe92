#include "gui/widgets/result_charts.hpp"

#include <algorithm>
#include <cmath>

#include "engine/report/axis.hpp"
#include "engine/report/format.hpp"
#include "gui/path_name.hpp"
#include "gui/text.hpp"
#include "gui/widgets/result_view.hpp"

namespace deepwallet::gui {

namespace {

constexpr std::size_t kShades = 5;
constexpr std::size_t kMostLines = 8;

/// The ground is at one end of the scale: that end is left out.
QColor shade_color(std::size_t shade, bool dark) {
    constexpr double kShown = 0.75;
    const double share = kShown * static_cast<double>(shade) / static_cast<double>(kShades - 1);
    return QColor(qt(heat_colour(dark ? 1.0 - kShown + share : share)));
}

/// Its unit is told once.
std::string shade_label(double value, const ResultColumn& column) {
    return column.unit == "USD" ? value_label(value, column.unit) : significant(value);
}

/// The other inputs of a row, by which its point belongs to a line: their values, with `named` the
/// names of numbers too. A word says itself what it is of.
std::string others_of(const std::vector<const ResultColumn*>& inputs,
                      const ResultColumn& x,
                      std::size_t row,
                      bool named) {
    std::string out;
    for (const ResultColumn* column : inputs) {
        if (column == &x)
            continue;
        const std::string value = cell_text(*column, row);
        out += (out.empty() ? "" : ", ");
        out += named && !column->is_text()
                   ? (short_path_name(column->path) + " = " + value_name(column->path, value))
                         .toStdString()
                   : value;
    }
    return out;
}

/// Rows by the shade of a column's value, from its least to its greatest; what is not known has
/// none.
struct Shades {
    double low = HUGE_VAL;
    double high = -HUGE_VAL;

    explicit Shades(const ResultColumn& column) {
        for (const double value : column.numbers) {
            if (!std::isfinite(value))
                continue;
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    [[nodiscard]] std::optional<std::size_t> of(double value) const {
        if (!std::isfinite(value))
            return std::nullopt;
        const double share = high > low ? (value - low) / (high - low) : 0.5;
        return std::min(kShades - 1, static_cast<std::size_t>(share * kShades));
    }
    [[nodiscard]] double end(std::size_t shade) const {
        return low + (high - low) * static_cast<double>(shade) / kShades;
    }
};

}  // namespace

AxisTitle title_of(const ResultColumn& column) {
    return {path_name(column.path).toStdString(), column.unit, AxisScale::linear};
}

bool is_one_value(const ResultColumn& column) {
    const auto all_same = [](const auto& values) {
        return std::all_of(values.begin(), values.end(), [&](const auto& value) {
            return value == values.front() || (value != value && values.front() != values.front());
        });
    };
    return column.is_text() ? all_same(column.texts) : all_same(column.numbers);
}

std::optional<DrawnLines> lines_of(const ResultTable& all,
                                   const ResultColumn& x,
                                   const ResultColumn& y) {
    std::vector<const ResultColumn*> inputs;
    for (const ResultColumn& each : all.columns) {
        // What follows from the axis across goes along its line.
        const bool follows =
            each.role == InputRole::derived ||
            (each.role == InputRole::zip && x.role == InputRole::zip && &each != &x);
        if (each.is_input && !follows && !is_one_value(each))
            inputs.push_back(&each);
    }
    DrawnLines out;
    out.chart = {title_of(y).label, title_of(x), title_of(y), {}, {}, true};
    std::vector<std::string> of_lines;
    for (std::size_t row = 0; row < all.rows; ++row) {
        const std::string values = others_of(inputs, x, row, false);
        const auto at = std::find(of_lines.begin(), of_lines.end(), values);
        const auto series = static_cast<std::size_t>(at - of_lines.begin());
        if (at == of_lines.end()) {
            if (of_lines.size() == kMostLines)
                return std::nullopt;
            of_lines.push_back(values);
            out.chart.series.push_back({others_of(inputs, x, row, true), {}});
            out.rows.emplace_back();
        }
        out.rows[series].push_back(row);
    }
    for (std::size_t s = 0; s < out.rows.size(); ++s) {
        std::stable_sort(out.rows[s].begin(), out.rows[s].end(), [&](std::size_t a, std::size_t b) {
            return x.numbers[a] < x.numbers[b];
        });
        for (const std::size_t row : out.rows[s])
            out.chart.series[s].points.push_back({x.numbers[row], y.numbers[row]});
    }
    return out;
}

DrawnCloud cloud_of(const ResultTable& all,
                    const ResultColumn& x,
                    const ResultColumn& y,
                    const ResultColumn* third,
                    bool dark) {
    DrawnCloud out;
    ScatterChart& cloud = out.chart;
    cloud = {title_of(y).label, title_of(x), title_of(y), {}, {}, {}};
    const std::optional<Shades> shades =
        third != nullptr ? std::optional<Shades>(*third) : std::nullopt;
    if (shades) {
        cloud.title +=
            ResultView::tr(", colour: %1").arg(qt(title_text(title_of(*third)))).toStdString();
        for (std::size_t i = 0; i < kShades; ++i) {
            cloud.series.push_back({shade_label(shades->end(i), *third) + " – " +
                                        shade_label(shades->end(i + 1), *third),
                                    {}});
            out.colors << shade_color(i, dark);
        }
    } else {
        cloud.series.push_back({title_of(y).label, {}});
    }
    out.rows.resize(cloud.series.size());
    for (std::size_t row = 0; row < all.rows; ++row) {
        const auto shade = shades ? shades->of(third->numbers[row]) : std::size_t{0};
        if (!shade)
            continue;
        cloud.series[*shade].points.push_back({x.numbers[row], y.numbers[row]});
        out.rows[*shade].push_back(row);
    }
    return out;
}

}  // namespace deepwallet::gui
