#include "engine/config/field.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/config/toml_reader.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

enum class Colour { red, green };

struct Thing {
    std::int64_t layers = 4;
    double share = 0.5;
    Time gap = 7.0 * units::us;
    bool fused = true;
    std::string name = "thing";
    std::vector<double> rates = {1.0, 2.5};
    std::vector<std::int64_t> stages = {3, 4};
    std::vector<std::string> offers = {"a"};
    Colour colour = Colour::green;
    std::optional<std::int64_t> heads;
};

const Names<Colour>& colour_names() {
    static const Names<Colour> names = {{Colour::red, "red"}, {Colour::green, "green"}};
    return names;
}

const Fields<Thing>& fields() {
    using T = Thing;
    static const Fields<Thing> all = {
        integer<T>(
            "layers", "how many", {1, 1e5}, [](auto& t) -> auto& { return t.layers; }),
        number<T>(
            "share", "", "a part", {0.0, 1.0}, [](auto& t) -> auto& { return t.share; }),
        quantity<T>(
            "gap_us", "us", units::us, "between kernels", {0.0, 1e9}, [](auto& t) -> auto& {
                return t.gap;
            }),
        boolean<T>(
            "fused", "one kernel", [](auto& t) -> auto& { return t.fused; }),
        text<T>(
            "name", "a title", [](auto& t) -> auto& { return t.name; }),
        numbers<T>(
            "rates", "GB/s", "a curve", {0.0, 9.0}, [](auto& t) -> auto& { return t.rates; }),
        integers<T>(
            "stages", "a split", {0, 10}, [](auto& t) -> auto& { return t.stages; }),
        texts<T>(
            "offers", "a choice", [](auto& t) -> auto& { return t.offers; }),
        choice<T>(
            "colour", "a colour", colour_names(), [](auto& t) -> auto& { return t.colour; }),
        integer<T>(
            "heads", "or absent", {1, 64}, [](auto& t) -> auto& { return t.heads; }),
    };
    return all;
}

const Field<Thing>& field(const std::string& path) {
    for (const auto& f : fields()) {
        if (f.path == path)
            return f;
    }
    throw std::out_of_range(path);
}

Result<Value> check(const std::string& path, Value value) {
    return checked(field(path), {path, std::move(value), {"x.toml", 4, 9}, {}});
}

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("a value of the right type and range passes in the type of its field") {
    struct Row {
        const char* path;
        Value given;
        Value taken;
    };
    const std::vector<Row> rows = {
        {"layers", std::int64_t{1}, std::int64_t{1}},
        {"layers", std::int64_t{100000}, std::int64_t{100000}},
        {"layers", 3.0, std::int64_t{3}},
        {"layers", 1e5, std::int64_t{100000}},
        {"share", 0.0, 0.0},
        {"share", 1.0, 1.0},
        {"share", std::int64_t{1}, 1.0},
        {"fused", false, false},
        {"name", std::string("x"), std::string("x")},
        {"name", std::string(), std::string()},
        {"rates", std::vector<double>{0.0, 9.0}, std::vector<double>{0.0, 9.0}},
        {"rates", std::vector<double>{}, std::vector<double>{}},
        {"stages", std::vector<double>{0.0, 10.0}, std::vector<double>{0.0, 10.0}},
        {"offers", std::vector<std::string>{"b"}, std::vector<std::string>{"b"}},
        // An empty TOML list has no type of its own.
        {"offers", std::vector<double>{}, std::vector<std::string>{}},
        {"colour", std::string("red"), std::string("red")},
    };
    for (const Row& row : rows) {
        CAPTURE(row.path, to_text(row.given));
        const auto result = check(row.path, row.given);
        REQUIRE(result.has_value());
        CHECK(*result == row.taken);
    }
}

