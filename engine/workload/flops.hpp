#pragma once

/// FLOPs that the model needs: matrix products alone, a multiply and an add being two, attention
/// counted over the full square as published figures do (Narayanan et al. 2021 eq. 3).

#include "engine/core/units.hpp"
#include "engine/workload/model.hpp"
#include "engine/workload/training.hpp"

namespace deepwallet {

/// Forward FLOPs of one sequence.
struct ForwardFlops {
    Work attention_core;  ///< the two s x s products, 4 s^2 a d a layer (2 s^2 a (d + d_v))
    Work latents_up;      ///< of latent attention: queries, keys and values from their latents
    Work dense_ffns;
    Work experts;  ///< with their router
    Work layers;   ///< with all of these
    Work head;     ///< output embedding, 2 s h V, and projections of a narrower embedding

    [[nodiscard]] Work total() const { return layers + head; }
};

ForwardFlops forward_flops(const Model& model, std::int64_t sequence_length);

/// Forward and backward of a global batch: three times the forward pass.
Work model_flops(const Model& model, const Training& training);

}  // namespace deepwallet
