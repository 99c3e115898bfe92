// What the run costs: buying, renting, and where each dollar comes from.

#include <array>

#include <fmt/format.h>

#include "engine/economics/cash_flow.hpp"
#include "engine/report/metric_kinds.hpp"

namespace deepwallet {

namespace {

using namespace units;

MetricValue least_bill(const Answer& a) {
    if (a.scenario.recipe.kind == RecipeKind::as_is)
        return 0.0;
    if (!a.report.run)
        return {};
    const CloudCost* cloud = cheapest_cloud(*a.report.run);
    const auto& own = a.report.run->on_prem;
    if (cloud == nullptr && !own)
        return {};
    const bool rent = cloud != nullptr && (!own || cloud->run_total() < own->run_total());
    return (rent ? cloud->run_total() : own->run_total()).in(usd);
}

MetricValue cheapest(const Answer& a) {
    if (!a.report.run)
        return {};
    const CloudCost* cloud = cheapest_cloud(*a.report.run);
    const auto& own = a.report.run->on_prem;
    if (cloud == nullptr && !own)
        return {};
    const bool rent = cloud != nullptr && (!own || cloud->run_total() < own->run_total());
    return rent ? a.scenario.offers[cloud->offer].name : std::string("on-prem");
}

/// A number of buying instead of the cheapest offer, month by month and after tax.
Metric of_investment(const char* path,
                     const char* unit,
                     const char* meaning,
                     MetricValue (*read)(const Investment&)) {
    return {path,
            unit,
            meaning,
            "monthly flows of owning less those of renting",
            {"cost.on_prem.acquisition_usd",
             "cost.cloud.usd_per_gpu_hour",
             "economics.utilisation",
             "economics.discount_rate",
             "economics.depreciation",
             "economics.tax_rate",
             "economics.salvage_share",
             "economics.financed_share"},
            [read](const Answer& a) -> MetricValue {
                const CloudCost* cloud = a.report.run ? cheapest_cloud(*a.report.run) : nullptr;
                if (cloud == nullptr || !a.report.run->on_prem)
                    return {};
                const Ownership& terms = a.scenario.ownership;
                return read(investment(own_flow(*a.report.run->on_prem, terms),
                                       rent_flow(cloud->rent, terms),
                                       terms.discount_rate));
            }};
}

Metric per_token() {
    return {"cost.on_prem.usd_per_million_tokens",
            "USD/M tokens",
            "a million trained tokens of one's own",
            "run's share / tokens",
            {"cost.on_prem.total_usd", "training.tokens"},
            [](const Answer& a) -> MetricValue {
                if (!a.report.run || !a.report.run->on_prem)
                    return {};
                return a.report.run->on_prem->run_total().in(usd) / a.report.tokens * 1e6;
            }};
}

}  // namespace

std::vector<Metric> cost_metrics() {
    using O = OnPremCost;
    using C = CloudCost;
    return {
        of_purchase("cost.on_prem.acquisition_usd",
                    "USD",
                    "price of servers, network, storage and room",
                    "servers + network + storage + facility",
                    {"cost.on_prem.servers_usd",
                     "cost.on_prem.network_usd",
                     "cost.on_prem.storage_usd",
                     "cost.on_prem.facility_usd"},
                    [](const O& o) { return o.acquisition.total().in(usd); }),
        of_purchase("cost.on_prem.servers_usd",
                    "USD",
                    "price of the servers",
                    "servers and spares x list price",
                    {"cluster.servers", "campaign.spare_servers", "server.price_usd"},
                    [](const O& o) { return o.acquisition.servers.in(usd); }),
        of_purchase("cost.on_prem.network_usd",
                    "USD",
                    "price of the network",
                    "switches, cables, optics and adapters x their prices; without prices servers "
                    "x share / "
                    "(1 - share) x cables / cables of a full tree",
                    {"cost.on_prem.network.switches_usd",
                     "cost.on_prem.network.cables_usd",
                     "cost.on_prem.network.optics_usd",
                     "cost.on_prem.network.adapters_usd",
                     "cost.on_prem.servers_usd",
                     "economics.network_share"},
                    [](const O& o) { return o.acquisition.network.in(usd); }),
        of_network_bill("cost.on_prem.network.switches_usd",
                        "of that, switches",
                        "switches x price",
                        {"network.switches", "fabric.switch_price_usd"},
                        &NetworkBill::switches),
        of_network_bill("cost.on_prem.network.cables_usd",
                        "of that, cables, with their ends where optics have no price of their own",
                        "optical and copper cables x their prices",
                        {"network.cables",
                         "fabric.host_copper_share",
                         "fabric.cable_price_usd",
                         "fabric.copper_price_usd"},
                        &NetworkBill::cables),
        of_network_bill("cost.on_prem.network.optics_usd",
                        "of that, transceivers",
                        "ends of optical cables x price",
                        {"network.optics", "fabric.optics_price_usd"},
                        &NetworkBill::optics),
        of_network_bill("cost.on_prem.network.adapters_usd",
                        "of that, adapters; none where the servers' price covers them",
                        "adapters x price",
                        {"network.adapters", "server.nics_in_price", "fabric.adapter_price_usd"},
                        &NetworkBill::adapters),
        of_purchase("cost.on_prem.facility_usd",
                    "USD",
                    "price of the room, for the nameplate power",
                    "IT nameplate power x price of a watt",
                    {"power.it_peak_kw", "site.facility_usd_per_w"},
                    [](const O& o) { return o.acquisition.facility.in(usd); }),
        of_purchase("cost.on_prem.storage_usd",
                    "USD",
                    "price of a file system for checkpoints and data",
                    "checkpoints kept and data x price of a TB + write rate x its price",
                    {"economics.checkpoints_kept",
                     "economics.storage_usd_per_tb",
                     "campaign.checkpoint_gb_per_s",
                     "economics.storage_usd_per_gb_per_s"},
                    [](const O& o) { return o.acquisition.storage.in(usd); }),
        of_purchase("cost.on_prem.total_usd",
                    "USD",
                    "cost of owning, this run's share",
                    "capital + upkeep + staff + colocation + electricity + water + standing idle",
                    {"cost.on_prem.capital_usd",
                     "cost.on_prem.upkeep_usd",
                     "cost.on_prem.staff_usd",
                     "cost.on_prem.colocation_usd",
                     "cost.on_prem.energy_usd",
                     "cost.on_prem.water_usd",
                     "cost.on_prem.idle_energy_usd"},
                    [](const O& o) { return o.run_total().in(usd); }),
        of_purchase("cost.on_prem.capital_usd",
                    "USD",
                    "capital that the run uses up",
                    "yearly capital recovery, less the salvage, x wall time / utilisation",
                    {"cost.on_prem.acquisition_usd",
                     "economics.lifetime_years",
                     "economics.facility_lifetime_years",
                     "economics.discount_rate",
                     "economics.salvage_share",
                     "economics.utilisation",
                     "run.days"},
                    [](const O& o) { return o.run_capital.in(usd); }),
        of_purchase("cost.on_prem.value_lost_usd",
                    "USD",
                    "what servers, network and storage lose on the market while the run lasts",
                    "price x ln 10 x decline a year x wall time",
                    {"cost.on_prem.servers_usd",
                     "cost.on_prem.network_usd",
                     "cost.on_prem.storage_usd",
                     "economics.value_decline",
                     "run.days"},
                    [](const O& o) { return o.run_value_lost.in(usd); }),
        of_purchase("cost.on_prem.upkeep_usd",
                    "USD",
                    "maintenance and support that the run uses",
                    "share of servers and network a year x wall time / utilisation",
                    {"economics.upkeep_share", "economics.utilisation", "run.days"},
                    [](const O& o) { return o.run_upkeep.in(usd); }),
        of_purchase("cost.on_prem.energy_usd",
                    "USD",
                    "electricity of the run",
                    "facility energy x price",
                    {"energy.facility_mwh", "site.electricity_usd_per_kwh"},
                    [](const O& o) { return o.run_energy.in(usd); }),
        of_purchase("cost.on_prem.staff_usd",
                    "USD",
                    "staff that the run uses",
                    "servers x staff x pay x wall time / utilisation",
                    {"cluster.servers",
                     "economics.staff_per_100_servers",
                     "economics.staff_usd_per_year",
                     "economics.utilisation",
                     "run.days"},
                    [](const O& o) { return o.run_staff.in(usd); }),
        of_purchase("cost.on_prem.colocation_usd",
                    "USD",
                    "rent of the room, where it is rented",
                    "nameplate x price of a kW and month x wall time / utilisation",
                    {"economics.facility",
                     "power.it_peak_kw",
                     "economics.colocation_usd_per_kw_month",
                     "economics.utilisation"},
                    [](const O& o) { return o.run_colocation.in(usd); }),
        of_purchase("cost.on_prem.water_usd",
                    "USD",
                    "water on site",
                    "water x price",
                    {"energy.water_m3", "economics.water_usd_per_m3"},
                    [](const O& o) { return o.run_water.in(usd); }),
        of_purchase("cost.on_prem.idle_energy_usd",
                    "USD",
                    "electricity and water of the machine standing between runs, this run's share",
                    "idle cost an hour x wall time x (1 / utilisation - 1)",
                    {"power.idle_kw", "economics.utilisation", "run.days"},
                    [](const O& o) { return o.run_idle_energy.in(usd); }),
        of_purchase("cost.on_prem.life_share",
                    "",
                    "share of the machine's working life that the run uses up",
                    "wall time / (lifetime x utilisation)",
                    {"run.days", "economics.lifetime_years", "economics.utilisation"},
                    [](const O& o) { return o.life_share; }),
        per_token(),
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
        of_cloud(
            "cost.cloud.total_usd",
            "USD",
            "bill of the cheapest cloud offer; of a contract by the year also for hours at which "
            "nothing runs",
            "machines + storage + egress + unused",
            {"cost.cloud.machines_usd",
             "cost.cloud.storage_usd",
             "cost.cloud.egress_usd",
             "cost.cloud.unused_usd"},
            [](const C& c, const CloudOffer&) -> MetricValue { return c.run_total().in(usd); }),
        of_cloud("cost.cloud.usd_per_gpu_hour",
                 "USD/GPU-h",
                 "price of the cheapest cloud offer",
                 "",
                 {"cost.cloud.source"},
                 [](const C&, const CloudOffer& o) -> MetricValue {
                     return o.gpu_price.in(usd / hour);
                 }),
        of_cloud("cost.cloud.machines_usd",
                 "USD",
                 "of that, machines for the hours of the run",
                 "GPU-hours of whole servers x price",
                 {"run.gpu_hours", "cost.cloud.usd_per_gpu_hour"},
                 [](const C& c, const CloudOffer&) -> MetricValue { return c.machines.in(usd); }),
        of_cloud(
            "cost.cloud.storage_usd",
            "USD",
            "of that, checkpoints and data",
            "GB x price of a GB and month x months",
            {"economics.checkpoints_kept", "economics.cloud_storage_usd_per_gb_month", "run.days"},
            [](const C& c, const CloudOffer&) -> MetricValue { return c.storage.in(usd); }),
        of_cloud("cost.cloud.egress_usd",
                 "USD",
                 "of that, taking a checkpoint out",
                 "GB x price",
                 {"economics.cloud_egress_usd_per_gb"},
                 [](const C& c, const CloudOffer&) -> MetricValue { return c.egress.in(usd); }),
        of_cloud("cost.cloud.commitment_usd",
                 "USD",
                 "what the contract binds to, used or not",
                 "all machines x price x term",
                 {"cost.cloud.usd_per_gpu_hour"},
                 [](const C& c, const CloudOffer&) -> MetricValue {
                     if (c.commitment <= Money{})
                         return {};
                     return c.commitment.in(usd);
                 }),
        of_cloud(
            "cost.cloud.unused_usd",
            "USD",
            "of that, hours that the contract pays while nothing runs, at the use of one's own "
            "machine",
            "machines x (1 / utilisation - 1)",
            {"cost.cloud.machines_usd", "economics.utilisation"},
            [](const C& c, const CloudOffer&) -> MetricValue {
                if (c.commitment <= Money{})
                    return {};
                return c.unused.in(usd);
            }),
        of_cloud("cost.cloud.days",
                 "days",
                 "wall time there; longer where machines are taken back",
                 "",
                 {"run.days"},
                 [](const C& c, const CloudOffer&) -> MetricValue { return c.wall.in(day); }),
        of_cloud("cost.cloud.as_of",
                 "",
                 "date of that offer's price",
                 "",
                 {},
                 [](const C&, const CloudOffer& o) -> MetricValue {
                     if (o.as_of.empty())
                         return {};
                     return o.as_of;
                 }),
        of_cloud("cost.cloud.source",
                 "",
                 "where that offer's price was found",
                 "",
                 {},
                 [](const C&, const CloudOffer& o) -> MetricValue { return o.source; }),
        {"cost.total_usd",
         "USD",
         "bill of the cheapest way to this run",
         "least of on-prem's share and cloud bills",
         {"cost.on_prem.total_usd", "cost.cloud.total_usd"},
         least_bill},
        {"cost.cheapest",
         "",
         "cheapest way to this run",
         "least of on-prem's share and cloud bills, hours committed but unused included",
         {"cost.on_prem.total_usd", "cost.cloud.total_usd"},
         cheapest},
        of_cloud("cost.break_even_months",
                 "months",
                 "use after which buying has cost less than that offer; it may be beyond the life",
                 "acquisition / (rent - running cost in cash), an hour of the calendar",
                 {"cost.on_prem.acquisition_usd",
                  "cost.cloud.usd_per_gpu_hour",
                  "economics.utilisation",
                  "economics.upkeep_share",
                  "economics.staff_per_100_servers",
                  "power.facility_mean_kw",
                  "power.idle_kw",
                  "site.electricity_usd_per_kwh"},
                 [](const C& c, const CloudOffer&) -> MetricValue {
                     if (!c.break_even)
                         return {};
                     return c.break_even->in(month);
                 }),
        of_cloud("cost.break_even_utilisation",
                 "",
                 "share of use above which owning costs less a year; above 1 never",
                 "(yearly cost of owning + idle) / (rent - working + idle)",
                 {"cost.on_prem.acquisition_usd", "cost.cloud.usd_per_gpu_hour"},
                 [](const C& c, const CloudOffer&) -> MetricValue {
                     if (!c.break_even_utilisation)
                         return {};
                     return *c.break_even_utilisation;
                 }),
        of_cloud("cost.break_even_runs",
                 "",
                 "runs like this in the machine's life above which owning costs less",
                 "break-even utilisation x lifetime / wall time",
                 {"cost.break_even_utilisation", "economics.lifetime_years", "run.days"},
                 [](const C& c, const CloudOffer&) -> MetricValue {
                     if (!c.break_even_runs)
                         return {};
                     return *c.break_even_runs;
                 }),
        of_investment("cost.buy_npv_usd",
                      "USD",
                      "net present value of buying instead of that offer, after tax",
                      [](const Investment& i) -> MetricValue { return i.npv_usd; }),
        of_investment("cost.buy_irr",
                      "",
                      "internal rate of return of buying instead of that offer, a year",
                      [](const Investment& i) -> MetricValue {
                          if (!i.irr)
                              return {};
                          return *i.irr;
                      }),
        of_investment("cost.payback_months",
                      "months",
                      "until it has paid, after tax, within the machine's life",
                      [](const Investment& i) -> MetricValue {
                          if (!i.payback)
                              return {};
                          return i.payback->in(month);
                      }),
        of_investment("cost.discounted_payback_months",
                      "months",
                      "use after which buying is paid back, what comes later counting less",
                      [](const Investment& i) -> MetricValue {
                          if (!i.discounted_payback)
                              return {};
                          return i.discounted_payback->in(month);
                      }),
    };
}

}  // namespace deepwallet
