#include "engine/study/comparison_page.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "engine/report/format.hpp"
#include "engine/study/comparison_lines.hpp"
#include "engine/study/comparison_text.hpp"
#include "engine/study/page_parts.hpp"

namespace deepwallet {

namespace {

using namespace units;

/// "+12.3 %" of the first one's; empty where there is nothing to hold it against.
std::string difference(double value, double first) {
    if (!std::isfinite(value) || !std::isfinite(first) || first == 0.0)
        return "";
    const double share = (value - first) / std::abs(first);
    return share == 0.0 ? "=" : fmt::format("{:+.1f} %", 100.0 * share);
}

std::vector<HtmlColumn> metric_columns(const std::vector<ComparedScenario>& scenarios) {
    std::vector<HtmlColumn> out = {{"metric"}};
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        out.push_back({column_name(i), true});
        if (i > 0)
            out.push_back({fmt::format("{} to {}", column_name(i), column_name(0)), true});
    }
    return out;
}

std::vector<std::string> value_row(const std::vector<ComparedScenario>& scenarios,
                                   const Metric& metric) {
    std::vector<std::string> row = {metric.path};
    const double first = number_of(value_of(metric, scenarios.front().answer()));
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        const Answer answer = scenarios[i].answer();
        row.push_back(page_value(metric, answer));
        if (i > 0)
            row.push_back(difference(number_of(value_of(metric, answer)), first));
    }
    return row;
}

/// P10 to P90 of each; empty where none is known.
std::vector<std::string> range_row(const std::vector<ComparedScenario>& scenarios,
                                   const Metric& metric) {
    std::vector<std::string> row = {"P10 to P90"};
    bool any = false;
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        const auto range = scenarios[i].uncertainty.ranges.find(metric.path);
        const bool known = range != scenarios[i].uncertainty.ranges.end() &&
                           range->second.p10 != range->second.p90;
        any = any || known;
        row.push_back(known ? short_value(range->second.p10, metric.unit) + " to " +
                                  short_value(range->second.p90, metric.unit)
                            : "");
        if (i > 0)
            row.emplace_back();
    }
    return any ? row : std::vector<std::string>{};
}

HtmlTable metrics_table(const std::vector<ComparedScenario>& scenarios) {
    HtmlTable out{
        "Differences are shares of the first scenario's value.", metric_columns(scenarios), {}};
    for (const Metric* metric : compared_metrics()) {
        std::vector<std::string> row = value_row(scenarios, *metric);
        if (std::all_of(row.begin() + 1, row.end(), [](const std::string& cell) {
                return cell.empty() || cell == "-";
            }))
            continue;
        out.rows.push_back(std::move(row));
        std::vector<std::string> range = range_row(scenarios, *metric);
        if (!range.empty())
            out.rows.push_back(std::move(range));
    }
    return out;
}

HtmlTable legend_table(const std::vector<ComparedScenario>& scenarios) {
    HtmlTable out{"", {{""}, {"scenario"}, {"cheapest for this run"}, {"", true}}, {}};
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        const std::vector<WayToPay>& ways = scenarios[i].ways;
        out.rows.push_back({column_name(i),
                            scenarios[i].title,
                            ways.empty() ? "-" : ways.front().name,
                            ways.empty() ? "" : format_money(ways.front().run)});
    }
    return out;
}

HtmlSection inputs_section(const std::vector<ComparedScenario>& scenarios) {
    HtmlTable table{"Inputs that somebody gave.", {{"input"}}, {}};
    for (std::size_t i = 0; i < scenarios.size(); ++i) table.columns.push_back({column_name(i)});
    for (const DifferingInput& input : differing_inputs(scenarios)) {
        std::vector<std::string> row = {input.path};
        row.insert(row.end(), input.values.begin(), input.values.end());
        table.rows.push_back(std::move(row));
    }
    if (table.rows.empty())
        return {"What differs", {HtmlNote{"No input that somebody gave."}}};
    table.folded = scenarios.size() > kMostColumns;
    return {"What differs", {std::move(table)}};
}

/// One series a metric would mix units: a chart a metric.
void add_bars(const std::vector<ComparedScenario>& scenarios,
              const char* path,
              HtmlCharts& charts) {
    const Metric& metric = *find_metric(path);
    BarChart chart;
    chart.title = metric.path;
    // What follows is told where there is room for it: an axis cuts its title.
    chart.value = {
        metric.meaning.substr(0, metric.meaning.find(';')), metric.unit, AxisScale::linear};
    chart.series.emplace_back();
    bool any = false;
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        const double value = number_of(value_of(metric, scenarios[i].answer()));
        any = any || std::isfinite(value);
        chart.names.push_back(column_name(i) + "  " + scenarios[i].title);
        chart.series.back().points.push_back({0.0, value});
    }
    if (any)
        charts.svgs.push_back(to_svg(chart));
}

