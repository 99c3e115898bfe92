#include "engine/study/table_view.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

/// Two servers' counts by two prices by two sites: the cells' best are over the sites.
const ResultTable kTable = {
    "t",
    {{"cluster.servers", "", true, {1, 1, 2, 2, 1, 1, 2, 2}, {}},
     {"server.price_usd", "USD", true, {10, 20, 10, 20, 10, 20, 10, 20}, {}},
     {"site.preset", "", true, {}, {"a", "a", "a", "a", "b", "b", "b", "b"}},
     {"run.days", "days", false, {8, 7, 4, std::nan(""), 6, 9, 5, std::nan("")}, {}},
     {"iteration.mfu", "", false, {.1, .2, .3, .4, .5, .6, .7, .8}, {}}},
    8};

}  // namespace

TEST_CASE("a cell is the best of its rows, and says which") {
    const BestCells best = best_cells(kTable,
                                      *kTable.column("cluster.servers"),
                                      *kTable.column("server.price_usd"),
                                      *kTable.column("run.days"),
                                      usual_objective("run.days"));
    CHECK(best.map.columns == std::vector<std::string>{"1", "2"});
    CHECK(best.map.rows == std::vector<std::string>{"10", "20"});
    CHECK(best.map.cells[0][0] == 6.0);
    CHECK(best.rows[0][0] == 4);
    CHECK(best.map.cells[0][1] == 4.0);
    CHECK(best.rows[0][1] == 2);
    CHECK(best.map.marked_row == 0U);
    CHECK(best.map.marked_column == 1U);
    // No row of two servers at 20 has a value.
    CHECK(std::isnan(best.map.cells[1][1]));
    CHECK(best.rows[1][1] == kTable.rows);
}

TEST_CASE("more is better of what is made of the machine, and less of all else") {
    CHECK(usual_objective("iteration.mfu").more_is_better);
    CHECK_FALSE(usual_objective("cost.total_usd").more_is_better);
    const BestCells best = best_cells(kTable,
                                      *kTable.column("cluster.servers"),
                                      *kTable.column("server.price_usd"),
                                      *kTable.column("iteration.mfu"),
                                      usual_objective("iteration.mfu"));
    CHECK(best.map.cells[1][1] == .8);
}
