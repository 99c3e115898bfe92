#include "engine/report/causes.hpp"

#include <string_view>

#include <fmt/format.h>

#include "engine/report/format.hpp"

namespace deepwallet {

namespace {

PerCostCause<Money> money_by_cause(const RunReport& run) {
    if (run.on_prem)
        return own_by_cause(*run.on_prem, run.by_cause);
    const CloudCost* cloud = cheapest_cloud(run);
    return by_wall_time(cloud == nullptr ? Money{} : cloud->run_total(), run.by_cause);
}

std::string row(const char* name, const CauseBill& bill, Time wall) {
    return fmt::format("{:<16}{:>12} h{:>9}{:>14}{:>14} kWh{:>12}\n",
                       name,
                       grouped(bill.wall.in(units::hour)),
                       format_share(bill.wall / wall),
                       format_money(bill.money),
                       grouped(bill.energy.in(units::kWh)),
                       format_carbon(bill.carbon));
}

}  // namespace

std::vector<CauseBill> bill_by_cause(const Answer& a) {
    const RunReport& run = *a.report.run;
    // Of a run that takes no time there is nothing to divide by.
    if (run.campaign.wall <= Time{})
        return {};
    const PerCostCause<Money> money = money_by_cause(run);
    std::vector<CauseBill> out;
    for (const CauseName& named : kCauseNames) {
        const auto i = static_cast<std::size_t>(named.cause);
        const Energy energy = named.cause == CostCause::standing
                                  ? run.standing
                                  : a.report.power.pue * run.by_cause[i].it;
        out.push_back(
            {named.name, run.by_cause[i].wall, money[i], energy, energy * a.scenario.site.grid});
    }
    return out;
}

std::string cause_table(const Answer& a) {
    const std::vector<CauseBill> bills = bill_by_cause(a);
    if (bills.empty())
        return "";
    const Time wall = a.report.run->campaign.wall;
    std::string out = fmt::format("{:<16}{:>14}{:>9}{:>14}{:>18}{:>12}\n",
                                  "by cause",
                                  "wall time",
                                  "",
                                  "bill",
                                  "facility energy",
                                  "CO2e");
    CauseBill sum{"all", {}, {}, {}, {}};
    for (const CauseBill& bill : bills) {
        // The energy and the operational carbon of the report end here.
        if (bill.name == std::string_view("standing"))
            out += row("while it runs", sum, wall);
        sum.wall += bill.wall;
        sum.money += bill.money;
        sum.energy += bill.energy;
        sum.carbon += bill.carbon;
        if (bill.wall > Time{} || bill.energy > Energy{})
            out += row(bill.name, bill, wall);
    }
    const CauseBill embodied{"embodied", {}, {}, {}, a.report.run->embodied};
    sum.carbon += embodied.carbon;
    return out + row(embodied.name, embodied, wall) + row(sum.name, sum, wall);
}

}  // namespace deepwallet
