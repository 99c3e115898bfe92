// Small jobs worked out by hand, and what holds of all jobs.

#include "engine/des/simulator.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

using namespace deepwallet;
using namespace deepwallet::test;

namespace {

constexpr double kExact = 1e-12;

/// A job put together stage by stage; its ranks of a stage form one group.
class JobMaker {
public:
    explicit JobMaker(std::uint32_t stages, std::uint32_t lanes = 1) {
        job_.lanes = lanes;
        job_.slots = 16;
        GroupSet set;
        for (std::uint32_t rank = 0; rank < stages * lanes; ++rank) {
            if (rank % lanes == 0)
                set.first.push_back(rank);
            set.group_of.push_back(rank / lanes);
            set.members.push_back(rank);
        }
        set.first.push_back(stages * lanes);
        job_.group_sets.push_back(set);
    }

    JobMaker& stage() {
        job_.first.push_back(static_cast<std::uint32_t>(job_.ops.size()));
        return *this;
    }
    JobMaker& kernels(double seconds) { return step({.kernels = seconds}); }
    JobMaker& step(StepCost cost) {
        job_.steps.push_back(cost);
        job_.ops.push_back({.kind = OpKind::step, .index = count(job_.steps) - 1});
        return *this;
    }
    /// Of the stage's lanes, with kernels beside it.
    JobMaker& collective(double seconds, double cover = 0.0, double slowdown = 0.0) {
        Collective all;
        all.group_set = 0;
        all.time = seconds;
        all.slowdown = slowdown;
        job_.collectives.push_back(all);
        StepCost cost;
        cost.cover = cover;
        cost.collective = count(job_.collectives) - 1;
        return step(cost);
    }
    JobMaker& send(std::int32_t to, std::uint32_t slot, double seconds, bool blocking = false) {
        Transfer transfer;
        transfer.to_stage = to;
        transfer.time = seconds;
        transfer.blocking = blocking;
        return send(transfer, slot);
    }
    JobMaker& send(const Transfer& transfer, std::uint32_t slot) {
        job_.transfers.push_back(transfer);
        job_.ops.push_back(
            {.kind = OpKind::send, .index = count(job_.transfers) - 1, .slot = slot});
        return *this;
    }
    JobMaker& receive(std::uint32_t slot) {
        job_.ops.push_back({.kind = OpKind::receive, .slot = slot});
        return *this;
    }
    /// A collective beside what follows, that this rank stands for.
    JobMaker& start(double seconds, double slowdown) {
        Collective own;
        own.time = seconds;
        own.slowdown = slowdown;
        own.cause = Cause::data_comm;
        job_.collectives.push_back(own);
        job_.ops.push_back({.kind = OpKind::start, .index = count(job_.collectives) - 1});
        return *this;
    }
    JobMaker& finish(std::uint32_t left = 0) {
        job_.ops.push_back({.kind = OpKind::finish, .index = left});
        return *this;
    }
    JobMaker& op(OpKind kind) {
        job_.ops.push_back({.kind = kind});
        return *this;
    }
    Job& job() {
        if (!ended_)
            job_.first.push_back(static_cast<std::uint32_t>(job_.ops.size()));
        ended_ = true;
        return job_;
    }

private:
    template <class List>
    static std::uint32_t count(const List& list) {
        return static_cast<std::uint32_t>(list.size());
    }

    Job job_;
    bool ended_ = false;
};

Simulation simulated(const Job& job, const SimulationOptions& options = {}) {
    auto done = simulate(job, options);
    if (!done)
        FAIL(render(done.error()));
    return *done;
}

double makespan(JobMaker& maker) { return simulated(maker.job()).makespan.base(); }

}  // namespace

TEST_CASE("a message passes from stage to stage, and who waits for it is told") {
    JobMaker maker(2);
    maker.stage().kernels(2.0).send(1, 0, 0.5);
    maker.stage().receive(0).kernels(3.0);
    const Simulation done = simulated(maker.job());
    CHECK_THAT(done.makespan.base(), WithinRel(2.0 + 0.5 + 3.0, kExact));
    CHECK_THAT(done.ranks[0].end, WithinRel(2.0, kExact));
    CHECK_THAT(done.ranks[1].of(Cause::waiting), WithinRel(2.5, kExact));
    CHECK_THAT(done.ranks[1].of(Cause::kernels), WithinRel(3.0, kExact));
    CHECK_THAT(done.ranks[0].held_up, WithinRel(2.5, kExact));
}

