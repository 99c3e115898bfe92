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
    return {
        .server_mtbf = 264 * day, .restart = 20 * minute, .checkpoint_bandwidth = 273 * GB_per_s};
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
    CHECK_THAT(llama.server_mtbf.in(day), WithinAbs(264, 0.5));
    const Campaign run = plan_campaign(1e4, 10 * s, row.servers, 1 * TB, llama);
    CHECK_THAT(run.mtbf.in(hour), WithinRel(row.hours, 0.002));
}

TEST_CASE("a checkpoint of a 1T model takes 50.5 s at Selene's rate") {
    // Narayanan et al. 2021, section 5.10: 13.8 TB at 273 GB/s.
    const Campaign run = plan_campaign(1e4, 100 * s, 384, 13.8 * TB, terms());
    CHECK_THAT(run.checkpoint.in(s), WithinRel(50.5, 0.002));
    CHECK(run.checkpoint_interval == best_interval(run.checkpoint, run.mtbf));
}

TEST_CASE(
    "the wall time is that of the iterations over the goodput, and failures its share of the mean "
    "time") {
    // MT-NLG: 270e9 tokens in batches of 1920 x 2048, 60.1 s each: 68,665 iterations, 47.76 days.
    const double iterations = 270e9 / (1920.0 * 2048);
    CHECK_THAT(iterations, WithinAbs(68665, 0.5));
    const Campaign run = plan_campaign(iterations, 60.1 * s, 280, 7.41 * TB, terms());
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
