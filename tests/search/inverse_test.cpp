#include "engine/search/inverse.hpp"

#include <algorithm>
#include <cmath>

#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/model_loss.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;

namespace {

const std::vector<std::string> kFewPlans = {"cluster.servers=1,2",
                                            "parallelism.tensor=1,2",
                                            "parallelism.pipeline=1,2",
                                            "parallelism.micro_batch=1,2",
                                            "parallelism.context=[1]",
                                            "parallelism.schedule=[\"1f1b\"]",
                                            "parallelism.virtual_stages=[1]",
                                            "parallelism.sequence_parallel=[false]",
                                            "parallelism.recompute=[\"none\"]",
                                            "parallelism.zero_stage=0,1"};

Assignments inputs() {
    return *read_inputs(test::reference_file(),
                        std::vector<std::string>{"cluster.servers=2",
                                                 "parallelism.pipeline=1",
                                                 "training.global_batch=64",
                                                 "training.tokens=10e9"});
}

InverseQuestion ask(BudgetGoal goal,
                    const std::string& models,
                    const std::string& budget,
                    std::vector<std::string> axes = kFewPlans) {
    axes.insert(axes.begin(), "model.preset=[" + models + "]");
    std::vector<Axis> read;
    for (const std::string& axis : axes) read.push_back(*read_axis_setting(axis));
    EntrySpace entries = *entry_space(inputs(), test::database(), read);
    InverseQuestion out{goal,
                        {entries.choices.front().base,
                         entries.choices.front().space,
                         *metric_expression("time", {}),
                         {},
                         {}},
                        std::nullopt};
    out.plans.entries = std::move(entries);
    out.plans.ceilings = *read_budget(budget, {});
    return out;
}

double metric(const char* path, const Scenario& s) {
    const Report report = evaluate_analytic(s);
    return number_of(value_of(*find_metric(path), {s, report}));
}

/// The least loss of all models, plans and numbers of tokens, without anything of the search: each
/// one evaluated from the start, and no number of tokens taken from another.
double least_loss_by_trying(const std::vector<std::string>& models, double days, double usd) {
    double best = std::numeric_limits<double>::infinity();
    for (const std::string& model : models) {
        Assignments all = inputs();
        all.push_back({"model.preset", Value(model), {}, {}});
        Scenario s = as_searched(resolve_scenario(all, test::database())->scenario);
        for (int bits = 0; bits < 32; ++bits) {
            s.parallelism = {};
            s.cluster.servers = 1 + (bits & 1);
            s.parallelism.tensor = 1 + (bits >> 1 & 1);
            s.parallelism.pipeline = 1 + (bits >> 2 & 1);
            s.parallelism.micro_batch = 1 + (bits >> 3 & 1);
            s.parallelism.zero_stage = bits >> 4 & 1;
            apply_software(s);
            if (!scenario_faults(s).empty())
                continue;
            for (int step = 0; step <= 700; ++step) {
                s.training.tokens = 1e8 * std::pow(1.01, step);
                const Report r = evaluate_analytic(s);
                const Answer a{s, r};
                if (r.fits() && number_of(value_of(*find_metric("run.days"), a)) <= days &&
                    number_of(value_of(*find_metric("cost.total_usd"), a)) <= usd)
                    best = std::min(best, number_of(value_of(*find_metric("loss.expected"), a)));
            }
        }
    }
    return best;
}

}  // namespace

TEST_CASE("the lowest loss is what trying every model, plan and number of tokens finds") {
    const std::vector<std::string> models = {"gpt3-125m", "gpt3-350m", "gpt3-1.3b"};
    struct Row {
        double days, usd;
    };
    for (const Row& row : {Row{0.5, 1e9}, Row{30.0, 1000.0}, Row{1.0, 900.0}}) {
        CAPTURE(row.days, row.usd);
        const InverseAnswer found =
            answer(ask(BudgetGoal::lowest_loss,
                       "\"gpt3-125m\",\"gpt3-350m\",\"gpt3-1.3b\"",
                       "days=" + to_text(row.days) + ",usd=" + to_text(row.usd)));
        REQUIRE(found.best);
        CHECK(metric("loss.expected", *found.best) ==
              least_loss_by_trying(models, row.days, row.usd));
        CHECK(metric("run.days", *found.best) <= row.days);
        CHECK(metric("cost.total_usd", *found.best) <= row.usd);
        // A step further and the bound that decided is broken.
        Scenario further = *found.best;
        further.training.tokens *= kTokenStep;
        CHECK((metric("run.days", further) > row.days ||
               metric("cost.total_usd", further) > row.usd));
        CHECK(found.decided_by.rfind("1 % more tokens: ", 0) == 0);
    }
}

TEST_CASE("the least cost of a loss is what trying every model, plan and number of tokens finds") {
    const std::vector<std::string> models = {"gpt3-125m", "gpt3-350m", "gpt3-1.3b"};
    for (const double loss : {3.0, 2.75, 2.6}) {
        CAPTURE(loss);
        InverseQuestion q =
            ask(BudgetGoal::least_cost, "\"gpt3-125m\",\"gpt3-350m\",\"gpt3-1.3b\"", "days=1e6");
        q.plans.constraints.push_back(*condition("loss.expected <= " + to_text(loss), {}));
        const InverseAnswer found = answer(q);
        REQUIRE(found.best);
        CHECK(metric("loss.expected", *found.best) <= loss);
        const double cost = metric("cost.total_usd", *found.best);
        // No money buys less than this loss for a cent less, and for these dollars it can be had.
        CHECK(least_loss_by_trying(models, 1e6, cost) <= loss);
        CHECK(least_loss_by_trying(models, 1e6, cost / kTokenStep / 1.001) > loss);
    }
}

