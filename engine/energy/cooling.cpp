#include "engine/energy/cooling.hpp"

#include <algorithm>
#include <cmath>

namespace deepwallet {

namespace {

constexpr double kKelvin = 273.15;

CoolingLoad& operator+=(CoolingLoad& a, const CoolingLoad& b) {
    a.compressor += b.compressor;
    a.fans += b.fans;
    a.pumps += b.pumps;
    a.tower += b.tower;
    a.losses += b.losses;
    a.other += b.other;
    a.cop += b.cop;
    a.free += b.free;
    a.water_l_per_kwh += b.water_l_per_kwh;
    return a;
}

CoolingLoad scaled(CoolingLoad x, double by) {
    x.compressor *= by;
    x.fans *= by;
    x.pumps *= by;
    x.tower *= by;
    x.losses *= by;
    x.other *= by;
    x.cop *= by;
    x.free *= by;
    x.water_l_per_kwh *= by;
    return x;
}

/// Share of the heat that towers alone carry away: all where they reach the supply, none where they
/// do not reach the return, between them in proportion.
double free_share(const CoolingPlant& p, const Weather& w) {
    const double reached = w.wet_bulb_c + p.tower_approach + p.exchanger_approach;
    if (p.loop_rise <= 0.0)
        return reached <= p.supply_c ? 1.0 : 0.0;
    return std::clamp((p.supply_c + p.loop_rise - reached) / p.loop_rise, 0.0, 1.0);
}

/// Make-up for heat that leaves over a wet tower: what evaporates, and what is blown down so that
/// salts do not build up.
double make_up(const CoolingPlant& p, double heat, double water_c) {
    if (p.cycles <= 1.0)
        return 0.0;
    return heat * p.latent_share * evaporation_l_per_kwh(water_c) * p.cycles / (p.cycles - 1.0);
}

/// Heat of a loop of chilled water, of air, or both.
void add_chilled(CoolingLoad& out, const CoolingPlant& p, const Weather& w, double heat) {
    const bool wet = p.kind != CoolingKind::air;
    const bool economizer = p.kind != CoolingKind::air && p.kind != CoolingKind::chilled_water;
    const double free = economizer ? free_share(p, w) : 0.0;
    const double cop = chiller_cop(p, w);
    const double chilled = heat * (1.0 - free);
    out.compressor += chilled / cop;
    out.cop = chilled > 0.0 ? cop : 0.0;
    out.free += free * heat;
    // Flow follows the heat, power its cube: a half-loaded plant takes a quarter of it for each
    // watt.
    out.fans += p.room_fan_share * heat * p.load * p.load;
    const double rejected = heat + chilled / cop;
    out.tower += p.tower_share * rejected;
    if (wet) {
        out.pumps += p.pump_share * heat;
        out.water_l_per_kwh += make_up(p, rejected, w.wet_bulb_c + p.tower_approach);
    }
}

/// Heat of a warm loop: dry coolers where the air is cool enough, wetted beyond.
void add_warm(CoolingLoad& out, const CoolingPlant& p, const Weather& w, double heat) {
    out.pumps += p.pump_share * heat;
    out.tower += p.tower_share * heat;
    out.free += heat;
    if (w.dry_bulb_c + p.tower_approach > p.warm_supply_c)
        out.water_l_per_kwh += make_up(p, heat, p.warm_supply_c);
}

}  // namespace

double chiller_cop(const CoolingPlant& p, const Weather& w) {
    const double evaporator = p.supply_c - p.evaporator_approach + kKelvin;
    const double outdoors =
        p.kind == CoolingKind::air ? w.dry_bulb_c : w.wet_bulb_c + p.tower_approach;
    const double lift = outdoors + p.condenser_lift + kKelvin - evaporator;
    if (lift <= 0.0)
        return p.highest_cop;
    return std::min(p.highest_cop, p.carnot_share * evaporator / lift);
}

double evaporation_l_per_kwh(double water_c) { return 3600.0 / (2500.8 - 2.36 * water_c); }

double airflow_cfm(Power heat, double rise) {
    constexpr double kFahrenheit = 1.8;
    constexpr double kCfmPerWatt = 3.16;  // for a degree Fahrenheit
    return kCfmPerWatt * heat.in(units::watt) / (rise * kFahrenheit);
}

CoolingLoad cooling_at(const CoolingPlant& p, const Weather& w) {
    CoolingLoad out;
    out.losses = p.electrical_loss;
    out.other = p.other_share;
    // Losses warm the rooms that are cooled.
    const double room = p.electrical_loss + p.other_share;
    switch (p.kind) {
        case CoolingKind::air:
        case CoolingKind::chilled_water:
        case CoolingKind::economizer:
            add_chilled(out, p, w, 1.0 + room);
            break;
        case CoolingKind::direct_liquid:
            add_warm(out, p, w, p.liquid_share);
            add_chilled(out, p, w, 1.0 - p.liquid_share + room);
            break;
        case CoolingKind::immersion:
            add_warm(out, p, w, 1.0 + room);
            break;
    }
    out.free /= 1.0 + room;
    return out;
}

CoolingYear cooling_year(const CoolingPlant& plant, const Climate& climate) {
    CoolingYear year;
    for (const auto& [weather, share] : WeatherYear(climate))
        year.mean += scaled(cooling_at(plant, weather), share);
    year.pue = 1.0 + year.mean.overhead();
    year.worst_pue =
        1.0 + cooling_at(plant,
                         {climate.design_dry_bulb_c,
                          std::min(climate.design_dry_bulb_c, climate.design_wet_bulb_c)})
                  .overhead();
    year.wue = year.mean.water_l_per_kwh * units::litre / units::kWh;
    return year;
}

}  // namespace deepwallet
