// `search` as a researcher meets it.

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace deepwallet;
using namespace deepwallet::test;
using nlohmann::json;

namespace {

/// A small model on few servers, so that a test is short.
Outcome search_small(const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {"search",
                                          reference_scenario(),
                                          "--set",
                                          "model.preset=\"gpt-1.7b\"",
                                          "--set",
                                          "parallelism.pipeline=1",
                                          "--set",
                                          "cluster.servers=2",
                                          "--set",
                                          "training.global_batch=64"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
}

}  // namespace

TEST_CASE("search: JSON has what was asked, the best first, each as run says it") {
    const Outcome outcome = search_small({"--json", "--top", "3", "--objective", "cost"});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    const json found = json::parse(outcome.out);
    for (const char* key : {"evaluated", "feasible", "seconds", "threads", "plans", "pareto"}) {
        INFO(key);
        CHECK(found.contains(key));
    }
    REQUIRE(found["plans"].size() == 3);
    double before = 0.0;
    for (const json& plan : found["plans"]) {
        CHECK(plan["objective"].get<double>() >= before);
        before = plan["objective"];
    }
    std::vector<std::string> arguments = {"run",
                                          reference_scenario(),
                                          "--json",
                                          "--set",
                                          "model.preset=\"gpt-1.7b\"",
                                          "--set",
                                          "cluster.servers=2",
                                          "--set",
                                          "training.global_batch=64"};
    for (const auto& [path, value] : found["plans"][0]["fields"].items()) {
        arguments.emplace_back("--set");
        arguments.push_back(path + "=" + value.dump());
    }
    const Outcome run = run_program(arguments);
    INFO(run.err);
    REQUIRE(run.code == 0);
    CHECK(json::parse(run.out)["cost"]["total_usd"] == found["plans"][0]["objective"]);
}

TEST_CASE("search: what cannot be asked gets its message") {
    struct Row {
        std::vector<std::string> arguments;
        std::string message;
    };
    for (const Row& row :
         {Row{{"--objective", "run.day"}, "no field or metric run.day"},
          Row{{"--where", "run.days <= "}, "'run.days <= '"},
          Row{{"--where", "parallelism.tensor > 2"}, "no field or metric parallelism.tensor"},
          Row{{"--set", "cluster.server=dgx-h100,dgx-a100-80gb"},
              "a search does not change entries of the database"},
          Row{{"--set", "parallelism.tensor=0,2"}, "parallelism.tensor = 0"}}) {
        const Outcome outcome = search_small(row.arguments);
        INFO(row.message);
        CHECK(outcome.code == 3);
        CHECK(outcome.out.empty());
        CHECK_THAT(outcome.err, ContainsSubstring(row.message));
    }
}

TEST_CASE("search: a goal is reached by the least servers, and by none fewer") {
    const auto days = [](const std::string& servers) {
        const Outcome outcome =
            search_small({"--json", "--top", "1", "--set", "cluster.servers=" + servers});
        return json::parse(outcome.out)["plans"][0]["metrics"]["run.days"].get<double>();
    };
    const double goal = 0.5 * (days("2") + days("4"));
    const Outcome outcome = search_small({"--target", "run.days <= " + std::to_string(goal)});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    CHECK_THAT(outcome.out, ContainsSubstring("the least gpus"));
    CHECK_THAT(outcome.out, ContainsSubstring("the least cost.total_usd"));
    CHECK_THAT(outcome.out, ContainsSubstring("the least power.facility_mean_kw"));
    const Outcome fewer = search_small(
        {"--where", "run.days <= " + std::to_string(goal), "--set", "cluster.servers=1,2"});
    CHECK(fewer.code == 4);
    CHECK_THAT(fewer.out, ContainsSubstring("none fits and meets the conditions"));
}

TEST_CASE("search: the best plan leaves as launch arguments, as a page and as a table") {
    const TemporaryFolder folder;
    const std::string page = (folder.path() / "plans.html").string();
    const std::string table = (folder.path() / "plans.csv").string();
    const Outcome outcome = search_small({"--export", "megatron", "--html", page, "--csv", table});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    CHECK_THAT(outcome.out, ContainsSubstring("--tensor-model-parallel-size"));
    CHECK(std::filesystem::file_size(page) > 1000);
    CHECK(std::filesystem::file_size(table) > 100);
}
