#pragma once

/// Numbers that look random and depend on nothing but their key.

#include <cstdint>

namespace deepwallet {

/// A finalizer that spreads every bit over all others (Steele et al. 2014, SplitMix64).
constexpr std::uint64_t mix(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
}

/// Uniform in (0, 1).
constexpr double uniform(std::uint64_t key) {
    return (static_cast<double>(mix(key) >> 11U) + 0.5) * 0x1.0p-53;
}

}  // namespace deepwallet
