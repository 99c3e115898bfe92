#include "engine/core/math.hpp"

#include <cmath>
#include <vector>

#include "tests/support/catch.hpp"

using namespace deepwallet;

TEST_CASE("ceil_div is the least q with q b >= a") {
    for (std::int64_t a = 0; a <= 40; ++a) {
        for (std::int64_t b = 1; b <= 12; ++b) {
            CAPTURE(a, b);
            const std::int64_t q = ceil_div(a, b);
            CHECK(q * b >= a);
            CHECK((q - 1) * b < a);
        }
    }
    CHECK(ceil_div(1'000'000'000'001, 1'000'000) == 1'000'001);
}

namespace {

const std::vector<double> kXs = {2.0, 8.0, 64.0};
const std::vector<double> kYs = {10.0, 30.0, 24.0};
constexpr double kRounding = 1e-14;

}  // namespace

TEST_CASE("log interpolation goes through its points") {
    for (std::size_t i = 0; i < kXs.size(); ++i) {
        CHECK_THAT(interpolate_log(kXs, kYs, kXs[i]), WithinRel(kYs[i], kRounding));
    }
}

TEST_CASE("between two points the geometric mean of x has the mean of y") {
    // sqrt(2 x 8) = 4, (10 + 30) / 2; and 8 x 8^(1/3) = 16 is a third of the way from 30 to 24.
    CHECK_THAT(interpolate_log(kXs, kYs, 4.0), WithinRel(20.0, kRounding));
    CHECK_THAT(interpolate_log(kXs, kYs, 16.0), WithinRel(28.0, kRounding));
}

TEST_CASE("beyond its ends a curve is constant") {
    for (const double x : {1.999, 1e-300, 0.0, -5.0}) CHECK(interpolate_log(kXs, kYs, x) == 10.0);
    for (const double x : {64.001, 1e300}) CHECK(interpolate_log(kXs, kYs, x) == 24.0);
}

TEST_CASE("a curve of one point is that point everywhere") {
    const std::vector<double> x = {3.0};
    const std::vector<double> y = {7.0};
    for (const double at : {1.0, 3.0, 9.0}) CHECK(interpolate_log(x, y, at) == 7.0);
}
