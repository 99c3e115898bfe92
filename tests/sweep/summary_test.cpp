#include "engine/sweep/summary.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

/// Two axes of two and seven values; the metric is 10 a + b.
ResultTable table() {
    ResultTable out;
    out.title = "title";
    out.columns = {{"a", "", true, {}, {}}, {"b", "", true, {}, {}}, {"m", "", false, {}, {}}};
    for (const double a : {1.0, 2.0}) {
        for (const double b : {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0}) {
            out.columns[0].numbers.push_back(a);
            out.columns[1].numbers.push_back(b);
            out.columns[2].numbers.push_back(10.0 * a + b);
            ++out.rows;
        }
    }
    return out;
}

}  // namespace

TEST_CASE("a summary has the five least and the five most, the least first") {
    const std::string text = summary_text(table(), "m");
    CHECK_THAT(text, StartsWith("by m, the least first\n"));
    CHECK(text.find("11.0") < text.find("15.0"));
    CHECK(text.find("15.0") < text.find("23.0"));
    CHECK(text.find("23.0") < text.find("27.0"));
    CHECK_THAT(text, ContainsSubstring("…"));
    CHECK(text.substr(0, text.find("mean m")).find("17.0") == std::string::npos);
}

TEST_CASE("a summary says what each axis did: means, and their change from the first value") {
    // The mean over b of 10 a + b is 10 a + 4: 14 and 24, up by 71.4 %.
    const std::string text = summary_text(table(), "m");
    const std::string means = text.substr(text.find("mean m"));
    CHECK_THAT(means, ContainsSubstring("1  14.0     base  7 points"));
    CHECK_THAT(means, ContainsSubstring("2  24.0  +71.4 %  7 points"));
    // Over a, 15 + b: from 16 to 22.
    CHECK_THAT(means, ContainsSubstring("7  22.0  +37.5 %  2 points"));
}

TEST_CASE("a summary as Markdown is a table with the same rows") {
    const std::string text = summary_markdown(table(), "m");
    CHECK_THAT(
        text,
        StartsWith("# title\n\nBy m, the least first.\n\n| a | b | m |\n| ---: | ---: | ---: |\n"));
    CHECK_THAT(text, ContainsSubstring("\n| 1 | 1 | 11.0 |\n"));
    CHECK_THAT(text, ContainsSubstring("\n| 2 | 7 | 27.0 |\n\n## What each axis did\n"));
    CHECK_THAT(text, ContainsSubstring("\na\n\n| value | mean | change | points |\n"));
    CHECK_THAT(text, ContainsSubstring("\n| 2 | 24.0 | +71.4 % | 7 points |\n"));
}

TEST_CASE("a sweep without a result says so") {
    CHECK(summary_text({}, "m") == "no point has a result\n");
}

TEST_CASE("points that do not fit in memory are told of and not ranked, unless none fits") {
    ResultTable some = table();
    some.columns.push_back({"memory.fits", "", false, {}, {}, {}});
    for (std::size_t row = 0; row < some.rows; ++row)
        some.columns.back().numbers.push_back(row < 7 ? 0.0 : 1.0);
    const std::string text = summary_text(some, "m");
    CHECK_THAT(text, StartsWith("7 of 14 points do not fit in memory and are left out\n"));
    CHECK_THAT(text, !ContainsSubstring("11.0"));
    CHECK_THAT(text, ContainsSubstring("21.0"));
    CHECK_THAT(summary_markdown(some, "m"), ContainsSubstring("- 7 of 14 points do not fit"));
    some.columns.back().numbers.assign(some.rows, 0.0);
    const std::string none = summary_text(some, "m");
    CHECK_THAT(none, StartsWith("no point fits in memory"));
    CHECK_THAT(none, ContainsSubstring("11.0"));
}

TEST_CASE("of an axis of many values some are shown, evenly, and how many there are") {
    ResultTable many = {"t", {{"a", "", true, {}, {}, {}}, {"m", "", false, {}, {}, {}}}, 0};
    for (; many.rows < 100; ++many.rows) {
        many.columns[0].numbers.push_back(static_cast<double>(many.rows));
        many.columns[1].numbers.push_back(1.0 + static_cast<double>(many.rows));
    }
    const std::string text = summary_text(many, "m");
    CHECK_THAT(text, ContainsSubstring("a, 12 of 100 values\n"));
    CHECK_THAT(text, ContainsSubstring("99   100  +9900.0 %  1 point"));
}

TEST_CASE("what a sweep is judged by must be a number, and what it lacks is said") {
    ResultTable words = table();
    words.columns.push_back({"w", "", false, {}, std::vector<std::string>(words.rows, "x"), {}});
    words.notes = {"3 of 17 points faulty: because"};
    CHECK(summary_text(words, "w") ==
          "3 of 17 points faulty: because\nw is no number: no point is better than another\n");
    CHECK_THAT(summary_markdown(words, "m"),
               ContainsSubstring("- 3 of 17 points faulty: because\n"));
}

TEST_CASE("an objective or a reason with bars and tags stays in its cell of Markdown") {
    ResultTable odd = table();
    odd.columns[2].path = "m || 0 < 1";
    const std::string text = summary_markdown(odd, "m || 0 < 1");
    CHECK_THAT(text, ContainsSubstring("| a | b | m \\|\\| 0 &lt; 1 |\n"));
}
