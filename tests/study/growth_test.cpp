#include "engine/study/growth.hpp"

#include <cmath>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

using namespace deepwallet;

namespace {

std::vector<GrowthPoint> points_of(const std::vector<std::pair<const char*, double>>& rows) {
    std::vector<GrowthPoint> out;
    for (const auto& [month, value] : rows) out.push_back({*month_as_year(month), value});
    return out;
}

/// The largest language models of 2018 to 2021, as in Simon 2021.
std::vector<GrowthPoint> largest_models() {
    return points_of({{"2018-02", 0.094e9},
                      {"2018-10", 0.340e9},
                      {"2019-02", 1.5e9},
                      {"2019-09", 8.3e9},
                      {"2019-10", 11e9},
                      {"2020-02", 17.2e9},
                      {"2020-05", 175e9},
                      {"2021-10", 530e9}});
}

}  // namespace

TEST_CASE("the largest language models of 2018 to 2021 grew 12.8 times a year") {
    // By hand: log10 of the parameters against the middles of their months; Student's t of 6
    // degrees of freedom is 2.4469.
    const Growth g = fit_growth(largest_models()).value();
    CHECK_THAT(g.slope, WithinAbs(1.1079, 5e-5));
    CHECK_THAT(g.yearly_factor(), WithinRel(12.8, 2e-3));
    CHECK_THAT(std::pow(10.0, g.slope_low), WithinRel(6.5, 1e-2));
    CHECK_THAT(std::pow(10.0, g.slope_high), WithinRel(25.1, 3e-3));
    CHECK_THAT(g.r_squared, WithinAbs(0.935, 5e-4));
    CHECK_THAT(g.residual_sd, WithinAbs(0.352, 5e-4));
    CHECK_THAT(12.0 * g.doubling_years(), WithinAbs(3.26, 5e-3));
    CHECK_THAT(g.student, WithinAbs(2.4469, 5e-5));
    const double next = *month_as_year("2022-10");
    CHECK_THAT(g.at(next), WithinRel(17.6e12, 1e-2));
    CHECK_THAT(g.high(next) / g.at(next), WithinRel(19.0, 5e-3));
    CHECK_THAT(g.at(next) / g.low(next), WithinRel(19.0, 5e-3));
}

TEST_CASE("the line is that of the textbook's sums") {
    // b = (n Sxy - Sx Sy) / (n Sxx - Sx^2), a = (Sy - b Sx) / n, with time from 2019.
    test::Random random;
    for (int round = 0; round < 50; ++round) {
        const auto n = static_cast<std::size_t>(random.whole(3, 30));
        std::vector<GrowthPoint> points;
        for (std::size_t i = 0; i < n; ++i)
            points.push_back(
                {2015.0 + random.between(0.0, 10.0), std::pow(10.0, random.between(-3.0, 12.0))});
        double x = 0.0;
        double y = 0.0;
        double xx = 0.0;
        double xy = 0.0;
        for (const GrowthPoint& p : points) {
            const double t = p.year - 2019.0;
            x += t;
            y += std::log10(p.value);
            xx += t * t;
            xy += t * std::log10(p.value);
        }
        const double count = static_cast<double>(n);
        const double slope = (count * xy - x * y) / (count * xx - x * x);
        const double start = (y - slope * x) / count;
        const Growth g = fit_growth(points).value();
        CHECK_THAT(g.slope, WithinAbs(slope, 1e-9 * (1.0 + std::abs(slope))));
        CHECK_THAT(g.log10_at(2019.0), WithinAbs(start, 1e-8 * (1.0 + std::abs(start))));
    }
}

TEST_CASE("points on a line leave no doubt, and doubling is what it says") {
    const Growth g = fit_growth(std::vector<GrowthPoint>{{0, 1}, {1, 4}, {2, 16}, {3, 64}}).value();
    CHECK_THAT(g.yearly_factor(), WithinRel(4.0, 1e-12));
    CHECK_THAT(g.doubling_years(), WithinRel(0.5, 1e-12));
    CHECK_THAT(g.r_squared, WithinAbs(1.0, 1e-12));
    CHECK_THAT(g.half_width_log10(9.0), WithinAbs(0.0, 1e-12));
}

TEST_CASE("the interval is narrowest amid the points and widens away from them") {
    const Growth g = fit_growth(largest_models()).value();
    double before = g.half_width_log10(g.mean_year);
    for (const double away : {0.5, 1.0, 2.0, 4.0}) {
        CHECK(g.half_width_log10(g.mean_year + away) > before);
        CHECK_THAT(g.half_width_log10(g.mean_year + away),
                   WithinRel(g.half_width_log10(g.mean_year - away), 1e-12));
        before = g.half_width_log10(g.mean_year + away);
    }
}

TEST_CASE("a power law is found again from its points") {
    std::vector<GrowthPoint> points;
    for (const double x : {2.0, 30.0, 400.0, 5e6}) points.push_back({x, 7.0 * std::pow(x, 1.25)});
    const PowerLaw law = fit_power_law(points).value();
    CHECK_THAT(law.exponent, WithinRel(1.25, 1e-12));
    CHECK_THAT(law.at(1e12), WithinRel(7.0 * std::pow(1e12, 1.25), 1e-9));
    CHECK_THAT(law.residual_sd, WithinAbs(0.0, 1e-12));
}

TEST_CASE("what no line goes through is refused") {
    using Points = std::vector<GrowthPoint>;
    CHECK_FALSE(fit_growth(Points{{1, 1}, {2, 2}}));
    CHECK_FALSE(fit_growth(Points{{1, 1}, {2, 0}, {3, 1}}));
    CHECK_FALSE(fit_growth(Points{{1, 1}, {2, -4}, {3, 1}}));
    CHECK_FALSE(fit_growth(Points{{1, 1}, {1, 2}, {1, 3}}));
    CHECK_FALSE(fit_growth(Points{{1, 1}, {2, std::nan("")}, {3, 1}}));
    CHECK_FALSE(fit_power_law(Points{{-1, 1}, {2, 2}, {3, 3}}));
    CHECK(render(fit_growth(Points{{1, 1}, {2, 2}}).error()) ==
          "error: 2 points: no line with an interval\n  help: at least three\n");
}

TEST_CASE("months are their middles, and read back") {
    CHECK_THAT(month_as_year("2018-02").value(), WithinRel(2018.125, 1e-12));
    CHECK_THAT(month_as_year("2021-10").value(), WithinRel(2021.0 + 9.5 / 12.0, 1e-12));
    for (const char* month : {"2018-01", "2019-12", "2024-06"})
        CHECK(year_as_month(*month_as_year(month)) == month);
    for (const char* wrong : {"2018", "2018-13", "2018-00", "18-02", "2018/02", "2018-2x", ""})
        CHECK_FALSE(month_as_year(wrong));
}
