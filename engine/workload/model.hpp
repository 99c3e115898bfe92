#pragma once

/// A neural network by its shape: what is needed to count its parameters, FLOPs and bytes.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

namespace deepwallet {

enum class Architecture { decoder, encoder, encoder_decoder };
enum class Normalization { layer_norm, rms_norm };
enum class Positions { learned, rotary, alibi, relative, none };

struct Model {
    std::string preset;
    Architecture architecture = Architecture::decoder;
    /// Of an encoder-decoder: the encoder's layers.
    std::int64_t layers = 0;
    /// Of an encoder-decoder only.
    std::int64_t decoder_layers = 0;
    std::int64_t hidden = 0;
    std::int64_t heads = 0;
    std::optional<std::int64_t> kv_heads;    ///< as heads where absent
    std::optional<std::int64_t> head_size;   ///< hidden / heads where absent
    std::optional<std::int64_t> ffn_hidden;  ///< 4 hidden where absent
    bool gated_ffn = false;                  ///< SwiGLU, GeGLU: three matrices instead of two
    std::int64_t vocab = 0;                  ///< padded as trained
    bool tied_embeddings = true;
    bool biases = true;
    std::optional<bool>
        dropout;  ///< as in GPT where absent: with a plain FFN, not with a gated one
    Normalization normalization = Normalization::layer_norm;
    bool embedding_norm = false;
    Positions positions = Positions::learned;
    std::optional<std::int64_t> max_positions;  ///< training sequence length where absent

    // Mixture of experts; experts = 0 is a dense model.
    std::int64_t experts = 0;
    std::int64_t experts_per_token = 0;
    std::int64_t shared_experts = 0;
    std::optional<std::int64_t> expert_hidden;  ///< as ffn_hidden where absent
    std::int64_t dense_layers = 0;              ///< leading layers that keep a dense FFN
};

inline std::int64_t kv_heads(const Model& m) { return m.kv_heads.value_or(m.heads); }
/// Key and value heads on each of `tensor` ranks: copied where there are fewer heads than ranks.
inline double local_kv_heads(const Model& m, double tensor) {
    return std::max(1.0, static_cast<double>(kv_heads(m)) / tensor);
}
inline bool uses_dropout(const Model& m) { return m.dropout.value_or(!m.gated_ffn); }
inline std::int64_t head_size(const Model& m) {
    return m.head_size.value_or(m.heads > 0 ? m.hidden / m.heads : 0);
}
inline std::int64_t ffn_hidden(const Model& m) { return m.ffn_hidden.value_or(4 * m.hidden); }
inline std::int64_t expert_hidden(const Model& m) {
    return m.expert_hidden.value_or(ffn_hidden(m));
}
inline std::int64_t ffn_matrices(const Model& m) { return m.gated_ffn ? 3 : 2; }
/// Encoder and decoder layers together.
inline std::int64_t total_layers(const Model& m) {
    return m.layers + (m.architecture == Architecture::encoder_decoder ? m.decoder_layers : 0);
}
inline bool is_mixture_of_experts(const Model& m) { return m.experts > 0; }

/// What a layer is made of; a stage holds layers of one or more kinds.
struct LayerKind {
    bool cross_attention = false;
    bool mixture_of_experts = false;

    friend bool operator==(const LayerKind&, const LayerKind&) = default;
};

/// Kind of the layer with this index, counted from the input.
inline LayerKind layer_kind(const Model& m, std::int64_t layer) {
    return {.cross_attention = m.architecture == Architecture::encoder_decoder && layer >= m.layers,
            .mixture_of_experts = is_mixture_of_experts(m) && layer >= m.dense_layers};
}

/// How many layers of the model are of this kind.
inline std::int64_t layers_of_kind(const Model& m, LayerKind kind) {
    const std::int64_t begin = kind.cross_attention ? m.layers : 0;
    const std::int64_t end = kind.cross_attention ? total_layers(m) : m.layers;
    const std::int64_t sparse_from =
        is_mixture_of_experts(m) ? std::clamp(m.dense_layers, begin, end) : end;
    return kind.mixture_of_experts ? end - sparse_from : sparse_from - begin;
}

}  // namespace deepwallet