TEST_CASE("a transfer that blocks keeps its sender, another does not") {
    const bool blocking = GENERATE(false, true);
    JobMaker maker(2);
    maker.stage().kernels(2.0).send(1, 0, 0.5, blocking).kernels(4.0);
    maker.stage().receive(0).kernels(1.0);
    const Simulation done = simulated(maker.job());
    CHECK_THAT(done.ranks[0].end, WithinRel(blocking ? 6.5 : 6.0, kExact));
    CHECK_THAT(done.ranks[0].of(Cause::pipeline_comm), WithinAbs(blocking ? 0.5 : 0.0, kExact));
    CHECK_THAT(done.ranks[1].end, WithinRel(3.5, kExact));
}

TEST_CASE("transfers of a rank one way follow each other") {
    JobMaker maker(2);
    maker.stage().send(1, 0, 2.0).send(1, 1, 2.0);
    maker.stage().receive(0).receive(1);
    CHECK_THAT(makespan(maker), WithinRel(4.0, kExact));
}

TEST_CASE("a collective begins when its last member comes, and ends for all at once") {
    JobMaker maker(1, 2);
    maker.stage().kernels(1.0).collective(1.0).kernels(2.0);
    Job& job = maker.job();
    job.slowdown = {1.0, 3.0};
    const Simulation done = simulated(job);
    // Lane 1 comes at 3; from 4 on the lanes take 2 and 6.
    CHECK_THAT(done.ranks[0].end, WithinRel(6.0, kExact));
    CHECK_THAT(done.ranks[1].end, WithinRel(10.0, kExact));
    CHECK_THAT(done.ranks[0].of(Cause::waiting), WithinRel(2.0, kExact));
    CHECK_THAT(done.ranks[0].of(Cause::tensor_comm), WithinRel(1.0, kExact));
    CHECK_THAT(done.ranks[1].of(Cause::waiting), WithinAbs(0.0, kExact));
    CHECK_THAT(done.ranks[1].held_up, WithinRel(2.0, kExact));
}

TEST_CASE("kernels beside a collective are slowed down while it runs") {
    // Three seconds of kernels beside a collective of two that takes half of the rank: one second
    // is done when it ends, two are left.
    JobMaker maker(1);
    maker.stage().collective(2.0, 3.0, 0.5);
    const Simulation done = simulated(maker.job());
    CHECK_THAT(done.makespan.base(), WithinRel(4.0, kExact));
    CHECK_THAT(done.ranks[0].of(Cause::kernels), WithinRel(3.0, kExact));
    CHECK_THAT(done.ranks[0].of(Cause::tensor_comm), WithinRel(1.0, kExact));
}

TEST_CASE("a short cover hides under a long collective") {
    JobMaker maker(1);
    maker.stage().collective(5.0, 2.0, 0.2);
    const Simulation done = simulated(maker.job());
    CHECK_THAT(done.makespan.base(), WithinRel(5.0, kExact));
    CHECK_THAT(done.ranks[0].of(Cause::tensor_comm), WithinRel(3.0, kExact));
}

TEST_CASE("traffic beside the work slows kernels down, queues, and is waited for") {
    JobMaker maker(1);
    // Two collectives of 2 s in a row at half of the rank's speed, 3 s of kernels: 2 s are done
    // when both have ended at 4, 1 s is left.
    maker.stage().start(2.0, 0.5).start(2.0, 0.5).kernels(3.0).finish();
    CHECK_THAT(makespan(maker), WithinRel(5.0, kExact));
    JobMaker longer(1);
    // One second of kernels takes two, then the second collective is waited for.
    longer.stage().start(2.0, 0.5).start(2.0, 0.5).kernels(1.0).finish();
    const Simulation done = simulated(longer.job());
    CHECK_THAT(done.makespan.base(), WithinRel(4.0, kExact));
    CHECK_THAT(done.ranks[0].of(Cause::kernels), WithinRel(1.0, kExact));
    CHECK_THAT(done.ranks[0].of(Cause::data_comm), WithinRel(3.0, kExact));
    JobMaker first(1);
    // Waiting for the first alone.
    first.stage().start(2.0, 0.5).start(2.0, 0.5).finish(1).kernels(1.0);
    CHECK_THAT(makespan(first), WithinRel(4.0, kExact));
}

