#include "engine/core/error.hpp"

#include <string>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

Fault fault_at(Place place, std::string help = "") {
    return {ErrorCode::conflict, "a.b", "a.b = 7: wrong", std::move(help), std::move(place)};
}

}  // namespace

TEST_CASE("a fault is rendered with as much of its place as there is") {
    struct Row {
        Place place;
        const char* text;
    };
    const Row row = GENERATE(Row{{}, "error: a.b = 7: wrong"},
                             Row{{"x.toml"}, "x.toml: error: a.b = 7: wrong"},
                             Row{{"x.toml", 3, 12}, "x.toml:3:12: error: a.b = 7: wrong"},
                             // A line without a file says nothing.
                             Row{{"", 3, 12}, "error: a.b = 7: wrong"});
    CHECK(render(fault_at(row.place)) == row.text);
}

TEST_CASE("help stands indented on a line of its own") {
    CHECK(render(fault_at({"x.toml", 1, 2}, "take 8")) ==
          "x.toml:1:2: error: a.b = 7: wrong\n  help: take 8");
}

TEST_CASE("a list of faults is rendered in its order, each ended by a line break") {
    CHECK(render(Faults{}).empty());
    CHECK(render(Faults{fault_at({"x", 2, 1}), fault_at({"x", 1, 1}, "h")}) ==
          "x:2:1: error: a.b = 7: wrong\nx:1:1: error: a.b = 7: wrong\n  help: h\n");
}

TEST_CASE("a failure is a result with one fault and no value") {
    const Result<int> result = failure(fault_at({"x", 1, 2}));
    REQUIRE_FALSE(result.has_value());
    REQUIRE(result.error().size() == 1);
    CHECK(result.error().front().path == "a.b");
    CHECK(result.error().front().code == ErrorCode::conflict);
}
