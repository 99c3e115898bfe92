// Sweeps and searches on several ranks, as mpirun starts them: the same as alone.

#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/sweep/store.hpp"
#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/child_process.hpp"

namespace {

using namespace deepwallet::test;
using namespace std::chrono_literals;

/// Calls in a folder of its own.
class Calls {
public:
    [[nodiscard]] std::string at(const std::string& name) const {
        return (folder_.path() / name).string();
    }

    /// The program, on so many ranks by mpirun, or alone where 0.
    [[nodiscard]] ChildProcess start(int ranks, const std::vector<std::string>& arguments) const {
        std::vector<std::string> words;
        if (ranks > 0)
            words = mpirun(ranks);
        words.emplace_back(DEEPWALLET_PROGRAM);
        words.insert(words.end(), arguments.begin(), arguments.end());
        return {words, at("out"), at("err")};
    }

    [[nodiscard]] Outcome run(int ranks, const std::vector<std::string>& arguments) const {
        ChildProcess child = start(ranks, arguments);
        return outcome_of(child);
    }

    /// A script on each rank, in the place of the program.
    [[nodiscard]] Outcome run_script(int ranks, const std::string& script) const {
        std::vector<std::string> words = mpirun(ranks);
        words.insert(words.end(), {"/bin/sh", "-c", script});
        ChildProcess child(words, at("out"), at("err"));
        return outcome_of(child);
    }

    /// The reference question with a section [sweep].
    [[nodiscard]] std::string sweep_file(const std::string& section) const {
        return folder_.write("s.toml", content_of(reference_scenario()) + "\n[sweep]\n" + section);
    }

    /// Points that the store of this name keeps.
    [[nodiscard]] std::int64_t count(const std::string& name) const {
        const auto store = deepwallet::ResultStore::open_existing(at(name));
        return store ? store->count() : 0;
    }

private:
    /// As root and with more ranks than cores, as it is in containers.
    static std::vector<std::string> mpirun(int ranks) {
        return {"/usr/bin/env",
                "OMPI_ALLOW_RUN_AS_ROOT=1",
                "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1",
                "OMPI_MCA_rmaps_base_oversubscribe=1",
                "OMPI_MCA_btl_vader_single_copy_mechanism=none",
                DEEPWALLET_MPIRUN,
                "-n",
                std::to_string(ranks)};
    }

    [[nodiscard]] Outcome outcome_of(ChildProcess& child) const {
        const bool ended = child.ends_within(60s);
        CHECK(ended);
        const int code = ended ? child.wait() : -1;
        return {code, content_of(at("out")), content_of(at("err"))};
    }

    TemporaryFolder folder_;
};

std::size_t times(const std::string& text, const std::string& part) {
    std::size_t out = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++out;
    return out;
}

/// Without what a launcher says about an exit code.
std::string own_lines(const std::string& err) { return err.substr(0, err.find("-----")); }

/// mpirun's first child.
pid_t first_rank_of(const ChildProcess& mpirun) {
    std::ifstream in(fmt::format("/proc/{0}/task/{0}/children", mpirun.id()));
    pid_t id = 0;
    in >> id;
    return id;
}

/// What a search of the reference question answers, but for how long it took on how many threads.
nlohmann::json found(const Calls& calls, int ranks, const std::vector<std::string>& question) {
    std::vector<std::string> words = {"search", reference_scenario(), "--json"};
    words.insert(words.end(), question.begin(), question.end());
    const Outcome outcome = calls.run(ranks, words);
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    auto out = nlohmann::json::parse(outcome.out);
    out.erase("seconds");
    out.erase("threads");
    return out;
}

}  // namespace

