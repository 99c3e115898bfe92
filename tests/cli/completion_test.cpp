// Completion scripts name everything there is, and bash's does what it says where bash is.

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "engine/scenario/fields.hpp"
#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet::test;

namespace {

constexpr std::array<const char*, 15> kCommands = {"run",
                                                   "compare",
                                                   "power",
                                                   "campaign",
                                                   "hours",
                                                   "timeline",
                                                   "explain",
                                                   "validate",
                                                   "calibrate",
                                                   "export",
                                                   "schema",
                                                   "db",
                                                   "list",
                                                   "show",
                                                   "completion"};

bool has_bash() { return std::system("bash -c true > /dev/null 2>&1") == 0; }

std::string output_of(const std::string& command) {
    std::string out;
    FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> block{};
    while (const std::size_t n = std::fread(block.data(), 1, block.size(), pipe))
        out.append(block.data(), n);
    pclose(pipe);
    return out;
}

/// What bash offers behind this line.
std::vector<std::string> offered(const TemporaryFolder& folder, const std::string& line) {
    const std::string file = folder.write(
        "complete.sh",
        "source \"" + (folder.path() / "script.sh").string() + "\"\ncd /\n" + "COMP_LINE='" + line +
            "'; COMP_POINT=${#COMP_LINE}\n" + "_deepwallet\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n");
    std::istringstream lines(output_of("bash '" + file + "' 2>&1"));
    std::vector<std::string> words;
    for (std::string word; std::getline(lines, word);) {
        if (!word.empty())
            words.push_back(word);
    }
    return words;
}

bool has(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

TEST_CASE("every script names all commands, options, fields and presets") {
    for (const char* shell : {"bash", "zsh", "fish"}) {
        CAPTURE(shell);
        const Outcome outcome = run_program({"completion", shell});
        CHECK(outcome.code == 0);
        CHECK(outcome.err.empty());
        for (const char* command : kCommands) CHECK_THAT(outcome.out, ContainsSubstring(command));
        for (const char* option :
             {"set",         "json",     "csv",   "threads", "db",    "quiet",  "verbose",
              "uncertainty", "seed",     "with",  "samples", "pause", "output", "level",
              "replica",     "markdown", "entry", "stack",   "fit",   "help",   "version"}) {
            const std::string name = std::string(shell) == "fish" ? " -l " : "--";
            CHECK_THAT(outcome.out, ContainsSubstring(name + option));
        }
        for (const auto& field : deepwallet::scenario_fields())
            CHECK_THAT(outcome.out, ContainsSubstring(field.path + "="));
        for (const char* word :
             {"dgx-a100-80gb", "mt-nlg-530b", "us-virginia", "interleaved", "micro-batch"})
            CHECK_THAT(outcome.out, ContainsSubstring(word));
    }
    CHECK(run_program({"completion", "tcsh"}).code == 2);
}

TEST_CASE("every command and option of the help is completed") {
    std::istringstream help(run_program({"--help"}).out);
    const std::string script = run_program({"completion", "bash"}).out;
    std::size_t commands = 0;
    bool inside = false;
    for (std::string line; std::getline(help, line);) {
        inside = inside || line.find("ubcommands:") != std::string::npos ||
                 line.find("SUBCOMMANDS:") != std::string::npos;
        std::istringstream words(line);
        std::string first;
        words >> first;
        const bool named = inside && line.rfind("  ", 0) == 0 && line.size() > 2 && line[2] != ' ';
        if (named) {
            CHECK_THAT(script, ContainsSubstring("'" + first + "') options="));
            ++commands;
        }
    }
    CHECK(commands >= 13);
}

TEST_CASE("bash takes its script, and offers commands, options, fields and values") {
    if (!has_bash())
        return;
    const TemporaryFolder folder;
    const std::string script = folder.write("script.sh", run_program({"completion", "bash"}).out);
    CHECK(std::system(("bash -n '" + script + "'").c_str()) == 0);

    using Words = std::vector<std::string>;
    CHECK(offered(folder, "deepwallet ru") == Words{"run"});
    CHECK(offered(folder, "deepwallet c") ==
          Words{"compare", "campaign", "calibrate", "completion"});
    CHECK(offered(folder, "deepwallet db ") == Words{"list", "show"});
    CHECK(offered(folder, "deepwallet run x.toml --verb") == Words{"--verbose"});
    CHECK(offered(folder, "deepwallet timeline x.toml --level k") == Words{"kernel"});
    CHECK(offered(folder, "deepwallet export x.toml me") == Words{"megatron"});
    CHECK(offered(folder, "deepwallet completion z") == Words{"zsh"});
    CHECK(offered(folder, "deepwallet run x.toml --set parallelism.ten") ==
          Words{"parallelism.tensor="});
    CHECK(offered(folder, "deepwallet run x.toml --set parallelism.schedule=int") ==
          Words{"interleaved"});
    CHECK(offered(folder, "deepwallet run x.toml --set=parallelism.sequence_parallel=t") ==
          Words{"true"});
    CHECK(has(offered(folder, "deepwallet compare x.toml --with cluster.server=dgx"),
              "dgx-a100-80gb"));
    CHECK(offered(folder, "deepwallet sweep x.toml --set cluster.server=dgx-h100,dgx-a100-8") ==
          Words{"dgx-h100,dgx-a100-80gb"});
    CHECK(offered(folder, "deepwallet search x.toml --objective iteration.mf") ==
          Words{"iteration.mfu"});
    CHECK(offered(folder, "deepwallet explain x.toml iteration.tim") == Words{"iteration.time_s"});
    CHECK(has(offered(folder, "deepwallet db show serv"), "servers"));
    CHECK(offered(folder, "deepwallet run /et") == Words{"/etc"});
    CHECK(has(offered(folder, "deepwallet run -"), "--set"));
    CHECK_FALSE(has(offered(folder, "deepwallet schema -"), "--verbose"));
    CHECK(offered(folder, "deepwallet").empty());
}
