// `compare`, `power`, `campaign` and `hours` as the one who pays meets them.

#include <algorithm>
#include <cmath>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/config/csv.hpp"
#include "engine/config/value.hpp"
#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace deepwallet;
using namespace deepwallet::test;
using nlohmann::json;

namespace {

constexpr const char* kQuick = "--uncertainty=20";

json answer(const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {"compare", reference_scenario(), "--json", kQuick};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome outcome = run_program(arguments);
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    return json::parse(outcome.out)["scenarios"];
}

const json& way(const json& scenario, const std::string& name) {
    const json& ways = scenario["ways"];
    return *std::find_if(
        ways.begin(), ways.end(), [&](const json& w) { return w["name"] == name; });
}

}  // namespace

TEST_CASE("compare: the ways of paying, the cheapest first, agree with run") {
    const json scenario = answer({})[0];
    REQUIRE(scenario["ways"].size() == 3);
    double before = 0.0;
    for (const json& w : scenario["ways"]) {
        CHECK(w["run_usd"].get<double>() >= before);
        before = w["run_usd"];
    }
    const json report =
        json::parse(run_program({"run", reference_scenario(), "--json"}).out)["cost"];
    CHECK(way(scenario, "on-prem")["run_usd"] == report["on_prem"]["total_usd"]);
    CHECK(way(scenario, "on-prem")["committed_usd"] == report["on_prem"]["acquisition_usd"]);
}

TEST_CASE("compare: NPV and payback are those of the difference of the cash flows") {
    const json scenario = answer({"--set", "economics.discount_rate=0.08"})[0];
    const std::vector<double> own = way(scenario, "on-prem")["cash_flow_usd"];
    const json& rented = way(scenario, "azure-nd-a100-v4");
    const std::vector<double> rent = rented["cash_flow_usd"];
    REQUIRE(own.size() == 49);
    REQUIRE(rent.size() == 49);
    double npv = 0.0;
    double sum = 0.0;
    double paid_back = 0.0;
    for (std::size_t m = 0; m < own.size(); ++m) {
        const double saved = own[m] - rent[m];
        npv += saved / std::pow(1.08, static_cast<double>(m) / 12.0);
        if (sum < 0.0 && sum + saved >= 0.0)
            paid_back = static_cast<double>(m) - 1.0 - sum / saved;
        sum += saved;
    }
    const json& buying = rented["buying_instead"];
    CHECK_THAT(buying["npv_usd"].get<double>(), WithinRel(npv, 1e-9));
    CHECK_THAT(buying["payback_months"].get<double>(), WithinRel(paid_back, 1e-9));
    CHECK(buying["discounted_payback_months"] > buying["payback_months"]);
    double at_irr = 0.0;
    for (std::size_t m = 0; m < own.size(); ++m)
        at_irr += (own[m] - rent[m]) /
                  std::pow(1.0 + buying["irr"].get<double>(), static_cast<double>(m) / 12.0);
    CHECK_THAT(at_irr / own[0], WithinAbs(0.0, 1e-6));
}

TEST_CASE("compare: the order of offers changes nothing") {
    const auto in_order = [](const char* offers) {
        return answer({"--set", std::string("economics.compare=") + offers})[0];
    };
    const json one = in_order(R"(["on-prem", "aws-p4de-3yr", "azure-nd-a100-v4"])");
    const json other = in_order(R"(["azure-nd-a100-v4", "aws-p4de-3yr", "on-prem"])");
    CHECK(one["metrics"] == other["metrics"]);
    // Their ranges too: an input's draws go by its name, not by its place among the inputs.
    CHECK(one["ways"] == other["ways"]);
    CHECK(one["switches"] == other["switches"]);
}

TEST_CASE("compare: --with adds a column that differs in that alone") {
    const json both = answer({"--with", "site.preset=singapore"});
    REQUIRE(both.size() == 2);
    CHECK(both[0]["title"] == "MT-NLG 530B on 280 DGX A100");
    CHECK(both[1]["title"] == "MT-NLG 530B on 280 DGX A100 · site.preset=singapore");
    CHECK(both[1]["inputs"] == json({{"site.preset", "singapore"}}));
    CHECK(both[0]["metrics"]["run.days"] == both[1]["metrics"]["run.days"]);
    const json alone = answer({"--set", "site.preset=singapore"})[0];
    CHECK(both[1]["metrics"] == alone["metrics"]);
    CHECK(both[1]["ways"] == alone["ways"]);
}

