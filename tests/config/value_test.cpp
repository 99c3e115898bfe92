#include "engine/config/value.hpp"

#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "engine/config/toml_reader.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

/// What TOML reads where `text` is the value; whole numbers as doubles.
double number_of(const std::string& text) {
    const auto read = read_toml("x = " + text, "test");
    if (!read)
        return std::numeric_limits<double>::quiet_NaN();
    const Value& value = read->at(0).value;
    if (const auto* n = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*n);
    return std::get<double>(value);
}

}  // namespace

TEST_CASE("a value is written as TOML writes it") {
    struct Row {
        Value value;
        const char* text;
    };
    const std::vector<Row> rows = {
        {true, "true"},
        {false, "false"},
        {std::int64_t{-7}, "-7"},
        {std::numeric_limits<std::int64_t>::max(), "9223372036854775807"},
        {0.1, "0.1"},
        {2.5e-7, "2.5e-07"},
        {std::numeric_limits<double>::infinity(), "inf"},
        {std::string("plain"), "\"plain\""},
        {std::string("a\"b\\c"), R"("a\"b\\c")"},
        {std::string("line\nbreak"), R"("line\u000abreak")"},
        {std::vector<double>{}, "[]"},
        {std::vector<double>{1.5, 2.0}, "[1.5, 2]"},
        {std::vector<std::string>{"a", "b\""}, R"(["a", "b\""])"},
    };
    for (const Row& row : rows) CHECK(to_text(row.value) == row.text);
}

TEST_CASE("a double in its text form reads back unchanged") {
    using Limits = std::numeric_limits<double>;
    std::vector<double> numbers = {0.0,
                                   0.1,
                                   1.0 / 3.0,
                                   -2.5,
                                   60.1,
                                   1e15,
                                   1e16,
                                   1e22,
                                   270e9,
                                   Limits::max(),
                                   Limits::lowest(),
                                   Limits::min(),
                                   1e-300,
                                   5e-324,
                                   9007199254740993.,
                                   0.30000000000000004};
    std::mt19937_64 random(20240229);
    while (numbers.size() < 3000) {
        const auto x = std::bit_cast<double>(random());
        if (std::isfinite(x))
            numbers.push_back(x);
    }
    for (const double x : numbers) {
        CAPTURE(to_text(x));
        CHECK(number_of(to_text(x)) == x);
    }
}

TEST_CASE("a text of any characters reads back unchanged") {
    for (int c = 1; c < 128; ++c) {
        CAPTURE(c);
        const std::string text = {'a', static_cast<char>(c), 'b'};
        const auto read = read_toml("x = " + to_text(Value(text)), "test");
        REQUIRE(read.has_value());
        CHECK(std::get<std::string>(read->at(0).value) == text);
    }
    const std::string letters = "Zürich, 東京, naïve";
    const auto read = read_toml("x = " + to_text(Value(letters)), "test");
    REQUIRE(read.has_value());
    CHECK(std::get<std::string>(read->at(0).value) == letters);
}

TEST_CASE("a value that went through a unit is shown without the digits of the conversion") {
    // 0.12 $/kWh as dollars a joule and back.
    CHECK(read_back(0.12 / 3.6e6 * 3.6e6 * (1.0 + 2e-16)) == "0.12");
    CHECK(read_back(249999.99999999997) == "250000");
    CHECK(read_back(0.1234567890123) == "0.1234567890123");
    CHECK(read_back(std::int64_t{1234567890123456789}) == "1234567890123456789");
    CHECK(read_back(std::string("x")) == "\"x\"");
}
