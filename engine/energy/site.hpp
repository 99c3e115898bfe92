#pragma once

/// The place: what its electricity costs and emits, and what its building adds.

#include <string>

#include "engine/core/units.hpp"

namespace deepwallet {

struct Site {
    std::string name;
    EnergyPrice electricity;
    CarbonIntensity grid;
    std::string grid_basis;         ///< life-cycle or direct, average or marginal, which year
    double pue = 1.0;               ///< facility energy over IT energy
    WaterIntensity water_on_site;   ///< WUE: per unit of IT energy, not of facility energy
    WaterIntensity water_off_site;  ///< per unit of facility energy, in the power plants
    /// Money per watt of IT power, to build the room.
    double facility_usd_per_watt = 0.0;
};

/// What a tonne of CO2e is as much as; each the emission of one such thing.
struct CarbonEquivalents {
    Carbon flight;
    Carbon car_year;
    Carbon home_year;
    Carbon tree_year;  ///< taken up, not emitted
};

}  // namespace deepwallet
