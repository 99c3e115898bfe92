#pragma once

/// Questions to a result table: its axes, the rows that fit, its best rows.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/report/chart.hpp"
#include "engine/study/result_table.hpp"

namespace deepwallet {

/// A metric that somebody wants small, or large.
struct Objective {
    std::string path;
    bool more_is_better = false;
};

/// Of most metrics less is better; not of what is made of the machine.
Objective usual_objective(const std::string& path);

/// A value of a column as people read it, "-" where it is not known. Numbers of inputs keep all
/// their digits: they were chosen.
std::string cell_text(const ResultColumn& column, std::size_t row);

/// The number, NaN where there is none.
double number_at(const ResultColumn& column, std::size_t row);

/// Inputs that are not the same in all rows, in the table's order.
std::vector<const ResultColumn*> varied_axes(const ResultTable& table);

/// Values of an axis, each once: numbers ascending, texts as they come.
struct AxisValues {
    std::vector<std::string> names;
    std::vector<double> numbers;      ///< empty for texts
    std::vector<std::size_t> of_row;  ///< by row: its place among the names; the number of names
                                      ///< where the row has no value
};

AxisValues axis_values(const ResultColumn& axis);

/// Is this value better than the other? One that is not known is worse than any.
bool is_better(double value, double other, const Objective& objective);

/// The first of the best rows; none where no row has a value.
std::optional<std::size_t> best_row(const ResultColumn& metric, const Objective& objective);
std::optional<std::size_t> worst_row(const ResultColumn& metric, const Objective& objective);

/// Rows that no other row beats in one metric without losing in the other, by the first metric;
/// of equal rows the first.
std::vector<std::size_t> pareto_rows(const ResultColumn& first,
                                     const Objective& first_objective,
                                     const ResultColumn& second,
                                     const Objective& second_objective);

/// The rows whose plan fits in memory, which alone can be carried out; a table that does not say
/// is whole.
ResultTable fitting_rows(const ResultTable& table);

/// Those of its rows that the mask names.
ResultTable rows_of(const ResultTable& table, const std::vector<bool>& mask);

/// A metric over two axes, at its best over all others, and which row each cell is of: the number
/// of rows where it is empty. The best of all is marked.
struct BestCells {
    HeatMap map;
    std::vector<std::vector<std::size_t>> rows;
};

BestCells best_cells(const ResultTable& table,
                     const ResultColumn& x,
                     const ResultColumn& y,
                     const ResultColumn& metric,
                     const Objective& objective);

}  // namespace deepwallet