/// Many scenarios are read line by line.
void add_lines(const std::vector<ComparedScenario>& scenarios, HtmlSection& out) {
    std::vector<std::vector<std::string>> rows = line_rows(scenarios);
    HtmlTable table{
        "Training by the cheapest way to pay, without what a base model or a teacher took; serving "
        "for a million tokens; ms: mean time of a token of an answer; life: training and all years "
        "of service.",
        {},
        {}};
    for (const std::string& name : rows.front())
        table.columns.push_back({name, !table.columns.empty()});
    table.rows.assign(rows.begin() + 1, rows.end());
    out.blocks.emplace_back(std::move(table));
    out.blocks.emplace_back(HtmlTable{"What was measured of the result.",
                                      {{"scenario"}, {"quality"}, {"source"}},
                                      quality_rows(scenarios)});
    if (auto published = published_rows(scenarios); !published.empty())
        out.blocks.emplace_back(HtmlTable{
            "What others published of it.", {{"scenario"}, {"figure"}}, std::move(published)});
}

HtmlSection metrics_section(const std::vector<ComparedScenario>& scenarios) {
    HtmlCharts charts;
    for (const char* path :
         {"run.days", "cost.on_prem.total_usd", "cost.cloud.total_usd", "carbon.total_t"})
        add_bars(scenarios, path, charts);
    HtmlSection out{"Side by side", {}};
    for (const std::string& warning : comparison_warnings(scenarios))
        out.blocks.emplace_back(HtmlNote{warning, true});
    if (scenarios.size() > kMostColumns)
        add_lines(scenarios, out);
    if (!charts.svgs.empty())
        out.blocks.emplace_back(std::move(charts));
    HtmlTable all = metrics_table(scenarios);
    all.folded = scenarios.size() > kMostColumns;
    out.blocks.emplace_back(std::move(all));
    const std::string mixed = mixed_bases_text(scenarios);
    if (!mixed.empty())
        out.blocks.emplace_back(HtmlNote{mixed});
    return out;
}

HtmlSection spending_section(const std::vector<ComparedScenario>& scenarios) {
    HtmlCharts charts;
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        if (!scenarios[i].ways.empty())
            charts.svgs.push_back(to_svg(spending_chart(column_name(i) + "  " + scenarios[i].title,
                                                        scenarios[i].ways,
                                                        scenarios[i].uncertainty.payback)));
    }
    if (charts.svgs.empty())
        return {};
    return {
        "Money over the months",
        {std::move(charts),
         HtmlNote{"Over the machine's life, after tax. Rings mark where owning and renting have "
                  "cost the same."}}};
}

/// A bill in parts that add up to it.
struct BillPart {
    const char* name;
    Money money;
};

std::vector<BillPart> owner_parts(const OnPremCost& own) {
    return {{"capital", own.run_capital},
            {"upkeep", own.run_upkeep},
            {"staff", own.run_staff},
            {"colocation", own.run_colocation},
            {"electricity", own.run_energy},
            {"electricity while idle", own.run_idle_energy},
            {"water", own.run_water}};
}

std::vector<BillPart> tenant_parts(const CloudCost& rent) {
    return {{"machines", rent.machines},
            {"storage", rent.storage},
            {"egress", rent.egress},
            {"unused hours of the contract", rent.unused}};
}

struct Bill {
    std::string way;
    std::vector<BillPart> parts;
};

/// Of owning or of the cheapest offer: ways come cheapest first.
std::string name_of_way(const ComparedScenario& s, bool rented) {
    for (const WayToPay& way : s.ways) {
        if (way.offer.has_value() == rented)
            return way.name;
    }
    return "";
}

std::optional<Bill> own_bill(const ComparedScenario& s) {
    if (!s.report.run || !s.report.run->on_prem)
        return std::nullopt;
    return Bill{name_of_way(s, false), owner_parts(*s.report.run->on_prem)};
}

std::optional<Bill> rent_bill(const ComparedScenario& s) {
    const CloudCost* rent = s.report.run ? cheapest_cloud(*s.report.run) : nullptr;
    if (rent == nullptr)
        return std::nullopt;
    return Bill{name_of_way(s, true), tenant_parts(*rent)};
}

/// Of the cheapest way to pay: what the run comes to.
std::optional<Bill> least_bill(const ComparedScenario& s) {
    return s.is_owned() ? own_bill(s) : rent_bill(s);
}

