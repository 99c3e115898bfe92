#pragma once

/// What both ways of running a collective share.

#include <limits>

#include "engine/des/collective_flows.hpp"
#include "engine/des/fluid_network.hpp"

namespace deepwallet {

inline constexpr Bandwidth kUnlimited =
    Bandwidth::from_base(std::numeric_limits<double>::infinity());

/// Those of the task, and a network without routes.
Faults input_faults(const CollectiveTask& task, const Wiring& wiring);

/// Reads off what the links carried, and hands the run on if it could be.
Result<CollectiveRun> checked(const CollectiveTask& task,
                              const Wiring& wiring,
                              const FluidNetwork& network,
                              CollectiveRun run);

}  // namespace deepwallet
