#pragma once

/// What a rank of a replica holds, keeps and reads; the time of it is in serving_passes.cpp.

#include "engine/cost/serving.hpp"
#include "engine/plan/layout.hpp"

namespace deepwallet {

inline double asked_tokens(const ServingInput& in) { return in.terms.prompt_tokens.value_or(0.0); }
inline double written_tokens(const ServingInput& in) {
    return in.terms.generated_tokens.value_or(0.0);
}

/// Of an element of keys and values.
double cache_bytes(const ServingInput& in);

/// Does a token of the answer look at an encoder's output?
inline bool is_crossed(const Model& m) { return m.architecture == Architecture::encoder_decoder; }

/// Layers that a token of the answer goes through: the decoder's.
double decoding_layers(const Model& model);

/// The kinds of layers that a token of the answer goes through, and how many there are of each.
template <class Use>
void for_each_decoding_kind(const Model& m, const Use& use) {
    for (int k = 0; k < kLayerKinds; ++k) {
        const LayerKind kind = layer_kind_at(k);
        const std::int64_t count = layers_of_kind(m, kind);
        if (count > 0 && kind.cross_attention == is_crossed(m))
            use(kind, static_cast<double>(count));
    }
}

/// Of the fullest stage, against an even share of the layers; it sets the pace.
double fullest_stage(const Model& model, ReplicaShape shape);

/// Of the cache of a request, on each of the tensor ranks: heads are copied where there are fewer
/// of them, and a latent is whole on every one.
double cache_share(const Model& model, std::int64_t tensor);

/// Routed experts of a layer that the fullest rank holds, of all: ceil(E / n) / E.
double held_experts(const Model& model, ReplicaShape shape);

/// Routed experts of a layer that so many tokens wake up, of all: 1 - (1 - k / E)^tokens.
double awake_experts(const Model& model, double tokens);

/// Parameters of the decoding layers and the head, of routed experts this share. Before tensor and
/// pipeline ranks divide them.
double decoding_parameters(const Model& model, double experts);

/// Those that a pass over a batch on each rank reads.
double read_parameters(const Model& model, double batch, ReplicaShape shape);

/// Work of the busiest rank's routed experts over the mean.
double serving_imbalance(const ServingInput& in, ReplicaShape shape);

/// Of a rank, the fullest one.
Data stored_weights(const ServingInput& in, ReplicaShape shape);

/// Of one layer while prompts go through it; decoders read theirs in pieces.
Data working_memory(const ServingInput& in, std::int64_t batch, std::int64_t tensor);

}  // namespace deepwallet
