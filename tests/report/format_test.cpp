#include "engine/report/format.hpp"

#include "tests/support/catch.hpp"

using namespace deepwallet;
using namespace deepwallet::units;

TEST_CASE("numbers are grouped by thousands") {
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(2240) == "2,240");
    CHECK(grouped(-1234567) == "-1,234,567");
}

TEST_CASE("three digits are significant, and rounding never shows a fourth") {
    CHECK(significant(44.44) == "44.4");
    CHECK(significant(9.996) == "10.0");
    CHECK(significant(99.96) == "100");
    CHECK(significant(0.99951) == "1.00");
    CHECK(significant(0.005123) == "0.00512");
    CHECK(significant(1234.4) == "1,234");
    CHECK(significant(0.0) == "0");
    CHECK(significant(-44.44) == "-44.4");
}

TEST_CASE("quantities carry the prefix a reader expects") {
    CHECK(format_money(98.4e6 * usd) == "$98.4 M");
    CHECK(format_money(1.2345 * usd) == "$1.23");
    CHECK(format_money(199000.0 * usd) == "$199 k");
    CHECK(format_money(-2.5e9 * usd) == "-$2.50 B");
    CHECK(format_money(2954e12 * usd) == "$2,954 T");
    CHECK(format_power(3.1 * MW) == "3.10 MW");
    CHECK(format_power(90.0 * watt) == "90.0 W");
    CHECK(format_time(44.4 * s) == "44.4 s");
    CHECK(format_time(1.25 * ms) == "1.25 ms");
    CHECK(format_time(47.8 * day) == "47.8 days");
    CHECK(format_carbon(430.0 * tonne) == "430 t");
    CHECK(format_carbon(0.438 * kg) == "438 g");
    CHECK(format_energy(1852.0 * MWh) == "1,852 MWh");
    CHECK(format_energy(12.34 * kWh) == "12.3 kWh");
    CHECK(format_share(0.301) == "30.1 %");
}

TEST_CASE("a value that is not known says so") {
    CHECK(format_value({}, "s") == "not known");
    CHECK(format_value(true, "") == "yes");
    CHECK(format_value(std::int64_t{2240}, "") == "2,240");
    CHECK(format_value(60.1, "s") == "60.1 s");
    CHECK(format_value(1646.4, "MWh") == "1,646 MWh");
}
