#pragma once

/// The ways of paying for a run: a machine of one's own, and each offer.

#include <optional>
#include <string>
#include <vector>

#include "engine/economics/cash_flow.hpp"
#include "engine/scenario/report.hpp"
#include "engine/scenario/scenario.hpp"

namespace deepwallet {

struct WayToPay {
    std::string name;
    std::string contract;              ///< "own", "on demand", "3 years", …
    std::optional<std::size_t> offer;  ///< of the scenario; absent: owning
    Money run;                         ///< of this run, with the idle hours that it has to carry
    Money committed;                   ///< the purchase, or what a contract binds to
    HourlyPrice gpu_hour;
    Time wall;
    CashFlow flow;                     ///< over the machine's life, after tax
    std::optional<Investment> buying;  ///< instead of this offer
    std::optional<Time> break_even;    ///< before tax
    std::optional<double> break_even_utilisation;
    std::optional<double> break_even_runs;
};

/// Place of its colour, whatever its rank: owning, then the offers of the scenario.
inline std::size_t colour_of(const WayToPay& way) { return way.offer ? *way.offer + 1 : 0; }

/// The cheapest for this run first, by name among equals: their order in the scenario is nothing.
/// Empty where there is no run.
std::vector<WayToPay> ways_to_pay(const Scenario& scenario, const Report& report);

}  // namespace deepwallet
