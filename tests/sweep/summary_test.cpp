#include "engine/sweep/summary.hpp"

#include <fstream>

#include "tests/support/catch.hpp"
#include "tests/support/sweeps.hpp"
#include "tests/support/temporary_folder.hpp"

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

std::string changes(const ResultTable& now, const std::string& file) {
    const auto text = change_text(now, file);
    return text ? *text : render(text.error());
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
    CHECK_THAT(means, ContainsSubstring("1  14.0   +0.0 %  7 points"));
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
    CHECK_THAT(text, EndsWith("| 2 | 7 | 27.0 |\n"));
}

TEST_CASE("a sweep without a result says so") {
    CHECK(summary_text({}, "m") == "no point has a result\n");
}

TEST_CASE("against an earlier run: sums over the points of both, and the change") {
    const Sweep before = test::sweep_of(
        "metrics = [\"run.days\", \"iteration.time_s\"]\n"
        "grid.\"cluster.servers\" = [280, 350, 420]\ngrid.\"economics.utilisation\" = [0.5, 1]\n");
    const Sweep after = test::sweep_of(
        "metrics = [\"run.days\", \"iteration.time_s\"]\n"
        "grid.\"cluster.servers\" = [350, 420, 455]\ngrid.\"economics.utilisation\" = [0.5, 1]\n",
        {"training.tokens=540e9"});
    const test::TemporaryFolder folder;
    ResultStore old = test::open_store(before);
    run_sweep(before, old, {});
    ResultStore now = test::open_store(after);
    run_sweep(after, now, {});
    std::ostringstream lines;
    write_json_lines(old, lines);
    for (const std::string& file :
         {folder.write("old.csv", test::csv_of(old)), folder.write("old.jsonl", lines.str())}) {
        INFO(file);
        const std::string text = changes(result_table(now), file);
        CHECK_THAT(text, ContainsSubstring("sums over 4 points"));
        // Iterations take as long as before; twice the tokens are twice the days, but for what
        // happens once in a run.
        CHECK_THAT(text, ContainsSubstring("+0.00 %"));
        CHECK_THAT(text, ContainsSubstring("+99.9"));
    }
}

TEST_CASE("an earlier run that has nothing to do with this one is refused") {
    const test::TemporaryFolder folder;
    CHECK_THAT(changes(table(), folder.write("x.csv", "a,b,m\n8,8,1\n")),
               ContainsSubstring("no point of this sweep is in it"));
    CHECK_THAT(changes(table(), folder.write("y.jsonl", "{\"units\":{}}\n[]\n")),
               ContainsSubstring("no JSON object"));
    CHECK_THAT(changes(table(), (folder.path() / "none.csv").string()),
               ContainsSubstring("none.csv"));
    CHECK_THAT(changes(table(), folder.write("z.jsonl", "{\"units\":[1,{}]}\n{\"a\":[]}\n")),
               ContainsSubstring("error"));
}