TEST_CASE("a loss that no number of tokens reaches has no least cost, and each model says so") {
    InverseQuestion q = ask(BudgetGoal::least_cost, "\"gpt3-125m\",\"gpt3-350m\"", "days=1e6");
    q.plans.constraints.push_back(*condition("loss.expected <= 1.0", {}));
    const InverseAnswer found = answer(q);
    CHECK_FALSE(found.best);
    CHECK(found.left_out.size() == 2);
}

TEST_CASE("a model that no plan trains within the bounds is named with the least cost") {
    InverseQuestion q = ask(BudgetGoal::least_cost, "\"gpt3-125m\",\"gpt3-1.3b\"", "days=0.05");
    q.plans.constraints.push_back(*condition("loss.expected <= 3.0", {}));
    const InverseAnswer found = answer(q);
    CHECK(found.left_out.size() + (found.best ? 1 : 0) == 2);
    for (const std::string& model : found.left_out)
        CHECK(model.find("no plan keeps all bounds") != std::string::npos);
}

TEST_CASE("a larger budget never buys less") {
    const std::string models = "\"gpt3-125m\",\"gpt3-350m\",\"gpt3-1.3b\",\"gpt3-2.7b\"";
    double loss = std::numeric_limits<double>::infinity();
    double parameters = 0.0;
    double days = std::numeric_limits<double>::infinity();
    for (const double usd : {300.0, 1000.0, 3000.0, 10000.0, 30000.0}) {
        CAPTURE(usd);
        const std::string budget = "usd=" + to_text(usd);
        const InverseAnswer lowest = answer(ask(BudgetGoal::lowest_loss, models, budget));
        REQUIRE(lowest.best);
        CHECK(metric("loss.expected", *lowest.best) < loss);
        loss = metric("loss.expected", *lowest.best);
        const InverseAnswer largest = answer(ask(BudgetGoal::largest_model, models, budget));
        if (largest.best) {
            CHECK(metric("model.parameters", *largest.best) >= parameters);
            parameters = metric("model.parameters", *largest.best);
        } else {
            CHECK(parameters == 0.0);
        }
        const InverseAnswer shortest = answer(ask(BudgetGoal::shortest, "\"gpt3-1.3b\"", budget));
        if (shortest.best) {
            CHECK(metric("run.days", *shortest.best) <= days);
            days = metric("run.days", *shortest.best);
        } else {
            CHECK(std::isinf(days));
        }
    }
    CHECK(parameters > 0.0);
    CHECK(std::isfinite(days));
}

TEST_CASE("the largest model is trained compute-optimally, and the next one breaks the budget") {
    const std::string models = "\"gpt3-125m\",\"gpt3-350m\",\"gpt3-1.3b\",\"gpt3-2.7b\"";
    InverseQuestion q = ask(BudgetGoal::largest_model, models, "usd=2000");
    const InverseAnswer found = answer(q);
    REQUIRE(found.best);
    const auto loss = model_loss(*found.best, found.best->training.tokens);
    REQUIRE(loss);
    CHECK_THAT(loss->optimal.parameters, WithinRel(loss->parameters, 1e-9));
    CHECK(metric("cost.total_usd", *found.best) <= 2000.0);
    CHECK_THAT(found.decided_by, ContainsSubstring("usd = "));
    q.tokens_per_parameter = 20.0;
    CHECK_THAT(metric("training.tokens_per_parameter", *answer(q).best), WithinRel(20.0, 1e-9));
}

TEST_CASE("where money alone binds, the lowest loss is near the closed form's optimum") {
    // Were a FLOP as dear in every model, the best of a fixed cost would be the best of fixed
    // FLOPs; sizes two apart and small models' lower utilization leave a factor of 2.5.
    const std::vector<std::string> names = {
        "gpt3-125m", "gpt3-350m", "gpt3-760m", "gpt3-1.3b", "gpt3-2.7b", "gpt3-6.7b", "gpt3-13b"};
    std::string models;
    for (const std::string& name : names) models += (models.empty() ? "\"" : ",\"") + name + "\"";
    const InverseAnswer found = answer(ask(BudgetGoal::lowest_loss, models, "usd=20000"));
    REQUIRE(found.best);
    const auto loss = model_loss(*found.best, found.best->training.tokens);
    REQUIRE(loss);
    CAPTURE(loss->parameters, loss->optimal.parameters);
    CHECK(loss->optimal.parameters / loss->parameters < 2.5);
    CHECK(loss->optimal.parameters / loss->parameters > 0.4);
    CHECK_THAT(loss->loss, WithinRel(loss->optimal.loss, 0.01));
}

TEST_CASE("the shipped family of models grows, and every one of them is there") {
    const auto models = family_models(test::database(), "gpt");
    REQUIRE(models);
    double before = 0.0;
    for (const std::string& model : *models) {
        CAPTURE(model);
        Assignments all = inputs();
        all.push_back({"model.preset", Value(model), {}, {}});
        const auto loaded = resolve_scenario(all, test::database());
        REQUIRE(loaded);
        const double n = model_loss(loaded->scenario, 1e9)->parameters;
        CHECK(n > before);
        before = n;
    }
    CHECK(before > 1e12);
}