TEST_CASE("compare: a fault says whose column it is") {
    const Outcome outcome =
        run_program({"compare", reference_scenario(), "--with", "site.preset=atlantis"});
    CHECK(outcome.code == 3);
    CHECK(outcome.out.empty());
    CHECK_THAT(outcome.err, ContainsSubstring("--with site.preset=atlantis"));
}

TEST_CASE("compare: beyond a switch the other side is cheaper, short of it not") {
    const json scenario = answer({})[0];
    int fields = 0;
    for (const json& change : scenario["switches"]) {
        const std::string path = change["input"];
        // An offer's price is an input, but no field of the scenario that could be set.
        if (path.find(' ') != std::string::npos)
            continue;
        ++fields;
        const double now = change["now"];
        const double at = change["at"];
        const auto cheapest = [&](double value) {
            return answer(
                {"--set", fmt::format("{}={}", path, to_text(value))})[0]["ways"][0]["name"];
        };
        CHECK(cheapest(at + 0.01 * (at - now)) != cheapest(now));
        CHECK(cheapest(at - 0.01 * (at - now)) == cheapest(now));
    }
    CHECK(fields > 0);
}

TEST_CASE("compare: the CSV has every month of every way, and its sums add up") {
    const TemporaryFolder folder;
    const std::string file = (folder.path() / "flows.csv").string();
    const json scenario = answer({"--csv", file})[0];
    const auto table = read_csv_file(file);
    REQUIRE(table);
    CHECK(table->rows.size() == 3 * 49);
    double sum = 0.0;
    std::string name;
    for (const CsvRow& row : table->rows) {
        if (row.cells[2] != name) {
            name = row.cells[2];
            sum = 0.0;
        }
        sum += std::stod(row.cells[3]);
        CHECK_THAT(std::stod(row.cells[4]), WithinRel(sum, 1e-12) || WithinAbs(sum, 1e-3));
    }
}

TEST_CASE("compare: the table names what is not counted, and who is cheaper how surely") {
    const Outcome outcome = run_program({"compare", reference_scenario(), kQuick});
    CHECK(outcome.code == 0);
    CHECK_THAT(outcome.out, ContainsSubstring("not counted: "));
    CHECK_THAT(outcome.out, ContainsSubstring("owning is cheapest in "));
    CHECK_THAT(outcome.out, ContainsSubstring("P10 to P90"));
}

TEST_CASE("power: limits from low to full, and the full one is what run says") {
    const Outcome outcome = run_program({"power", reference_scenario(), "--json"});
    REQUIRE(outcome.code == 0);
    const json study = json::parse(outcome.out);
    const json report = json::parse(run_program({"run", reference_scenario(), "--json"}).out);
    CHECK(study["caps"].back()["share"] == 1.0);
    CHECK(study["caps"].back()["own_usd"] == report["cost"]["on_prem"]["total_usd"]);
    CHECK(study["caps"].back()["facility_mwh"] == report["energy"]["facility_mwh"]);
    CHECK(study["slowed_stages"]["share_of_it_energy"] > 0.0);
    const Outcome text = run_program({"power", reference_scenario()});
    CHECK_THAT(text.out, ContainsSubstring("of IT energy"));
}

TEST_CASE("hours: a file of a constant place is the report's own answer") {
    const TemporaryFolder folder;
    const std::string file = (folder.path() / "hours.csv").string();
    std::ofstream out(file);
    out << "g_per_kwh,usd_per_kwh\n";
    for (int h = 0; h < 48; ++h) out << "284,0.0899\n";
    out.close();
    const Outcome outcome = run_program(
        {"hours", reference_scenario(), file, "--json", "--set", "site.grid_g_per_kwh=284"});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    const json study = json::parse(outcome.out);
    const json report = json::parse(
        run_program({"run", reference_scenario(), "--json", "--set", "site.grid_g_per_kwh=284"})
            .out);
    for (const char* plan : {"mean", "first_hour", "best_start", "worst_start"}) {
        INFO(plan);
        CHECK_THAT(study[plan]["operational_t"].get<double>(),
                   WithinRel(report["carbon"]["operational_t"].get<double>(), 1e-9));
        CHECK_THAT(study[plan]["electricity_usd"].get<double>(),
                   WithinRel(report["cost"]["on_prem"]["energy_usd"].get<double>(), 1e-9));
        CHECK_THAT(study[plan]["water_m3"].get<double>(),
                   WithinRel(report["energy"]["water_m3"].get<double>(), 1e-9));
    }
}

