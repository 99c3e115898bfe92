#pragma once

/// The place: what its electricity costs and emits, and what its building adds.

#include <optional>
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

    // A year of weather, where it is known. Design temperatures are exceeded 1 % of the time.
    std::optional<double> mean_dry_bulb_c;
    std::optional<double> mean_wet_bulb_c;
    std::optional<double> design_dry_bulb_c;
    std::optional<double> design_wet_bulb_c;
    // Hours a year at or below a temperature: how long an economizer cools alone.
    std::optional<double> dry_bulb_hours_to_18c;
    std::optional<double> dry_bulb_hours_to_24c;
    std::optional<double> wet_bulb_hours_to_10c;
    std::optional<double> wet_bulb_hours_to_16c;
};

/// What a tonne of CO2e is as much as; each the emission of one such thing.
struct CarbonEquivalents {
    Carbon flight;
    Carbon car_year;
    Carbon home_year;
    Carbon tree_year;  ///< taken up, not emitted
};

}  // namespace deepwallet
