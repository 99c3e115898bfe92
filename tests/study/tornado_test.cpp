#include "engine/study/tornado.hpp"

#include <algorithm>

#include "engine/scenario/evaluate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;

namespace {

constexpr const char* kOwn = "cost.on_prem.total_usd";

double read(const char* metric, const std::vector<std::string>& settings) {
    const Scenario scenario = test::load_file(test::reference_file(), settings).scenario;
    const Report report = evaluate_analytic(scenario);
    return number_of(value_of(*find_metric(metric), {scenario, report}));
}

Tornado reference_tornado(std::vector<const char*> paths) {
    std::vector<const Metric*> wanted;
    for (const char* path : paths) wanted.push_back(find_metric(path));
    return tornado(test::load_file(test::reference_file()), wanted);
}

}  // namespace

TEST_CASE("bars are sorted, and the first is what moving its input by hand does") {
    const Tornado found = reference_tornado({kOwn});
    const std::vector<TornadoBar>& bars = found.bars.at(kOwn);
    REQUIRE(bars.size() > 3);
    for (std::size_t i = 1; i < bars.size(); ++i) CHECK(bars[i - 1].width() >= bars[i].width());
    for (const TornadoBar& bar : {bars[0], bars[1]}) {
        CHECK_THAT(bar.now, WithinRel(read(kOwn, {}), 1e-12));
        CHECK_THAT(bar.at_low,
                   WithinRel(read(kOwn, {bar.path + "=" + to_text(bar.input_low)}), 1e-9));
        CHECK_THAT(bar.at_high,
                   WithinRel(read(kOwn, {bar.path + "=" + to_text(bar.input_high)}), 1e-9));
    }
}

TEST_CASE("an input without a range has no bar") {
    // The number of servers is the user's choice; no file gives it a range.
    const Tornado found = reference_tornado({kOwn, "run.days"});
    for (const auto& [metric, bars] : found.bars) {
        for (const TornadoBar& bar : bars) CHECK(bar.path != "cluster.servers");
    }
}

TEST_CASE("an input that moves one metric alone has a bar there alone") {
    const Tornado found = reference_tornado({"run.days", kOwn, "carbon.total_t"});
    const auto has = [&](const char* metric, const char* input) {
        const auto& bars = found.bars.at(metric);
        return std::any_of(
            bars.begin(), bars.end(), [&](const TornadoBar& bar) { return bar.path == input; });
    };
    CHECK(has(kOwn, "economics.upkeep_share"));
    CHECK_FALSE(has("run.days", "economics.upkeep_share"));
    CHECK_FALSE(has("carbon.total_t", "economics.upkeep_share"));
    CHECK(has("carbon.total_t", "server.embodied_kg"));
    CHECK_FALSE(has(kOwn, "server.embodied_kg"));
}

TEST_CASE("inputs said to have no effect have none on any number") {
    const LoadedScenario loaded = test::load_file(test::reference_file());
    const Report report = evaluate_analytic(loaded.scenario);
    const Tornado found = tornado(loaded, {});
    REQUIRE_FALSE(found.without_effect.empty());
    for (const UncertainInput& input : uncertain_inputs(loaded)) {
        const bool named =
            std::count(found.without_effect.begin(), found.without_effect.end(), input.path) > 0;
        if (!named)
            continue;
        INFO(input.path);
        Scenario moved = loaded.scenario;
        input.set(moved, input.high);
        const Report there = evaluate_analytic(moved);
        for (const Metric* metric : number_metrics({loaded.scenario, report})) {
            INFO(metric->path);
            CHECK_THAT(number_of(value_of(*metric, {moved, there})),
                       WithinRel(number_of(value_of(*metric, {loaded.scenario, report})), 1e-11));
        }
    }
}

TEST_CASE("what a person set without effect is named, and what has one is not") {
    const auto idle = [](const std::vector<std::string>& settings) {
        return tornado(test::load_file(test::reference_file(), settings), {}).given_without_effect;
    };
    // Nothing is financed, nothing is colocated, and there is always a spare of somebody else's.
    const auto found = idle({"economics.loan_rate=0.5",
                             "economics.colocation_usd_per_kw_month=500",
                             "campaign.repair_h=1000",
                             "economics.discount_rate=0.09",
                             "limits.days=30",
                             "limits.facility_mw=1"});
    const auto named = [&](const char* path) {
        return std::find(found.begin(), found.end(), path) != found.end();
    };
    CHECK(named("economics.loan_rate"));
    CHECK_FALSE(named("economics.discount_rate"));
    // They are there to be kept, and broken here.
    CHECK_FALSE(named("limits.days"));
    CHECK_FALSE(named("limits.facility_mw"));
    CHECK_FALSE(named("parallelism.tensor"));
    CHECK_FALSE(named("training.tokens"));
    const auto financed = idle({"economics.loan_rate=0.5", "economics.financed_share=0.5"});
    CHECK(std::find(financed.begin(), financed.end(), "economics.loan_rate") == financed.end());
}

TEST_CASE("what a recipe says has its effect on the answer") {
    const LoadedScenario loaded = test::load_file(test::project_root() / "scenarios" /
                                                  "alternatives" / "llama-2-7b-qlora.toml");
    const std::vector<const Metric*> wanted = {find_metric("run.days")};
    const Tornado found = tornado(loaded, wanted);
    for (const std::string& path : found.given_without_effect) CHECK(path.rfind("recipe.", 0) != 0);
    const auto& bars = found.bars.at("run.days");
    CHECK(std::any_of(bars.begin(), bars.end(), [](const TornadoBar& bar) {
        return bar.path == "recipe.dequantize_share";
    }));
}