TEST_CASE("a value of the wrong type is refused, and the message says what belongs there") {
    struct Row {
        const char* path;
        Value given;
        const char* message;
    };
    const std::vector<Row> rows = {
        {"layers", 3.5, "layers = 3.5: this is not a whole number"},
        {"layers", true, "layers = true: this is not a whole number"},
        {"layers", std::string("3"), "layers = \"3\": this is not a whole number"},
        {"layers", std::vector<double>{3.0}, "layers = [3]: this is not a whole number"},
        {"share", std::string("x"), "share = \"x\": this is not a number"},
        {"share", true, "share = true: this is not a number"},
        {"fused", std::int64_t{1}, "fused = 1: this is not true or false"},
        {"fused", std::string("true"), "fused = \"true\": this is not true or false"},
        {"name", std::int64_t{1}, "name = 1: this is not text in quotes"},
        {"name", false, "name = false: this is not text in quotes"},
        {"rates", 1.0, "rates = 1: this is not a list of numbers"},
        {"rates", std::vector<std::string>{"1"}, "rates = [\"1\"]: this is not a list of numbers"},
        {"stages", std::vector<double>{1.5}, "stages = [1.5]: this is not a list of whole numbers"},
        {"stages", std::int64_t{1}, "stages = 1: this is not a list of whole numbers"},
        {"offers", std::vector<double>{1.0}, "offers = [1]: this is not a list of texts"},
        {"offers", std::string("a"), "offers = \"a\": this is not a list of texts"},
        {"colour", std::int64_t{0}, "colour = 0: this is not one of its words, in quotes"},
    };
    for (const Row& row : rows) {
        const auto result = check(row.path, row.given);
        REQUIRE_FALSE(result.has_value());
        REQUIRE(result.error().size() == 1);
        const Fault& fault = result.error().front();
        CHECK(fault.message == row.message);
        CHECK(fault.code == ErrorCode::wrong_type);
        CHECK(fault.path == row.path);
        CHECK(fault.help ==
              (fault.path == "colour" ? "allowed: red, green" : field(row.path).help));
        CHECK_THAT(render(fault), StartsWith("x.toml:4:9: error: "));
    }
}

TEST_CASE("a number outside of its range is refused, and the help says what is allowed") {
    struct Row {
        const char* path;
        Value given;
        const char* help;
    };
    constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
    const char* const layers = "1 to 100000 is allowed (how many)";
    const char* const share = "0 to 1 is allowed (a part)";
    const std::vector<Row> rows = {
        {"layers", std::int64_t{0}, layers},
        {"layers", std::int64_t{-3}, layers},
        {"layers", std::int64_t{100001}, layers},
        {"layers", std::int64_t{9007199254740993}, layers},  // 2^53 + 1
        {"layers", kMost, layers},
        {"layers", kLeast, layers},
        {"layers", 1e300, layers},
        {"layers", kNan, layers},
        {"layers", kInfinity, layers},
        {"share", -1e-300, share},
        {"share", 1.0000000000000002, share},
        {"share", kNan, share},
        {"share", kInfinity, share},
        {"share", -kInfinity, share},
        {"gap_us", -0.5, "0 to 1000000000 us is allowed (between kernels)"},
        {"rates", std::vector<double>{1.0, 9.5}, "0 to 9 GB/s is allowed (a curve)"},
        {"rates", std::vector<double>{kNan}, "0 to 9 GB/s is allowed (a curve)"},
        {"stages", std::vector<double>{-1.0}, "0 to 10 is allowed (a split)"},
        {"stages", std::vector<double>{kInfinity}, "0 to 10 is allowed (a split)"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.path, to_text(row.given));
        const auto result = check(row.path, row.given);
        REQUIRE_FALSE(result.has_value());
        const Fault& fault = result.error().front();
        CHECK(fault.code == ErrorCode::out_of_range);
        CHECK(fault.message ==
              std::string(row.path) + " = " + to_text(row.given) + ": out of range");
        CHECK(fault.help == row.help);
    }
}

TEST_CASE("a field without a range takes any finite number, and no other") {
    FieldInfo info;
    info.path = "x";
    info.type = FieldType::number;
    for (const double x : {0.0, -1e308, 1e308, 5e-324}) CHECK(checked(info, {"x", x, {}, {}}));
    for (const double x : {kNan, kInfinity, -kInfinity}) {
        const auto result = checked(info, {"x", x, {}, {}});
        REQUIRE_FALSE(result.has_value());
        CHECK_THAT(result.error().front().help, StartsWith("a finite number is allowed"));
    }
}

TEST_CASE("a range of one end says its end") {
    FieldInfo info;
    info.path = "x";
    info.type = FieldType::number;
    info.range.least = 2.0;
    CHECK_THAT(checked(info, {"x", 1.0, {}, {}}).error().front().help,
               StartsWith("2 and more is allowed"));
    info.range = {};
    info.range.greatest = 3.0;
    CHECK_THAT(checked(info, {"x", 4.0, {}, {}}).error().front().help,
               StartsWith("3 and less is allowed"));
}

