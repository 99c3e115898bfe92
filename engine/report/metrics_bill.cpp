// What the whole run takes and costs: days, power, energy, carbon, dollars.

#include "engine/report/metrics.hpp"

namespace deepwallet {

namespace {

using namespace units;

/// A number of the whole run; not known without a number of tokens.
Metric of_run(const char* path,
              const char* unit,
              const char* meaning,
              const char* formula,
              std::vector<std::string> inputs,
              double (*read)(const RunReport&)) {
    return {
        path, unit, meaning, formula, std::move(inputs), [read](const Answer& a) -> MetricValue {
            if (!a.report.run)
                return {};
            return read(*a.report.run);
        }};
}

/// A number of the purchase; not known where the servers have no price.
Metric of_purchase(const char* path,
                   const char* unit,
                   const char* meaning,
                   const char* formula,
                   std::vector<std::string> inputs,
                   double (*read)(const OnPremCost&)) {
    return {
        path, unit, meaning, formula, std::move(inputs), [read](const Answer& a) -> MetricValue {
            if (!a.report.run || !a.report.run->on_prem)
                return {};
            return read(*a.report.run->on_prem);
        }};
}

/// A number of the cheapest cloud offer; not known where none is compared.
Metric of_cloud(const char* path,
                const char* unit,
                const char* meaning,
                const char* formula,
                std::vector<std::string> inputs,
                MetricValue (*read)(const CloudCost&, const CloudOffer&)) {
    return {
        path, unit, meaning, formula, std::move(inputs), [read](const Answer& a) -> MetricValue {
            const CloudCost* best = a.report.run ? cheapest_cloud(*a.report.run) : nullptr;
            if (best == nullptr)
                return {};
            return read(*best, a.scenario.offers[best->offer]);
        }};
}

Metric equivalent(const char* name,
                  const char* meaning,
                  Carbon CarbonEquivalents::*each,
                  const char* field) {
    return {std::string("carbon.equivalents.") + name,
            "",
            meaning,
            "total / one of them",
            {"carbon.total_t", field},
            [each](const Answer& a) -> MetricValue {
                if (!a.report.run)
                    return {};
                const Carbon total = a.report.run->energy.operational + a.report.run->embodied;
                return total / (a.scenario.equivalents.*each);
            }};
}

Metric of_power(const char* path,
                const char* unit_name,
                Power unit,
                const char* meaning,
                const char* formula,
                std::vector<std::string> inputs,
                Power PowerUse::*member) {
    return {path, unit_name, meaning, formula, std::move(inputs), [unit, member](const Answer& a) {
                return (a.report.power.*member).in(unit);
            }};
}

MetricValue cheapest(const Answer& a) {
    if (!a.report.run)
        return {};
    const CloudCost* cloud = cheapest_cloud(*a.report.run);
    const auto& own = a.report.run->on_prem;
    if (cloud == nullptr && !own)
        return {};
    const bool rent = cloud != nullptr && (!own || cloud->run_total < own->run_total());
    return rent ? a.scenario.offers[cloud->offer].name : std::string("on-prem");
}

}  // namespace

std::vector<Metric> run_metrics() {
    return {
        of_run("run.iterations",
               "",
               "iterations of the run",
               "tokens / (global batch x sequence)",
               {"training.tokens", "training.global_batch", "training.sequence_length"},
               [](const RunReport& r) { return r.campaign.iterations; }),
        of_run("run.days",
               "days",
               "wall time of the run",
               "iterations x time / goodput",
               {"run.iterations", "iteration.time_s", "run.goodput"},
               [](const RunReport& r) { return r.campaign.wall.in(day); }),
        of_run(
            "run.goodput",
            "",
            "share of the wall time that advances the model",
            "Daly 2006 eq. 13: failures, lost work, restarts, checkpoints",
            {"run.checkpoint_interval_s", "run.checkpoint_s", "run.mtbf_h", "campaign.restart_min"},
            [](const RunReport& r) { return r.campaign.goodput; }),
        of_run("run.mtbf_h",
               "h",
               "mean time between failures of the whole job",
               "of a server / servers",
               {"campaign.server_mtbf_days", "cluster.servers"},
               [](const RunReport& r) { return r.campaign.mtbf.in(hour); }),
        of_run("run.failures_expected",
               "",
               "failures during the run",
               "wall time / mean time between",
               {"run.days", "run.mtbf_h"},
               [](const RunReport& r) { return r.campaign.failures; }),
        of_run("run.checkpoint_s",
               "s",
               "time to write a checkpoint",
               "(weights + optimizer state) x parameters / file system",
               {"model.parameters", "campaign.checkpoint_gb_per_s"},
               [](const RunReport& r) { return r.campaign.checkpoint.in(s); }),
        of_run("run.checkpoint_interval_s",
               "s",
               "work between checkpoints that loses least",
               "mtbf (1 + W0(-exp(-checkpoint / mtbf - 1)))",
               {"run.checkpoint_s", "run.mtbf_h"},
               [](const RunReport& r) { return r.campaign.checkpoint_interval.in(s); }),
        of_run("run.gpu_hours",
               "GPU-h",
               "GPU-hours of the run",
               "GPUs x wall time",
               {"gpus", "run.days"},
               [](const RunReport& r) { return r.gpu_hours; }),
    };
}

std::vector<Metric> power_metrics() {
    using P = PowerUse;
    std::vector<Metric> all = {
        of_power("power.servers_mean_kw",
                 "kW",
                 kW,
                 "servers while they train",
                 "servers x (base + (1 + fans) x GPU power by phase) / supply efficiency",
                 {"cluster.servers",
                  "server.base_power_kw",
                  "server.fan_share",
                  "server.psu_efficiency",
                  "accelerator.computing_w",
                  "accelerator.streaming_w",
                  "accelerator.communicating_w",
                  "accelerator.waiting_w"},
                 &P::servers_mean),
        of_power("power.network_kw",
                 "kW",
                 kW,
                 "switches and optics",
                 "fat-tree switches x power + optics of each cable",
                 {"cluster.servers",
                  "server.nics",
                  "fabric.switch_ports",
                  "fabric.switch_power_w",
                  "fabric.optics_power_w"},
                 &P::network),
        of_power("power.it_mean_kw",
                 "kW",
                 kW,
                 "IT power while it trains",
                 "servers + network",
                 {"power.servers_mean_kw", "power.network_kw"},
                 &P::it_mean),
        of_power("power.it_peak_kw",
                 "kW",
                 kW,
                 "IT power by nameplate",
                 "servers x nameplate + network",
                 {"cluster.servers", "server.max_power_kw", "power.network_kw"},
                 &P::it_peak),
        of_power("power.cooling_mean_kw",
                 "kW",
                 kW,
                 "cooling and losses, as PUE counts them",
                 "(PUE - 1) x IT",
                 {"power.it_mean_kw", "power.pue"},
                 &P::overhead),
        of_power("power.facility_mean_kw",
                 "kW",
                 kW,
                 "the whole facility",
                 "IT x PUE",
                 {"power.it_mean_kw", "power.pue"},
                 &P::facility_mean),
        {"power.pue",
         "",
         "facility energy over IT energy",
         "",
         {"site.pue"},
         [](const Answer& a) { return a.scenario.site.pue; }},
        of_power("power.heat_btu_per_h",
                 "BTU/h",
                 btu / hour,
                 "heat of the IT equipment, mean",
                 "IT power",
                 {"power.it_mean_kw"},
                 &P::it_mean),
        of_power("power.cooling_tons",
                 "tons",
                 cooling_ton,
                 "refrigeration that carries it away",
                 "IT power / (12,000 BTU/h)",
                 {"power.it_mean_kw"},
                 &P::it_mean),
        of_power("power.heat_peak_btu_per_h",
                 "BTU/h",
                 btu / hour,
                 "heat by nameplate",
                 "IT nameplate power",
                 {"power.it_peak_kw"},
                 &P::it_peak),
        of_power("power.cooling_peak_tons",
                 "tons",
                 cooling_ton,
                 "refrigeration for the nameplates",
                 "IT nameplate power / (12,000 BTU/h)",
                 {"power.it_peak_kw"},
                 &P::it_peak),
        of_run("energy.it_mwh",
               "MWh",
               "energy of servers and network",
               "IT power x wall time",
               {"power.it_mean_kw", "run.days"},
               [](const RunReport& r) { return r.energy.it.in(MWh); }),
        of_run("energy.cooling_mwh",
               "MWh",
               "energy of cooling and losses",
               "(PUE - 1) x IT energy",
               {"energy.it_mwh", "power.pue"},
               [](const RunReport& r) { return r.energy.overhead.in(MWh); }),
        of_run("energy.facility_mwh",
               "MWh",
               "energy of the facility",
               "IT energy x PUE",
               {"energy.it_mwh", "power.pue"},
               [](const RunReport& r) { return r.energy.facility.in(MWh); }),
        of_run("energy.water_m3",
               "m3",
               "water used on site",
               "WUE x IT energy",
               {"energy.it_mwh", "site.wue_l_per_kwh"},
               [](const RunReport& r) { return r.energy.water_on_site.in(m3); }),
        of_run("energy.water_off_site_m3",
               "m3",
               "water used in power plants",
               "water intensity of the grid x facility energy",
               {"energy.facility_mwh", "site.water_off_site_l_per_kwh"},
               [](const RunReport& r) { return r.energy.water_off_site.in(m3); }),
        of_run("carbon.operational_t",
               "t CO2e",
               "from electricity",
               "grid intensity x facility energy",
               {"energy.facility_mwh", "site.grid_g_per_kwh", "site.grid_basis"},
               [](const RunReport& r) { return r.energy.operational.in(tonne); }),
        of_run("carbon.embodied_t",
               "t CO2e",
               "share of making the machine",
               "(servers + accelerators) x wall time / (lifetime x utilisation)",
               {"server.embodied_kg",
                "accelerator.embodied_kg",
                "run.days",
                "economics.lifetime_years",
                "economics.utilisation"},
               [](const RunReport& r) { return r.embodied.in(tonne); }),
        of_run("carbon.total_t",
               "t CO2e",
               "both",
               "operational + embodied",
               {"carbon.operational_t", "carbon.embodied_t"},
               [](const RunReport& r) { return (r.energy.operational + r.embodied).in(tonne); }),
        equivalent("flights",
                   "passengers from New York to San Francisco",
                   &CarbonEquivalents::flight,
                   "equivalents.flight_kg"),
        equivalent("car_years",
                   "cars driven for a year",
                   &CarbonEquivalents::car_year,
                   "equivalents.car_year_kg"),
        equivalent("home_years",
                   "households for a year",
                   &CarbonEquivalents::home_year,
                   "equivalents.home_year_kg"),
        equivalent("tree_years",
                   "trees that take it up in a year",
                   &CarbonEquivalents::tree_year,
                   "equivalents.tree_year_kg"),
    };
    return all;
}

std::vector<Metric> cost_metrics() {
    using O = OnPremCost;
    using C = CloudCost;
    return {
        of_purchase(
            "cost.on_prem.acquisition_usd",
            "USD",
            "to buy servers, network and room",
            "servers + network + facility",
            {"cost.on_prem.servers_usd", "cost.on_prem.network_usd", "cost.on_prem.facility_usd"},
            [](const O& o) { return o.acquisition.total().in(usd); }),
        of_purchase("cost.on_prem.servers_usd",
                    "USD",
                    "servers",
                    "servers x list price",
                    {"cluster.servers", "server.price_usd"},
                    [](const O& o) { return o.acquisition.servers.in(usd); }),
        of_purchase("cost.on_prem.network_usd",
                    "USD",
                    "network",
                    "servers x share / (1 - share)",
                    {"cost.on_prem.servers_usd", "economics.network_share"},
                    [](const O& o) { return o.acquisition.network.in(usd); }),
        of_purchase("cost.on_prem.facility_usd",
                    "USD",
                    "the room, for the nameplate power",
                    "IT nameplate power x price of a watt",
                    {"power.it_peak_kw", "site.facility_usd_per_w"},
                    [](const O& o) { return o.acquisition.facility.in(usd); }),
        of_purchase(
            "cost.on_prem.total_usd",
            "USD",
            "this run's share of owning",
            "capital + upkeep + energy",
            {"cost.on_prem.capital_usd", "cost.on_prem.upkeep_usd", "cost.on_prem.energy_usd"},
            [](const O& o) { return o.run_total().in(usd); }),
        of_purchase("cost.on_prem.capital_usd",
                    "USD",
                    "capital that the run uses up",
                    "yearly capital recovery x wall time / utilisation",
                    {"cost.on_prem.acquisition_usd",
                     "economics.lifetime_years",
                     "economics.facility_lifetime_years",
                     "economics.discount_rate",
                     "economics.utilisation",
                     "run.days"},
                    [](const O& o) { return o.run_capital.in(usd); }),
        of_purchase("cost.on_prem.upkeep_usd",
                    "USD",
                    "staff and support that the run uses",
                    "share of servers and network a year x wall time / utilisation",
                    {"economics.upkeep_share", "economics.utilisation", "run.days"},
                    [](const O& o) { return o.run_upkeep.in(usd); }),
        of_purchase("cost.on_prem.energy_usd",
                    "USD",
                    "electricity of the run",
                    "facility energy x price",
                    {"energy.facility_mwh", "site.electricity_usd_per_kwh"},
                    [](const O& o) { return o.run_energy.in(usd); }),
        of_purchase("cost.on_prem.usd_per_gpu_hour",
                    "USD/GPU-h",
                    "a used GPU-hour of one's own",
                    "run's share / GPU-hours",
                    {"cost.on_prem.total_usd", "run.gpu_hours"},
                    [](const O& o) { return o.gpu_hour.in(usd / hour); }),
        of_cloud("cost.cloud.offer",
                 "",
                 "cheapest cloud offer compared",
                 "",
                 {"economics.compare"},
                 [](const C&, const CloudOffer& o) -> MetricValue { return o.name; }),
        of_cloud("cost.cloud.total_usd",
                 "USD",
                 "its bill for the run",
                 "GPU-hours of whole servers x price",
                 {"run.gpu_hours", "cost.cloud.usd_per_gpu_hour"},
                 [](const C& c, const CloudOffer&) -> MetricValue { return c.run_total.in(usd); }),
        of_cloud("cost.cloud.usd_per_gpu_hour",
                 "USD/GPU-h",
                 "its price",
                 "",
                 {"cost.cloud.source"},
                 [](const C&, const CloudOffer& o) -> MetricValue {
                     return o.gpu_price.in(usd / hour);
                 }),
        of_cloud("cost.cloud.as_of",
                 "",
                 "date of that price",
                 "",
                 {},
                 [](const C&, const CloudOffer& o) -> MetricValue {
                     if (o.as_of.empty())
                         return {};
                     return o.as_of;
                 }),
        of_cloud("cost.cloud.source",
                 "",
                 "where that price was found",
                 "",
                 {},
                 [](const C&, const CloudOffer& o) -> MetricValue { return o.source; }),
        {"cost.cheapest",
         "",
         "cheapest way to this run",
         "least of on-prem's share and cloud bills",
         {"cost.on_prem.total_usd", "cost.cloud.total_usd"},
         cheapest},
        of_cloud("cost.break_even_months",
                 "months",
                 "use after which buying has cost less than that offer",
                 "acquisition / (utilisation x (rent - electricity) - upkeep)",
                 {"cost.on_prem.acquisition_usd",
                  "cost.cloud.usd_per_gpu_hour",
                  "economics.utilisation",
                  "economics.upkeep_share",
                  "power.facility_mean_kw",
                  "site.electricity_usd_per_kwh"},
                 [](const C& c, const CloudOffer&) -> MetricValue {
                     if (!c.break_even)
                         return {};
                     return c.break_even->in(month);
                 }),
    };
}

}  // namespace deepwallet
