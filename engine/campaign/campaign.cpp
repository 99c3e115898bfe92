#include "engine/campaign/campaign.hpp"

#include <cmath>

#include <boost/math/special_functions/lambert_w.hpp>

namespace deepwallet {

double goodput(Time interval, Time checkpoint, Time restart, Time mtbf) {
    const double stretch =
        (mtbf / interval) * std::exp(restart / mtbf) * std::expm1((interval + checkpoint) / mtbf);
    return 1.0 / stretch;
}

Time best_interval(Time checkpoint, Time mtbf) {
    // Where a checkpoint is nearly free the exact form loses its digits, and Young's (1974) has
    // them all.
    constexpr double kNearlyFree = 1e-9;
    const double cost = checkpoint / mtbf;
    if (cost < kNearlyFree)
        return mtbf * std::sqrt(2.0 * cost);
    return mtbf * (1.0 + boost::math::lambert_w0(-std::exp(-cost - 1.0)));
}

Campaign plan_campaign(
    double iterations, Time iteration, double servers, Data state, const CampaignTerms& terms) {
    Campaign out;
    out.iterations = iterations;
    out.mtbf = terms.server_mtbf / servers;
    out.checkpoint = state / terms.checkpoint_bandwidth;
    out.checkpoint_interval = best_interval(out.checkpoint, out.mtbf);
    out.goodput = goodput(out.checkpoint_interval, out.checkpoint, terms.restart, out.mtbf);
    out.wall = iterations * iteration / out.goodput;
    out.failures = out.wall / out.mtbf;
    return out;
}

}  // namespace deepwallet
