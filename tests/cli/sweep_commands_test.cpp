// deepwallet sweep and deepwallet merge.

#include <sstream>

#include <fmt/format.h>

#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/child_process.hpp"

namespace {

using namespace deepwallet::test;

const std::vector<std::string> kServers = {"--set", "cluster.servers=280,350,420"};

std::vector<std::string> joined(std::vector<std::string> words,
                                const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

/// A sweep of the reference question that keeps nothing.
Outcome sweep(const std::vector<std::string>& more) {
    return run_program(joined({"sweep", reference_scenario(), "--store", "none"}, more));
}

/// A sweep of a file with the reference question and this section.
Outcome sweep_file(const TemporaryFolder& folder,
                   const std::string& section,
                   const std::vector<std::string>& more = {}) {
    const std::string file =
        folder.write("s.toml", content_of(reference_scenario()) + "\n[sweep]\n" + section);
    return run_program(joined({"sweep", file, "--store", "none"}, more));
}

}  // namespace

TEST_CASE("sweep prints the best and the worst points and what each axis did") {
    const Outcome outcome = sweep(kServers);
    CHECK(outcome.code == 0);
    CHECK_THAT(outcome.out, StartsWith("by cost.total_usd, the least first\n"));
    CHECK_THAT(outcome.out, ContainsSubstring("mean cost.total_usd at each value of an axis"));
    CHECK(outcome.err == "3 of 3 points\n");
    CHECK(sweep(joined(kServers, {"--quiet"})).err.empty());
}

TEST_CASE("sweep --dry-run says how many points, about how long, and the first three") {
    const Outcome outcome =
        sweep(joined(kServers, {"--set", "parallelism.micro_batch=1,2", "--dry-run"}));
    CHECK(outcome.code == 0);
    CHECK_THAT(outcome.out, StartsWith("6 points, about "));
    CHECK_THAT(outcome.out, ContainsSubstring(" of one core\n"));
    CHECK_THAT(outcome.out,
               EndsWith("  cluster.servers=280  parallelism.micro_batch=1\n"
                        "  cluster.servers=280  parallelism.micro_batch=2\n"
                        "  cluster.servers=350  parallelism.micro_batch=1\n"));
    CHECK(outcome.err.empty());
}

TEST_CASE("sweep --dry-run of a shard counts and shows the points of that shard") {
    const Outcome outcome = sweep(joined(kServers, {"--dry-run", "--shard", "3/3"}));
    CHECK_THAT(outcome.out, StartsWith("1 points"));
    CHECK_THAT(outcome.out, EndsWith("  cluster.servers=420\n"));
    CHECK_THAT(sweep(joined(kServers, {"--dry-run", "--shard", "1/16"})).out,
               StartsWith("0 points"));
}

TEST_CASE("one value behind --set stands in the place of the file's axis") {
    const TemporaryFolder folder;
    const Outcome outcome = sweep_file(folder,
                                       "grid.\"cluster.servers\" = [280, 350, 420]\n",
                                       {"--dry-run", "--set", "cluster.servers=350"});
    CHECK_THAT(outcome.out, StartsWith("1 points"));
    CHECK_THAT(outcome.out, EndsWith("  cluster.servers=350\n"));
}

TEST_CASE("one value behind --set stands in the place of a zip's, a drawn or a derived field too") {
    struct Row {
        const char* section;
        const char* setting;
        const char* points;
    };
    for (const Row& row :
         {Row{"zip.\"cluster.servers\" = [280, 350]\nzip.\"site.pue\" = [1.1, 1.2]\n",
              "site.pue=1.3",
              "2 points"},
          Row{"samples = 50\nsample.\"site.pue\" = { low = 1.1, high = 1.4 }\n",
              "site.pue=1.3",
              "1 points"},
          Row{"grid.\"cluster.servers\" = [280, 350]\nderive.\"campaign.spare_servers\" = "
              "\"cluster.servers / 70\"\n",
              "campaign.spare_servers=3",
              "2 points"}}) {
        const TemporaryFolder folder;
        const Outcome outcome =
            sweep_file(folder, row.section, {"--dry-run", "--set", row.setting});
        INFO(row.setting << outcome.err);
        CHECK_THAT(outcome.out, StartsWith(row.points));
        CHECK_THAT(outcome.out, ContainsSubstring(row.setting));
    }
}

TEST_CASE("a sweep's CSV, JSON lines and Markdown have its points") {
    const TemporaryFolder folder;
    const auto at = [&](const char* name) { return (folder.path() / name).string(); };
    const Outcome outcome = sweep(joined(
        kServers, {"--csv", at("a.csv"), "--jsonl", at("a.jsonl"), "--markdown", at("a.md")}));
    CHECK(outcome.code == 0);
    CHECK_THAT(content_of(at("a.csv")), StartsWith("id,status,reason,cluster.servers,"));
    CHECK_THAT(content_of(at("a.csv")), ContainsSubstring("\n2,done,,420,"));
    CHECK_THAT(content_of(at("a.jsonl")), StartsWith("{\"title\":\"MT-NLG 530B on 280 DGX A100\""));
    CHECK_THAT(content_of(at("a.md")), ContainsSubstring("| cluster.servers | cost.total_usd |"));
    CHECK(sweep(joined(kServers, {"--json"})).out == content_of(at("a.jsonl")));

    const Outcome again = sweep(joined(kServers, {"--compare-to", at("a.csv")}));
    CHECK(again.code == 0);
    CHECK_THAT(again.out, ContainsSubstring("3 points stand in both, 0 only here"));
    CHECK_THAT(again.out, ContainsSubstring("+0.00 %"));
}

TEST_CASE("a faulty point is counted and kept, --fail-fast ends with it and exit code 3") {
    const std::vector<std::string> axis = {"--set", "parallelism.tensor=8,7"};
    const Outcome kept = sweep(axis);
    CHECK(kept.code == 0);
    CHECK_THAT(kept.err, ContainsSubstring("1 faulty (their reasons are in the results)"));
    CHECK_THAT(kept.err, ContainsSubstring("first faulty: parallelism.tensor=7: "));
    const Outcome ended = sweep(joined(axis, {"--fail-fast"}));
    CHECK(ended.code == 3);
    CHECK_THAT(ended.err, ContainsSubstring("error: parallelism.tensor=7: "));
    CHECK_THAT(ended.err, ContainsSubstring("without --fail-fast it is kept with its reason"));
    // Also where it was met before.
    const TemporaryFolder before;
    const std::vector<std::string> again = joined({"sweep",
                                                   reference_scenario(),
                                                   "--store",
                                                   (before.path() / "a.db").string(),
                                                   "--fail-fast"},
                                                  axis);
    CHECK(run_program(again).code == 3);
    CHECK(run_program(again).code == 3);
    // A second start tells of those of the first.
    const TemporaryFolder folder;
    const std::string store = (folder.path() / "a.db").string();
    std::vector<std::string> stored =
        joined({"sweep", reference_scenario(), "--store", store}, axis);
    CHECK_THAT(run_program(stored).err, ContainsSubstring("1 faulty"));
    CHECK_THAT(run_program(stored).err, ContainsSubstring("from before, 1 faulty"));
}

TEST_CASE("a sweep in which nothing can be carried out says why, with exit code 3") {
    const TemporaryFolder folder;
    const std::string csv = (folder.path() / "a.csv").string();
    const Outcome outcome = sweep({"--set", "parallelism.tensor=7,9", "--csv", csv});
    CHECK(outcome.code == 3);
    CHECK_THAT(outcome.out, StartsWith("1 of 2 points faulty: parallelism.tensor = 7"));
    CHECK_THAT(outcome.out, EndsWith("no point has a result\n"));
    CHECK_THAT(outcome.err, ContainsSubstring("first faulty: parallelism.tensor=7"));
    CHECK_THAT(content_of(csv), ContainsSubstring("\n1,faulty,"));
}

TEST_CASE("one misspelt entry among several is refused before the sweep starts") {
    const Outcome outcome = sweep({"--set", "cluster.server=dgx-h100,dgx-a100-80gp"});
    CHECK(outcome.code == 3);
    CHECK_THAT(outcome.err, ContainsSubstring("dgx-a100-80gp"));
    CHECK_THAT(outcome.err, ContainsSubstring("did you mean 'dgx-a100-80gb'"));
}

TEST_CASE("an objective may be a formula: the best are the best by it") {
    const TemporaryFolder folder;
    const Outcome outcome = sweep_file(folder,
                                       "grid.\"cluster.servers\" = [280, 350, 420]\n"
                                       "metrics = [\"iteration.mfu\"]\n"
                                       "objective = \"0 - run.days\"\n");
    CHECK(outcome.code == 0);
    CHECK_THAT(outcome.out, StartsWith("by 0 - run.days, the least first\n"));
    // The most days are those of the fewest servers; they come last here.
    CHECK(outcome.out.find("\n280 ") < outcome.out.find("\n420 "));
}

TEST_CASE("what a sweep is held against, and where it writes, is checked before it starts") {
    const TemporaryFolder folder;
    const std::string store = (folder.path() / "a.db").string();
    for (const auto& [words, message] :
         {std::pair(std::vector<std::string>{"--compare-to", "/none.csv"}, "no such file"),
          std::pair(std::vector<std::string>{"--compare-to", reference_scenario()}, "error"),
          std::pair(std::vector<std::string>{"--csv", "/no/folder/a.csv"}, "there is no folder"),
          std::pair(std::vector<std::string>{"--html", "/tmp"}, "is a folder"),
          std::pair(std::vector<std::string>{"--csv", "-"}, "/dev/stdout")}) {
        const Outcome outcome = run_program(
            joined(joined({"sweep", reference_scenario(), "--store", store}, kServers), words));
        INFO(outcome.err);
        CHECK(outcome.code != 0);
        CHECK_THAT(outcome.err, ContainsSubstring(message));
        CHECK_FALSE(std::filesystem::exists(store));
    }
}

TEST_CASE("a second start finds everything done; another question is refused; --restart forgets") {
    const TemporaryFolder folder;
    const std::string store = (folder.path() / "a.db").string();
    const auto run = [&](const std::vector<std::string>& more) {
        return run_program(joined({"sweep", reference_scenario(), "--store", store}, more));
    };
    const Outcome first = run(kServers);
    const Outcome second = run(kServers);
    CHECK(second.out == first.out);
    CHECK(second.err == "3 of 3 points, 3 of them from before, in " + store + "\n");
    const Outcome other = run({"--set", "cluster.servers=280,350"});
    CHECK(other.code == 3);
    CHECK_THAT(other.err, ContainsSubstring("the results of another sweep"));
    CHECK_THAT(other.err, ContainsSubstring("--restart"));
    CHECK(run({"--set", "cluster.servers=280,350", "--restart"}).code == 0);
}

TEST_CASE("the shards of a sweep, merged, give the whole sweep's CSV to the byte") {
    const TemporaryFolder folder;
    const auto at = [&](const std::string& name) { return (folder.path() / name).string(); };
    const std::vector<std::string> axes =
        joined(kServers, {"--set", "parallelism.tensor=8,7,4", "--quiet"});
    CHECK(sweep(joined(axes, {"--csv", at("whole.csv")})).code == 0);
    std::vector<std::string> merge = {"merge"};
    for (int part = 1; part <= 4; ++part) {
        const std::string store = at(fmt::format("{}.db", part));
        const Outcome outcome = run_program(joined(
            {"sweep", reference_scenario(), "--store", store, "--shard", fmt::format("{}/4", part)},
            axes));
        CHECK(outcome.code == 0);
        merge.push_back(store);
    }
    const Outcome merged = run_program(joined(merge, {"-o", at("all.db"), "--csv", at("all.csv")}));
    CHECK(merged.code == 0);
    CHECK(merged.err == "9 of 9 points, in " + at("all.db") + "\n");
    CHECK(content_of(at("all.csv")) == content_of(at("whole.csv")));
    CHECK_THAT(merged.out, !ContainsSubstring("the rest of the sweep"));
    const Outcome some = run_program({"merge", at("1.db"), at("2.db"), "-o", at("some.db")});
    CHECK_THAT(some.err, ContainsSubstring("parts are missing"));
    CHECK_THAT(some.out, ContainsSubstring("of 9 points not in it: the rest of the sweep"));
    const Outcome itself = run_program({"merge", at("1.db"), at("2.db"), "-o", at("1.db")});
    CHECK(itself.code == 3);
    CHECK_THAT(itself.err, ContainsSubstring("-o names one of the parts"));
}

TEST_CASE("a bad sweep is refused before it starts, with what is wrong and what to write") {
    struct Row {
        std::string section;
        const char* message;
        const char* help;
    };
    std::string ten_thousand = "1";
    for (int i = 2; i <= 10'000; ++i) ten_thousand += fmt::format(",{}", i);
    std::string huge;
    for (const char* path : {"cluster.servers", "training.global_batch", "training.tokens"})
        huge += fmt::format("grid.\"{}\" = [{}]\n", path, ten_thousand);
    const std::vector<Row> rows = {
        {"grid.\"cluster.serverz\" = [1]", "cluster.serverz: no such field", "did you mean"},
        {"grid.\"cluster.servers\" = []", "an axis without values", "for example"},
        {"zip.\"cluster.servers\" = [280, 350]\nzip.\"training.global_batch\" = [1920]",
         "zip.\"training.global_batch\" has 1 values, zip.\"cluster.servers\" 2",
         "grid crosses them"},
        {huge, "1e+12 points", "1000000000 is the most"},
        {"grid.\"cluster.servers\" = [1]\nkeep = \"run.dais <= 30\"",
         "no field or metric run.dais",
         "did you mean 'run.days'"},
        {"grid.\"cluster.servers\" = [1]\nobjective = \"cost.totl_usd\"",
         "no field or metric cost.totl_usd",
         "did you mean 'cost.total_usd'"},
        {"grid.\"cluster.server\" = [\"dgx-a1000\"]", "dgx-a1000", "did you mean"},
    };
    const TemporaryFolder folder;
    for (const Row& row : rows) {
        INFO(row.message);
        const Outcome outcome = sweep_file(folder, row.section);
        CHECK(outcome.code == 3);
        CHECK(outcome.out.empty());
        CHECK_THAT(outcome.err, ContainsSubstring("s.toml:"));
        CHECK_THAT(outcome.err, ContainsSubstring(row.message));
        CHECK_THAT(outcome.err, ContainsSubstring(row.help));
    }
}

TEST_CASE("what is wrong with the only axis is told, and not that nothing varies") {
    for (const auto& [setting, message] :
         {std::pair("wrong.path=1,2", "wrong.path: no such field"),
          std::pair("cluster.serverz=3", "cluster.serverz: no such field"),
          std::pair("cluster.servers=2,2", "cluster.servers: 2 stands twice")}) {
        const Outcome outcome =
            run_program({"sweep", reference_scenario(), "--store", "none", "--set", setting});
        INFO(outcome.err);
        CHECK(outcome.code == 3);
        CHECK_THAT(outcome.err, ContainsSubstring(message));
    }
}

TEST_CASE("a shard that there is not is wrong usage") {
    for (const char* shard : {"0/4", "5/4", "1", "1/", "a/b", "1/2/3", "-1/4", "1/0"}) {
        INFO(shard);
        const Outcome outcome = sweep(joined(kServers, {"--shard", shard}));
        CHECK(outcome.code == 2);
        CHECK_THAT(outcome.err, ContainsSubstring("K/N: the K-th of N parts, for example 3/16"));
    }
}

TEST_CASE("a file that cannot be written is told, with exit code 1") {
    const Outcome outcome = sweep(joined(kServers, {"--csv", "/dev/full"}));
    CHECK(outcome.code == 1);
    CHECK_THAT(outcome.err, ContainsSubstring("/dev/full"));
}

TEST_CASE("a full disk ends a sweep with a message, and what it kept is gone on from") {
    const TemporaryFolder folder;
    const auto at = [&](const char* name) { return (folder.path() / name).string(); };
    const std::string file =
        folder.write("s.toml",
                     content_of(reference_scenario()) +
                         "\n[sweep]\nsamples = 40000\n"
                         "sample.\"server.price_usd\" = { low = 1, high = 9e5 }\n");
    const std::vector<std::string> words = {
        DEEPWALLET_PROGRAM, "sweep", file, "--store", at("a.db"), "--threads", "2"};
    for (const rlim_t most : {100'000UL, 6'000'000UL}) {
        ChildProcess full(words, at("out"), at("err"), most);
        REQUIRE(full.ends_within(std::chrono::seconds(60)));
        CHECK(full.wait() == 1);
        CHECK_THAT(content_of(at("err")), StartsWith("error: result store " + at("a.db") + ": "));
        CHECK_THAT(content_of(at("err")), ContainsSubstring("disk"));
        CHECK(content_of(at("out")).empty());
    }
    ChildProcess enough(joined(words, {"--csv", at("a.csv")}), at("out"), at("err"));
    CHECK(enough.wait() == 0);
    ChildProcess whole({DEEPWALLET_PROGRAM, "sweep", file, "--store", "none", "--csv", at("b.csv")},
                       at("out"),
                       at("err"));
    CHECK(whole.wait() == 0);
    CHECK(content_of(at("a.csv")) == content_of(at("b.csv")));
}