double sum_of(const Bill& bill) {
    Money sum;
    for (const BillPart& part : bill.parts) sum += part.money;
    return sum.in(usd);
}

double part_of(const Bill& bill, std::string_view name) {
    for (const BillPart& part : bill.parts) {
        if (part.name == name)
            return part.money.in(usd);
    }
    return 0.0;
}

/// Parts that both have by their difference; what one has alone goes, or comes, whole.
WaterfallChart gap_between(const Bill& from, const Bill& to) {
    WaterfallChart chart;
    chart.value = {"bill of this run", "USD", AxisScale::linear};
    chart.from = sum_of(from);
    const auto add = [&](const char* name) {
        const double step = part_of(to, name) - part_of(from, name);
        if (step == 0.0)
            return;
        chart.names.emplace_back(name);
        chart.steps.push_back(step);
    };
    for (const BillPart& part : from.parts) add(part.name);
    for (const BillPart& part : to.parts) {
        const bool known = std::any_of(from.parts.begin(), from.parts.end(), [&](const auto& own) {
            return std::string_view(own.name) == part.name;
        });
        if (!known)
            add(part.name);
    }
    return chart;
}

}  // namespace

std::optional<WaterfallChart> gap_chart(const std::vector<ComparedScenario>& scenarios,
                                        std::size_t i) {
    const auto from = least_bill(scenarios.front());
    const auto to = least_bill(scenarios[i]);
    if (!from || !to)
        return std::nullopt;
    WaterfallChart chart = gap_between(*from, *to);
    chart.title =
        fmt::format("From {}, {}, to {}, {}", column_name(0), from->way, column_name(i), to->way);
    chart.from_name = column_name(0) + "  " + scenarios.front().title;
    chart.to_name = column_name(i) + "  " + scenarios[i].title;
    return chart;
}

std::optional<WaterfallChart> own_or_rent_chart(const ComparedScenario& scenario) {
    const auto own = own_bill(scenario);
    const auto rent = rent_bill(scenario);
    if (!own || !rent)
        return std::nullopt;
    WaterfallChart chart = gap_between(*own, *rent);
    chart.from_name = own->way;
    chart.to_name = rent->way;
    return chart;
}

namespace {

/// Of a few scenarios that are near each other: between any two of many it says nothing.
HtmlSection gaps_section(const std::vector<ComparedScenario>& scenarios) {
    HtmlCharts charts;
    if (scenarios.size() > kMostColumns)
        return {};
    for (std::size_t i = 1; i < scenarios.size(); ++i) {
        if (const auto chart = gap_chart(scenarios, i))
            charts.svgs.push_back(to_svg(*chart));
    }
    if (charts.svgs.empty())
        return {};
    return {"What the gaps between the bills are made of", {std::move(charts)}};
}

HtmlSection left_out_section(const std::vector<ComparedScenario>& scenarios) {
    HtmlSection out{"What is not counted", {}};
    HtmlTable table{"", {{""}, {"not counted"}}, {}};
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        const Foundations found = foundations(scenarios[i].loaded, scenarios[i].report, {});
        table.rows.push_back(
            {column_name(i), fmt::format("{}", fmt::join(found.not_counted, "; "))});
    }
    out.blocks.emplace_back(std::move(table));
    return out;
}

std::string footer(const std::vector<ComparedScenario>& scenarios) {
    std::string out;
    for (std::size_t i = 0; i < scenarios.size(); ++i)
        out += fmt::format("{}{}: {}",
                           i == 0 ? "" : " \xc2\xb7 ",
                           column_name(i),
                           made_by(foundations(scenarios[i].loaded, scenarios[i].report, {})));
    return out;
}

}  // namespace

std::string comparison_page(const std::vector<ComparedScenario>& scenarios) {
    if (scenarios.empty())
        return html({"Comparison", "of nothing", {}, ""});
    HtmlSection first = inputs_section(scenarios);
    HtmlSection second = metrics_section(scenarios);
    // Many are told apart by what comes out, a line each, not by a hundred inputs.
    if (scenarios.size() > kMostColumns)
        std::swap(first, second);
    return html(
        {"Comparison",
         fmt::format("of {} scenario{}", scenarios.size(), scenarios.size() == 1 ? "" : "s"),
         {{"Scenarios", {legend_table(scenarios)}},
          std::move(first),
          std::move(second),
          spending_section(scenarios),
          gaps_section(scenarios),
          left_out_section(scenarios)},
         footer(scenarios)});
}

}  // namespace deepwallet
