#include "engine/study/hourly_study.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/report/format.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/study/table_row.hpp"

namespace deepwallet {

namespace {

using namespace units;
using Json = nlohmann::ordered_json;

constexpr std::array kColumns = {"g_per_kwh", "usd_per_kwh", "dry_bulb_c", "wet_bulb_c"};
/// Those, and what an hour may be called by.
const std::array<std::string, 7> kKnown = {
    "g_per_kwh", "usd_per_kwh", "dry_bulb_c", "wet_bulb_c", "time", "hour", "zone"};
constexpr std::size_t kFewest = 24;

Faults column_faults(const CsvTable& table, const Scenario& scenario) {
    const auto fault = [&](const char* path, std::string message, std::string help) {
        return Faults{{.code = ErrorCode::missing,
                       .path = path,
                       .message = std::move(message),
                       .help = std::move(help),
                       .place = {table.file, 1, 0}}};
    };
    const auto has = [&](const char* column) { return table.column(column).has_value(); };
    for (const std::string& column : table.columns) {
        if (std::find(kKnown.begin(), kKnown.end(), column) == kKnown.end()) {
            return fault(column.c_str(), column + ": no such column", did_you_mean(column, kKnown));
        }
    }
    if (std::none_of(kColumns.begin(), kColumns.end(), has)) {
        return fault("g_per_kwh",
                     "no column that hours are known by",
                     fmt::format("one at least of {}", fmt::join(kColumns, ", ")));
    }
    if (has("dry_bulb_c") != has("wet_bulb_c")) {
        return fault("wet_bulb_c", "one of two temperatures", "both dry_bulb_c and wet_bulb_c");
    }
    if (has("dry_bulb_c") && scenario.presets.cooling.empty()) {
        return fault("dry_bulb_c",
                     "weather without a plant",
                     "name cooling.preset in the scenario, or leave the temperatures out");
    }
    if (table.rows.size() < kFewest) {
        return fault("g_per_kwh",
                     fmt::format("{} hours", table.rows.size()),
                     fmt::format("at least {}, a row each", kFewest));
    }
    return {};
}

Hour hour_of(RowReader& row, const CsvTable& table, const Scenario& s, const Report& base) {
    const auto has = [&](const char* column) { return table.column(column).has_value(); };
    Hour out;
    out.grid = has("g_per_kwh") ? row.between("g_per_kwh", 0.0, 1e4) * gram / kWh : s.site.grid;
    out.electricity = has("usd_per_kwh") ? row.between("usd_per_kwh", -100.0, 100.0) * usd / kWh
                                         : s.site.electricity;
    out.pue = base.power.pue;
    out.water = base.cooling ? base.cooling->wue : s.site.water_on_site;
    if (has("dry_bulb_c")) {
        CoolingPlant plant = s.cooling;
        plant.load = std::min(1.0, base.power.training / base.power.it_peak);
        const double dry = row.between("dry_bulb_c", -60.0, 60.0);
        const double wet = std::min(dry, row.between("wet_bulb_c", -60.0, 60.0));
        const CoolingLoad load = cooling_at(plant, {dry, wet});
        out.pue = 1.0 + load.overhead();
        out.water = load.water_l_per_kwh * litre / kWh;
    }
    return out;
}

Hour mean_of(const Hours& hours) {
    // Energies add up, so intensities weigh by PUE.
    Hour sum;
    sum.pue = 0.0;
    CarbonIntensity carbon;
    EnergyPrice price;
    for (const Hour& at : hours) {
        sum.pue += at.pue;
        carbon += at.pue * at.grid;
        price += at.pue * at.electricity;
        sum.water += at.water;
    }
    const double n = static_cast<double>(hours.size());
    return {(1.0 / sum.pue) * carbon, (1.0 / sum.pue) * price, sum.pue / n, (1.0 / n) * sum.water};
}

std::string row(const char* name, const HourlyBill& bill, const HourlyBill& base) {
    return fmt::format(
        "{:<24}{:>8}{:>14}{:>13}{:>11}{:>9}{:>13}{:>9}{:>12}\n",
        name,
        bill.start,
        format_time(bill.calendar),
        significant(bill.facility.in(MWh)) + " MWh",
        format_carbon(bill.operational),
        fmt::format("{:+.1f} %", 100.0 * (bill.operational / base.operational - 1.0)),
        format_money(bill.electricity),
        fmt::format("{:+.1f} %", 100.0 * (bill.electricity / base.electricity - 1.0)),
        significant(bill.water.in(m3)) + " m³");
}

Json bill_json(const HourlyBill& bill) {
    return {{"start_hour", bill.start},
            {"days", bill.calendar.in(day)},
            {"paused_hours", bill.paused.in(hour)},
            {"facility_mwh", bill.facility.in(MWh)},
            {"operational_t", bill.operational.in(tonne)},
            {"electricity_usd", bill.electricity.in(usd)},
            {"water_m3", bill.water.in(m3)}};
}

}  // namespace

Result<Hours> read_hours(const std::filesystem::path& file, const Scenario& scenario) {
    const Result<CsvTable> table = read_csv_file(file);
    if (!table)
        return tl::unexpected<Faults>(table.error());
    Faults faults = column_faults(*table, scenario);
    if (!faults.empty())
        return tl::unexpected<Faults>(std::move(faults));
    const Report base = evaluate_analytic(scenario);
    Hours out;
    for (const CsvRow& cells : table->rows) {
        RowReader reader(*table, cells, faults);
        out.push_back(hour_of(reader, *table, scenario, base));
    }
    if (!faults.empty())
        return tl::unexpected<Faults>(std::move(faults));
    return out;
}

HourlyStudy hourly_study(const Scenario& scenario,
                         const Report& report,
                         const Hours& hours,
                         double pause_share) {
    const HourlyLoad load{report.power.it_mean, report.power.idle, report.run->campaign.wall};
    HourlyStudy out;
    out.mean = run_from({mean_of(hours)}, load, 0);
    out.now = run_from(hours, load, 0);
    out.starts = best_and_worst_start(hours, load);
    out.pause_share = pause_share;
    const bool own_grid = std::any_of(
        hours.begin(), hours.end(), [&](const Hour& at) { return at.grid != scenario.site.grid; });
    out.basis = own_grid ? "grid of the file, on its own basis" : scenario.site.grid_basis;
    out.pausing = run_with_pauses(hours, load, 0, dirtiest_of_each_day(hours, pause_share));
    if (report.run->on_prem) {
        // Standing hours are hours of the machine's working life.
        const Money yearly = report.run->on_prem->yearly.total();
        out.pause_cost = yearly * (out.pausing.paused / year) / scenario.ownership.utilisation;
    }
    return out;
}

std::string hourly_text(const HourlyStudy& study) {
    std::string out = fmt::format("{:<24}{:>8}{:>14}{:>13}{:>11}{:>9}{:>13}{:>9}{:>12}\n",
                                  "",
                                  "start h",
                                  "takes",
                                  "energy",
                                  "CO2e",
                                  "",
                                  "electricity",
                                  "",
                                  "water");
    out += row("at the mean", study.mean, study.mean);
    out += row("from the first hour", study.now, study.mean);
    out += row("best start", study.starts.best, study.mean);
    out += row("worst start", study.starts.worst, study.mean);
    out += row("pausing", study.pausing, study.mean);
    const Carbon avoided = study.now.operational - study.pausing.operational;
    out += answer_line(
        "pausing",
        format_share(study.pause_share) + " of hours",
        fmt::format("the dirtiest of each day; {} of standing cost {} of owning{}",
                    format_time(study.pausing.paused),
                    format_money(study.pause_cost),
                    avoided > Carbon{} && study.pause_cost > Money{}
                        ? fmt::format(", {} for each tonne avoided",
                                      format_money(study.pause_cost * (tonne / avoided)))
                        : ""));
    return out + answer_line("CO2e", "", study.basis);
}

std::string hourly_json(const HourlyStudy& study) {
    const Json json = {{"mean", bill_json(study.mean)},
                       {"first_hour", bill_json(study.now)},
                       {"best_start", bill_json(study.starts.best)},
                       {"worst_start", bill_json(study.starts.worst)},
                       {"pausing", bill_json(study.pausing)},
                       {"pause_share", study.pause_share},
                       {"pause_cost_usd", study.pause_cost.in(usd)}};
    return json.dump(2) + '\n';
}

}  // namespace deepwallet
