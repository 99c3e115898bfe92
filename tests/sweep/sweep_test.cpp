#include "engine/sweep/sweep.hpp"

#include <set>

#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"
#include "tests/support/sweeps.hpp"

using namespace deepwallet;

namespace {

/// As --set writes it.
std::vector<std::string> settings_of(const Sweep& sweep, const Point& point) {
    std::vector<std::string> out;
    for (std::size_t k = 0; k < point.axes.size(); ++k)
        out.push_back(sweep.axis_paths()[k] + "=" + to_text(point.axes[k]));
    return out;
}

/// The first message of what `deepwallet run` would say.
std::string refusal(const std::vector<std::string>& settings) {
    const auto inputs = read_inputs(test::reference_file(), settings);
    if (!inputs)
        return inputs.error().front().message;
    const auto loaded = load_scenario(*inputs, test::database());
    return loaded ? "" : loaded.error().front().message;
}

std::string all_metrics() {
    std::string out;
    for (const Metric& metric : metrics()) out += fmt::format("\"{}\",", metric.path);
    return "metrics = [" + out + "]\n";
}

/// Random points of a sweep, one after the other by one worker, are what one at a time is answered.
void check_against_single_runs(const std::string& section, int tries) {
    const Sweep sweep = test::sweep_of(all_metrics() + section);
    SweepWorker worker(sweep);
    test::Random random;
    int done = 0;
    for (int i = 0; i < tries; ++i) {
        const Point point = worker.evaluate(random.whole(0, sweep.size() - 1));
        const std::vector<std::string> settings = settings_of(sweep, point);
        INFO(fmt::format("{}", fmt::join(settings, " ")));
        if (point.status == PointStatus::faulty) {
            CHECK_THAT(point.reason, StartsWith(refusal(settings)));
            CHECK(!refusal(settings).empty());
            continue;
        }
        const LoadedScenario loaded = test::load_file(test::reference_file(), settings);
        const Report report = evaluate_analytic(loaded.scenario);
        const Answer answer{loaded.scenario, report};
        REQUIRE(point.metrics.size() == metrics().size());
        for (std::size_t m = 0; m < metrics().size(); ++m) {
            INFO(metrics()[m].path);
            CHECK(point.metrics[m] == value_of(metrics()[m], answer));
        }
        ++done;
    }
    CHECK(done > tries / 8);
}

double metric_at(const Sweep& sweep, std::int64_t id, std::size_t metric = 0) {
    return number_of(SweepWorker(sweep).evaluate(id).metrics.at(metric));
}

}  // namespace

TEST_CASE("a point has every metric of the same scenario alone, to the last bit: plans") {
    check_against_single_runs(
        "grid.\"cluster.servers\" = [280, 350, 420]\n"
        "grid.\"parallelism.tensor\" = [4, 8]\n"
        "grid.\"parallelism.pipeline\" = [15, 21, 35]\n"
        "grid.\"parallelism.micro_batch\" = [1, 2]\n"
        "grid.\"parallelism.recompute\" = [\"none\", \"selective\", \"full\"]\n"
        "grid.\"parallelism.zero_stage\" = [0, 1]\n"
        "grid.\"parallelism.sequence_parallel\" = [true, false]\n",
        40);
}

TEST_CASE("a point has every metric of the same scenario alone, to the last bit: hardware") {
    check_against_single_runs(
        "grid.\"cluster.server\" = [\"dgx-a100-80gb\", \"dgx-h100\"]\n"
        "grid.\"training.sequence_length\" = [1024, 2048]\n"
        "grid.\"accelerator.memory_gib\" = [80, 96]\n"
        "grid.\"software.stack\" = [\"megatron-2021\", \"deepspeed-megatron-2021\"]\n"
        "grid.\"fabric.oversubscription\" = [1, 4]\n",
        16);
}

TEST_CASE("a point has every metric of the same scenario alone, to the last bit: bills") {
    check_against_single_runs(
        "grid.\"site.preset\" = [\"us-virginia\", \"france\", \"india-mumbai\"]\n"
        "grid.\"economics.compare\" = [\"on-prem\", \"aws-p4de\"]\n"
        "grid.\"economics.utilisation\" = [0.5, 0.9]\n"
        "grid.\"campaign.spare_servers\" = [0, 8]\n"
        "grid.\"training.tokens\" = [270e9, 540e9]\n"
        "sample.\"server.price_usd\" = { low = 150000, high = 250000 }\nsamples = 5\n",
        24);
}

TEST_CASE("a point depends on its number alone, not on the points before it") {
    const Sweep sweep = test::sweep_of(
        "grid.\"cluster.server\" = [\"dgx-a100-80gb\", \"dgx-h100\"]\n"
        "grid.\"training.sequence_length\" = [1024, 2048]\n"
        "grid.\"cluster.servers\" = [280, 350]\n"
        "derive.\"training.global_batch\" = \"cluster.servers * 8\"\n");
    SweepWorker forwards(sweep);
    SweepWorker backwards(sweep);
    std::vector<Point> points;
    for (std::int64_t id = 0; id < sweep.size(); ++id) points.push_back(forwards.evaluate(id));
    for (std::int64_t id = sweep.size(); id-- > 0;) {
        const Point again = backwards.evaluate(id);
        CHECK(again.axes == points[static_cast<std::size_t>(id)].axes);
        CHECK(again.metrics == points[static_cast<std::size_t>(id)].metrics);
    }
}

