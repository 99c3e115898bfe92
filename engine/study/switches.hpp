#pragma once

/// Where the answer to "buy or rent?" switches, one input at a time.

#include <string>
#include <vector>

#include "engine/study/uncertain_inputs.hpp"

namespace deepwallet {

/// Moved from `now` to `at`, all else as it is, this input makes the other side cheaper.
struct Switch {
    std::string path;
    double now = 0.0;
    double at = 0.0;
    double probability = 0.0;  ///< that it lies beyond, drawn from its range
};

/// For this run, owning against the cheapest offer, on the same footing; inputs that cannot switch
/// it within their range are left out. The likeliest first. In closed form. Empty without both.
std::vector<Switch> switches(const LoadedScenario& loaded);

}  // namespace deepwallet
