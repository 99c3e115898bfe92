#include "engine/study/table_view.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "engine/config/value.hpp"
#include "engine/report/format.hpp"

namespace deepwallet {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

std::size_t size_of(const ResultColumn& column) {
    return column.is_text() ? column.texts.size() : column.numbers.size();
}

/// A column of texts in the order in which they come.
AxisValues text_values(const ResultColumn& axis) {
    AxisValues out;
    std::map<std::string, std::size_t> place;
    for (const std::string& text : axis.texts) {
        const auto [at, is_new] = place.emplace(text, out.names.size());
        if (is_new)
            out.names.push_back(text);
        out.of_row.push_back(at->second);
    }
    return out;
}

AxisValues number_values(const ResultColumn& axis) {
    AxisValues out;
    for (const double x : axis.numbers) {
        if (std::isfinite(x))
            out.numbers.push_back(x);
    }
    std::sort(out.numbers.begin(), out.numbers.end());
    out.numbers.erase(std::unique(out.numbers.begin(), out.numbers.end()), out.numbers.end());
    for (const double x : out.numbers) out.names.push_back(to_text(x));
    for (const double x : axis.numbers) {
        const auto at = std::lower_bound(out.numbers.begin(), out.numbers.end(), x);
        out.of_row.push_back(std::isfinite(x) ? static_cast<std::size_t>(at - out.numbers.begin())
                                              : out.numbers.size());
    }
    return out;
}

/// The first row that `better` prefers to all others.
template <class Better>
std::optional<std::size_t> first_row(const ResultColumn& metric, const Better& better) {
    std::optional<std::size_t> out;
    for (std::size_t row = 0; row < metric.numbers.size(); ++row) {
        const double value = metric.numbers[row];
        if (std::isfinite(value) && (!out || better(value, metric.numbers[*out])))
            out = row;
    }
    return out;
}

}  // namespace

Objective usual_objective(const std::string& path) {
    constexpr std::array kMoreIsBetter = {"iteration.mfu", "iteration.hfu"};
    return {path,
            std::find(kMoreIsBetter.begin(), kMoreIsBetter.end(), path) != kMoreIsBetter.end()};
}

double number_at(const ResultColumn& column, std::size_t row) {
    return row < column.numbers.size() && !column.is_text() ? column.numbers[row] : kUnknown;
}

std::string cell_text(const ResultColumn& column, std::size_t row) {
    if (column.is_text())
        return row < column.texts.size() ? column.texts[row] : "-";
    const double value = number_at(column, row);
    if (!std::isfinite(value))
        return "-";
    return column.is_input ? to_text(value) : short_value(value, column.unit);
}

AxisValues axis_values(const ResultColumn& axis) {
    return axis.is_text() ? text_values(axis) : number_values(axis);
}

std::vector<const ResultColumn*> varied_axes(const ResultTable& table) {
    std::vector<const ResultColumn*> out;
    for (const ResultColumn& column : table.columns) {
        if (column.is_input && size_of(column) > 0 && axis_values(column).names.size() > 1)
            out.push_back(&column);
    }
    return out;
}

bool is_better(double value, double other, const Objective& objective) {
    if (!std::isfinite(value) || !std::isfinite(other))
        return std::isfinite(value);
    return objective.more_is_better ? value > other : value < other;
}

std::optional<std::size_t> best_row(const ResultColumn& metric, const Objective& objective) {
    return first_row(metric, [&](double a, double b) { return is_better(a, b, objective); });
}

std::optional<std::size_t> worst_row(const ResultColumn& metric, const Objective& objective) {
    return first_row(metric, [&](double a, double b) { return is_better(b, a, objective); });
}

std::vector<std::size_t> pareto_rows(const ResultColumn& first,
                                     const Objective& first_objective,
                                     const ResultColumn& second,
                                     const Objective& second_objective) {
    std::vector<std::size_t> order;
    for (std::size_t row = 0; row < std::min(first.numbers.size(), second.numbers.size()); ++row) {
        if (std::isfinite(first.numbers[row]) && std::isfinite(second.numbers[row]))
            order.push_back(row);
    }
    // The best of the first metric come first: a row is on the front where it is better in the
    // second than all before it.
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (first.numbers[a] != first.numbers[b])
            return is_better(first.numbers[a], first.numbers[b], first_objective);
        return is_better(second.numbers[a], second.numbers[b], second_objective);
    });
    std::vector<std::size_t> out;
    for (const std::size_t row : order) {
        if (out.empty() ||
            is_better(second.numbers[row], second.numbers[out.back()], second_objective))
            out.push_back(row);
    }
    return out;
}

ResultTable rows_of(const ResultTable& table, const std::vector<bool>& mask) {
    ResultTable out = table;
    for (ResultColumn& column : out.columns) {
        column.numbers.clear();
        column.texts.clear();
    }
    out.rows = 0;
    for (std::size_t row = 0; row < table.rows; ++row) {
        if (!mask[row])
            continue;
        ++out.rows;
        for (std::size_t c = 0; c < out.columns.size(); ++c) {
            const ResultColumn& from = table.columns[c];
            if (from.is_text())
                out.columns[c].texts.push_back(from.texts[row]);
            else
                out.columns[c].numbers.push_back(from.numbers[row]);
        }
    }
    return out;
}

ResultTable fitting_rows(const ResultTable& table) {
    const ResultColumn* fits = table.column("memory.fits");
    if (fits == nullptr || fits->is_text())
        return table;
    std::vector<bool> mask(table.rows);
    for (std::size_t row = 0; row < table.rows; ++row) mask[row] = number_at(*fits, row) != 0.0;
    return rows_of(table, mask);
}

BestCells best_cells(const ResultTable& table,
                     const ResultColumn& x,
                     const ResultColumn& y,
                     const ResultColumn& metric,
                     const Objective& objective) {
    const AxisValues columns = axis_values(x);
    const AxisValues rows = axis_values(y);
    BestCells out;
    HeatMap& map = out.map;
    map.title =
        metric.path + (varied_axes(table).size() > 2 ? ", the best over all other axes" : "");
    map.x = {x.path, x.unit, AxisScale::linear};
    map.y = {y.path, y.unit, AxisScale::linear};
    map.value = {metric.path, metric.unit, AxisScale::linear};
    map.columns = columns.names;
    map.rows = rows.names;
    map.cells.assign(rows.names.size(), std::vector<double>(columns.names.size(), kUnknown));
    out.rows.assign(rows.names.size(), std::vector<std::size_t>(columns.names.size(), table.rows));
    for (std::size_t row = 0; row < table.rows; ++row) {
        const std::size_t r = rows.of_row[row];
        const std::size_t c = columns.of_row[row];
        if (r >= rows.names.size() || c >= columns.names.size())
            continue;
        const double value = number_at(metric, row);
        if (!is_better(value, map.cells[r][c], objective))
            continue;
        map.cells[r][c] = value;
        out.rows[r][c] = row;
    }
    if (const auto best = best_row(metric, objective)) {
        map.marked_row = rows.of_row[*best];
        map.marked_column = columns.of_row[*best];
    }
    return out;
}

}  // namespace deepwallet
