#pragma once

/// A sweep on all threads of all ranks.

#include "cli/ranks.hpp"
#include "engine/sweep/run.hpp"

namespace deepwallet::cli {

/// Of the first rank, which alone has the store: as run_sweep(), with the points of all ranks.
SweepOutcome run_sweep(const Sweep& sweep,
                       ResultStore& store,
                       const SweepOptions& options,
                       const Ranks& ranks);

/// Of the others.
void help_sweep(const Sweep& sweep, const SweepOptions& options, const Ranks& ranks);

}  // namespace deepwallet::cli
