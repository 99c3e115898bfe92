#pragma once

/// Which inputs an answer rests on: each input with a range is moved to both ends, one at a time.

#include <string>
#include <vector>

#include "engine/scenario/load.hpp"

namespace deepwallet {

struct Swing {
    std::string path;
    double low = 0.0;  ///< of the input
    double high = 0.0;
    double change = 0.0;  ///< larger relative change of the headline, in size
};

struct Sensitivity {
    std::string headline;       ///< which answer was watched
    std::vector<Swing> swings;  ///< largest first; inputs that move nothing are left out
};

/// Watches this run's bill for owning, else the cheapest rent, else the iteration.
Sensitivity sensitivity(const LoadedScenario& loaded);

}  // namespace deepwallet
