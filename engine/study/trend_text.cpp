#include "engine/study/trend_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/config/csv.hpp"
#include "engine/config/value.hpp"
#include "engine/core/version.hpp"
#include "engine/report/aligned.hpp"
#include "engine/report/format.hpp"
#include "engine/report/html.hpp"

namespace deepwallet {

namespace {

using namespace units;
using Json = nlohmann::ordered_json;
using Table = std::vector<std::vector<std::string>>;

constexpr double kMonths = 12.0;

std::string factor(double x) { return "×" + significant(x); }

std::string money(double dollars) { return format_money(dollars * usd); }

std::string tonnes(double t) { return grouped(std::round(t)) + " t"; }

std::string rule_name(const FamilyCost& cost) {
    if (cost.rule.tokens_per_parameter)
        return significant(*cost.rule.tokens_per_parameter) + " tokens a parameter";
    return format_count(cost.tokens) + " tokens";
}

/// In CSV, which programs read.
const char* hardware_word(bool projected) { return projected ? "projected" : "today's"; }

std::string growth_line(const Growth& g) {
    return fmt::format("{} a year (95 % {} to {})",
                       factor(g.yearly_factor()),
                       significant(std::pow(10.0, g.slope_low)),
                       significant(std::pow(10.0, g.slope_high)));
}

std::string fit_line(const Growth& g) {
    return fmt::format("log10(parameters) grows {:.4f} a year, R² {:.3f}, residual sd {:.3f}",
                       g.slope,
                       g.r_squared,
                       g.residual_sd);
}

/// The first row ahead: a year behind the last model.
std::string next_line(const Trend& t) {
    const TrendRow& row = t.rows.size() > 1 ? t.rows[1] : t.rows.front();
    return fmt::format("{}: {} parameters, 95 % of single models {} to {} (×/÷ {})",
                       year_as_month(row.year),
                       format_count(row.parameters),
                       format_count(row.low),
                       format_count(row.high),
                       significant(row.high / row.parameters));
}

std::string hardware_line(const TrendData& d) {
    const auto yearly = [](const TrendValue& v) { return factor(v.factor_after(1.0)); };
    return fmt::format(
        "FLOP/s a dollar {} a year (doubling in {} years, {} to {}), a chip {}, a watt {}",
        yearly(d.flops_per_usd_years),
        significant(d.flops_per_usd_years.value),
        significant(d.flops_per_usd_years.low),
        significant(d.flops_per_usd_years.high),
        yearly(d.flops_per_chip_years),
        yearly(d.flops_per_watt_years));
}

/// What the same people found of other GPUs.
std::string other_hardware_line(const TrendData& d) {
    const auto said = [](const TrendValue& v, const char* of) {
        if (v.value <= 0.0)
            return std::string();
        const std::string range =
            v.low < v.high ? fmt::format(", {} to {}", significant(v.low), significant(v.high))
                           : "";
        return fmt::format(
            "; {} {} ({} years{})", of, factor(v.factor_after(1.0)), significant(v.value), range);
    };
    const std::string out = said(d.flops_per_usd_all_years, "of all GPUs") +
                            said(d.flops_per_usd_top_years, "of the fastest of their day");
    return out.empty() ? out : "a dollar " + out.substr(2);
}

std::string gap_line(const Trend& t) {
    return fmt::format(
        "models outgrow a dollar of hardware {} a year",
        factor(t.growth.yearly_factor() / t.data.flops_per_usd_years.factor_after(1.0)));
}

std::string family_line(const Trend& t) {
    const FamilyCost& cost = t.costs.front();
    return fmt::format(
        "{} evaluated plans of {} to {} parameters (dollars ~ N^{:.2f} at a fixed number of "
        "tokens, "
        "N^{:.2f} where tokens grow with the model); larger models by their FLOPs, at the rate of "
        "the largest plan; a run takes {} days\n"
        "left out: what larger machines lose to more failures and slower links; a scenario of that "
        "size answers with them (deepwallet run scenarios/alternatives/hundred-trillion.toml)",
        cost.members,
        format_count(cost.smallest),
        format_count(cost.largest),
        cost.usd.exponent,
        t.costs.back().usd.exponent,
        significant(t.data.run_days.value));
}

Table cost_table(const Trend& t) {
    Table rows = {
        {"month", "parameters", "tokens", "dollars", "later", "power", "later", "CO2e", "later"}};
    for (const TrendRow& row : t.rows) {
        for (std::size_t i = 0; i < t.costs.size(); ++i) {
            const auto& [now, then] = row.by_rule[i];
            rows.push_back({year_as_month(row.year),
                            format_count(row.parameters),
                            rule_name(t.costs[i]),
                            money(now.usd),
                            money(then.usd),
                            format_power(now.power_mw * MW),
                            format_power(then.power_mw * MW),
                            tonnes(now.carbon_t),
                            tonnes(then.carbon_t)});
        }
    }
    return rows;
}

std::string limit_value(const TrendLimit& limit) {
    switch (limit.need) {
        case TrendNeed::dollars:
            return money(limit.most.value);
        case TrendNeed::power:
            return format_power(limit.most.value * MW);
        case TrendNeed::energy:
            return grouped(std::round(limit.most.value)) + " TWh";
    }
    return "";
}

/// "2024-03", or "never": not within a century.
std::string when(const std::optional<double>& year) {
    return year ? year_as_month(*year) : "never";
}

std::string when(const Passing& p) {
    return fmt::format("{} ({} to {})", when(p.year), when(p.earliest), when(p.latest));
}

/// Passings come in pairs: on hardware as it is, and as it gets.
Table passing_table(const Trend& t) {
    Table rows = {
        {"one run takes all of", "", "tokens", "on the scenario's hardware", "on later hardware"}};
    for (std::size_t i = 0; i + 1 < t.passings.size(); i += 2) {
        const Passing& p = t.passings[i];
        const TrendLimit& limit = t.data.limits[p.limit];
        rows.push_back({limit.name,
                        limit_value(limit),
                        rule_name(t.costs[p.rule]),
                        when(p),
                        when(t.passings[i + 1])});
    }
    return rows;
}

Table model_table(const Trend& t) {
    Table rows = {{"model", "month", "parameters", "on the line", "of it"}};
    const auto add = [&](const TrendModel& m) {
        const double line = t.growth.at(m.year);
        rows.push_back({m.name,
                        m.month,
                        format_count(m.parameters),
                        format_count(line),
                        factor(m.parameters / line)});
    };
    for (const TrendModel& m : t.data.fitted) add(m);
    for (const TrendModel& m : t.data.since) add(m);
    return rows;
}

Json json_of(const Projection& p) {
    return {{"usd", p.usd},
            {"gpus", p.gpus},
            {"power_mw", p.power_mw},
            {"energy_twh", p.energy_twh},
            {"carbon_t", p.carbon_t}};
}

Json json_of(const TrendValue& v) {
    return {{"value", v.value},
            {"low", v.low},
            {"high", v.high},
            {"assumption", v.assumption},
            {"source", v.source}};
}

Json json_of(const TrendModel& m, const Growth& g) {
    return {{"name", m.name},
            {"month", m.month},
            {"parameters", m.parameters},
            {"on_the_line", g.at(m.year)},
            {"source", m.source}};
}

Json json_of(const Growth& g) {
    return {{"points", g.points},
            {"slope_log10_per_year", g.slope},
            {"slope_low", g.slope_low},
            {"slope_high", g.slope_high},
            {"yearly_factor", g.yearly_factor()},
            {"yearly_factor_low", std::pow(10.0, g.slope_low)},
            {"yearly_factor_high", std::pow(10.0, g.slope_high)},
            {"r_squared", g.r_squared},
            {"residual_sd_log10", g.residual_sd},
            {"doubling_months", kMonths * g.doubling_years()}};
}

Json pairs_json(const Trend& t, const std::vector<ProjectedPair>& pairs) {
    Json out = Json::array();
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        out.push_back({{"tokens", rule_name(t.costs[i])},
                       {"today", json_of(pairs[i].today)},
                       {"projected", json_of(pairs[i].then)}});
    }
    return out;
}

Json json_of(const Trend& t, const TrendRow& row) {
    return {{"month", year_as_month(row.year)},
            {"parameters", row.parameters},
            {"low", row.low},
            {"high", row.high},
            {"cost", pairs_json(t, row.by_rule)},
            {"cost_at_low", pairs_json(t, row.at_low)},
            {"cost_at_high", pairs_json(t, row.at_high)}};
}

const char* unit_of(TrendNeed need) {
    switch (need) {
        case TrendNeed::dollars:
            return "USD";
        case TrendNeed::power:
            return "MW";
        case TrendNeed::energy:
            return "TWh";
    }
    return "";
}

Json json_of(const Trend& t, const Passing& p) {
    const TrendLimit& limit = t.data.limits[p.limit];
    Json out = {{"limit", limit.name},
                {"most", json_of(limit.most)},
                {"unit", unit_of(limit.need)},
                {"tokens", rule_name(t.costs[p.rule])},
                {"hardware", p.projected ? "projected" : "today"}};
    const auto add = [&](const char* name, const std::optional<double>& year) {
        if (year)
            out[name] = year_as_month(*year);
    };
    add("month", p.year);
    add("earliest", p.earliest);
    add("latest", p.latest);
    return out;
}

std::vector<HtmlColumn> columns(const std::vector<std::string>& names) {
    std::vector<HtmlColumn> out;
    for (std::size_t i = 0; i < names.size(); ++i) out.push_back({names[i], i > 0});
    return out;
}

HtmlTable html_table(const std::string& caption, Table rows) {
    HtmlTable out{caption, columns(rows.front()), {}};
    rows.erase(rows.begin());
    out.rows = std::move(rows);
    return out;
}

HtmlList source_list(const TrendData& d) {
    HtmlList out;
    const auto add = [&](const std::string& what, const TrendValue& v) {
        out.items.push_back(fmt::format("{} {} ({} to {}){}: {}",
                                        what,
                                        significant(v.value),
                                        significant(v.low),
                                        significant(v.high),
                                        v.assumption ? ", an assumption" : "",
                                        v.source));
    };
    add("years to double FLOP/s a dollar:", d.flops_per_usd_years);
    if (d.flops_per_usd_all_years.value > 0.0)
        add("the same of all GPUs:", d.flops_per_usd_all_years);
    if (d.flops_per_usd_top_years.value > 0.0)
        add("the same of the fastest of their day:", d.flops_per_usd_top_years);
    add("years to double FLOP/s a chip:", d.flops_per_chip_years);
    add("years to double FLOP/s a watt:", d.flops_per_watt_years);
    add("days of a run:", d.run_days);
    add("tokens a parameter:", d.tokens_per_parameter);
    for (const TrendLimit& limit : d.limits) add(limit.name + ":", limit.most);
    for (const TrendModel& m : d.fitted) out.items.push_back(m.name + ": " + m.source);
    for (const TrendModel& m : d.since) out.items.push_back(m.name + ": " + m.source);
    return out;
}

/// From the first model to the last row, in steps of a month.
std::vector<double> instants(const Trend& t) {
    double first = t.rows.front().year;
    double last = t.rows.back().year;
    for (const TrendModel& m : t.data.fitted) first = std::min(first, m.year);
    for (const TrendModel& m : t.data.since) last = std::max(last, m.year);
    std::vector<double> out;
    for (double year = first; year < last + 1.0 / kMonths; year += 1.0 / kMonths)
        out.push_back(year);
    return out;
}

ChartSeries points_of(const std::string& name, const std::vector<TrendModel>& models) {
    ChartSeries out{name, {}};
    for (const TrendModel& m : models) out.points.push_back({m.year, m.parameters});
    return out;
}

}  // namespace

