// One iteration in closed form: a published row with an independent calculation beside it, what
// must add up, and what must scale.

#include "engine/analytic/iteration.hpp"

#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/training_run.hpp"

using namespace deepwallet;
using namespace deepwallet::units;
using namespace deepwallet::test;

namespace {

constexpr double kExact = 1e-9;
constexpr double kModel = 0.005;

/// Plans that differ in everything that an iteration has parts for.
std::vector<TrainingRun> many_runs() {
    std::vector<TrainingRun> runs = {run_22b(), run_22b(4), run_1t(), run_530b()};
    for (const ScheduleKind kind : {ScheduleKind::gpipe,
                                    ScheduleKind::breadth_first,
                                    ScheduleKind::zb_h1,
                                    ScheduleKind::zb_h2,
                                    ScheduleKind::zb_v,
                                    ScheduleKind::dualpipe}) {
        TrainingRun run = run_22b(8);
        run.parallelism.pipeline = 4;
        run.parallelism.schedule = kind;
        run.training.global_batch = 64;
        runs.push_back(run);
    }
    for (const std::int64_t zero : {1, 2, 3}) {
        TrainingRun run = run_22b(8);
        run.parallelism.zero_stage = zero;
        runs.push_back(run);
        run.software.overlap_data = DataOverlap::last_backward;
        run.software.last_bucket = 0.1;
        runs.push_back(run);
    }
    TrainingRun asynchronous = run_530b();
    asynchronous.software.pipeline_transfer = PipelineTransfer::asynchronous;
    asynchronous.software.iteration_factor = 1.3;
    runs.push_back(asynchronous);
    TrainingRun experts = run_22b(8);
    experts.model = gpt(8, 4096, 32);
    experts.model.experts = 8;
    experts.model.experts_per_token = 2;
    experts.model.biases = false;
    experts.parallelism.tensor = 1;
    experts.parallelism.expert = 8;
    experts.training.global_batch = 64;
    runs.push_back(experts);
    TrainingRun context = run_22b(8);
    context.parallelism.context = 4;
    context.parallelism.sequence_parallel = true;
    context.software.flash_attention = true;
    context.training.sequence_length = 16384;
    runs.push_back(context);
    return runs;
}

void check_close(Time a, Time b) { CHECK_THAT(a.in(s), WithinRel(b.in(s), kExact)); }

}  // namespace

TEST_CASE(
    "the 1T model of Narayanan et al. 2021 takes what a calculation beside the engine gives") {
    TrainingRun run = run_1t();
    const Iteration it = run.iteration();
    CHECK(run.layout.data == 6);
    CHECK(run.layout.micro_batches == 512);
    // Two layers a stage; the backward includes the forward again.
    CHECK_THAT(2.0 * it.blocks.layer[0].forward.total().in(ms), WithinRel(39.202, kModel));
    CHECK_THAT(2.0 * it.blocks.layer[0].backward().in(ms), WithinRel(122.245, kModel));
    // An eighth of 104.9 MB over one adapter, 15 + 616.8 us, and a gather of the whole in the
    // server, 47.5 us + 91.75 MB / 231 GB/s.
    CHECK_THAT(it.hop.in(ms), WithinRel(1.0765, kModel));
    // Head: 9.256 ms, and 10 bytes for each of 25600 x 6400 weights to accumulate their gradient.
    CHECK_THAT(it.blocks.head.total().in(ms), WithinRel(9.256 + 1.0084, kModel));
    // fp32 gradients of both ends: two layers and the vocabulary over eight ranks, positions of
    // 2048 x 25600 on each, reduced over 6 servers; 42 bytes a parameter in the optimizer.
    const double h = 25600;
    const double parameters = (2 * (12 * h * h + 7 * h) + 51200 * h) / 8 + 12 * h + 2048 * h;
    CHECK_THAT(it.gradient_reduction.in(s),
               WithinRel(2.0 * 5 / 6 * 4 * parameters / 21.25e9 + 10 * 15e-6, kExact));
    CHECK_THAT(it.breakdown.optimizer.in(s), WithinRel(42 * parameters / 1.6312e12, kExact));
    // Without the positions: 0.668 and 0.0548 s.
    const double whole = parameters / (parameters - 2048 * h);
    CHECK_THAT(it.gradient_reduction.in(s) / whole, WithinRel(0.668, 0.001));
    CHECK_THAT(it.breakdown.optimizer.in(s) / whole, WithinRel(0.0548, 0.001));
    // The two copies of the vocabulary: 4 V h / 8 bytes over one adapter each way.
    CHECK_THAT(it.embedding_sync.in(s), WithinRel(4 * 51200 * h / 8 / 21.25e9 + 30e-6, kExact));
    // The calculation leaves out the head's accumulation, 512 x 1.0 ms.
    CHECK_THAT(it.time.in(s), WithinRel(94.478, 0.007));
    CHECK(it.bottleneck == 63);
}

