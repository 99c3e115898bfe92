#include "engine/study/report_page.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "engine/report/causes.hpp"
#include "engine/report/chart.hpp"
#include "engine/report/format.hpp"
#include "engine/report/text.hpp"
#include "engine/scenario/limits.hpp"
#include "engine/scenario/names.hpp"
#include "engine/study/page_parts.hpp"
#include "engine/study/way_cells.hpp"

namespace deepwallet {

namespace {

using namespace units;

constexpr std::size_t kMostBars = 12;
constexpr std::size_t kMostAssumed = 12;
constexpr std::size_t kMostStages = 16;

/// All that a page is made of.
struct Source {
    const LoadedScenario& loaded;
    const Report& report;
    const Doubt& doubt;
    Foundations found;
    std::vector<WayToPay> ways;

    [[nodiscard]] Answer answer() const { return {loaded.scenario, report}; }
};

HtmlTile tile(const Source& in,
              const char* path,
              const std::string& name,
              std::vector<std::string> details = {}) {
    const Metric& metric = *find_metric(path);
    HtmlTile out{name, page_value(metric, in.answer()), {}};
    const std::string range = page_range(in.doubt.ranges, metric);
    if (!range.empty())
        out.details.push_back(range);
    out.details.insert(out.details.end(), details.begin(), details.end());
    return out;
}

std::string said(const Source& in, const char* path) {
    return page_value(*find_metric(path), in.answer());
}

void add_run_tiles(const Source& in, std::vector<HtmlTile>& tiles) {
    const RunReport& run = *in.report.run;
    tiles.push_back(tile(in, "energy.facility_mwh", "energy"));
    tiles.push_back(tile(in,
                         "carbon.total_t",
                         "CO2e",
                         {fmt::format("operational {}, embodied {}",
                                      format_carbon(run.energy.operational),
                                      format_carbon(run.embodied))}));
    if (run.on_prem) {
        tiles.push_back(tile(in,
                             "cost.on_prem.total_usd",
                             "owning, for this run",
                             {format_money(run.on_prem->gpu_hour * hour) + " a GPU-hour"}));
        tiles.push_back(tile(in, "cost.on_prem.acquisition_usd", "buying the machine"));
    }
    if (cheapest_cloud(run) != nullptr)
        tiles.push_back(
            tile(in, "cost.cloud.total_usd", "cheapest rent", {said(in, "cost.cloud.offer")}));
}

bool is_untrained(const Source& in) { return in.loaded.scenario.recipe.kind == RecipeKind::as_is; }

/// What it takes to answer, where anybody asks.
HtmlTiles serving_tiles(const Source& in) {
    HtmlTiles out;
    if (!in.report.serving || !in.report.serving->speed.fits)
        return out;
    out.tiles.push_back(tile(in, "serving.usd_per_million_tokens", "served"));
    out.tiles.push_back(tile(in, "serving.own_usd_per_million_tokens", "on one's own servers"));
    out.tiles.push_back(tile(in, "serving.rent_usd_per_million_tokens", "on rented ones"));
    out.tiles.push_back(tile(in, "serving.kwh_per_million_tokens", "energy"));
    out.tiles.push_back(tile(in, "serving.g_per_million_tokens", "CO2e"));
    out.tiles.push_back(tile(in, "serving.first_token_ms", "first token"));
    out.tiles.push_back(tile(in, "serving.servers", "servers"));
    return out;
}

HtmlTiles headline_tiles(const Source& in) {
    HtmlTiles out;
    const Report& r = in.report;
    if (is_untrained(in))
        return out;
    if (r.run)
        out.tiles.push_back(tile(in,
                                 "run.days",
                                 "days",
                                 {"goodput " + format_share(r.run->campaign.goodput),
                                  significant(r.run->campaign.failures) + " failures expected"}));
    out.tiles.push_back(tile(in, "iteration.time_s", "an iteration"));
    out.tiles.push_back({"speed of a GPU",
                         significant(r.hardware_rate_per_gpu().in(TFLOPS)) + " TFLOP/s",
                         {fmt::format("MFU {} \xc2\xb7 HFU {}",
                                      format_share(r.model_rate_per_gpu() / r.peak),
                                      format_share(r.hardware_rate_per_gpu() / r.peak))}});
    out.tiles.push_back({"memory of the fullest stage",
                         significant(r.memory.use.total().in(GiB)) + " GiB",
                         {fmt::format("{} of {} GiB",
                                      format_share(r.memory.use.total() / r.capacity),
                                      significant(r.capacity.in(GiB)))}});
    out.tiles.push_back(tile(in,
                             "power.facility_mean_kw",
                             "power of the facility",
                             {"PUE " + significant(r.power.pue),
                              "peak of servers and network " + format_power(r.power.it_peak)}));
    if (r.run)
        add_run_tiles(in, out.tiles);
    return out;
}

HtmlSection headlines(const Source& in) {
    HtmlSection out{"What it comes to", {}};
    const std::string misfit = misfit_text(in.loaded.scenario, in.report);
    if (!misfit.empty())
        out.blocks.emplace_back(HtmlNote{misfit, true});
    for (const std::string& warning : warnings({in.loaded.scenario, in.report})) {
        if (misfit.find(warning) == std::string::npos)
            out.blocks.emplace_back(HtmlNote{warning, true});
    }
    if (is_untrained(in))
        out.blocks.emplace_back(
            HtmlNote{"Nothing is trained: no time, energy, carbon or dollars of training."});
    if (!in.report.endless && !in.report.run)
        out.blocks.emplace_back(HtmlNote{
            "No whole run: training.tokens is not given. What follows is of an iteration."});
    for (HtmlTiles tiles : {headline_tiles(in), serving_tiles(in)}) {
        if (!tiles.tiles.empty())
            out.blocks.emplace_back(std::move(tiles));
    }
    return out;
}

std::string iteration_chart(const Report& report) {
    const IterationBreakdown& b = report.iteration.breakdown;
    StackedChart chart;
    chart.title = "Where the time of an iteration goes";
    chart.value = {"time", "s", AxisScale::linear};
    chart.bars = {"iteration"};
    chart.parts = {"compute",
                   "memory-bound",
                   "recompute",
                   "tensor communication",
                   "pipeline communication",
                   "data communication",
                   "bubble",
                   "context communication",
                   "expert communication",
                   "host",
                   "optimizer",
                   "offload",
                   "software stack"};
    chart.sizes.emplace_back();
    for (const Time part : {b.compute,
                            b.memory_bound,
                            b.recompute,
                            b.tensor_comm,
                            b.pipeline_comm,
                            b.data_comm,
                            b.bubble,
                            b.context_comm,
                            b.expert_comm,
                            b.host,
                            b.optimizer,
                            b.offload,
                            b.software})
        chart.sizes.back().push_back(part.in(s));
    return to_svg(chart);
}

std::string stages_chart(const DiscreteDetails& details) {
    StackedChart chart;
    chart.title = "What the stages of the pipeline do";
    chart.value = {"share of the iteration", "", AxisScale::linear};
    chart.parts = {"kernels", "communication", "waiting", "other"};
    for (std::size_t i = 0; i < std::min(kMostStages, details.stages.size()); ++i) {
        const StageUse& use = details.stages[i];
        chart.bars.push_back(fmt::format("stage {}", i));
        chart.sizes.push_back({use.kernels, use.communication, use.waiting, use.other});
    }
    return to_svg(chart);
}

std::string memory_chart(const Report& report) {
    const MemoryUse& m = report.memory.use;
    StackedChart chart;
    chart.title = "Memory of the fullest stage";
    chart.value = {"memory of an accelerator", "GiB", AxisScale::linear};
    chart.bars = {fmt::format("stage {}", report.memory.stage)};
    chart.parts = {"weights",
                   "gradients",
                   "optimizer",
                   "activations",
                   "working space",
                   "logits",
                   "runtime",
                   "buffers",
                   "fragmentation"};
    chart.sizes.emplace_back();
    for (const Data part : {m.weights,
                            m.gradients,
                            m.optimizer,
                            m.activations,
                            m.working,
                            m.logits,
                            m.runtime,
                            m.buffers,
                            m.fragmentation})
        chart.sizes.back().push_back(part.in(GiB));
    chart.limit = report.capacity.in(GiB);
    chart.limit_name = "capacity, " + significant(*chart.limit) + " GiB";
    return to_svg(chart);
}

HtmlSection machine(const Source& in) {
    if (is_untrained(in))
        return {};
    HtmlCharts charts{{iteration_chart(in.report), memory_chart(in.report)}};
    if (in.report.discrete)
        charts.svgs.push_back(stages_chart(*in.report.discrete));
    return {"Where time and memory go", {std::move(charts)}};
}

/// Largest first; causes that come to nothing are left out.
std::vector<CauseBill> paid_causes(const Answer& answer) {
    std::vector<CauseBill> out = bill_by_cause(answer);
    std::erase_if(out, [](const CauseBill& bill) { return bill.money <= Money{}; });
    std::stable_sort(out.begin(), out.end(), [](const CauseBill& a, const CauseBill& b) {
        return a.money > b.money;
    });
    return out;
}

const char* meaning_of(const char* cause) {
    for (const CauseName& named : kCauseNames) {
        if (std::string_view(named.name) == cause)
            return named.meaning;
    }
    return cause;
}

HtmlTable cause_rows(const Source& in, const std::vector<CauseBill>& causes) {
    HtmlTable out{"In numbers",
                  {{"cause"},
                   {"wall time", true},
                   {"of it", true},
                   {"bill", true},
                   {"facility energy", true},
                   {"operational CO2e", true}},
                  {},
                  true};
    const Time wall = in.report.run->campaign.wall;
    for (const CauseBill& bill : causes)
        out.rows.push_back({meaning_of(bill.name),
                            format_time(bill.wall),
                            format_share(bill.wall / wall),
                            format_money(bill.money),
                            grouped(bill.energy.in(kWh)) + " kWh",
                            format_carbon(bill.carbon)});
    return out;
}

HtmlSection bill(const Source& in) {
    if (!in.report.run)
        return {};
    const std::vector<CauseBill> causes = paid_causes(in.answer());
    if (causes.empty())
        return {};
    BarChart chart;
    chart.title = in.report.run->on_prem ? "This run's bill for owning, by cause"
                                         : "The cheapest rent of this run, by cause";
    chart.value = {"paid for", "USD", AxisScale::linear};
    chart.series.emplace_back();
    for (const CauseBill& one : causes) {
        chart.names.emplace_back(meaning_of(one.name));
        chart.series.back().points.push_back({0.0, one.money.in(usd)});
    }
    return {"What is paid for", {HtmlCharts{{to_svg(chart)}}, cause_rows(in, causes)}};
}

HtmlSection tornado_section(const Source& in) {
    if (in.found.bars.empty())
        return {};
    std::string note = "Each input by itself goes from one end of its range to the other.";
    if (in.found.bars.size() > kMostBars)
        note += fmt::format(" {} more inputs move it less.", in.found.bars.size() - kMostBars);
    const TornadoChart chart = tornado_chart(*in.found.headline, in.found.bars, kMostBars);
    return {"What drives it", {HtmlCharts{{to_svg(chart)}}, HtmlNote{note}}};
}

/// Date of an offer's price.
std::string dated(const Source& in, const WayToPay& way) {
    if (!way.offer)
        return "";
    const std::string& as_of = in.loaded.scenario.offers[*way.offer].as_of;
    return as_of.empty() ? "no date" : as_of;
}

HtmlTable ways_table(const Source& in) {
    HtmlTable out{"",
                  {{"way of paying"},
                   {"contract"},
                   {"price as of"},
                   {"this run", true},
                   {"a GPU-hour", true},
                   {"bound to", true},
                   {"break-even of owning [months]", true},
                   {"above use of", true},
                   {"NPV of buying", true},
                   {"IRR", true}},
                  {}};
    for (const WayToPay& way : in.ways) {
        const auto& buying = way.buying;
        out.rows.push_back(
            {way.name,
             way.contract,
             dated(in, way),
             format_money(way.run),
             format_money(way.gpu_hour * hour),
             way.committed > Money{} ? format_money(way.committed) : "-",
             break_even_text(way, in.loaded.scenario.ownership.lifetime),
             way.break_even_utilisation ? format_share(*way.break_even_utilisation) : "-",
             buying ? format_money(buying->npv_usd * usd) : "-",
             buying && buying->irr ? format_share(*buying->irr) : "-"});
    }
    return out;
}

HtmlSection paying(const Source& in) {
    if (in.ways.empty())
        return {};
    return {"Renting against owning",
            {HtmlCharts{{to_svg(ways_chart(in.ways, in.doubt)),
                         to_svg(spending_chart("Spent over the machine's life", in.ways))}},
             HtmlNote{fmt::format("A run also carries its share of the hours that an owned or "
                                  "committed machine stands; it is at work {} of the time. Rings "
                                  "mark where owning and renting have cost the same.",
                                  format_share(in.loaded.scenario.ownership.utilisation))},
             ways_table(in)}};
}

HtmlSection limits(const Source& in) {
    HtmlTable table{"", {{"limit"}, {"need", true}, {"at most", true}, {"used", true}}, {}};
    for (const LimitUse& use : limit_uses(in.loaded.scenario, in.report))
        table.rows.push_back({use.path,
                              format_value(use.need, use.unit),
                              format_value(use.limit, use.unit),
                              use.met() ? format_share(use.share()) : "too much"});
    if (table.rows.empty())
        return {};
    return {"Limits of the site and the budget", {std::move(table)}};
}

std::string range_of(const Provenance& provenance) {
    if (!provenance.low || !provenance.high)
        return "";
    return significant(*provenance.low) + " to " + significant(*provenance.high);
}

std::string given_at(const Place& place) {
    if (place.file.empty())
        return "";
    return place.line > 0 ? fmt::format("{}:{}", place.file, place.line) : place.file;
}

/// The value of field i and where it comes from.
std::vector<std::string> input_row(const LoadedScenario& loaded, std::size_t i) {
    const Field<Scenario>& field = scenario_fields()[i];
    const Origin& origin = loaded.origins[i];
    const auto value = field.get(loaded.scenario);
    const bool text = value && std::holds_alternative<std::string>(*value);
    const std::string unit = field.unit.empty() ? "" : " " + field.unit;
    return {field.path,
            !value ? "-"
            : text ? std::get<std::string>(*value)
                   : read_back(*value) + unit,
            range_of(origin.provenance),
            origin.provenance.source.empty() ? given_at(origin.place) : origin.provenance.source,
            origin.provenance.as_of};
}

template <class Wanted>
HtmlTable inputs_table(const LoadedScenario& loaded,
                       const std::string& caption,
                       const Wanted& wanted) {
    HtmlTable out{
        caption, {{"input"}, {"value", true}, {"low to high"}, {"source"}, {"as of"}}, {}, true};
    for (std::size_t i = 0; i < scenario_fields().size(); ++i) {
        if (wanted(loaded.origins[i]))
            out.rows.push_back(input_row(loaded, i));
    }
    out.caption += fmt::format(" ({})", out.rows.size());
    return out;
}

HtmlTable offers_table(const Scenario& scenario) {
    HtmlTable out{
        fmt::format("Prices of offers ({})", scenario.offers.size()),
        {{"offer"}, {"provider"}, {"instance"}, {"a GPU-hour", true}, {"source"}, {"as of"}},
        {},
        true};
    for (const CloudOffer& offer : scenario.offers)
        out.rows.push_back({offer.name,
                            offer.provider,
                            offer.instance,
                            format_money(offer.gpu_price * hour),
                            offer.source,
                            offer.as_of});
    return out;
}

/// Those that move the headline most, and all others folded.
void add_assumed(const Source& in, HtmlSection& out) {
    const std::vector<HtmlColumn> columns = {
        {"input"}, {"value", true}, {"low to high"}, {"source"}, {"as of"}};
    HtmlTable most{"Assumed, since nobody published them; what moves the answer most comes first",
                   columns,
                   {}};
    HtmlTable others{"", columns, {}, true};
    for (const std::string& path : in.found.assumed) {
        const auto field = std::find_if(scenario_fields().begin(),
                                        scenario_fields().end(),
                                        [&](const auto& each) { return each.path == path; });
        const auto i = static_cast<std::size_t>(field - scenario_fields().begin());
        (most.rows.size() < kMostAssumed ? most : others).rows.push_back(input_row(in.loaded, i));
    }
    others.caption = fmt::format("Other assumptions ({})", others.rows.size());
    if (!most.rows.empty())
        out.blocks.emplace_back(std::move(most));
    if (!others.rows.empty())
        out.blocks.emplace_back(std::move(others));
}

HtmlSection basis(const Source& in) {
    HtmlSection out{"What it rests on", {}};
    add_assumed(in, out);
    if (!in.found.given_without_effect.empty())
        out.blocks.emplace_back(HtmlNote{fmt::format(
            "Given, and without effect here: {}", fmt::join(in.found.given_without_effect, ", "))});
    out.blocks.emplace_back(inputs_table(
        in.loaded, "Given", [](const Origin& origin) { return origin.kind == OriginKind::given; }));
    out.blocks.emplace_back(inputs_table(in.loaded, "From the database", [](const Origin& origin) {
        return origin.kind == OriginKind::preset && !origin.provenance.assumption;
    }));
    if (!in.loaded.scenario.offers.empty())
        out.blocks.emplace_back(offers_table(in.loaded.scenario));
    return out;
}

HtmlSection all_metrics(const Source& in) {
    HtmlTable table{"", {{"metric"}, {"value", true}, {"P10 to P90", true}, {"meaning"}}, {}, true};
    for (const Metric& metric : metrics()) {
        const MetricValue value = value_of(metric, in.answer());
        if (std::holds_alternative<std::monostate>(value) || metric.path.rfind("by_cause.", 0) == 0)
            continue;
        const auto range = in.doubt.ranges.find(metric.path);
        const bool moves = range != in.doubt.ranges.end() && range->second.p10 != range->second.p90;
        table.rows.push_back({metric.path,
                              format_value(value, metric.unit),
                              moves ? format_value(range->second.p10, metric.unit) + " to " +
                                          format_value(range->second.p90, metric.unit)
                                    : "",
                              metric.meaning});
    }
    table.caption = fmt::format("All metrics ({})", table.rows.size());
    return {"Every number", {std::move(table)}};
}

std::string subtitle(const Source& in) {
    return fmt::format("{} \xc3\x97 {} \xc2\xb7 {} parameters \xc2\xb7 engine {}",
                       grouped(static_cast<double>(in.report.layout.gpus)),
                       in.loaded.scenario.accelerator.name,
                       significant(in.report.parameters / 1e9) + " B",
                       in.found.engine);
}

}  // namespace

std::string report_page(const LoadedScenario& loaded, const Report& report, const Doubt& doubt) {
    const Source in{loaded,
                    report,
                    doubt,
                    foundations(loaded, report, doubt),
                    ways_to_pay(loaded.scenario, report)};
    return html({loaded.scenario.name,
                 subtitle(in),
                 {headlines(in),
                  machine(in),
                  bill(in),
                  tornado_section(in),
                  paying(in),
                  limits(in),
                  basis(in),
                  {"What is not counted", {HtmlList{in.found.not_counted}}},
                  all_metrics(in)},
                 made_by(in.found)});
}

}  // namespace deepwallet
