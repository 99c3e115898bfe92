#include "engine/scenario/evaluate_run.hpp"

#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "engine/config/value.hpp"
#include "engine/core/math.hpp"
#include "engine/scenario/evaluate_serving.hpp"

namespace deepwallet {

std::int64_t all_servers(const Scenario& s) {
    return s.cluster.servers + s.campaign.spare_servers.value_or(0);
}

double training_tokens(const Training& t, double flops_per_sequence) {
    if (t.part.tokens)
        return *t.part.tokens;
    if (t.flops)
        return t.flops->base() / flops_per_sequence * real(t.sequence_length);
    if (t.epochs)
        return *t.epochs * t.dataset_tokens.value_or(0.0);
    return t.tokens;
}

namespace {

/// Weights and optimizer state, once, whatever the sharding (Narayanan et al. 2021, section 5.10).
Data checkpoint_bytes(const Scenario& s, double parameters) {
    const StateBytes bytes = state_bytes(s.training.precision, s.software);
    const double saved = s.training.part.trained_share;
    // What a recipe does not train at all is written once, as weights.
    if (saved <= 0.0)
        return parameters * bytes.weight * units::byte;
    return saved * parameters * (bytes.weight + bytes.optimizer) * units::byte;
}

/// Tokens as they are stored: 4 bytes each.
Data dataset_bytes(const Training& t, double tokens) {
    constexpr double kBytesPerToken = 4.0;
    return t.dataset_tokens.value_or(tokens) * kBytesPerToken * units::byte;
}

struct Iterations {
    double number = 0.0;
    Time time;
};

/// An iteration of another batch, in closed form.
Time iteration_of_batch(const Scenario& s, std::int64_t batch) {
    Training training = s.training;
    training.global_batch = batch;
    const Layout layout = make_layout(s.parallelism, training, s.cluster, s.server.accelerators);
    return analytic_iteration({s.model,
                               training,
                               s.parallelism,
                               s.software,
                               s.accelerator,
                               s.server,
                               s.fabric,
                               layout})
        .time;
}

/// Where the batch grows, each of its sizes takes as many tokens (Megatron-LM's rampup-batch-size).
Iterations all_iterations(const Scenario& s, const Report& report) {
    const Training& t = s.training;
    const double length = real(t.sequence_length);
    Iterations all;
    double tokens = report.tokens;
    if (t.batch_ramp_start) {
        const std::int64_t step = *t.batch_ramp_increment;
        const std::int64_t sizes = (t.global_batch - *t.batch_ramp_start) / step;
        const double ramp = std::min(tokens, t.batch_ramp_tokens);
        // What the engine in use takes for the full batch, against the closed form.
        const double engine = report.iteration.time / iteration_of_batch(s, t.global_batch);
        for (std::int64_t i = 0; i < sizes; ++i) {
            const std::int64_t batch = *t.batch_ramp_start + i * step;
            const double number = ramp / real(sizes) / (real(batch) * length);
            all.number += number;
            all.time += number * engine * iteration_of_batch(s, batch);
        }
        tokens -= ramp;
    }
    const double number = tokens / (real(t.global_batch) * length);
    all.number += number;
    all.time += number * report.iteration.time;
    return all;
}

/// A forward pass of a global batch: the iteration without what only training does.
Time evaluation_time(const Report& report) {
    const Iteration& it = report.iteration;
    const double share = it.bottleneck_time.forward / it.bottleneck_time.total();
    return share *
           (it.time - it.breakdown.optimizer - it.breakdown.offload - it.breakdown.data_comm);
}

Carbon embodied_carbon(const Scenario& s, Time wall) {
    const Carbon whole = real(all_servers(s)) *
                         (s.server.embodied + real(s.server.accelerators) * s.accelerator.embodied);
    return whole * (wall / (s.ownership.lifetime * s.ownership.utilisation));
}

void take_outcome(Campaign& plan, const CampaignOutcome& outcome) {
    plan.times = outcome.times;
    plan.wall =
        outcome.finished ? outcome.wall : std::numeric_limits<double>::infinity() * units::s;
    plan.failures = static_cast<double>(outcome.failures);
    plan.goodput = plan.times.work / plan.wall;
}

OnPremCost own_cost(const Scenario& s, const Report& report, const RunReport& run) {
    Purchase purchase;
    purchase.servers = real(all_servers(s));
    purchase.network = report.network;
    purchase.cables_of_full_tree = report.cables_of_full_tree;
    purchase.nics_in_price = s.server.nics_in_price;
    purchase.it_peak = report.power.it_peak;
    purchase.checkpoint = checkpoint_bytes(s, report.parameters);
    purchase.dataset = dataset_bytes(s.training, report.tokens);
    purchase.checkpoint_bandwidth = std::min(
        s.campaign.checkpoint_bandwidth, purchase.servers * s.campaign.server_storage_bandwidth);
    const Acquisition bought =
        acquisition(*s.server.price, purchase, s.fabric, s.ownership, s.site);
    return on_prem_cost(bought,
                        s.ownership,
                        report.power,
                        purchase.servers,
                        s.site,
                        run.campaign.wall,
                        real(report.layout.gpus));
}

/// Failures make work void as fast as it is done.
bool outpaced(const Campaign& campaign) {
    constexpr double kLeastGoodput = 1e-6;
    return !(campaign.goodput >= kLeastGoodput) || !std::isfinite(campaign.wall.base());
}

/// How much longer the same run takes on machines that the provider takes back now and then, with a
/// warning; infinite where they are taken back faster than work gets done.
double spot_delay(const Scenario& s, const Report& report, Time planned) {
    const double losses = real(s.cluster.servers) * s.campaign.spot_loss_per_month;
    if (losses <= 0.0)
        return 1.0;
    CampaignTerms terms = s.campaign;
    terms.preemption_mtbf = units::month / losses;
    const Campaign spot = plan_campaign(campaign_input(s, report), terms);
    return outpaced(spot) ? std::numeric_limits<double>::infinity() : spot.wall / planned;
}

/// `planned`: the run's wall time as expected, from which chance may have taken it elsewhere.
CloudCost cloud_cost(
    const Scenario& s, const Report& report, const RunReport& run, Time planned, std::size_t i) {
    const CloudOffer& offer = s.offers[i];
    // Machines are rented whole, as they are bought.
    const double rented = real(s.cluster.servers) * real(s.server.accelerators);
    const double delay = offer.spot ? spot_delay(s, report, planned) : 1.0;
    CloudCost out;
    out.offer = i;
    out.endless = !std::isfinite(delay);
    if (out.endless)
        return out;
    out.wall = delay * run.campaign.wall;
    // Hours that interruptions cost are rented too.
    out.rent = {delay * offer.gpu_price * rented, offer.commitment > Time{}};
    out.machines = out.rent.machines * run.campaign.wall;
    out.commitment = out.rent.machines * offer.commitment;
    if (out.rent.committed)
        out.unused = out.machines * (1.0 / s.ownership.utilisation - 1.0);
    const Data checkpoint = checkpoint_bytes(s, report.parameters);
    const Data kept =
        s.ownership.checkpoints_kept * checkpoint + dataset_bytes(s.training, report.tokens);
    out.storage = s.ownership.cloud_storage_usd_per_gb_month * kept.in(units::GB) *
                  (out.wall / units::month) * units::usd;
    out.egress = s.ownership.cloud_egress_usd_per_gb * checkpoint.in(units::GB)*units::usd;
    if (run.on_prem) {
        out.break_even = break_even(*run.on_prem, out.rent);
        out.break_even_utilisation = break_even_utilisation(*run.on_prem, out.rent);
        if (out.break_even_utilisation) {
            out.break_even_runs =
                *out.break_even_utilisation * (s.ownership.lifetime / run.campaign.wall);
        }
    }
    return out;
}

/// Energy that the machine takes between runs, for this one's share of its working life.
Energy standing_energy(const Scenario& s, const PowerUse& power, Time wall) {
    return s.site.pue * power.idle * wall * (1.0 / s.ownership.utilisation - 1.0);
}

RunReport evaluate_run(const Scenario& s, Report& report, const CampaignOutcome* outcome) {
    RunReport run;
    run.campaign = plan_campaign(campaign_input(s, report), s.campaign);
    const Time planned = run.campaign.wall;
    if (outcome != nullptr)
        take_outcome(run.campaign, *outcome);
    const Time wall = run.campaign.wall;
    if (!std::isfinite(wall.base()))
        return run;
    report.power = power_over(report.power, run.campaign.times, s.site);
    run.gpu_hours = real(report.layout.gpus) * wall.in(units::hour);
    run.energy = energy_use(report.power, wall, s.site);
    run.tdp_hours = tdp_hours(s.accelerator, real(report.layout.gpus), wall);
    run.standing = standing_energy(s, report.power, wall);
    run.embodied = embodied_carbon(s, wall);
    run.by_cause =
        attribute(report.iteration.breakdown, s.accelerator, report.power, run.campaign.times);
    if (s.server.price && compares_owning(s))
        run.on_prem = own_cost(s, report, run);
    for (std::size_t i = 0; i < s.offers.size(); ++i)
        run.cloud.push_back(cloud_cost(s, report, run, planned, i));
    return run;
}

Fault fault_at(const char* path, std::string message, std::string help) {
    return {ErrorCode::conflict, path, std::move(message), std::move(help)};
}

}  // namespace

CampaignInput campaign_input(const Scenario& s, const Report& report) {
    const Iterations iterations = all_iterations(s, report);
    const double servers = real(s.cluster.servers);
    CampaignInput in;
    in.iterations = iterations.number;
    in.work = iterations.time;
    in.evaluation = evaluation_time(report);
    in.components = {real(report.layout.gpus),
                     servers,
                     servers * real(s.server.nics),
                     real(report.network.switches),
                     servers};
    in.servers = servers;
    in.accelerators = real(report.layout.gpus);
    in.state = checkpoint_bytes(s, report.parameters);
    return in;
}

namespace {

PowerUse power_while_training(const Scenario& s, const Report& report) {
    return cluster_power(s.accelerator,
                         report.iteration.phases,
                         s.server,
                         real(all_servers(s)),
                         real(report.layout.gpus),
                         network_power(s.fabric, report.network),
                         s.site);
}

std::optional<TemperatureShare> share_to(double temperature_c, const std::optional<double>& hours) {
    if (!hours)
        return std::nullopt;
    return TemperatureShare{temperature_c, share_of_year(*hours)};
}

Climate climate_of(const Site& site) {
    return {
        site.mean_dry_bulb_c.value_or(0.0),
        site.mean_wet_bulb_c.value_or(0.0),
        site.design_dry_bulb_c.value_or(0.0),
        site.design_wet_bulb_c.value_or(0.0),
        {share_to(18.0, site.dry_bulb_hours_to_18c), share_to(24.0, site.dry_bulb_hours_to_24c)},
        {share_to(10.0, site.wet_bulb_hours_to_10c), share_to(16.0, site.wet_bulb_hours_to_16c)}};
}

CoolingYear year_at(const Scenario& s, const PowerUse& power) {
    CoolingPlant plant = s.cooling;
    plant.load = std::min(1.0, power.training / power.it_peak);
    return cooling_year(plant, climate_of(s.site));
}

/// PUE and WUE as the plant and the climate have them; servers in tanks have no fans.
Scenario with_plant(const Scenario& s, Report& report) {
    Scenario out = s;
    if (s.cooling.kind == CoolingKind::immersion)
        out.server.fan_share = 0.0;
    report.cooling = year_at(s, power_while_training(out, report));
    out.site.pue = report.cooling->pue;
    out.site.water_on_site = report.cooling->wue;
    out.presets.cooling.clear();
    return out;
}

}  // namespace

namespace {

/// Of a model that is used as it is: no time, no energy, no carbon and no dollars of training.
RunReport no_training(const Scenario& s, const Report& report) {
    RunReport run;
    if (s.server.price && compares_owning(s))
        run.on_prem = own_cost(s, report, run);
    // Of no hours there is no price of one.
    if (run.on_prem)
        run.on_prem->gpu_hour = {};
    return run;
}

}  // namespace

void finish_run(const Scenario& s,
                Report& report,
                const CampaignOutcome* outcome,
                const std::optional<ServingReport>* serving) {
    // Its weather is the serving machines' too.
    if (!s.presets.cooling.empty())
        return finish_run(with_plant(s, report), report, outcome);
    report.power = power_while_training(s, report);
    report.run.reset();
    if (s.recipe.kind == RecipeKind::as_is) {
        report.memory.use = {};
        report.offloaded = {};
        report.run = no_training(s, report);
    } else if (report.tokens > 0.0)
        report.run = evaluate_run(s, report, outcome);
    report.endless =
        s.recipe.kind != RecipeKind::as_is && report.run && outpaced(report.run->campaign);
    if (report.endless)
        report.run.reset();
    report.serving = serving != nullptr ? *serving : evaluate_serving(s);
}

namespace {

/// Hours up to the lower of two temperatures are hours up to the higher one.
void check_hours(const std::optional<double>& lower,
                 const std::optional<double>& higher,
                 const char* path,
                 const char* lower_path,
                 Faults& faults) {
    if (!lower || !higher || *lower <= *higher)
        return;
    faults.push_back(fault_at(
        path,
        fmt::format("{} = {}: fewer hours than {} = {}", path, *higher, lower_path, *lower),
        "hours at or below a temperature include those below a lower one; give both"));
}

}  // namespace

Faults run_faults(const Scenario& s) {
    const Training& t = s.training;
    Faults faults;
    const Site& site = s.site;
    check_hours(site.dry_bulb_hours_to_18c,
                site.dry_bulb_hours_to_24c,
                "site.dry_bulb_hours_to_24c",
                "site.dry_bulb_hours_to_18c",
                faults);
    check_hours(site.wet_bulb_hours_to_10c,
                site.wet_bulb_hours_to_16c,
                "site.wet_bulb_hours_to_16c",
                "site.wet_bulb_hours_to_10c",
                faults);
    if (!s.presets.cooling.empty() && !(site.mean_dry_bulb_c && site.mean_wet_bulb_c &&
                                        site.design_dry_bulb_c && site.design_wet_bulb_c)) {
        faults.push_back(fault_at(
            "cooling.preset",
            "cooling.preset: the site has no weather",
            "give site.mean_dry_bulb_c, mean_wet_bulb_c, design_dry_bulb_c and design_wet_bulb_c, "
            "or another site.preset"));
    }
    if (s.limits.racks && !s.limits.rack_kw) {
        faults.push_back(
            fault_at("limits.racks", "limits.racks: of which power?", "limits.rack_kw says it"));
    }
    const int given = (t.tokens > 0.0) + t.flops.has_value() + t.epochs.has_value();
    if (given > 1) {
        const char* path = t.flops ? "training.flops" : "training.epochs";
        faults.push_back(fault_at(path,
                                  std::string(path) + ": the length of the run is given twice",
                                  "one of training.tokens, training.flops, training.epochs"));
    }
    if (t.epochs && !t.dataset_tokens) {
        faults.push_back(fault_at(
            "training.epochs", "training.epochs: of what?", "training.dataset_tokens says it"));
    }
    if (!t.batch_ramp_start)
        return faults;
    const std::int64_t start = *t.batch_ramp_start;
    if (!t.batch_ramp_increment || t.batch_ramp_tokens <= 0.0) {
        faults.push_back(fault_at("training.batch_ramp_start",
                                  fmt::format("training.batch_ramp_start = {}: and then?", start),
                                  "batch_ramp_increment and batch_ramp_tokens say it"));
        return faults;
    }
    const std::int64_t step = *t.batch_ramp_increment;
    constexpr std::int64_t kMostSizes = 100'000;
    if (start >= t.global_batch || (t.global_batch - start) % step != 0 ||
        (t.global_batch - start) / step > kMostSizes) {
        faults.push_back(fault_at(
            "training.batch_ramp_increment",
            fmt::format("training.batch_ramp_increment = {}: does not lead from {} to {} sequences",
                        step,
                        start,
                        t.global_batch),
            "the difference divides by it"));
    }
    return faults;
}

}  // namespace deepwallet
