// What data parallelism adds: volumes of ZeRO's stages, and what hides behind the last backward
// pass.

#include "engine/analytic/data_parallel.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/training_run.hpp"

using namespace deepwallet;
using namespace deepwallet::units;
using namespace deepwallet::test;

namespace {

constexpr double kExact = 1e-9;

/// 1e9 parameters on each rank, eight replicas, one in each server: 7/8 of 4 GB of gradients, or of
/// 2 GB of weights, over an adapter of 21.25 GB/s, and seven hops of 15 us.
constexpr double kParameters = 1e9;
constexpr double kScatterGradients = 7.0 / 8 * 4e9 / 21.25e9 + 7 * 15e-6;
constexpr double kGatherWeights = 7.0 / 8 * 2e9 / 21.25e9 + 7 * 15e-6;
constexpr double kReduceGradients = 2 * kScatterGradients;

struct Case {
    TrainingRun run = run_22b(8);
    Time forward = 1 * s;
    Time backward = 2 * s;
    std::int64_t layers = 10;

    explicit Case(std::int64_t zero_stage = 0) { run.parallelism.zero_stage = zero_stage; }

    void overlap(double last_bucket) {
        run.software.overlap_data = DataOverlap::last_backward;
        run.software.last_bucket = last_bucket;
    }
    [[nodiscard]] DataParallelTime time(RankParameters parameters = {kParameters, 0.0}) {
        const StageTime stage{forward, backward / 2.0, backward / 2.0};
        const IterationInput in = run.input();
        return data_parallel_time(
            in, memory_context(in), network(run.server, run.fabric), parameters, layers, stage);
    }
};

/// Hidden communication slows what covers it by 0.02/0.98 of its time.
double hidden(double seconds) { return seconds * 0.02 / 0.98; }

}  // namespace

TEST_CASE("without overlap each stage of ZeRO pays for its volume") {
    struct Row {
        std::int64_t zero_stage;
        double forward, backward, iteration;
    };
    // Rajbhandari et al. 2020, section 7: an all-reduce of the gradients; a scatter of gradients
    // and a gather of weights; with ZeRO-2 the scatter and with ZeRO-3 two gathers and the scatter
    // for each micro-batch.
    const auto row = GENERATE(values<Row>({
        {0, 0, 0, kReduceGradients},
        {1, 0, 0, kScatterGradients + kGatherWeights},
        {2, 0, kScatterGradients, kGatherWeights},
        {3, kGatherWeights, kGatherWeights + kScatterGradients, 0},
    }));
    CAPTURE(row.zero_stage);
    const DataParallelTime time = Case(row.zero_stage).time();
    CHECK_THAT(time.forward.in(s), WithinRel(row.forward, kExact));
    CHECK_THAT(time.each_backward().in(s), WithinRel(row.backward, kExact));
    CHECK_THAT(time.iteration.in(s), WithinRel(row.iteration, kExact));
}

TEST_CASE("micro-batches that pass a chunk in a row share its traffic") {
    // Lamy-Poirier 2022 (arXiv:2211.05953), section 4: breadth-first, gradients are scattered once;
    // depth-first, once for each sequence of as many micro-batches as stages; here 16 on 4 stages
    // of two chunks. The weights that the backward pass begins with are there still.
    struct Row {
        ScheduleKind schedule;
        std::int64_t zero_stage;
        double iteration;
    };
    const auto row = GENERATE(values<Row>({
        {ScheduleKind::breadth_first, 2, kScatterGradients + kGatherWeights},
        {ScheduleKind::interleaved, 2, 4 * kScatterGradients + kGatherWeights},
        {ScheduleKind::breadth_first, 3, 1.5 * kGatherWeights + kScatterGradients},
        {ScheduleKind::interleaved, 3, 4 * (2 * kGatherWeights + kScatterGradients)},
    }));
    Case at(row.zero_stage);
    at.run.parallelism.pipeline = 4;
    at.run.parallelism.virtual_stages = 2;
    at.run.parallelism.schedule = row.schedule;
    at.run.gpus = 4 * 64;
    at.run.training.global_batch = 8 * 16;
    CAPTURE(static_cast<int>(row.schedule), row.zero_stage);
    const DataParallelTime time = at.time();
    CHECK(time.forward + time.each_backward() == Time{});
    CHECK_THAT(time.iteration.in(s), WithinRel(row.iteration, kExact));
}

TEST_CASE(
    "beside another chunk's work all but a run's first weights and last gradients is hidden") {
    // Sixteen micro-batches of half a second forward and one backward on a chunk.
    Case at(3);
    at.run.parallelism.pipeline = 4;
    at.run.parallelism.virtual_stages = 2;
    at.run.parallelism.schedule = ScheduleKind::breadth_first;
    at.run.gpus = 4 * 64;
    at.run.training.global_batch = 8 * 16;
    at.overlap(0.0);
    const double gather = kGatherWeights / 2;
    const double scatter = kScatterGradients / 2;
    // Five layers a chunk: a fifth of the first weights and of the last gradients.
    const double ends = 0.2 * (gather + scatter) + hidden(0.8 * (gather + scatter));
    CHECK_THAT(at.time().iteration.in(s),
               WithinRel(ends + hidden(gather) + hidden(gather + scatter), kExact));
    // Work too short to hide it.
    at.forward = at.backward = 1e-3 * s;
    CHECK(at.time().iteration.in(s) > 2.0 * (gather + scatter));
}

