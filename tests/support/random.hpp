#pragma once

/// Random cases for tests: the same on every machine.

#include <cstdint>
#include <random>

namespace deepwallet::test {

class Random {
public:
    /// A whole number from `least` to `most`.
    std::int64_t whole(std::int64_t least, std::int64_t most) {
        const auto span = static_cast<std::uint64_t>(most - least + 1);
        return least + static_cast<std::int64_t>(engine_() % span);
    }

    double between(double least, double most) {
        return least + (most - least) * static_cast<double>(engine_() >> 11U) * 0x1p-53;
    }

private:
    std::mt19937_64 engine_{20'220'201};
};

}  // namespace deepwallet::test
