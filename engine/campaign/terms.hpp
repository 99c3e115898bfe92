#pragma once

/// What decides how many days the iterations take: failures, restarts, checkpoints.

#include "engine/core/units.hpp"

namespace deepwallet {

struct CampaignTerms {
    Time server_mtbf;  ///< mean time between failures that stop the job, of one server
    Time restart;      ///< detection, replacement, start-up and loading
    Bandwidth checkpoint_bandwidth;  ///< of the file system, all writers together
};

}  // namespace deepwallet
