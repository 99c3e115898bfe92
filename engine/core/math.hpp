#pragma once

/// Small integer and interpolation helpers that the standard library lacks.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

namespace deepwallet {

/// A count as the double that formulas take; exact up to 2^53.
constexpr double real(std::int64_t n) { return static_cast<double>(n); }

/// Least integer not below a/b, for a >= 0 and b > 0.
constexpr std::int64_t ceil_div(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

/// Piecewise linear in log(x) through the points (xs[i], ys[i]), xs rising and positive; constant
/// beyond both ends. Empty curves have no value: callers check first.
inline double interpolate_log(std::span<const double> xs, std::span<const double> ys, double x) {
    if (x <= xs.front())
        return ys.front();
    for (std::size_t i = 1; i < xs.size(); ++i) {
        if (x > xs[i])
            continue;
        const double share = std::log(x / xs[i - 1]) / std::log(xs[i] / xs[i - 1]);
        return ys[i - 1] + share * (ys[i] - ys[i - 1]);
    }
    return ys.back();
}

}  // namespace deepwallet
