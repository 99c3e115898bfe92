#pragma once

/// The mathematics of money over time. Flows are dollars a period; element 0 is now.

#include <array>
#include <optional>
#include <span>

namespace deepwallet {

/// (1 + r)^(1/12) - 1: what compounds to the yearly rate.
double monthly_rate(double yearly);

/// (1 + real)(1 + inflation) - 1 (Fisher).
double nominal_rate(double real, double inflation);

/// Sum of flow t / (1 + rate)^t.
double npv(std::span<const double> flows, double rate);

/// The rate a period at which the NPV is nothing. Absent where no flow changes the sign of the sum,
/// and where several rates do (Descartes' rule leaves room for them, and the NPV takes them).
std::optional<double> irr(std::span<const double> flows);

/// Periods until the sum of the flows is no longer below zero and stays so, within a period
/// linearly; absent where that never comes.
std::optional<double> payback(std::span<const double> flows);

/// The same with each flow discounted to period 0.
std::optional<double> discounted_payback(std::span<const double> flows, double rate);

/// How a purchase is written off.
enum class Depreciation {
    macrs_5,        ///< US tax law, 5-year property, which computers are
    straight_line,  ///< evenly over the lifetime
    none,
};

/// Shares of six tax years: 200 % declining balance with a switch to straight line, half a year in
/// the first and last (IRS Publication 946, Table A-1).
constexpr std::array<double, 6> macrs_5() { return {0.20, 0.32, 0.192, 0.1152, 0.1152, 0.0576}; }

/// Where most is bought in one quarter, 1 to 4 (IRS Publication 946, Tables ).
constexpr std::array<double, 6> macrs_5_mid_quarter(int quarter) {
    constexpr std::array<std::array<double, 6>, 4> kTables = {{
        {0.35, 0.26, 0.156, 0.1101, 0.1101, 0.0138},
        {0.25, 0.30, 0.18, 0.1137, 0.1137, 0.0426},
        {0.15, 0.34, 0.204, 0.1224, 0.1130, 0.0706},
        {0.05, 0.38, 0.228, 0.1368, 0.1094, 0.0958},
    }};
    return kTables[static_cast<std::size_t>(quarter - 1)];
}

/// Share of the price that is written off in a tax year, counted from 0.
double depreciation_share(Depreciation kind, int year, double lifetime_years);

/// Of each of `periods` equal instalments of a loan: principal x r / (1 - (1 + r)^-n).
double loan_payment(double principal, double rate, int periods);

/// The period after which the sum of `a` stays at or above that of `b`: when the answer switches.
std::optional<double> crossing(std::span<const double> a, std::span<const double> b);

}  // namespace deepwallet
