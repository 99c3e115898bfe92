#include "engine/study/table_page.hpp"

#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/markup.hpp"

using namespace deepwallet;
using namespace deepwallet::test;

namespace {

const double kNaN = std::nan("");

ResultColumn numbers(const char* path, const char* unit, bool input, std::vector<double> values) {
    return {path, unit, input, std::move(values), {}};
}

ResultColumn words(const char* path, std::vector<std::string> values) {
    return {path, "", true, {}, std::move(values)};
}

ResultTable table_of(std::vector<ResultColumn> columns, std::size_t rows) {
    return {"<script> & table", std::move(columns), rows};
}

void check_sound(const std::string& page) {
    CHECK(unbalanced(page) == "");
    for (const char* bad : {"<script", "src=", "href=", ">nan", ">inf"})
        CHECK_THAT(page, !ContainsSubstring(bad));
}

}  // namespace

TEST_CASE("charts follow the axes: lines, a heat map, ranked bars, a front") {
    const ResultColumn servers = numbers("cluster.servers", "", true, {1, 2, 4, 8});
    const ResultColumn tensor = numbers("parallelism.tensor", "", true, {1, 2, 1, 2});
    const ResultColumn place = words("site.preset", {"a", "b", "c", "<d>&"});
    const ResultColumn days = numbers("run.days", "days", false, {8, 4, kNaN, 1});
    const ResultColumn bill = numbers("cost.on_prem.total_usd", "USD", false, {1e6, 2e6, 3e6, 4e6});

    const std::string lines = table_page(table_of({servers, days}, 4));
    CHECK_THAT(lines, ContainsSubstring("run.days by cluster.servers"));
    const std::string heat = table_page(table_of({servers, tensor, days}, 4));
    CHECK_THAT(heat, ContainsSubstring("fill=\"#00204d\""));  // the lower end of cividis
    CHECK_THAT(lines, !ContainsSubstring("fill=\"#00204d\""));
    const std::string bars = table_page(table_of({place, days}, 4));
    CHECK_THAT(bars, ContainsSubstring("run.days, best first"));
    TablePageOptions both;
    both.objectives = {{"run.days"}, {"cost.on_prem.total_usd"}};
    const std::string front = table_page(table_of({servers, days, bill}, 4), both);
    CHECK_THAT(front, ContainsSubstring("run.days against cost.on_prem.total_usd"));
    CHECK_THAT(front, ContainsSubstring("none is better in both"));
    for (const std::string& page : {lines, heat, bars, front}) check_sound(page);
}

TEST_CASE("no row of a front is beaten in both metrics, and each row off it is") {
    // By hand: (1,9), (2,5) and (6,1) stand; (3,5) is beaten by (2,5), (7,7) by all but the first.
    const ResultColumn x = numbers("x", "", false, {3, 2, 7, 1, 6, kNaN});
    const ResultColumn y = numbers("y", "", false, {5, 5, 7, 9, 1, 0});
    CHECK(pareto_rows(x, {"x"}, y, {"y"}) == std::vector<std::size_t>{3, 1, 4});
    // Where more of y is better, the rows of most y stand.
    CHECK(pareto_rows(x, {"x"}, y, {"y", true}) == std::vector<std::size_t>{3});
}

TEST_CASE("the best and the worst follow the direction; what is not known is neither") {
    const ResultColumn mfu = numbers("iteration.mfu", "", false, {kNaN, 0.3, 0.5, 0.4});
    CHECK(best_row(mfu, {"iteration.mfu", true}) == 2);
    CHECK(worst_row(mfu, {"iteration.mfu", true}) == 1);
    CHECK(best_row(mfu, {"iteration.mfu", false}) == 1);
    CHECK_FALSE(best_row(numbers("x", "", false, {kNaN}), {"x"}).has_value());
}

TEST_CASE("a long table shows its best rows and says how many it leaves out") {
    std::vector<double> axis(1200);
    std::vector<double> metric(1200);
    for (std::size_t i = 0; i < axis.size(); ++i) {
        axis[i] = static_cast<double>(i);
        metric[i] = 1200.0 - axis[i];
    }
    const ResultTable table =
        table_of({numbers("a", "", true, axis), numbers("run.days", "days", false, metric)}, 1200);
    const std::string page = table_page(table);
    CHECK_THAT(page, ContainsSubstring("700 of 1,200 rows are left out."));
    CHECK_THAT(page, ContainsSubstring("<td class=\"n\">1199</td><td class=\"n\">1.00 days</td>"));
    CHECK_THAT(page, !ContainsSubstring("<td class=\"n\">100</td><td class=\"n\">1,100 days</td>"));
    CHECK(page == table_page(table));
}

TEST_CASE("tables of nothing, of one row and without any value are pages") {
    check_sound(table_page({}));
    check_sound(
        table_page(table_of({numbers("a", "", true, {1}), numbers("m", "s", false, {2})}, 1)));
    const std::string none = table_page(
        table_of({numbers("a", "", true, {1, 2}), numbers("m", "s", false, {kNaN, kNaN})}, 2));
    check_sound(none);
    CHECK_THAT(none, ContainsSubstring("No row has a value of any objective."));
}

TEST_CASE("rows that do not fit in memory are counted and left out, unless none fits") {
    const ResultColumn servers = numbers("cluster.servers", "", true, {1, 2, 4});
    const ResultColumn days = numbers("run.days", "days", false, {1, 4, 2});
    const ResultColumn fits = numbers("memory.fits", "", false, {0, 1, 1});
    const std::string page = table_page(table_of({servers, days, fits}, 3));
    CHECK_THAT(page, ContainsSubstring("1 of 3 rows do not fit in memory and are left out."));
    CHECK_THAT(page, !ContainsSubstring("1.00 days"));
    CHECK_THAT(page, ContainsSubstring("2.00 days"));
    const ResultColumn none = numbers("memory.fits", "", false, {0, 0, 0});
    const std::string all = table_page(table_of({servers, days, none}, 3));
    CHECK_THAT(all, ContainsSubstring("No row fits in memory"));
    CHECK_THAT(all, ContainsSubstring("1.00 days"));
}
