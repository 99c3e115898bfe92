// The bill by cause adds up to the bill.

#include "engine/economics/attribution.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/dgx_a100.hpp"

using namespace deepwallet;
using namespace deepwallet::units;

namespace {

IterationBreakdown iteration() {
    IterationBreakdown out{};
    out.compute = 6 * s;
    out.recompute = 2 * s;
    out.bubble = 1 * s;
    out.data_comm = 1 * s;
    return out;
}

CampaignTimes times() {
    CampaignTimes out;
    out.work = 100 * hour;
    out.checkpoint = 2 * hour;
    out.replay = 3 * hour;
    out.restart = 1 * hour;
    return out;
}

PowerUse power() {
    PowerUse out;
    out.training = 3000 * watt;
    out.waiting = 1500 * watt;
    out.idle = 1000 * watt;
    return out;
}

const CauseShare& share(const PerCostCause<CauseShare>& shares, CostCause cause) {
    return shares[static_cast<std::size_t>(cause)];
}

Money sum(const PerCostCause<Money>& parts) {
    Money out;
    for (const Money part : parts) out += part;
    return out;
}

}  // namespace

TEST_CASE("wall time and energy by cause are those of the run") {
    const auto shares = attribute(iteration(), test::a100(), power(), times());
    Time wall;
    Energy it;
    for (const CauseShare& part : shares) {
        wall += part.wall;
        it += part.it;
    }
    CHECK_THAT(wall.in(hour), WithinRel(106.0, 1e-12));
    // Work and replay at 3 kW, a checkpoint at 1.5, a restart at 1.
    CHECK_THAT(it.in(kWh), WithinRel(103 * 3.0 + 2 * 1.5 + 1.0, 1e-12));
    CHECK_THAT(share(shares, CostCause::compute).wall.in(hour), WithinRel(60.0, 1e-12));
    CHECK_THAT(share(shares, CostCause::bubble).wall.in(hour), WithinRel(10.0, 1e-12));
    CHECK_THAT(share(shares, CostCause::checkpoint).it.in(kWh), WithinRel(3.0, 1e-12));
}

TEST_CASE("an hour of bubble takes less energy than one of compute, by what accelerators draw") {
    const auto shares = attribute(iteration(), test::a100(), power(), times());
    const CauseShare& compute = share(shares, CostCause::compute);
    const CauseShare& bubble = share(shares, CostCause::bubble);
    const CauseShare& comm = share(shares, CostCause::data_comm);
    const double idle = 1000.0;
    // Above idle: 400 - 55 W against 90 - 55 and 160 - 55.
    const double above = (compute.it / compute.wall).in(watt)-idle;
    CHECK_THAT((bubble.it / bubble.wall).in(watt)-idle, WithinRel(above * 35.0 / 345.0, 1e-9));
    CHECK_THAT((comm.it / comm.wall).in(watt)-idle, WithinRel(above * 105.0 / 345.0, 1e-9));
}

TEST_CASE("dollars by cause add up to the bill, to the cent") {
    const auto shares = attribute(iteration(), test::a100(), power(), times());
    CHECK_THAT(sum(by_wall_time(1e6 * usd, shares)).in(usd), WithinAbs(1e6, 1e-6));
    OnPremCost own;
    own.run_capital = 700e3 * usd;
    own.run_upkeep = 50e3 * usd;
    own.run_staff = 20e3 * usd;
    own.run_colocation = 10e3 * usd;
    own.run_energy = 30e3 * usd;
    own.run_water = 1e3 * usd;
    own.run_idle_energy = 5e3 * usd;
    const auto money = own_by_cause(own, shares);
    CHECK_THAT(sum(money).in(usd), WithinRel(own.run_total().in(usd), 1e-12));
    CHECK_THAT(money[static_cast<std::size_t>(CostCause::standing)].in(usd), WithinRel(5e3, 1e-12));
}

TEST_CASE("by wall time alone, a tenth of the time is a tenth of the rent") {
    const auto shares = attribute(iteration(), test::a100(), power(), times());
    const auto money = by_wall_time(106.0 * usd, shares);
    CHECK_THAT(money[static_cast<std::size_t>(CostCause::data_comm)].in(usd),
               WithinRel(10.0, 1e-12));
    CHECK_THAT(money[static_cast<std::size_t>(CostCause::replay)].in(usd), WithinRel(3.0, 1e-12));
}