TEST_CASE("transfers share a link evenly, and none is faster than its limit") {
    struct Row {
        double limit;
        double end;
    };
    // Two lanes send 10 bytes each over one link of 10 bytes a second: 5 each, or what the limit
    // allows; a latency of 1 s comes first and a gather of 0.5 s last.
    const auto row = GENERATE(values<Row>({{100.0, 1.0 + 2.0 + 0.5}, {4.0, 1.0 + 2.5 + 0.5}}));
    JobMaker maker(2, 2);
    Transfer transfer;
    transfer.to_stage = 1;
    transfer.shared = {.latency = 1.0, .bytes = 10.0, .limit = row.limit, .after = 0.5};
    transfer.first_route = 0;
    maker.stage().send(transfer, 0);
    maker.stage().receive(0);
    Job& job = maker.job();
    job.link_rates = {10.0};
    job.routes = {{{0, 1.0}}, {{0, 1.0}}};
    CHECK_THAT(simulated(job).makespan.base(), WithinRel(row.end, 1e-9));
}

TEST_CASE("activations are held from the forward pass on and come back to none") {
    JobMaker maker(1);
    maker.stage();
    for (int i = 0; i < 3; ++i) maker.op(OpKind::hold).kernels(1.0);
    for (int i = 0; i < 3; ++i) maker.kernels(1.0).op(OpKind::release);
    const Simulation done = simulated(maker.job(), {.record = true});
    CHECK(done.ranks[0].most_held == 3);
    CHECK(done.ranks[0].held == 0);
    CHECK(done.trace.holdings.back().count == 0);
}

TEST_CASE("ranks that wait for each other in a circle are told of, and nothing hangs") {
    JobMaker maker(2);
    maker.stage().receive(1).send(1, 0, 1.0);
    maker.stage().receive(0).send(0, 1, 1.0);
    const auto done = simulate(maker.job());
    REQUIRE_FALSE(done);
    CHECK(done.error().size() == 2);
    CHECK_THAT(render(done.error()), ContainsSubstring("a message that nobody sends"));
    CHECK_THAT(render(done.error()), ContainsSubstring("cyclic"));
}

TEST_CASE("a collective that a member never joins is told of") {
    JobMaker maker(2, 1);
    maker.stage().collective(1.0);
    maker.stage().kernels(1.0);
    Job& job = maker.job();
    job.group_sets[0] = {{0, 0}, {0, 2}, {0, 1}};
    const auto done = simulate(job);
    REQUIRE_FALSE(done);
    CHECK_THAT(render(done.error()), ContainsSubstring("not all of its group join"));
}

TEST_CASE("durations and rates that are no numbers are refused") {
    const double bad = GENERATE(
        std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), -1.0);
    JobMaker maker(1);
    maker.stage().kernels(1.0).collective(1.0).send(0, 0, 1.0);
    const int where = GENERATE(0, 1, 2, 3);
    Job& job = maker.job();
    switch (where) {
        case 0:
            job.steps[0].kernels = bad;
            break;
        case 1:
            job.collectives[0].time = bad;
            break;
        case 2:
            job.transfers[0].time = bad;
            break;
        default:
            job.link_rates = {bad};
            break;
    }
    CAPTURE(bad, where);
    CHECK_FALSE(simulate(job));
}

TEST_CASE("a link without bandwidth is told of, and nothing hangs") {
    JobMaker maker(2);
    Transfer transfer;
    transfer.to_stage = 1;
    transfer.shared = {.latency = 0.0, .bytes = 10.0, .limit = 10.0, .after = 0.0};
    transfer.first_route = 0;
    maker.stage().send(transfer, 0);
    maker.stage().receive(0);
    Job& job = maker.job();
    job.link_rates = {0.0};
    job.routes = {{{0, 1.0}}};
    const auto done = simulate(job);
    REQUIRE_FALSE(done);
    CHECK_THAT(render(done.error()), ContainsSubstring("without bandwidth"));
}

