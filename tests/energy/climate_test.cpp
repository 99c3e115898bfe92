// A year of weather against hours that were counted.

#include "engine/energy/climate.hpp"

#include <cmath>

#include "engine/energy/cooling.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

/// Means, what is exceeded 1 % of the year, and hours at or below temperatures: counted in the
/// hourly weather of 2024 (Open-Meteo, CC-BY-4.0; wet bulb by Stull 2011). The last of each three
/// hours is not told to the model.
struct Counted {
    const char* place;
    double dry_mean, wet_mean, dry_design, wet_design;
    double dry_18, dry_24, dry_27;
    double wet_10, wet_16, wet_20;
};

// clang-format off
constexpr Counted kPlaces[] = {
    {"Sydney", 17.6, 14.5, 29.8, 23.7, 4523, 7777, 8483, 1726, 5183, 7572},
    {"Melbourne", 15.1, 11.6, 32.7, 21.1, 6435, 8126, 8403, 3245, 7334, 8546},
    {"Sao Paulo", 20.7, 17.4, 32.1, 23.3, 2601, 6641, 7781, 205, 2663, 6624},
    {"Toronto", 9.9, 7.3, 27.0, 22.6, 6595, 8318, 8680, 5026, 6889, 8193},
    {"Santiago", 16.2, 10.8, 32.3, 18.9, 5799, 7427, 7974, 3568, 7792, 8747},
    {"Frankfurt", 11.8, 9.3, 29.3, 21.4, 6789, 8238, 8537, 4656, 7312, 8466},
    {"London", 11.7, 9.4, 25.3, 18.8, 7578, 8621, 8730, 4623, 8111, 8727},
    {"Mumbai", 27.2, 22.9, 35.5, 27.9, 34, 1438, 4481, 2, 478, 1866},
    {"Tokyo", 16.7, 13.8, 33.4, 27.2, 4595, 6463, 7488, 3220, 4751, 6038},
    {"Seoul", 13.2, 10.3, 32.0, 27.0, 5363, 6862, 7895, 4036, 5834, 6609},
    {"Singapore", 27.5, 25.0, 32.3, 26.9, 0, 131, 3740, 0, 0, 0},
    {"San Jose", 15.8, 11.7, 33.5, 19.4, 6199, 7734, 8247, 2945, 7549, 8727},
    {"Philadelphia", 14.0, 10.2, 33.8, 25.0, 5404, 7172, 7930, 4251, 6013, 7471},
    {"New York", 13.0, 9.5, 31.9, 24.9, 5704, 7460, 8163, 4433, 6234, 7550},
    {"Dallas", 20.4, 15.9, 37.0, 26.1, 3226, 5347, 6494, 2069, 3801, 5215},
    {"South Africa", 16.6, 10.4, 30.2, 18.5, 5114, 7589, 8292, 3820, 7632, 8760},
};
// clang-format on

TemperatureShares shares(double lower, double lower_h, double higher, double higher_h) {
    return {TemperatureShare{lower, share_of_year(lower_h)},
            TemperatureShare{higher, share_of_year(higher_h)}};
}

Climate normal(const Counted& c) {
    return {c.dry_mean, c.wet_mean, c.dry_design, c.wet_design, {}, {}};
}

Climate counted(const Counted& c) {
    Climate out = normal(c);
    out.dry_bulb_shares = shares(18, c.dry_18, 24, c.dry_24);
    out.wet_bulb_shares = shares(10, c.wet_10, 16, c.wet_16);
    return out;
}

using Bulb = double Weather::*;

double share_to(const Climate& climate, Bulb bulb, double temperature_c) {
    double sum = 0.0;
    for (const auto& [weather, share] : WeatherYear(climate))
        sum += weather.*bulb <= temperature_c ? share : 0.0;
    return sum;
}

double mean(const Climate& climate, Bulb bulb) {
    double sum = 0.0;
    for (const auto& [weather, share] : WeatherYear(climate)) sum += share * (weather.*bulb);
    return sum;
}

