#include "engine/study/comparison_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/config/csv.hpp"
#include "engine/config/value.hpp"
#include "engine/report/aligned.hpp"
#include "engine/report/format.hpp"
#include "engine/report/foundations.hpp"
#include "engine/report/text.hpp"
#include "engine/study/comparison_lines.hpp"
#include "engine/study/range_json.hpp"
#include "engine/study/way_cells.hpp"

namespace deepwallet {

namespace {

using namespace units;
using Json = nlohmann::ordered_json;

constexpr std::size_t kMonthsInYear = 12;
constexpr std::size_t kMostSwitches = 6;

std::string dollars(double x) { return format_money(x * usd); }

void add_metric(std::vector<std::vector<std::string>>& rows,
                const std::vector<ComparedScenario>& scenarios,
                const Metric& metric) {
    std::vector<std::string> values = {metric.path};
    std::vector<std::string> ranges = {"  P10 to P90"};
    for (const ComparedScenario& scenario : scenarios) {
        const MetricValue value = value_of(metric, scenario.answer());
        const bool known = !std::holds_alternative<std::monostate>(value);
        values.push_back(known ? short_value(value, metric.unit) : "-");
        ranges.push_back(range_cell(scenario, metric));
    }
    const auto none = [](const std::string& cell) { return cell.empty() || cell == "-"; };
    if (std::all_of(values.begin() + 1, values.end(), none))
        return;
    rows.push_back(std::move(values));
    if (!std::all_of(ranges.begin() + 1, ranges.end(), none))
        rows.push_back(std::move(ranges));
}

/// Where a model that costs more to train pays back by being cheaper to serve.
std::string traffic_text(const std::vector<ComparedScenario>& scenarios) {
    // Of less than a server's work nothing is saved by another model: servers are whole.
    const auto traffic = [](const ComparedScenario& s, double tokens) -> std::string {
        const double years = s.loaded.scenario.serving.years.value_or(1.0);
        const ServingFleet& full = s.report.serving->full;
        return fmt::format(", {} a day over {} years, the work of {} servers",
                           format_count(tokens / (years * (year / day))),
                           significant(years),
                           significant(tokens / full.tokens * full.servers));
    };
    const auto served = [](const ComparedScenario& s) {
        return number_of(value_of(*find_metric("serving.usd_per_million_tokens"), s.answer()));
    };
    std::string out;
    for (std::size_t i = 1; i < scenarios.size(); ++i) {
        const auto tokens = break_even_tokens(scenarios.front(), scenarios[i]);
        if (!tokens)
            continue;
        const std::size_t dear =
            served(scenarios[i]) < served(scenarios.front()) ? i : std::size_t{0};
        const std::size_t cheap = dear == 0 ? i : 0;
        const bool distilled = is_teacher_of(scenarios[cheap], scenarios[dear]);
        out += fmt::format(
            "{} pays back {} {} after {} served tokens{} (a million of them, of busy "
            "servers: ${} against ${})\n",
            column_name(dear),
            distilled ? "its distillation from" : "what its training costs more than that of",
            column_name(cheap),
            format_count(*tokens),
            traffic(scenarios.front(), *tokens),
            significant(served(scenarios[dear])),
            significant(served(scenarios[cheap])));
    }
    return out;
}

std::string warning_lines(const std::vector<ComparedScenario>& scenarios) {
    std::string out;
    for (const std::string& warning : comparison_warnings(scenarios)) out += warning + '\n';
    return out;
}

std::string side_by_side(const std::vector<ComparedScenario>& scenarios) {
    std::string legend;
    std::vector<std::vector<std::string>> rows = {{""}};
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        legend += fmt::format("{}  {}\n", column_name(i), scenarios[i].title);
        rows[0].push_back(column_name(i));
    }
    for (const DifferingInput& input : differing_inputs(scenarios)) {
        if (is_told_apart(input.path))
            continue;
        std::vector<std::string> row = {input.path};
        row.insert(row.end(), input.values.begin(), input.values.end());
        rows.push_back(std::move(row));
    }
    rows.emplace_back();
    for (const Metric* metric : compared_metrics()) add_metric(rows, scenarios, *metric);
    return legend + '\n' + aligned(rows) + mixed_bases_text(scenarios) + warning_lines(scenarios);
}

std::string ways_table(const ComparedScenario& scenario) {
    std::vector<std::vector<std::string>> rows = {{"",
                                                   "this run",
                                                   "P10 to P90",
                                                   "a GPU-hour",
                                                   "bound to",
                                                   "break-even",
                                                   "",
                                                   "",
                                                   "buying instead",
                                                   "",
                                                   "paid back",
                                                   "discounted",
                                                   "owning is"},
                                                  {"way",
                                                   "USD",
                                                   "USD",
                                                   "USD",
                                                   "USD",
                                                   "months",
                                                   "use",
                                                   "runs",
                                                   "NPV USD",
                                                   "IRR",
                                                   "months",
                                                   "months",
                                                   "cheaper in"}};
    for (const WayToPay& way : scenario.ways) {
        WayCells cells = way_cells(scenario, way);
        rows.push_back({way.name,
                        std::move(cells.run),
                        std::move(cells.run_range),
                        std::move(cells.gpu_hour),
                        std::move(cells.committed),
                        std::move(cells.break_even_months),
                        std::move(cells.break_even_utilisation),
                        std::move(cells.break_even_runs),
                        std::move(cells.npv),
                        std::move(cells.irr),
                        std::move(cells.payback_months),
                        std::move(cells.discounted_payback_months),
                        std::move(cells.owning_is_cheaper_in)});
    }
    return aligned(rows);
}

/// Money spent, above zero, at the end of each year of the machine's life.
std::string spending_table(const ComparedScenario& scenario) {
    std::vector<std::vector<std::string>> rows = {{"month"}};
    std::size_t months = 0;
    std::vector<CashFlow> sums;
    for (const WayToPay& way : scenario.ways) {
        rows[0].push_back(way.name);
        sums.push_back(cumulative(way.flow));
        months = std::max(months, way.flow.size());
    }
    for (std::size_t m = 0; m < months; m += kMonthsInYear) {
        rows.push_back({fmt::format("{}", m)});
        for (const CashFlow& sum : sums) rows.back().push_back(dollars(-sum[m]));
    }
    if ((months - 1) % kMonthsInYear != 0) {
        rows.push_back({fmt::format("{}", months - 1)});
        for (const CashFlow& sum : sums) rows.back().push_back(dollars(-sum.back()));
    }
    return aligned(rows);
}

const WayToPay* owned(const ComparedScenario& scenario) {
    for (const WayToPay& way : scenario.ways) {
        if (!way.offer)
            return &way;
    }
    return nullptr;
}

std::string switches_text(const ComparedScenario& scenario) {
    if (owned(scenario) == nullptr || scenario.ways.size() < 2)
        return "";
    if (scenario.switches.empty())
        return "no input alone switches that within its range\n";
    const bool own_now = !scenario.ways.front().offer;
    std::vector<std::vector<std::string>> rows = {
        {fmt::format("{} would be cheaper", own_now ? "renting" : "owning"),
         "now",
         "",
         "likely to"}};
    for (std::size_t i = 0; i < std::min(kMostSwitches, scenario.switches.size()); ++i) {
        const Switch& change = scenario.switches[i];
        rows.push_back(
            {"  " + change.path,
             significant(change.now),
             fmt::format(
                 "{} {}", change.at < change.now ? "below" : "above", significant(change.at)),
             format_share(change.probability)});
    }
    return aligned(rows);
}

std::vector<std::string> not_counted(const ComparedScenario& scenario) {
    return foundations(scenario.loaded, scenario.report, {}).not_counted;
}

std::string payment_text(const ComparedScenario& scenario) {
    if (scenario.loaded.scenario.recipe.kind == RecipeKind::as_is)
        return "nothing is trained, and nothing is paid for training\n";
    if (scenario.ways.empty())
        return scenario.report.endless ? "the run never ends: failures outpace work\n"
                                       : "no whole run: give training.tokens\n";
    const Ownership& terms = scenario.loaded.scenario.ownership;
    const std::string verdict = verdict_text(scenario);
    return verdict + (verdict.empty() ? "" : "\n") +
           "a run also carries its share of the hours that an owned or committed machine "
           "stands\n\n" +
           ways_table(scenario) +
           fmt::format(
               "\nspent until the end of a month, after tax at {}, machine at work {} of the "
               "time\n",
               format_share(terms.tax_rate),
               format_share(terms.utilisation)) +
           spending_table(scenario) + '\n' + switches_text(scenario) +
           "\nnot counted: " + fmt::format("{}", fmt::join(not_counted(scenario), "; ")) + '\n';
}

Json way_json(const ComparedScenario& scenario, const WayToPay& way) {
    Json json = {{"name", way.name},
                 {"contract", way.contract},
                 {"run_usd", way.run.in(usd)},
                 {"usd_per_gpu_hour", way.gpu_hour.in(usd / hour)},
                 {"committed_usd", way.committed.in(usd)},
                 {"days", way.wall.in(day)}};
    if (way.break_even)
        json["break_even_months"] = way.break_even->in(month);
    if (way.break_even_utilisation)
        json["break_even_utilisation"] = *way.break_even_utilisation;
    if (way.break_even_runs)
        json["break_even_runs"] = *way.break_even_runs;
    if (way.buying) {
        Json& buying = json["buying_instead"];
        buying["npv_usd"] = way.buying->npv_usd;
        if (way.buying->irr)
            buying["irr"] = *way.buying->irr;
        if (way.buying->payback)
            buying["payback_months"] = way.buying->payback->in(month);
        if (way.buying->discounted_payback)
            buying["discounted_payback_months"] = way.buying->discounted_payback->in(month);
    }
    if (const auto share = own_share(scenario, way))
        json["own_cheaper"] = *share;
    if (way.offer && *way.offer < scenario.uncertainty.offers.size())
        json["ranges"] = ranges_json(scenario.uncertainty.offers[*way.offer]);
    json["cash_flow_usd"] = way.flow;
    return json;
}

Json metrics_json(const ComparedScenario& scenario) {
    Json json = Json::object();
    for (const Metric* metric : compared_metrics()) {
        const MetricValue value = value_of(*metric, scenario.answer());
        if (const auto* text = std::get_if<std::string>(&value))
            json[metric->path] = *text;
        else if (std::isfinite(number_of(value)))
            json[metric->path] = number_of(value);
    }
    return json;
}

}  // namespace

