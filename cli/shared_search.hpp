#pragma once

/// A search on all threads of all ranks.

#include "cli/ranks.hpp"
#include "engine/search/search.hpp"

namespace deepwallet::cli {

struct SharedSearch {
    SearchOutcome outcome;  ///< on each rank; on others than the first without what a stop left
    int threads = 1;        ///< of all ranks
};

/// As search(), called on all ranks.
SharedSearch search(const SearchQuestion& question,
                    const SearchOptions& options,
                    const Ranks& ranks);

}  // namespace deepwallet::cli
