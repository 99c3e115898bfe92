#pragma once

/// A sweep against the results of an earlier one, or of a single run.

#include <string>
#include <vector>

#include "engine/config/csv.hpp"
#include "engine/report/html.hpp"
#include "engine/study/result_table.hpp"

namespace deepwallet {

/// Earlier results as cells: CSV or JSON lines of a sweep, CSV or JSON of a run. Columns are paths
/// without their units.
Result<CsvTable> read_earlier(const std::string& file);

/// A metric then and now.
struct MetricChange {
    std::string path;
    std::string unit;
    bool is_total = false;   ///< of amounts; shares, rates and times of a step have a mean
    std::size_t points = 0;  ///< in which it is known both times
    double before = 0.0;
    double now = 0.0;
};

struct SweepChange {
    std::string file;
    std::size_t both = 0;  ///< points that stand in both
    std::size_t only_now = 0;
    std::size_t only_before = 0;
    std::string best;  ///< of a single run: the point of this sweep that it is held against
    std::vector<MetricChange> metrics;
};

/// Points are told apart by their axes; a single run, which has none, is held against the best
/// point that fits in memory. A fault where the two have nothing in common.
Result<SweepChange> change_since(const CsvTable& earlier,
                                 const ResultTable& now,
                                 const std::string& objective);

std::string change_text(const SweepChange& change);
std::string change_markdown(const SweepChange& change);
HtmlSection change_section(const SweepChange& change);

}  // namespace deepwallet
