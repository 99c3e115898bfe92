#pragma once

/// Ways to a model beside training it from nothing, and what each leaves to do of a training step.
///
/// Per token, N parameters (Kaplan et al. 2020 for the 2 + 4 of forward and backward):
///
///     scratch, fine-tune   6 N
///     quantize-aware   6 N, and weights and inputs of each product are rounded and turned back
///                      (Jacob et al. 2018, arXiv:1712.05877, section 3), memory-bound
///     prune            6 N, and a mask of a byte a parameter, which gradients and weights are
///                      multiplied with in each optimizer step (Mishra et al. 2021,
///                      arXiv:2104.08378, section 4; NVIDIA apex, contrib/sparsity/asp.py)
///     lora, qlora      4 N: no weight gradients of what is frozen (Hu et al. 2021,
///                      arXiv:2106.09685); qlora keeps the base in few bits and dequantizes it for
///                      each product (Dettmers et al. 2023, arXiv:2305.14314)
///     distil           6 N + 2 N of the teacher, which runs forward (Hinton et al. 2015)
///     quantize         2 N over the tokens of calibration (Frantar et al. 2022, arXiv:2210.17323)
///     as-is            nothing
///
/// Gradients and optimizer states are those of what is trained.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/workload/model.hpp"
#include "engine/workload/training.hpp"

namespace deepwallet {

enum class RecipeKind {
    scratch,
    fine_tune,
    lora,
    qlora,
    distil,
    quantize,        ///< after training, by a few forward passes
    quantize_aware,  ///< trained on with rounded weights
    prune,           ///< and trained on
    as_is,
};

enum class Sparsity {
    unstructured,  ///< no kernel runs faster for it
    two_of_four,   ///< two of every four weights are zero, which some chips skip
};

/// Absent fields take no part; a scenario without any of them trains from scratch.
struct Recipe {
    std::optional<RecipeKind> kind;
    std::optional<std::string> teacher;  ///< a model of scenarios/models
    std::optional<std::int64_t> rank;    ///< of low-rank adapters
    std::optional<std::vector<std::string>>
        matrices;                            ///< that have one: q, k, v, o, gate, up, down
    std::optional<double> weight_bits;       ///< of a quantized model, or of QLoRA's base
    std::optional<double> dequantize_share;  ///< time that it adds to matrix products
    std::optional<double> calibration_tokens;
    std::optional<Sparsity> sparsity;
    std::optional<double> sparse_speedup;  ///< of matrix products; the chip's where absent
    std::optional<std::string> quality;    ///< what was measured of the result
    std::optional<std::string> quality_source;
};

/// The words of `Recipe::matrices`.
const std::vector<std::string>& adapted_matrix_names();

/// Parameters of adapters of rank r: r (in + out) for each matrix that has one, in every layer (Hu
/// et al. 2021, section 4.1); of a decoder with cross-attention those of both attention blocks.
double adapter_parameters(const Model& model,
                          std::int64_t rank,
                          const std::vector<std::string>& matrices);

/// Of a model with so many parameters. Needs a recipe without faults.
TrainedPart trained_part(const Recipe& recipe,
                         const Model& model,
                         double parameters,
                         const std::optional<Model>& teacher);

/// Bytes of a stored weight when the model is served: 2:4 keeps half of the values with two bits
/// each that say where they stand (Mishra et al. 2021, arXiv:2104.08378).
double served_weight_bytes(const Recipe& recipe, double bits);

}  // namespace deepwallet
