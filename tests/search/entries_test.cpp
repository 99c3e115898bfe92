#include "engine/search/entries.hpp"

#include <cmath>

#include "engine/scenario/evaluate.hpp"
#include "engine/search/search.hpp"
#include "tests/search/small_run.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

std::vector<Axis> axes(const std::vector<std::string>& settings) {
    std::vector<Axis> out;
    for (const std::string& setting : settings) out.push_back(*read_axis_setting(setting));
    return out;
}

SearchQuestion question(const EntrySpace& entries, const char* objective) {
    SearchQuestion out{entries.choices.front().base,
                       entries.choices.front().space,
                       *metric_expression(objective, {}),
                       {},
                       {}};
    for (const char* goal : {"time", "cost"}) out.goals.push_back(*metric_expression(goal, {}));
    out.entries = entries;
    out.top = 7;
    return out;
}

}  // namespace

TEST_CASE("a search over entries finds what a search for each of them finds") {
    const std::vector<std::string> servers = {"dgx-a100-80gb", "dgx-h100"};
    const std::vector<std::string> models = {"gpt3-350m", "gpt3-1.3b"};
    const EntrySpace entries = *entry_space(test::small_run(),
                                            test::database(),
                                            axes({"cluster.server=dgx-a100-80gb,dgx-h100",
                                                  "model.preset=gpt3-350m,gpt3-1.3b",
                                                  "cluster.servers=1,2",
                                                  "parallelism.context=[1]"}));
    REQUIRE(entries.choices.size() == 4);
    for (const char* objective : {"run.days", "cost.total_usd"}) {
        const SearchQuestion all = question(entries, objective);
        const SearchOutcome together = search(all);
        SearchOutcome apart;
        for (const std::string& server : servers) {
            for (const std::string& model : models) {
                const Scenario base =
                    as_searched(load_scenario(test::small_run({"cluster.server=\"" + server + "\"",
                                                               "model.preset=\"" + model + "\""}),
                                              test::database())
                                    ->scenario);
                SearchQuestion one = all;
                one.entries = {};
                one.base = base;
                one.space =
                    *plan_space(base, axes({"cluster.servers=1,2", "parallelism.context=[1]"}));
                one.prune = false;
                apart = merged(std::move(apart), search(one), one.top);
            }
        }
        CHECK(together.plans == apart.plans);
        REQUIRE(together.best.size() == apart.best.size());
        for (std::size_t i = 0; i < apart.best.size(); ++i)
            CHECK(together.best[i].score == apart.best[i].score);
        CHECK(together.pareto.size() == apart.pareto.size());
        // What is found is a scenario of its own entries again.
        const Scenario best = scenario_of(all, together.best.front());
        const Report report = evaluate_analytic(best);
        CHECK(number_of(value_of(*find_metric(objective), {best, report})) ==
              together.best.front().score);
    }
}

TEST_CASE("parts of a search over entries, merged, are the whole on any number of threads") {
    const EntrySpace entries =
        *entry_space(test::small_run(),
                     test::database(),
                     axes({"cluster.server=dgx-a100-80gb,dgx-h100", "parallelism.context=[1]"}));
    const SearchQuestion q = question(entries, "run.days");
    SearchOptions one;
    one.threads = 1;
    const SearchOutcome whole = search(q, one);
    const std::int64_t tasks = task_count(q);
    SearchOutcome parts;
    for (int k = 0; k < 3; ++k) {
        SearchOptions part;
        part.first = k * tasks / 3;
        part.last = (k + 1) * tasks / 3;
        parts = merged(std::move(parts), search(q, part), q.top);
    }
    CHECK(parts.plans == whole.plans);
    CHECK(parts.evaluated == whole.evaluated);
    REQUIRE(parts.best.size() == whole.best.size());
    for (std::size_t i = 0; i < whole.best.size(); ++i)
        CHECK(parts.best[i].task == whole.best[i].task);
}

