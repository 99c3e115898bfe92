#pragma once

/// What the model is trained on, and in which number formats.

#include <cstdint>

#include "engine/core/units.hpp"

namespace deepwallet {

enum class Precision { fp32, tf32, fp16, bf16, fp8 };

struct Training {
    std::int64_t sequence_length = 0;
    std::int64_t global_batch = 0;  ///< sequences an iteration
    double tokens = 0.0;            ///< of the whole run; 0: a single iteration is asked for
    Precision precision = Precision::bf16;
};

/// What fp8 training keeps at 16 bits runs in this format.
inline Precision wide_precision(Precision p) { return p == Precision::fp8 ? Precision::bf16 : p; }

/// Bytes of a stored activation or working weight; fp8 training keeps both in 16 bits.
inline Data element_size(Precision p) {
    return (p == Precision::fp32 || p == Precision::tf32 ? 4.0 : 2.0) * units::byte;
}

}  // namespace deepwallet
