#pragma once

/// What is told of a way to pay, in words: for tables of a terminal and of the window.

#include <optional>
#include <string>

#include "engine/study/comparison.hpp"

namespace deepwallet {

/// "-" where there is nothing to tell.
struct WayCells {
    std::string run;                     ///< bill for this run
    std::string run_range;               ///< P10 to P90 of it
    std::string gpu_hour;                ///< USD
    std::string committed;               ///< USD that a contract binds to, or the purchase
    std::string break_even_months;       ///< see break_even_text()
    std::string break_even_utilisation;  ///< share of use from which owning costs less a year
    std::string break_even_runs;
    std::string npv;  ///< of buying instead of this offer, USD
    std::string irr;
    std::string payback_months;
    std::string discounted_payback_months;
    std::string owning_is_cheaper_in;  ///< share of the draws
};

/// Share of the draws in which owning is cheaper than this offer; none where there is no owning.
std::optional<double> own_share(const ComparedScenario& scenario, const WayToPay& way);

/// Months of use from which owning has cost less, which may lie beyond what it lives.
std::string break_even_text(const WayToPay& way, Time lifetime);

/// `way` is one of the scenario's.
WayCells way_cells(const ComparedScenario& scenario, const WayToPay& way);

}  // namespace deepwallet
