#include "engine/study/axis_effects.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

const double kNaN = std::nan("");

ResultColumn input(const char* path, InputRole role, std::vector<double> values) {
    return {path, "", true, std::move(values), {}, role};
}

ResultColumn metric(std::vector<double> values) {
    return {"m", "", false, std::move(values), {}, {}};
}

ResultTable table_of(std::vector<ResultColumn> columns) {
    const std::size_t rows = columns.front().numbers.size();
    return {"t", std::move(columns), rows};
}

AxisEffects effects(const ResultTable& table, const char* axis) {
    return axis_effects(table, *table.column(axis), *table.column("m"), {"m"});
}

}  // namespace

TEST_CASE("an axis does what the mean of its rows says") {
    const ResultTable table =
        table_of({input("a", InputRole::grid, {2, 1, 2, 1, 1}), metric({10, 1, 30, 5, kNaN})});
    const AxisEffects found = effects(table, "a");
    REQUIRE(found.values.size() == 2);
    CHECK(found.values[0].name == "1");
    CHECK(found.values[0].mean == 3.0);
    CHECK(found.values[0].best == 1.0);
    CHECK(found.values[0].known == 2);
    CHECK(found.values[0].rows == 3);
    CHECK(found.values[1].mean == 20.0);
}

TEST_CASE("the change of an axis is of rows that are alike in all else") {
    // Means are 55 and 12, but the row of (2, 2) has no value: (1, 2) has nothing to be held
    // against, and from (1, 1) to (2, 1) the metric grows by a fifth.
    const ResultTable table = table_of({input("a", InputRole::grid, {1, 1, 2, 2}),
                                        input("b", InputRole::grid, {1, 2, 1, 2}),
                                        metric({10, 100, 12, kNaN})});
    const AxisEffects found = effects(table, "a");
    CHECK(found.base == 0);
    CHECK(found.values[1].mean == 12.0);
    CHECK(found.values[1].pairs == 1);
    CHECK_THAT(found.values[1].change, WithinRel(0.2));
}

TEST_CASE("changes are against the value of most rows, not against one that has none") {
    const ResultTable table =
        table_of({input("a", InputRole::grid, {1, 2, 3}), metric({kNaN, 4, 5})});
    const AxisEffects found = effects(table, "a");
    CHECK(found.base == 1);
    CHECK(std::isnan(found.values[0].change));
    CHECK_THAT(found.values[2].change, WithinRel(0.25));
}

TEST_CASE("what follows from an axis, and what is zipped to it, does not keep its rows apart") {
    const ResultTable table = table_of({input("b", InputRole::grid, {1, 1, 2, 2}),
                                        input("a", InputRole::zip, {1, 2, 1, 2}),
                                        input("z", InputRole::zip, {7, 9, 7, 9}),
                                        input("d", InputRole::derived, {1, 2, 2, 4}),
                                        metric({10, 20, 30, 60})});
    for (const char* axis : {"a", "z"}) {
        INFO(axis);
        const AxisEffects found = effects(table, axis);
        CHECK(found.values[1].pairs == 2);
        CHECK_THAT(found.values[1].change, WithinRel(1.0));
    }
    // b: 40 of 10 + 20, 90 of 30.
    CHECK_THAT(effects(table, "b").values[1].change, WithinRel(2.0));
}

TEST_CASE("a drawn axis is told by ranges, and by its rank correlation") {
    std::vector<double> drawn;
    std::vector<double> grows;
    std::vector<double> falls;
    for (int i = 0; i < 100; ++i) {
        const double x = static_cast<double>((37 * i) % 100);  // each of 0 to 99 once
        drawn.push_back(x);
        grows.push_back(x * x * x);
        falls.push_back(-x);
    }
    // Any rising function has the ranks of its argument.
    AxisEffects found =
        effects(table_of({input("a", InputRole::sampled, drawn), metric(grows)}), "a");
    REQUIRE(found.rank_correlation);
    CHECK_THAT(*found.rank_correlation, WithinAbs(1.0, 1e-12));
    CHECK(found.drawn);
    REQUIRE(found.values.size() == 5);
    CHECK(found.values[0].name == "0 to 19.0");
    CHECK(found.values[4].known == 20);
    found = effects(table_of({input("a", InputRole::sampled, drawn), metric(falls)}), "a");
    CHECK_THAT(*found.rank_correlation, WithinAbs(-1.0, 1e-12));
    // The mean of 0 to 19 is 9.5, of 80 to 99 it is 89.5.
    CHECK_THAT(found.values[0].mean, WithinRel(-9.5));
    CHECK_THAT(found.values[4].change, WithinRel(89.5 / 9.5 - 1.0));
}

TEST_CASE("ranks that agree are shared, as in Spearman's own correction for ties") {
    // Ranks 0, 1.5, 1.5, 3, … against 0, 1, 2, 3, …: by hand, of ten values with one tie,
    // r = sqrt(82 / 82.5).
    const std::vector<double> x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    const std::vector<double> y = {1, 2, 2, 4, 5, 6, 7, 8, 9, 10};
    const AxisEffects found =
        effects(table_of({input("a", InputRole::sampled, x), metric(y)}), "a");
    REQUIRE(found.rank_correlation);
    CHECK_THAT(*found.rank_correlation, WithinAbs(std::sqrt(82.0 / 82.5), 1e-12));
}

TEST_CASE("rows of a zip that differ in more than an axis are no partners") {
    // The second row changes both; the third has the first's b and another a.
    const ResultTable table = table_of({input("a", InputRole::zip, {1, 2, 2}),
                                        input("b", InputRole::zip, {1, 2, 1}),
                                        metric({10, 40, 30})});
    const AxisEffects a = effects(table, "a");
    CHECK(a.base == 1);
    CHECK(a.values[0].pairs == 1);
    CHECK_THAT(a.values[0].change, WithinRel(10.0 / 30.0 - 1.0));
    // What is one with the axis, as a name with its model, does not keep rows apart, and is named.
    const ResultTable named = table_of({input("a", InputRole::zip, {1, 2, 3}),
                                        input("b", InputRole::zip, {7, 8, 9}),
                                        metric({10, 40, 30})});
    const AxisEffects both = effects(named, "a");
    CHECK_THAT(both.values[2].change, WithinRel(2.0));
    CHECK(both.together == std::vector<std::string>{"b"});
    // What only follows from it does: 16, 16 and 32 servers of three batches.
    const ResultTable half = table_of({input("a", InputRole::zip, {1, 2, 3}),
                                       input("b", InputRole::zip, {16, 16, 32}),
                                       metric({10, 9, 5})});
    const AxisEffects batches = effects(half, "a");
    CHECK_THAT(batches.values[1].change, WithinRel(-0.1));
    CHECK(batches.values[2].pairs == 0);
}

TEST_CASE("a few drawn whole numbers are told one by one, with their correlation") {
    const ResultTable table = table_of({input("a", InputRole::sampled, {1, 2, 1, 2}),
                                        input("b", InputRole::sampled, {.1, .2, .3, .4}),
                                        metric({10, 20, 12, 24})});
    const AxisEffects found = effects(table, "a");
    REQUIRE(found.values.size() == 2);
    CHECK_THAT(found.values[1].change, WithinRel(1.0));
    REQUIRE(found.rank_correlation);
    CHECK(*found.rank_correlation > 0.8);
}
