#include "engine/scenario/remedies.hpp"

#include "engine/scenario/evaluate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;

TEST_CASE("each remedy fits when its settings are made, with the memory and time it names") {
    const std::vector<std::string> plain = {"parallelism.recompute=none"};
    const auto loaded = test::load_file(test::reference_file(), plain);
    REQUIRE_FALSE(evaluate_analytic(loaded.scenario).fits());
    const auto remedies = memory_remedies(loaded.scenario);
    REQUIRE_FALSE(remedies.empty());
    for (const Remedy& remedy : remedies) {
        std::vector<std::string> settings = plain;
        settings.insert(settings.end(), remedy.settings.begin(), remedy.settings.end());
        const Report report =
            evaluate_analytic(test::load_file(test::reference_file(), settings).scenario);
        CAPTURE(remedy.settings);
        CHECK(report.fits());
        CHECK(report.memory.use.total() == remedy.memory);
        CHECK(report.iteration.time == remedy.iteration);
    }
}

TEST_CASE("where no one or two changes make a plan fit, none are named") {
    const auto loaded = test::load_file(test::reference_file(), {"accelerator.memory_gib=3"});
    CHECK(memory_remedies(loaded.scenario).empty());
}
