// `compare` of many scenarios, and of what is trained and then served.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace deepwallet;
using namespace deepwallet::test;
using nlohmann::json;

namespace {

std::string alternative(const std::string& name) {
    return std::string(DEEPWALLET_SOURCE_DIR) + "/scenarios/alternatives/" + name + ".toml";
}

std::vector<std::string> all_alternatives() {
    std::vector<std::string> out;
    for (const auto& file : std::filesystem::directory_iterator(std::string(DEEPWALLET_SOURCE_DIR) +
                                                                "/scenarios/alternatives"))
        out.push_back(file.path().string());
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

TEST_CASE("run: of a model that is used as it is nothing of training is told") {
    const TemporaryFolder folder;
    const std::string page = (folder.path() / "a.html").string();
    const Outcome outcome =
        run_program({"run", alternative("llama-2-7b-as-is"), "--verbose", "--html", page});
    REQUIRE(outcome.code == 0);
    std::ifstream file(page);
    const std::string html{std::istreambuf_iterator<char>(file), {}};
    for (const std::string& text : {outcome.out, html}) {
        CHECK(text.find("$nan") == std::string::npos);
        CHECK(text.find("nan %") == std::string::npos);
    }
    CHECK(html.find("Nothing is trained") != std::string::npos);
    CHECK(html.find("Where the time of an iteration goes") == std::string::npos);
    CHECK(html.find("first token") != std::string::npos);
}

TEST_CASE("compare: all alternatives are one table, from no training to 100 trillion parameters") {
    std::vector<std::string> words = {"compare", "--uncertainty=0"};
    for (const std::string& file : all_alternatives()) words.push_back(file);
    const TemporaryFolder folder;
    const std::string page = (folder.path() / "a.html").string();
    words.insert(words.end(), {"--html", page});
    const Outcome outcome = run_program(words);
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    std::vector<std::string> lines;
    std::istringstream text(outcome.out);
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    const std::size_t n = all_alternatives().size();
    REQUIRE(lines.size() > n);
    CHECK(lines[0].rfind("scenario", 0) == 0);
    CHECK(lines[1].find("$0.00") != std::string::npos);
    CHECK(lines[n].rfind("100 trillion parameters", 0) == 0);
    CHECK(outcome.out.find("unknown") != std::string::npos);
    // What comes out, a line each, stands before what went in, which is folded.
    std::ifstream file(page);
    const std::string html{std::istreambuf_iterator<char>(file), {}};
    CHECK(html.size() > 10'000);
    CHECK(html.find("Side by side") < html.find("What differs"));
    CHECK(html.find("<summary>Inputs that somebody gave.") != std::string::npos);
}

TEST_CASE("compare: a dearer training pays back at the tokens where both bills are the same") {
    const Outcome outcome = run_program({"compare",
                                         "--uncertainty=0",
                                         "--json",
                                         alternative("bert-base"),
                                         alternative("distilbert")});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    const json both = json::parse(outcome.out)["scenarios"];
    const auto total = [&](std::size_t i, double tokens) {
        const json& m = both[i]["metrics"];
        return m["life.total_usd"].get<double>() - m["serving.total_usd"].get<double>() +
               m["serving.usd_per_million_tokens"].get<double>() * tokens / 1e6;
    };
    // The teacher's training is paid for either way.
    REQUIRE(both[1].contains("break_even_served_tokens"));
    const double tokens = both[1]["break_even_served_tokens"];
    CHECK_THAT(total(0, tokens) - total(0, 0.0), WithinRel(total(1, tokens), 1e-6));
}

TEST_CASE("what cannot be served is told as what does not fit, with exit code 4") {
    const Outcome outcome =
        run_program({"run",
                     (source_root() / "scenarios/alternatives/llama-2-7b-32-bit.toml").string(),
                     "--set",
                     "serving.server=aws-g4dn-metal",
                     "--set",
                     "serving.offer=aws-g4dn-metal",
                     "--set",
                     "serving.tensor=1"});
    CHECK(outcome.code == 4);
    CHECK_THAT(outcome.err, ContainsSubstring("serving does not fit"));
}
