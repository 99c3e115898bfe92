#include "engine/study/way_cells.hpp"

#include "engine/report/format.hpp"

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
    const auto& shares = scenario.uncertainty.own_cheaper_than;
    if (!way.offer || *way.offer >= shares.size())
        return "-";
    return format_share(shares[*way.offer]);
}

std::string run_range(const ComparedScenario& scenario, const WayToPay& way) {
    const Uncertainty& drawn = scenario.uncertainty;
    const auto text = [](const auto& ranges, const char* path) -> std::string {
        const auto range = ranges.find(path);
        if (range == ranges.end())
            return "-";
        return dollars(range->second.p10) + " to " + dollars(range->second.p90);
    };
    if (!way.offer)
        return text(drawn.ranges, "cost.on_prem.total_usd");
    return *way.offer < drawn.offers.size() ? text(drawn.offers[*way.offer], "total_usd") : "-";
}

}  // namespace

WayCells way_cells(const ComparedScenario& scenario, const WayToPay& way) {
    const auto& buying = way.buying;
    return {format_money(way.run),
            run_range(scenario, way),
            format_money(way.gpu_hour * hour),
            way.committed > Money{} ? format_money(way.committed) : "-",
            cell(way.break_even, months_text),
            cell(way.break_even_utilisation, format_share),
            cell(way.break_even_runs, significant),
            buying ? dollars(buying->npv_usd) : "-",
            buying ? cell(buying->irr, format_share) : "-",
            buying ? cell(buying->payback, months_text) : "-",
            buying ? cell(buying->discounted_payback, months_text) : "-",
            own_wins(scenario, way)};
}

}  // namespace deepwallet
