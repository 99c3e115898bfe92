// What the README shows is what the program prints.

#include <cmath>

#include <nlohmann/json.hpp>

#include "engine/config/csv.hpp"
#include "engine/report/format.hpp"
#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet::test;

namespace {

/// The fenced block that begins with this line.
std::string block_with(const std::string& text, const std::string& line) {
    const std::size_t start = text.find("```\n" + line);
    REQUIRE(start != std::string::npos);
    const std::size_t from = start + 4;
    return text.substr(from, text.find("```\n", from) - from);
}

}  // namespace

TEST_CASE("the README's own runs are predicted, and within a factor of two of what it says") {
    const TemporaryFolder folder;
    const std::string runs = block_with(content_of(source_root() / "README.md"), "id,model.preset");
    const Outcome outcome = run_program({"validate", folder.write("my.csv", runs), "--json"});
    REQUIRE(outcome.code == 0);
    const auto answer = nlohmann::json::parse(outcome.out);
    CHECK(answer["skipped"].empty());
    REQUIRE(answer["rows"].size() == 1);
    CHECK(std::abs(answer["rows"][0]["error"].get<double>()) < 0.5);
}

TEST_CASE("the README counts the published runs") {
    const auto runs = deepwallet::read_csv_file(source_root() / "scenarios/published/runs.csv");
    REQUIRE(runs);
    const std::string count = deepwallet::grouped(static_cast<double>(runs->rows.size()));
    CHECK_THAT(content_of(source_root() / "README.md"),
               ContainsSubstring(count + " published training runs"));
}

TEST_CASE("the README shows the answer that the program gives") {
    const std::string readme = content_of(source_root() / "README.md");
    const std::string begin = "<!-- run-output -->\n```\n";
    const std::size_t from = readme.find(begin);
    REQUIRE(from != std::string::npos);
    const std::size_t start = from + begin.size();
    const std::string shown = readme.substr(start, readme.find("```\n", start) - start);
    CHECK(shown == run_program({"run", reference_scenario()}).out);
}