TEST_CASE("hours: files that are none of hours get their message") {
    const TemporaryFolder folder;
    const std::string file = (folder.path() / "hours.csv").string();
    struct Row {
        std::string head, line, message;
        int lines;
    };
    for (const Row& row : {Row{"hour", "1", "no column that hours are known by", 24},
                           Row{"g_per_kwh", "100", "23 hours", 23},
                           Row{"g_per_kwh", "nan", "g_per_kwh = 'nan'", 24},
                           Row{"g_per_kwh", "-1", "a number from 0 to 10000", 24},
                           Row{"dry_bulb_c", "20", "one of two temperatures", 24},
                           Row{"dry_bulb_c,wet_bulb_c", "20,15", "weather without a plant", 24}}) {
        std::ofstream out(file);
        out << row.head << '\n';
        for (int i = 0; i < row.lines; ++i) out << row.line << '\n';
        out.close();
        const Outcome outcome = run_program({"hours", reference_scenario(), file});
        INFO(row.message);
        CHECK(outcome.code == 3);
        CHECK(outcome.out.empty());
        CHECK_THAT(outcome.err, ContainsSubstring(row.message));
    }
}

TEST_CASE("campaign: chance is spread around what is expected, and seeds repeat") {
    const auto study = [](const char* seed) {
        const Outcome outcome = run_program(
            {"campaign", reference_scenario(), "--json", "--samples=400", "--seed", seed});
        INFO(outcome.err);
        REQUIRE(outcome.code == 0);
        return outcome.out;
    };
    CHECK(study("1") == study("1"));
    CHECK(study("1") != study("2"));
    const json one = json::parse(study("1"));
    const json& finish = one["finish_days"];
    CHECK(finish["p1"] < finish["p10"]);
    CHECK(finish["p10"] < finish["p50"]);
    CHECK(finish["p50"] < finish["p90"]);
    CHECK(finish["p90"] < finish["p99"]);
    CHECK_THAT(finish["p50"].get<double>(), WithinRel(one["expected_days"].get<double>(), 0.005));
    const json report = json::parse(run_program({"run", reference_scenario(), "--json"}).out);
    CHECK(one["expected_days"] == report["run"]["days"]);
}

TEST_CASE("campaign: no interval that is named does better than the exact one") {
    const json study =
        json::parse(run_program({"campaign", reference_scenario(), "--json", "--samples=200"}).out);
    REQUIRE(study["intervals"].size() == 4);
    CHECK(study["intervals"][2]["name"] == "exact");
    for (const json& choice : study["intervals"])
        CHECK(choice["expected_days"] >= study["intervals"][2]["expected_days"]);
}

TEST_CASE("campaign: without a length there is none to play") {
    const Outcome outcome =
        run_program({"campaign", reference_scenario(), "--set", "training.tokens=0"});
    CHECK(outcome.code == 3);
    CHECK_THAT(outcome.err, ContainsSubstring("training.tokens"));
}

TEST_CASE("hours: a pause that is no share, and a column that is none, are refused") {
    TemporaryFolder folder;
    const auto file = folder.path() / "hours.csv";
    std::ofstream(file) << "g_per_kwh,usd_per_kw\n"
                        << [] {
                               std::string rows;
                               for (int h = 0; h < 24; ++h) rows += "300,0.1\n";
                               return rows;
                           }();
    for (const char* share : {"nan", "-nan", "inf", "-0.1", "0.96", "x"}) {
        INFO(share);
        CHECK(run_program({"hours", reference_scenario(), file.string(), "--pause", share}).code ==
              2);
    }
    const Outcome unknown = run_program({"hours", reference_scenario(), file.string()});
    CHECK(unknown.code == 3);
    CHECK(unknown.err.find("usd_per_kw: no such column") != std::string::npos);
    CHECK(unknown.err.find("usd_per_kwh") != std::string::npos);
}

TEST_CASE("compare: tonnes on different bases come with a warning, and each with its basis") {
    const Outcome mixed =
        run_program({"compare", reference_scenario(), kQuick, "--with", "site.preset=\"france\""});
    CHECK(mixed.out.find("carbon.basis") != std::string::npos);
    CHECK(mixed.out.find("different bases") != std::string::npos);
    const Outcome same = run_program({"compare", reference_scenario(), kQuick});
    CHECK(same.out.find("different bases") == std::string::npos);
}
