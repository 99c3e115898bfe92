#pragma once

/// Rows of results as lines and as points, and which row each of them is.

#include <QColor>
#include <QList>
#include <optional>
#include <vector>

#include "engine/report/chart.hpp"
#include "engine/study/table_view.hpp"

namespace deepwallet::gui {

/// By series and point.
using DrawnRows = std::vector<std::vector<std::size_t>>;

struct DrawnLines {
    LineChart chart;
    DrawnRows rows;
};

struct DrawnCloud {
    ScatterChart chart;
    QList<QColor> colors;  ///< of its series; none: the usual ones
    DrawnRows rows;
};

/// Its name and unit, in the language of the window.
AxisTitle title_of(const ResultColumn& column);

/// Has it the same in all rows?
bool is_one_value(const ResultColumn& column);

/// A line for each combination of the other inputs; absent where there are too many.
std::optional<DrawnLines> lines_of(const ResultTable& all,
                                   const ResultColumn& x,
                                   const ResultColumn& y);

/// In the shades of a third number, where one is given; where that is not known there is no point.
DrawnCloud cloud_of(const ResultTable& all,
                    const ResultColumn& x,
                    const ResultColumn& y,
                    const ResultColumn* third,
                    bool dark);

}  // namespace deepwallet::gui
