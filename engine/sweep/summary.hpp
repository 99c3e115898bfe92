#pragma once

/// What a sweep shows: its best and worst points, and what each axis did.

#include <string>

#include "engine/study/result_table.hpp"
#include "engine/sweep/run.hpp"

namespace deepwallet {

/// Which of its metrics a sweep is judged by: the least is best.
std::string objective_of(const Sweep& sweep);

/// Of a table: best and worst points by a metric, and the metric's mean at each value of each axis.
std::string summary_text(const ResultTable& table, const std::string& objective);

/// The same rows as a Markdown table.
std::string summary_markdown(const ResultTable& table, const std::string& objective);

/// Against the CSV or JSON lines of an earlier run of a sweep: totals of each metric over the
/// points that both have, told apart by their axes, and the change.
Result<std::string> change_text(const ResultTable& now, const std::string& earlier_file);

}  // namespace deepwallet
