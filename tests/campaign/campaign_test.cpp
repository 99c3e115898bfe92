// From iterations to days: failures, checkpoints and the best interval between them.

#include "engine/campaign/campaign.hpp"

#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

using namespace deepwallet;
using namespace deepwallet::units;
using namespace deepwallet::test;

namespace {

/// Of Llama 3 (arXiv:2407.21783): 264 days a server; Selene's file system (Narayanan et al. 2021).
CampaignTerms terms() {
    CampaignTerms out;
    out.accelerator_mtbf = out.host_mtbf = out.adapter_mtbf = out.switch_mtbf = out.software_mtbf =
        1e6 * day;
    out.server_mtbf = 264 * day;
    out.restart = 20 * minute;
    out.checkpoint_bandwidth = out.load_bandwidth = 273 * GB_per_s;
    out.server_storage_bandwidth = 1000 * GB_per_s;
    out.snapshot_bandwidth = 25 * GB_per_s;
    return out;
}

CampaignInput input(double iterations, Time each, double servers, Data state) {
    CampaignInput in;
    in.iterations = iterations;
    in.work = iterations * each;
    in.components = {8 * servers, servers, 8 * servers, servers, servers};
    in.servers = servers;
    in.accelerators = 8 * servers;
    in.state = state;
    return in;
}

}  // namespace

TEST_CASE("the best interval and the goodput are those of Daly's exact expectation") {
    struct Row {
        double checkpoint, mtbf, restart;  ///< minutes
        double interval;
        double goodput;
    };
    // Daly 2006: tau = M (1 + W(-exp(-delta/M - 1))), useful share of the wall time
    // tau / (M e^(R/M) (e^((tau+delta)/M) - 1)).
    const auto row = GENERATE(values<Row>({{5, 1440, 10, 116.690, 0.91261},
                                           {1, 180, 10, 18.313, 0.84972},
                                           {30, 600, 60, 170.286, 0.64804}}));
    CAPTURE(row.checkpoint, row.mtbf);
    const Time checkpoint = row.checkpoint * minute;
    const Time mtbf = row.mtbf * minute;
    const Time interval = best_interval(checkpoint, mtbf);
    CHECK_THAT(interval.in(minute), WithinAbs(row.interval, 0.0005));
    CHECK_THAT(goodput(interval, checkpoint, row.restart * minute, mtbf),
               WithinAbs(row.goodput, 0.000005));
}

TEST_CASE("no other interval does better than the best one, whatever a restart costs") {
    Random random;
    for (int i = 0; i < 200; ++i) {
        const Time mtbf = std::exp(random.between(5, 14)) * s;
        const Time checkpoint = random.between(1e-4, 0.5) * mtbf;
        const Time restart = random.between(0, 0.5) * mtbf;
        const Time best = best_interval(checkpoint, mtbf);
        CAPTURE(mtbf.in(s), checkpoint.in(s));
        const double most = goodput(best, checkpoint, restart, mtbf);
        for (const double factor : {0.5, 0.9, 0.99, 1.01, 1.1, 2.0}) {
            CHECK(goodput(factor * best, checkpoint, restart, mtbf) < most);
        }
    }
}

TEST_CASE("rare failures leave Young's interval and his loss") {
    // Young 1974: tau = sqrt(2 delta M), lost: delta/tau + tau/(2 M).
    const Time mtbf = 1e8 * s;
    const Time checkpoint = 1 * s;
    const double young = std::sqrt(2e8);
    const Time interval = best_interval(checkpoint, mtbf);
    CHECK_THAT(interval.in(s), WithinRel(young, 1e-4));
    CHECK_THAT(1.0 - goodput(interval, checkpoint, Time{}, mtbf),
               WithinRel(1 / young + young / 2e8, 1e-3));
}

TEST_CASE("a checkpoint that costs nothing is written all the time") {
    CHECK_THAT(best_interval(Time{}, 1 * day).in(s), WithinAbs(0.0, 1e-3));
}

TEST_CASE("goodput falls with every cost and rises with the time between failures") {
    const double usual = goodput(1 * hour, 1 * minute, 10 * minute, 1 * day);
    CHECK(usual < 1.0);
    CHECK(goodput(1 * hour, 2 * minute, 10 * minute, 1 * day) < usual);
    CHECK(goodput(1 * hour, 1 * minute, 20 * minute, 1 * day) < usual);
    CHECK(goodput(1 * hour, 1 * minute, 10 * minute, 2 * day) > usual);
}

