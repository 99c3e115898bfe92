#pragma once

/// A run against a file of hours: intensity, price and weather of its own place.

#include <filesystem>
#include <string>

#include "engine/core/error.hpp"
#include "engine/energy/hourly.hpp"
#include "engine/scenario/report.hpp"
#include "engine/scenario/scenario.hpp"

namespace deepwallet {

/// A CSV file with a row an hour, at least 24, and any of the columns g_per_kwh, usd_per_kwh,
/// dry_bulb_c, wet_bulb_c; what is not there is the site's own. Weather takes both temperatures and
/// a scenario with a cooling plant. Faults: none of them, a cell that is no number or out of range.
Result<Hours> read_hours(const std::filesystem::path& file, const Scenario& scenario);

struct HourlyStudy {
    HourlyBill mean;  ///< at the file's mean, started at any hour
    HourlyBill now;   ///< started at the first hour
    Starts starts;
    HourlyBill pausing;  ///< from the first hour, standing in the dirtiest of each day
    double pause_share = 0.0;
    Money pause_cost;   ///< of owning for as long as it stands, electricity apart
    std::string basis;  ///< of its carbon
};

/// Of a report with a whole run. `pause_share` of each day, 0 to 0.95, is too dirty to work.
HourlyStudy hourly_study(const Scenario& scenario,
                         const Report& report,
                         const Hours& hours,
                         double pause_share);

std::string hourly_text(const HourlyStudy& study);
std::string hourly_json(const HourlyStudy& study);

}  // namespace deepwallet
