#pragma once

/// A run held against the hours of a place: when to start, and when to pause.

#include <cstddef>
#include <vector>

#include "engine/core/units.hpp"

namespace deepwallet {

/// What holds for one hour.
struct Hour {
    CarbonIntensity grid;
    EnergyPrice electricity;
    double pue = 1.0;
    WaterIntensity water;  ///< on site, of IT energy
};

/// One after the other; after the last comes the first again.
using Hours = std::vector<Hour>;

/// What runs, and what it draws while it stands.
struct HourlyLoad {
    Power working;  ///< IT
    Power paused;
    Time work;  ///< hours that it has to work
};

struct HourlyBill {
    std::size_t start = 0;  ///< hour
    Time calendar;          ///< work and pauses
    Time paused;
    Energy facility;
    Carbon operational;
    Money electricity;
    Volume water;
};

/// From this hour on without a pause.
HourlyBill run_from(const Hours& hours, const HourlyLoad& load, std::size_t start);

/// Which of the hours it stands in.
using Pauses = std::vector<bool>;

/// Of each day, from the first hour on, this share of its hours: those with the dirtiest grid, the
/// first of equals; no hour more than the share allows.
Pauses dirtiest_of_each_day(const Hours& hours, double share);

/// From this hour on, standing in some. There must be one to work in.
HourlyBill run_with_pauses(const Hours& hours,
                           const HourlyLoad& load,
                           std::size_t start,
                           const Pauses& pauses);

/// Without a pause, the start with the least and with the most carbon; the first of equals.
struct Starts {
    HourlyBill best;
    HourlyBill worst;
};
Starts best_and_worst_start(const Hours& hours, const HourlyLoad& load);

}  // namespace deepwallet
