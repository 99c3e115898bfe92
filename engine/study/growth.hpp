#pragma once

/// Exponential growth as a straight line through logarithms, and how little its points may prove.
///
/// Ordinary least squares of log10(y) on time t: y^ = a + b t with b = Sxy / Sxx, residual variance
/// s^2 = SSE / (n - 2). Intervals by Student's t with n - 2 degrees of freedom: of the slope b +- t
/// s / sqrt(Sxx); of one more point at t0 +- t s sqrt(1 + 1/n + (t0 - tm)^2 / Sxx) (Draper and
/// Smith, Applied Regression Analysis, 1998, sections 1.4 and 3.1). They hold for independent
/// errors of one variance around a line that goes on; records picked because they were records are
/// neither.

#include <span>

#include "engine/core/error.hpp"

namespace deepwallet {

/// A value above zero at a time in years.
struct GrowthPoint {
    double year = 0.0;
    double value = 0.0;
};

struct Growth {
    std::size_t points = 0;
    double mean_year = 0.0;
    double mean_log10 = 0.0;  ///< the line's value at the mean year
    double slope = 0.0;       ///< of log10, a year
    double slope_low = 0.0;   ///< 95 % confidence
    double slope_high = 0.0;
    double r_squared = 0.0;
    double residual_sd = 0.0;  ///< of log10
    double spread = 0.0;       ///< Sxx, squared years
    double student = 0.0;      ///< two-sided 95 % point of Student's t

    [[nodiscard]] double log10_at(double year) const {
        return mean_log10 + slope * (year - mean_year);
    }
    [[nodiscard]] double at(double year) const;
    /// Half-width in log10 of the 95 % interval of one more point.
    [[nodiscard]] double half_width_log10(double year) const;
    [[nodiscard]] double low(double year) const;  ///< of that interval
    [[nodiscard]] double high(double year) const;
    [[nodiscard]] double yearly_factor() const;
    /// Years in which it doubles; negative where it shrinks.
    [[nodiscard]] double doubling_years() const;
};

/// Faults: fewer than three points, a value that is not above zero, all of them in one instant.
Result<Growth> fit_growth(std::span<const GrowthPoint> points);

/// y = 10^(log10_scale) x^exponent through points above zero, by least squares of the logarithms.
struct PowerLaw {
    double log10_scale = 0.0;
    double exponent = 0.0;
    double residual_sd = 0.0;  ///< of log10

    [[nodiscard]] double log10_at(double log10_x) const { return log10_scale + exponent * log10_x; }
    [[nodiscard]] double at(double x) const;
};

/// Needs at least three points (x in the place of the year), not all of one x.
Result<PowerLaw> fit_power_law(std::span<const GrowthPoint> points);

/// "2021-10" as years: the middle of that month, 2021 + 9.5 / 12. Faults: another form.
Result<double> month_as_year(const std::string& month);

/// "2021-10" of the month that holds this instant.
std::string year_as_month(double year);

}  // namespace deepwallet
