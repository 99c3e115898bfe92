#include "gui/metric_text.hpp"

#include <cmath>

#include "engine/report/format.hpp"
#include "gui/fault_text.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

bool is_share(const Metric& metric) {
    return metric.path == "iteration.mfu" || metric.path == "iteration.hfu";
}

}  // namespace

QString told_number(const MetricValue& value, const std::string& unit) {
    const double x = number_of(value);
    const bool is_small = std::abs(x) < 1.0 && x != 0.0;
    if (unit == "days" && std::isfinite(x))
        return told_value(format_time(x * units::day));
    if (unit == "t CO2e" && is_small)
        return qt(format_carbon(x * units::tonne) + " CO2e");
    if (unit == "MWh" && is_small)
        return qt(std::abs(x) < 1e-3 ? significant(1e6 * x) + " Wh"
                                     : significant(1e3 * x) + " kWh");
    return told_value(short_value(value, unit));
}

QString tile_text(const Metric& metric, const MetricValue& value) {
    if (std::holds_alternative<std::monostate>(value))
        return QStringLiteral("–");
    return is_share(metric) ? qt(format_share(number_of(value))) : told_number(value, metric.unit);
}

QString range_text(const Metric& metric, const MetricRanges& ranges) {
    const auto at = ranges.find(metric.path);
    if (at == ranges.end())
        return {};
    return tile_text(metric, at->second.p10) + " … " + tile_text(metric, at->second.p90);
}

QString count_text(std::int64_t n) { return qt(grouped(static_cast<double>(n))); }

QString change_text(double value, double base) {
    if (!std::isfinite(value) || !std::isfinite(base) || base == 0.0)
        return {};
    const double share = 100.0 * (value - base) / std::abs(base);
    return share == 0.0 ? QStringLiteral("=") : QString::asprintf("%+.1f %%", share);
}

}  // namespace deepwallet::gui
