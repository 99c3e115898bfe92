#pragma once

/// Metrics as tiles and tables show them.

#include <QString>
#include <cstdint>

#include "engine/report/doubt.hpp"
#include "engine/report/metrics.hpp"

namespace deepwallet::gui {

/// In the unit that its size is told in: 30 minutes are no part of a day, a gram is none of a
/// tonne.
[[nodiscard]] QString told_number(const MetricValue& value, const std::string& unit);

/// "49.6 days", "$4.83 M", "30.4 %"; a dash where it is not known.
QString tile_text(const Metric& metric, const MetricValue& value);

/// "47.6 … 51.2 days"; empty where nobody has tried.
QString range_text(const Metric& metric, const MetricRanges& ranges);

/// "+12.3 %" of the base's, "=" where it is the same; empty where one of them is not known.
QString change_text(double value, double base);

/// "46,142".
QString count_text(std::int64_t n);

}  // namespace deepwallet::gui
