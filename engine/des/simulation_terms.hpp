#pragma once

/// The texts of a simulation's terms, read.

#include "engine/core/error.hpp"
#include "engine/des/rank_groups.hpp"
#include "engine/hardware/topology.hpp"

namespace deepwallet {

/// "17=0.8", "16-23=0.9", "server3=0.95" or "server3/gpu5=0.8": accelerators by number, counted
/// through the servers, or by server. Rates are above 0 and at most 1.
Result<std::vector<SlowGpu>> read_slow_gpus(std::span<const std::string> texts,
                                            std::int64_t gpus,
                                            std::int64_t per_server);

/// "server3/nic2=0.5": a name of Topology, and the share of its rate that is left, from 0.
Result<std::vector<LinkFault>> read_link_faults(std::span<const std::string> texts);

}  // namespace deepwallet