TEST_CASE("ceilings are conditions: they leave what conditions leave") {
    const EntrySpace entries =
        *entry_space(test::small_run(),
                     test::database(),
                     axes({"cluster.server=dgx-a100-80gb,dgx-h100", "parallelism.context=[1]"}));
    SearchQuestion q = question(entries, "cost.total_usd");
    const double days = 1.2 * search(question(entries, "run.days")).best.front().score;
    q.ceilings = *read_budget("days=" + to_text(days), {});
    const SearchOutcome bounded = search(q);
    q.ceilings.clear();
    q.constraints = {*metric_expression("run.days <= " + to_text(days), {})};
    q.prune = false;
    const SearchOutcome tried = search(q);
    CHECK(bounded.plans == tried.plans);
    CHECK(bounded.evaluated < tried.evaluated);
    REQUIRE(bounded.best.size() == tried.best.size());
    for (std::size_t i = 0; i < tried.best.size(); ++i)
        CHECK(bounded.best[i].score == tried.best[i].score);
}

TEST_CASE("a slip in the name of an entry is a fault, a combination that cannot be is left out") {
    const auto slip = entry_space(
        test::small_run(), test::database(), axes({"cluster.server=dgx-a100-80gb,dgx-h10"}));
    REQUIRE(!slip);
    CHECK(slip.error().front().message ==
          "cluster.server = \"dgx-h10\": no such entry among the servers");
    const auto rented = entry_space(test::small_run({"economics.compare=[\"aws-p4de-3yr\"]"}),
                                    test::database(),
                                    axes({"cluster.server=dgx-a100-80gb,dgx-h100"}));
    REQUIRE(rented);
    CHECK(rented->choices.size() == 1);
    REQUIRE(rented->left_out.size() == 1);
    CHECK_THAT(rented->left_out.front(),
               ContainsSubstring("cluster.server=\"dgx-h100\": economics.compare"));
}

TEST_CASE("a plan that is found is told as it was judged: with its software and its recipe") {
    for (const std::vector<std::string>& varied :
         {std::vector<std::string>{"cluster.server=dgx-a100-80gb,dgx-h100"},
          std::vector<std::string>{"recipe.lora_rank=4,64"}}) {
        INFO(varied.front());
        const Assignments lora = test::small_run(
            {"recipe.kind=\"lora\"", "recipe.lora_rank=16", "recipe.lora_matrices=[\"q\",\"v\"]"});
        const EntrySpace entries = *entry_space(lora, test::database(), axes(varied));
        const auto loaded = load_scenario(lora, test::database());
        REQUIRE(loaded);
        const Scenario base = as_searched(loaded->scenario);
        SearchQuestion q{
            base, *plan_space(base, {}), *metric_expression("memory.per_gpu_gib", {}), {}, {}};
        q.entries = entries;
        const SearchOutcome found = search(q);
        REQUIRE(found.best.size() == q.top);
        for (const FoundPlan& plan : found.best) {
            const Scenario s = scenario_of(q, plan);
            const Report r = evaluate_analytic(s);
            CHECK(number_of(value_of(*find_metric("memory.per_gpu_gib"), {s, r})) == plan.score);
        }
    }
}

TEST_CASE("each value of a field beside the plan has the plans that it allows by itself") {
    // A batch of 63 has micro-batches of 7 and 9, which one of 64 has not.
    const std::vector<Axis> pinned = axes({"parallelism.context=[1]", "parallelism.tensor=[1]"});
    const auto best_of = [&](const char* batches) {
        std::vector<Axis> varied = pinned;
        varied.push_back(*read_axis_setting(std::string("training.global_batch=") + batches));
        SearchQuestion q =
            question(*entry_space(test::small_run({"cluster.gpus=1"}), test::database(), varied),
                     "run.days");
        q.prune = false;
        const SearchOutcome found = search(q);
        return std::pair(found.plans, found.best.front().score);
    };
    const auto odd = best_of("[63]");
    const auto even = best_of("[64]");
    const auto both = best_of("63,64");
    CHECK(both.first == odd.first + even.first);
    CHECK(both.second == std::min(odd.second, even.second));
}

TEST_CASE("a value beside the plan that contradicts the rest is left out with its reason") {
    // An A100 draws 400 W at most; 2048 wide is no multiple of 96 heads.
    for (const auto& [setting, reason] :
         {std::pair("accelerator.power_cap_w=300,500", "power_cap_w"),
          std::pair("model.heads=16,96", "model.heads=96")}) {
        INFO(setting);
        const auto entries = entry_space(
            test::small_run(), test::database(), axes({setting, "parallelism.context=[1]"}));
        REQUIRE(entries);
        CHECK(entries->choices.size() == 1);
        REQUIRE(entries->left_out.size() == 1);
        CHECK_THAT(entries->left_out.front(), ContainsSubstring(reason));
    }
}

