#pragma once

/// How far numbers of an answer may be off, and which inputs they rest on, where somebody has
/// tried.

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace deepwallet {

/// Of many answers with other inputs: one in ten is below, half are, one in ten is above.
struct MetricRange {
    double p10 = 0.0;
    double p50 = 0.0;
    double p90 = 0.0;
};

/// By path of the metric.
using MetricRanges = std::map<std::string, MetricRange>;

/// Of an offer's metrics, by their name; infinite where so many draws never come to it.
using OfferRanges = std::map<std::string, MetricRange>;

/// What one input does to one metric at either end of its range, all else as it is.
struct TornadoBar {
    std::string path;
    double input_low = 0.0;
    double input_high = 0.0;
    double at_low = 0.0;
    double now = 0.0;
    double at_high = 0.0;

    [[nodiscard]] double width() const {
        return std::max({at_low, at_high, now}) - std::min({at_low, at_high, now});
    }
    /// The larger move, in size, of what it is now.
    [[nodiscard]] double change() const {
        return std::max(std::abs(at_low - now), std::abs(at_high - now)) / std::abs(now);
    }
};

struct Tornado {
    std::map<std::string, std::vector<TornadoBar>> bars;  ///< by metric, widest first
    std::vector<std::string> given_without_effect;  ///< what a person set, and moves no number
    std::vector<std::string> without_effect;  ///< inputs with a range that move no number at all
};

struct Doubt {
    MetricRanges ranges;
    std::vector<OfferRanges> offers;  ///< of each cloud offer of the scenario
    Tornado tornado;
};

}  // namespace deepwallet
