#pragma once

/// What decides how many days the iterations take: failures, restarts, checkpoints, spares.

#include <array>
#include <cstdint>
#include <optional>

#include "engine/core/units.hpp"

namespace deepwallet {

/// Classes of what stops a job, each with its own number in the cluster.
enum class FailureClass { accelerator, host, adapter, network_switch, software };

inline constexpr std::size_t kFailureClasses = 5;

template <class T>
using PerFailureClass = std::array<T, kFailureClasses>;

enum class CheckpointMode {
    synchronous,   ///< training waits for the file system
    asynchronous,  ///< training waits for a copy in host memory, which is written meanwhile
};

struct CampaignTerms {
    // Mean time between failures that stop the job, of one component; software counts by server.
    Time accelerator_mtbf;
    Time host_mtbf;
    Time adapter_mtbf;
    Time switch_mtbf;  ///< with its cables
    Time software_mtbf;
    std::optional<Time> server_mtbf;   ///< of a server, all classes together; in their place
    double failure_rate_factor = 1.0;  ///< times as often as those
    double failure_shape = 1.0;        ///< Weibull's; below 1 a young machine fails more often
    Time machine_age;                  ///< at the start of the run

    Time detection;  ///< until a failure is noticed
    Time restart;    ///< from then to training again; loading the checkpoint comes on top

    CheckpointMode checkpoint_mode = CheckpointMode::synchronous;
    Bandwidth checkpoint_bandwidth;           ///< of the file system, all writers together
    Bandwidth load_bandwidth;                 ///< the same when it is read
    Bandwidth server_storage_bandwidth;       ///< of one server, to and from the file system
    Bandwidth snapshot_bandwidth;             ///< of one accelerator into host memory
    std::optional<Time> checkpoint_interval;  ///< work between two; the best one where absent

    std::optional<std::int64_t> spare_servers;  ///< absent: there is always one, of somebody else
    Time repair;                                ///< of a server that failed

    Time startup;                            ///< before the first iteration, once
    std::int64_t evaluation_interval = 0;    ///< iterations between evaluations; 0: none
    std::int64_t evaluation_iterations = 0;  ///< forward passes of a global batch, each time

    // Of spot machines alone.
    double spot_loss_per_month = 0.0;  ///< share that the provider takes back
    Time spot_notice;
    std::optional<Time> preemption_mtbf;  ///< of the whole job; follows from the share
};

}  // namespace deepwallet