TEST_CASE("a job fails as often as all of its servers together") {
    // 16,384 GPUs had 419 unexpected interruptions in 54 days: 264 days a server, 3.09 hours a job.
    struct Row {
        double servers;
        double hours;
    };
    const auto row = GENERATE(values<Row>({{2048, 3.093}, {280, 22.6}, {560, 11.3}}));
    CAPTURE(row.servers);
    CampaignTerms llama = terms();
    llama.server_mtbf = 54.0 / 419 * 2048 * day;
    CHECK_THAT(llama.server_mtbf->in(day), WithinAbs(264, 0.5));
    const Campaign run = plan_campaign(input(1e4, 10 * s, row.servers, 1 * TB), llama);
    CHECK_THAT(run.mtbf.in(hour), WithinRel(row.hours, 0.002));
}

TEST_CASE("a checkpoint of a 1T model takes 50.5 s at Selene's rate") {
    // Narayanan et al. 2021, section 5.10: 13.8 TB at 273 GB/s.
    const Campaign run = plan_campaign(input(1e4, 100 * s, 384, 13.8 * TB), terms());
    CHECK_THAT(run.checkpoint.in(s), WithinRel(50.5, 0.002));
    CHECK(run.checkpoint_interval == best_interval(run.checkpoint, run.mtbf));
}

TEST_CASE(
    "the wall time is that of the iterations over the goodput, and failures its share of the mean "
    "time") {
    // MT-NLG: 270e9 tokens in batches of 1920 x 2048, 60.1 s each: 68,665 iterations, 47.76 days.
    const double iterations = 270e9 / (1920.0 * 2048);
    CHECK_THAT(iterations, WithinAbs(68665, 0.5));
    const Campaign run = plan_campaign(input(iterations, 60.1 * s, 280, 7.41 * TB), terms());
    CHECK_THAT(run.wall.in(day)*run.goodput, WithinRel(47.76, 0.0002));
    CHECK(run.goodput > 0.9);
    CHECK(run.goodput < 1.0);
    CHECK_THAT(run.failures * run.mtbf.in(s), WithinRel(run.wall.in(s), 1e-12));
    CHECK(run.iterations == iterations);
}

TEST_CASE("a nearly free checkpoint keeps its digits, and its run its goodput") {
    // For delta << M the exact interval tends to Young's sqrt(2 delta M) (Young 1974), where the
    // closed form would subtract nearly equal numbers.
    for (const double cost : {1e-6, 1e-9, 1e-12, 1e-18}) {
        const Time mtbf = 1 * day;
        const Time interval = best_interval(cost * mtbf, mtbf);
        CAPTURE(cost);
        CHECK_THAT(interval / (std::sqrt(2.0 * cost) * mtbf), WithinRel(1.0, 1e-3));
        CHECK_THAT(goodput(interval, cost * mtbf, Time{}, mtbf), WithinAbs(1.0, 2e-3));
    }
}

TEST_CASE("Daly's and Young's intervals are those of their papers") {
    struct Row {
        double checkpoint, mtbf;  ///< minutes
        double young, daly;
    };
    // Young 1974: sqrt(2 delta M); Daly 2006, eq. 37.
    const auto row =
        GENERATE(values<Row>({{5, 1440, 120.0, 116.690}, {30, 600, 189.737, 170.264}}));
    CHECK_THAT(young_interval(row.checkpoint * minute, row.mtbf * minute).in(minute),
               WithinAbs(row.young, 0.001));
    CHECK_THAT(daly_interval(row.checkpoint * minute, row.mtbf * minute).in(minute),
               WithinAbs(row.daly, 0.0006));
    CHECK(daly_interval(2 * hour, 1 * hour) == 1 * hour);
}

