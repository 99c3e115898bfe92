#pragma once

/// Buying against renting, in plain form: list prices, one rate of discount, a constant load.

#include <optional>

#include "engine/economics/terms.hpp"
#include "engine/energy/power.hpp"

namespace deepwallet {

/// r (1+r)^n / ((1+r)^n - 1): what each year costs of what is paid at once; 1/n at no interest.
double capital_recovery_factor(double rate, double years);

struct Acquisition {
    Money servers;
    Money network;
    Money facility;

    [[nodiscard]] Money total() const { return servers + network + facility; }
};

/// The network is a share of servers and network together; the room is built for the peak.
Acquisition acquisition(
    Money server_price, double servers, Power it_peak, const Ownership& terms, const Site& site);

struct OnPremCost {
    Acquisition acquisition;
    Money yearly_capital;  ///< by capital recovery
    Money yearly_upkeep;
    Money run_capital;  ///< what this run uses of the machine's working life
    Money run_upkeep;
    Money run_energy;
    HourlyPrice gpu_hour;  ///< of a used GPU-hour, all included

    [[nodiscard]] Money run_total() const { return run_capital + run_upkeep + run_energy; }
};

OnPremCost on_prem_cost(const Acquisition& acquisition,
                        const Ownership& terms,
                        const PowerUse& power,
                        const Site& site,
                        Time wall,
                        double gpus);

/// Time until the purchase has paid for itself against renting as many GPUs for the hours that the
/// machine works: acquisition over what each hour saves in cash. Absent where renting costs no more
/// than running one's own.
std::optional<Time> break_even(const OnPremCost& own,
                               const Ownership& terms,
                               const PowerUse& power,
                               const Site& site,
                               double gpus,
                               HourlyPrice rent);

}  // namespace deepwallet
