#include "engine/search/search.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "engine/scenario/evaluate.hpp"
#include "engine/search/search_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;

namespace {

/// 1.7 billion parameters on two servers of eight: small enough to look at every plan by hand.
Scenario small_question(const std::vector<std::string>& more = {}) {
    std::vector<std::string> settings = {"model.preset=\"gpt-1.7b\"",
                                         "cluster.servers=2",
                                         "parallelism.tensor=1",
                                         "parallelism.pipeline=1",
                                         "training.global_batch=64",
                                         "training.tokens=10e9"};
    settings.insert(settings.end(), more.begin(), more.end());
    return test::load_file(test::reference_file(), settings).scenario;
}

Expression formula(const std::string& text) { return *metric_expression(text, {}); }

SearchQuestion question(const std::string& objective,
                        const std::vector<std::string>& axes = {},
                        const Scenario& base = small_question()) {
    std::vector<Axis> read;
    for (const std::string& axis : axes) read.push_back(*read_axis_setting(axis));
    SearchQuestion out{base, *plan_space(base, read), formula(objective), {}, {}};
    for (const char* goal : {"time", "cost", "carbon"}) out.goals.push_back(formula(goal));
    out.top = 5;
    return out;
}

std::vector<double> objectives(const std::vector<FoundPlan>& plans) {
    std::vector<double> out;
    for (const FoundPlan& plan : plans) out.push_back(plan.score);
    return out;
}

std::vector<std::vector<double>> goals(const std::vector<FoundPlan>& plans) {
    std::vector<std::vector<double>> out;
    for (const FoundPlan& plan : plans) out.push_back(plan.goals);
    return out;
}

double value(const char* metric, const Scenario& s, const Report& r) {
    return number_of(value_of(*find_metric(metric), {s, r}));
}

}  // namespace

TEST_CASE("the best of a space is what trying every combination of fields finds") {
    // Without anything of the search: each field's values, the scenario's own rules, and one
    // evaluation from the start for each.
    Scenario s = small_question();
    double best = std::numeric_limits<double>::infinity();
    std::int64_t valid = 0;
    std::int64_t fitting = 0;
    std::int64_t offloaded = 0;
    for (const ScheduleTraits& traits : schedules()) {
        for (const std::int64_t tensor : {1, 2, 4, 8}) {
            for (std::int64_t pipeline = 1; pipeline <= 16; ++pipeline) {
                for (std::int64_t chunks = 1; chunks <= 26; ++chunks) {
                    for (const std::int64_t batch : {1, 2, 4, 8, 16, 32, 64}) {
                        for (const std::int64_t zero : {0, 1, 2, 3}) {
                            for (const Offload offload :
                                 {Offload::none, Offload::optimizer, Offload::parameters}) {
                                s.parallelism = {};
                                s.parallelism.schedule = traits.kind;
                                s.parallelism.tensor = tensor;
                                s.parallelism.pipeline = pipeline;
                                s.parallelism.virtual_stages = chunks;
                                s.parallelism.micro_batch = batch;
                                s.parallelism.zero_stage = zero;
                                s.parallelism.offload = offload;
                                // One stage has one order; one chunk is 1F1B's or GPipe's, and a
                                // schedule with two of its own says nothing of their number.
                                if (pipeline == 1 && traits.kind != ScheduleKind::one_f_one_b)
                                    continue;
                                const bool chunked =
                                    traits.chunks == ChunkRule::given && pipeline > 1;
                                if ((chunks == 1) == chunked)
                                    continue;
                                if (!scenario_faults(s).empty())
                                    continue;
                                ++valid;
                                const Report r = evaluate_analytic(s);
                                if (!r.fits())
                                    continue;
                                ++fitting;
                                offloaded += offload != Offload::none ? 1 : 0;
                                best = std::min(best, value("run.days", s, r));
                            }
                        }
                    }
                }
            }
        }
    }
    CHECK(offloaded > 0);
    SearchQuestion q = question("run.days",
                                {"parallelism.recompute=[\"none\"]",
                                 "parallelism.sequence_parallel=[false]",
                                 "parallelism.context=[1]",
                                 "parallelism.tensor=1,2,4,8"});
    q.prune = false;
    const SearchOutcome found = search(q);
    CHECK(found.plans == valid);
    CHECK(found.evaluated == fitting);
    CHECK(found.feasible == fitting);
    CHECK(found.best.front().score == best);
    const Scenario again = scenario_of(q, found.best.front());
    CHECK(value("run.days", again, evaluate_analytic(again)) == best);
}

