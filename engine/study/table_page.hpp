#pragma once

/// Many answers as a page: the charts that suit the axes, the best and the worst, what each axis
/// did, and the rows.

#include <cstddef>
#include <string>
#include <vector>

#include "engine/report/html.hpp"
#include "engine/study/table_view.hpp"

namespace deepwallet {

struct TablePageOptions {
    std::string subtitle;
    /// The first one is drawn by axis, the first two against each other. Where none is given, or
    /// the table has none of them, the first headline metric that it has.
    std::vector<Objective> objectives;
    std::vector<std::string> notes;  ///< what a reader has to know of these rows
    bool best_only = false;          ///< the rows are the best of many: axes have no means
    std::vector<HtmlSection> more;   ///< behind what each axis did
    std::string footer;              ///< version, engine, fingerprint
    std::size_t most_rows = 500;
};

/// HTML in one file; nothing in it is fetched. One numeric axis makes lines of the headline
/// metrics, one for each value of an axis of texts; two make a heat map of the first objective, at
/// its best over the axes beyond; texts make ranked bars; two objectives make a scatter with its
/// Pareto front. The table is of the best rows first. Rows that do not fit in memory are counted
/// and left out, unless none fits.
std::string table_page(const ResultTable& table, const TablePageOptions& options = {});

}  // namespace deepwallet
