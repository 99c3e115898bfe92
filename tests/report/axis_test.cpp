#include "engine/report/axis.hpp"

#include <cmath>
#include <limits>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

std::vector<std::string> labels(const ChartAxis& axis) {
    std::vector<std::string> out;
    for (const AxisTick& tick : axis.ticks) out.push_back(tick.label);
    return out;
}

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("ticks are 1, 2 or 5 times a power of ten apart, in the prefix of the largest") {
    using Labels = std::vector<std::string>;
    const auto of = [](double low, double high, const char* unit) {
        const std::vector<double> values = {low, high};
        return labels(axis_over(values, {"", unit, AxisScale::linear}, true));
    };
    CHECK(of(0.0, 98.4e6, "USD") == Labels{"$0", "$20 M", "$40 M", "$60 M", "$80 M", "$100 M"});
    CHECK(of(0.0, 2e9, "USD") == Labels{"$0", "$0.5 B", "$1.0 B", "$1.5 B", "$2.0 B"});
    CHECK(of(0.0, 3100.0, "kW") == Labels{"0 MW", "1 MW", "2 MW", "3 MW", "4 MW"});
    CHECK(of(0.0, 44.4, "s") == Labels{"0 s", "10 s", "20 s", "30 s", "40 s", "50 s"});
    CHECK(of(0.0, 10.0 * 86400.0, "s") ==
          Labels{"0 days", "2 days", "4 days", "6 days", "8 days", "10 days"});
    CHECK(of(0.0, 8192.0, "") == Labels{"0", "2,000", "4,000", "6,000", "8,000", "10,000"});
    CHECK(of(-3e6, 5e6, "USD") == Labels{"-$4 M", "-$2 M", "$0", "$2 M", "$4 M", "$6 M"});
}

TEST_CASE("logarithmic ticks are powers of ten, with 2 and 5 times them where there are few") {
    using Labels = std::vector<std::string>;
    const auto of = [](double low, double high, const char* unit) {
        const std::vector<double> values = {low, high};
        return labels(axis_over(values, {"", unit, AxisScale::logarithmic}));
    };
    CHECK(of(1.0, 1e6, "") == Labels{"1", "10", "100", "1,000", "10,000", "100,000", "1 M"});
    CHECK(of(10.0, 100.0, "") == Labels{"10", "20", "50", "100"});
    // Hours and days are no powers of ten of seconds; each is counted in its own.
    CHECK(of(1e-4, 864000.0, "s") ==
          Labels{"100 \xc2\xb5s", "10 ms", "1 s", "100 s", "10 h", "10 days"});
}

TEST_CASE("equal ratios are equal distances on a logarithmic axis, equal steps on a linear one") {
    const std::vector<double> values = {1.0, 1000.0};
    const ChartAxis log = axis_over(values, {"", "", AxisScale::logarithmic});
    CHECK_THAT(log.share(100.0) - log.share(10.0),
               WithinAbs(log.share(10.0) - log.share(1.0), 1e-12));
    const ChartAxis linear = axis_over(values, {"", "", AxisScale::linear});
    CHECK_THAT(linear.share(300.0) - linear.share(200.0),
               WithinAbs(linear.share(200.0) - linear.share(100.0), 1e-12));
    CHECK(linear.share(linear.low) == 0.0);
    CHECK(linear.share(linear.high) == 1.0);
}

TEST_CASE("axes over nothing, one value, equal values and extremes hold what can be drawn") {
    for (const AxisScale scale : {AxisScale::linear, AxisScale::logarithmic}) {
        for (const std::vector<double>& values :
             std::vector<std::vector<double>>{{},
                                              {5.0},
                                              {5.0, 5.0 + 1e-15},
                                              {0.0},
                                              {-7.0},
                                              {kNaN, kInfinity, -kInfinity},
                                              {1e-300, 1e300},
                                              {1e-99, 1e99},
                                              {-1e99, 1e99},
                                              {3e24, 4e24}}) {
            CAPTURE(values, scale == AxisScale::linear);
            const ChartAxis axis = axis_over(values, {"", "s", scale});
            CHECK(std::isfinite(axis.low));
            CHECK(axis.high > axis.low);
            CHECK(axis.ticks.size() >= 2);
            CHECK(axis.ticks.size() <= 12);
            for (const double v : values) {
                if (is_drawn(v, scale)) {
                    CHECK(axis.share(v) >= 0.0);
                    CHECK(axis.share(v) <= 1.0);
                }
            }
            for (std::size_t i = 1; i < axis.ticks.size(); ++i)
                CHECK(axis.ticks[i].label != axis.ticks[i - 1].label);
        }
    }
}

TEST_CASE("years of a calendar have no comma, and no unit in the title") {
    const AxisTitle title{"year", "year", AxisScale::linear};
    const std::vector<double> years = {2018.1, 2021.8};
    const ChartAxis axis = axis_over(years, title);
    REQUIRE(axis.ticks.size() > 2);
    for (const AxisTick& tick : axis.ticks) CHECK_THAT(tick.label, StartsWith("20"));
    CHECK(axis.ticks.front().label == "2018");
    CHECK(title_text(title) == "year");
    CHECK(value_label(2021.79, "year") == "2021.79");
}

TEST_CASE("the unit stands in the title where ticks do not say it") {
    CHECK(title_text({"energy", "MWh", AxisScale::linear}) == "energy [MWh]");
    CHECK(title_text({"bill", "USD", AxisScale::linear}) == "bill");
    CHECK(title_text({"share", "", AxisScale::linear}) == "share");
}

TEST_CASE("a part of an axis keeps its ends, and has ticks within them that stand apart") {
    const ChartAxis axis = axis_within(30.0, 70.0, {"bill", "USD", AxisScale::linear});
    CHECK(axis.low == 30.0);
    CHECK(axis.high == 70.0);
    REQUIRE(axis.ticks.size() == 5);
    CHECK(axis.ticks.front().label == "$30");
    CHECK(axis.ticks.back().label == "$70");
    for (const AxisScale scale : {AxisScale::linear, AxisScale::logarithmic}) {
        for (const double narrow : {1.5, 1.01, 1.0001}) {
            const ChartAxis part = axis_within(4.8e6, 4.8e6 * narrow, {"bill", "USD", scale});
            CHECK(part.ticks.size() >= 2);
            for (std::size_t i = 0; i < part.ticks.size(); ++i) {
                CHECK(part.share(part.ticks[i].value) >= -1e-6);
                CHECK(part.share(part.ticks[i].value) <= 1.0 + 1e-6);
                CHECK((i == 0 || part.ticks[i].label != part.ticks[i - 1].label));
            }
        }
    }
}