std::vector<const Metric*> compared_metrics() {
    std::vector<const Metric*> out;
    for (const char* path : {"run.days",
                             "iteration.time_s",
                             "iteration.mfu",
                             "memory.per_gpu_gib",
                             "power.facility_mean_kw",
                             "power.cooling_tons",
                             "power.pue",
                             "energy.facility_mwh",
                             "energy.water_m3",
                             "energy.water_off_site_m3",
                             "carbon.operational_t",
                             "carbon.embodied_t",
                             "carbon.total_t",
                             "carbon.basis",
                             "cost.on_prem.acquisition_usd",
                             "cost.on_prem.servers_usd",
                             "cost.on_prem.network_usd",
                             "cost.on_prem.storage_usd",
                             "cost.on_prem.facility_usd",
                             "cost.on_prem.total_usd",
                             "cost.cloud.offer",
                             "cost.cloud.total_usd",
                             "cost.break_even_months",
                             "recipe.way",
                             "recipe.measured_quality",
                             "recipe.trained_parameters",
                             "serving.requests_at_once",
                             "serving.first_token_ms",
                             "serving.step_ms",
                             "serving.tokens_per_s",
                             "serving.servers",
                             "serving.facility_kw",
                             "serving.usd_per_million_tokens",
                             "serving.kwh_per_million_tokens",
                             "serving.g_per_million_tokens",
                             "serving.total_usd",
                             "life.total_usd",
                             "life.energy_mwh",
                             "life.carbon_t"})
        out.push_back(find_metric(path));
    return out;
}

