// `deepwallet trend`.

#include <nlohmann/json.hpp>

#include "engine/config/csv.hpp"
#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace deepwallet;
using namespace deepwallet::test;
using nlohmann::json;

TEST_CASE("trend: the text has the growth, its interval, and how little it proves") {
    const Outcome outcome = run_program({"trend"});
    REQUIRE(outcome.code == 0);
    CHECK(outcome.out.find("×12.8 a year (95 % 6.54 to 25.1)") != std::string::npos);
    CHECK(outcome.out.find("prove no law") != std::string::npos);
    CHECK(outcome.err.empty());
}

TEST_CASE("trend: JSON, CSV and page say the same") {
    const TemporaryFolder folder;
    const std::string csv = (folder.path() / "t.csv").string();
    const std::string page = (folder.path() / "t.html").string();
    const Outcome outcome =
        run_program({"trend", "--json", "--years", "2", "--csv", csv, "--html", page});
    REQUIRE(outcome.code == 0);
    const json t = json::parse(outcome.out);
    CHECK_THAT(t["fit"]["doubling_months"].get<double>(), WithinAbs(3.26, 5e-3));
    CHECK(t["rows"].size() == 3);
    const CsvTable table = read_csv_file(csv).value();
    CHECK(table.rows.size() == t["fitted"].size() + t["since"].size() + 3 * 4);
    CHECK(std::filesystem::file_size(page) > 10'000);
}

TEST_CASE("trend: newer machines are of the month that is said, and improve from then on") {
    const auto ask = [](const std::vector<std::string>& more) {
        std::vector<std::string> words = {"trend",
                                          "--json",
                                          "--set",
                                          "cluster.server=dgx-h100",
                                          "--set",
                                          "economics.compare=[\"on-prem\"]"};
        words.insert(words.end(), more.begin(), more.end());
        return run_program(words);
    };
    const Outcome undated = ask({});
    REQUIRE(undated.code == 0);
    CHECK_THAT(undated.err, ContainsSubstring("taken to be of 2021-10; --hardware-month"));
    const Outcome dated = ask({"--hardware-month", "2022-10"});
    REQUIRE(dated.code == 0);
    CHECK(dated.err.empty());
    const auto row = [](const Outcome& outcome, std::size_t i) {
        return json::parse(outcome.out)["rows"][i]["cost"][0];
    };
    // 2022-10 is a year behind 2021-10 and none behind itself.
    CHECK(row(dated, 1)["projected"]["usd"] == row(dated, 1)["today"]["usd"]);
    CHECK(row(undated, 1)["projected"]["usd"] < row(undated, 1)["today"]["usd"]);
    CHECK(ask({"--hardware-month", "2022-13"}).code == 3);
}

TEST_CASE("trend: what is set changes what the next ones cost, and not how models grew") {
    const auto ask = [](const std::vector<std::string>& more) {
        std::vector<std::string> words = {"trend", "--json"};
        words.insert(words.end(), more.begin(), more.end());
        const Outcome outcome = run_program(words);
        REQUIRE(outcome.code == 0);
        return json::parse(outcome.out);
    };
    const json here = ask({});
    const json there = ask({"--set", "site.preset=france", "--limit", "mw=5"});
    CHECK(here["fit"] == there["fit"]);
    CHECK(there["rows"][1]["cost"][0]["today"]["carbon_t"].get<double>() <
          0.5 * here["rows"][1]["cost"][0]["today"]["carbon_t"].get<double>());
    CHECK(there["limits"].size() == here["limits"].size() + 4);
}

TEST_CASE("trend: a limit of another kind is refused") {
    const Outcome outcome = run_program({"trend", "--limit", "days=3"});
    CHECK(outcome.code == 3);
    CHECK(outcome.err ==
          "error: --limit days=3: no limit\n  help: usd=1e9, mw=500 or twh=1: a number above "
          "zero\n");
}
