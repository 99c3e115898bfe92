// docs/validation.md and its chart are what the engine says now. A binary of its own: it fits every
// stack, and is not built with sanitizers.

#include "engine/core/file.hpp"
#include "engine/study/kernel_document.hpp"
#include "engine/study/scatter.hpp"
#include "engine/study/validation_document.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/measured.hpp"

using namespace deepwallet;
using namespace deepwallet::test;

TEST_CASE("the shipped page of validation is what deepwallet validate --markdown writes") {
    constexpr std::uintmax_t kMost = 4U << 20U;
    const auto page = read_file(project_root() / "docs" / "validation.md", kMost);
    const auto chart = read_file(project_root() / "docs" / "validation.svg", kMost);
    REQUIRE(page);
    REQUIRE(chart);
    const auto runs = published_runs();
    const Validation v = validate(runs, {}, database());
    const auto kernels = kernel_document(database());
    REQUIRE(kernels);
    INFO("deepwallet validate --markdown docs/validation.md writes them anew");
    const StackFits stacks = fit_stacks(runs, {}, database());
    CHECK(*page == validation_document(v, stacks, *kernels, "validation.svg"));
    CHECK(*chart == scatter_svg(v));
}
