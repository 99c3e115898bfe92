// Money over time, against closed forms, printed tables and flows worked out by hand.

#include "engine/economics/finance.hpp"

#include <cmath>
#include <numeric>
#include <vector>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

constexpr double kExact = 1e-12;

}  // namespace

TEST_CASE("twelve monthly rates compound to the yearly one") {
    CHECK_THAT(std::pow(1.0 + monthly_rate(0.08), 12), WithinRel(1.08, kExact));
    CHECK(monthly_rate(0.0) == 0.0);
}

TEST_CASE("a real rate of 6.4 % at an inflation of 2.5 % is 9.06 % nominal") {
    // Defaults of NREL's System Advisor Model.
    CHECK_THAT(nominal_rate(0.064, 0.025), WithinAbs(0.0906, 5e-5));
}

TEST_CASE("NPV of flows by hand") {
    // -1000 + 500/1.1 + 400/1.21 + 300/1.331 = 10.518...
    const std::vector<double> flows = {-1000, 500, 400, 300};
    CHECK_THAT(npv(flows, 0.1), WithinRel(-1000 + 500 / 1.1 + 400 / 1.21 + 300 / 1.331, kExact));
    CHECK_THAT(npv(flows, 0.1), WithinAbs(10.518, 5e-4));
    CHECK(npv(flows, 0.0) == 200.0);
}

TEST_CASE("IRR of flows by hand") {
    CHECK_THAT(irr(std::vector<double>{-100, 110}).value(), WithinRel(0.1, 1e-9));
    // -100 + 60/(1+r) + 60/(1+r)^2 = 0: 1/(1+r) = (-60 + sqrt(3600 + 24000)) / 120.
    const double x = (-60.0 + std::sqrt(3600.0 + 24000.0)) / 120.0;
    CHECK_THAT(irr(std::vector<double>{-100, 60, 60}).value(), WithinRel(1.0 / x - 1.0, 1e-9));
    // A perpetuity's worth of level flows loses money: the rate is negative.
    CHECK_THAT(irr(std::vector<double>{-100, 50}).value(), WithinRel(-0.5, 1e-9));
}

TEST_CASE("an IRR that is not one has none") {
    CHECK_FALSE(irr(std::vector<double>{-1, -1, -1}));
    CHECK_FALSE(irr(std::vector<double>{1, 1}));
    // -1000 (1+r)^2 + 2500 (1+r) - 1540 = 0 at 10 % and at 40 %.
    CHECK_THAT(npv(std::vector<double>{-1000, 2500, -1540}, 0.1), WithinAbs(0.0, 1e-9));
    CHECK_THAT(npv(std::vector<double>{-1000, 2500, -1540}, 0.4), WithinAbs(0.0, 1e-9));
    CHECK_FALSE(irr(std::vector<double>{-1000, 2500, -1540}));
}

TEST_CASE("cash payback takes the cash saved, not the cash less what was paid once") {
    // 392,000 dollars against a rent of 14,400 a month, running costs of 3,376.32: 35.56 months.
    // Counting 392,000 / 48 a month again as a cost would give 137.
    std::vector<double> flows(200, 14'400.0 - 3'376.32);
    flows[0] = -392'000.0;
    CHECK_THAT(payback(flows).value(), WithinRel(392'000.0 / 11'023.68, kExact));
    CHECK_THAT(payback(flows).value(), WithinAbs(35.56, 5e-3));
    const double amortised_twice = 392'000.0 / (14'400.0 - 3'376.32 - 392'000.0 / 48.0);
    CHECK_THAT(amortised_twice, WithinAbs(137.2, 0.1));
}

TEST_CASE("a payback that turns negative again has not been one") {
    CHECK_THAT(payback(std::vector<double>{-10, 20, -30, 40}).value(), WithinRel(2.5, kExact));
    CHECK_FALSE(payback(std::vector<double>{-10, 20, -30}));
    CHECK(payback(std::vector<double>{0, 1}).value() == 0.0);
}

TEST_CASE("discounted payback is that of an annuity") {
    // P = A (1 - (1+r)^-n) / r, whole n: 1000 at 10 % takes 3 payments of 402.1148.
    const double payment = 1000.0 * 0.1 / (1.0 - std::pow(1.1, -3.0));
    const std::vector<double> flows = {-1000, payment, payment, payment + 1e-9, payment};
    CHECK_THAT(discounted_payback(flows, 0.1).value(), WithinRel(3.0, 1e-6));
    CHECK(discounted_payback(flows, 0.1).value() > payback(flows).value());
}

TEST_CASE("MACRS of five years is declining balance with a switch, half a year at both ends") {
    // 40 % of what is left a year, or what is left over the years left where that is more.
    double left = 1.0;
    double years = 5.0;
    const auto table = macrs_5();
    for (std::size_t y = 0; y < table.size(); ++y) {
        const double part = y == 0 ? 0.5 : std::min(1.0, years);
        const double share = left * std::min(1.0, std::max(0.4, 1.0 / years)) * part;
        CHECK_THAT(table[y], WithinAbs(y == 5 ? left : share, 5e-5));
        left -= share;
        years -= part;
    }
}

TEST_CASE("MACRS tables of IRS Publication 946 write off all, and by mid-quarter what is due") {
    const auto half_year = macrs_5();
    CHECK_THAT(std::accumulate(half_year.begin(), half_year.end(), 0.0), WithinAbs(1.0, kExact));
    for (const int quarter : {1, 2, 3, 4}) {
        const auto table = macrs_5_mid_quarter(quarter);
        CHECK_THAT(std::accumulate(table.begin(), table.end(), 0.0), WithinAbs(1.0, kExact));
        // From the middle of the quarter to the end of the year, at 40 %.
        CHECK_THAT(table[0], WithinAbs(0.4 * (1.125 - 0.25 * quarter), kExact));
        // Of what is left, 40 %.
        CHECK_THAT(table[1], WithinAbs(0.4 * (1.0 - table[0]), 5e-5));
    }
}

TEST_CASE("a straight line writes off evenly, the last year what is left of the life") {
    CHECK_THAT(depreciation_share(Depreciation::straight_line, 0, 4.0), WithinRel(0.25, kExact));
    CHECK_THAT(depreciation_share(Depreciation::straight_line, 3, 3.5),
               WithinRel(0.5 / 3.5, kExact));
    double sum = 0.0;
    for (int year = 0; year < 10; ++year)
        sum += depreciation_share(Depreciation::straight_line, year, 3.5);
    CHECK_THAT(sum, WithinRel(1.0, kExact));
    CHECK(depreciation_share(Depreciation::macrs_5, 6, 4.0) == 0.0);
    CHECK(depreciation_share(Depreciation::none, 0, 4.0) == 0.0);
}

TEST_CASE("a loan of 200,000 over 30 years at 6 % takes 1,199.10 a month") {
    CHECK_THAT(loan_payment(200'000.0, 0.005, 360), WithinAbs(1199.10, 5e-3));
    CHECK(loan_payment(1200.0, 0.0, 12) == 100.0);
}

TEST_CASE("where two sums cross") {
    // -100 + 30 t against -10 t: 40 t = 100.
    const std::vector<double> own = {-100, 30, 30, 30, 30};
    const std::vector<double> rent = {0, -10, -10, -10, -10};
    CHECK_THAT(crossing(own, rent).value(), WithinRel(2.5, kExact));
}
