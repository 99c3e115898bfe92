#include "engine/config/csv.hpp"

#include "tests/support/catch.hpp"

namespace deepwallet {

namespace {

using Cells = std::vector<std::string>;

std::string first_fault(const std::string& text) {
    const auto table = read_csv(text, "t.csv");
    return table ? "" : render(table.error().front());
}

}  // namespace

TEST_CASE("cells are split at commas, lines at LF and CRLF") {
    const auto table = read_csv("a,b\r\n1,2\n\n,x y\n", "t.csv");
    REQUIRE(table);
    CHECK(table->columns == Cells{"a", "b"});
    REQUIRE(table->rows.size() == 2);
    CHECK(table->rows[0].cells == Cells{"1", "2"});
    CHECK(table->rows[1].cells == Cells{"", "x y"});
    CHECK(table->rows[0].line == 2);
    CHECK(table->rows[1].line == 4);
}

TEST_CASE("quoted cells hold commas, doubled quotes and line breaks") {
    const auto table = read_csv("a,b\n\"x, \"\"y\"\"\nz\",2\n\"\",3", "t.csv");
    REQUIRE(table);
    CHECK(table->rows[0].cells == Cells{"x, \"y\"\nz", "2"});
    CHECK(table->rows[1].cells == Cells{"", "3"});
    CHECK(table->rows[1].line == 4);
    CHECK(table->cell(table->rows[0], "b") == "2");
    CHECK(table->cell(table->rows[0], "none").empty());
}

TEST_CASE("a byte order mark is no part of the first name") {
    const auto table = read_csv(
        "\xEF\xBB\xBF"
        "a\n1\n",
        "t.csv");
    REQUIRE(table);
    CHECK(table->column("a") == 0U);
}

TEST_CASE("what is no table is a fault with its line") {
    CHECK(first_fault("") ==
          "t.csv: error: no header line\n  help: the first line names the columns");
    CHECK(
        first_fault("a,b\n1,2\n1\n").rfind("t.csv:3:1: error: 1 cells, but the header has 2", 0) ==
        0);
    CHECK(first_fault("a,a\n").rfind("t.csv:1:1: error: two columns are called a", 0) == 0);
    CHECK(first_fault("a,\n").rfind("t.csv:1:1: error: a column has no name", 0) == 0);
    CHECK(first_fault("a\n1\n\"x\n").rfind("t.csv:3:1: error: a quote is not closed", 0) == 0);
    CHECK(first_fault("a\nx\"y\n").rfind("t.csv:2:1: error: a quote is not closed", 0) == 0);
}

TEST_CASE("a cell written is read again") {
    for (const std::string text : {"", "plain", "a,b", "say \"so\"", "two\nlines", "\""}) {
        const auto table = read_csv("h,k\n" + csv_cell(text) + ",1\n", "t.csv");
        REQUIRE(table);
        CHECK(table->rows.at(0).cells.at(0) == text);
    }
}

}  // namespace deepwallet
