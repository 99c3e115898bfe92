#include "engine/des/critical_path.hpp"

#include <numeric>

#include "engine/des/iteration_job.hpp"
#include "engine/des/simulator.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/training_run.hpp"

using namespace deepwallet;
using namespace deepwallet::test;

namespace {

double share(const std::vector<double>& causes, Cause cause) {
    return causes[static_cast<std::size_t>(cause)];
}

}  // namespace

TEST_CASE("the critical path leads through the sender of a late message") {
    // Rank 0 works for 2 and its message takes 0.5; rank 1 has worked for 1 of its own before.
    Trace trace;
    trace.spans = {{0, 0, Stream::compute, Cause::kernels, 0.0, 2.0},
                   {0, 1, Stream::send, Cause::pipeline_comm, 2.0, 2.5},
                   {1, 2, Stream::compute, Cause::host, 0.0, 1.0},
                   {1, 4, Stream::compute, Cause::recompute, 2.5, 5.5}};
    trace.handovers = {{1, 0, 2.5, 2.0, Cause::pipeline_comm}};
    const auto path = critical_path(trace, 2);
    REQUIRE(path.size() == 3);
    CHECK(path[0].rank == 0);
    CHECK(path[2].rank == 1);
    const auto causes = path_by_cause(path);
    CHECK(share(causes, Cause::kernels) == 2.0);
    CHECK(share(causes, Cause::pipeline_comm) == 0.5);
    CHECK(share(causes, Cause::recompute) == 3.0);
    CHECK(share(causes, Cause::host) == 0.0);
}

TEST_CASE("the critical path of an iteration has no gap and is as long as the iteration") {
    TrainingRun run;
    run.model = gpt(16, 4096, 32);
    run.training.sequence_length = 2048;
    run.parallelism.tensor = 2;
    run.parallelism.pipeline = 4;
    run.parallelism.schedule = GENERATE(ScheduleKind::gpipe,
                                        ScheduleKind::one_f_one_b,
                                        ScheduleKind::zb_h1,
                                        ScheduleKind::zb_v,
                                        ScheduleKind::dualpipe);
    run.parallelism.recompute = GENERATE(Recompute::none, Recompute::full);
    run.training.global_batch = 32;
    run.gpus = 16;
    run.software.overlap_data = GENERATE(DataOverlap::none, DataOverlap::last_backward);
    const Job job = iteration_job(run.input(), Detail::replica);
    const auto done =
        simulate(job, {.noise = {.seed = 3, .jitter = 0.05, .spread = 0.0}, .record = true});
    REQUIRE(done);
    const auto path = critical_path(done->trace, job.ranks());
    REQUIRE_FALSE(path.empty());
    CHECK(path.front().start == 0.0);
    CHECK(path.back().end == done->makespan.base());
    for (std::size_t i = 1; i < path.size(); ++i)
        CHECK_THAT(path[i].start, WithinAbs(path[i - 1].end, 1e-9));
    CAPTURE(static_cast<int>(run.parallelism.schedule),
            static_cast<int>(run.parallelism.recompute),
            static_cast<int>(run.software.overlap_data));
    const auto causes = path_by_cause(path);
    CHECK_THAT(std::accumulate(causes.begin(), causes.end(), 0.0),
               WithinRel(done->makespan.base(), 1e-9));
    // Nothing on it only waits: each wait is explained by what was waited for.
    CHECK_THAT(share(causes, Cause::waiting), WithinAbs(0.0, 1e-6 * done->makespan.base()));
}
