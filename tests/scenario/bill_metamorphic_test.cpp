// What a change of one input may move, and what it must not.

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/report/metrics.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/fields.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;
using namespace deepwallet::units;

namespace {

Report answer(const Scenario& scenario) { return evaluate_analytic(scenario); }

Scenario reference(const std::vector<std::string>& settings = {}) {
    return test::load_file(test::reference_file(), settings).scenario;
}

/// All that physics decides: none of it knows of prices.
std::vector<double> physics(const Report& r) {
    const RunReport& run = *r.run;
    return {r.iteration.time.base(),
            r.memory.use.total().base(),
            r.power.facility_mean.base(),
            run.campaign.wall.base(),
            run.energy.facility.base(),
            run.energy.water_on_site.base(),
            run.energy.water_off_site.base(),
            run.energy.operational.base(),
            run.embodied.base()};
}

/// All that is paid.
std::vector<double> payments(const Report& r) {
    const OnPremCost& own = *r.run->on_prem;
    std::vector<double> out = {own.acquisition.total().base(),
                               own.run_total().base(),
                               own.gpu_hour.base(),
                               own.running_cost().base()};
    for (const CloudCost& cloud : r.run->cloud) out.push_back(cloud.run_total().base());
    return out;
}

}  // namespace

TEST_CASE("twice the price of power moves the bill for power, and nothing else of it") {
    Scenario scenario = reference();
    const Report before = answer(scenario);
    scenario.site.electricity = 2.0 * scenario.site.electricity;
    const Report after = answer(scenario);
    CHECK(physics(before) == physics(after));
    const OnPremCost& a = *before.run->on_prem;
    const OnPremCost& b = *after.run->on_prem;
    CHECK_THAT(b.run_energy.in(usd), WithinRel(2.0 * a.run_energy.in(usd), 1e-12));
    CHECK(b.acquisition.total() == a.acquisition.total());
    CHECK(b.run_capital == a.run_capital);
    CHECK(b.run_upkeep == a.run_upkeep);
    CHECK(b.run_staff == a.run_staff);
    CHECK(b.run_water == a.run_water);
    // Idle hours take power and water.
    const Money idle_water = a.run_idle_energy * 2.0 - b.run_idle_energy;
    CHECK(idle_water >= Money{});
    CHECK(idle_water < 0.05 * a.run_idle_energy);
    for (std::size_t i = 0; i < before.run->cloud.size(); ++i)
        CHECK(before.run->cloud[i].run_total() == after.run->cloud[i].run_total());
}

TEST_CASE("no payment falls when a price rises, and physics does not know of it") {
    const LoadedScenario loaded =
        test::load_file(test::reference_file(), {"economics.financed_share=0.5"});
    const Report before = answer(loaded.scenario);
    int prices = 0;
    for (const Field<Scenario>& field : scenario_fields()) {
        // What the machine brings at its end, and limits, are no prices to pay.
        if (field.unit.find("USD") == std::string::npos || field.path.rfind("limits.", 0) == 0)
            continue;
        const auto value = field.get(loaded.scenario);
        if (!value || !std::holds_alternative<double>(*value))
            continue;
        INFO(field.path);
        ++prices;
        Scenario dearer = loaded.scenario;
        field.set(dearer, Value(2.0 * std::get<double>(*value)));
        const Report after = answer(dearer);
        CHECK(physics(before) == physics(after));
        const auto paid = payments(before);
        const auto paid_after = payments(after);
        for (std::size_t i = 0; i < paid.size(); ++i) CHECK(paid_after[i] >= paid[i]);
    }
    CHECK(prices >= 10);
}

TEST_CASE("a dearer offer makes itself dearer and buying sooner worth it, and moves no other") {
    Scenario scenario = reference();
    const Report before = answer(scenario);
    scenario.offers[1].gpu_price = 2.0 * scenario.offers[1].gpu_price;
    const Report after = answer(scenario);
    CHECK(after.run->cloud[0].run_total() == before.run->cloud[0].run_total());
    CHECK_THAT(after.run->cloud[1].machines.in(usd),
               WithinRel(2.0 * before.run->cloud[1].machines.in(usd), 1e-12));
    CHECK(*after.run->cloud[1].break_even < *before.run->cloud[1].break_even);
    CHECK(after.run->on_prem->run_total() == before.run->on_prem->run_total());
}