TEST_CASE("plans are carried out from the first batch of a ramp on, as run takes them") {
    const Assignments ramp = test::small_run({"training.batch_ramp_start=16",
                                              "training.batch_ramp_increment=16",
                                              "training.batch_ramp_tokens=1e9"});
    const auto loaded = load_scenario(ramp, test::database());
    REQUIRE(loaded);
    const Scenario base = as_searched(loaded->scenario);
    SearchQuestion q{base,
                     *plan_space(base, axes({"parallelism.context=[1]"})),
                     *metric_expression("run.days", {}),
                     {},
                     {}};
    q.top = 1000;
    q.prune = false;
    const SearchOutcome found = search(q);
    REQUIRE_FALSE(found.best.empty());
    for (const FoundPlan& plan : found.best) CHECK(scenario_faults(scenario_of(q, plan)).empty());
}

TEST_CASE("data parallel degrees that are asked for are the only ones") {
    const auto loaded = load_scenario(test::small_run(), test::database());
    REQUIRE(loaded);
    const Scenario base = as_searched(loaded->scenario);
    const auto found = [&](const char* setting) {
        SearchQuestion q{base,
                         *plan_space(base, axes({setting, "parallelism.context=[1]"})),
                         *metric_expression("run.days", {}),
                         {},
                         {}};
        q.prune = false;
        q.top = 10'000;
        return std::pair(q, search(q));
    };
    const auto [two, of_two] = found("parallelism.data=2");
    REQUIRE_FALSE(of_two.best.empty());
    for (const FoundPlan& plan : of_two.best)
        CHECK(evaluate_analytic(scenario_of(two, plan)).layout.data == 2);
    const auto [four, of_four] = found("parallelism.data=4");
    const auto [either, of_either] = found("parallelism.data=2,4");
    CHECK(of_either.plans == of_two.plans + of_four.plans);
}

TEST_CASE("conditions bound slices of plans, and leave out none that meets them") {
    const auto loaded = load_scenario(test::small_run(), test::database());
    REQUIRE(loaded);
    const Scenario base = as_searched(loaded->scenario);
    for (const char* objective : {"gpus", "power.facility_mean_kw", "run.days"}) {
        for (const char* condition_text :
             {"run.days <= 20", "run.days < 8", "cost.total_usd<=9e3"}) {
            INFO(objective << " where " << condition_text);
            SearchQuestion q{
                base,
                *plan_space(base, axes({"cluster.servers=1,2,3,4", "parallelism.context=[1]"})),
                *metric_expression(objective, {}),
                {*condition(condition_text, {})},
                {}};
            q.top = 5;
            const SearchOutcome bounded = search(q);
            q.prune = false;
            const SearchOutcome tried = search(q);
            CHECK(bounded.plans == tried.plans);
            REQUIRE(bounded.best.size() == tried.best.size());
            for (std::size_t i = 0; i < tried.best.size(); ++i) {
                CHECK(bounded.best[i].score == tried.best[i].score);
                CHECK(bounded.best[i].task == tried.best[i].task);
            }
        }
    }
}

TEST_CASE("numbers of servers that contradict the rest have no plans, the others keep theirs") {
    // Without a network one server is a machine, and two are not.
    for (const char* own : {"cluster.servers=1", "cluster.servers=2"}) {
        INFO(own);
        const Assignments base = test::small_run({own});
        const auto entries =
            entry_space(base, test::database(), axes({"server.nics=0,8", "cluster.servers=1,2"}));
        REQUIRE(entries);
        REQUIRE(entries->choices.size() == 2);
        CHECK(entries->choices[0].space.beside.front().values.size() == 1);
        CHECK(entries->choices[1].space.beside.front().values.size() == 2);
    }
    const auto none = entry_space(
        test::small_run(), test::database(), axes({"server.nics=0,8", "cluster.servers=[2]"}));
    REQUIRE(none);
    CHECK(none->choices.size() == 1);
    CHECK(none->left_out.size() == 1);
}
