// Power, heat, water and carbon of a cluster by hand.

#include "engine/energy/power.hpp"

#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/dgx_a100.hpp"
#include "tests/support/random.hpp"

using namespace deepwallet;
using namespace deepwallet::units;
using namespace deepwallet::test;

namespace {

constexpr double kExact = 1e-12;

const PhaseTimes kComputing{1 * s, {}, {}, {}};

Site site() {
    Site out;
    out.electricity = 0.1 * usd / kWh;
    out.grid = 0.4 * kg / kWh;
    out.pue = 1.3;
    out.water_on_site = 1.8 * litre / kWh;
    out.water_off_site = 3.0 * litre / kWh;
    return out;
}

/// Of the fat tree under so many DGX A100.
Power network(std::int64_t servers) {
    return network_power(hdr_fat_tree(), network_parts(dgx_a100(), hdr_fat_tree(), servers));
}

}  // namespace

TEST_CASE("an accelerator draws the mean of its phases by their time") {
    // 4 s at 400 W, 3 at 280, 2 at 160, 1 at 90: 2850 J in 10 s.
    const PhaseTimes phases{4 * s, 3 * s, 2 * s, 1 * s};
    CHECK_THAT(accelerator_power(a100(), phases).in(watt), WithinRel(285.0, kExact));
    CHECK(accelerator_power(a100(), kComputing) == 400 * watt);
}

TEST_CASE("a DGX A100 with its accelerators at the limit draws 5.24 of its 6.5 kW") {
    // (1.25 + 1.15 x 3.2) / 0.94 kW: 0.81 of the name plate, as 8.4 of 10.2 kW were measured on an
    // H100 server (Latif et al. 2024).
    const Power power = server_power(dgx_a100(), 3200 * watt);
    CHECK_THAT(power.in(kW), WithinRel(4.93 / 0.94, kExact));
    CHECK_THAT(power.in(kW), WithinAbs(5.24, 0.005));
    CHECK_THAT(power / dgx_a100().max_power, WithinAbs(0.81, 0.005));
}

TEST_CASE("a server's parts are those it is made of, and sum to what it draws") {
    // 8 x 300 W of accelerators: fans 15 % of them, 1.25 kW of the rest, all over 0.94.
    const double servers = 7.0;
    const Power drawn = servers * server_power(dgx_a100(), 2400 * watt);
    const ServerPowerParts parts = server_power_parts(dgx_a100(), servers, drawn);
    CHECK_THAT(parts.accelerators.in(watt), WithinRel(7 * 2400.0, kExact));
    CHECK_THAT(parts.fans.in(watt), WithinRel(7 * 360.0, kExact));
    CHECK_THAT(parts.rest.in(watt), WithinRel(7 * 1250.0, kExact));
    CHECK_THAT(parts.losses / drawn, WithinRel(0.06, 1e-9));
    CHECK_THAT((parts.accelerators + parts.fans + parts.rest + parts.losses).in(watt),
               WithinRel(drawn.in(watt), kExact));
}

TEST_CASE("the network's power is its switches and the optics of each cable") {
    // 280 servers of eight adapters on 40-port switches: three tiers, 112 + 112 + 56 switches of
    // 253 W; 2 x 3 x 2240 ends of 4.5 W.
    const auto watts = [](std::int64_t servers, const Fabric& fabric) {
        return network_power(fabric, network_parts(dgx_a100(), fabric, servers)).in(watt);
    };
    CHECK_THAT(watts(280, hdr_fat_tree()), WithinRel(280 * 253.0 + 6 * 2240 * 4.5, kExact));
    // 32 adapters: one switch, one tier; on copper no optics.
    CHECK_THAT(watts(4, hdr_fat_tree()), WithinRel(253.0 + 64 * 4.5, kExact));
    Fabric copper = hdr_fat_tree();
    copper.host_copper_share = 1.0;
    CHECK_THAT(watts(4, copper), WithinRel(253.0, kExact));
    CHECK(watts(1, hdr_fat_tree()) == 0.0);
}

