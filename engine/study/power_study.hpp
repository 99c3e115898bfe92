#pragma once

/// What a power limit does to time, energy and money, and what slower stages save for nothing.

#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/scenario/load.hpp"
#include "engine/scenario/report.hpp"
#include "engine/scenario/scenario.hpp"
#include "engine/study/slow_stages.hpp"

namespace deepwallet {

struct CapPoint {
    double share = 1.0;  ///< of the board's limit
    Report report;       ///< in closed form
};

struct PowerStudy {
    std::vector<CapPoint> caps;  ///< at the measured points of the board's curve, the lowest first
    SlowedPipeline slowed;
    Energy iteration;  ///< of all servers and the network, at full power
};

/// Without a curve, one point at full power.
PowerStudy power_study(const Scenario& scenario);

/// With the basis of its tonnes, and where the board's curve comes from.
std::string power_text(const LoadedScenario& loaded, const PowerStudy& study);

/// `caps` and `slowed_stages`.
std::string power_json(const PowerStudy& study);

}  // namespace deepwallet
