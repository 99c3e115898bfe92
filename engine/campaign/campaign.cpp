#include "engine/campaign/campaign.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <boost/math/distributions/poisson.hpp>
#include <boost/math/special_functions/lambert_w.hpp>

namespace deepwallet {

double goodput(Time interval, Time checkpoint, Time restart, Time mtbf) {
    const double stretch =
        (mtbf / interval) * std::exp(restart / mtbf) * std::expm1((interval + checkpoint) / mtbf);
    return 1.0 / stretch;
}

Time young_interval(Time checkpoint, Time mtbf) {
    return mtbf * std::sqrt(2.0 * (checkpoint / mtbf));
}

Time daly_interval(Time checkpoint, Time mtbf) {
    const double half = checkpoint / (2.0 * mtbf);
    if (half >= 1.0)
        return mtbf;
    return young_interval(checkpoint, mtbf) * (1.0 + std::sqrt(half) / 3.0 + half / 9.0) -
           checkpoint;
}

Time best_interval(Time checkpoint, Time mtbf) {
    // Where a checkpoint is nearly free the exact form loses its digits, and Young's has them all.
    constexpr double kNearlyFree = 1e-9;
    const double cost = checkpoint / mtbf;
    if (cost < kNearlyFree)
        return young_interval(checkpoint, mtbf);
    return mtbf * (1.0 + boost::math::lambert_w0(-std::exp(-cost - 1.0)));
}

double erlang_loss(std::int64_t places, double load) {
    // Of n places from n - 1 (Jagerman 1974); no factorials, so no overflow.
    double loss = 1.0;
    for (std::int64_t n = 1; n <= places; ++n)
        loss = load * loss / (static_cast<double>(n) + load * loss);
    return loss;
}

std::int64_t spares_for(double probability, double in_repair) {
    if (!(in_repair > 0.0))
        return 0;
    using namespace boost::math::policies;
    using Upward = policy<discrete_quantile<integer_round_up>>;
    const boost::math::poisson_distribution<double, Upward> repairs(in_repair);
    return static_cast<std::int64_t>(boost::math::quantile(repairs, probability));
}

namespace {

/// Servers in repair at which counting up spares one by one is given up.
constexpr double kMostInRepair = 1e6;

Bandwidth storage(Bandwidth file_system, const CampaignInput& in, const CampaignTerms& terms) {
    return std::min(file_system, in.servers * terms.server_storage_bandwidth);
}

/// What of the failures takes a server out.
double hardware_share(const FailureProcess& failures) {
    return failures.share(FailureClass::accelerator) + failures.share(FailureClass::host) +
           failures.share(FailureClass::adapter);
}

/// A restart, and what an asynchronous checkpoint is behind.
Time after_failure(const Campaign& plan, const CampaignTerms& terms) {
    return terms.detection + terms.restart + plan.load + (plan.write - plan.checkpoint);
}

/// Times with failures that come at this mean, before waiting for spares.
void disturb(Campaign& plan, const CampaignInput& in, const CampaignTerms& terms, Time mtbf) {
    plan.mtbf = mtbf;
    // A write must be through before the next one begins.
    plan.checkpoint_interval =
        std::max(terms.checkpoint_interval.value_or(best_interval(plan.checkpoint, mtbf)),
                 plan.write - plan.checkpoint);
    const Time down = after_failure(plan, terms);
    const Time useful = in.work + plan.evaluations * in.evaluation;
    const double stretch = 1.0 / goodput(plan.checkpoint_interval, plan.checkpoint, down, mtbf);
    const Time running = useful * stretch;
    plan.failures = running / mtbf;
    // A restart that itself fails is cut short.
    const auto lasting = [&](Time t) { return mtbf * -std::expm1(-(t / mtbf)); };
    const Time detection = lasting(terms.detection);
    const Time restart = lasting(terms.detection + terms.restart + plan.load) - detection;
    plan.times.work = in.work;
    plan.times.evaluation = plan.evaluations * in.evaluation;
    plan.times.checkpoint = (useful / plan.checkpoint_interval) * plan.checkpoint;
    plan.times.detection = plan.failures * detection;
    plan.times.restart = plan.failures * restart;
    plan.times.startup = terms.startup;
    plan.times.waiting = {};
    plan.times.replay = {};
    plan.times.replay = running + terms.startup - plan.times.total();
}

void wait_for_spares(Campaign& plan, const FailureProcess& failures, const CampaignTerms& terms) {
    const Time running = plan.times.total();
    plan.in_repair = hardware_share(failures) * (terms.repair / plan.mtbf);
    if (!(plan.in_repair < kMostInRepair))
        return;
    if (!terms.spare_servers)
        return;
    // Nothing fails while the job waits: as many are in repair as calls in a system with loss.
    const double loss = erlang_loss(*terms.spare_servers + 1, plan.in_repair);
    plan.times.waiting = running * (loss / (1.0 - loss));
}

/// Warned of in time: a checkpoint, then a start on other machines, for each. They come in those
/// hours too.
void move_on(Campaign& plan, const CampaignTerms& terms) {
    const Time each = plan.write + terms.restart + plan.load;
    const double lost = each / *terms.preemption_mtbf;
    const double reach = lost < 1.0 ? 1.0 / (1.0 - lost) : std::numeric_limits<double>::infinity();
    plan.preemptions = plan.times.total() * reach / *terms.preemption_mtbf;
    plan.times.checkpoint += plan.preemptions * plan.write;
    plan.times.restart += plan.preemptions * (terms.restart + plan.load);
}

}  // namespace

namespace {

Campaign endless(Campaign plan) {
    plan.wall = std::numeric_limits<double>::infinity() * units::s;
    plan.goodput = 0.0;
    return plan;
}

}  // namespace

Campaign undisturbed_campaign(const CampaignInput& in, const CampaignTerms& terms) {
    Campaign plan;
    plan.iterations = in.iterations;
    if (terms.evaluation_interval > 0) {
        plan.evaluations =
            std::floor(in.iterations / static_cast<double>(terms.evaluation_interval)) *
            static_cast<double>(terms.evaluation_iterations);
    }
    plan.write = in.state / storage(terms.checkpoint_bandwidth, in, terms);
    plan.load = in.state / storage(terms.load_bandwidth, in, terms);
    plan.checkpoint = plan.write;
    if (terms.checkpoint_mode == CheckpointMode::asynchronous) {
        const Time copy = in.state / in.accelerators / terms.snapshot_bandwidth;
        plan.checkpoint = std::min(copy, plan.write);
    }
    plan.times.work = in.work;
    plan.times.evaluation = plan.evaluations * in.evaluation;
    plan.times.startup = terms.startup;
    return plan;
}

Campaign plan_campaign(const CampaignInput& in, const CampaignTerms& terms) {
    Campaign plan = undisturbed_campaign(in, terms);
    const FailureProcess failures = failure_process(terms, in.components);
    const bool preempted = terms.preemption_mtbf.has_value();
    const bool warned = preempted && terms.spot_notice >= plan.write;
    const auto mean_time = [&](Time running) {
        const Time own = running / failures.expected(running);
        return preempted && !warned
                   ? own * (*terms.preemption_mtbf / (own + *terms.preemption_mtbf))
                   : own;
    };
    // Of a rate that changes, the mean over the run, which the run's length depends on.
    constexpr int kMostRounds = 100;
    constexpr double kSame = 1e-12;
    Time running = plan.times.total();
    for (int round = 0; round < kMostRounds; ++round) {
        const Time before = running;
        const Time mtbf = mean_time(running);
        if (!std::isfinite(mtbf.base()) || mtbf <= Time{})
            return endless(std::move(plan));
        disturb(plan, in, terms, mtbf);
        running = plan.times.total();
        if (failures.shape == 1.0 || std::abs(running / before - 1.0) < kSame)
            break;
    }
    wait_for_spares(plan, failures, terms);
    if (warned)
        move_on(plan, terms);
    plan.wall = plan.times.total();
    plan.goodput = in.work / plan.wall;
    for (std::size_t i = 0; i < kFailureClasses; ++i)
        plan.failures_by_class[i] = plan.failures * failures.share(static_cast<FailureClass>(i));
    return plan;
}

}  // namespace deepwallet
