#pragma once

/// Random speed that depends on nothing but seed and place: the same for any order of evaluation.

#include <cstdint>

#include "engine/core/mix.hpp"

namespace deepwallet {

/// About standard normal, from `key`: the sum of twelve uniforms, its kurtosis corrected (Cornish
/// and Fisher 1938). Sums and products alone, so that it is the same on every machine; within
/// 6.9 either way.
constexpr double normal(std::uint64_t key) {
    std::int64_t sum = 0;
    for (std::uint64_t i = 0; i < 3; ++i) {
        const std::uint64_t bits = mix(key + i * 0xD1B54A32D192ED03U);
        sum += static_cast<std::int64_t>((bits & 0xFFFFU) + (bits >> 16U & 0xFFFFU) +
                                         (bits >> 32U & 0xFFFFU) + (bits >> 48U));
    }
    const double z = (static_cast<double>(sum) + 6.0) / 65536.0 - 6.0;
    return z + (z * z - 3.0) * z / 240.0;
}

struct Noise {
    std::uint64_t seed = 0;
    double jitter = 0.0;  ///< relative spread of the duration of each piece of work
    double spread = 0.0;  ///< relative spread of the speed of accelerators
};

/// Least share of its usual duration that anything takes.
constexpr double kLeastDuration = 0.1;

constexpr double noisy(double relative, std::uint64_t key) {
    const double factor = 1.0 + relative * normal(key);
    return factor > kLeastDuration ? factor : kLeastDuration;
}

}  // namespace deepwallet