TEST_CASE("bounds leave nothing out: best plans and Pareto front are those of looking at all") {
    for (const char* objective : {"run.days", "cost.total_usd", "carbon.total_t"}) {
        for (const char* servers : {"2", "3", "8"}) {
            INFO(objective << " on " << servers);
            const Scenario base = small_question(
                {std::string("cluster.servers=") + servers, "training.global_batch=192"});
            SearchQuestion q = question(objective, {}, base);
            REQUIRE(is_bounded(q));
            const SearchOutcome pruned = search(q);
            q.prune = false;
            const SearchOutcome all = search(q);
            CHECK(pruned.plans == all.plans);
            CHECK(pruned.pruned > 0);
            CHECK(all.pruned == 0);
            CHECK(objectives(pruned.best) == objectives(all.best));
            CHECK(goals(pruned.pareto) == goals(all.pareto));
            for (std::size_t i = 0; i < all.best.size(); ++i) {
                CHECK(pruned.best[i].task == all.best[i].task);
                CHECK(pruned.best[i].parallelism.pipeline == all.best[i].parallelism.pipeline);
                CHECK(pruned.best[i].parallelism.schedule == all.best[i].parallelism.schedule);
            }
        }
    }
}

TEST_CASE("what a space offloads is what its server has the data for, to where it is said") {
    const auto space = [](const std::vector<std::string>& settings,
                          const std::vector<std::string>& axes = {}) {
        return question("run.days", axes, small_question(settings)).space;
    };
    using Offloads = std::vector<Offload>;
    const Offloads all = {Offload::none, Offload::optimizer, Offload::parameters};
    CHECK(space({}).offload == all);
    CHECK(space({"cluster.server=azure-nd-a100-v4"}).offload == Offloads{Offload::none});
    // The DGX-1's drives are none of NVMe.
    const std::vector<std::string> dgx_1 = {
        "cluster.server=dgx-1v", "training.precision=fp16", "economics.compare=[\"on-prem\"]"};
    CHECK(space(dgx_1).offload == all);
    std::vector<std::string> to_drives = dgx_1;
    to_drives.emplace_back("parallelism.offload_to=nvme");
    CHECK(space(to_drives).offload == Offloads{Offload::none});
    CHECK(space({}, {"parallelism.offload=[\"none\"]"}).offload == Offloads{Offload::none});
    // Where nothing goes anywhere, the place makes no plan of its own: ZeRO-0 to 3 without offload,
    // the optimizer with 1 to 3 and parameters with 3 to the host, and both with 3 to the drives.
    const auto plans = [](const std::vector<std::string>& axes) {
        std::vector<std::string> one = {"parallelism.tensor=1",
                                        "parallelism.pipeline=1",
                                        "parallelism.micro_batch=1",
                                        "parallelism.context=[1]",
                                        "parallelism.sequence_parallel=[false]",
                                        "parallelism.recompute=[\"full\"]"};
        one.insert(one.end(), axes.begin(), axes.end());
        return search(question("run.days", one)).plans;
    };
    CHECK(plans({}) == 4 + 3 + 1);
    CHECK(plans({"parallelism.offload_to=host,nvme"}) == 4 + 3 + 1 + 2);
}

namespace {

/// Calls `look(plan)` for every plan of one task in `step`; returns how many there were.
template <class Look>
std::int64_t look_at_plans(const SearchQuestion& q, std::int64_t step, const Look& look) {
    Scenario s = q.base;
    std::int64_t seen = 0;
    for (std::int64_t task = 0; task < task_count(q.space); task += step) {
        seen += for_each_plan(
            q.space, task_at(q.space, task), s, [](const Scenario&) { return false; }, look);
    }
    return seen;
}

}  // namespace