TEST_CASE("the wall time is the sum of where it goes") {
    CampaignTerms all = terms();
    all.detection = 10 * minute;
    all.startup = 1 * hour;
    all.spare_servers = 1;
    all.repair = 1 * day;
    all.evaluation_interval = 1000;
    all.evaluation_iterations = 10;
    CampaignInput in = input(68665, 60.1 * s, 280, 7.41 * TB);
    in.evaluation = 20 * s;
    for (const CheckpointMode mode : {CheckpointMode::synchronous, CheckpointMode::asynchronous}) {
        all.checkpoint_mode = mode;
        const Campaign run = plan_campaign(in, all);
        CHECK_THAT(run.times.total() / run.wall, WithinRel(1.0, 1e-12));
        CHECK(run.evaluations == 680);
        CHECK_THAT(run.times.evaluation.in(s), WithinRel(680 * 20.0, 1e-12));
        CHECK(run.times.replay > Time{});
        CHECK(run.times.waiting > Time{});
        CHECK_THAT(run.goodput, WithinRel(in.work / run.wall, 1e-12));
        double by_class = 0.0;
        for (const double one : run.failures_by_class) by_class += one;
        CHECK_THAT(by_class, WithinRel(run.failures, 1e-12));
    }
}

TEST_CASE("a small cluster writes no faster than its own adapters") {
    CampaignTerms slow = terms();
    slow.server_storage_bandwidth = 25 * GB_per_s;
    CHECK_THAT(plan_campaign(input(1e4, 1 * s, 1, 1 * TB), slow).write.in(s),
               WithinRel(40.0, 1e-12));
    // 280 servers would reach 7 TB/s: the file system is the limit.
    CHECK_THAT(plan_campaign(input(1e4, 1 * s, 280, 7.41 * TB), slow).write.in(s),
               WithinAbs(27.14, 0.005));
}

TEST_CASE("an asynchronous checkpoint stops training for a copy of 26.5 GB: 1.06 s") {
    CampaignTerms async = terms();
    async.checkpoint_mode = CheckpointMode::asynchronous;
    const Campaign run = plan_campaign(input(1e4, 1 * s, 280, 2240 * 26.5 * GB), async);
    CHECK_THAT(run.checkpoint.in(s), WithinRel(1.06, 1e-9));
    CHECK(run.write > 200.0 * run.checkpoint);
    CHECK(run.checkpoint_interval >= run.write - run.checkpoint);
    CHECK(run.goodput > plan_campaign(input(1e4, 1 * s, 280, 2240 * 26.5 * GB), terms()).goodput);
}

TEST_CASE("spares for servers in repair are those of the Poisson distribution") {
    // 280 servers of 264 days, a day of repair: mean 1.0608, P(X <= 3) = 0.9771, P(X <= 4) =
    // 0.9953.
    CHECK(spares_for(0.9770, 1.0608) == 3);
    CHECK(spares_for(0.9772, 1.0608) == 4);
    CHECK(spares_for(0.9952, 1.0608) == 4);
    CHECK(spares_for(0.9954, 1.0608) == 5);
    CHECK(spares_for(0.99, 0.0) == 0);
}

TEST_CASE("Erlang's loss is that of his table") {
    // B(1, a) = a / (1 + a); B(2, 1) = 1/5; B(10, 5) = 0.01838 (Erlang 1917).
    CHECK_THAT(erlang_loss(1, 1.0), WithinRel(0.5, 1e-12));
    CHECK_THAT(erlang_loss(2, 1.0), WithinRel(0.2, 1e-12));
    CHECK_THAT(erlang_loss(10, 5.0), WithinAbs(0.01838, 5e-6));
    CHECK(erlang_loss(0, 3.0) == 1.0);
}

TEST_CASE("a shape of 1 is Poisson's process, and any shape has Weibull's hazard") {
    CampaignTerms weibull = terms();
    weibull.server_mtbf = 100 * day;
    const ComponentCounts counts = {8, 1, 8, 1, 1};
    CHECK_THAT(failure_process(weibull, counts).expected(50 * day), WithinRel(0.5, 1e-9));
    // H(t) = (t / eta)^k; of shape 1/2 the mean is 2 eta, of shape 2 eta sqrt(pi) / 2.
    weibull.failure_shape = 0.5;
    CHECK_THAT(failure_process(weibull, counts).expected(50 * day), WithinRel(1.0, 1e-9));
    weibull.failure_shape = 2.0;
    CHECK_THAT(failure_process(weibull, counts).expected(50 * day),
               WithinRel(std::acos(-1.0) / 16.0, 1e-9));
    weibull.failure_shape = 0.5;
    weibull.machine_age = 150 * day;
    const FailureProcess old = failure_process(weibull, counts);
    CHECK_THAT(old.expected(50 * day), WithinRel(2.0 - std::sqrt(3.0), 1e-9));
    CHECK_THAT(old.until(old.expected(12 * day)).in(day), WithinRel(12.0, 1e-9));
}
