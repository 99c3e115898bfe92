// Each file of faulty/ is a scenario with faults, and says in its first lines, behind "#! ", what
// stderr must say about it; each of faulty/database/ is a faulty entry of the hardware database,
// whose place "#@ " names. {file} is the file itself, {scenario} the scenario that asks for the
// entry. Places count the comment lines too. A line that ends in "…" goes on as it likes.

#include <algorithm>
#include <array>
#include <map>

#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace deepwallet::test;
namespace fs = std::filesystem;

fs::path faulty_folder() { return source_root() / "tests" / "cli" / "faulty"; }

std::vector<fs::path> cases_in(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() == ".toml")
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// The file's comment lines that begin so, without the beginning.
std::string lines_behind(const std::string& text, const std::string& beginning) {
    std::istringstream in(text);
    std::string lines;
    for (std::string line; std::getline(in, line) && line.rfind('#', 0) == 0;) {
        if (line.rfind(beginning, 0) == 0)
            lines += line.substr(beginning.size()) + '\n';
    }
    return lines;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
        text.replace(at, what.size(), by);
    return text;
}

/// The actual text with what an expected line leaves open, by ending in "…", left out: words of the
/// TOML library, or lists that grow with the database.
std::string as_far_as_expected(const std::string& actual, const std::string& expected) {
    const std::string open = "…";
    std::istringstream lines(actual);
    std::istringstream wanted(expected);
    std::string out;
    for (std::string line, want; std::getline(lines, line);) {
        const bool more = static_cast<bool>(std::getline(wanted, want));
        const bool ends_open = more && want.size() > open.size() &&
                               want.compare(want.size() - open.size(), open.size(), open) == 0;
        if (ends_open && line.rfind(want.substr(0, want.size() - open.size()), 0) == 0)
            line = want;
        out += line + '\n';
    }
    return out;
}

void check_refused(const Outcome& outcome, const std::string& expected) {
    REQUIRE_FALSE(expected.empty());
    CHECK(as_far_as_expected(outcome.err, expected) == expected);
    CHECK(outcome.out.empty());
    CHECK(outcome.code == 3);
}

/// A copy of the database, in which one entry at a time is replaced.
class FaultyDatabase {
public:
    FaultyDatabase() {
        const auto deep = fs::copy_options::recursive;
        fs::create_directories(folder_.path() / "scenarios");
        fs::copy(source_root() / "hardware_db", root(), deep);
        fs::copy(
            source_root() / "scenarios" / "models", folder_.path() / "scenarios" / "models", deep);
        scenario_ = folder_.write("asks.toml",
                                  "model.preset = \"mt-nlg-530b\"\n"
                                  "cluster.server = \"dgx-a100-80gb\"\n"
                                  "cluster.servers = 280\n"
                                  "training.sequence_length = 2048\n"
                                  "training.global_batch = 2240\n"
                                  "economics.compare = [\"azure-nd-a100-v4\"]\n");
    }

    [[nodiscard]] fs::path root() const { return folder_.path() / "hardware_db"; }
    [[nodiscard]] const std::string& scenario() const { return scenario_; }

    /// What the program says with this text in the entry's place, which is mended afterwards.
    [[nodiscard]] Outcome run_with(const fs::path& entry, const std::string& text) const {
        const std::string good = content_of(entry);
        REQUIRE_FALSE(good.empty());
        std::ofstream(entry, std::ios::binary) << text;
        const Outcome outcome = run_program({"run", scenario_, "--db", root().string()});
        std::ofstream(entry, std::ios::binary) << good;
        return outcome;
    }

private:
    TemporaryFolder folder_;
    std::string scenario_;
};

/// Messages name files of the database as they are seen from the working directory.
std::string seen(const fs::path& file) {
    const fs::path near = fs::proximate(file);
    return *near.begin() == ".." ? file.string() : near.string();
}

}  // namespace

TEST_CASE("each faulty scenario gets exactly the messages that it asks for") {
    const std::vector<fs::path> files = cases_in(faulty_folder());
    REQUIRE(files.size() >= 45);
    for (const fs::path& file : files) {
        CAPTURE(file.filename().string());
        const std::string said = lines_behind(content_of(file), "#! ");
        check_refused(run_program({"run", file.string()}), replaced(said, "{file}", file.string()));
    }
}

