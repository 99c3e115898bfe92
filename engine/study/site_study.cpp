#include "engine/study/site_study.hpp"

#include <algorithm>
#include <array>

#include "engine/report/metrics.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/study/uncertain_inputs.hpp"

namespace deepwallet {

namespace {

constexpr const char* kSite = "site.preset";
constexpr std::array kOfPlace = {"site.grid_g_per_kwh", "site.electricity_usd_per_kwh"};
constexpr std::array kShown = {"power.pue",
                               "power.facility_mean_kw",
                               "power.cooling_tons",
                               "energy.facility_mwh",
                               "carbon.operational_t",
                               "carbon.total_t",
                               "energy.water_m3",
                               "energy.water_off_site_m3",
                               "cost.on_prem.energy_usd",
                               "cost.total_usd"};

ResultTable empty_table() {
    ResultTable out;
    out.columns.push_back({kSite, "", true, {}, {}});
    for (const char* path : kOfPlace)
        out.columns.push_back({path, find_field(path)->unit, true, {}, {}});
    for (const char* path : kShown)
        out.columns.push_back({path, find_metric(path)->unit, false, {}, {}});
    return out;
}

void add_row(ResultTable& table, const std::string& site, const Scenario& s) {
    const Report report = evaluate_analytic(s);
    std::size_t column = 0;
    table.columns[column++].texts.push_back(site);
    for (const char* path : kOfPlace)
        table.columns[column++].numbers.push_back(std::get<double>(*find_field(path)->get(s)));
    for (const char* path : kShown)
        table.columns[column++].numbers.push_back(
            number_of(value_of(*find_metric(path), {s, report})));
    ++table.rows;
}

Assignments without_site(Assignments inputs) {
    inputs.erase(std::remove_if(inputs.begin(),
                                inputs.end(),
                                [](const Assignment& a) { return a.path.rfind("site.", 0) == 0; }),
                 inputs.end());
    return inputs;
}

}  // namespace

Result<SiteStudy> site_study(const Assignments& given,
                             const HardwareDb& db,
                             const std::atomic<bool>* stop) {
    SiteStudy out{empty_table(), {}};
    EntryCache cache;
    const HardwareDb cached{db.root, db.models, &cache};
    Assignments inputs = without_site(given);
    inputs.push_back({kSite, std::string(), {}, {}});
    Faults first;
    for (const std::string& site : entry_names(db, EntryKind::site)) {
        if (stop != nullptr && stop->load())
            break;
        inputs.back().value = site;
        const Result<LoadedScenario> loaded = load_scenario(inputs, cached);
        if (loaded) {
            add_row(out.table, site, in_closed_form(loaded->scenario));
            continue;
        }
        if (first.empty())
            first = loaded.error();
        out.left_out.push_back(site + ": " + loaded.error().front().message);
    }
    if (out.table.rows == 0 && !first.empty())
        return tl::unexpected(std::move(first));
    return out;
}

}  // namespace deepwallet
