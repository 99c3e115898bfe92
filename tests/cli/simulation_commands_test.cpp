// The discrete-event engine as a user meets it: run, explain, timeline.

#include <set>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet::test;
using nlohmann::json;

namespace {

constexpr const char* kEvents = "simulation.engine=discrete-event";
constexpr const char* kFull = "simulation.detail=full";

/// MT-NLG on 5 servers with 24 sequences, so that full detail is quick.
std::vector<std::string> short_run(const std::string& command,
                                   const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {command, reference_scenario()};
    for (const char* setting : {"cluster.servers=10",
                                "parallelism.pipeline=5",
                                "training.global_batch=24",
                                "accelerator.memory_gib=400"}) {
        arguments.emplace_back("--set");
        arguments.emplace_back(setting);
    }
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

json answer(const std::vector<std::string>& arguments) {
    const Outcome outcome = run_program(arguments);
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    return json::parse(outcome.out);
}

}  // namespace

TEST_CASE("run by discrete events says so, and what only they tell") {
    const Outcome outcome = run_program({"run", reference_scenario(), "--set", kEvents});
    CHECK(outcome.code == 0);
    CHECK(outcome.err.empty());
    CHECK_THAT(outcome.out, ContainsSubstring("· discrete-event\n"));
    CHECK_THAT(outcome.out, ContainsSubstring("\nevents "));
    CHECK_THAT(outcome.out, ContainsSubstring("\nstages "));
    CHECK_THAT(outcome.out, ContainsSubstring("\npath "));
}

TEST_CASE("JSON of a simulation has its stages, its path and its difference to the closed form") {
    const json r = answer({"run", reference_scenario(), "--json", "--set", kEvents});
    const json& simulation = r.at("simulation");
    REQUIRE(simulation.at("stages").size() == 35);
    for (const json& stage : simulation["stages"]) {
        const double sum = stage["kernels"].get<double>() + stage["communication"].get<double>() +
                           stage["waiting"].get<double>() + stage["other"].get<double>();
        CHECK_THAT(sum, WithinRel(1.0, 1e-9));
    }
    double path = 0.0;
    for (const auto& [cause, seconds] : simulation.at("critical_path_s").items())
        path += seconds.get<double>();
    CHECK_THAT(path, WithinRel(r["iteration"]["time_s"].get<double>(), 1e-9));
    double parts = 0.0;
    for (const auto& [part, seconds] : simulation.at("difference_s").items())
        parts += part == "total" ? 0.0 : seconds.get<double>();
    CHECK_THAT(parts, WithinAbs(simulation["difference_s"]["total"].get<double>(), 1e-9));
    CHECK_THAT(simulation["closed_form_s"].get<double>() +
                   simulation["difference_s"]["total"].get<double>(),
               WithinRel(r["iteration"]["time_s"].get<double>(), 1e-12));
    CHECK_FALSE(answer({"run", reference_scenario(), "--json"}).contains("simulation"));
}

TEST_CASE("one slow accelerator costs time and dollars, and is named") {
    const json even = answer(short_run("run", {"--json", "--set", kEvents, "--set", kFull}));
    const std::vector<std::string> slow = {
        "--set", kEvents, "--set", kFull, "--set", "simulation.slow_gpus=[\"server1/gpu3=0.8\"]"};
    std::vector<std::string> as_json = slow;
    as_json.emplace_back("--json");
    const json r = answer(short_run("run", as_json));
    CHECK(r["iteration"]["time_s"].get<double>() > even["iteration"]["time_s"].get<double>());
    CHECK(r["cost"]["on_prem"]["total_usd"].get<double>() >
          even["cost"]["on_prem"]["total_usd"].get<double>());
    CHECK(r["simulation"]["held_up"]["gpu"] == 11);
    CHECK_THAT(run_program(short_run("run", slow)).out,
               ContainsSubstring("longest for server1/gpu3 (stage 0)"));
}

TEST_CASE("repeated runs give quantiles around the median, the same each time") {
    const auto arguments = short_run("run",
                                     {"--json",
                                      "--set",
                                      kEvents,
                                      "--set",
                                      "simulation.jitter=0.05",
                                      "--set",
                                      "simulation.repeats=21"});
    const Outcome once = run_program(arguments);
    CHECK(once.out == run_program(arguments).out);
    const json simulation = json::parse(once.out).at("simulation");
    CHECK(simulation["p10_s"] < simulation["p50_s"]);
    CHECK(simulation["p50_s"] < simulation["p90_s"]);
}

TEST_CASE("explain says what the difference to the closed form is made of") {
    const Outcome outcome = run_program(
        {"explain", reference_scenario(), "simulation.difference_s.total", "--set", kEvents});
    CHECK(outcome.code == 0);
    CHECK_THAT(outcome.out, ContainsSubstring("simulation.difference_s.bubble"));
    CHECK_THAT(outcome.out, ContainsSubstring("simulated - closed form"));
}

TEST_CASE("timeline writes a trace and prints who works and who waits, whatever the engine named") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "trace.json";
    const Outcome outcome = run_program({"timeline", reference_scenario(), "-o", file.string()});
    CHECK(outcome.code == 0);
    CHECK(outcome.err.empty());
    CHECK_THAT(outcome.out, ContainsSubstring("stage   kernels"));
    CHECK_THAT(outcome.out, ContainsSubstring("ui.perfetto.dev"));
    const json trace = json::parse(content_of(file));
    CHECK(trace.at("traceEvents").size() > 100'000);
    // The same input gives the same trace byte for byte.
    const auto again = folder.path() / "again.json";
    run_program({"timeline", reference_scenario(), "-o", again.string()});
    CHECK(content_of(again) == content_of(file));
}

TEST_CASE("timeline without a file prints the same table, and JSON on request") {
    const Outcome outcome = run_program({"timeline", reference_scenario()});
    CHECK(outcome.code == 0);
    CHECK_THAT(outcome.out, ContainsSubstring("stage   kernels"));
    CHECK(answer({"timeline", reference_scenario(), "--json"})["simulation"].contains("stages"));
}

TEST_CASE("of full detail a timeline shows one replica, or all that can be looked at") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "trace.json";
    const auto processes = [&](const std::vector<std::string>& more) {
        std::vector<std::string> arguments = {"--set", kFull, "-o", file.string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Outcome outcome = run_program(short_run("timeline", arguments));
        INFO(outcome.err);
        REQUIRE(outcome.code == 0);
        std::set<int> pids;
        const json trace = json::parse(content_of(file));
        for (const json& event : trace["traceEvents"]) pids.insert(event["pid"].get<int>());
        return pids;
    };
    CHECK(processes({}).size() == 80);
    const std::set<int> second = processes({"--replica", "1"});
    CHECK(second.size() == 40);
    CHECK(second.count(8) == 1);
    CHECK(second.count(0) == 0);
    const Outcome none =
        run_program(short_run("timeline", {"--set", kFull, "-o", file.string(), "--replica", "2"}));
    CHECK(none.code == 3);
    CHECK_THAT(none.err, ContainsSubstring("there are 0 to 1"));
    const Outcome all =
        run_program({"timeline", reference_scenario(), "--set", kFull, "-o", file.string()});
    CHECK(all.code == 3);
    CHECK_THAT(all.err, ContainsSubstring("--replica 0"));
}

TEST_CASE("a timeline that cannot be written exits with 1, a wrong level with 2") {
    const Outcome unwritable =
        run_program({"timeline", reference_scenario(), "-o", "/no/such/folder/t.json"});
    CHECK(unwritable.code == 1);
    CHECK_THAT(unwritable.err, ContainsSubstring("/no/such/folder/t.json"));
    CHECK(run_program({"timeline", reference_scenario(), "--level", "atom"}).code == 2);
}