TEST_CASE("a cluster draws its servers, its network, and what PUE adds") {
    const PowerUse use =
        cluster_power(a100(), kComputing, dgx_a100(), 280, 2240, network(280), site());
    const double servers = 280 * 4930.0 / 0.94;
    const double network = 280 * 253.0 + 6 * 2240 * 4.5;
    CHECK_THAT(use.servers_mean.in(watt), WithinRel(servers, kExact));
    CHECK_THAT(use.network.in(watt), WithinRel(network, kExact));
    CHECK_THAT(use.it_mean.in(watt), WithinRel(servers + network, kExact));
    CHECK_THAT(use.overhead.in(watt), WithinRel(0.3 * (servers + network), 1e-9));
    CHECK_THAT(use.facility_mean.in(watt), WithinRel(1.3 * (servers + network), 1e-9));
    CHECK_THAT(use.it_peak.in(watt), WithinRel(280 * 6500.0 + network, kExact));
}

TEST_CASE("accelerators that do not train idle") {
    // Three of eight at 400 W, five at 55 W.
    const PowerUse use = cluster_power(a100(), kComputing, dgx_a100(), 1, 3, network(1), site());
    CHECK_THAT(use.servers_mean.in(watt),
               WithinRel((1250 + 1.15 * (3 * 400 + 5 * 55)) / 0.94, kExact));
}

TEST_CASE("a server alone needs no network") {
    const PowerUse use = cluster_power(a100(), kComputing, dgx_a100(), 1, 8, network(1), site());
    CHECK(use.network == Power{});
    CHECK(use.it_mean == use.servers_mean);
}

TEST_CASE("on-site water counts IT energy, off-site water and carbon the whole facility's") {
    PowerUse power;
    power.it_mean = 1 * MW;
    power.overhead = 0.3 * MW;
    const EnergyUse use = energy_use(power, 10 * hour, site());
    CHECK_THAT(use.it.in(MWh), WithinRel(10.0, kExact));
    CHECK_THAT(use.facility.in(MWh), WithinRel(13.0, kExact));
    CHECK_THAT((use.it + use.overhead - use.facility).in(MWh), WithinAbs(0.0, 1e-12));
    // 1.8 l for each of 10,000 kWh, 3 l for each of 13,000.
    CHECK_THAT(use.water_on_site.in(m3), WithinRel(18.0, kExact));
    CHECK_THAT(use.water_off_site.in(m3), WithinRel(39.0, kExact));
    CHECK_THAT(use.operational.in(tonne), WithinRel(5.2, kExact));
}

TEST_CASE("energy times intensity is the carbon that papers state") {
    struct Row {
        double mwh;
        double grams_a_kwh;
        double tonnes;
    };
    // BLOOM: 1,082,990 GPU-hours of 0.4 kW (Luccioni et al. 2022); GPT-3 (Patterson et al. 2021).
    const auto row = GENERATE(values<Row>({{1082.990 * 0.4, 57, 24.69}, {1287, 429, 552.1}}));
    Site plain = site();
    plain.pue = 1.0;
    plain.grid = row.grams_a_kwh * gram / kWh;
    PowerUse power;
    power.it_mean = row.mwh * MWh / (100 * day);
    CHECK_THAT(energy_use(power, 100 * day, plain).operational.in(tonne),
               WithinRel(row.tonnes, 0.0002));
}

TEST_CASE("a run of 47.76 days on 280 servers takes 1682 MWh, 2186 in the facility, 875 tonnes") {
    // 280 x 5.2447 kW x 1146.3 h, PUE 1.3, 0.4 kg/kWh; without the network.
    const Power servers = 280.0 * server_power(dgx_a100(), 3200 * watt);
    PowerUse power;
    power.it_mean = servers;
    power.overhead = 0.3 * servers;
    const EnergyUse use = energy_use(power, 68665 * 60.1 * s, site());
    constexpr double kPrinted = 0.0015;  // from 5.24 kW
    CHECK_THAT(use.it.in(MWh), WithinRel(1682, kPrinted));
    CHECK_THAT(use.facility.in(MWh), WithinRel(2186, kPrinted));
    CHECK_THAT(use.operational.in(tonne), WithinRel(875, kPrinted));
}
