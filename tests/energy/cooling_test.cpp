// Cooling plants against thermodynamics and published conditions.

#include "engine/energy/cooling.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace deepwallet;
using namespace deepwallet::units;

namespace {

constexpr CoolingKind kKinds[] = {CoolingKind::air,
                                  CoolingKind::chilled_water,
                                  CoolingKind::economizer,
                                  CoolingKind::direct_liquid,
                                  CoolingKind::immersion};

CoolingPlant plant(CoolingKind kind) {
    CoolingPlant p;
    p.kind = kind;
    p.supply_c = 10;
    p.loop_rise = 6;
    p.warm_supply_c = 35;
    p.tower_approach = 4;
    p.exchanger_approach = 3;
    // Of a tower: range 5, refrigerant 2; of condensers in the air: both warm by more.
    p.condenser_lift = kind == CoolingKind::air ? 16 : 7;
    p.evaporator_approach = 2;
    p.carnot_share = 0.55;
    p.highest_cop = 15;
    p.liquid_share = 0.7;
    p.room_fan_share = 0.04;
    p.pump_share = 0.015;
    p.tower_share = 0.03;
    p.electrical_loss = 0.05;
    p.other_share = 0.01;
    p.load = 1.0;
    p.latent_share = 0.9;
    p.cycles = 4;
    p.air_rise = 13.6;
    return p;
}

// Hourly weather of 2024 (Open-Meteo): means, and what is exceeded 1 % of the year.
constexpr Climate kLondon{11.7, 9.4, 25.0, 18.0, {}, {}};
constexpr Climate kSingapore{27.5, 25.0, 31.5, 27.0, {}, {}};

}  // namespace

TEST_CASE("a chiller's COP is its share of Carnot's between supply and wet bulb") {
    struct Row {
        double wet_bulb, cop;
    };
    // 0.55 x 281.15 / (wet bulb + 4 + 5 + 2 - 8).
    const auto row = GENERATE(values<Row>({{10, 11.89}, {20, 6.72}, {28, 4.99}}));
    CHECK_THAT(chiller_cop(plant(CoolingKind::chilled_water), {40, row.wet_bulb}),
               WithinAbs(row.cop, 0.005));
}

TEST_CASE("COP falls with heat, and overhead rises, for every plant") {
    for (const CoolingKind kind : kKinds) {
        const CoolingPlant p = plant(kind);
        for (double t = -10; t < 44; t += 1) {
            CAPTURE(static_cast<int>(kind), t);
            CHECK(chiller_cop(p, {t + 1, t - 2}) <= chiller_cop(p, {t, t - 3}));
            CHECK(cooling_at(p, {t + 1, t - 2}).overhead() >= cooling_at(p, {t, t - 3}).overhead());
        }
        CHECK(chiller_cop(p, {40, 30}) < chiller_cop(p, {20, 15}));
    }
}

TEST_CASE("water follows the heat by its latent heat") {
    // Steam tables: 2442 kJ/kg at 25 C; 30 C; blowdown at 5 cycles; 90 % latent at 4 cycles.
    CHECK_THAT(evaporation_l_per_kwh(25), WithinRel(1.474, 0.0005));
    CHECK_THAT(evaporation_l_per_kwh(30), WithinRel(1.481, 0.0005));
    CHECK_THAT(evaporation_l_per_kwh(30) * 5 / 4, WithinRel(1.852, 0.0005));
    // All heat of a plant without compressor or losses, at 30 C of tower water.
    CoolingPlant p = plant(CoolingKind::economizer);
    p.supply_c = 60;
    p.electrical_loss = p.other_share = 0.0;
    CHECK_THAT(cooling_at(p, {40, 26}).water_l_per_kwh, WithinRel(1.778, 0.0006));
    // With a chiller its work is rejected too.
    CoolingPlant chilled = plant(CoolingKind::chilled_water);
    chilled.electrical_loss = chilled.other_share = 0.0;
    const CoolingLoad load = cooling_at(chilled, {40, 26});
    CHECK_THAT(load.water_l_per_kwh, WithinRel(1.778 * (1 + 1 / load.cop), 0.0006));
}

