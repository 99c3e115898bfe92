#include "engine/study/slow_stages.hpp"

#include <algorithm>

#include "engine/scenario/evaluate.hpp"
#include "engine/study/power_study.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;
using namespace deepwallet::units;

namespace {

SlowedPipeline slowed(const std::vector<std::string>& settings) {
    const Scenario scenario = test::load_file(test::reference_file(), settings).scenario;
    const Report report = evaluate_analytic(scenario);
    return slow_stages(iteration_input(scenario, report.layout));
}

}  // namespace

TEST_CASE("slower work makes no iteration longer, and the slowest stage stays as it is") {
    for (const char* schedule : {"1f1b", "gpipe", "zb-h1"}) {
        INFO(schedule);
        const SlowedPipeline found = slowed({std::string("parallelism.schedule=") + schedule});
        CHECK_THAT(found.after / found.before, WithinAbs(1.0, 1e-12));
        CHECK(found.saved > Energy{});
        // The last stage has the output head on top of as many layers; GPipe's passes are apart,
        // and each of them has a slowest stage of its own.
        if (std::string(schedule) != "gpipe")
            CHECK(found.slower.back() < 0.05);
        CHECK(*std::max_element(found.slower.begin(), found.slower.end()) <= 1.0 + 1e-12);
    }
}

TEST_CASE("where nothing waits, nothing is slowed") {
    // One micro-batch goes through the stages one after the other: all of it is critical.
    const SlowedPipeline chain = slowed({"training.global_batch=8"});
    CHECK(chain.saved == Energy{});
    // A stage alone never waits.
    const SlowedPipeline alone = slowed({"parallelism.pipeline=1", "training.global_batch=2240"});
    CHECK(alone.saved == Energy{});
}

TEST_CASE("a chip that is capped already, or whose curve is not known, is left as it is") {
    CHECK(slowed({"accelerator.power_cap_w=300"}).saved == Energy{});
    Scenario scenario = test::load_file(test::reference_file()).scenario;
    scenario.accelerator.power_cap_shares.clear();
    scenario.accelerator.power_cap_rates.clear();
    const Report report = evaluate_analytic(scenario);
    CHECK(slow_stages(iteration_input(scenario, report.layout)).saved == Energy{});
    CHECK(power_study(scenario).caps.size() == 1);
}

TEST_CASE("savings stay below what compute takes at the difference of full and lowest limit") {
    const Scenario scenario = test::load_file(test::reference_file()).scenario;
    const PowerStudy study = power_study(scenario);
    CHECK(study.slowed.saved > Energy{});
    const double most = 1.0 - study.slowed.lowest_cap;
    CHECK(study.slowed.saved / study.iteration < most);
}

TEST_CASE("of the board's limits, the full one is the scenario's own answer") {
    const Scenario scenario = test::load_file(test::reference_file()).scenario;
    const PowerStudy study = power_study(scenario);
    const Report own = evaluate_analytic(scenario);
    REQUIRE(study.caps.size() == scenario.accelerator.power_cap_shares.size());
    CHECK(study.caps.back().report.iteration.time == own.iteration.time);
    CHECK(study.caps.back().report.run->energy.facility == own.run->energy.facility);
    for (std::size_t i = 1; i < study.caps.size(); ++i) {
        CHECK(study.caps[i].report.iteration.time <= study.caps[i - 1].report.iteration.time);
        CHECK(study.caps[i].report.power.facility_mean >=
              study.caps[i - 1].report.power.facility_mean);
    }
}

TEST_CASE("a limit stretches compute by the measured rate, and nothing else") {
    // 0.84 of the speed at 60 % of the limit: products that the limit binds take 1 / 0.84 as long.
    const Scenario scenario = test::load_file(test::reference_file()).scenario;
    const PowerStudy study = power_study(scenario);
    const auto at = std::find_if(
        study.caps.begin(), study.caps.end(), [](const CapPoint& p) { return p.share == 0.6; });
    REQUIRE(at != study.caps.end());
    const IterationBreakdown& full = study.caps.back().report.iteration.breakdown;
    const IterationBreakdown& low = at->report.iteration.breakdown;
    CHECK(low.compute / full.compute <= 1.0 / 0.84 + 1e-9);
    CHECK(low.compute / full.compute > 1.1);
    CHECK(low.memory_bound == full.memory_bound);
    CHECK(low.tensor_comm == full.tensor_comm);
}
