#pragma once

/// Axes of Qt Charts with the engine's ticks: numbers that people name, with readable prefixes.

#include <QtCharts/QAbstractSeries>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QCategoryAxis>
#include <vector>

#include "engine/report/axis.hpp"

namespace deepwallet::gui {

/// Where a value lies on such an axis; logarithmic ones are drawn by exponent.
double placed(double value, AxisScale scale);
/// The value that lies there.
double lifted(double place, AxisScale scale);

/// The property of an axis that keeps its title, of which it may show a part.
constexpr const char* kWholeTitle = "wholeTitle";

/// Over these values; owned by nobody yet.
QCategoryAxis* value_axis(const std::vector<double>& values,
                          const AxisTitle& title,
                          bool from_zero = false);

/// Gives it the ticks of the range that it has now.
void follow_range(QCategoryAxis& axis);

/// Leaves as many labels beside each other as there is room for along a lower or upper axis of this
/// length in pixels.
void thin_labels(QCategoryAxis& axis, double length);

/// One place a name.
/// `broken`: long names on two lines, broken after a dash near their middle. `sizes` stand below
/// the names.
QBarCategoryAxis* name_axis(const std::vector<std::string>& names,
                            bool broken = false,
                            const QStringList& sizes = {});

}  // namespace deepwallet::gui