TEST_CASE("each faulty database entry gets exactly the messages that it asks for") {
    const FaultyDatabase database;
    REQUIRE(run_program({"run", database.scenario(), "--db", database.root().string()}).code != 3);
    const std::vector<fs::path> files = cases_in(faulty_folder() / "database");
    REQUIRE(files.size() >= 15);
    for (const fs::path& file : files) {
        CAPTURE(file.filename().string());
        const std::string text = content_of(file);
        const std::string name = lines_behind(text, "#@ ");
        REQUIRE_FALSE(name.empty());
        const fs::path entry =
            (database.root() / name.substr(0, name.size() - 1)).lexically_normal();
        const std::string said = replaced(lines_behind(text, "#! "), "{file}", seen(entry));
        check_refused(database.run_with(entry, text),
                      replaced(said, "{scenario}", database.scenario()));
    }
}

TEST_CASE("explain refuses a faulty scenario with the words of run") {
    for (const char* name : {"several-of-all-kinds.toml", "syntax-no-value.toml"}) {
        const std::string file = (faulty_folder() / name).string();
        const Outcome explained = run_program({"explain", file, "iteration.time_s"});
        CHECK(explained.err == run_program({"run", file}).err);
        CHECK(explained.out.empty());
        CHECK(explained.code == 3);
    }
}

TEST_CASE("a scenario that gives nothing is told what it takes") {
    const TemporaryFolder folder;
    for (const char* text : {"", "\n", "# all\n# comments\n", "\xef\xbb\xbf", "[model]\n"}) {
        CAPTURE(text);
        const std::string file = folder.write("empty.toml", text);
        check_refused(run_program({"run", file}),
                      file +
                          ": error: nothing is given\n"
                          "  help: a scenario gives at least model.preset, cluster.servers, "
                          "training.sequence_length and training.global_batch\n");
    }
}

TEST_CASE("what is no readable file is refused by name") {
    const TemporaryFolder folder;
    const std::string absent = (folder.path() / "absent.toml").string();
    check_refused(run_program({"run", absent}), absent + ": error: no such file\n");
    const std::string itself = folder.path().string();
    check_refused(run_program({"run", itself}), itself + ": error: not a file\n");
    const std::string large = folder.write("large.toml", std::string((4U << 20U) + 1, '#'));
    check_refused(run_program({"run", large}),
                  large + ": error: too large\n  help: 4 MiB is the most\n");
    check_refused(run_program({"run", "/dev/zero"}), "/dev/zero: error: not a file\n");
}

TEST_CASE("a faulty setting is named as it was written, and the file's faults are told with it") {
    const std::string file = reference_scenario();
    struct Row {
        std::string setting;
        std::string said;
    };
    const std::vector<Row> rows = {
        {"parallelism.tensr=7",
         "error: parallelism.tensr: no such field\n  help: did you mean 'parallelism.tensor'?\n"},
        {"parallelism.tensor=seven",
         "error: parallelism.tensor = \"seven\": this is not a whole number\n"
         "  help: tensor parallel degree\n"},
        {"parallelism.tensor=",
         "error: parallelism.tensor = \"\": this is not a whole number\n"
         "  help: tensor parallel degree\n"},
        {"parallelism.tensor",
         "error: not of the form path=value\n  help: for example --set parallelism.tensor=8\n"},
        {"site.preset=../clouds/aws-p5",
         "error: site.preset = \"../clouds/aws-p5\": no such entry among the sites\n"
         "  help: known: …\n"},
    };
    for (const Row& row : rows)
        check_refused(run_program({"run", file, "--set", row.setting}),
                      "--set " + row.setting + ": " + row.said);

    const Outcome both =
        run_program({"run", file, "--set", "site.pue=0.5", "--set", "model.layrs=3"});
    check_refused(both,
                  "--set site.pue=0.5: error: site.pue = 0.5: out of range\n"
                  "  help: 1 to 10 is allowed (PUE: facility energy over IT energy)\n"
                  "--set model.layrs=3: error: model.layrs: no such field\n"
                  "  help: did you mean 'model.layers'?\n");
}

TEST_CASE("a folder that is no database is told how to name one") {
    const TemporaryFolder folder;
    const Outcome outcome =
        run_program({"run", reference_scenario(), "--db", folder.path().string()});
    CHECK(outcome.code == 3);
    CHECK_THAT(outcome.err,
               ContainsSubstring("cluster.server = \"dgx-a100-80gb\": no such entry among the "
                                 "servers\n  help: there are none in " +
                                 seen(folder.path() / "servers") + "; --db names the database"));
}