TEST_CASE("a derived field follows from the others of its point") {
    // 2240, 2800 and 3360 GPUs are 8, 10 and 12 replicas of 8 x 35.
    const Sweep sweep = test::sweep_of(
        "grid.\"cluster.servers\" = [280, 350, 420]\n"
        "derive.\"parallelism.data\" = \"cluster.servers * 8 / parallelism.tensor / "
        "parallelism.pipeline\"\n");
    CHECK(sweep.axis_paths() == std::vector<std::string>{"cluster.servers", "parallelism.data"});
    SweepWorker worker(sweep);
    for (std::int64_t id = 0; id < 3; ++id) {
        const Point point = worker.evaluate(id);
        CHECK(point.status == PointStatus::done);
        CHECK(point.axes.at(1) == Value(std::int64_t{8 + 2 * id}));
    }
}

TEST_CASE("a derived field that names itself starts from the scenario's value at each point") {
    const Sweep sweep = test::sweep_of(
        "grid.\"cluster.servers\" = [280, 350, 420]\n"
        "derive.\"training.global_batch\" = \"training.global_batch * 2\"\n");
    SweepWorker worker(sweep);
    for (std::int64_t id = 0; id < 3; ++id)
        CHECK(worker.evaluate(id).axes.at(1) == Value(std::int64_t{3840}));
}

TEST_CASE("a derived value that its field does not take makes the point faulty") {
    const Sweep sweep = test::sweep_of(
        "grid.\"cluster.servers\" = [280, 281]\n"
        "derive.\"parallelism.data\" = \"cluster.servers / 35\"\n");
    SweepWorker worker(sweep);
    CHECK(worker.evaluate(0).status == PointStatus::done);
    const Point broken = worker.evaluate(1);
    CHECK(broken.status == PointStatus::faulty);
    CHECK_THAT(broken.reason, ContainsSubstring("parallelism.data"));
}

TEST_CASE("a draw that its field does not take makes the point faulty") {
    // Three deviations around 1.0: half of the draws are a PUE below 1, which there is not.
    const Sweep sweep = test::sweep_of(
        "samples = 100\nsample.\"site.pue\" = { distribution = \"normal\", mean = 1.0, deviation = "
        "0.1 }\n");
    SweepWorker worker(sweep);
    int faulty = 0;
    for (std::int64_t id = 0; id < 100; ++id) {
        const Point point = worker.evaluate(id);
        const bool below = std::get<double>(point.axes.at(0)) < 1.0;
        CHECK((point.status == PointStatus::faulty) == below);
        if (below)
            CHECK_THAT(point.reason, ContainsSubstring("site.pue"));
        faulty += below ? 1 : 0;
    }
    CHECK(faulty == 50);
}

TEST_CASE("points that do not meet keep are left out, and so are those where it is not known") {
    const Sweep sweep =
        test::sweep_of("keep = \"run.days < 45\"\ngrid.\"cluster.servers\" = [280, 350, 420]\n");
    SweepWorker worker(sweep);
    // 49.6, 41.3 and 35.8 days.
    CHECK(worker.evaluate(0).status == PointStatus::left_out);
    CHECK(worker.evaluate(0).metrics.empty());
    CHECK(worker.evaluate(1).status == PointStatus::done);
    CHECK(worker.evaluate(2).status == PointStatus::done);
    // Without a second offer there is nothing to break even with.
    const Sweep unknown =
        test::sweep_of("keep = \"cost.break_even_months > 0\"\ngrid.\"cluster.servers\" = [280]\n",
                       {"economics.compare=[\"on-prem\"]"});
    CHECK(SweepWorker(unknown).evaluate(0).status == PointStatus::left_out);
}

TEST_CASE("keep = fits leaves out plans that do not fit in memory") {
    const Sweep sweep =
        test::sweep_of("keep = \"fits\"\ngrid.\"accelerator.memory_gib\" = [40, 80]\n");
    SweepWorker worker(sweep);
    CHECK(worker.evaluate(0).status == PointStatus::left_out);
    CHECK(worker.evaluate(1).status == PointStatus::done);
}

TEST_CASE("an entry that is not there is a slip: the sweep is refused before its first point") {
    for (const char* servers : {"\"dgx-a100-80gb\", \"dgx-b1000\"", "\"dgx-b1000\""}) {
        const auto none =
            test::try_sweep(std::string("grid.\"cluster.server\" = [") + servers + "]\n");
        REQUIRE_FALSE(none);
        CHECK_THAT(render(none.error()), ContainsSubstring("dgx-b1000"));
        CHECK_THAT(render(none.error()), ContainsSubstring("did you mean 'dgx-b200'"));
    }
}

TEST_CASE("a fingerprint stands for the question: axes, scenario, metrics") {
    const std::string grid = "grid.\"cluster.servers\" = [280, 350]\n";
    const std::string first = test::sweep_of(grid).fingerprint();
    CHECK(test::sweep_of(grid).fingerprint() == first);
    std::set<std::string> all = {
        first,
        test::sweep_of("grid.\"cluster.servers\" = [280, 351]\n").fingerprint(),
        test::sweep_of(grid, {"training.tokens=1e12"}).fingerprint(),
        test::sweep_of(grid + "metrics = [\"run.days\"]\n").fingerprint(),
        test::sweep_of(grid + "keep = \"fits\"\n").fingerprint(),
        test::sweep_of(grid + "derive.\"parallelism.data\" = \"8\"\n").fingerprint()};
    CHECK(all.size() == 6);
}

TEST_CASE("more servers take fewer days: the axis reaches the engine") {
    const Sweep sweep =
        test::sweep_of("metrics = [\"run.days\"]\ngrid.\"cluster.servers\" = [280, 350, 420]\n");
    CHECK(metric_at(sweep, 0) > metric_at(sweep, 1));
    CHECK(metric_at(sweep, 1) > metric_at(sweep, 2));
}
