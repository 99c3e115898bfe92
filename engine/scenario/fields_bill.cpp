// Fields of what it costs: the campaign, the site, carbon equivalents, ownership.

#include "engine/scenario/fields.hpp"

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
    return {
        quantity<C>("server_mtbf_days",
                    "days",
                    day,
                    "mean time between failures of one server that stop the job",
                    {1e-3, 1e6},
                    &C::server_mtbf),
        quantity<C>("restart_min",
                    "min",
                    minute,
                    "from a failure to training again",
                    {0.0, 1e5},
                    &C::restart),
        quantity<C>("checkpoint_gb_per_s",
                    "GB/s",
                    GB_per_s,
                    "write rate of the file system, all writers together",
                    {1e-3, 1e7},
                    &C::checkpoint_bandwidth),
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
                  "hours a year at 18 C and less",
                  kHoursOfYear,
                  &S::dry_bulb_hours_to_18c),
        number<S>("dry_bulb_hours_to_24c",
                  "h",
                  "hours a year at 24 C and less",
                  kHoursOfYear,
                  &S::dry_bulb_hours_to_24c),
        number<S>("wet_bulb_hours_to_10c",
                  "h",
                  "wet-bulb hours a year at 10 C and less",
                  kHoursOfYear,
                  &S::wet_bulb_hours_to_10c),
        number<S>("wet_bulb_hours_to_16c",
                  "h",
                  "wet-bulb hours a year at 16 C and less",
                  kHoursOfYear,
                  &S::wet_bulb_hours_to_16c),
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
        number<O>("discount_rate", "", "a year", {0.0, 1.0}, &O::discount_rate),
        number<O>("network_share",
                  "",
                  "network's share of servers and network together",
                  {0.0, 0.95},
                  &O::network_share),
        number<O>("upkeep_share",
                  "",
                  "staff and support a year, of servers and network",
                  {0.0, 1.0},
                  &O::upkeep_share),
    };
}

}  // namespace deepwallet