TEST_CASE(
    "the 1T model took 102.63 s, which the plain kernels and links miss by less than a tenth") {
    // Narayanan et al. 2021, table 1: 163 TFLOP/s a GPU, with a software stack of its own.
    const Time time = run_1t().iteration().time;
    CHECK(time < 102.63 * s);
    CHECK_THAT(time.in(s), WithinRel(102.63, 0.1));
}

TEST_CASE("the parts of an iteration are those of its pipeline and of its end") {
    for (TrainingRun& run : many_runs()) {
        const Iteration it = run.iteration();
        const IterationBreakdown& b = it.breakdown;
        CAPTURE(run.model.hidden,
                static_cast<int>(run.parallelism.schedule),
                run.parallelism.zero_stage);
        // Blocking transfers are part of the makespan; others delay it, at most as with equal
        // stages.
        const bool blocking = run.software.pipeline_transfer == PipelineTransfer::blocking;
        const Time delay = blocking ? Time{} : it.breakdown.pipeline_comm;
        CHECK(delay <= transfer_delay(run.parallelism.schedule,
                                      run.layout.pipeline,
                                      run.layout.virtual_stages,
                                      run.layout.micro_batches,
                                      it.hop));
        const Time inside =
            it.makespan + delay + it.gradient_reduction + it.embedding_sync + b.optimizer;
        check_close(it.time, run.software.iteration_factor * inside);
        check_close(b.total(), it.time);
        CHECK_THAT(b.software.in(s), WithinAbs((it.time - inside).in(s), kExact * it.time.in(s)));
        check_close(it.phases.total(), it.time);
        // The bottleneck's own parts fill its share of the makespan.
        const auto m = static_cast<double>(run.layout.micro_batches);
        check_close(it.makespan, m * it.bottleneck_time.total() + b.bubble);
        CHECK(it.phases.waiting >= -kExact * it.time);
        CHECK(b.bubble >= -kExact * it.time);
    }
}

TEST_CASE("phases without a pipeline are the parts themselves") {
    TrainingRun run = run_22b(4);
    run.software.iteration_factor = 1.25;
    const Iteration it = run.iteration();
    const IterationBreakdown& b = it.breakdown;
    check_close(it.phases.computing, 1.25 * b.compute);
    check_close(it.phases.streaming, 1.25 * (b.memory_bound + b.optimizer));
    check_close(it.phases.communicating, 1.25 * (b.tensor_comm + b.data_comm));
    CHECK_THAT(it.phases.waiting.in(s), WithinAbs(0.0, 1e-9));
}

