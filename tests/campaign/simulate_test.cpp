// Campaigns as events against what is known of them in closed form.

#include "engine/campaign/simulate.hpp"

#include <algorithm>
#include <cmath>

#include "tests/support/catch.hpp"

using namespace deepwallet;
using namespace deepwallet::units;

namespace {

CampaignTerms terms(Time server_mtbf, Time restart) {
    CampaignTerms out;
    out.accelerator_mtbf = out.host_mtbf = out.adapter_mtbf = out.switch_mtbf = out.software_mtbf =
        1e6 * day;
    out.server_mtbf = server_mtbf;
    out.restart = restart;
    out.checkpoint_bandwidth = 100 * GB_per_s;
    out.load_bandwidth = 1e6 * GB_per_s;
    out.server_storage_bandwidth = 1e6 * GB_per_s;
    out.snapshot_bandwidth = 10 * GB_per_s;
    return out;
}

CampaignInput input(Time work, double servers, Data state) {
    CampaignInput in;
    in.iterations = 1000;
    in.work = work;
    in.components = {8 * servers, servers, 8 * servers, servers, servers};
    in.servers = servers;
    in.accelerators = 8 * servers;
    in.state = state;
    return in;
}

struct Mean {
    double wall = 0.0;
    double error = 0.0;  ///< standard error of it
    double failures = 0.0;
    CampaignTimes times;
};

Mean mean_of(const std::vector<CampaignOutcome>& all) {
    Mean out;
    const auto n = static_cast<double>(all.size());
    for (const CampaignOutcome& one : all) {
        out.wall += one.wall.in(s) / n;
        out.failures += static_cast<double>(one.failures) / n;
        out.times.replay += one.times.replay / n;
        out.times.restart += one.times.restart / n;
        out.times.detection += one.times.detection / n;
        out.times.checkpoint += one.times.checkpoint / n;
        out.times.waiting += one.times.waiting / n;
    }
    for (const CampaignOutcome& one : all)
        out.error += std::pow(one.wall.in(s)-out.wall, 2.0) / (n - 1.0) / n;
    out.error = std::sqrt(out.error);
    return out;
}

constexpr std::int64_t kSamples = 400;

}  // namespace

TEST_CASE("events take as long as Daly's expectation, within what chance allows") {
    struct Row {
        double checkpoint, mtbf, restart;  ///< minutes, of the job
    };
    const auto row = GENERATE(values<Row>({{5, 1440, 10}, {1, 180, 10}, {30, 600, 60}}));
    CAPTURE(row.mtbf);
    const CampaignTerms t = terms(100 * row.mtbf * minute, row.restart * minute);
    const CampaignInput in = input(200 * row.mtbf * minute, 100, row.checkpoint * 60 * 100 * GB);
    const Campaign plan = plan_campaign(in, t);
    const Mean mean = mean_of(simulate_campaigns(in, t, plan.checkpoint_interval, 1, kSamples));
    // The closed form counts a checkpoint behind the last work too: half of a cycle in 200 means.
    const double end = (plan.checkpoint + plan.checkpoint_interval).in(s);
    constexpr double kSigmas = 4.0;
    CHECK(std::abs(mean.wall - plan.wall.in(s)) < kSigmas * mean.error + end);
    CHECK_THAT(mean.failures, WithinRel(plan.failures, 0.03));
    CHECK_THAT(mean.times.restart.in(s), WithinRel(plan.times.restart.in(s), 0.03));
    CHECK_THAT(mean.times.replay.in(s), WithinRel(plan.times.replay.in(s), 0.05));
    CHECK_THAT(mean.times.checkpoint.in(s), WithinRel(plan.times.checkpoint.in(s), 0.25));
}

TEST_CASE("an asynchronous checkpoint loses what its write is behind") {
    CampaignTerms t = terms(100 * day, 10 * minute);
    t.checkpoint_mode = CheckpointMode::asynchronous;
    // A job that fails once a day; a write of 30 minutes, a copy of 22.5 seconds.
    const CampaignInput in = input(200 * day, 100, 180 * TB);
    const Campaign plan = plan_campaign(in, t);
    CHECK_THAT(plan.write.in(minute), WithinRel(30.0, 1e-9));
    const Mean mean = mean_of(simulate_campaigns(in, t, plan.checkpoint_interval, 2, kSamples));
    CHECK_THAT(mean.wall, WithinRel(plan.wall.in(s), 0.004));
}

