#include "engine/report/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "engine/report/causes.hpp"
#include "engine/report/format.hpp"
#include "engine/report/foundations.hpp"
#include "engine/report/line_parts.hpp"
#include "engine/report/serving_text.hpp"
#include "engine/report/simulation_text.hpp"
#include "engine/scenario/limits.hpp"
#include "engine/scenario/model_loss.hpp"
#include "engine/scenario/names.hpp"
#include "engine/scenario/remedies.hpp"

namespace deepwallet {

namespace {

using namespace units;

constexpr std::size_t kTitleWidth = 100;
constexpr std::size_t kMostRemedies = 5;
constexpr std::size_t kMostCauses = 6;

std::string gib(Data d) { return significant(d.in(GiB)); }

/// "P10 47.6 days, P50 49.0 days, P90 51.2 days   ", or nothing where nobody has tried. The middle
/// tells how far an answer of likeliest values is from what to expect.
template <class Format>
std::string range_text(const MetricRanges& ranges, const char* path, Format format) {
    const auto found = ranges.find(path);
    if (found == ranges.end())
        return "";
    const MetricRange& range = found->second;
    return fmt::format(
        "P10 {}, P50 {}, P90 {}   ", format(range.p10), format(range.p50), format(range.p90));
}

std::string time_line(const Answer& a, const MetricRanges& ranges) {
    const std::string step = format_time(a.report.iteration.time) + " an iteration";
    if (a.report.endless)
        return answer_line("time", step, "the run never ends: failures outpace work");
    if (!a.report.run)
        return answer_line("time", step, "give training.tokens for a whole run");
    const Campaign& c = a.report.run->campaign;
    return answer_line(
        "time",
        format_time(c.wall),
        fmt::format("{}{} × {}   goodput {}   {} failures expected",
                    range_text(ranges, "run.days", [](double x) { return format_time(x * day); }),
                    step,
                    c.iterations < 1.0 ? significant(c.iterations) : grouped(c.iterations),
                    format_share(c.goodput),
                    significant(c.failures)));
}

std::string speed_line(const Answer& a) {
    const Report& r = a.report;
    const double batch = static_cast<double>(a.scenario.training.global_batch) *
                         static_cast<double>(a.scenario.training.sequence_length);
    return answer_line(
        "speed",
        fmt::format("{} TFLOP/s a GPU", significant(r.hardware_rate_per_gpu().in(TFLOPS))),
        fmt::format("MFU {}   HFU {}   {} k {}/s   model FLOPs alone {} TFLOP/s",
                    format_share(r.model_rate_per_gpu() / r.peak),
                    format_share(r.hardware_rate_per_gpu() / r.peak),
                    significant(batch / r.iteration.time.in(s) / 1e3),
                    piece_name(a.scenario),
                    significant(r.model_rate_per_gpu().in(TFLOPS))));
}

/// A bar of up to 24 cells, at least a thin one.
std::string bar(double share) {
    const long cells = std::lround(share * 24.0);
    std::string out;
    for (long i = 0; i < cells; ++i) out += "▇";
    return out.empty() ? "▏" : out;
}

std::string where_lines(const Answer& a) {
    const IterationBreakdown& b = a.report.iteration.breakdown;
    std::array<std::pair<const char*, Time>, 13> parts = {{{"compute", b.compute},
                                                           {"memory-bound", b.memory_bound},
                                                           {"recompute", b.recompute},
                                                           {"tensor comm", b.tensor_comm},
                                                           {"context comm", b.context_comm},
                                                           {"expert comm", b.expert_comm},
                                                           {"pipeline comm", b.pipeline_comm},
                                                           {"data comm", b.data_comm},
                                                           {"host", b.host},
                                                           {"bubble", b.bubble},
                                                           {"optimizer", b.optimizer},
                                                           {"offload", b.offload},
                                                           {"software stack", b.software}}};
    std::stable_sort(parts.begin(), parts.end(), [](const auto& x, const auto& y) {
        return x.second > y.second;
    });
    std::string out;
    for (const auto& [name, time] : parts) {
        const double share = time / a.report.iteration.time;
        if (share < 0.0005)
            continue;
        out += fmt::format("{:<8} {:<14}{:>7}  {:>9}  {}\n",
                           out.empty() ? "where" : "",
                           name,
                           format_share(share),
                           format_time(time),
                           bar(share));
    }
    return out;
}

std::string memory_line(const Answer& a) {
    const MemoryUse& m = a.report.memory.use;
    const Data rest = m.working + m.logits + m.buffers + m.fragmentation + m.runtime;
    return answer_line(
        "memory",
        fmt::format("{} of {} GiB", gib(m.total()), gib(a.report.capacity)),
        fmt::format("on stage {}: weights {}   gradients {}   optimizer {}   activations {}   "
                    "other {}",
                    a.report.memory.stage,
                    gib(m.weights),
                    gib(m.gradients),
                    gib(m.optimizer),
                    gib(m.activations),
                    gib(rest)));
}

/// What comes out, and what the same work could have.
std::string loss_line(const Answer& a) {
    const auto loss = model_loss(a.scenario, a.report);
    if (!loss)
        return "";
    return answer_line(
        "loss",
        fmt::format("{:.3f} nats a token", loss->loss),
        fmt::format("expected ({})   {} tokens a parameter   the same FLOPs reach {:.3f} with {} "
                    "parameters on {} tokens",
                    a.scenario.scaling_law.fit,
                    significant(a.report.tokens / a.report.parameters),
                    loss->optimal.loss,
                    format_count(loss->optimal.parameters),
                    format_count(loss->optimal.tokens)));
}

/// Nothing where nothing is offloaded.
std::string offload_line(const Answer& a) {
    const Parallelism& p = a.scenario.parallelism;
    if (p.offload == Offload::none)
        return "";
    return answer_line(
        "offload",
        fmt::format("{} of {} GiB", gib(a.report.offloaded), gib(a.report.offload_capacity)),
        fmt::format("{} in a server's {}",
                    p.offload == Offload::parameters ? "optimizer, gradients and weights"
                                                     : "optimizer and gradients",
                    p.offload_to == OffloadTo::host ? "host" : "NVMe drives"));
}

std::string power_line(const Answer& a, const MetricRanges& ranges) {
    const PowerUse& p = a.report.power;
    return answer_line(
        "power",
        format_power(p.facility_mean) + " facility",
        fmt::format(
            "{}{} servers and network (peak {})   {} tons of cooling   PUE {}",
            range_text(
                ranges, "power.facility_mean_kw", [](double x) { return format_power(x * kW); }),
            format_power(p.it_mean),
            format_power(p.it_peak),
            significant(p.it_mean.in(cooling_ton)),
            significant(p.pue)));
}

std::string energy_line(const Answer& a, const MetricRanges& ranges) {
    const EnergyUse& e = a.report.run->energy;
    return answer_line(
        "energy",
        format_energy(e.facility),
        fmt::format(
            "{}IT {}   cooling and losses {}   water {} m³ on site, {} m³ in power plants",
            range_text(
                ranges, "energy.facility_mwh", [](double x) { return format_energy(x * MWh); }),
            format_energy(e.it),
            format_energy(e.overhead),
            significant(e.water_on_site.in(m3)),
            significant(e.water_off_site.in(m3))));
}

/// With the boundaries that its sources draw.
std::string embodied_text(const LoadedScenario& loaded, const Report& report) {
    const Scenario& question = loaded.scenario;
    const std::string mid = "embodied " + format_carbon(report.run->embodied);
    const Provenance& server = provenance_of(loaded, "server.embodied_kg");
    const Provenance& accelerator = provenance_of(loaded, "accelerator.embodied_kg");
    const double each = static_cast<double>(question.server.accelerators);
    const Carbon machine = question.server.embodied + each * question.accelerator.embodied;
    if (!server.low || !server.high || !accelerator.low || !accelerator.high || machine <= Carbon{})
        return mid;
    const Carbon share_of_kg = report.run->embodied * (kg / machine);
    return fmt::format("{} ({} to {} by boundary)",
                       mid,
                       format_carbon((*server.low + each * *accelerator.low) * share_of_kg),
                       format_carbon((*server.high + each * *accelerator.high) * share_of_kg));
}

std::string carbon_line(const LoadedScenario& loaded,
                        const Report& report,
                        const MetricRanges& ranges) {
    const RunReport& run = *report.run;
    const Site& site = loaded.scenario.site;
    const Carbon total = run.energy.operational + run.embodied;
    return answer_line(
        "carbon",
        format_carbon(total) + " CO2e",
        fmt::format(
            "{}operational {} at {} g/kWh ({})   {}   as much as {} New York - San Francisco",
            range_text(ranges, "carbon.total_t", [](double x) { return format_carbon(x * tonne); }),
            format_carbon(run.energy.operational),
            significant(site.grid.in(gram / kWh)),
            site.grid_basis,
            embodied_text(loaded, report),
            counted(significant(total / loaded.scenario.equivalents.flight), "flight")));
}

std::string buy_line(const Answer& a, const MetricRanges& ranges) {
    const auto& own = a.report.run->on_prem;
    if (!own)
        return answer_line("buy", "not for sale", "server.price_usd would price it");
    return answer_line("buy",
                       format_money(own->acquisition.total()),
                       fmt::format("{}servers {}   network {}   storage {}   facility {}",
                                   range_text(ranges,
                                              "cost.on_prem.acquisition_usd",
                                              [](double x) { return format_money(x * usd); }),
                                   format_money(own->acquisition.servers),
                                   format_money(own->acquisition.network),
                                   format_money(own->acquisition.storage),
                                   format_money(own->acquisition.facility)));
}

/// What this run uses up of what was bought.
std::string own_line(const Answer& a, const MetricRanges& ranges) {
    const auto& own = a.report.run->on_prem;
    if (!own)
        return "";
    const Money metered = own->run_energy + own->run_water + own->run_idle_energy;
    const std::string life =
        own->life_share > 1.0
            ? fmt::format("more than the machine's life ({})", format_share(own->life_share))
            : format_share(own->life_share) + " of the machine's life";
    return answer_line("own",
                       format_money(own->run_total()),
                       fmt::format("{}capital {}   upkeep and staff {}   power and water {}   "
                                   "{}/GPU-h at {} use, {}",
                                   range_text(ranges,
                                              "cost.on_prem.total_usd",
                                              [](double x) { return format_money(x * usd); }),
                                   format_money(own->run_capital + own->run_colocation),
                                   format_money(own->run_upkeep + own->run_staff),
                                   format_money(metered),
                                   format_money(own->gpu_hour * hour),
                                   format_share(a.scenario.ownership.utilisation),
                                   life));
}

std::string break_even_text(const Answer& a, const CloudCost& cloud) {
    if (!a.report.run->on_prem)
        return "";
    if (!cloud.break_even)
        return "   no break-even";
    const Time life = a.scenario.ownership.lifetime;
    std::string out =
        fmt::format("   break-even after {} months", significant(cloud.break_even->in(month)));
    if (*cloud.break_even > life)
        out += fmt::format(", beyond its life of {}", significant(life.in(month)));
    if (cloud.break_even_utilisation)
        out += fmt::format(" or above {} use", format_share(*cloud.break_even_utilisation));
    return out;
}

/// What a contract by the year binds to.
std::string commitment_text(const CloudCost& cloud) {
    if (cloud.commitment <= Money{})
        return "";
    return fmt::format("   commits to {}, unused hours of it {}",
                       format_money(cloud.commitment),
                       format_money(cloud.unused));
}

std::string rent_lines(const Answer& a, const std::vector<OfferRanges>& ranges) {
    std::string out;
    for (const CloudCost& cloud : a.report.run->cloud) {
        const CloudOffer& offer = a.scenario.offers[cloud.offer];
        const char* question = out.empty() ? "rent" : "";
        if (cloud.endless) {
            out += answer_line(question,
                               "never ends",
                               offer.name + ": machines are taken back faster than work gets done");
            continue;
        }
        const std::string range = cloud.offer < ranges.size()
                                      ? range_text(ranges[cloud.offer],
                                                   "total_usd",
                                                   [](double x) { return format_money(x * usd); })
                                      : "";
        out += answer_line(question,
                           format_money(cloud.run_total()),
                           fmt::format("{}{} {}, {}, {}/GPU-h ({}){}{}",
                                       range,
                                       offer.provider,
                                       offer.instance,
                                       offer.contract,
                                       format_money(offer.gpu_price * hour),
                                       offer.as_of.empty() ? "no date" : offer.as_of,
                                       commitment_text(cloud),
                                       break_even_text(a, cloud)));
    }
    return out;
}

/// The parts of this run's bill for owning, by what the machine did for them.
std::string bill_line(const Answer& a) {
    if (!a.report.run->on_prem)
        return "";
    auto causes = bill_by_cause(a);
    std::stable_sort(causes.begin(), causes.end(), [](const CauseBill& x, const CauseBill& y) {
        return x.money > y.money;
    });
    std::string parts;
    for (std::size_t i = 0; i < std::min(kMostCauses, causes.size()); ++i)
        parts += fmt::format(
            "{}{} {}", i == 0 ? "" : "   ", causes[i].name, format_money(causes[i].money));
    return answer_line("paid for", "", parts);
}

std::string limit_lines(const Answer& a) {
    const std::vector<LimitUse> uses = limit_uses(a.scenario, a.report);
    std::string out;
    for (const LimitUse& use : uses) {
        out += answer_line(out.empty() ? "limits" : "",
                           out.empty() ? (use.met() ? "met, nearest:" : "broken:") : "",
                           fmt::format("{:<22} {:>14} of {:>12}  {}",
                                       use.path,
                                       format_value(use.need, use.unit),
                                       format_value(use.limit, use.unit),
                                       use.met() ? format_share(use.share()) : "too much"));
    }
    return out;
}

}  // namespace

std::string report_title(const Answer& a) {
    // Of a model that is used as it is those that serve.
    const bool serves = a.scenario.recipe.kind == RecipeKind::as_is && a.report.serving;
    const double gpus =
        serves ? a.report.serving->fleet.gpus : static_cast<double>(a.report.layout.gpus);
    const std::string right = fmt::format("{} × {} · {}",
                                          grouped(gpus),
                                          a.scenario.accelerator.name,
                                          name_of(engine_names(), a.scenario.engine));
    const std::size_t used = a.scenario.name.size() + right.size();
    const std::size_t gap = used + 2 < kTitleWidth ? kTitleWidth - used : 2;
    return a.scenario.name + std::string(gap, ' ') + right + '\n';
}

std::string report_text(const LoadedScenario& loaded, const Report& report, const Doubt& doubt) {
    const Answer a{loaded.scenario, report};
    const MetricRanges& ranges = doubt.ranges;
    if (loaded.scenario.recipe.kind == RecipeKind::as_is)
        return report_title(a) + untrained_text() + recipe_line(a) + serving_line(a) +
               limit_lines(a) + published_lines(a.scenario) +
               foundations_text(foundations(loaded, report, doubt));
    std::string out = report_title(a) + time_line(a, ranges) + speed_line(a) + where_lines(a) +
                      simulation_lines(a) + memory_line(a) + offload_line(a) + loss_line(a) +
                      recipe_line(a) + power_line(a, ranges);
    if (report.run) {
        out += energy_line(a, ranges) + carbon_line(loaded, report, ranges) + buy_line(a, ranges) +
               own_line(a, ranges) + bill_line(a) + rent_lines(a, doubt.offers);
    }
    return out + serving_line(a) + limit_lines(a) + published_lines(a.scenario) +
           foundations_text(foundations(loaded, report, doubt));
}

std::string report_details(const Answer& answer) {
    std::string out;
    for (const Metric& metric : metrics()) {
        const MetricValue value = value_of(metric, answer);
        // The table below has what is by cause.
        if (std::holds_alternative<std::monostate>(value) || metric.path.rfind("by_cause.", 0) == 0)
            continue;
        out += fmt::format(
            "{:<38} {:>26}  {}\n", metric.path, format_value(value, metric.unit), metric.meaning);
    }
    if (answer.report.run)
        out += '\n' + cause_table(answer);
    if (answer.report.discrete)
        out += '\n' + stage_table(*answer.report.discrete);
    return out;
}

namespace {

/// A sentence each; none where it fits.
std::vector<std::string> misfits(const Scenario& scenario, const Report& report) {
    std::vector<std::string> out;
    if (report.serving && !report.serving->speed.fits)
        out.push_back(
            "serving does not fit: no replica holds its weights and a request within memory and "
            "serving.token_ms");
    const Data need = report.memory.use.total();
    if (!report.fits() && need > report.capacity)
        out.push_back(
            fmt::format("does not fit: stage {} needs {} GiB, {} GiB more than the {} GiB of {}",
                        report.memory.stage,
                        gib(need),
                        gib(need - report.capacity),
                        gib(report.capacity),
                        scenario.accelerator.name));
    if (!report.fits() && report.offloaded > report.offload_capacity)
        out.push_back(fmt::format(
            "does not fit: {} GiB offloaded in a server, {} GiB more than the {} GiB of its {}",
            gib(report.offloaded),
            gib(report.offloaded - report.offload_capacity),
            gib(report.offload_capacity),
            scenario.parallelism.offload_to == OffloadTo::host ? "host" : "NVMe drives"));
    return out;
}

}  // namespace

std::vector<std::string> warnings(const Answer& a) {
    std::vector<std::string> out = misfits(a.scenario, a.report);
    if (a.report.endless)
        out.push_back("The run never ends: failures come faster than work gets done.");
    if (a.report.run && a.report.run->on_prem && a.report.run->on_prem->life_share > 1.0)
        out.push_back(fmt::format("owning it takes more than the machine's life ({})",
                                  format_share(a.report.run->on_prem->life_share)));
    for (const LimitUse& use : limit_uses(a.scenario, a.report)) {
        if (!use.met())
            out.push_back(fmt::format("{} is broken: {} of {}",
                                      use.path,
                                      format_value(use.need, use.unit),
                                      format_value(use.limit, use.unit)));
    }
    return out;
}

std::string misfit_text(const Scenario& scenario, const Report& report) {
    std::string out;
    for (const std::string& sentence : misfits(scenario, report)) out += sentence + '\n';
    if (report.fits())
        return out;
    const std::vector<Remedy> remedies = memory_remedies(scenario);
    if (remedies.empty())
        return out + "  no one or two changes of the plan make it fit\n";
    out += "  what would fit:\n";
    for (std::size_t i = 0; i < std::min(kMostRemedies, remedies.size()); ++i) {
        out += fmt::format("    --set {:<60} {} GiB, {} an iteration\n",
                           fmt::join(remedies[i].settings, " --set "),
                           gib(remedies[i].memory),
                           format_time(remedies[i].iteration));
    }
    return out;
}

}  // namespace deepwallet
