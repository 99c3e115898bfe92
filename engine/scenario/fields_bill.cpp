// Fields of what it costs: the campaign, the site, carbon equivalents, ownership.

#include "engine/scenario/fields.hpp"
#include "engine/scenario/names.hpp"

namespace deepwallet {

namespace {

using namespace units;

constexpr WaterIntensity kLitrePerKwh = litre / kWh;
constexpr CarbonIntensity kGramPerKwh = gram / kWh;
constexpr EnergyPrice kUsdPerKwh = usd / kWh;
constexpr Range kCarbon{1e-6, 1e9};
constexpr Range kCelsius{-90.0, 60.0};
constexpr Range kHoursOfYear{0.0, 8784.0};

}  // namespace

Fields<CampaignTerms> campaign_fields() {
    using C = CampaignTerms;
    constexpr Range kMtbf{1e-3, 1e9};
    constexpr Range kMinutes{0.0, 1e6};
    constexpr Range kRate{1e-3, 1e7};
    const auto mtbf = [&](const char* path, const char* help, auto member) {
        return quantity<C>(path, "days", day, help, kMtbf, member);
    };
    const auto minutes = [&](const char* path, const char* help, auto member) {
        return quantity<C>(path, "min", minute, help, kMinutes, member);
    };
    const auto rate = [&](const char* path, const char* help, auto member) {
        return quantity<C>(path, "GB/s", GB_per_s, help, kRate, member);
    };
    return {
        mtbf("gpu_mtbf_days",
             "mean time between failures of one accelerator that stop the job",
             &C::accelerator_mtbf),
        mtbf("host_mtbf_days", "the same of one server without them", &C::host_mtbf),
        mtbf("nic_mtbf_days", "the same of one adapter", &C::adapter_mtbf),
        mtbf("switch_mtbf_days", "the same of one switch with its cables", &C::switch_mtbf),
        mtbf("software_mtbf_days", "the same of the software, for one server", &C::software_mtbf),
        quantity<C>("server_mtbf_days",
                    "days",
                    day,
                    "mean time between failures of one server that stop the job, in the place of "
                    "all classes",
                    {1e-3, 1e6},
                    &C::server_mtbf),
        number<C>("failure_rate_factor",
                  "",
                  "times as often as those say",
                  {1e-6, 1e6},
                  &C::failure_rate_factor),
        number<C>("failure_shape",
                  "",
                  "Weibull shape; below 1 a young machine fails more often",
                  {0.2, 10.0},
                  &C::failure_shape),
        quantity<C>("machine_age_days",
                    "days",
                    day,
                    "age at the start of the run, for a shape other than 1",
                    {0.0, 1e5},
                    &C::machine_age),
        minutes("detection_min", "until a failure is noticed", &C::detection),
        minutes("restart_min",
                "from then to training again; loading the checkpoint comes on top",
                &C::restart),
        choice<C>("checkpoint_mode",
                  "does training wait for the file system, or for a copy in host memory",
                  checkpoint_mode_names(),
                  &C::checkpoint_mode),
        rate("checkpoint_gb_per_s",
             "write rate of the file system, all writers together",
             &C::checkpoint_bandwidth),
        rate("load_gb_per_s", "read rate of the file system, all together", &C::load_bandwidth),
        rate("server_storage_gb_per_s",
             "of one server, to and from the file system",
             &C::server_storage_bandwidth),
        rate("snapshot_gb_per_s",
             "of one accelerator into host memory, for asynchronous checkpoints",
             &C::snapshot_bandwidth),
        quantity<C>("checkpoint_interval_min",
                    "min",
                    minute,
                    "work between checkpoints; the best one where absent",
                    {1e-3, 1e7},
                    &C::checkpoint_interval),
        integer<C>("spare_servers",
                   "bought and powered beside the others; without it there is always one, of "
                   "somebody else",
                   {0, 1e5},
                   &C::spare_servers),
        quantity<C>("repair_h", "h", hour, "until a failed server is back", {0.0, 1e5}, &C::repair),
        minutes("startup_min", "before the first iteration, once", &C::startup),
        integer<C>("evaluation_interval",
                   "iterations between evaluations; 0: none",
                   {0, 1e12},
                   &C::evaluation_interval),
        integer<C>("evaluation_iterations",
                   "forward passes of a global batch, each time",
                   {0, 1e9},
                   &C::evaluation_iterations),
        number<C>("spot_loss_per_month",
                  "",
                  "share of spot machines that the provider takes back in a month",
                  {0.0, 1e3},
                  &C::spot_loss_per_month),
        minutes("spot_notice_min", "warning before that", &C::spot_notice),
    };
}

Fields<Site> site_fields() {
    using S = Site;
    return {
        text<S>("name", "the place", &S::name),
        quantity<S>("electricity_usd_per_kwh",
                    "USD/kWh",
                    kUsdPerKwh,
                    "price of electricity",
                    {0.0, 100.0},
                    &S::electricity),
        quantity<S>(
            "grid_g_per_kwh", "g/kWh", kGramPerKwh, "CO2e of the grid", {0.0, 1e4}, &S::grid),
        text<S>("grid_basis", "what the grid figure counts", &S::grid_basis),
        number<S>("pue", "", "PUE: facility energy over IT energy", {1.0, 10.0}, &S::pue),
        quantity<S>("wue_l_per_kwh",
                    "L/kWh",
                    kLitrePerKwh,
                    "WUE: water on site for each kWh of IT energy",
                    {0.0, 100.0},
                    &S::water_on_site),
        quantity<S>("water_off_site_l_per_kwh",
                    "L/kWh",
                    kLitrePerKwh,
                    "water in power plants for each kWh of facility energy",
                    {0.0, 1000.0},
                    &S::water_off_site),
        number<S>("facility_usd_per_w",
                  "USD/W",
                  "to build the room, for each watt of IT",
                  {0.0, 1e4},
                  &S::facility_usd_per_watt),
        number<S>(
            "mean_dry_bulb_c", "C", "mean outdoor temperature", kCelsius, &S::mean_dry_bulb_c),
        number<S>("mean_wet_bulb_c", "C", "mean of the wet bulb", kCelsius, &S::mean_wet_bulb_c),
        number<S>(
            "design_dry_bulb_c", "C", "exceeded 1 % of the year", kCelsius, &S::design_dry_bulb_c),
        number<S>(
            "design_wet_bulb_c", "C", "exceeded 1 % of the year", kCelsius, &S::design_wet_bulb_c),
        number<S>("dry_bulb_hours_to_18c",
                  "h",
                  "hours of 8784 at 18 C and less; they shape the year where given",
                  kHoursOfYear,
                  &S::dry_bulb_hours_to_18c),
        number<S>("dry_bulb_hours_to_24c",
                  "h",
                  "hours of 8784 at 24 C and less; they shape the year where given",
                  kHoursOfYear,
                  &S::dry_bulb_hours_to_24c),
        number<S>("wet_bulb_hours_to_10c",
                  "h",
                  "wet-bulb hours of 8784 at 10 C and less; they shape the year where given",
                  kHoursOfYear,
                  &S::wet_bulb_hours_to_10c),
        number<S>("wet_bulb_hours_to_16c",
                  "h",
                  "wet-bulb hours of 8784 at 16 C and less; they shape the year where given",
                  kHoursOfYear,
                  &S::wet_bulb_hours_to_16c),
    };
}

Fields<CoolingPlant> cooling_fields() {
    using P = CoolingPlant;
    constexpr Range kShare{0.0, 1.0};
    constexpr Range kKelvin{0.0, 60.0};
    const auto kelvin = [&](const char* path, const char* help, auto member) {
        return number<P>(path, "K", help, kKelvin, member);
    };
    const auto share = [&](const char* path, const char* help, auto member) {
        return number<P>(path, "", help, kShare, member);
    };
    return {
        choice<P>("kind", "what carries the heat away", cooling_kind_names(), &P::kind),
        number<P>("supply_c", "C", "supply of the chilled loop", {-5.0, 60.0}, &P::supply_c),
        kelvin("loop_rise_k", "from supply to return", &P::loop_rise),
        number<P>("warm_supply_c",
                  "C",
                  "supply of the loop of cold plates and tanks",
                  {0.0, 80.0},
                  &P::warm_supply_c),
        kelvin("tower_approach_k",
               "of a tower to the wet bulb, of a dry cooler to the dry one",
               &P::tower_approach),
        kelvin("exchanger_approach_k", "of the economizer", &P::exchanger_approach),
        kelvin("condenser_lift_k",
               "of the refrigerant above the tower's water, or above the air outdoors",
               &P::condenser_lift),
        kelvin("evaporator_approach_k", "refrigerant below the supply", &P::evaporator_approach),
        number<P>("carnot_share",
                  "",
                  "of the Carnot cycle that a chiller reaches",
                  {0.01, 1.0},
                  &P::carnot_share),
        number<P>("highest_cop", "", "where the lift gets small", {1.0, 100.0}, &P::highest_cop),
        share("liquid_share", "of the heat, into cold plates", &P::liquid_share),
        share("room_fan_share",
              "fans at full flow, of the heat that air carries",
              &P::room_fan_share),
        share("pump_share", "pumps, of the heat", &P::pump_share),
        share("tower_share", "fans and pumps outdoors, of the heat rejected", &P::tower_share),
        share("electrical_loss", "UPS, transformers, distribution, of IT", &P::electrical_loss),
        share("other_share", "lights and offices, of IT", &P::other_share),
        share("latent_share", "of a wet tower's heat, by evaporation", &P::latent_share),
        number<P>("cycles", "", "of concentration, before blowdown", {1.0, 100.0}, &P::cycles),
        kelvin("air_rise_k", "of air through the servers", &P::air_rise),
    };
}

Fields<CarbonEquivalents> equivalents_fields() {
    using E = CarbonEquivalents;
    return {
        quantity<E>(
            "flight_kg", "kg", kg, "one passenger, New York to San Francisco", kCarbon, &E::flight),
        quantity<E>("car_year_kg", "kg", kg, "a passenger car for a year", kCarbon, &E::car_year),
        quantity<E>(
            "home_year_kg", "kg", kg, "a household's energy for a year", kCarbon, &E::home_year),
        quantity<E>(
            "tree_year_kg", "kg", kg, "what a tree takes up in a year", kCarbon, &E::tree_year),
    };
}

Fields<Ownership> ownership_fields() {
    using O = Ownership;
    constexpr Range kShare{0.0, 1.0};
    constexpr Range kPrice{0.0, 1e9};
    return {
        quantity<O>("lifetime_years",
                    "years",
                    year,
                    "years that the machine serves",
                    {0.1, 100.0},
                    &O::lifetime),
        quantity<O>("facility_lifetime_years",
                    "years",
                    year,
                    "years that the room serves",
                    {0.1, 100.0},
                    &O::facility_lifetime),
        number<O>(
            "utilisation", "", "share of those years that it works", {0.01, 1.0}, &O::utilisation),
        number<O>("discount_rate", "", "a year", kShare, &O::discount_rate),
        number<O>("network_share",
                  "",
                  "network's share of servers and network together, where its parts have no price",
                  {0.0, 0.95},
                  &O::network_share),
        number<O>("upkeep_share",
                  "",
                  "maintenance and support a year, of servers and network",
                  kShare,
                  &O::upkeep_share),
        number<O>("staff_per_100_servers",
                  "",
                  "people who run 100 servers",
                  {0.0, 1e4},
                  &O::staff_per_100_servers),
        quantity<O>("staff_usd_per_year",
                    "USD/year",
                    usd / year,
                    "what one of them costs, all included",
                    {0.0, 1e7},
                    &O::staff),
        choice<O>("facility",
                  "a room of one's own, or colocation by kW and month",
                  facility_names(),
                  &O::facility),
        quantity<O>("colocation_usd_per_kw_month",
                    "USD/kW-month",
                    usd / month,
                    "rent of a kW of nameplate, electricity on top",
                    {0.0, 1e5},
                    &O::colocation_per_kw),
        number<O>(
            "water_usd_per_m3", "USD/m3", "price of water on site", kPrice, &O::water_usd_per_m3),
        number<O>("checkpoints_kept", "", "checkpoints in storage", kPrice, &O::checkpoints_kept),
        number<O>("storage_usd_per_tb",
                  "USD/TB",
                  "of a file system of one's own",
                  kPrice,
                  &O::storage_usd_per_tb),
        number<O>("storage_usd_per_gb_per_s",
                  "USD/(GB/s)",
                  "of a file system of one's own, for its write rate",
                  kPrice,
                  &O::storage_usd_per_gb_per_s),
        number<O>("salvage_share",
                  "",
                  "of the price of servers and network, at the end of their life",
                  kShare,
                  &O::salvage_share),
        number<O>("value_decline",
                  "orders of magnitude a year",
                  "how fast the price of such a machine falls on the market",
                  {0.0, 10.0},
                  &O::value_decline),
        choice<O>("depreciation",
                  "how the purchase is written off against taxes",
                  depreciation_names(),
                  &O::depreciation),
        number<O>("tax_rate", "", "on profits, which costs lower", {0.0, 0.99}, &O::tax_rate),
        number<O>("financed_share", "", "of the purchase, by a loan", kShare, &O::financed_share),
        number<O>("loan_rate", "", "interest a year", kShare, &O::loan_rate),
        quantity<O>("loan_years", "years", year, "term of the loan", {0.1, 100.0}, &O::loan_term),
        number<O>("cloud_storage_usd_per_gb_month",
                  "USD/GB-month",
                  "checkpoints and data, at the cloud",
                  {0.0, 1e3},
                  &O::cloud_storage_usd_per_gb_month),
        number<O>("cloud_egress_usd_per_gb",
                  "USD/GB",
                  "to take a checkpoint out of the cloud",
                  {0.0, 1e3},
                  &O::cloud_egress_usd_per_gb),
    };
}

Fields<SiteLimits> limit_fields() {
    using L = SiteLimits;
    const auto at_most = [](const char* path, const char* unit, const char* help, auto member) {
        return number<L>(path, unit, help, {1e-9, 1e15}, member);
    };
    return {
        at_most("facility_mw", "MW", "power that the site has, at nameplate", &L::facility_mw),
        at_most("cooling_tons", "tons", "heat that it can carry away", &L::cooling_tons),
        at_most("racks", "", "racks that there is room for", &L::racks),
        at_most("rack_kw", "kW", "power of a rack", &L::rack_kw),
        at_most("days", "days", "until the run must be done", &L::days),
        at_most("budget_usd", "USD", "for this run", &L::budget_usd),
        at_most("purchase_usd", "USD", "to buy the machine", &L::purchase_usd),
    };
}

}  // namespace deepwallet
