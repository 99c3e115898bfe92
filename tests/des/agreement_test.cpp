// Two engines, one truth: without contention, jitter and unevenness they agree.

#include <algorithm>
#include <cmath>

#include "engine/des/discrete_iteration.hpp"
#include "engine/plan/rules.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"
#include "tests/support/training_run.hpp"

using namespace deepwallet;
using namespace deepwallet::test;

namespace {

constexpr double kExact = 1e-9;

constexpr ScheduleKind kSchedules[] = {ScheduleKind::gpipe,
                                       ScheduleKind::one_f_one_b,
                                       ScheduleKind::interleaved,
                                       ScheduleKind::breadth_first,
                                       ScheduleKind::zb_h1,
                                       ScheduleKind::zb_h2,
                                       ScheduleKind::zb_v,
                                       ScheduleKind::dualpipe};

/// One of a list.
template <class T>
T pick(Random& random, std::initializer_list<T> choices) {
    return choices.begin()[random.whole(0, static_cast<std::int64_t>(choices.size()) - 1)];
}

/// A plan whose stages hold equally many layers, and whose ends weigh next to nothing.
TrainingRun random_run(Random& random) {
    TrainingRun run;
    Parallelism& p = run.parallelism;
    p.schedule = kSchedules[random.whole(0, 7)];
    p.tensor = pick<std::int64_t>(random, {1, 2, 4, 8});
    p.pipeline = pick<std::int64_t>(random, {1, 2, 4, 6, 8, 16});
    const bool takes_chunks =
        p.schedule == ScheduleKind::interleaved || p.schedule == ScheduleKind::breadth_first;
    p.virtual_stages = takes_chunks && p.pipeline > 1 ? random.whole(1, 4) : 1;
    p.context = pick<std::int64_t>(random, {1, 1, 1, 2});
    p.micro_batch = pick<std::int64_t>(random, {1, 2, 4});
    p.sequence_parallel = p.tensor > 1 && random.whole(0, 1) == 1;
    p.recompute = pick(random, {Recompute::none, Recompute::selective, Recompute::full});
    // Sharded gradients are scattered after every weight gradient, which undoes what splitting the
    // backward pass is for.
    p.zero_stage = random.whole(0, traits_of(p.schedule).splits_backward ? 1 : 3);
    const std::int64_t data = pick<std::int64_t>(random, {1, 2, 4, 8});
    run.gpus = p.tensor * p.pipeline * p.context * data;
    const std::int64_t rounds = random.whole(1, 6);
    const std::int64_t chunks = p.schedule == ScheduleKind::zb_v ? 2 : p.virtual_stages;
    // Embedding and head are the same for any number of layers: with few and small ones no stage
    // would be like another.
    const std::int64_t layers = p.pipeline == 1 ? random.whole(8, 16) : random.whole(2, 5);
    run.model = gpt(p.pipeline * chunks * layers,
                    512 * random.whole(6, 16),
                    pick<std::int64_t>(random, {16, 32, 64}));
    run.model.vocab = 256;
    run.training.sequence_length = pick<std::int64_t>(random, {1024, 2048, 4096});
    run.training.global_batch = data * p.micro_batch * p.pipeline * 2 * rounds;
    run.software.pipeline_transfer =
        pick(random, {PipelineTransfer::blocking, PipelineTransfer::asynchronous});
    run.software.scatter_gather = random.whole(0, 1) == 1;
    run.software.overlap_tensor_backward = random.whole(0, 1) == 1;
    run.software.flash_attention = random.whole(0, 1) == 1;
    run.software.overlap_data = pick(random, {DataOverlap::none, DataOverlap::last_backward});
    run.software.last_bucket = pick(random, {0.0, 0.1});
    run.software.iteration_factor = pick(random, {1.0, 1.2});
    return run;
}

bool is_feasible(const TrainingRun& run) {
    const ClusterSize cluster{(run.gpus + 7) / 8, run.gpus};
    return plan_faults(
               run.parallelism, run.model, run.training, cluster, run.server, run.accelerator)
        .empty();
}

bool is_exact(ScheduleKind kind) {
    return kind == ScheduleKind::gpipe || kind == ScheduleKind::one_f_one_b;
}

/// Where the closed forms claim to hold: transfers are short beside a chunk's work, and data
/// parallel traffic beside the work leaves the servers and is that of a pipeline without chunks, or
/// of none.
bool is_within_claims(TrainingRun& run) {
    const Parallelism& p = run.parallelism;
    const Iteration it = run.iteration();
    const bool overlap = run.software.overlap_data != DataOverlap::none;
    if (overlap && p.pipeline > 1 && (!is_exact(p.schedule) || p.zero_stage > 1))
        return false;
    if (overlap && !run.layout.gradient_group.crosses_servers())
        return false;
    if (overlap && p.pipeline == 1 && (p.zero_stage == 2 || run.layout.virtual_stages > 1))
        return false;
    const double chunks = static_cast<double>(run.layout.virtual_stages);
    return is_exact(p.schedule) || it.hop <= 0.01 * it.bottleneck_time.forward / chunks;
}

Time simulated(TrainingRun& run) {
    const auto done = simulate(iteration_job(run.input(), Detail::replica));
    if (!done)
        FAIL(render(done.error()));
    return done->makespan;
}

/// Errors of the closed form over random plans.
struct Agreement {
    int plans = 0;
    double worst = 0.0;
    double sum = 0.0;

