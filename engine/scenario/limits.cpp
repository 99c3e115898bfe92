#include "engine/scenario/limits.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/math.hpp"
#include "engine/scenario/evaluate_run.hpp"

namespace deepwallet {

std::optional<double> racks_needed(const Scenario& s) {
    if (!s.limits.rack_kw)
        return std::nullopt;
    const double each = std::floor(*s.limits.rack_kw / s.server.max_power.in(units::kW));
    if (each < 1.0)
        return std::nullopt;
    const double servers = real(all_servers(s));
    return std::ceil(servers / each);
}

std::vector<LimitUse> limit_uses(const Scenario& s, const Report& report) {
    const SiteLimits& l = s.limits;
    std::vector<LimitUse> out;
    const auto hold =
        [&](const char* path, const char* unit, std::optional<double> limit, double need) {
            if (limit)
                out.push_back({path, unit, *limit, need});
        };
    // What is built must carry the nameplates, whatever the mean.
    const Power peak = report.power.pue * report.power.it_peak;
    hold("limits.facility_mw", "MW", l.facility_mw, peak.in(units::MW));
    hold(
        "limits.cooling_tons", "tons", l.cooling_tons, report.power.it_peak.in(units::cooling_ton));
    if (l.rack_kw) {
        // Where a rack cannot feed one server, no number of them is enough.
        hold("limits.rack_kw", "kW", l.rack_kw, s.server.max_power.in(units::kW));
        hold("limits.racks",
             "",
             l.racks,
             racks_needed(s).value_or(std::numeric_limits<double>::infinity()));
    }
    if (report.run) {
        hold("limits.days", "days", l.days, report.run->campaign.wall.in(units::day));
        if (report.run->on_prem) {
            hold("limits.purchase_usd",
                 "USD",
                 l.purchase_usd,
                 report.run->on_prem->acquisition.total().in(units::usd));
        }
        const CloudCost* cloud = cheapest_cloud(*report.run);
        double cheapest = std::numeric_limits<double>::infinity();
        if (report.run->on_prem)
            cheapest = report.run->on_prem->run_total().in(units::usd);
        if (cloud != nullptr)
            cheapest = std::min(cheapest, cloud->run_total().in(units::usd));
        if (std::isfinite(cheapest))
            hold("limits.budget_usd", "USD", l.budget_usd, cheapest);
    }
    std::stable_sort(out.begin(), out.end(), [](const LimitUse& a, const LimitUse& b) {
        return a.share() > b.share();
    });
    return out;
}

}  // namespace deepwallet