std::string trend_doubt(const Trend& t) {
    std::string out = fmt::format(
        "{} points, each chosen because it was the largest of its day, say how fast records fell; "
        "they prove no law.",
        t.growth.points);
    if (t.data.since.empty())
        return out;
    return out + fmt::format(
                     " Of the {} models since, {} are below the line and {} outside of its 95 % "
                     "interval.",
                     t.data.since.size(),
                     t.since_below,
                     t.since_outside);
}

std::string trend_text(const Trend& t) {
    std::string out = t.data.title + '\n';
    out += "models    " + growth_line(t.growth) + ", doubling in " +
           significant(kMonths * t.growth.doubling_years()) + " months\n";
    out += "fit       " + fit_line(t.growth) + '\n';
    out += "next      " + next_line(t) + '\n';
    out += "hardware  " + hardware_line(t.data) + '\n';
    if (const std::string others = other_hardware_line(t.data); !others.empty())
        out += "          " + others + '\n';
    out += "gap       " + gap_line(t) + '\n';
    out += "doubt     " + trend_doubt(t) + '\n';
    out += "\n" + aligned(model_table(t));
    out += "\nwhat the next ones would take\n" + aligned(cost_table(t)) + family_line(t) +
           "\nfirst on hardware and at prices of " + year_as_month(t.data.hardware_year) +
           ", later on what there would be that month\n";
    out +=
        "\nwhen a limit would be passed, if all went on like that; in brackets 95 % of one more "
        "model\n" +
        aligned(passing_table(t));
    return out;
}

