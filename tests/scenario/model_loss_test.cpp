#include "engine/scenario/model_loss.hpp"

#include "engine/report/metrics.hpp"
#include "engine/scenario/evaluate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;

namespace {

/// The whole answer for the reference scenario with these changes.
struct Case {
    explicit Case(const std::vector<std::string>& more)
        : scenario(test::load_file(test::reference_file(), more).scenario),
          report(evaluate_analytic(scenario)) {}

    [[nodiscard]] MetricValue metric(const char* path) const {
        return value_of(*find_metric(path), {scenario, report});
    }
    [[nodiscard]] double number(const char* path) const { return number_of(metric(path)); }

    Scenario scenario;
    Report report;
};

bool is_unknown(const MetricValue& value) { return std::holds_alternative<std::monostate>(value); }

}  // namespace

TEST_CASE("MT-NLG is expected to reach 1.995 nats, the same FLOPs 1.964") {
    // 530e9 parameters on 270e9 tokens: 1.9948 by hand with the re-fit's constants; the shape's own
    // count is within 0.2 % of 530e9, which moves the loss by less than 1e-4. C = 6 N D = 8.586e23:
    // G (C / 6)^(beta / (alpha + beta)) = 8.86e10 parameters
    // on 1.615e12 tokens, where the law is 1.9637.
    const Case mtnlg({});
    CHECK_THAT(mtnlg.number("loss.expected"), WithinAbs(1.9948, 1e-4));
    CHECK(mtnlg.metric("loss.fit") == MetricValue("Besiroglu et al. 2024"));
    CHECK_THAT(mtnlg.number("training.tokens_per_parameter"), WithinAbs(270.0 / 530.0, 2e-3));
    CHECK_THAT(mtnlg.number("loss.optimal_parameters"), WithinRel(8.86e10, 5e-3));
    CHECK_THAT(mtnlg.number("loss.compute_optimal"), WithinAbs(1.9637, 2e-4));
    CHECK_THAT(mtnlg.number("loss.optimal_parameters") * mtnlg.number("loss.optimal_tokens"),
               WithinRel(mtnlg.report.parameters * 270e9, 1e-9));
}

TEST_CASE("the fits of the database are those of their papers") {
    // As in the tests of the law itself, for GPT-3's 175e9 parameters and 300e9 tokens; the count
    // of its shape is 174.6e9.
    struct Row {
        const char* fit;
        double loss;
        double tolerance;
    };
    for (const Row& row : {Row{"chinchilla-refit", 2.0085, 2e-4},
                           Row{"chinchilla-2022", 2.0023, 2e-4},
                           // ((8.8e13 / 173.9e9)^0.8 + 180)^0.095, without its embeddings
                           Row{"kaplan-2020", 1.7327, 5e-4}}) {
        const Case gpt3({"model.preset=\"gpt3-175b\"",
                         "training.tokens=300e9",
                         "parallelism.pipeline=1",
                         "cluster.servers=240",
                         std::string("scaling_law.preset=") + row.fit});
        CAPTURE(row.fit);
        CHECK_THAT(gpt3.number("loss.expected"), WithinAbs(row.loss, row.tolerance));
    }
    const Scenario refit = test::load_file(test::reference_file()).scenario;
    CHECK(refit.scaling_law.errors.token_scale == 1293.0);
}

TEST_CASE("no law, no loss: experts, encoders, many passes and a single iteration have none") {
    for (const std::vector<std::string>& more :
         {std::vector<std::string>{
              "model.preset=\"mixtral-8x7b\"", "parallelism.pipeline=1", "cluster.servers=240"},
          {"model.preset=\"bert-large\"", "parallelism.pipeline=1", "cluster.servers=240"},
          {"model.preset=\"t5-3b\"", "parallelism.pipeline=1", "cluster.servers=240"},
          {"training.tokens=0"},
          {"training.dataset_tokens=50e9"}}) {
        CAPTURE(more.front());
        const Case none(more);
        for (const char* path :
             {"loss.expected", "loss.fit", "loss.compute_optimal", "loss.optimal_tokens"})
            CHECK(is_unknown(none.metric(path)));
    }
    // Four passes are what the fit still holds for.
    CHECK(!is_unknown(Case({"training.dataset_tokens=70e9"}).metric("loss.expected")));
}