TEST_CASE("without a pipeline an iteration is its micro-batches, the reduction and the optimizer") {
    TrainingRun run = run_22b(4);
    run.training.global_batch = 20;
    run.parallelism.recompute = Recompute::selective;
    const Iteration it = run.iteration();
    const LayerContext context = layer_context(run.input());
    const BlockTime layer = layer_time(context, {});
    const Time each =
        48.0 * layer.total() + head_time(context).total() + embedding_time(context).total();
    // All parameters: 48 layers, vocabulary and positions, the last norm.
    const double h = 6144;
    const double parameters =
        48 * ((12 * h * h + 7 * h) / 8 + 6 * h) + 51200 * h / 8 + 2048 * h + 2 * h;
    const double reduction = 2.0 * 3 / 4 * 4 * parameters / 21.25e9 + 6 * 15e-6;
    CHECK_THAT(it.time.in(s),
               WithinRel(5.0 * each.in(s) + reduction + 42 * parameters / 1.6312e12, kExact));
    CHECK(it.hop == Time{});
    CHECK(it.embedding_sync == Time{});
    CHECK(it.breakdown.pipeline_comm == Time{});
    CHECK_THAT(it.breakdown.bubble.in(s), WithinAbs(0.0, 1e-9));
}

TEST_CASE("twice the micro-batches take twice the time, but for the end of the iteration") {
    TrainingRun run = run_22b(4);
    const Iteration one = run.iteration();
    run.training.global_batch *= 2;
    const Iteration two = run.iteration();
    check_close(two.breakdown.compute, 2.0 * one.breakdown.compute);
    check_close(two.breakdown.memory_bound, 2.0 * one.breakdown.memory_bound);
    check_close(two.breakdown.tensor_comm, 2.0 * one.breakdown.tensor_comm);
    check_close(two.breakdown.data_comm, one.breakdown.data_comm);
    check_close(two.breakdown.optimizer, one.breakdown.optimizer);
    check_close(two.makespan, 2.0 * one.makespan);
}

TEST_CASE("twice the micro-batches leave the bubble as long") {
    TrainingRun run = run_1t();
    const Iteration one = run.iteration();
    run.training.global_batch *= 2;
    const Iteration two = run.iteration();
    check_close(two.breakdown.bubble, one.breakdown.bubble);
    check_close(two.breakdown.compute, 2.0 * one.breakdown.compute);
}

TEST_CASE("the software factor stretches the whole iteration") {
    for (TrainingRun& run : many_runs()) {
        run.software.iteration_factor = 1.0;
        const Iteration plain = run.iteration();
        CHECK_THAT(plain.breakdown.software.in(s), WithinAbs(0.0, 1e-12));
        run.software.iteration_factor = 1.255;
        const Iteration slow = run.iteration();
        check_close(slow.time, 1.255 * plain.time);
        check_close(slow.phases.computing, 1.255 * plain.phases.computing);
        check_close(slow.breakdown.compute, plain.breakdown.compute);
    }
}

TEST_CASE("faster accelerators and networks never slow an iteration down") {
    struct Row {
        const char* what;
        void (*change)(TrainingRun&);
    };
    const auto row = GENERATE(values<Row>({
        {"memory", [](TrainingRun& r) { r.accelerator.memory_bandwidth *= 1.3; }},
        {"peak", [](TrainingRun& r) { r.accelerator.peak_bf16 = 500.0 * TFLOPS; }},
        {"adapters", [](TrainingRun& r) { r.server.nic_bandwidth *= 2.0; }},
        {"latency", [](TrainingRun& r) { r.fabric.latency = 5.0 * us; }},
        {"links",
         [](TrainingRun& r) {
             for (double& bus : r.server.all_reduce_bus_gb_per_s) bus *= 1.3;
             r.server.point_to_point_bandwidth *= 1.3;
         }},
    }));
    for (TrainingRun& run : many_runs()) {
        const Time usual = run.iteration().time;
        row.change(run);
        CAPTURE(row.what, run.model.hidden, static_cast<int>(run.parallelism.schedule));
        CHECK(run.iteration().time <= usual * (1.0 + 1e-12));
    }
}

