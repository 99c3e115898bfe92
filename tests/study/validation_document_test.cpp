#include "engine/study/validation_document.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/measured.hpp"

using namespace deepwallet;
using namespace deepwallet::test;

namespace {

Comparison row(const char* id, const char* source, double predicted) {
    return {id, "sc21", source, "iteration.time_s", 10.0, predicted};
}

/// Two sources in one group, and memory beside.
Validation two_sources() {
    Validation v;
    v.rows = {row("t1", "Table 1", 11.0),
              row("f1", "Figure 11", 12.0),
              {"t1", "sc21", "Table 1", "memory.per_gpu_gib", 10.0, 6.0}};
    v.groups = errors_by_group(v.rows);
    v.skipped = {{"x|1", "does not\nfit"}};
    return v;
}

StackFits one_stack(std::size_t cross_validated_rows) {
    Calibration c;
    c.stack = "stack-a";
    c.before = {1.5};
    c.fit.parameters = {{"software.host_forward_ms", 2.0, 1.75, 2.25}};
    c.fit.confounded = {{"a", "b"}};
    c.fit.converged = true;
    GroupErrors e;
    e.group = "sc21";
    e.metric = "iteration.time_s";
    e.rows = cross_validated_rows;
    e.mean = 0.333;
    c.cross_validated = {e};
    return {{c}, {}, {{"stack-b", "nothing to fit"}}};
}

std::string line_with(const std::string& text, const std::string& word) {
    const std::size_t at = text.find(word);
    if (at == std::string::npos)
        return "";
    const std::size_t begin = text.rfind('\n', at) + 1;
    return text.substr(begin, text.find('\n', at) - begin);
}

}  // namespace

TEST_CASE("the page has a line for each group, source, constant and skipped run") {
    const std::string page =
        validation_document(two_sources(), one_stack(2), "\n## Kernels\n", "chart.svg");
    // Errors 10 % and 20 %: mean and median 15 %, bias the same with its sign.
    CHECK_THAT(
        page,
        ContainsSubstring("| sc21 | 2 | 15.0 % | 15.0 % | +15.0 % | 20.0 % (f1) | 33.3 % |\n"));
    CHECK(line_with(page, "Figure 11") ==
          "| sc21 | Figure 11 | 1 | 20.0 % | 20.0 % | +20.0 % | 20.0 % (f1) |");
    CHECK_THAT(page, ContainsSubstring("| sc21 | 1 | 40.0 % | 40.0 % | -40.0 % | 40.0 % (t1) |\n"));
    CHECK(line_with(page, "host_forward_ms") ==
          "| stack-a | `software.host_forward_ms` | 1.50 ms | 2.00 ms | 1.75 to 2.25 |");
    CHECK_THAT(page, ContainsSubstring("- stack-a: these runs cannot tell a and b apart\n"));
    CHECK_THAT(page, ContainsSubstring("- stack-b: nothing to fit\n"));
    CHECK_THAT(page, ContainsSubstring("](chart.svg)"));
    CHECK_THAT(page, ContainsSubstring("\n## Kernels\n"));
    CHECK_THAT(page, ContainsSubstring("| x\\|1 | does not fit |\n"));
}

TEST_CASE("an error that was cross-validated over other rows is not shown beside the group") {
    const std::string page = validation_document(two_sources(), one_stack(1), "", "chart.svg");
    CHECK_THAT(page, !ContainsSubstring("33.3 %"));
}

TEST_CASE("a page of nothing has no empty tables") {
    const std::string page = validation_document({}, {}, "", "chart.svg");
    CHECK_THAT(page, !ContainsSubstring("Peak memory"));
    CHECK_THAT(page, !ContainsSubstring("Fitted constants\n"));
    CHECK_THAT(page, EndsWith("## Skipped runs: 0\n"));
}

TEST_CASE("stacks that cannot be fitted are told with the reason") {
    const auto runs = runs_in(
        "id,software.stack,measured.iteration.time_s\n"
        "a,no-such-stack,1\n");
    const StackFits stacks = fit_stacks(runs, {}, database());
    CHECK(stacks.fits.empty());
    REQUIRE(stacks.refused.size() == 1);
    CHECK(stacks.refused[0].id == "no-such-stack");
    CHECK_THAT(stacks.refused[0].reason, StartsWith("no run can be predicted"));
}