namespace {

/// Stages that pass on and reduce at random: of any shape, never in a circle.
Job random_job(Random& random) {
    const auto stages = static_cast<std::uint32_t>(random.whole(1, 5));
    const auto lanes = static_cast<std::uint32_t>(random.whole(1, 4));
    JobMaker maker(stages, lanes);
    for (std::uint32_t stage = 0; stage < stages; ++stage) {
        maker.stage();
        for (std::uint32_t j = 0; j < 4; ++j) {
            if (stage > 0)
                maker.receive(4 * (stage - 1) + j);
            maker.op(OpKind::hold).kernels(random.between(0.1, 2.0));
            maker.collective(random.between(0.1, 1.0), random.between(0.0, 1.0), 0.2);
            if (random.whole(0, 1) == 1)
                maker.start(random.between(0.1, 2.0), random.between(0.0, 0.5));
            if (stage + 1 < stages)
                maker.send(static_cast<std::int32_t>(stage) + 1,
                           4 * stage + j,
                           random.between(0.0, 1.0),
                           random.whole(0, 1) == 1);
            maker.op(OpKind::release);
        }
        maker.finish();
    }
    return maker.job();
}

SimulationOptions noisy_options(std::uint64_t seed) {
    return {.noise = {.seed = seed, .jitter = 0.1, .spread = 0.05}, .record = true};
}

}  // namespace

TEST_CASE("each second of a rank has one cause, and all is given back") {
    Random random;
    for (int i = 0; i < 200; ++i) {
        const Job job = random_job(random);
        const Simulation done = simulated(job, noisy_options(static_cast<std::uint64_t>(i)));
        for (const RankTotals& rank : done.ranks) {
            double sum = 0.0;
            for (const double seconds : rank.seconds) {
                CHECK(seconds >= -kExact);
                sum += seconds;
            }
            CHECK_THAT(sum, WithinRel(rank.end, 1e-9));
            CHECK(rank.end <= done.makespan.base());
            CHECK(rank.held == 0);
        }
    }
}

TEST_CASE("what is on one stream never overlaps") {
    Random random;
    for (int i = 0; i < 100; ++i) {
        const Job job = random_job(random);
        auto spans = simulated(job, noisy_options(static_cast<std::uint64_t>(i))).trace.spans;
        std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
            return std::tuple(a.rank, a.stream, a.start, a.end) <
                   std::tuple(b.rank, b.stream, b.start, b.end);
        });
        for (std::size_t k = 1; k < spans.size(); ++k) {
            const Span& a = spans[k - 1];
            const Span& b = spans[k];
            if (a.rank == b.rank && a.stream == b.stream && a.stream != Stream::send)
                CHECK(b.start >= a.end - 1e-9);
        }
    }
}

TEST_CASE("the same input gives the same trace, byte for byte") {
    Random random;
    const Job job = random_job(random);
    const Simulation a = simulated(job, noisy_options(7));
    const Simulation b = simulated(job, noisy_options(7));
    REQUIRE(a.trace.spans.size() == b.trace.spans.size());
    bool same = a.makespan == b.makespan;
    for (std::size_t i = 0; i < a.trace.spans.size(); ++i) {
        const Span& x = a.trace.spans[i];
        const Span& y = b.trace.spans[i];
        same = same && x.rank == y.rank && x.op == y.op && x.start == y.start && x.end == y.end;
    }
    CHECK(same);
    CHECK(simulated(job, noisy_options(8)).makespan != a.makespan);
}

TEST_CASE("a trace takes the same time as none") {
    Random random;
    for (int i = 0; i < 50; ++i) {
        const Job job = random_job(random);
        SimulationOptions options = noisy_options(static_cast<std::uint64_t>(i));
        const Time recorded = simulated(job, options).makespan;
        options.record = false;
        CHECK(simulated(job, options).makespan == recorded);
    }
}
