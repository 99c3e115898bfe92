#include "engine/study/power_study.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/report/format.hpp"
#include "engine/report/text.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/study/uncertain_inputs.hpp"

namespace deepwallet {

namespace {

using namespace units;
using Json = nlohmann::ordered_json;

/// Of an iteration where there is no run.
Energy energy_of(const Report& report) {
    return report.run ? report.run->energy.facility
                      : report.power.facility_mean * report.iteration.time;
}

Scenario capped(const Scenario& scenario, double share) {
    Scenario out = scenario;
    out.accelerator.power_cap = share * scenario.accelerator.tdp;
    return out;
}

std::string cap_row(const Scenario& scenario, const CapPoint& point, const CapPoint& full) {
    const Report& r = point.report;
    const bool owned = r.run && r.run->on_prem;
    return fmt::format(
        "{:>8}{:>8}{:>12}{:>14}{:>9}{:>13}{:>12}{:>9}{:>11}{:>11}\n",
        fmt::format("{:.0f} W", point.share * scenario.accelerator.tdp.in(watt)),
        format_share(point.share),
        format_time(r.iteration.time),
        r.run ? format_time(r.run->campaign.wall) : "-",
        fmt::format("{:+.1f} %", 100.0 * (r.iteration.time / full.report.iteration.time - 1.0)),
        format_power(r.power.facility_mean),
        significant(energy_of(r).in(MWh)) + " MWh",
        fmt::format("{:+.1f} %", 100.0 * (energy_of(r) / energy_of(full.report) - 1.0)),
        r.run ? format_carbon(r.run->energy.operational) : "-",
        owned ? format_money(r.run->on_prem->run_total()) : "-");
}

std::string slowed_text(const PowerStudy& study) {
    const SlowedPipeline& slowed = study.slowed;
    if (slowed.saved <= Energy{})
        return answer_line("bubbles", "nothing to slow", "no work waits, or no curve of this chip");
    const auto most = std::max_element(slowed.slower.begin(), slowed.slower.end());
    return answer_line(
        "bubbles",
        format_share(slowed.saved / study.iteration) + " of IT energy",
        fmt::format("{} kWh an iteration, saved at equal time by limits down to {} on work that "
                    "nothing waits for, most on stage {}: {} of it",
                    significant(slowed.saved.in(kWh)),
                    format_share(slowed.lowest_cap),
                    most - slowed.slower.begin(),
                    format_share(*most)));
}

}  // namespace

PowerStudy power_study(const Scenario& scenario) {
    const Scenario base = in_closed_form(scenario);
    PowerStudy out;
    std::vector<double> shares = base.accelerator.power_cap_shares;
    if (shares.empty())
        shares = {1.0};
    for (const double share : shares)
        out.caps.push_back({share, evaluate_analytic(capped(base, share))});
    const Report now = evaluate_analytic(base);
    out.slowed = slow_stages(iteration_input(base, now.layout));
    out.iteration = now.power.training * now.iteration.time;
    return out;
}

std::string power_text(const LoadedScenario& loaded, const PowerStudy& study) {
    const Scenario& scenario = loaded.scenario;
    const CapPoint& full = study.caps.back();
    std::string out = report_title({scenario, full.report}) +
                      fmt::format("{:>8}{:>8}{:>12}{:>14}{:>9}{:>13}{:>12}{:>9}{:>11}{:>11}\n",
                                  "limit",
                                  "",
                                  "iteration",
                                  "run",
                                  "time",
                                  "facility",
                                  "energy",
                                  "",
                                  "CO2e",
                                  "own");
    for (const CapPoint& point : study.caps) out += cap_row(scenario, point, full);
    const auto least = std::min_element(
        study.caps.begin(), study.caps.end(), [](const CapPoint& a, const CapPoint& b) {
            return energy_of(a.report) < energy_of(b.report);
        });
    return out +
           answer_line("least",
                       significant(energy_of(least->report).in(MWh)) + " MWh",
                       fmt::format("at a limit of {}", format_share(least->share))) +
           slowed_text(study) +
           answer_line("limits", "", provenance_of(loaded, "accelerator.power_cap_rates").source) +
           answer_line("CO2e", "", scenario.site.grid_basis);
}

std::string power_json(const PowerStudy& study) {
    Json json;
    json["caps"] = Json::array();
    for (const CapPoint& point : study.caps) {
        const Report& r = point.report;
        Json item = {{"share", point.share},
                     {"iteration_s", r.iteration.time.in(s)},
                     {"facility_mean_kw", r.power.facility_mean.in(kW)}};
        if (r.run) {
            item["days"] = r.run->campaign.wall.in(day);
            item["facility_mwh"] = r.run->energy.facility.in(MWh);
            item["operational_t"] = r.run->energy.operational.in(tonne);
            if (r.run->on_prem)
                item["own_usd"] = r.run->on_prem->run_total().in(usd);
        }
        json["caps"].push_back(std::move(item));
    }
    Json& slowed = json["slowed_stages"];
    slowed["makespan_before_s"] = study.slowed.before.in(s);
    slowed["makespan_after_s"] = study.slowed.after.in(s);
    slowed["saved_kwh_an_iteration"] = study.slowed.saved.in(kWh);
    slowed["share_of_it_energy"] = study.slowed.saved / study.iteration;
    slowed["lowest_cap"] = study.slowed.lowest_cap;
    slowed["slower_by_stage"] = study.slowed.slower;
    return json.dump(2) + '\n';
}

}  // namespace deepwallet