TEST_CASE("no total among the metrics falls when any price rises") {
    // An offer by the hour beside a contract by the year of the same machine: which of the two is
    // cheaper changes on the way, and the totals must not notice.
    const std::vector<std::string> asked = {
        "economics.compare=[\"on-prem\",\"aws-p4de\",\"aws-p4de-3yr\"]"};
    const Scenario base = test::load_file(test::reference_file(), asked).scenario;
    constexpr std::array kTotals = {"cost.cloud.total_usd",
                                    "cost.on_prem.total_usd",
                                    "cost.on_prem.acquisition_usd",
                                    "cost.on_prem.servers_usd",
                                    "cost.on_prem.network_usd",
                                    "cost.on_prem.facility_usd"};
    const auto totals = [&](const Scenario& s) {
        const Report r = evaluate_analytic(s);
        std::vector<double> out;
        for (const char* path : kTotals)
            out.push_back(number_of(value_of(*find_metric(path), {s, r})));
        return out;
    };
    const auto rise = [&](const std::string& what, const auto& set) {
        std::vector<double> before;
        for (const double factor : {0.3, 0.6, 0.65, 0.66, 0.67, 0.7, 1.0, 1.5, 3.0}) {
            Scenario s = base;
            set(s, factor);
            const std::vector<double> now = totals(s);
            for (std::size_t i = 0; i < before.size(); ++i) {
                INFO(what << " times " << factor << ": " << kTotals[i]);
                CHECK(now[i] >= before[i] * (1.0 - 1e-12));
            }
            before = now;
        }
    };
    for (std::size_t i = 0; i < base.offers.size(); ++i) {
        rise(base.offers[i].name, [&](Scenario& s, double factor) {
            s.offers[i].gpu_price = factor * s.offers[i].gpu_price;
        });
    }
    for (const Field<Scenario>& field : scenario_fields()) {
        const auto value = field.get(base);
        if (field.unit.rfind("USD", 0) != 0 || !value)
            continue;
        rise(field.path, [&](Scenario& s, double factor) {
            field.set(s, Value(std::get<double>(*value) * factor));
        });
    }
}

TEST_CASE("half the grid's intensity is half the operational carbon, and moves nothing else") {
    Scenario scenario = reference();
    const Report before = answer(scenario);
    scenario.site.grid = 0.5 * scenario.site.grid;
    const Report after = answer(scenario);
    CHECK_THAT(after.run->energy.operational.in(kg),
               WithinRel(0.5 * before.run->energy.operational.in(kg), 1e-12));
    CHECK(after.run->embodied == before.run->embodied);
    CHECK(after.run->energy.facility == before.run->energy.facility);
    CHECK(payments(after) == payments(before));
}

TEST_CASE("the order of offers changes nothing but their order") {
    Scenario scenario = reference();
    const Report before = answer(scenario);
    std::reverse(scenario.offers.begin(), scenario.offers.end());
    const Report after = answer(scenario);
    CHECK(physics(before) == physics(after));
    const std::size_t n = before.run->cloud.size();
    for (std::size_t i = 0; i < n; ++i)
        CHECK(after.run->cloud[i].run_total() == before.run->cloud[n - 1 - i].run_total());
    CHECK(cheapest_cloud(*after.run)->run_total() == cheapest_cloud(*before.run)->run_total());
}

TEST_CASE("water on site counts servers' energy: PUE does not move it, off site it does") {
    // CodeCarbon multiplies the site's figure, litres for each kWh of IT, by energy that PUE has
    // already inflated.
    const Report low = answer(reference({"site.pue=1.1"}));
    const Report high = answer(reference({"site.pue=1.65"}));
    CHECK(high.run->energy.water_on_site == low.run->energy.water_on_site);
    CHECK_THAT(high.run->energy.water_off_site / low.run->energy.water_off_site,
               WithinRel(1.5, 1e-12));
}

TEST_CASE(
    "capital is counted once in the break-even: the loan's rate and the discount's do not move "
    "it") {
    // A calculator that charges the yearly share of the price as a running cost counts it twice.
    Scenario scenario = reference();
    const Report before = answer(scenario);
    scenario.ownership.discount_rate = 0.2;
    const Report after = answer(scenario);
    CHECK(after.run->on_prem->run_total() > before.run->on_prem->run_total());
    for (std::size_t i = 0; i < before.run->cloud.size(); ++i)
        CHECK(*after.run->cloud[i].break_even == *before.run->cloud[i].break_even);
}

TEST_CASE("energy follows from the time line, below the limits' power x hours of the same time") {
    // At work accelerators draw less than their limit, and hosts and network come on top: the two
    // figures differ, and waiting alone moves one of them.
    const Report report = answer(reference());
    const RunReport& run = *report.run;
    CHECK_THAT(run.tdp_hours.in(MWh), WithinRel(2240 * 0.4e-3 * run.campaign.wall.in(hour), 1e-12));
    Scenario slow = reference({"campaign.restart_min=300"});
    const RunReport waiting = *answer(slow).run;
    const double more_hours = waiting.campaign.wall / run.campaign.wall;
    CHECK(more_hours > 1.01);
    CHECK(waiting.tdp_hours / run.tdp_hours > 1.01);
    // A machine that waits for a restart idles.
    CHECK(waiting.energy.it / run.energy.it < 1.0 + 0.7 * (more_hours - 1.0));
}

TEST_CASE("a run twice as long is twice the bill, of the same machine") {
    // Start-up is paid once.
    const Report one = answer(reference({"campaign.startup_min=0"}));
    const Report two = answer(reference({"campaign.startup_min=0", "training.tokens=540e9"}));
    CHECK_THAT(two.run->energy.facility / one.run->energy.facility, WithinRel(2.0, 1e-4));
    CHECK_THAT(two.run->cloud[1].machines / one.run->cloud[1].machines, WithinRel(2.0, 1e-4));
    CHECK_THAT(two.run->embodied / one.run->embodied, WithinRel(2.0, 1e-4));
    CHECK(two.run->on_prem->acquisition.servers == one.run->on_prem->acquisition.servers);
}
