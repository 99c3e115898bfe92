// How much of the traffic with the host a stage waits for.

#include "engine/analytic/offload.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/training_run.hpp"

using namespace deepwallet;
using namespace deepwallet::units;
using namespace deepwallet::test;

namespace {

constexpr double kExact = 1e-9;

/// 1e9 parameters on each of eight ranks of a server, eight servers: a share of 1.25e8, over a link
/// of 10 GB/s. Eight micro-batches: gradients out, and 7 of 8 times in.
constexpr double kLoad = 1.25e8 * 2 / 10e9;
constexpr double kStoreOnce = 1.25e8 * 4 / 10e9;
constexpr double kStore = kStoreOnce * (1 + 7.0 / 8);
constexpr double kUpdate = 1.25e8 / (10e9 / 8);

struct Case {
    TrainingRun run = run_22b(8);
    Time forward = 1 * s;
    Time backward = 2 * s;
    DataParallelTime data = {};
    std::int64_t layers = 10;

    Case(Offload offload, std::int64_t zero) {
        run.parallelism.offload = offload;
        run.parallelism.zero_stage = zero;
        run.server.host_memory = 2048.0 * GiB;
        run.server.host_link = 20.0 * GB_per_s;
        run.server.host_links = 80.0 * GB_per_s;
        run.server.host_updates_per_us = 1e4;
    }

    [[nodiscard]] OffloadTime time() {
        const StageTime stage{forward, backward / 2.0, backward / 2.0};
        const IterationInput in = run.input();
        return offload_time(in, memory_context(in), {1e9, 0.0}, layers, stage, data);
    }
};

void check_seconds(Time time, double seconds) { CHECK_THAT(time.in(s), WithinAbs(seconds, 1e-12)); }

}  // namespace

TEST_CASE("without overlap all that is exchanged with the host is waited for") {
    struct Row {
        Offload offload;
        std::int64_t zero;
        double forward, backward, iteration;
    };
    for (const Row row : {Row{Offload::none, 3, 0, 0, 0},
                          Row{Offload::optimizer, 1, 0, 0, kStoreOnce + kUpdate},
                          Row{Offload::optimizer, 2, 0, kStore, kUpdate},
                          Row{Offload::optimizer, 3, 0, kStore, kUpdate},
                          Row{Offload::parameters, 3, kLoad, kLoad + kStore, kUpdate}}) {
        CAPTURE(row.zero);
        const OffloadTime time = Case(row.offload, row.zero).time();
        check_seconds(time.forward, row.forward);
        check_seconds(time.input_gradient + time.weight_gradient, row.backward);
        check_seconds(time.iteration, row.iteration);
    }
}

TEST_CASE("with overlap a long pass hides all but its first layer's weights and last gradients") {
    Case at(Offload::parameters, 3);
    at.run.software.overlap_data = DataOverlap::last_backward;
    const OffloadTime time = at.time();
    check_seconds(time.forward, kLoad / 10);
    check_seconds(time.input_gradient, kLoad / 10 + kStore / 10);
    Case once(Offload::optimizer, 1);
    once.run.software.overlap_data = DataOverlap::last_backward;
    check_seconds(once.time().iteration, kStoreOnce / 10 + kUpdate);
}

TEST_CASE("what outlasts a short pass is waited for, layer by layer") {
    Case at(Offload::parameters, 3);
    at.run.software.overlap_data = DataOverlap::last_backward;
    at.forward = 10 * ms;
    // 1 ms a layer against 2.5 ms of weights, nine times.
    check_seconds(at.time().forward, kLoad / 10 + 9 * (kLoad / 10 - 1e-3));
    // Collectives of the pass are time beside which copies go.
    at.data.forward = 5 * ms;
    check_seconds(at.time().forward, kLoad / 10 + 9 * (kLoad / 10 - 1.5e-3));
}

TEST_CASE("an iteration with offload is the plain one, its optimizer the host's, and the waits") {
    for (const bool overlap : {false, true}) {
        Case at(Offload::parameters, 3);
        if (overlap)
            at.run.software.overlap_data = DataOverlap::last_backward;
        const Iteration with = at.run.iteration();
        at.run.parallelism.offload = Offload::none;
        const Iteration without = at.run.iteration();
        CHECK(with.breakdown.optimizer == Time{});
        CHECK(with.breakdown.offload > Time{});
        CHECK(without.breakdown.offload == Time{});
        CHECK_THAT(with.breakdown.data_comm / without.breakdown.data_comm, WithinRel(1.0, kExact));
        CHECK_THAT((with.time - without.time).in(s),
                   WithinRel((with.breakdown.offload - without.breakdown.optimizer).in(s), kExact));
        CHECK_THAT(with.breakdown.total() / with.time, WithinRel(1.0, kExact));
        CHECK_THAT(with.phases.total() / with.time, WithinRel(1.0, kExact));
        // Accelerators wait for copies and for the host.
        CHECK_THAT((with.phases.waiting - without.phases.waiting).in(s),
                   WithinRel(with.breakdown.offload.in(s), kExact));
    }
}

TEST_CASE("faster links never make an iteration longer") {
    for (const Offload offload : {Offload::optimizer, Offload::parameters}) {
        Time last = 1e9 * s;
        for (const double rate : {1.0, 4.0, 16.0, 64.0, 256.0}) {
            Case at(offload, 3);
            at.run.software.overlap_data = DataOverlap::last_backward;
            at.run.server.host_link = at.run.server.host_links = rate * GB_per_s;
            const Time time = at.run.iteration().time;
            CHECK(time <= last);
            last = time;
        }
    }
}
