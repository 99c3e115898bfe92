#include "engine/sweep/change.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/sweeps.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace deepwallet;

namespace {

/// By hand: dollars of 1, 2 and 4 servers, and a share.
ResultTable by_hand() {
    return {"t",
            {{"cluster.servers", "", true, {1, 2, 4}, {}, {}},
             {"cost.total_usd", "USD", false, {10, 20, 40}, {}, {}},
             {"iteration.mfu", "", false, {0.2, 0.4, 0.5}, {}, {}}},
            3};
}

Result<SweepChange> change_of(const ResultTable& now, const std::string& file) {
    const auto earlier = read_earlier(file);
    if (!earlier)
        return tl::unexpected(earlier.error());
    return change_since(*earlier, now, "cost.total_usd");
}

std::string text_of(const ResultTable& now, const std::string& file) {
    const auto change = change_of(now, file);
    return change ? change_text(*change) : render(change.error());
}

}  // namespace

TEST_CASE("amounts are added up, shares are averaged, and points without a partner are counted") {
    const test::TemporaryFolder folder;
    const std::string file = folder.write("old.csv",
                                          "id,status,cluster.servers,cost.total_usd [USD],"
                                          "iteration.mfu\n"
                                          "0,done,1,8,0.1\n1,done,2,12,0.3\n2,done,8,99,0.9\n"
                                          "3,faulty,4,,\n");
    const auto change = change_of(by_hand(), file);
    REQUIRE(change);
    CHECK(change->both == 2);
    CHECK(change->only_now == 1);
    CHECK(change->only_before == 1);
    const std::string text = change_text(*change);
    CHECK_THAT(text, ContainsSubstring("2 points stand in both, 1 only here, 1 only there"));
    // 8 + 12 dollars against 10 + 20; the means of .1 and .3 against those of .2 and .4.
    CHECK_THAT(text, ContainsSubstring("cost.total_usd  total       2  $20.00  $30.00  +50.00 %"));
    CHECK_THAT(text, ContainsSubstring("iteration.mfu    mean       2   0.200   0.300  +50.00 %"));
    CHECK_THAT(change_markdown(*change),
               ContainsSubstring("| cost.total_usd | total | 2 | $20.00 | $30.00 | +50.00 % |"));
    CHECK(change_section(*change).blocks.size() == 2);
}

TEST_CASE("a single run is held against the best point") {
    const test::TemporaryFolder folder;
    for (const std::string& file :
         {folder.write("r.csv", "run.days [days],cost.total_usd [USD]\n5,16\n"),
          folder.write("r.json", "{\n \"cost\": {\"total_usd\": 16, \"cheapest\": \"x\"}}\n")}) {
        INFO(file);
        const std::string text = text_of(by_hand(), file);
        CHECK_THAT(text, ContainsSubstring("the best point, cluster.servers = 1\n"));
        CHECK_THAT(text,
                   ContainsSubstring("cost.total_usd  value       1  $16.00  $10.00  -37.50 %"));
    }
}

TEST_CASE("CSV and JSON lines of a sweep say the same of a later one") {
    const std::string metrics = "metrics = [\"run.days\", \"iteration.time_s\"]\n";
    const Sweep before = test::sweep_of(
        metrics +
        "grid.\"cluster.servers\" = [280, 350, 420]\ngrid.\"economics.utilisation\" = [0.5, 1]\n");
    const Sweep after = test::sweep_of(
        metrics +
            "grid.\"cluster.servers\" = [350, 420]\ngrid.\"economics.utilisation\" = [0.5, 1]\n",
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
        const std::string text = text_of(result_table(now), file);
        CHECK_THAT(text, ContainsSubstring("4 points stand in both, 0 only here, 2 only there"));
        // Iterations take as long as before; twice the tokens are twice the days, but for what
        // happens once in a run.
        CHECK_THAT(text, ContainsSubstring("+0.00 %"));
        CHECK_THAT(text, ContainsSubstring("+99.9"));
    }
}

TEST_CASE("an earlier run that has nothing to do with this one is refused") {
    const test::TemporaryFolder folder;
    CHECK_THAT(
        text_of(by_hand(), folder.write("x.csv", "cluster.servers,cost.total_usd\n8,1\n9,1\n")),
        ContainsSubstring("no point of this sweep is in it"));
    CHECK_THAT(text_of(by_hand(), folder.write("w.csv", "a,b\n8,1\n")),
               ContainsSubstring("no column is a metric"));
    CHECK_THAT(text_of(by_hand(), folder.write("v.csv", "run.days\n8\n")),
               ContainsSubstring("no metric of this sweep is in it"));
    const std::string more = text_of(
        by_hand(),
        folder.write("u.csv", "cluster.servers,training.tokens,cost.total_usd\n1,1,1\n1,2,2\n"));
    CHECK_THAT(more, ContainsSubstring("several of its points are one by the axes of this sweep"));
    CHECK_THAT(more, ContainsSubstring("it varies training.tokens too"));
    ResultTable twice = by_hand();
    twice.columns[0].numbers = {1, 1, 2};
    twice.columns.push_back({"training.tokens", "", true, {1, 2, 1}, {}, {}});
    const std::string less =
        text_of(twice, folder.write("t.csv", "cluster.servers,cost.total_usd\n1,1\n2,2\n"));
    CHECK_THAT(less, ContainsSubstring("one of its points is several of this sweep"));
    CHECK_THAT(less, ContainsSubstring("it does not vary training.tokens"));
    CHECK_THAT(text_of(by_hand(), folder.write("y.jsonl", "{\"units\":{}}\n[]\n")),
               ContainsSubstring("no JSON object"));
    CHECK_THAT(text_of(by_hand(), (folder.path() / "none.csv").string()),
               ContainsSubstring("none.csv"));
    CHECK_THAT(text_of(by_hand(), folder.write("z.jsonl", "{\"units\":[1,{}]}\n{\"a\":[]}\n")),
               ContainsSubstring("error"));
}
