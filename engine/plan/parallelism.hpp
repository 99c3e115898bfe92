#pragma once

/// How the work is divided among accelerators, as the user writes it.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/plan/schedule_kind.hpp"

namespace deepwallet {

enum class Recompute {
    none,
    selective,  ///< the attention core alone (Korthikanti et al. 2022)
    full,       ///< every layer from its input
};

/// What leaves the accelerators for the host, or for its NVMe drives.
enum class Offload {
    none,
    optimizer,   ///< its states, the gradients that it takes, and the update itself
    parameters,  ///< the working weights too
};

enum class OffloadTo { host, nvme };

struct Parallelism {
    std::int64_t tensor = 1;
    std::int64_t pipeline = 1;
    std::optional<std::int64_t> data;  ///< follows from the number of accelerators where absent
    std::int64_t context = 1;
    std::int64_t expert = 1;  ///< inside of data
    std::int64_t micro_batch = 1;
    ScheduleKind schedule = ScheduleKind::one_f_one_b;
    std::int64_t virtual_stages = 1;
    /// Layers of each pipeline stage where the split is not even.
    std::vector<std::int64_t> stage_layers;
    bool sequence_parallel = false;
    Recompute recompute = Recompute::none;
    std::int64_t zero_stage = 0;
    Offload offload = Offload::none;
    OffloadTo offload_to = OffloadTo::host;
};

/// How many accelerators, in servers of how many.
struct ClusterSize {
    std::int64_t servers = 0;
    std::optional<std::int64_t> gpus;  ///< all of the servers' where absent
};

}  // namespace deepwallet
