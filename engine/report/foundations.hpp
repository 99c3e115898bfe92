#pragma once

/// What an answer rests on: the inputs that move it most, those that nobody published, the dates of
/// its prices, what is left out, and what it takes to get the same answer again.

#include <string>
#include <vector>

#include "engine/report/doubt.hpp"
#include "engine/report/metrics.hpp"
#include "engine/scenario/load.hpp"

namespace deepwallet {

struct DatedPrice {
    std::string path;
    std::string as_of;
};

struct Foundations {
    const Metric* headline = nullptr;  ///< what `bars` move
    std::vector<TornadoBar> bars;      ///< widest first
    /// Inputs whose range lies to one side of their value, where that moved P10 to P90 of the
    /// headline off the answer itself; widest first.
    std::vector<std::string> one_sided;
    bool below_range = false;          ///< the answer, then; else above it
    std::vector<std::string> assumed;  ///< inputs that nobody published; those that move it first
    std::vector<DatedPrice> prices;    ///< of prices that this answer uses
    std::vector<std::string> not_counted;
    std::vector<std::string> given_without_effect;
    std::vector<std::string> without_effect;
    std::string version;
    std::string engine;
    std::string inputs;  ///< their fingerprint
};

Foundations foundations(const LoadedScenario& loaded, const Report& report, const Doubt& doubt);

std::string foundations_text(const Foundations& foundations);
std::string foundations_json(const Foundations& foundations);

}  // namespace deepwallet
