#pragma once

/// Buying and renting month by month over the machine's life, after tax.

#include <optional>
#include <vector>

#include "engine/economics/bill.hpp"

namespace deepwallet {

/// USD of each month, spending below zero; month 0 is the purchase, rents and running costs are
/// paid at the end of their months.
using CashFlow = std::vector<double>;

/// Purchase less the loan, then instalments, running costs, and the taxes that both and
/// depreciation save; at the end what machine and room are still worth, and what is left of the
/// loan.
CashFlow own_flow(const OnPremCost& own, const Ownership& terms);

/// Over as many months.
CashFlow rent_flow(const Rent& rent, const Ownership& terms);

/// Sums from the first month on.
CashFlow cumulative(const CashFlow& flow);

/// A purchase held against a rent: what is spent once, and what is saved since.
struct Investment {
    double npv_usd = 0.0;       ///< of buying instead of renting; above 0 it pays
    std::optional<double> irr;  ///< a year
    std::optional<Time> payback;
    std::optional<Time> discounted_payback;
};

Investment investment(const CashFlow& own, const CashFlow& rent, double discount_rate);

}  // namespace deepwallet