TEST_CASE("no plan beats the bound of its slice and pipeline, in any metric that it bounds") {
    const SearchQuestion q = question("run.days", {"parallelism.offload_to=host,nvme"});
    NeighbourEvaluator evaluator;
    const std::int64_t seen = look_at_plans(q, 7, [&](const Scenario& plan) {
        const Report least = evaluator.least(plan);
        const Report whole = evaluator.evaluate(plan);
        for (const char* metric : {"iteration.time_s",
                                   "run.days",
                                   "energy.facility_mwh",
                                   "carbon.total_t",
                                   "cost.on_prem.total_usd",
                                   "cost.cloud.total_usd"}) {
            INFO(metric);
            CHECK(value(metric, plan, least) <= value(metric, plan, whole) * (1 + 1e-12));
        }
    });
    CHECK(seen > 1000);
}

TEST_CASE("a neighbour's answer is that of an evaluation from the start, to the last bit") {
    const SearchQuestion q = question("run.days");
    NeighbourEvaluator evaluator;
    std::int64_t compared = 0;
    look_at_plans(q, 23, [&, number = 0](const Scenario& plan) mutable {
        if (++number % 5 != 0)
            return;
        ++compared;
        const Report near = evaluator.evaluate(plan);
        const Report far = evaluate_analytic(plan);
        for (const Metric& metric : metrics()) {
            INFO(metric.path);
            CHECK(value_of(metric, {plan, near}) == value_of(metric, {plan, far}));
        }
    });
    CHECK(compared > 100);
}

TEST_CASE("a search finds the same on any number of threads, and in parts") {
    const SearchQuestion q = question("cost.total_usd");
    const SearchOutcome one = search(q, {.threads = 1});
    for (const int threads : {2, 5}) {
        const SearchOutcome many = search(q, {.threads = threads});
        CHECK(many.plans == one.plans);
        CHECK(many.evaluated == one.evaluated);
        CHECK(many.pruned == one.pruned);
        CHECK(objectives(many.best) == objectives(one.best));
        CHECK(goals(many.pareto) == goals(one.pareto));
    }
    const std::int64_t tasks = task_count(q.space);
    const SearchOutcome bounds = first_look(q);
    SearchOutcome parts = merged(search(q, {.first = tasks / 3, .last = tasks, .bounds = &bounds}),
                                 search(q, {.first = 0, .last = tasks / 3}),
                                 q.top);
    sort_front(parts.pareto);
    CHECK(parts.evaluated == one.evaluated);
    CHECK(parts.pruned == one.pruned);
    CHECK(objectives(parts.best) == objectives(one.best));
    CHECK(goals(parts.pareto) == goals(one.pareto));
}

TEST_CASE("what is found meets the conditions, and less than all does") {
    SearchQuestion q = question("run.days", {"cluster.servers=1,2,4"});
    q.constraints.push_back(formula("memory.per_gpu_gib < 40"));
    q.constraints.push_back(formula("iteration.mfu > 0.2"));
    const SearchOutcome found = search(q);
    REQUIRE_FALSE(found.best.empty());
    CHECK(found.feasible < found.evaluated);
    for (const FoundPlan& plan : found.best) {
        const Scenario s = scenario_of(q, plan);
        const Report r = evaluate_analytic(s);
        CHECK(r.fits());
        CHECK(value("memory.per_gpu_gib", s, r) < 40.0);
        CHECK(value("iteration.mfu", s, r) > 0.2);
    }
    q.constraints.push_back(formula("run.days < 0"));
    CHECK(search(q).best.empty());
}

TEST_CASE("the rank of a plan is one more than the number of better ones") {
    SearchQuestion q = question("run.days");
    q.prune = false;
    q.top = 40;
    const SearchOutcome all = search(q);
    REQUIRE(all.best.size() == 40);
    for (const bool prune : {false, true}) {
        q.prune = prune;
        q.top = 3;
        q.reference = all.best[25].score;
        const auto better =
            std::count_if(all.best.begin(), all.best.end(), [&](const FoundPlan& p) {
                return p.score < q.reference;
            });
        CHECK(search(q).better == better);
    }
}

TEST_CASE("a search that was stopped says so, and claims nothing") {
    const SearchQuestion q = question("run.days");
    const std::atomic<bool> stop = true;
    const SearchOutcome outcome = search(q, {.threads = 1, .stop = &stop});
    REQUIRE(outcome.stopped);
    const SearchReport report{q, outcome, 0.0, 1};
    CHECK_THAT(search_text(report), ContainsSubstring("stopped before the end"));
    CHECK_THAT(search_text(report), !ContainsSubstring("none fits"));
    CHECK_THAT(search_json(report), ContainsSubstring("\"stopped\": true"));
}
