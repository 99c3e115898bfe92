// What only events can say: one slow accelerator, a slow link, a fabric that is short of bandwidth.

#include "engine/des/discrete_iteration.hpp"

#include <algorithm>
#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"
#include "tests/support/training_run.hpp"

using namespace deepwallet;
using namespace deepwallet::test;

namespace {

DiscreteIteration simulated(TrainingRun& run, const SimulationTerms& terms) {
    const auto done = discrete_iteration(run.input(), terms, (run.gpus + 7) / 8);
    if (!done)
        FAIL(render(done.error()));
    return *done;
}

/// A pipeline of single accelerators whose links cost next to nothing.
TrainingRun bare_pipeline(std::int64_t stages) {
    TrainingRun run;
    run.model = gpt(4 * stages, 4096, 32);
    run.model.vocab = 256;
    run.training.sequence_length = 2048;
    run.training.global_batch = 4 * stages;
    run.parallelism.pipeline = stages;
    run.gpus = stages;
    run.server.point_to_point_bandwidth = 1e15 * units::byte / units::s;
    run.server.hop_latency = Time{};
    run.fabric.latency = Time{};
    return run;
}

/// Data parallel alone: one layer, so that gradients are most of the iteration.
TrainingRun replicas(std::int64_t servers) {
    TrainingRun run;
    run.model = gpt(2, 8192, 64);
    run.training.sequence_length = 1024;
    run.parallelism.tensor = 8;
    run.training.global_batch = servers;
    run.gpus = 8 * servers;
    run.fabric.kind = FabricKind::fat_tree;
    return run;
}

double data_comm(TrainingRun& run, const SimulationTerms& terms) {
    return simulated(run, terms).iteration.breakdown.data_comm.base();
}

}  // namespace

TEST_CASE("a slow accelerator makes its stage slow, and 1F1B takes what a slow stage costs") {
    // p 4, m 16, the slow stage at the end, in front or in the middle (closed form of one slow
    // stage, Narayanan et al. 2020 executed): work of the slow stage and the others' fill.
    constexpr std::int64_t kStages = 4;
    const std::int64_t slow = GENERATE(0, 1, 2, 3);
    const double speed = GENERATE(0.5, 0.8, 0.95);
    TrainingRun run = bare_pipeline(kStages);
    const Iteration even = run.iteration();
    SimulationTerms terms{.detail = Detail::full};
    terms.slow_gpus = {std::to_string(slow) + "=" + std::to_string(speed)};
    const DiscreteIteration done = simulated(run, terms);

    const BlockTime& layer = even.blocks.layer[0];
    std::vector<StageTime> stages;
    for (std::int64_t i = 0; i < kStages; ++i) {
        BlockTime block = 4.0 * layer;
        if (i == 0)
            block += even.blocks.embedding;
        if (i == kStages - 1)
            block += even.blocks.head;
        StageTime time{
            block.forward.total(), block.input_gradient.total(), block.weight_gradient.total()};
        if (i == slow) {
            time.forward *= 1.0 / speed;
            time.input_gradient *= 1.0 / speed;
            time.weight_gradient *= 1.0 / speed;
        }
        stages.push_back(time);
    }
    const Time pipeline = pipeline_time(ScheduleKind::one_f_one_b, stages, 1, 16).makespan;
    const Time optimizer = even.breakdown.optimizer / speed;
    CAPTURE(slow, speed);
    CHECK_THAT(done.iteration.time / (pipeline + optimizer), WithinRel(1.0, 2e-3));
    REQUIRE(done.details.held_up);
    // Its neighbours wait for it, and the iteration's bottleneck is its stage.
    CHECK(done.iteration.bottleneck == slow);
}

TEST_CASE("one slow accelerator of a tensor group holds up the seven others") {
    TrainingRun run = replicas(2);
    SimulationTerms terms{.detail = Detail::full};
    terms.slow_gpus = {"server1/gpu3=0.5"};
    const DiscreteIteration done = simulated(run, terms);
    REQUIRE(done.details.held_up);
    CHECK(done.details.held_up->gpu == 11);
    CHECK(done.iteration.time > done.details.closed_form);
}

TEST_CASE("data parallel rings on an oversubscribed fabric slow down as max-min says") {
    struct Row {
        std::int64_t ports;  ///< of a switch: how many servers share a leaf
        double oversubscription;
        double slowdown;  ///< of the bytes' time
    };
    // Each server starts 8 rings, and each crosses the uplinks of its leaf once each way. A leaf
    // of one server has 8 / o cables up for them, one of two servers 16 / o.
    const auto row = GENERATE(values<Row>({{10, 4.0, 4.0}, {20, 4.0, 2.0}, {16, 1.0, 1.0}}));
    const auto bytes_time = [](TrainingRun run) {
        TrainingRun twice = run;
        twice.software.gradient_bytes = 2 * run.software.gradient_bytes;
        const SimulationTerms full{.detail = Detail::full};
        // Latencies are the same for both.
        return data_comm(twice, full) - data_comm(run, full);
    };
    TrainingRun run = replicas(4);
    run.fabric.switch_ports = row.ports;
    run.fabric.oversubscription = row.oversubscription;
    TrainingRun ideal = replicas(4);
    ideal.fabric.oversubscription = 1.0;
    CAPTURE(row.ports, row.oversubscription);
    CHECK_THAT(bytes_time(run) / bytes_time(ideal), WithinRel(row.slowdown, 1e-6));
}

