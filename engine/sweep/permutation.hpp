#pragma once

/// A permutation of 0 to n - 1 that needs no memory: any member of it at once.

#include <bit>
#include <cstdint>

#include "engine/core/mix.hpp"

namespace deepwallet {

/// Where `i` goes under the permutation that `key` names: a Feistel network over the next power of
/// four, walked until it falls below n (Black and Rogaway 2002, cycle walking).
inline std::uint64_t permuted(std::uint64_t i, std::uint64_t n, std::uint64_t key) {
    if (n <= 1)
        return 0;
    const auto half = static_cast<unsigned>((std::bit_width(n - 1) + 1) / 2);
    const std::uint64_t mask = (std::uint64_t{1} << half) - 1;
    constexpr std::uint64_t kRounds = 6;
    do {
        std::uint64_t left = i >> half;
        std::uint64_t right = i & mask;
        for (std::uint64_t round = 0; round < kRounds; ++round) {
            const std::uint64_t next = left ^ (mix(mix(key + round) ^ right) & mask);
            left = right;
            right = next;
        }
        i = (left << half) | right;
    } while (i >= n);
    return i;
}

}  // namespace deepwallet