std::string column_name(std::size_t i) {
    constexpr std::size_t kLetters = 26;
    return i < kLetters ? std::string(1, static_cast<char>('A' + i)) : fmt::format("{}", i + 1);
}

std::string mixed_bases_text(const std::vector<ComparedScenario>& scenarios) {
    const std::string& first = scenarios.front().loaded.scenario.site.grid_basis;
    if (std::all_of(scenarios.begin(), scenarios.end(), [&](const ComparedScenario& s) {
            return s.loaded.scenario.site.grid_basis == first;
        }))
        return "";
    return "carbon: the columns count grids on different bases (carbon.basis); tonnes compare "
           "within one basis only\n";
}

std::string verdict_text(const ComparedScenario& scenario) {
    if (owned(scenario) == nullptr || scenario.ways.size() < 2)
        return "";
    const WayToPay& best = scenario.ways.front();
    const WayToPay& next = scenario.ways[1];
    std::string out = fmt::format("cheapest for this run: {}, {} below {}",
                                  best.name,
                                  format_money(next.run - best.run),
                                  next.name);
    if (scenario.uncertainty.samples > 0) {
        out += fmt::format("; owning is cheapest in {} of {} draws",
                           format_share(scenario.uncertainty.own_cheaper),
                           grouped(static_cast<double>(scenario.uncertainty.samples)));
    }
    return out;
}

