#pragma once

/// How a campaign may go: finish by chance, failures by class, and how often to write checkpoints.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/scenario/report.hpp"
#include "engine/scenario/scenario.hpp"

namespace deepwallet {

/// A checkpoint interval, and the mean wall time that it leads to.
struct IntervalChoice {
    const char* name;
    Time interval;
    Time wall;       ///< in closed form
    Time simulated;  ///< mean of the samples
};

struct CampaignStudy {
    std::int64_t samples = 0;
    std::int64_t unfinished = 0;            ///< given up: failures outpace work
    std::vector<Time> walls;                ///< sorted, of those that end
    std::vector<IntervalChoice> intervals;  ///< Young's, Daly's, the exact, the simulated best

    /// Of the samples that end; at least one.
    [[nodiscard]] Time quantile(double share) const;
};

/// The scenario's interval for the finish, where it names one. Of a report with a whole run.
CampaignStudy campaign_study(const Scenario& scenario,
                             const Report& report,
                             std::uint64_t seed,
                             std::int64_t samples);

std::string campaign_text(const Scenario& scenario,
                          const Report& report,
                          const CampaignStudy& study);
std::string campaign_json(const Report& report, const CampaignStudy& study);

}  // namespace deepwallet
