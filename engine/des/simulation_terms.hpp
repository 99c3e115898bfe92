#pragma once

/// How an iteration is simulated, and the texts of it, read.

#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/des/rank_groups.hpp"
#include "engine/hardware/topology.hpp"

namespace deepwallet {

struct SimulationTerms {
    Detail detail = Detail::replica;
    std::int64_t seed = 1;
    std::int64_t repeats = 1;   ///< runs with other random numbers
    double jitter = 0.0;        ///< relative spread of the duration of each piece of work
    double speed_spread = 0.0;  ///< relative spread of the speed of accelerators
    std::vector<std::string> slow_gpus = {};       ///< "17=0.8", "16-23=0.9", "server3=0.95"
    std::vector<std::string> degraded_links = {};  ///< "server3/nic2=0.5", "leaf0.1-spine0.2=0"
};

/// "17=0.8", "16-23=0.9", "server3=0.95" or "server3/gpu5=0.8": accelerators by number, counted
/// through the servers, or by server. Rates are above 0 and at most 1.
Result<std::vector<SlowGpu>> read_slow_gpus(std::span<const std::string> texts,
                                            std::int64_t gpus,
                                            std::int64_t per_server);

/// "server3/nic2=0.5": a name of Topology, and the share of its rate that is left, from 0.
Result<std::vector<LinkFault>> read_link_faults(std::span<const std::string> texts);

/// What a single replica cannot be asked for: it is like all those that it stands for.
Faults detail_faults(const SimulationTerms& terms);

/// What only the discrete-event engine answers, asked of the analytic one.
Faults analytic_faults(const SimulationTerms& terms);

}  // namespace deepwallet
