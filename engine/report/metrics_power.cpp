// Power, energy, water and carbon of the run.

#include "engine/report/metric_kinds.hpp"
#include "engine/scenario/evaluate_run.hpp"

namespace deepwallet {

namespace {

using namespace units;

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

/// A number of the year at the plant; not known where the site's PUE stands.
Metric of_plant(const char* path,
                const char* unit,
                const char* meaning,
                double (*read)(const CoolingYear&)) {
    return {path,
            unit,
            meaning,
            "over the year's weather",
            {"cooling.preset", "site.mean_dry_bulb_c", "site.mean_wet_bulb_c"},
            [read](const Answer& a) -> MetricValue {
                if (!a.report.cooling)
                    return {};
                return read(*a.report.cooling);
            }};
}

/// A part of the facility's mean power.
Metric part_of_servers(const char* name,
                       const char* meaning,
                       const char* formula,
                       std::vector<std::string> inputs,
                       Power ServerPowerParts::*member) {
    inputs.insert(inputs.begin(), "power.servers_mean_kw");
    return {
        std::string("power.breakdown_kw.") + name,
        "kW",
        meaning,
        formula,
        std::move(inputs),
        [member](const Answer& a) {
            const auto servers = static_cast<double>(all_servers(a.scenario));
            return (server_power_parts(a.scenario.server, servers, a.report.power.servers_mean).*
                    member)
                .in(kW);
        }};
}

/// A part of what the plant adds; not known where the site's PUE stands.
Metric part_of_plant(const char* name, const char* meaning, double CoolingLoad::*member) {
    return {std::string("power.breakdown_kw.") + name,
            "kW",
            meaning,
            "share x IT power",
            {"power.it_mean_kw", "cooling.preset"},
            [member](const Answer& a) -> MetricValue {
                if (!a.report.cooling)
                    return {};
                return (a.report.cooling->mean.*member * a.report.power.it_mean).in(kW);
            }};
}

/// From the accelerators to the facility: all that are known sum to it.
std::vector<Metric> power_breakdown() {
    using S = ServerPowerParts;
    using C = CoolingLoad;
    return {
        part_of_servers("accelerators",
                        "accelerators, mean over the run",
                        "(supplied - base x servers) / (1 + fans)",
                        {"server.psu_efficiency", "server.base_power_kw", "server.fan_share"},
                        &S::accelerators),
        part_of_servers("server_rest",
                        "processors, memory, adapters and drives of the servers",
                        "servers x base",
                        {"server.base_power_kw"},
                        &S::rest),
        part_of_servers("server_fans",
                        "fans of the servers",
                        "fans x accelerators",
                        {"server.fan_share"},
                        &S::fans),
        part_of_servers("supply_losses",
                        "losses of the servers' power supplies",
                        "servers x (1 - efficiency)",
                        {"server.psu_efficiency"},
                        &S::losses),
        {"power.breakdown_kw.network",
         "kW",
         "power of switches and optics",
         "",
         {"power.network_kw"},
         [](const Answer& a) { return a.report.power.network.in(kW); }},
        {"power.breakdown_kw.cooling_and_losses",
         "kW",
         "cooling, distribution and the rest of the building, as PUE counts them",
         "(PUE - 1) x IT",
         {"power.it_mean_kw", "power.pue"},
         [](const Answer& a) -> MetricValue {
             if (a.report.cooling)
                 return {};
             return a.report.power.overhead.in(kW);
         }},
        part_of_plant("chillers", "chillers", &C::compressor),
        part_of_plant("room_fans", "fans in the room", &C::fans),
        part_of_plant("pumps", "pumps", &C::pumps),
        part_of_plant("towers", "towers and dry coolers", &C::tower),
        part_of_plant(
            "distribution_losses", "losses of UPS, transformers and distribution", &C::losses),
        part_of_plant("building", "lights and offices", &C::other),
    };
}

/// A count of the network's parts.
Metric of_network(const char* part,
                  const char* meaning,
                  const char* formula,
                  std::int64_t (*read)(const NetworkParts&)) {
    return {std::string("network.") + part,
            "",
            meaning,
            formula,
            {"cluster.servers",
             "campaign.spare_servers",
             "server.nics",
             "fabric.topology",
             "fabric.oversubscription",
             "fabric.switch_ports",
             "fabric.servers_per_unit",
             "fabric.host_copper_share"},
            [read](const Answer& a) -> MetricValue { return read(a.report.network); }};
}

}  // namespace

std::vector<Metric> power_metrics() {
    using P = PowerUse;
    std::vector<Metric> all = {
        of_power("power.servers_mean_kw",
                 "kW",
                 kW,
                 "power of the servers, mean over the run",
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
                 "power of switches and optics",
                 "switches x power + optics x power",
                 {"network.switches",
                  "network.optics",
                  "fabric.switch_power_w",
                  "fabric.optics_power_w"},
                 &P::network),
        of_network(
            "switches",
            "switches between servers, spares' included",
            "as the topology is wired (Al-Fares et al. 2008, Kim et al. 2008, published builds)",
            [](const NetworkParts& n) { return n.switches; }),
        of_network("cables",
                   "cables between servers and switches and from switch to switch",
                   "adapters + uplinks of each tier",
                   [](const NetworkParts& n) { return n.cables(); }),
        of_network("optics",
                   "transceivers, one at each end of an optical cable",
                   "2 x cables that are not copper",
                   [](const NetworkParts& n) { return n.optics; }),
        of_network("adapters",
                   "adapters with a cable to a switch",
                   "servers and spares x adapters",
                   [](const NetworkParts& n) { return n.adapters; }),
        of_power("power.training_kw",
                 "kW",
                 kW,
                 "IT power while it trains",
                 "servers + network",
                 {"accelerator.computing_w",
                  "accelerator.streaming_w",
                  "accelerator.communicating_w",
                  "accelerator.waiting_w",
                  "power.network_kw"},
                 &P::training),
        of_power("power.waiting_kw",
                 "kW",
                 kW,
                 "IT power while all wait for a checkpoint or a failure to be noticed",
                 "as training, accelerators spinning",
                 {"accelerator.waiting_w", "power.network_kw"},
                 &P::waiting),
        of_power("power.idle_kw",
                 "kW",
                 kW,
                 "IT power while nothing runs",
                 "as training, accelerators idle",
                 {"accelerator.idle_w", "power.network_kw"},
                 &P::idle),
        of_power("power.it_mean_kw",
                 "kW",
                 kW,
                 "IT power, mean over the run",
                 "training, waiting and idle power by their hours",
                 {"power.training_kw", "power.waiting_kw", "power.idle_kw"},
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
                 "power of cooling and losses, as PUE counts them",
                 "(PUE - 1) x IT",
                 {"power.it_mean_kw", "power.pue"},
                 &P::overhead),
        of_power("power.facility_mean_kw",
                 "kW",
                 kW,
                 "power of the whole facility, mean over the run",
                 "IT x PUE",
                 {"power.it_mean_kw", "power.pue"},
                 &P::facility_mean),
        {"power.pue",
         "",
         "PUE, facility energy over IT energy",
         "",
         {"site.pue", "cooling.preset"},
         [](const Answer& a) { return a.report.power.pue; }},
        of_plant("power.pue_design_day",
                 "",
                 "facility over IT power at the weather that is exceeded 1 % of the year",
                 [](const CoolingYear& y) { return y.worst_pue; }),
        of_plant("power.chiller_cop",
                 "",
                 "heat over work of the chillers, mean over the year",
                 [](const CoolingYear& y) { return y.mean.cop; }),
        of_plant("power.free_cooling_share",
                 "",
                 "share of the heat that needs no chiller",
                 [](const CoolingYear& y) { return y.mean.free; }),
        of_plant("power.overhead_share.compressor",
                 "",
                 "of IT power, chillers",
                 [](const CoolingYear& y) { return y.mean.compressor; }),
        of_plant("power.overhead_share.fans",
                 "",
                 "of IT power, fans in the room",
                 [](const CoolingYear& y) { return y.mean.fans; }),
        of_plant("power.overhead_share.pumps",
                 "",
                 "of IT power, pumps",
                 [](const CoolingYear& y) { return y.mean.pumps; }),
        of_plant("power.overhead_share.tower",
                 "",
                 "of IT power, towers and dry coolers",
                 [](const CoolingYear& y) { return y.mean.tower; }),
        of_plant("power.overhead_share.losses",
                 "",
                 "of IT power, UPS, transformers and distribution",
                 [](const CoolingYear& y) { return y.mean.losses; }),
        of_plant("power.overhead_share.other",
                 "",
                 "of IT power, lights and offices",
                 [](const CoolingYear& y) { return y.mean.other; }),
        {"power.airflow_cfm",
         "CFM",
         "air that carries the mean heat through the servers",
         "3.16 x IT power / rise in F",
         {"power.it_mean_kw", "cooling.air_rise_k"},
         [](const Answer& a) -> MetricValue {
             if (!a.report.cooling || a.scenario.cooling.air_rise <= 0.0)
                 return {};
             return airflow_cfm(a.report.power.it_mean, a.scenario.cooling.air_rise);
         }},
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
                 "refrigeration that carries the mean heat away",
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
        of_run(
            "energy.tdp_hours_mwh",
            "MWh",
            "accelerators at their limit for all of the time: often printed, no model; compare IT",
            "GPUs x TDP x wall time",
            {"gpus", "accelerator.tdp_w", "run.days"},
            [](const RunReport& r) { return r.tdp_hours.in(MWh); }),
        of_run("energy.standing_mwh",
               "MWh",
               "energy of the facility while the machine stands between runs, this run's share; "
               "not in the "
               "others",
               "idle power x PUE x wall time x (1 / utilisation - 1)",
               {"power.idle_kw", "power.pue", "run.days", "economics.utilisation"},
               [](const RunReport& r) { return r.standing.in(MWh); }),
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
               "emissions from electricity",
               "grid intensity x facility energy",
               {"energy.facility_mwh", "site.grid_g_per_kwh", "site.grid_basis"},
               [](const RunReport& r) { return r.energy.operational.in(tonne); }),
        {"carbon.standing_t",
         "t CO2e",
         "emissions of the machine standing between runs, this run's share; not in the total",
         "grid intensity x its energy",
         {"energy.standing_mwh", "site.grid_g_per_kwh"},
         [](const Answer& a) -> MetricValue {
             if (!a.report.run)
                 return {};
             return (a.report.run->standing * a.scenario.site.grid).in(tonne);
         }},
        {"carbon.basis",
         "",
         "what the grid's figure counts",
         "",
         {"site.grid_basis"},
         [](const Answer& a) -> MetricValue {
             if (!a.report.run || a.scenario.site.grid_basis.empty())
                 return {};
             return a.scenario.site.grid_basis;
         }},
        of_run("carbon.embodied_t",
               "t CO2e",
               "emissions from making the machine, this run's share",
               "(servers + accelerators) x wall time / (lifetime x utilisation)",
               {"server.embodied_kg",
                "accelerator.embodied_kg",
                "run.days",
                "economics.lifetime_years",
                "economics.utilisation"},
               [](const RunReport& r) { return r.embodied.in(tonne); }),
        of_run("carbon.total_t",
               "t CO2e",
               "emissions from electricity and from making the machine",
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
    const std::vector<Metric> parts = power_breakdown();
    all.insert(all.end(), parts.begin(), parts.end());
    return all;
}

}  // namespace deepwallet
