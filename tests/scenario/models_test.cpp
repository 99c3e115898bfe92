// The presets of scenarios/models against what their publishers say.

#include <cmath>

#include "engine/scenario/evaluate.hpp"
#include "engine/workload/parameters.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;

namespace {

/// The fraction by which the count of a shape may miss the published figure without a reason.
constexpr double kUsual = 0.005;

LoadedScenario preset(const std::string& name) {
    return test::load_settings({"model.preset=" + name,
                                "cluster.servers=1024",
                                "training.sequence_length=512",
                                "training.global_batch=8192"});
}

template <class Check>
void for_each_model(Check check) {
    for (const std::string& name : entry_names(test::database(), EntryKind::model)) {
        CAPTURE(name);
        check(preset(name).scenario.model);
    }
}

double deviation(double counted, double published) { return counted / published - 1.0; }

}  // namespace

TEST_CASE("every model has the parameters that its publisher states, or says why not") {
    for_each_model([](const Model& m) {
        REQUIRE(m.published.parameters.has_value());
        const double off = deviation(total_parameters(m, 512), *m.published.parameters);
        CAPTURE(total_parameters(m, 512), off);
        CHECK(std::abs(off) <= m.published.tolerance);
        // An exception has its reason, and is one.
        const bool exception = m.published.tolerance > kUsual;
        CHECK(exception == !m.published.note.empty());
        CHECK(exception == (std::abs(off) > kUsual));
    });
}

TEST_CASE("a mixture of experts uses as many parameters a token as its publisher states") {
    // Publishers differ in whether the look-up of the input and the output matrix count.
    static constexpr double kRounding = 0.03;
    for_each_model([](const Model& m) {
        if (!m.published.active_parameters)
            return;
        const double all = active_parameters(m, 512);
        const double multiplied = all - (m.tied_embeddings ? 0.0 : embedding_parameters(m));
        CAPTURE(all, multiplied, *m.published.active_parameters);
        const double off = deviation(all, *m.published.active_parameters);
        const double off_multiplied = deviation(multiplied, *m.published.active_parameters);
        CHECK(std::min(std::abs(off), std::abs(off_multiplied)) < kRounding);
    });
}

TEST_CASE("every model is timed, and no chip beats its own peak") {
    for (const std::string& name : entry_names(test::database(), EntryKind::model)) {
        CAPTURE(name);
        const Report report = evaluate_analytic(preset(name).scenario);
        CHECK(report.iteration.time > Time{});
        CHECK(report.model_rate_per_gpu() < report.peak);
        CHECK(std::isfinite(report.iteration.time.base()));
    }
}

TEST_CASE("a model's place in the literature does not change what is computed") {
    const Model m = preset("opt-125m").scenario.model;
    Model plain = m;
    plain.published = {};
    CHECK(total_parameters(plain, 512) == total_parameters(m, 512));
    CHECK(m.published.tolerance == kUsual);
}