TEST_CASE("air-cooled plants use no water, and warm loops none while the air is cool") {
    CHECK(cooling_at(plant(CoolingKind::air), {45, 30}).water_l_per_kwh == 0.0);
    CHECK(cooling_at(plant(CoolingKind::immersion), {30, 25}).water_l_per_kwh == 0.0);
    CHECK(cooling_at(plant(CoolingKind::immersion), {32, 25}).water_l_per_kwh > 1.0);
}

TEST_CASE("fans take the cube of the flow") {
    CoolingPlant half = plant(CoolingKind::chilled_water);
    half.load = 0.5;
    const double full = cooling_at(plant(half.kind), {20, 15}).fans;
    // Half of the heat at a quarter for each watt: an eighth of the power.
    CHECK_THAT(0.5 * cooling_at(half, {20, 15}).fans / full, WithinRel(1.0 / 8.0, 1e-12));
}

TEST_CASE("an economizer saves in the cold and never costs more") {
    const CoolingPlant chilled = plant(CoolingKind::chilled_water);
    const CoolingPlant economizer = plant(CoolingKind::economizer);
    for (double t = -20; t <= 40; t += 0.5)
        CHECK(cooling_at(economizer, {t + 2, t}).overhead() <=
              cooling_at(chilled, {t + 2, t}).overhead());
    // Free where 3 C and approaches of 4 and 3 make 10 C; half free 3 K above; a chiller alone
    // from 9.
    CHECK(cooling_at(economizer, {5, 3}).compressor == 0.0);
    CHECK_THAT(cooling_at(economizer, {8, 6}).free, WithinRel(0.5, 1e-12));
    CHECK(cooling_at(economizer, {11, 9}).free == 0.0);
}

TEST_CASE("free cooling is common in London and unknown in Singapore") {
    CoolingPlant warm = plant(CoolingKind::economizer);
    warm.supply_c = 18;  // what ASHRAE recommends for the air allows it
    CHECK(cooling_year(warm, kLondon).mean.free > 0.7);
    CHECK(cooling_year(warm, kSingapore).mean.free < 0.02);
    for (const CoolingKind kind : kKinds) {
        const CoolingYear london = cooling_year(plant(kind), kLondon);
        const CoolingYear singapore = cooling_year(plant(kind), kSingapore);
        CHECK(london.pue <= singapore.pue);
        CHECK(london.pue > 1.0);
        CHECK(london.worst_pue >= london.pue);
        CHECK_THAT(london.pue - 1.0, WithinRel(london.mean.overhead(), 1e-12));
    }
}

TEST_CASE("liquid needs less than air, tanks least") {
    const auto pue = [](CoolingKind kind) { return cooling_year(plant(kind), kSingapore).pue; };
    CHECK(pue(CoolingKind::immersion) < pue(CoolingKind::direct_liquid));
    CHECK(pue(CoolingKind::direct_liquid) < pue(CoolingKind::economizer));
    CHECK(pue(CoolingKind::economizer) <= pue(CoolingKind::chilled_water));
    CHECK(pue(CoolingKind::chilled_water) < pue(CoolingKind::air));
}

TEST_CASE("a year without weather is one of its hours") {
    const CoolingPlant p = plant(CoolingKind::economizer);
    const CoolingYear year = cooling_year(p, {20, 12, 20, 12, {}, {}});
    CHECK_THAT(year.pue, WithinRel(1.0 + cooling_at(p, {20, 12}).overhead(), 1e-12));
    CHECK_THAT(year.wue.in(litre / kWh), WithinRel(cooling_at(p, {20, 12}).water_l_per_kwh, 1e-12));
}

TEST_CASE("a DGX A100's 840 cubic feet a minute warm by 13.6 K") {
    // 6500 W, 24.45 F (user guide: airflow at 80 % fan speed).
    CHECK_THAT(airflow_cfm(6500 * watt, 24.45 / 1.8), WithinRel(840.0, 0.01));
}

TEST_CASE("a DGX A100's 6.5 kW are 22,179 BTU an hour and 1.848 tons of cooling") {
    CHECK_THAT((6.5 * kW).in(btu / hour), WithinAbs(22179, 0.5));
    CHECK_THAT((6.5 * kW).in(cooling_ton), WithinAbs(1.848, 0.0005));
}