TEST_CASE("an adapter at half speed halves the rate of the ring through it") {
    TrainingRun run = replicas(4);
    const SimulationTerms full{.detail = Detail::full};
    SimulationTerms half = full;
    half.degraded_links = {"server2/nic5=0.5"};
    // All rings of a server are one activity, as fast as its slowest link.
    TrainingRun twice = run;
    twice.software.gradient_bytes = 2 * run.software.gradient_bytes;
    const double usual = data_comm(twice, full) - data_comm(run, full);
    const double slowed = data_comm(twice, half) - data_comm(run, half);
    CHECK(slowed / usual > 1.0);
    CHECK_THAT(slowed / usual, WithinRel(2.0, 1e-6));
}

TEST_CASE("a cut adapter's traffic takes the next one of its server") {
    TrainingRun run = replicas(4);
    run.fabric.kind = FabricKind::rail_optimized;
    SimulationTerms terms{.detail = Detail::full};
    const double usual = data_comm(run, terms);
    terms.degraded_links = {"server2/nic5=0"};
    CHECK(data_comm(run, terms) > usual);
}

TEST_CASE("quantiles are in order, and repeat with the seed") {
    TrainingRun run = bare_pipeline(4);
    SimulationTerms terms{.seed = 11, .repeats = 41, .jitter = 0.05};
    const DiscreteIteration a = simulated(run, terms);
    const DiscreteIteration b = simulated(run, terms);
    CHECK(a.details.p10 < a.details.p50);
    CHECK(a.details.p50 < a.details.p90);
    CHECK(a.iteration.time == a.details.p50);
    CHECK(a.details.p10 == b.details.p10);
    CHECK(a.details.p90 == b.details.p90);
    terms.seed = 12;
    CHECK(simulated(run, terms).details.p50 != a.details.p50);
}

TEST_CASE("parts of a simulated iteration add up, for every stage and as phases") {
    Random random;
    for (int i = 0; i < 30; ++i) {
        TrainingRun run = bare_pipeline(random.whole(1, 4));
        run.parallelism.recompute = i % 2 == 0 ? Recompute::full : Recompute::none;
        const DiscreteIteration done = simulated(
            run, {.detail = Detail::full, .seed = i, .jitter = 0.1, .speed_spread = 0.05});
        const Iteration& it = done.iteration;
        CHECK_THAT(it.breakdown.total() / it.time, WithinRel(1.0, 1e-9));
        CHECK_THAT(it.phases.total() / it.time, WithinRel(1.0, 1e-9));
        for (const StageUse& use : done.details.stages) {
            CHECK_THAT(use.total(), WithinRel(1.0, 1e-9));
            CHECK(use.waiting >= -1e-9);
        }
    }
}

TEST_CASE("what cannot be simulated is told of") {
    TrainingRun run = replicas(2);
    const auto faults = [&](const SimulationTerms& terms) {
        return render(simulation_faults(run.input(), terms, 2));
    };
    CHECK(faults({}) == "");
    CHECK_THAT(faults({.slow_gpus = {"0=0.5"}}), ContainsSubstring("detail = \"full\""));
    CHECK_THAT(faults({.speed_spread = 0.1}), ContainsSubstring("detail = \"full\""));
    const auto full = [&](SimulationTerms terms) {
        terms.detail = Detail::full;
        return faults(terms);
    };
    CHECK(full({.slow_gpus = {"0=0.5", "3-5 = 0.9", "server1=1", "server1/gpu7=0.25"}}) == "");
    for (const char* bad : {"16=0.5",
                            "0=0",
                            "0=1.5",
                            "0=nan",
                            "0",
                            "=0.5",
                            "5-3=0.5",
                            "server2=0.5",
                            "server0/gpu8=0.5",
                            "gpu1=0.5",
                            "0=0.5x",
                            "-1=0.5",
                            "server=0.5",
                            "99999999999999999999=0.5",
                            "server99999999999999=0.5"}) {
        CAPTURE(bad);
        CHECK(full({.slow_gpus = {bad}}) != "");
    }
    for (const char* bad : {"server0/nic8=0.5",
                            "server2/nic0=0.5",
                            "nic0=0.5",
                            "server0/nic0=-1",
                            "server0/nic0",
                            "server0/nic0=2",
                            "leaf9.9=0.5",
                            "",
                            "=",
                            "-=0.5"}) {
        CAPTURE(bad);
        CHECK(full({.degraded_links = {bad}}) != "");
    }
    CHECK_THAT(full({.degraded_links = {"server0/gpu3=0"}}), ContainsSubstring("cannot reach"));
    run.training.global_batch = 2'000'000'000;
    CHECK_THAT(full({}), ContainsSubstring("too many to simulate"));
}