TEST_CASE("ZeRO-3 moves half as much again as plain data parallelism in 16 bits") {
    // Rajbhandari et al. 2020, section 7.2: 3 against 2 volumes; hops are small beside 1e9
    // parameters.
    Case plain(0);
    plain.run.software.gradient_bytes = 2;
    Case sharded(3);
    sharded.run.software.gradient_bytes = 2;
    const DataParallelTime time = sharded.time();
    CHECK_THAT((time.forward + time.each_backward()) / plain.time().iteration,
               WithinRel(1.5, 1e-9));
}

TEST_CASE("a reduction behind the last backward pass leaves its last bucket, or what outlasts it") {
    Case at;
    at.overlap(0.05);
    SECTION("a long backward pass") {
        CHECK_THAT(at.time().iteration.in(s),
                   WithinRel(0.05 * kReduceGradients + hidden(0.95 * kReduceGradients), kExact));
    }
    SECTION("a short one") {
        // The first of ten layers has nothing to reduce yet; from then on the traffic sets the
        // pace.
        at.backward = 0.1 * s;
        CHECK_THAT(at.time().iteration.in(s), WithinRel(kReduceGradients - 0.1 * 0.9, kExact));
    }
    SECTION("none") {
        at.backward = {};
        CHECK_THAT(at.time().iteration.in(s), WithinRel(kReduceGradients, kExact));
    }
}

TEST_CASE("a gather of weights runs a layer ahead, so that the first layer's is exposed") {
    Case at(3);
    at.overlap(0.0);
    const DataParallelTime time = at.time();
    CHECK_THAT(time.forward.in(s),
               WithinRel(0.1 * kGatherWeights + hidden(0.9 * kGatherWeights), kExact));
    const double both = kGatherWeights + kScatterGradients;
    CHECK_THAT(time.each_backward().in(s), WithinRel(0.1 * both + hidden(0.9 * both), kExact));
}

TEST_CASE("overlap never costs more than doing one after the other") {
    for (const std::int64_t zero_stage : {0, 1, 2, 3}) {
        for (const double share : {0.0, 0.3, 1.0}) {
            Case apart(zero_stage);
            apart.backward = 0.2 * s;
            Case beside = apart;
            beside.overlap(share);
            const auto sum = [](const DataParallelTime& t) {
                return t.forward + t.each_backward() + t.iteration;
            };
            CAPTURE(zero_stage, share);
            CHECK(sum(beside.time()) <= sum(apart.time()) * (1.0 + kExact));
            CHECK(sum(beside.time()) > Time{});
        }
    }
}

TEST_CASE("a single replica has nothing to reduce") {
    for (const std::int64_t zero_stage : {0, 1, 2, 3}) {
        Case at(zero_stage);
        at.run = run_22b(1);
        at.run.parallelism.zero_stage = zero_stage;
        const DataParallelTime time = at.time();
        CHECK(time.forward + time.each_backward() + time.iteration == Time{});
    }
}

TEST_CASE("experts are reduced over the replicas that hold the same ones") {
    // Eight replicas, experts over four of them: two servers hold the same, an all-reduce of half
    // as many hops and 1/2 instead of 7/8 of the volume, twice.
    Case at;
    at.run.parallelism.expert = 4;
    const double shared = at.time({kParameters, 0.0}).iteration.in(s);
    const double both = at.time({kParameters, kParameters}).iteration.in(s);
    CHECK_THAT(both - shared, WithinRel(2 * (0.5 * 4e9 / 21.25e9 + 15e-6), kExact));
}

TEST_CASE("overlap shortens the whole iteration by what it hides") {
    TrainingRun run = run_22b(8);
    const Iteration apart = run.iteration();
    run.software.overlap_data = DataOverlap::last_backward;
    const Iteration beside = run.iteration();
    CHECK(beside.gradient_reduction < apart.gradient_reduction);
    CHECK_THAT((apart.time - beside.time).in(s),
               WithinRel((apart.gradient_reduction - beside.gradient_reduction).in(s), kExact));
}

TEST_CASE("the optimizer step is divided by the replicas that share its state") {
    TrainingRun run = run_22b(8);
    const Time whole = run.iteration().breakdown.optimizer;
    for (const std::int64_t zero_stage : {1, 2, 3}) {
        run.parallelism.zero_stage = zero_stage;
        CHECK_THAT(run.iteration().breakdown.optimizer / whole, WithinRel(1.0 / 8, kExact));
    }
}