TEST_CASE("a sweep on four ranks prints and writes the bytes of one process, faulty points too") {
    const Calls calls;
    // 280 servers have no pipeline of 34 stages.
    const std::string file = calls.sweep_file(
        "samples = 5000\ngrid.\"parallelism.pipeline\" = [34, 35]\n"
        "sample.\"server.price_usd\" = { low = 1, high = 9e5 }\n");
    const auto sweep = [&](int ranks, const std::string& name) {
        return calls.run(ranks,
                         {"sweep",
                          file,
                          "--store",
                          calls.at(name + ".db"),
                          "--csv",
                          calls.at(name + ".csv"),
                          "--jsonl",
                          calls.at(name + ".jsonl")});
    };
    const Outcome alone = sweep(0, "alone");
    const Outcome together = sweep(4, "together");
    INFO(together.err);
    CHECK(together.code == 0);
    CHECK(together.out == alone.out);
    CHECK_THAT(
        together.err,
        StartsWith("10,000 of 10,000 points, 5,000 faulty (their reasons are in the results), in " +
                   calls.at("together.db") + "\nfirst faulty: parallelism.pipeline=34  "));
    const auto second_line = [](const std::string& text) { return text.substr(text.find('\n')); };
    CHECK(second_line(together.err) == second_line(alone.err));
    for (const char* kind : {".csv", ".jsonl"}) {
        CHECK(std::filesystem::file_size(calls.at(std::string("alone") + kind)) > 100'000);
        CHECK(content_of(calls.at(std::string("together") + kind)) ==
              content_of(calls.at(std::string("alone") + kind)));
    }
}

TEST_CASE("interrupted on four ranks, a sweep ends with exit code 130 and goes on later") {
    const Calls calls;
    const std::string file = calls.sweep_file(
        "samples = 80000\nsample.\"server.price_usd\" = { low = 1, high = 9e5 }\n");
    const auto arguments = [&](const std::string& name) {
        return std::vector<std::string>{
            "sweep", file, "--store", calls.at(name + ".db"), "--csv", calls.at(name + ".csv")};
    };
    CHECK(calls.run(0, arguments("alone")).code == 0);
    ChildProcess child = calls.start(4, arguments("again"));
    while (calls.count("again.db") == 0 && !child.ends_within(1ms)) {
    }
    const pid_t first = first_rank_of(child);
    REQUIRE(first > 0);
    ::kill(first, SIGINT);
    CHECK(child.ends_within(10s));
    CHECK(child.wait() == 130);
    CHECK_THAT(content_of(calls.at("err")),
               ContainsSubstring("interrupted; the same command goes on from here"));
    const std::int64_t kept = calls.count("again.db");
    CHECK(kept > 0);
    CHECK(kept < 80'000);
    const Outcome again = calls.run(4, arguments("again"));
    CHECK(again.code == 0);
    CHECK_THAT(again.err, StartsWith("80,000 of 80,000 points, "));
    CHECK(content_of(calls.at("again.csv")) == content_of(calls.at("alone.csv")));
}

TEST_CASE("a search on four ranks finds and counts what one process does") {
    const Calls calls;
    const std::vector<std::string> question = {
        "--set", "cluster.servers=70,140", "--where", "iteration.mfu > 0.3"};
    const nlohmann::json alone = found(calls, 0, question);
    CHECK(alone["plans"].size() == 10);
    CHECK(found(calls, 4, question) == alone);
}

TEST_CASE("a goal is reached on three ranks as alone") {
    const Calls calls;
    const auto least = [&](int ranks) {
        const Outcome outcome = calls.run(ranks,
                                          {"search",
                                           reference_scenario(),
                                           "--target",
                                           "run.days <= 90",
                                           "--set",
                                           "cluster.servers=140,210",
                                           "--set",
                                           "parallelism.tensor=8",
                                           "--set",
                                           "parallelism.schedule=1f1b,interleaved"});
        INFO(outcome.err);
        CHECK(outcome.code == 0);
        std::string plans;
        std::istringstream lines(outcome.out);
        for (std::string line; std::getline(lines, line);)
            plans += line.find(" threads: ") == std::string::npos ? line + '\n' : "";
        return plans;
    };
    const std::string alone = least(0);
    CHECK_THAT(alone, ContainsSubstring("the least power.facility_mean_kw\n"));
    CHECK(least(3) == alone);
}

TEST_CASE("what a budget buys is the same on three ranks as alone") {
    const Calls calls;
    const std::vector<std::string> question = {"--lowest-loss",
                                               "--budget",
                                               "usd=2e5,days=30",
                                               "--set",
                                               "model.preset=gpt3-1.3b,gpt3-2.7b",
                                               "--set",
                                               "cluster.servers=8,16",
                                               "--set",
                                               "parallelism.context=1",
                                               "--set",
                                               "parallelism.schedule=1f1b"};
    const nlohmann::json alone = found(calls, 0, question);
    CHECK(alone["searches"].get<int>() > 2);
    CHECK(found(calls, 3, question) == alone);
}

TEST_CASE("on four ranks an error is told once, with its exit code") {
    const Calls calls;
    struct Row {
        std::vector<std::string> arguments;
        std::string message;
        int code;
    };
    const std::string scenario = calls.sweep_file("grid.\"cluster.servers\" = [280, 350]\n");
    for (const Row& row :
         {Row{{"sweep", scenario, "--set", "cluster.serverz=1,2"}, "cluster.serverz: no such", 3},
          Row{{"sweep", scenario, "--store", "/nowhere/a.db"}, "cannot open the result store", 3},
          Row{{"sweep",
               scenario,
               "--set",
               "parallelism.pipeline=35,34",
               "--store",
               "none",
               "--fail-fast"},
              ": parallelism.pipeline = 34: tensor 8 x pipeline 34 ",
              3}}) {
        const Outcome outcome = calls.run(4, row.arguments);
        INFO(outcome.err);
        CHECK(outcome.code == row.code);
        CHECK(outcome.out.empty());
        CHECK(times(own_lines(outcome.err), row.message) == 1);
        CHECK(times(own_lines(outcome.err), "error: ") == 1);
    }
}

TEST_CASE("a rank that reads another scenario, or none, ends all of them with a message") {
    const Calls calls;
    struct Row {
        std::string other;
        std::string message;
    };
    const std::string sweep =
        fmt::format("exec {} sweep {} --set cluster.servers=280,350,420 --store none",
                    DEEPWALLET_PROGRAM,
                    reference_scenario());
    for (const Row& row : {Row{sweep + " --set training.tokens=1e9", "read another scenario"},
                           Row{sweep + " --set training.tokens=no", "this is not a number"}}) {
        const Outcome outcome = calls.run_script(
            3,
            fmt::format("if [ \"${{OMPI_COMM_WORLD_RANK:-$PMI_RANK}}\" = 2 ]; then {}; else {}; fi",
                        row.other,
                        sweep));
        INFO(outcome.err);
        CHECK(outcome.code == 1);
        CHECK_THAT(own_lines(outcome.err), StartsWith("error: rank 2: "));
        CHECK(times(own_lines(outcome.err), row.message) == 1);
    }
}

TEST_CASE("a command that shares no work answers once on several ranks") {
    const Calls calls;
    const std::vector<std::string> arguments = {"run", reference_scenario(), "--json"};
    const Outcome together = calls.run(3, arguments);
    CHECK(together.code == 0);
    CHECK(together.err.empty());
    CHECK(together.out == calls.run(0, arguments).out);
}
