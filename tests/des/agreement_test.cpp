// Two engines, one truth: without contention, jitter and unevenness they agree.

#include "engine/des/iteration_job.hpp"
#include "engine/des/simulator.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/training_run.hpp"

using namespace deepwallet;
using namespace deepwallet::test;

TEST_CASE("MT-NLG takes the same in both engines") {
    TrainingRun run = run_530b();
    const IterationInput in = run.input();
    const Iteration closed = analytic_iteration(in);
    const Job job = iteration_job(in, Detail::replica);
    const auto simulated = simulate(job);
    REQUIRE(simulated);
    CAPTURE(simulated->tasks, job.ops.size());
    CHECK_THAT(simulated->makespan / closed.time, WithinRel(1.0, 1e-12));
}