std::vector<std::string> comparison_warnings(const std::vector<ComparedScenario>& scenarios) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        for (const std::string& warning : warnings(scenarios[i].answer()))
            out.push_back(column_name(i) + ": " + warning);
    }
    return out;
}

bool is_told_apart(const std::string& path) {
    return path == "name" || path == "published" || path.rfind("recipe.quality", 0) == 0;
}

std::string comparison_text(const std::vector<ComparedScenario>& scenarios) {
    if (scenarios.size() > kMostColumns)
        return lines_text(scenarios);
    std::string out = side_by_side(scenarios) + traffic_text(scenarios);
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        out += fmt::format("\n{}  {}\n", column_name(i), scenarios[i].title);
        out += payment_text(scenarios[i]);
    }
    return out;
}

std::string comparison_json(const std::vector<ComparedScenario>& scenarios) {
    Json list = Json::array();
    const std::vector<DifferingInput> inputs = differing_inputs(scenarios);
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        const ComparedScenario& scenario = scenarios[i];
        Json json = {{"title", scenario.title}};
        json["inputs"] = Json::object();
        for (const DifferingInput& input : inputs) json["inputs"][input.path] = input.values[i];
        json["metrics"] = metrics_json(scenario);
        json["ranges"] = Json::object();
        for (const Metric* metric : compared_metrics()) {
            const auto range = scenario.uncertainty.ranges.find(metric->path);
            if (range != scenario.uncertainty.ranges.end())
                json["ranges"][metric->path] = range_json(range->second);
        }
        json["ways"] = Json::array();
        for (const WayToPay& way : scenario.ways) json["ways"].push_back(way_json(scenario, way));
        json["switches"] = Json::array();
        for (const Switch& change : scenario.switches)
            json["switches"].push_back({{"input", change.path},
                                        {"now", change.now},
                                        {"at", change.at},
                                        {"probability", change.probability}});
        json["not_counted"] = not_counted(scenario);
        if (const auto tokens = break_even_tokens(scenarios.front(), scenario))
            json["break_even_served_tokens"] = *tokens;
        list.push_back(std::move(json));
    }
    return Json{{"scenarios", std::move(list)}}.dump(
               2, ' ', false, Json::error_handler_t::replace) +
           '\n';
}

std::string cash_flow_csv(const std::vector<ComparedScenario>& scenarios) {
    std::string out = "scenario,month,way,flow [USD],cumulative [USD]\n";
    for (const ComparedScenario& scenario : scenarios) {
        for (const WayToPay& way : scenario.ways) {
            const CashFlow sums = cumulative(way.flow);
            for (std::size_t m = 0; m < way.flow.size(); ++m) {
                out += fmt::format("{},{},{},{},{}\n",
                                   csv_cell(scenario.title),
                                   m,
                                   csv_cell(way.name),
                                   to_text(way.flow[m]),
                                   to_text(sums[m]));
            }
        }
    }
    return out;
}

}  // namespace deepwallet
