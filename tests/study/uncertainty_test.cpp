#include "engine/study/uncertainty.hpp"

#include <algorithm>
#include <cmath>

#include "engine/scenario/evaluate.hpp"
#include "engine/study/payment.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;

namespace {

LoadedScenario reference() { return test::load_file(test::reference_file()); }

/// The same question, with a range on one field alone.
LoadedScenario with_one_range(const std::string& path, double low, double high) {
    LoadedScenario out = reference();
    for (std::size_t i = 0; i < out.origins.size(); ++i) {
        Provenance& provenance = out.origins[i].provenance;
        provenance.low.reset();
        provenance.high.reset();
        if (scenario_fields()[i].path == path) {
            provenance.low = low;
            provenance.high = high;
        }
    }
    for (CloudOffer& offer : out.scenario.offers) {
        offer.low_price.reset();
        offer.high_price.reset();
    }
    return out;
}

void check_same(const Uncertainty& a, const Uncertainty& b) {
    CHECK(a.left_out == b.left_out);
    CHECK(a.own_cheaper == b.own_cheaper);
    REQUIRE(a.ranges.size() == b.ranges.size());
    for (const auto& [path, range] : a.ranges) {
        INFO(path);
        CHECK(range.p10 == b.ranges.at(path).p10);
        CHECK(range.p50 == b.ranges.at(path).p50);
        CHECK(range.p90 == b.ranges.at(path).p90);
    }
}

}  // namespace

TEST_CASE("a triangle's quantiles") {
    // F(x) = (x - a)^2 / ((b - a)(m - a)) below the mode m, and the mirror of it above.
    const UncertainInput even{"x", 0.0, 1.0, 2.0, false, {}};
    CHECK_THAT(quantile_of(even, 0.0), WithinAbs(0.0, 1e-12));
    CHECK_THAT(quantile_of(even, 0.125), WithinRel(0.5, 1e-12));
    CHECK_THAT(quantile_of(even, 0.5), WithinRel(1.0, 1e-12));
    CHECK_THAT(quantile_of(even, 0.875), WithinRel(1.5, 1e-12));
    CHECK_THAT(quantile_of(even, 1.0), WithinRel(2.0, 1e-12));
    // Mode at the end: F(x) = (x / 4)^2.
    CHECK_THAT(quantile_of({"x", 0.0, 4.0, 4.0, false, {}}, 0.25), WithinRel(2.0, 1e-12));
    // Over a factor of ten it stands over the logarithm: the middle of 1, 10, 100 is 10.
    CHECK_THAT(quantile_of({"x", 1.0, 10.0, 100.0, false, {}}, 0.5), WithinRel(10.0, 1e-9));
}

TEST_CASE("one range alone goes through to what depends on it, at its own quantiles") {
    // Servers cost 280 times their price, and 100 draws of a Latin hypercube lie one in each
    // hundredth.
    const double mode = 199'000.0;
    const LoadedScenario loaded = with_one_range("server.price_usd", 149'000.0, 249'000.0);
    UncertaintyOptions options;
    options.samples = 100;
    const Uncertainty found = uncertainty(loaded, options);
    CHECK(found.inputs == 1);
    const MetricRange& range = found.ranges.at("cost.on_prem.servers_usd");
    const UncertainInput input{"", 149'000.0, mode, 249'000.0, false, {}};
    for (const auto& [value, u] : {std::pair{range.p10, 0.1}, {range.p50, 0.5}, {range.p90, 0.9}}) {
        CHECK(value / 280.0 >= quantile_of(input, u - 0.011));
        CHECK(value / 280.0 <= quantile_of(input, u + 0.011));
    }
}