    void add(double error) {
        ++plans;
        worst = std::max(worst, std::abs(error));
        sum += std::abs(error);
    }
};

template <class Wanted>
Agreement agreement(int plans, double most, Wanted wanted) {
    Random random;
    Agreement out;
    while (out.plans < plans) {
        TrainingRun run = random_run(random);
        if (!is_feasible(run) || !wanted(run))
            continue;
        const double error = simulated(run) / run.iteration().time - 1.0;
        out.add(error);
        const Parallelism& p = run.parallelism;
        CAPTURE(static_cast<int>(p.schedule), p.pipeline, p.virtual_stages, p.tensor, p.context);
        CAPTURE(p.zero_stage, run.layout.micro_batches, run.layout.data, run.model.layers);
        CAPTURE(static_cast<int>(run.software.overlap_data), p.micro_batch, run.model.hidden);
        CHECK(std::abs(error) < most);
    }
    return out;
}

}  // namespace

TEST_CASE("MT-NLG takes the same in both engines, in replica and in full detail") {
    TrainingRun run = run_530b();
    run.fabric.kind = FabricKind::rail_optimized;
    run.fabric.servers_per_unit = 20;
    const Time closed = run.iteration().time;
    CHECK_THAT(simulated(run) / closed, WithinRel(1.0, kExact));
    const auto full = discrete_iteration(run.input(), {.detail = Detail::full}, 280);
    REQUIRE(full);
    CHECK_THAT(full->iteration.time / closed, WithinRel(1.0, kExact));
}

TEST_CASE("over 1000 random plans with even stages both engines agree within 1 %") {
    const Agreement all = agreement(1000, 0.01, is_within_claims);
    CHECK(all.sum / all.plans < 0.002);
}

TEST_CASE("where the closed form is exact the engines agree to rounding") {
    // 1F1B and GPipe with equal stages, transfers that block and traffic that does not overlap: the
    // makespan is that of Narayanan et al. 2020 and Huang et al. 2018, to the last bit but
    // rounding.
    const Agreement all = agreement(300, kExact, [](TrainingRun& run) {
        return is_exact(run.parallelism.schedule) &&
               run.software.pipeline_transfer == PipelineTransfer::blocking &&
               run.software.overlap_data == DataOverlap::none;
    });
    CHECK(all.worst < kExact);
}

TEST_CASE("all-to-alls beside another micro-batch's work are hidden alike in both engines") {
    // DualPipe, experts over two servers and more; exact but for the ends of the model.
    Random random;
    int plans = 0;
    while (plans < 60) {
        TrainingRun run = random_run(random);
        Parallelism& p = run.parallelism;
        p.schedule = ScheduleKind::dualpipe;
        p.virtual_stages = p.tensor = p.context = 1;
        p.sequence_parallel = false;
        p.pipeline = pick<std::int64_t>(random, {2, 4, 8});
        p.expert = 16;
        p.zero_stage = 1;
        run.gpus = p.pipeline * 16;
        run.model.layers = p.pipeline * random.whole(2, 5);
        run.model.experts = 32;
        run.model.experts_per_token = 4;
        run.model.biases = false;
        run.training.global_batch = 16 * p.micro_batch * p.pipeline * 2 * random.whole(1, 4);
        run.software.overlap_data = DataOverlap::none;
        run.software.pipeline_transfer = PipelineTransfer::asynchronous;
        // So slow inside of servers that work hides them, or does not.
        run.server.point_to_point_bandwidth = pick(random, {275.0, 6.0, 2.0}) * units::GB_per_s;
        run.software.expert_forwarding = random.whole(0, 1) == 1;
        run.software.expert_compute_units = 20;
        run.software.overlap_experts = false;
        if (!is_feasible(run) || !is_within_claims(run))
            continue;
        ++plans;
        const Time exposed = run.iteration().time;
        const Time alone = simulated(run);
        run.software.overlap_experts = true;
        const Iteration hidden = run.iteration();
        CAPTURE(p.pipeline, run.layout.micro_batches, static_cast<int>(p.recompute));
        CHECK_THAT(alone / exposed, WithinRel(1.0, 0.01));
        CHECK_THAT(simulated(run) / hidden.time, WithinRel(1.0, 0.01));
        CHECK(hidden.time < exposed);
        CHECK_THAT(hidden.breakdown.total() / hidden.time, WithinRel(1.0, kExact));
        CHECK_THAT(hidden.phases.total() / hidden.time, WithinRel(1.0, kExact));
        const auto done = discrete_iteration(run.input(), {.detail = Detail::replica}, 1);
        REQUIRE(done);
        CHECK_THAT(done->iteration.breakdown.expert_comm / hidden.breakdown.expert_comm,
                   WithinRel(1.0, 0.02));
    }
}

TEST_CASE("beyond what the closed forms claim they stay near") {
    // Long transfers, and traffic beside the chunks of a pipeline: what only events can say.
    const Agreement all =
        agreement(500, 0.15, [](TrainingRun& run) { return !is_within_claims(run); });
    CHECK(all.sum / all.plans < 0.005);
}
