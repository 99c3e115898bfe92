// Cash flows against laws that they cannot break.

#include "engine/economics/cash_flow.hpp"

#include <cmath>
#include <numeric>

#include "tests/support/catch.hpp"

using namespace deepwallet;
using namespace deepwallet::units;

namespace {

constexpr double kExact = 1e-9;

Ownership terms() {
    Ownership out;
    out.lifetime = 4 * year;
    out.facility_lifetime = 16 * year;
    out.utilisation = 0.5;
    out.discount_rate = 0.08;
    out.depreciation = Depreciation::straight_line;
    out.loan_term = 3 * year;
    return out;
}

/// Servers 60, network 20, room 16, storage 4 dollars; a dollar an hour to run.
OnPremCost own() {
    OnPremCost out;
    out.acquisition = {60.0 * usd, 20.0 * usd, 16.0 * usd, 4.0 * usd};
    out.working = 2e-3 * usd / hour;
    out.utilisation = 0.5;
    return out;
}

/// 0.5 x 2e-3 USD/h x 730.5 h.
constexpr double kRunning = 0.7305;

/// Of a room of 16 with 12 of 16 years left.
constexpr double kRoomLeft = 12.0;

double sum(const CashFlow& flow) { return std::accumulate(flow.begin(), flow.end(), 0.0); }

}  // namespace

TEST_CASE("before tax, what is paid is price and running costs, less what is left") {
    const CashFlow flow = own_flow(own(), terms());
    REQUIRE(flow.size() == 49);
    CHECK_THAT(flow[0], WithinRel(-100.0, kExact));
    CHECK_THAT(flow[1], WithinRel(-kRunning, kExact));
    CHECK_THAT(flow[48], WithinRel(-kRunning + kRoomLeft, kExact));
    CHECK_THAT(sum(flow), WithinRel(-100.0 - 48 * kRunning + kRoomLeft, kExact));
}

TEST_CASE("salvage counts servers and network") {
    Ownership terms_with = terms();
    terms_with.salvage_share = 0.25;
    CHECK_THAT(sum(own_flow(own(), terms_with)) - sum(own_flow(own(), terms())),
               WithinRel(0.25 * 80.0, kExact));
}

TEST_CASE("tax takes its share of the whole loss, however the price is written off") {
    // Undiscounted, all that is spent and not sold again is deducted once: (1 - t) of it is left.
    for (const Depreciation kind : {Depreciation::macrs_5, Depreciation::straight_line}) {
        Ownership with = terms();
        with.depreciation = kind;
        with.tax_rate = 0.3;
        with.salvage_share = 0.1;
        Ownership without = with;
        without.tax_rate = 0.0;
        CHECK_THAT(sum(own_flow(own(), with)),
                   WithinRel(0.7 * sum(own_flow(own(), without)), kExact));
    }
}

TEST_CASE("to write off early is worth more than evenly, and nothing least") {
    const auto worth = [](Depreciation kind) {
        Ownership t = terms();
        t.tax_rate = 0.3;
        t.depreciation = kind;
        return npv(own_flow(own(), t), monthly_rate(t.discount_rate));
    };
    CHECK(worth(Depreciation::macrs_5) > worth(Depreciation::none));
    CHECK(worth(Depreciation::straight_line) > worth(Depreciation::none));
}

TEST_CASE("a loan at the rate of discount changes no present value, a dearer one costs") {
    const double rate = monthly_rate(0.08);
    const auto worth = [&](double share, double loan_rate, Time term) {
        Ownership t = terms();
        t.financed_share = share;
        t.loan_rate = loan_rate;
        t.loan_term = term;
        return npv(own_flow(own(), t), rate);
    };
    CHECK_THAT(worth(0.7, 0.08, 3 * year), WithinRel(worth(0.0, 0.0, year), kExact));
    // One that outlives the machine is paid off with it.
    CHECK_THAT(worth(1.0, 0.08, 10 * year), WithinRel(worth(0.0, 0.0, year), kExact));
    CHECK(worth(0.7, 0.12, 3 * year) < worth(0.0, 0.0, year));
    CHECK(worth(0.7, 0.04, 3 * year) > worth(0.0, 0.0, year));
}

TEST_CASE("a financed purchase pays nothing at first, then the loan's instalments") {
    Ownership t = terms();
    t.financed_share = 1.0;
    t.loan_rate = std::pow(1.005, 12) - 1.0;
    const CashFlow flow = own_flow(own(), t);
    CHECK(flow[0] == 0.0);
    // 100 x 0.005 / (1 - 1.005^-36) = 3.0422.
    CHECK_THAT(flow[1], WithinAbs(-kRunning - 3.0422, 5e-5));
    CHECK_THAT(flow[37], WithinRel(-kRunning, 1e-6));
}

TEST_CASE("an hourly rent is paid for hours at work, a commitment for all") {
    const Rent by_hour{0.01 * usd / hour, false};
    const Rent bound{0.01 * usd / hour, true};
    CHECK_THAT(sum(rent_flow(by_hour, terms())), WithinRel(-48 * 0.5 * 7.305, kExact));
    CHECK_THAT(sum(rent_flow(bound, terms())), WithinRel(-48 * 7.305, kExact));
    Ownership taxed = terms();
    taxed.tax_rate = 0.3;
    CHECK_THAT(sum(rent_flow(bound, taxed)), WithinRel(-0.7 * 48 * 7.305, kExact));
}

TEST_CASE("an investment is the difference of two flows") {
    const CashFlow bought = {-100, -1, -1, -1};
    const CashFlow rented = {0, -41, -41, -41};
    const Investment found = investment(bought, rented, 0.1);
    const double m = std::pow(1.1, 1.0 / 12.0);
    CHECK_THAT(found.npv_usd, WithinRel(-100 + 40 / m + 40 / (m * m) + 40 / (m * m * m), kExact));
    CHECK_THAT(found.payback->in(month), WithinRel(2.5, kExact));
    CHECK(*found.discounted_payback > *found.payback);
    // The yearly rate is the monthly one compounded.
    const double monthly = std::pow(1.0 + *found.irr, 1.0 / 12.0);
    CHECK_THAT(-100 + 40 / monthly + 40 / (monthly * monthly) + 40 / std::pow(monthly, 3),
               WithinAbs(0.0, 1e-6));
}

TEST_CASE("a purchase that saves nothing pays never") {
    const Investment found = investment({-100, -5, -5}, {0, -4, -4}, 0.1);
    CHECK(found.npv_usd < -100.0);
    CHECK_FALSE(found.irr);
    CHECK_FALSE(found.payback);
    CHECK_FALSE(found.discounted_payback);
}