TEST_CASE("a dearer machine is paid back later, at the quantiles of its price") {
    // The month of payback rises with the price of the servers and hangs on nothing else that is
    // drawn, so its quantiles are the answers at those of the price.
    const double mode = 199'000.0;
    const UncertainInput price{"", 149'000.0, mode, 249'000.0, false, {}};
    const LoadedScenario loaded = with_one_range("server.price_usd", 149'000.0, 249'000.0);
    UncertaintyOptions options;
    options.samples = 400;
    const Uncertainty found = uncertainty(loaded, options);
    REQUIRE(found.payback.size() == loaded.scenario.offers.size());
    REQUIRE_FALSE(found.payback.empty());
    const auto months_at = [&](std::size_t offer, double u) {
        Scenario s = loaded.scenario;
        find_field("server.price_usd")->set(s, quantile_of(price, u));
        for (const WayToPay& way : ways_to_pay(s, evaluate_analytic(s))) {
            if (way.offer == offer)
                return way.buying->payback ? way.buying->payback->in(units::month) : HUGE_VAL;
        }
        return std::nan("");
    };
    for (std::size_t offer = 0; offer < found.payback.size(); ++offer) {
        REQUIRE(found.payback[offer]);
        // Two strata of 400 to either side.
        CHECK(found.payback[offer]->p10 >= months_at(offer, 0.095));
        CHECK(found.payback[offer]->p10 <= months_at(offer, 0.105));
        CHECK(found.payback[offer]->p90 >= months_at(offer, 0.895));
        CHECK(found.payback[offer]->p90 <= months_at(offer, 0.905));
    }
}

TEST_CASE("the same seed gives the same bits on any number of threads, another seed others") {
    const LoadedScenario loaded = reference();
    UncertaintyOptions options;
    options.samples = 200;
    options.threads = 1;
    const Uncertainty one = uncertainty(loaded, options);
    for (const int threads : {2, 3, 8}) {
        options.threads = threads;
        check_same(one, uncertainty(loaded, options));
    }
    options.seed = 2;
    CHECK(uncertainty(loaded, options).ranges.at("run.days").p50 != one.ranges.at("run.days").p50);
}

TEST_CASE("a Latin hypercube's median scatters far less than that of plain draws") {
    // Plain draws: the median of n has a standard error of 1 / (2 f sqrt(n)), f the density there;
    // of a triangle over 100,000 f = 2/100,000, so with 100 draws 2,500. Strata cut that to about
    // one stratum: 1/100 of probability, 500.
    const LoadedScenario loaded = with_one_range("server.price_usd", 149'000.0, 249'000.0);
    double squares = 0.0;
    constexpr int kSeeds = 40;
    for (int seed = 1; seed <= kSeeds; ++seed) {
        UncertaintyOptions options;
        options.samples = 100;
        options.seed = static_cast<std::uint64_t>(seed);
        const double price =
            uncertainty(loaded, options).ranges.at("cost.on_prem.servers_usd").p50 / 280.0;
        squares += (price - 199'000.0) * (price - 199'000.0);
    }
    CHECK(std::sqrt(squares / kSeeds) < 500.0);
    CHECK(squares > 0.0);
}

TEST_CASE("quantiles are in order") {
    UncertaintyOptions options;
    options.samples = 400;
    const Uncertainty found = uncertainty(reference(), options);
    for (const auto& [path, range] : found.ranges) {
        INFO(path);
        CHECK(range.p10 <= range.p50);
        CHECK(range.p50 <= range.p90);
    }
    CHECK(found.own_cheaper >= 0.0);
    CHECK(found.own_cheaper <= 1.0);
}

TEST_CASE(
    "each offer has ranges of its own; a break-even that some draws never reach ends in never") {
    LoadedScenario loaded = test::load_file(
        test::reference_file(), {"economics.compare=[\"on-prem\",\"aws-p4de\",\"aws-p4de-spot\"]"});
    const Uncertainty found = uncertainty(loaded, {.samples = 500});
    REQUIRE(found.offers.size() == 2);
    const MetricRange steady = found.offers[0].at("days");
    const MetricRange spot = found.offers[1].at("days");
    CHECK(spot.p10 > steady.p10);
    CHECK(spot.p50 > steady.p50);
    CHECK(spot.p90 > steady.p90);
    for (const OfferRanges& ranges : found.offers) {
        const MetricRange months = ranges.at("break_even_months");
        CHECK(months.p10 <= months.p50);
        CHECK(months.p50 <= months.p90);
    }
    // Rented for next to nothing, it never pays to buy.
    loaded.scenario.offers[0].gpu_price = 0.05 * loaded.scenario.offers[0].gpu_price;
    loaded.scenario.offers[0].low_price.reset();
    const Uncertainty cheap = uncertainty(loaded, {.samples = 100});
    CHECK(std::isinf(cheap.offers[0].at("break_even_months").p10));
}
