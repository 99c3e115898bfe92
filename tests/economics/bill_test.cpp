// Buying against renting: capital recovery, the bill of a run, and when a purchase has paid.

#include "engine/economics/bill.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace deepwallet;
using namespace deepwallet::units;

namespace {

constexpr double kExact = 1e-9;

/// Four years of servers, eight per cent, all of the time in use.
Ownership terms() {
    Ownership out;
    out.lifetime = 4 * year;
    out.facility_lifetime = 15 * year;
    out.utilisation = 1.0;
    out.discount_rate = 0.08;
    out.network_share = 0.2;
    out.upkeep_share = 0.1;
    return out;
}

Site site() {
    Site out;
    out.electricity = 0.08 * usd / kWh;
    out.pue = 1.3;
    return out;
}

PowerUse power(Power it) {
    PowerUse out;
    out.it_mean = it;
    out.idle = it;
    out.facility_mean = 1.3 * it;
    return out;
}

/// One server of 199,000 dollars with a network and a room that cost 35 per cent more.
Acquisition one_server() { return {199e3 * usd, 0.35 * 199e3 * usd, Money{}, Money{}}; }

OnPremCost cost_of(const Acquisition& bought,
                   const Ownership& own,
                   const PowerUse& use,
                   const Site& place,
                   Time wall) {
    return on_prem_cost(bought, own, use, 1.0, place, wall, 8);
}

Rent by_the_hour(double usd_per_gpu_hour) { return {8 * usd_per_gpu_hour * usd / hour, false}; }

}  // namespace

TEST_CASE("capital recovery pays a loan back to the last cent") {
    struct Row {
        double rate, years, factor;
    };
    // r (1+r)^n / ((1+r)^n - 1).
    const auto row = GENERATE(values<Row>({
        {0.08, 4, 0.301921},
        {0.10, 1, 1.1},
        {0.10, 2, 1.21 / 2.1},
        {0.0, 5, 0.2},
        {1e-13, 5, 0.2},
    }));
    CAPTURE(row.rate, row.years);
    CHECK_THAT(capital_recovery_factor(row.rate, row.years), WithinAbs(row.factor, 5e-7));
    // What is left after each year's interest and instalment is nothing at the end.
    double debt = 1.0;
    for (int i = 0; i < static_cast<int>(row.years); ++i) {
        debt = debt * (1 + row.rate) - capital_recovery_factor(row.rate, row.years);
    }
    CHECK_THAT(debt, WithinAbs(0.0, kExact));
}

TEST_CASE("the network is its share of servers and network, the room is built for the peak") {
    Site paid = site();
    paid.facility_usd_per_watt = 10;
    Purchase purchase;
    purchase.servers = 280;
    purchase.network.host_cables = 2240;
    purchase.it_peak = 2 * MW;
    const Acquisition bought = acquisition(199e3 * usd, purchase, Fabric{}, terms(), paid);
    CHECK_THAT(bought.servers.in(usd), WithinRel(280 * 199e3, kExact));
    // A fifth of the two together is a quarter of the servers.
    CHECK_THAT(bought.network.in(usd), WithinRel(280 * 199e3 / 4, kExact));
    CHECK_THAT(bought.facility.in(usd), WithinRel(20e6, kExact));
    CHECK_THAT(bought.total().in(usd), WithinRel(280 * 199e3 * 1.25 + 20e6, kExact));
}

TEST_CASE("without prices a network costs as much less as it has fewer cables than a full tree") {
    Purchase purchase;
    purchase.servers = 280;
    purchase.network.host_cables = 2240;
    purchase.cables_of_full_tree = 0.5;
    const Acquisition bought = acquisition(199e3 * usd, purchase, Fabric{}, terms(), site());
    CHECK_THAT(bought.network.in(usd), WithinRel(280 * 199e3 / 8, kExact));
    CHECK_FALSE(bought.parts);
}

TEST_CASE("switches, cables, optics and adapters each have their line") {
    Fabric fabric;
    fabric.switch_price = 15e3 * usd;
    fabric.cable_price = 100 * usd;
    fabric.optics_price = 450 * usd;
    fabric.copper_price = 60 * usd;
    fabric.adapter_price = 900 * usd;
    NetworkParts parts;
    parts.switches = 12;
    parts.host_cables = 160;
    parts.switch_cables = 160;
    parts.copper_cables = 160;
    parts.optics = 320;
    parts.adapters = 160;
    const NetworkBill bill = *network_bill(parts, fabric, false);
    CHECK_THAT(bill.switches.in(usd), WithinRel(12 * 15e3, kExact));
    CHECK_THAT(bill.cables.in(usd), WithinRel(160 * 100.0 + 160 * 60.0, kExact));
    CHECK_THAT(bill.optics.in(usd), WithinRel(320 * 450.0, kExact));
    CHECK_THAT(bill.adapters.in(usd), WithinRel(160 * 900.0, kExact));
    // A server's list price covers its adapters.
    CHECK(network_bill(parts, fabric, true)->adapters == Money{});
    fabric.cable_price.reset();
    CHECK_FALSE(network_bill(parts, fabric, true));
}