std::string trend_json(const Trend& t) {
    Json out = {{"title", t.data.title}, {"fit", json_of(t.growth)}};
    out["doubt"] = trend_doubt(t);
    out["fitted"] = Json::array();
    for (const TrendModel& m : t.data.fitted) out["fitted"].push_back(json_of(m, t.growth));
    out["since"] = Json::array();
    for (const TrendModel& m : t.data.since) out["since"].push_back(json_of(m, t.growth));
    out["hardware"] = {{"flops_per_usd_years", json_of(t.data.flops_per_usd_years)},
                       {"flops_per_chip_years", json_of(t.data.flops_per_chip_years)},
                       {"flops_per_watt_years", json_of(t.data.flops_per_watt_years)}};
    for (const auto& [name, value] :
         {std::pair{"flops_per_usd_all_years", t.data.flops_per_usd_all_years},
          std::pair{"flops_per_usd_top_years", t.data.flops_per_usd_top_years}}) {
        if (value.value > 0.0)
            out["hardware"][name] = json_of(value);
    }
    out["rows"] = Json::array();
    for (const TrendRow& row : t.rows) out["rows"].push_back(json_of(t, row));
    out["limits"] = Json::array();
    for (const Passing& p : t.passings) out["limits"].push_back(json_of(t, p));
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string trend_csv(const Trend& t) {
    std::string out =
        "kind,name,month,parameters,low,high,tokens,hardware,cost [USD],gpus,power [MW],energy "
        "[TWh],carbon [t]\n";
    const auto add = [&](const char* kind, const TrendModel& m) {
        out += fmt::format(
            "{},{},{},{},,,,,,,,,\n", kind, csv_cell(m.name), m.month, to_text(m.parameters));
    };
    for (const TrendModel& m : t.data.fitted) add("fitted", m);
    for (const TrendModel& m : t.data.since) add("since", m);
    for (const TrendRow& row : t.rows) {
        for (std::size_t i = 0; i < t.costs.size(); ++i) {
            for (const bool projected : {false, true}) {
                const Projection& p = projected ? row.by_rule[i].then : row.by_rule[i].today;
                out += fmt::format("ahead,,{},{},{},{},{},{},{},{},{},{},{}\n",
                                   year_as_month(row.year),
                                   to_text(row.parameters),
                                   to_text(row.low),
                                   to_text(row.high),
                                   csv_cell(rule_name(t.costs[i])),
                                   hardware_word(projected),
                                   to_text(p.usd),
                                   to_text(p.gpus),
                                   to_text(p.power_mw),
                                   to_text(p.energy_twh),
                                   to_text(p.carbon_t));
            }
        }
    }
    return out;
}

LineChart trend_chart(const Trend& t) {
    LineChart out;
    out.title = "Parameters of the largest models, and the line through them";
    out.x = {"year", "year", AxisScale::linear};
    out.y = {"parameters", "", AxisScale::logarithmic};
    out.dots = false;
    out.series = {{"fit", {}}, {"95 % of one more, low", {}}, {"high", {}}};
    for (const double year : instants(t)) {
        out.series[0].points.push_back({year, t.growth.at(year)});
        out.series[1].points.push_back({year, t.growth.low(year)});
        out.series[2].points.push_back({year, t.growth.high(year)});
    }
    out.loose = {points_of("fitted", t.data.fitted), points_of("since", t.data.since)};
    return out;
}

LineChart trend_cost_chart(const Trend& t) {
    LineChart out;
    out.title = "What one run would cost";
    out.x = {"year", "year", AxisScale::linear};
    out.y = {"cost of a run", "USD", AxisScale::logarithmic};
    for (std::size_t i = 0; i < t.costs.size(); ++i) {
        for (const bool projected : {false, true}) {
            ChartSeries line{rule_name(t.costs[i]) +
                                 (projected ? ", projected hardware" : ", the scenario's hardware"),
                             {}};
            for (const TrendRow& row : t.rows) {
                const ProjectedPair& pair = row.by_rule[i];
                line.points.push_back({row.year, projected ? pair.then.usd : pair.today.usd});
            }
            out.series.push_back(std::move(line));
        }
    }
    return out;
}

std::string trend_page(const Trend& t) {
    HtmlPage page;
    page.title = t.data.title;
    page.subtitle = growth_line(t.growth) + ", doubling in " +
                    significant(kMonths * t.growth.doubling_years()) + " months";
    page.sections = {
        {"The history",
         {HtmlNote{trend_doubt(t), true},
          HtmlCharts{{to_svg(trend_chart(t))}},
          HtmlNote{fit_line(t.growth) + ". " + next_line(t) + "."},
          html_table("", model_table(t))}},
        {"The hardware",
         {HtmlNote{hardware_line(t.data) + "; " + gap_line(t) + ". " +
                   other_hardware_line(t.data)}}},
        {"What the next ones would take",
         {HtmlCharts{{to_svg(trend_cost_chart(t))}},
          HtmlNote{family_line(t) + "."},
          html_table("On the line; trend --json has the ends of the interval.", cost_table(t))}},
        {"When a limit would be passed",
         {html_table("If all went on like that. The interval is of one more model.",
                     passing_table(t))}},
        {"Sources", {source_list(t.data)}}};
    page.footer = "deepwallet " + std::string(version());
    return html(page);
}

}  // namespace deepwallet