constexpr Bulb kDry = &Weather::dry_bulb_c;
constexpr Bulb kWet = &Weather::wet_bulb_c;

/// Towers and exchanger reach 7 K above the wet bulb, so that they alone cool, without a ramp,
/// exactly up to a wet bulb of 7 K below the supply.
CoolingPlant switch_at(double wet_bulb) {
    CoolingPlant p;
    p.kind = CoolingKind::economizer;
    p.supply_c = wet_bulb + 7;
    p.tower_approach = 4;
    p.exchanger_approach = 3;
    p.condenser_lift = 7;
    p.evaporator_approach = 2;
    p.carnot_share = 0.55;
    p.highest_cop = 15;
    return p;
}

}  // namespace

TEST_CASE("the wet bulb is Stull's") {
    // Stull 2011: 20 C and 50 % give 13.7 C.
    CHECK_THAT(wet_bulb_c(20, 50), WithinAbs(13.699, 0.0005));
    CHECK_THAT(wet_bulb_c(30, 40), WithinAbs(20.449, 0.0005));
}

TEST_CASE("the year keeps the hours that were counted, its means and its length") {
    constexpr double kShare = 0.005;
    constexpr double kMean = 0.3;
    for (const Counted& c : kPlaces) {
        CAPTURE(c.place);
        const Climate year = counted(c);
        CHECK_THAT(share_to(year, kDry, 18), WithinAbs(c.dry_18 / 8784, kShare));
        CHECK_THAT(share_to(year, kDry, 24), WithinAbs(c.dry_24 / 8784, kShare));
        CHECK_THAT(share_to(year, kWet, 10), WithinAbs(c.wet_10 / 8784, kShare));
        CHECK_THAT(share_to(year, kWet, 16), WithinAbs(c.wet_16 / 8784, kShare));
        CHECK_THAT(share_to(year, kDry, c.dry_design), WithinAbs(0.99, kShare));
        CHECK_THAT(share_to(year, kWet, c.wet_design), WithinAbs(0.99, kShare));
        CHECK_THAT(mean(year, kDry), WithinAbs(c.dry_mean, kMean));
        CHECK_THAT(mean(year, kWet), WithinAbs(c.wet_mean, kMean));
        CHECK_THAT(share_to(year, kDry, 90), WithinRel(1.0, 1e-12));
    }
}

TEST_CASE("hours that the year was not told are nearer than a normal's") {
    double told = 0.0;
    double untold = 0.0;
    const auto miss = [](const Climate& year, const Counted& c) {
        return std::abs(share_to(year, kDry, 27) - c.dry_27 / 8784) +
               std::abs(share_to(year, kWet, 20) - c.wet_20 / 8784);
    };
    for (const Counted& c : kPlaces) {
        CAPTURE(c.place);
        CHECK_THAT(share_to(counted(c), kDry, 27), WithinAbs(c.dry_27 / 8784, 0.12));
        CHECK_THAT(share_to(counted(c), kWet, 20), WithinAbs(c.wet_20 / 8784, 0.12));
        told += miss(counted(c), c);
        untold += miss(normal(c), c);
    }
    CHECK(told < 0.4 * untold);
}

TEST_CASE("a plant whose economizer switches at a counted temperature is free for those hours") {
    constexpr double kShare = 0.005;
    for (const Counted& c : kPlaces) {
        CAPTURE(c.place);
        const CoolingYear to_10 = cooling_year(switch_at(10), counted(c));
        const CoolingYear to_16 = cooling_year(switch_at(16), counted(c));
        CHECK_THAT(to_10.mean.free, WithinAbs(c.wet_10 / 8784, kShare));
        CHECK_THAT(to_16.mean.free, WithinAbs(c.wet_16 / 8784, kShare));
    }
}