TEST_CASE("a year of a DGX A100 costs 105,840 dollars") {
    // 199,000 x 1.35 x 0.301921 = 81,111; 5.3 kW x 1.3 for a year at 0.08 dollars a kWh 4,830;
    // upkeep 19,900.
    Ownership own = terms();
    own.upkeep_share = 0.1 / 1.35;
    const OnPremCost cost = cost_of(one_server(), own, power(5.3 * kW), site(), 1 * year);
    CHECK_THAT(cost.yearly.capital.in(usd), WithinRel(81110.9, 1e-5));
    CHECK_THAT(cost.run_capital.in(usd), WithinRel(81110.9, 1e-5));
    CHECK_THAT(cost.run_upkeep.in(usd), WithinRel(19900.0, kExact));
    CHECK_THAT(cost.run_energy.in(usd), WithinRel(5.3 * 1.3 * 8766 * 0.08, kExact));
    CHECK_THAT(cost.run_total().in(usd), WithinRel(105840, 0.0001));
    CHECK_THAT(cost.gpu_hour.in(usd / hour), WithinRel(105840 / (8 * 8766.0), 0.0001));
}

TEST_CASE(
    "the hardware of a DGX A100 alone costs 0.857 dollars a GPU-hour, 0.71 without interest") {
    Ownership own = terms();
    own.upkeep_share = 0.0;
    const Acquisition hardware{199e3 * usd, Money{}, Money{}, Money{}};
    const OnPremCost paid = cost_of(hardware, own, power(Power{}), site(), 1 * year);
    CHECK_THAT(paid.run_total().in(usd), WithinRel(60082, 1e-5));
    CHECK_THAT(paid.gpu_hour.in(usd / hour), WithinAbs(0.857, 0.0005));
    own.discount_rate = 0.0;
    const OnPremCost free = cost_of(hardware, own, power(Power{}), site(), 1 * year);
    CHECK_THAT(free.gpu_hour.in(usd / hour), WithinAbs(0.710, 0.0006));
}

TEST_CASE("what a run uses of a machine is more where the machine works less") {
    Ownership own = terms();
    const OnPremCost busy = cost_of(one_server(), own, power(5 * kW), site(), 30 * day);
    own.utilisation = 0.5;
    const OnPremCost idle = cost_of(one_server(), own, power(5 * kW), site(), 30 * day);
    CHECK_THAT(idle.run_capital / busy.run_capital, WithinRel(2.0, kExact));
    CHECK_THAT(idle.run_upkeep / busy.run_upkeep, WithinRel(2.0, kExact));
    CHECK_THAT(idle.run_energy / busy.run_energy, WithinRel(1.0, kExact));
}

TEST_CASE("all runs of a machine's life together pay for it") {
    Ownership own = terms();
    own.discount_rate = 0.0;
    own.utilisation = 0.8;
    own.upkeep_share = 0.0;
    // 40 runs that fill four fifths of four years.
    const Time each = 4 * year * 0.8 / 40;
    const OnPremCost run = cost_of(one_server(), own, power(Power{}), site(), each);
    CHECK_THAT(40 * run.run_total().in(usd), WithinRel(one_server().total().in(usd), kExact));
}

TEST_CASE("the room is paid off over its own, longer life") {
    const Acquisition bought{Money{}, Money{}, 1e6 * usd, Money{}};
    const OnPremCost cost = cost_of(bought, terms(), power(Power{}), site(), 1 * year);
    // 0.08 x 1.08^15 / (1.08^15 - 1) = 0.116830.
    CHECK_THAT(cost.yearly.capital.in(usd), WithinRel(116830, 1e-5));
    CHECK(cost.yearly.upkeep == Money{});
}

TEST_CASE("a purchase has paid when the rent saved is what it cost") {
    // 250,000 dollars for 8 GPUs at half load, against 3 dollars an hour each: 24 saved an hour,
    // less 10 kW x 0.1 for electricity, 23 x 0.5 = 11.5; upkeep of 17,532 a year is 2 an hour.
    // 250,000 / 9.5 hours.
    Ownership own = terms();
    own.utilisation = 0.5;
    own.upkeep_share = 17532.0 / 250e3;
    Site place = site();
    place.electricity = 0.1 * usd / kWh;
    PowerUse use;
    use.facility_mean = 10 * kW;
    const Acquisition bought{200e3 * usd, 50e3 * usd, Money{}, Money{}};
    const OnPremCost cost = cost_of(bought, own, use, place, 30 * day);
    const std::optional<Time> paid = break_even(cost, by_the_hour(3));
    REQUIRE(paid.has_value());
    CHECK_THAT(paid->in(hour), WithinRel(250e3 / 9.5, kExact));
    // At 0.625 dollars: 5 less 1, half of it 2: as much as the upkeep, so that nothing is saved.
    CHECK_FALSE(break_even(cost, by_the_hour(0.624)).has_value());
    CHECK(break_even(cost, by_the_hour(0.626)).has_value());
}

TEST_CASE("a purchase pays sooner against dearer rent") {
    const PowerUse use = power(5.3 * kW);
    const OnPremCost cost = cost_of(one_server(), terms(), use, site(), 30 * day);
    const auto at = [&](double rent) { return *break_even(cost, by_the_hour(rent)); };
    CHECK(at(4.0) < at(2.0));
    CHECK(at(2.0) < at(1.0));
}
