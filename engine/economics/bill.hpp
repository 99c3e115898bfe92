#pragma once

/// Buying against renting: list prices, one rate of discount, a machine that works its share of the
/// time and stands idle for the rest. Before tax; month by month and after tax: cash_flow.hpp.

#include <optional>

#include "engine/economics/terms.hpp"
#include "engine/energy/power.hpp"

namespace deepwallet {

/// r (1+r)^n / ((1+r)^n - 1): what each year costs of what is paid at once; 1/n at no interest.
double capital_recovery_factor(double rate, double years);

/// What a machine is worth at an age, where prices fall by so many orders of magnitude a year
/// (Epoch AI, "The rising costs of training frontier AI models", 2024, section 2.2).
Money value_at_age(Money price, double decline_per_year, Time age);

/// What a machine of this value loses of it each hour at that decline: value x ln 10 x decline.
HourlyPrice value_lost(Money value, double decline_per_year);

/// The network's price by its parts.
struct NetworkBill {
    Money switches;
    Money cables;
    Money optics;
    Money adapters;  ///< none where the servers' price covers them

    [[nodiscard]] Money total() const { return switches + cables + optics + adapters; }
};

struct Acquisition {
    Money servers;
    Money network;
    Money facility;
    Money storage;
    /// Of the network; absent where its parts have no prices.
    std::optional<NetworkBill> parts = std::nullopt;

    [[nodiscard]] Money total() const { return servers + network + facility + storage; }
    /// What wears out with the machine.
    [[nodiscard]] Money equipment() const { return servers + network + storage; }
};

/// What is bought beside the servers.
struct Purchase {
    double servers = 0.0;  ///< spares included
    NetworkParts network;
    double cables_of_full_tree = 1.0;  ///< its cables over those of a full tree
    bool nics_in_price = true;
    Power it_peak;
    Data checkpoint;
    Data dataset;
    Bandwidth checkpoint_bandwidth;
};

/// Absent where switches or cables have no price.
std::optional<NetworkBill> network_bill(const NetworkParts& parts,
                                        const Fabric& fabric,
                                        bool nics_in_price);

/// The network part by part where switches and cables have prices, else by its share of servers and
/// network together, which is that of a full tree, times its cables over a full tree's; the room
/// for the peak; a file system for checkpoints and data.
Acquisition acquisition(Money server_price,
                        const Purchase& purchase,
                        const Fabric& fabric,
                        const Ownership& terms,
                        const Site& site);

/// What owning costs each year, the machine at work or not.
struct YearlyCost {
    Money capital;  ///< by capital recovery, less the salvage
    Money upkeep;
    Money staff;
    Money colocation;

    [[nodiscard]] Money total() const { return capital + upkeep + staff + colocation; }
    /// Paid out each year.
    [[nodiscard]] Money cash() const { return upkeep + staff + colocation; }
};

struct OnPremCost {
    Acquisition acquisition;
    YearlyCost yearly;
    HourlyPrice working;  ///< electricity and water while the machine works
    HourlyPrice idling;   ///< while it stands
    double utilisation = 0.0;
    // This run's share of the machine's working life.
    Money run_capital;
    Money run_upkeep;
    Money run_staff;
    Money run_colocation;
    Money run_energy;
    Money run_idle_energy;  ///< of the hours that the machine stands idle for each that it works
    Money run_water;
    Money run_value_lost;  ///< of the market value, while it runs; another measure of its capital
    double life_share = 0.0;  ///< of the machine's working life
    HourlyPrice gpu_hour;     ///< of a used GPU-hour, all included

    [[nodiscard]] Money run_total() const {
        return run_capital + run_upkeep + run_staff + run_colocation + run_energy +
               run_idle_energy + run_water;
    }
    /// Cash paid out in an hour of the calendar.
    [[nodiscard]] HourlyPrice running_cost() const {
        return utilisation * working + (1.0 - utilisation) * idling + yearly.cash() / units::year;
    }
};

OnPremCost on_prem_cost(const Acquisition& acquisition,
                        const Ownership& terms,
                        const PowerUse& power,
                        double servers,
                        const Site& site,
                        Time wall,
                        double gpus);

/// What renting costs, against which a purchase is held.
struct Rent {
    HourlyPrice machines;    ///< all of them, while they are rented
    bool committed = false;  ///< paid for used or not

    /// In an hour of the calendar, at this share of use.
    [[nodiscard]] HourlyPrice per_calendar_hour(double utilisation) const {
        return committed ? machines : utilisation * machines;
    }
};

/// Time until the purchase has paid for itself: acquisition over what each hour saves in cash, rent
/// less running costs. What was paid at once is not counted again as a yearly cost. Absent where
/// renting costs no more than running one's own.
std::optional<Time> break_even(const OnPremCost& own, const Rent& rent);

/// Share of use above which owning costs less a year than renting by the hour, capital recovered;
/// above 1 where it never does, absent where each hour of work costs more than its rent, or where
/// the rent is a commitment and does not depend on use.
std::optional<double> break_even_utilisation(const OnPremCost& own, const Rent& rent);

}  // namespace deepwallet
