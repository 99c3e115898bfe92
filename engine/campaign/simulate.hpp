#pragma once

/// A campaign as it may go: failures, checkpoints, restarts and repairs as events.

#include <cstdint>
#include <vector>

#include "engine/campaign/campaign.hpp"

namespace deepwallet {

/// One way that a campaign may go.
struct CampaignOutcome {
    Time wall;
    CampaignTimes times;
    std::int64_t failures = 0;
    std::int64_t checkpoints = 0;
    bool finished = true;  ///< false: given up after kMostCampaignEvents
};

/// Beyond it failures come faster than work gets done.
constexpr std::int64_t kMostCampaignEvents = 5'000'000;

/// Plays the run with checkpoints each `interval` of work. The same seed and sample give the same
/// failures in operating time whatever the interval, so that intervals can be compared. Evaluations
/// are spread evenly over the work.
CampaignOutcome simulate_campaign(const CampaignInput& input,
                                  const CampaignTerms& terms,
                                  Time interval,
                                  std::uint64_t seed,
                                  std::uint64_t sample);

/// As many of them as `samples`, in order.
std::vector<CampaignOutcome> simulate_campaigns(const CampaignInput& input,
                                                const CampaignTerms& terms,
                                                Time interval,
                                                std::uint64_t seed,
                                                std::int64_t samples);

/// The interval with the least mean wall time over these samples, within a factor of ten around
/// `guess` (Brent in log interval; all intervals see the same failures).
Time simulated_best_interval(const CampaignInput& input,
                             const CampaignTerms& terms,
                             Time guess,
                             std::uint64_t seed,
                             std::int64_t samples);

}  // namespace deepwallet