TEST_CASE("waiting for spares is Erlang's, for repairs that all take as long") {
    CampaignTerms t = terms(264 * day, 10 * minute);
    t.repair = 1 * day;
    t.spare_servers = 1;
    const CampaignInput in = input(300 * day, 280, 100 * GB);
    const Campaign plan = plan_campaign(in, t);
    const Mean mean = mean_of(simulate_campaigns(in, t, plan.checkpoint_interval, 3, kSamples));
    CHECK_THAT(mean.times.waiting / plan.times.waiting, WithinRel(1.0, 0.03));
    t.spare_servers = plan.spares_for_99_percent() + 1;
    CHECK(plan_campaign(in, t).times.waiting < 0.01 * plan.wall);
}

TEST_CASE("no failures, no chance: the outcome is the undisturbed one") {
    CampaignTerms t = terms(1e12 * day, Time{});
    t.startup = 1 * hour;
    const CampaignInput in = input(10 * hour, 1, 100 * GB);
    const CampaignOutcome one = simulate_campaign(in, t, 1 * hour, 1, 0);
    // Ten hours of work, and nine checkpoints of a second between them.
    CHECK_THAT(one.wall.in(s), WithinRel(11 * 3600.0 + 9.0, 1e-9));
    CHECK(one.checkpoints == 9);
    CHECK(one.failures == 0);
}

TEST_CASE("the best interval by simulation costs no less than 1 % below the exact one's") {
    const CampaignTerms t = terms(100 * 600 * minute, 60 * minute);
    const CampaignInput in = input(300 * 600 * minute, 100, 30 * 60 * 100 * GB);
    const Time exact = best_interval(30 * minute, 600 * minute);
    const Time found = simulated_best_interval(in, t, exact, 4, 100);
    CHECK_THAT(found / exact, WithinAbs(1.0, 0.25));
    const double at_exact = mean_of(simulate_campaigns(in, t, exact, 5, kSamples)).wall;
    const double at_found = mean_of(simulate_campaigns(in, t, found, 5, kSamples)).wall;
    CHECK(at_exact < 1.01 * at_found);
}

TEST_CASE("young machines fail more often, which the closed form's mean rate follows") {
    CampaignTerms t = terms(264 * day, 20 * minute);
    const CampaignInput in = input(50 * day, 280, 7.4 * TB);
    const Campaign settled = plan_campaign(in, t);
    t.failure_shape = 0.7;
    const Campaign young = plan_campaign(in, t);
    CHECK(young.failures > 1.5 * settled.failures);
    const Mean mean = mean_of(simulate_campaigns(in, t, young.checkpoint_interval, 6, kSamples));
    CHECK_THAT(mean.failures, WithinRel(young.failures, 0.02));
    CHECK_THAT(mean.wall, WithinRel(young.wall.in(s), 0.01));
}

TEST_CASE("a seed gives the same campaign again, another one another") {
    const CampaignTerms t = terms(264 * day, 20 * minute);
    const CampaignInput in = input(50 * day, 280, 7.4 * TB);
    const Time first = simulate_campaign(in, t, 1 * hour, 1, 7).wall;
    CHECK(simulate_campaign(in, t, 1 * hour, 1, 7).wall == first);
    CHECK(simulate_campaign(in, t, 1 * hour, 2, 7).wall != first);
    CHECK(simulate_campaign(in, t, 1 * hour, 1, 8).wall != first);
}

TEST_CASE("failures that come faster than a restart end in a verdict, not in a hang") {
    const CampaignTerms t = terms(1 * minute, 10 * hour);
    const CampaignInput in = input(10 * day, 1000, 1 * TB);
    CHECK_FALSE(simulate_campaign(in, t, 1 * hour, 1, 0).finished);
    CHECK_FALSE(std::isfinite(plan_campaign(in, t).wall.in(s)));
}
