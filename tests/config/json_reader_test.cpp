#include "engine/config/json_reader.hpp"

#include <map>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

std::map<std::string, Value> members(const std::string& text) {
    const auto read = read_json(text, "c.json");
    if (!read)
        throw std::runtime_error(render(read.error()));
    std::map<std::string, Value> out;
    for (const Assignment& a : *read) out[a.path] = a.value;
    return out;
}

std::string fault(const std::string& text) {
    const auto read = read_json(text, "c.json");
    return read ? "" : render(read.error());
}

}  // namespace

TEST_CASE("members of a JSON object are values of their type") {
    const auto read = members(
        R"({"n": 3, "x": 0.5, "e": 1e3, "t": "a", "b": true, "l": [1, 2.5], "s": ["p", "q"]})");
    CHECK(read.size() == 7);
    CHECK(read.at("n") == Value(std::int64_t{3}));
    CHECK(read.at("x") == Value(0.5));
    CHECK(read.at("e") == Value(1000.0));
    CHECK(read.at("t") == Value(std::string("a")));
    CHECK(read.at("b") == Value(true));
    CHECK(read.at("l") == Value(std::vector<double>{1, 2.5}));
    CHECK(read.at("s") == Value(std::vector<std::string>{"p", "q"}));
}

TEST_CASE("null, deeper objects and mixed lists are left out") {
    const auto read = members(R"({"n": null, "o": {"p": 1}, "m": [1, "a"], "d": [[1]], "k": 2})");
    CHECK(read.count("n") == 0);
    CHECK(read.count("o") == 0);
    CHECK(read.count("m") == 0);
    CHECK(read.count("d") == 0);
    CHECK(read.at("k") == Value(std::int64_t{2}));
}

TEST_CASE("whole numbers beyond 64 bits are no whole numbers") {
    CHECK(members(R"({"n": 9223372036854775807})").at("n") == Value(INT64_MAX));
    CHECK(members(R"({"n": 9223372036854775808})").at("n") == Value(9223372036854775808.0));
}

TEST_CASE("text that is no JSON object is a fault with its place") {
    CHECK(fault("{\"a\": 1,\n \"b\" 2}") ==
          "c.json:2:6: error: the text breaks off, or is malformed here\n"
          "  help: this is not JSON (json.org)\n");
    CHECK(fault("3") ==
          "c.json: error: this is not a JSON object\n"
          "  help: a configuration is one: { \"key\": value, … }\n");
    CHECK(fault("{\"a\": 1e400}") ==
          "c.json: error: a number is too large\n  help: this is not JSON (json.org)\n");
    CHECK_FALSE(fault("{\"a\": \"\xff\"}").empty());
    CHECK_FALSE(fault(std::string("\0\0", 2)).empty());
}

TEST_CASE("a tree of objects gives dotted paths with the place of each key") {
    const auto read = read_json_tree(
        "{\n  \"a\": {\"stage\": 1, \"on\": true},\n  \"stage\": 2, \"b\": null,\n"
        "  \"c\": [{\"d\": 1}]\n}",
        "f.json");
    REQUIRE(read);
    REQUIRE(read->size() == 4);
    struct Row {
        const char* path;
        Value value;
        int line;
        int column;
    };
    const std::vector<Row> rows = {{"a.stage", std::int64_t{1}, 2, 9},
                                   {"a.on", true, 2, 21},
                                   {"stage", std::int64_t{2}, 3, 3},
                                   {"c", std::vector<std::string>{}, 4, 3}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Assignment& found = (*read)[i];
        CAPTURE(found.path);
        CHECK(found.path == rows[i].path);
        CHECK(found.value == rows[i].value);
        CHECK(found.place.line == rows[i].line);
        CHECK(found.place.column == rows[i].column);
    }
}

TEST_CASE("a tree that is no object, breaks off or nests without end is refused or left out") {
    CHECK_FALSE(read_json_tree("[]", "f").has_value());
    CHECK(render(read_json_tree("{\"a\":\n {\"b\": }}", "f").error()) ==
          "f:2:8: error: the text breaks off, or is malformed here\n"
          "  help: this is not JSON (json.org)\n");
    std::string deep;
    for (int i = 0; i < 100000; ++i) deep += "{\"a\":";
    CHECK_FALSE(read_json_tree(deep, "f").has_value());
    CHECK(read_json_tree(deep + "1" + std::string(100000, '}'), "f").has_value());
}
