#include "engine/study/way_cells.hpp"

#include <algorithm>

#include "engine/report/format.hpp"
#include "engine/study/page_parts.hpp"

namespace deepwallet {

namespace {

using units::hour;
using units::month;

template <class T, class Format>
std::string cell(const std::optional<T>& value, Format format) {
    return value ? format(*value) : "-";
}

std::string dollars(double x) { return format_money(x * units::usd); }

std::string months_text(Time t) { return significant(t.in(month)); }

std::string own_wins(const ComparedScenario& scenario, const WayToPay& way) {
    const auto share = own_share(scenario, way);
    return share ? format_share(*share) : "-";
}

std::string range_text(const ComparedScenario& scenario, const WayToPay& way) {
    const auto range = run_range(scenario.uncertainty.ranges, scenario.uncertainty.offers, way);
    return range ? dollars(range->p10) + " to " + dollars(range->p90) : "-";
}

}  // namespace

std::optional<double> own_share(const ComparedScenario& scenario, const WayToPay& way) {
    const auto& shares = scenario.uncertainty.own_cheaper_than;
    const bool has_own = std::any_of(
        scenario.ways.begin(), scenario.ways.end(), [](const WayToPay& one) { return !one.offer; });
    if (!has_own || !way.offer || *way.offer >= shares.size())
        return std::nullopt;
    return shares[*way.offer];
}

std::string break_even_text(const WayToPay& way, Time lifetime) {
    const bool is_late = way.break_even && *way.break_even > lifetime;
    return (is_late ? "beyond life: " : "") + cell(way.break_even, months_text);
}

WayCells way_cells(const ComparedScenario& scenario, const WayToPay& way) {
    const auto& buying = way.buying;
    return {format_money(way.run),
            range_text(scenario, way),
            format_money(way.gpu_hour * hour),
            way.committed > Money{} ? format_money(way.committed) : "-",
            break_even_text(way, scenario.loaded.scenario.ownership.lifetime),
            cell(way.break_even_utilisation, format_share),
            cell(way.break_even_runs, significant),
            buying ? dollars(buying->npv_usd) : "-",
            buying ? cell(buying->irr, format_share) : "-",
            buying ? cell(buying->payback, months_text) : "-",
            buying ? cell(buying->discounted_payback, months_text) : "-",
            own_wins(scenario, way)};
}

}  // namespace deepwallet
