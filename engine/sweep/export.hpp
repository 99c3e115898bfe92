#pragma once

/// Results as files and as columns.

#include <ostream>

#include "engine/study/result_table.hpp"
#include "engine/sweep/store.hpp"

namespace deepwallet {

/// A line a point, in their order; the header names columns with their units: "run.days [days]".
void write_csv(const ResultStore& store, std::ostream& out);

/// The same as JSON lines; the first has the units.
void write_json_lines(const ResultStore& store, std::ostream& out);

/// The points that are done, as columns.
ResultTable result_table(const ResultStore& store);

/// Columns as CSV, with units in the header; what is not known is an empty cell.
std::string result_csv(const ResultTable& table);

/// The unit of a field or metric; empty where it has none.
std::string unit_of(const std::string& path);

}  // namespace deepwallet