TEST_CASE("a whole number that a double cannot tell from its neighbour is never taken for it") {
    // 2^53 + 1 has no double of its own: the nearest is 2^53.
    FieldInfo info;
    info.path = "n";
    info.type = FieldType::integer;
    const std::int64_t n = 9007199254740993;
    const auto result = checked(info, {"n", n, {}, {}});
    CHECK((!result || *result == Value(n)));
    info.type = FieldType::integers;
    const std::vector<double> rounded = {static_cast<double>(n)};
    CHECK_FALSE(checked(info, {"n", rounded, {}, {}}).has_value());
    info.type = FieldType::integer;
    CHECK(checked(info, {"n", std::int64_t{9007199254740991}, {}, {}}).has_value());
}

TEST_CASE("an unknown choice is answered by the nearest word and all that are allowed") {
    const auto close = check("colour", std::string("gren"));
    REQUIRE_FALSE(close.has_value());
    CHECK(close.error().front().code == ErrorCode::out_of_range);
    CHECK(close.error().front().message == "colour = \"gren\": no such choice");
    CHECK(close.error().front().help == "did you mean 'green'? allowed: red, green");
    const auto far = check("colour", std::string("octagon"));
    REQUIRE_FALSE(far.has_value());
    CHECK(far.error().front().help == "allowed: red, green");
    // Case counts: TOML is case sensitive.
    CHECK_FALSE(check("colour", std::string("Green")).has_value());
}

TEST_CASE("what a field gets from one struct it sets on another") {
    Thing from;
    from.layers = 9;
    from.share = 0.25;
    from.gap = 3.0 * units::us;
    from.fused = false;
    from.name = "other";
    from.rates = {4.0};
    from.stages = {1, 2, 3};
    from.offers = {"x", "y"};
    from.colour = Colour::red;
    from.heads = 12;
    Thing to;
    for (const auto& f : fields()) {
        CAPTURE(f.path);
        const std::optional<Value> value = f.get(from);
        REQUIRE(value.has_value());
        const auto ok = checked(f, {f.path, *value, {}, {}});
        REQUIRE(ok.has_value());
        f.set(to, *ok);
        CHECK(f.get(to) == value);
    }
    CHECK(to.layers == 9);
    CHECK(to.stages == from.stages);
    CHECK(to.offers == from.offers);
    CHECK(to.colour == Colour::red);
    CHECK(to.heads == 12);
}

TEST_CASE("an optional member that is not given has no value") {
    CHECK_FALSE(field("heads").get(Thing{}).has_value());
}

TEST_CASE("a quantity is read and written in the unit of its field") {
    constexpr double kRounding = 1e-15;
    Thing thing;
    field("gap_us").set(thing, Value(250.0));
    CHECK_THAT(thing.gap.base(), WithinRel(250e-6, kRounding));
    CHECK_THAT(std::get<double>(*field("gap_us").get(thing)), WithinRel(250.0, kRounding));
}

TEST_CASE("fields of a section carry its prefix and reach through to the member") {
    struct Outer {
        Thing inner;
    };
    Fields<Outer> outer;
    add_section(
        outer, "thing", fields(), [](auto& o) -> auto& { return o.inner; });
    REQUIRE(outer.size() == fields().size());
    CHECK(outer.front().path == "thing.layers");
    Outer object;
    outer.front().set(object, Value(std::int64_t{77}));
    CHECK(object.inner.layers == 77);
    CHECK(outer.front().get(object) == Value(std::int64_t{77}));
}

TEST_CASE("a preset name cannot lead out of its folder") {
    for (const char* good : {"dgx-a100-80gb", "gpt-3.6b", "A_b", "x", "llama-3.1-405b", "a..b"}) {
        CAPTURE(good);
        CHECK(is_plain_name(good));
    }
    for (const std::string bad : {"",
                                  ".",
                                  "..",
                                  ".hidden",
                                  "../x",
                                  "a/b",
                                  "/etc/passwd",
                                  "a\\b",
                                  "C:x",
                                  "a b",
                                  "a\n",
                                  "~",
                                  "%2e",
                                  "é"}) {
        CAPTURE(bad);
        CHECK_FALSE(is_plain_name(bad));
    }
    CHECK_FALSE(is_plain_name(std::string("a\0b", 3)));
    CHECK(is_plain_name(std::string(128, 'a')));
    CHECK_FALSE(is_plain_name(std::string(129, 'a')));
}

TEST_CASE("what TOML can write but no number is, no number field takes") {
    for (const char* literal : {"nan", "+nan", "inf", "-inf", "1e400", "-1e400", "\"1\"", "[1]"}) {
        CAPTURE(literal);
        const auto read = read_toml("share = " + std::string(literal), "x.toml");
        if (!read) {
            CHECK(read.error().front().code == ErrorCode::syntax);
            continue;
        }
        CHECK_FALSE(checked(field("share"), read->at(0)).has_value());
    }
}
