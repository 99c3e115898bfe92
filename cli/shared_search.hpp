#pragma once

/// A search on all threads of all ranks.

#include "cli/ranks.hpp"
#include "engine/search/search.hpp"

namespace deepwallet::cli {

struct SharedSearch {
    SearchOutcome outcome;  ///< whole on the first rank; on the others only whether it was stopped
    int threads = 1;        ///< of all ranks
};

/// As search(), called on all ranks.
SharedSearch search(const SearchQuestion& question,
                    const SearchOptions& options,
                    const Ranks& ranks);

}  // namespace deepwallet::cli
