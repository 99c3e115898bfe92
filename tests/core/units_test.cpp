#include "engine/core/units.hpp"

#include <concepts>
#include <string>
#include <type_traits>

#include "tests/support/catch.hpp"

using namespace deepwallet;
using namespace deepwallet::units;

namespace {

template <class A, class B>
concept Addable = requires(A a, B b) {
    a + b;
};
template <class A, class B>
concept Comparable = requires(A a, B b) {
    a < b;
};

struct Row {
    const char* what;
    double value;
    double expected;
};

}  // namespace

TEST_CASE("a unit is what its definition says in base units") {
    constexpr double kRounding = 1e-15;
    const Row row = GENERATE(Row{"ms", ms.base(), 1e-3},
                             Row{"us", us.base(), 1e-6},
                             Row{"minute", minute.base(), 60.0},
                             Row{"hour", hour.base(), 3600.0},
                             Row{"day", day.base(), 86400.0},
                             // Julian year: 365.25 x 86400 s.
                             Row{"year", year.base(), 31557600.0},
                             Row{"12 months", 12.0 * month.base(), 31557600.0},
                             Row{"MB", MB.base(), 1e6},
                             Row{"GB", GB.base(), 1e9},
                             Row{"TB", TB.base(), 1e12},
                             Row{"MiB = 2^20", MiB.base(), 1048576.0},
                             Row{"GiB = 2^30", GiB.base(), 1073741824.0},
                             Row{"gigabit = 1e9 bits of 8 to the byte", gigabit.base(), 1.25e8},
                             Row{"TFLOP", TFLOP.base(), 1e12},
                             // 1000 J/s x 3600 s.
                             Row{"kWh", kWh.base(), 3.6e6},
                             Row{"MWh", MWh.base(), 3.6e9},
                             Row{"MW", MW.base(), 1e6},
                             Row{"gram", gram.base(), 1e-3},
                             Row{"tonne", tonne.base(), 1e3},
                             Row{"litre", litre.base(), 1e-3},
                             Row{"200 Gb/s = 25 GB/s", (200.0 * gigabit_per_s).base(), 25e9},
                             Row{"312 TFLOPS", (312.0 * TFLOPS).base(), 312e12});
    INFO(row.what);
    CHECK_THAT(row.value, WithinRel(row.expected, kRounding));
}

TEST_CASE("a ton of refrigeration is 3516.8528 W") {
    // ASHRAE: 12,000 BTU(IT)/h = 12000 x 1055.05585262 / 3600, printed to 8 digits.
    constexpr double kPrinted = 2e-9;
    CHECK_THAT(cooling_ton.in(watt), WithinRel(3516.8528421, kPrinted));
}

TEST_CASE("a quantity leaves by another unit than it entered by") {
    constexpr double kRounding = 1e-15;
    CHECK_THAT((90.0 * minute).in(hour), WithinRel(1.5, kRounding));
    CHECK_THAT((80.0 * GiB).in(GB), WithinRel(85.89934592, kRounding));
    CHECK_THAT((5.0 * kWh).in(joule), WithinRel(1.8e7, kRounding));
}

TEST_CASE("products and quotients carry the dimension that physics gives them") {
    STATIC_REQUIRE(std::same_as<decltype(GB / s), Bandwidth>);
    STATIC_REQUIRE(std::same_as<decltype(GB_per_s * s), Data>);
    STATIC_REQUIRE(std::same_as<decltype(GB / GB_per_s), Time>);
    STATIC_REQUIRE(std::same_as<decltype(kW * hour), Energy>);
    STATIC_REQUIRE(std::same_as<decltype(TFLOP / TFLOPS), Time>);
    STATIC_REQUIRE(std::same_as<decltype(usd / kWh), EnergyPrice>);
    STATIC_REQUIRE(std::same_as<decltype(usd / hour), HourlyPrice>);
    STATIC_REQUIRE(std::same_as<decltype(gram / kWh), CarbonIntensity>);
    STATIC_REQUIRE(std::same_as<decltype(litre / kWh), WaterIntensity>);
}

TEST_CASE("what has no dimension left is a plain number") {
    STATIC_REQUIRE(std::same_as<decltype(hour / s), double>);
    STATIC_REQUIRE(std::same_as<decltype(GB_per_s * (s / GB)), double>);
    CHECK_THAT(hour / minute, WithinAbs(60.0, 0.0));
    CHECK_THAT(GB_per_s * (s / MB), WithinRel(1000.0, 1e-15));
}

TEST_CASE("dimensions do not mix, and a bare number is no quantity") {
    STATIC_REQUIRE(Addable<Time, Time>);
    STATIC_REQUIRE_FALSE(Addable<Time, Data>);
    STATIC_REQUIRE_FALSE(Addable<Time, double>);
    STATIC_REQUIRE_FALSE(Addable<Power, Energy>);
    STATIC_REQUIRE(Comparable<Time, Time>);
    STATIC_REQUIRE_FALSE(Comparable<Time, Data>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<double, Time>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<Time, double>);
}

TEST_CASE("quantities add, scale and compare like their values") {
    Time t = 2.0 * s;
    t += 500.0 * ms;
    t -= 0.25 * s;
    t *= 4.0;
    CHECK(t == 9.0 * s);
    CHECK(-t + 10.0 * s == s);
    CHECK(t / 3.0 == s * 3.0);
    CHECK(t > 8.0 * s);
    CHECK(Time{} == 0.0 * s);
}
