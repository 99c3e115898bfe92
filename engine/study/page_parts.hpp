#pragma once

/// What pages have in common: metrics and ranges as tiles and boxes, money over the months, the
/// last line.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/report/chart.hpp"
#include "engine/report/foundations.hpp"
#include "engine/report/html.hpp"
#include "engine/report/metrics.hpp"
#include "engine/study/payment.hpp"

namespace deepwallet {

/// The metric's value as pages show it; "-" where it is not known.
std::string page_value(const Metric& metric, const Answer& answer);

/// "P10 $8 M · P50 $9 M · P90 $11 M"; empty where nobody has tried, or nothing moves it.
std::string page_range(const MetricRanges& ranges, const Metric& metric);

/// Money spent by the end of each month, one line a way, and the months at which owning becomes, or
/// ceases to be, the cheaper one of two lines.
/// Where the doubt of the inputs is known, the span in which that month lies in eight draws of ten.
LineChart spending_chart(const std::string& title,
                         const std::vector<WayToPay>& ways,
                         std::span<const std::optional<MetricRange>> payback = {});

/// Of a way's bill for this run, by what was drawn; none where it was not.
std::optional<MetricRange> run_range(const MetricRanges& ranges,
                                     const std::vector<OfferRanges>& offers,
                                     const WayToPay& way);

/// What each input does to one metric, the widest `most` of them.
TornadoChart tornado_chart(const Metric& metric,
                           std::span<const TornadoBar> bars,
                           std::size_t most);

/// What this run comes to by each way of paying, with its range.
BoxChart ways_chart(const std::vector<WayToPay>& ways, const Doubt& doubt);

/// Version, engine and fingerprint of the inputs.
std::string made_by(const Foundations& found);

}  // namespace deepwallet