TEST_CASE("a warm loop evaporates in the hours that its dry coolers do not reach") {
    // Dry coolers come within 4 K of the air: 28 C of supply last up to 24 C. All heat is latent,
    // blowdown doubles it: 2 x 3600 / (2500.8 - 2.36 x 28) = 2.9571 l/kWh while it is wetted.
    CoolingPlant p;
    p.kind = CoolingKind::immersion;
    p.warm_supply_c = 28;
    p.tower_approach = 4;
    p.latent_share = 1.0;
    p.cycles = 2.0;
    for (const Counted& c : kPlaces) {
        CAPTURE(c.place);
        CHECK_THAT(cooling_year(p, counted(c)).mean.water_l_per_kwh,
                   WithinAbs(2.9571 * (1.0 - c.dry_24 / 8784), 2.9571 * 0.005));
    }
}

TEST_CASE("the year gets hotter from part to part, and its chiller no better") {
    const CoolingPlant p = switch_at(3);
    for (const Counted& c : kPlaces) {
        CAPTURE(c.place);
        for (const Climate& climate : {counted(c), normal(c)}) {
            const WeatherYear year(climate);
            for (const WeightedWeather* part = year.begin() + 1; part != year.end(); ++part) {
                const Weather& before = (part - 1)->weather;
                CHECK(part->weather.dry_bulb_c >= before.dry_bulb_c);
                CHECK(part->weather.wet_bulb_c >= before.wet_bulb_c);
                CHECK(part->weather.wet_bulb_c <= part->weather.dry_bulb_c);
                CHECK(chiller_cop(p, part->weather) <= chiller_cop(p, before));
            }
        }
    }
}

TEST_CASE("without counted hours each bulb is normal") {
    // Standard normal quantiles: 0.6745 at three quarters, 1.2816 at nine tenths; sd 10 / 2.3263.
    const Climate year{10, 10, 20, 20, {}, {}};
    constexpr double kPart = 1.0 / 64;
    CHECK_THAT(share_to(year, kDry, 10 + 0.6745 * 4.2987), WithinAbs(0.75, kPart));
    CHECK_THAT(share_to(year, kDry, 10 + 1.2816 * 4.2987), WithinAbs(0.90, kPart));
    CHECK_THAT(mean(year, kDry), WithinAbs(10.0, 1e-9));
}

TEST_CASE("one counted temperature is enough, of one bulb") {
    Climate year = normal(kPlaces[6]);
    year.wet_bulb_shares[1] = {16.0, 0.5};
    CHECK_THAT(share_to(year, kWet, 16), WithinAbs(0.5, 1e-9));
}

TEST_CASE("hours weigh more than a mean and a design day that contradict them") {
    const Climate mild = normal(kPlaces[6]);
    const auto to_16 = [&](double share) {
        Climate year = mild;
        year.wet_bulb_shares[1] = {16.0, share};
        year.dry_bulb_shares[1] = {24.0, share};
        return year;
    };
    for (const double share : {0.0, 1e-4, 0.2, 0.9, 0.995, 1.0}) {
        CAPTURE(share);
        CHECK_THAT(share_to(to_16(share), kWet, 16), WithinAbs(share, 1e-9));
        CHECK_THAT(share_to(to_16(share), kDry, 24), WithinAbs(share, 1e-9));
    }
    // London: a mean of 9.4 C and never 16 C or less. Never free, then.
    CHECK(cooling_year(switch_at(16), to_16(0.0)).mean.free == 0.0);
    CHECK_THAT(cooling_year(switch_at(16), to_16(1.0)).mean.free, WithinAbs(1.0, 1e-12));
}

TEST_CASE("more counted hours of cold are as many more of free cooling") {
    for (double hours = 0; hours <= 8784; hours += 183) {
        CAPTURE(hours);
        Climate year = normal(kPlaces[12]);
        year.wet_bulb_shares[1] = {16.0, hours / 8784};
        CHECK_THAT(cooling_year(switch_at(16), year).mean.free, WithinAbs(hours / 8784, 1e-9));
    }
}
