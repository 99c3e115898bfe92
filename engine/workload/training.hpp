#pragma once

/// What the model is trained on, and in which number formats.

#include <cstdint>
#include <optional>

#include "engine/core/units.hpp"
#include "engine/workload/model.hpp"

namespace deepwallet {

enum class Precision { fp32, tf32, fp16, bf16, fp8, nvfp4 };

/// What a recipe leaves to do of training (workload/recipe.hpp); by default all of it.
struct TrainedPart {
    bool backward = true;
    bool weight_gradients = true;   ///< of the model's own matrices
    double trained_share = 1.0;     ///< of the parameters, with gradients and optimizer states
    double frozen_bytes = 0.0;      ///< of a weight that is not trained
    double added_parameters = 0.0;  ///< of adapters
    double product_slowdown = 1.0;  ///< of matrix products, by dequantization
    bool fake_quantized = false;    ///< trained with rounded weights
    bool masked = false;            ///< what was pruned is held at zero
    std::optional<double> tokens;   ///< in the place of the run's
    std::optional<Model> teacher;   ///< runs forward beside

    [[nodiscard]] bool whole() const { return trained_share >= 1.0; }
};

struct Training {
    std::int64_t sequence_length = 0;
    std::int64_t global_batch = 0;  ///< sequences an iteration
    /// Of the whole run; 0: a single iteration is asked for, unless FLOPs or epochs say otherwise.
    double tokens = 0.0;
    std::optional<Work> flops;     ///< that the model needs, in the place of tokens
    std::optional<double> epochs;  ///< passes over `dataset_tokens`, in the place of tokens
    std::optional<double> dataset_tokens;
    // The batch grows from `batch_ramp_start` by `batch_ramp_increment`, for as many tokens each
    // time, until `batch_ramp_tokens` are done.
    std::optional<std::int64_t> batch_ramp_start;
    std::optional<std::int64_t> batch_ramp_increment;
    double batch_ramp_tokens = 0.0;
    Precision precision = Precision::bf16;
    TrainedPart part = {};
};

/// Formats of which only the operands of matrix products are.
inline bool is_narrow(Precision p) { return p == Precision::fp8 || p == Precision::nvfp4; }

/// What training in a narrow format keeps at 16 bits runs in this format.
inline Precision wide_precision(Precision p) { return is_narrow(p) ? Precision::bf16 : p; }

/// Bytes of an element that a matrix product reads. NVFP4: 4 bits, and a scale of 8 bits for each
/// 16 of them (NVIDIA, "Pretraining Large Language Models with NVFP4", arXiv:2509.25149).
inline Data operand_size(Precision p) {
    constexpr double kNvfp4 = 4.5 / 8.0;
    switch (p) {
        case Precision::fp32:
        case Precision::tf32:
            return 4.0 * units::byte;
        case Precision::fp16:
        case Precision::bf16:
            return 2.0 * units::byte;
        case Precision::fp8:
            return 1.0 * units::byte;
        case Precision::nvfp4:
            return kNvfp4 * units::byte;
    }
    return {};
}

/// Bytes of a stored activation or working weight; narrow formats keep both in 16 bits.
inline Data element_size(Precision p) {
    return (p == Precision::fp32 || p == Precision::tf32 ? 4.0 : 2.0) * units::byte;
}

}  // namespace deepwallet
