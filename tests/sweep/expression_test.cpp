#include "engine/sweep/expression.hpp"

#include <cmath>
#include <limits>

#include "engine/sweep/names.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

const std::vector<std::string> kKnown = {"a", "b.c", "run.days"};

double value_of_text(const std::string& text, const std::vector<double>& values = {}) {
    auto formula = Expression::parse(text, kKnown, {});
    if (!formula)
        throw std::runtime_error(render(formula.error()));
    return formula->evaluate(values);
}

std::string fault_of_text(const std::string& text) {
    const auto formula = Expression::parse(text, kKnown, {"file.toml", 3, 1});
    return formula ? "" : render(formula.error());
}

}  // namespace

TEST_CASE("formulas are read as they are written on paper") {
    struct Row {
        const char* text;
        double value;
    };
    const Row row = GENERATE(Row{"1 + 2 * 3", 7},
                             Row{"(1 + 2) * 3", 9},
                             Row{"2^3^2", 512},
                             Row{"-2^2", -4},
                             Row{"10e6 / 2.5E-1", 4e7},
                             Row{"3 < 4 && 5 >= 5", 1},
                             Row{"3 > 4 || 1 == 2", 0},
                             Row{"1 != 2", 1},
                             Row{"2 > 1 ? 10 : 20", 10},
                             Row{"min(3, 1, 2) + max(4, 5)", 6},
                             Row{"sqrt(16) + abs(-1)", 5});
    INFO(row.text);
    CHECK(value_of_text(row.text) == row.value);
}

TEST_CASE("names stand for the values that are given, in the order of the alphabet") {
    auto formula = Expression::parse("run.days - a * b.c", kKnown, {});
    REQUIRE(formula);
    CHECK(formula->names() == std::vector<std::string>{"a", "b.c", "run.days"});
    CHECK(formula->evaluate(std::vector<double>{2.0, 3.0, 10.0}) == 4.0);
    CHECK(formula->evaluate(std::vector<double>{1.0, 1.0, 10.0}) == 9.0);
}

TEST_CASE("what is not known meets no condition, and neither does its contrary") {
    const double unknown = std::numeric_limits<double>::quiet_NaN();
    CHECK(std::isnan(value_of_text("a < 3", {unknown})));
    CHECK(std::isnan(value_of_text("a >= 3", {unknown})));
    CHECK(std::isnan(value_of_text("a > 0 || 1 > 0", {unknown})));
}

TEST_CASE("copies of a formula do not share their values") {
    auto first = Expression::parse("a + 1", kKnown, {});
    REQUIRE(first);
    Expression second = *first;
    CHECK(first->evaluate(std::vector<double>{1.0}) == 2.0);
    CHECK(second.evaluate(std::vector<double>{5.0}) == 6.0);
    Expression third = std::move(second);
    CHECK(third.evaluate(std::vector<double>{7.0}) == 8.0);
    third = *first;
    CHECK(third.evaluate(std::vector<double>{9.0}) == 10.0);
}

TEST_CASE("a formula that is none is refused with what is wrong with it") {
    struct Row {
        const char* text;
        const char* message;
    };
    const Row row = GENERATE(Row{"", "''"},
                             Row{"a +", "'a +'"},
                             Row{"(a", "'(a'"},
                             Row{"a b.c", "'a b.c'"},
                             Row{"run.dais < 3", "no field or metric run.dais"},
                             Row{"a < \"x\"", "'a < \"x\"'"},
                             Row{"nosuch(a)", "nosuch"},
                             // One '=' would set a to 30, and be true.
                             Row{"a = 30", "'a = 30'"},
                             Row{"a > 1 && b.c = 2", "=="},
                             // Of several formulas only the last would count.
                             Row{"a, b.c", "'a, b.c'"},
                             Row{"a\n+1", "letters that no formula has"},
                             Row{"ä", "letters that no formula has"});
    INFO(row.text);
    CHECK_THAT(fault_of_text(row.text), StartsWith("file.toml:3:1: error: "));
    CHECK_THAT(fault_of_text(row.text), ContainsSubstring(row.message));
}

TEST_CASE("a formula of any length or depth is answered") {
    CHECK_THAT(fault_of_text(std::string(1'000'000, '(')), ContainsSubstring("too long"));
    CHECK_THAT(fault_of_text(std::string(101, '(') + "a" + std::string(101, ')')),
               ContainsSubstring("too long"));
    CHECK(value_of_text(std::string(100, '(') + "a" + std::string(100, ')'), {2.0}) == 2.0);
    CHECK_NOTHROW(fault_of_text(std::string(2000, '-')));
    CHECK_NOTHROW(fault_of_text(std::string(1000, '!') + "a"));
}

TEST_CASE("everyday words stand for the metrics that are meant") {
    struct Row {
        const char* word;
        const char* path;
    };
    const Row row = GENERATE(Row{"time", "run.days"},
                             Row{"cost", "cost.total_usd"},
                             Row{"carbon", "carbon.total_t"},
                             Row{"energy", "energy.facility_mwh"},
                             Row{"fits", "memory.fits"},
                             Row{"run.days", "run.days"});
    const auto formula = metric_expression(row.word, {});
    REQUIRE(formula);
    CHECK(formula->names() == std::vector<std::string>{row.path});
}
