// What the README shows is what the program prints.

#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet::test;

TEST_CASE("the README shows the answer that the program gives") {
    const std::string readme = content_of(source_root() / "README.md");
    const std::string begin = "<!-- run-output -->\n```\n";
    const std::size_t from = readme.find(begin);
    REQUIRE(from != std::string::npos);
    const std::size_t start = from + begin.size();
    const std::string shown = readme.substr(start, readme.find("```\n", start) - start);
    CHECK(shown == run_program({"run", reference_scenario()}).out);
}
