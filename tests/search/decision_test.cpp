#include "engine/search/decision.hpp"

#include <cmath>

#include "engine/scenario/evaluate.hpp"
#include "tests/search/small_run.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

using Settings = std::vector<std::string>;

SearchQuestion question(const Settings& axes, const Settings& conditions, const char* objective) {
    std::vector<Axis> read;
    for (const std::string& axis : axes) read.push_back(*read_axis_setting(axis));
    const EntrySpace entries = *entry_space(test::small_run(), test::database(), read);
    SearchQuestion out{entries.choices.front().base,
                       entries.choices.front().space,
                       *metric_expression(objective, {}),
                       {},
                       {}};
    for (const std::string& text : conditions) out.constraints.push_back(*condition(text, {}));
    out.entries = entries;
    out.top = 2;
    out.each_choice = true;
    return out;
}

/// The least of a question in which an axis has one value alone.
double least_with(const Settings& axes,
                  const Settings& conditions,
                  const char* objective,
                  const std::string& axis) {
    Settings restricted;
    const std::string path = axis.substr(0, axis.find('='));
    for (const std::string& other : axes)
        restricted.push_back(other.rfind(path + "=", 0) == 0 ? axis : other);
    SearchQuestion q = question(restricted, conditions, objective);
    q.prune = false;
    const SearchOutcome found = search(q);
    return found.best.empty() ? std::nan("") : found.best.front().score;
}

const Settings kAxes = {"cluster.server=dgx-a100-80gb,dgx-h100",
                        "model.preset=gpt3-350m,gpt3-1.3b,gpt3-2.7b",
                        "parallelism.context=[1]"};

}  // namespace

TEST_CASE("the best with another value is what a search with that value alone finds") {
    const Settings conditions = {"loss.expected <= 2.9"};
    for (const char* objective : {"run.days", "cost.total_usd", "loss.expected"}) {
        const SearchQuestion q = question(kAxes, conditions, objective);
        const auto decisions = axis_decisions(q, search(q));
        REQUIRE(decisions.size() == 2);
        for (const AxisDecision& decision : decisions) {
            double before = -std::numeric_limits<double>::infinity();
            for (const OtherValue& other : decision.others) {
                const std::string axis =
                    decision.path + "=[\"" + std::get<std::string>(other.value) + "\"]";
                const double least = least_with(kAxes, conditions, objective, axis);
                INFO(objective << ", " << axis);
                REQUIRE(other.plan.has_value() == std::isfinite(least));
                if (!other.plan)
                    continue;
                CHECK(other.plan->score == least);
                CHECK(other.plan->score >= before);
                before = other.plan->score;
            }
        }
    }
}

TEST_CASE("parts of a search, merged, have the best of each choice that the whole has") {
    const SearchQuestion q = question(kAxes, {}, "run.days");
    SearchOptions alone;
    alone.threads = 1;
    const SearchOutcome whole = search(q, alone);
    const std::int64_t tasks = task_count(q);
    SearchOutcome parts;
    for (int k = 2; k >= 0; --k) {
        SearchOptions part;
        part.first = k * tasks / 3;
        part.last = (k + 1) * tasks / 3;
        parts = merged(std::move(parts), search(q, part), q.top);
    }
    REQUIRE(whole.choices.size() == 6);
    REQUIRE(parts.choices.size() == whole.choices.size());
    for (std::size_t i = 0; i < whole.choices.size(); ++i) {
        CHECK(parts.choices[i].plans == whole.choices[i].plans);
        CHECK(parts.choices[i].best.score == whole.choices[i].best.score);
        CHECK(parts.choices[i].best.task == whole.choices[i].best.task);
    }
}

TEST_CASE("a value that no plan can have says why") {
    // Besiroglu et al. 2024: 1.82 + 482 / N^0.348 + 2085 / D^0.366, for 0.35 billion and 10 billion
    // tokens 2.79, for 1.3 billion 2.60.
    const SearchQuestion strict = question(kAxes, {"loss.expected <= 2.75"}, "run.days");
    const auto decisions = axis_decisions(strict, search(strict));
    REQUIRE(decisions.size() == 2);
    const OtherValue& small = decisions[1].others.back();
    CHECK(small.value == Value(std::string("gpt3-350m")));
    CHECK(small.why_not == "none meets the conditions");
    // 16 bytes a parameter of 18.4 billion on 80 GB (Rajbhandari et al. 2020, section 3).
    const SearchQuestion plain = question({"model.preset=gpt3-1.3b,gpt-18.4b",
                                           "parallelism.context=[1]",
                                           "parallelism.tensor=[1]",
                                           "parallelism.pipeline=[1]",
                                           "parallelism.zero_stage=[0]",
                                           "parallelism.offload=[\"none\"]"},
                                          {},
                                          "run.days");
    const auto sizes = axis_decisions(plain, search(plain));
    REQUIRE(sizes.size() == 1);
    CHECK(sizes[0].others.front().why_not == "none fits in memory");
}

TEST_CASE("conditions are told by how near the best plan comes to them") {
    const SearchQuestion q = question(
        kAxes, {"run.days <= 30", "loss.expected <= 2.9", "iteration.mfu >= 0.1"}, "run.days");
    const SearchOutcome found = search(q);
    REQUIRE_FALSE(found.best.empty());
    const Scenario best = scenario_of(q, found.best.front());
    const Report report = evaluate_analytic(best);
    const auto uses = condition_uses(q, {best, report});
    REQUIRE(uses.size() == 3);
    for (std::size_t i = 0; i < uses.size(); ++i) {
        CHECK(uses[i].need ==
              number_of(value_of(*find_metric(uses[i].limit.need.text()), {best, report})));
        CHECK(uses[i].share() <= 1.0);
        if (i > 0)
            CHECK(uses[i - 1].share() >= uses[i].share());
    }
}

TEST_CASE("a limit is one metric compared with a number") {
    const auto limit = [](const char* text) { return limit_of(*condition(text, {})); };
    const auto most = limit("run.days <= 30");
    REQUIRE(most);
    CHECK(most->need.text() == "run.days");
    CHECK(most->bound == 30.0);
    CHECK_FALSE(most->at_least);
    CHECK(limit("iteration.mfu > 4e-1")->at_least);
    CHECK(limit("iteration.mfu > 4e-1")->bound == 0.4);
    for (const char* other : {"30 >= run.days",
                              "run.days * 2 <= 30",
                              "run.days <= 30 && gpus > 8",
                              "run.days < 3 * 4",
                              "run.days <= gpus",
                              "memory.fits"})
        CHECK_FALSE(limit(other));
}

TEST_CASE("margins below the price of one server are told to be their rounding") {
    // A million tokens a day keep one server busy for minutes, whatever the degree; a trillion take
    // thousands, and eight accelerators do not write eight times as many as one.
    const auto told = [](const char* tokens_per_day) {
        const SearchQuestion q =
            question({"serving.tensor=[1,8]",
                      "serving.prompt_tokens=[100]",
                      "serving.generated_tokens=[100]",
                      "serving.batch=[1]",
                      std::string("serving.tokens_per_day=[") + tokens_per_day + "]",
                      "parallelism.context=[1]"},
                     {},
                     "serving.total_usd");
        const SearchOutcome found = search(q);
        REQUIRE_FALSE(found.best.empty());
        const std::vector<std::string> lines = decision_lines(q, found);
        REQUIRE_FALSE(lines.empty());
        return lines.back().find("servers are bought whole") != std::string::npos;
    };
    CHECK(told("1e6"));
    CHECK_FALSE(told("1e12"));
}