TEST_CASE("blocking transfers hold each stage but the last for two hops a micro-batch and chunk") {
    TrainingRun run = run_1t();
    const Iteration blocking = run.iteration();
    const LayerContext context = layer_context(run.input());
    const Time last = 2.0 * layer_time(context, {}).total() + head_time(context).total();
    check_close(blocking.bottleneck_time.total(), last + 2.0 * blocking.hop);
    check_close(blocking.breakdown.pipeline_comm, 512 * 2.0 * blocking.hop);
    run.software.pipeline_transfer = PipelineTransfer::asynchronous;
    const Iteration beside = run.iteration();
    check_close(beside.bottleneck_time.total(), last);
    // All 127 hops between 128 chunks, there and back.
    check_close(beside.breakdown.pipeline_comm, 254.0 * beside.hop);
    CHECK(beside.time < blocking.time);
}

TEST_CASE("a stage output crosses the fabric in parts or whole") {
    TrainingRun run = run_530b();
    // 2 s b h = 83.9 MB: an eighth and a gather in the server, or all of it on one adapter.
    const double bytes = 2 * 2048 * 20480;
    const double gather = 47.5e-6 + bytes * 7 / 8 / 231e9;
    CHECK_THAT(run.iteration().hop.in(s), WithinRel(15e-6 + bytes / 8 / 21.25e9 + gather, kExact));
    run.parallelism.sequence_parallel = true;
    CHECK_THAT(run.iteration().hop.in(s), WithinRel(15e-6 + bytes / 8 / 21.25e9, kExact));
    run.parallelism.sequence_parallel = false;
    run.software.scatter_gather = false;
    CHECK_THAT(run.iteration().hop.in(s), WithinRel(15e-6 + bytes / 21.25e9, kExact));
}

TEST_CASE("tied embeddings are kept equal only where two stages hold them") {
    TrainingRun run = run_530b();
    // 4 V h / 8 bytes between two ranks in different servers: 2 x 1/2 x S / 21.25 GB/s and two
    // hops.
    const double bytes = 4.0 * 51200 * 20480 / 8;
    CHECK_THAT(run.iteration().embedding_sync.in(s), WithinRel(bytes / 21.25e9 + 30e-6, kExact));
    run.model.tied_embeddings = false;
    CHECK(run.iteration().embedding_sync == Time{});
    // ZB-V ends on the stage where it began.
    TrainingRun back = run_530b();
    back.parallelism.schedule = ScheduleKind::zb_v;
    CHECK(back.iteration().embedding_sync == Time{});
}

TEST_CASE("full recomputation costs each micro-batch the layers' forward pass again") {
    TrainingRun run = run_22b();
    const Iteration none = run.iteration();
    run.parallelism.recompute = Recompute::full;
    const Iteration full = run.iteration();
    const Time forward = 8.0 * 48.0 * full.blocks.layer[0].forward.total();
    check_close(full.breakdown.recompute, forward);
    check_close(full.time, none.time + forward);
    CHECK(none.breakdown.recompute == Time{});
}

TEST_CASE("the iteration ends with the stage that has the most to reduce, wherever it stands") {
    TrainingRun run = run_22b(8);
    run.parallelism.pipeline = 4;
    run.parallelism.stage_layers = {4, 36, 4, 4};
    // Stage 1: 36 layers over eight tensor ranks, reduced over two servers.
    const double h = 6144;
    const double parameters = 36 * ((12 * h * h + 7 * h) / 8 + 6 * h);
    const Iteration it = run.iteration();
    CHECK_THAT(it.gradient_reduction.in(s),
               WithinRel(4 * parameters / 21.25e9 + 2 * 15e-6, kExact));
    CHECK_THAT(it.breakdown.optimizer.in(s), WithinRel(42 * parameters / 1.6312e12, kExact));
}

TEST_CASE("a stage with more layers than the others is the bottleneck") {
    TrainingRun run = run_22b(8);
    run.parallelism.pipeline = 4;
    run.training.global_batch = 64;
    const Time even = run.iteration().time;
    run.parallelism.stage_layers = {12, 12, 14, 10};
    const Iteration it = run.iteration();
    CHECK(it.bottleneck == 2);
    CHECK(it.time > even);
}
