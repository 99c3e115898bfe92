#pragma once

/// What an answer is worth: all inputs that have a range are drawn at once, many times, and chance
/// decides when the machine fails.

#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/report/doubt.hpp"
#include "engine/study/uncertain_inputs.hpp"

namespace deepwallet {

struct UncertaintyOptions {
    std::int64_t samples = 1000;
    std::uint64_t seed = 1;
    int threads = 0;  ///< all cores where 0
    /// Given up where it becomes true: what comes back then is of no use.
    const std::atomic<bool>* stop = nullptr;
};

struct Uncertainty {
    std::int64_t samples = 0;
    std::int64_t left_out = 0;  ///< draws that contradict themselves
    std::size_t inputs = 0;
    MetricRanges ranges;              ///< of every metric that is a number in all draws
    std::vector<OfferRanges> offers;  ///< the same of each offer of the scenario
    /// Month at which buying has come to no more than each offer, after tax (WayToPay::buying);
    /// infinite where so many draws never come to it, absent where there is nothing to hold.
    std::vector<std::optional<MetricRange>> payback;
    double own_cheaper = 0.0;  ///< share of the draws in which owning is cheapest; 0 without both
    std::vector<double> own_cheaper_than;  ///< the same against each offer of the scenario
};

/// Latin hypercube over all inputs (McKay et al. 1979): each input's range is cut into as many
/// strata as there are samples, and each is drawn from once. In closed form. The same seed gives
/// the same bits on any number of threads.
Uncertainty uncertainty(const LoadedScenario& loaded, const UncertaintyOptions& options);

}  // namespace deepwallet
