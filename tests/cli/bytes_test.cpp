#include "cli/bytes.hpp"

#include <cmath>
#include <limits>

#include "engine/config/value.hpp"
#include "tests/support/catch.hpp"

using deepwallet::Value;
using deepwallet::cli::ByteReader;
using deepwallet::cli::ByteWriter;

namespace {

std::string bytes_of(const std::vector<Value>& values) {
    ByteWriter out;
    out.put(values);
    return std::move(out).take();
}

}  // namespace

TEST_CASE("values come back bit by bit, each as the kind that it was") {
    const std::vector<Value> values = {true,
                                       std::int64_t{-5},
                                       0.1,
                                       -0.0,
                                       std::numeric_limits<double>::infinity(),
                                       std::numeric_limits<double>::denorm_min(),
                                       std::string("a\0b", 3),
                                       std::string(),
                                       std::vector<double>{1.0, 2.5},
                                       std::vector<std::string>{"x", ""}};
    const std::string bytes = bytes_of(values);
    ByteReader in(bytes);
    const auto back = in.get<std::vector<Value>>();
    CHECK(in.at_end());
    REQUIRE(back == values);
    CHECK(std::signbit(std::get<double>(back[3])));
}

TEST_CASE("bytes that are cut off anywhere are refused") {
    const std::string bytes = bytes_of({1.5, std::string("text"), std::int64_t{3}});
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        INFO(size);
        const std::string part = bytes.substr(0, size);
        CHECK_THROWS_AS(ByteReader(part).get<std::vector<Value>>(), std::runtime_error);
    }
}
