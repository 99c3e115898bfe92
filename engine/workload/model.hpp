#pragma once

/// A neural network by its shape: what is needed to count its parameters, FLOPs and bytes. One that
/// is no transformer is described by these counts themselves.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

namespace deepwallet {

enum class Architecture { decoder, encoder, encoder_decoder, convolutional };
enum class Normalization { layer_norm, rms_norm };
enum class Positions { learned, rotary, alibi, relative, transformer_xl, none };

/// What the publishers of a model say about it; nothing is computed from it.
struct Published {
    std::optional<double> parameters;
    std::optional<double> active_parameters;  ///< of a mixture of experts, for one token
    double tolerance = 0.005;  ///< how far the count of the shape may be off, as a fraction
    std::string note;          ///< why, where that is more than usual
};

struct Model {
    std::string preset;
    Architecture architecture = Architecture::decoder;
    /// Of an encoder-decoder: the encoder's layers.
    std::int64_t layers = 0;
    /// Of an encoder-decoder only.
    std::int64_t decoder_layers = 0;
    std::int64_t hidden = 0;
    std::int64_t heads = 0;
    std::optional<std::int64_t> kv_heads;   ///< as heads where absent
    std::optional<std::int64_t> head_size;  ///< of queries and keys; hidden / heads where absent
    std::optional<std::int64_t> value_head_size;  ///< as head_size where absent

    // Multi-head latent attention (DeepSeek-AI 2024, arXiv:2405.04434): keys and values, and where
    // q_lora_rank is given queries, are low-rank. Without kv_lora_rank attention is as usual.
    std::optional<std::int64_t> kv_lora_rank;
    std::optional<std::int64_t> q_lora_rank;
    std::int64_t rope_head_size = 0;  ///< part of head_size that is rotated; its key is one for all

    std::optional<std::int64_t> ffn_hidden;      ///< 4 hidden where absent
    bool gated_ffn = false;                      ///< SwiGLU, GeGLU: three matrices instead of two
    std::int64_t vocab = 0;                      ///< padded as trained
    std::optional<std::int64_t> embedding_size;  ///< hidden where absent, else projected to it
    bool tied_embeddings = true;
    bool biases = true;
    std::optional<bool> qkv_biases;  ///< as biases where absent
    std::optional<bool> ffn_biases;  ///< as biases where absent
    bool qk_norm = false;            ///< queries and keys are normalized, head by head
    bool parallel_ffn = false;       ///< attention and FFN read the same input, side by side
    /// Without those of cross-attention; 2 where absent, or 1 for a parallel FFN.
    std::optional<std::int64_t> layer_norms;
    std::optional<bool>
        dropout;  ///< as in GPT where absent: with a plain FFN, not with a gated one
    Normalization normalization = Normalization::layer_norm;
    bool embedding_norm = false;
    bool final_norm = true;        ///< behind the last layer: not where layers end in a norm
    std::int64_t token_types = 0;  ///< segment embeddings (BERT)
    bool pooler = false;           ///< a dense layer on the first token (BERT)
    Positions positions = Positions::learned;
    std::optional<std::int64_t> max_positions;  ///< training sequence length where absent

    // Mixture of experts; experts = 0 is a dense model.
    std::int64_t experts = 0;
    std::int64_t experts_per_token = 0;
    std::int64_t shared_experts = 0;
    std::optional<std::int64_t> expert_hidden;  ///< as ffn_hidden where absent
    std::optional<bool> gated_experts;          ///< as gated_ffn where absent
    std::int64_t dense_layers = 0;              ///< leading layers that keep a dense FFN
    std::int64_t expert_interval = 1;           ///< experts in every n-th layer only
    // Group-limited routing (DeepSeek-AI 2024, arXiv:2412.19437, section 2.1.2): a token's experts
    // lie in few groups of neighbouring experts, and so on few servers. Anywhere where absent.
    std::optional<std::int64_t> expert_groups;
    std::optional<std::int64_t> groups_per_token;

    // A convolutional network: its counts instead of a shape. What is called a token elsewhere is
    // one of its samples; `layers` are those with weights, each taken to be the mean of all.
    std::optional<double> parameters;
    std::optional<double> flops_per_sample;        ///< forward, a multiply and an add being two
    std::optional<double> activations_per_sample;  ///< elements that all layers put out

    Published published;
};

inline bool is_convolutional(const Model& m) {
    return m.architecture == Architecture::convolutional;
}
inline std::int64_t kv_heads(const Model& m) { return m.kv_heads.value_or(m.heads); }
/// Key and value heads on each of `tensor` ranks: copied where there are fewer heads than ranks.
inline double local_kv_heads(const Model& m, double tensor) {
    return std::max(1.0, static_cast<double>(kv_heads(m)) / tensor);
}
inline bool uses_dropout(const Model& m) { return m.dropout.value_or(!m.gated_ffn); }
inline std::int64_t head_size(const Model& m) {
    return m.head_size.value_or(m.heads > 0 ? m.hidden / m.heads : 0);
}
inline std::int64_t value_head_size(const Model& m) {
    return m.value_head_size.value_or(head_size(m));
}
inline bool is_latent_attention(const Model& m) { return m.kv_lora_rank.has_value(); }
/// Elements a token has over all heads of an attention block.
struct AttentionWidths {
    std::int64_t queries = 0;
    std::int64_t keys = 0;
    std::int64_t values = 0;
    std::int64_t output = 0;  ///< of the heads, before the projection
    /// Of latent attention: low-rank queries and keys-values, and the rotated key that heads share.
    std::int64_t latents = 0;
};

inline AttentionWidths attention_widths(const Model& m) {
    const std::int64_t latents =
        is_latent_attention(m) ? m.q_lora_rank.value_or(0) + *m.kv_lora_rank + m.rope_head_size : 0;
    return {.queries = m.heads * head_size(m),
            .keys = kv_heads(m) * head_size(m),
            .values = kv_heads(m) * value_head_size(m),
            .output = m.heads * value_head_size(m),
            .latents = latents};
}

inline bool has_qkv_biases(const Model& m) { return m.qkv_biases.value_or(m.biases); }
inline bool has_ffn_biases(const Model& m) { return m.ffn_biases.value_or(m.biases); }
inline std::int64_t layer_norms(const Model& m) {
    return m.layer_norms.value_or(m.parallel_ffn ? 1 : 2);
}
inline std::int64_t embedding_size(const Model& m) { return m.embedding_size.value_or(m.hidden); }
inline std::int64_t ffn_hidden(const Model& m) { return m.ffn_hidden.value_or(4 * m.hidden); }
inline std::int64_t expert_hidden(const Model& m) {
    return m.expert_hidden.value_or(ffn_hidden(m));
}
inline std::int64_t ffn_matrices(const Model& m) { return m.gated_ffn ? 3 : 2; }
inline std::int64_t expert_matrices(const Model& m) {
    return m.gated_experts.value_or(m.gated_ffn) ? 3 : 2;
}
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

/// How many of the first `layers` layers have experts.
inline std::int64_t expert_layers_before(const Model& m, std::int64_t layers) {
    if (!is_mixture_of_experts(m) || layers <= m.dense_layers)
        return 0;
    return layers / m.expert_interval - m.dense_layers / m.expert_interval;
}

/// Kind of the layer with this index, counted from the input.
inline LayerKind layer_kind(const Model& m, std::int64_t layer) {
    return {
        .cross_attention = m.architecture == Architecture::encoder_decoder && layer >= m.layers,
        .mixture_of_experts = expert_layers_before(m, layer + 1) > expert_layers_before(m, layer)};
}

/// How many layers of the model are of this kind.
inline std::int64_t layers_of_kind(const Model& m, LayerKind kind) {
    const std::int64_t begin = kind.cross_attention ? m.layers : 0;
    const std::int64_t end = kind.cross_attention ? total_layers(m) : m.layers;
    const std::int64_t sparse = expert_layers_before(m, end) - expert_layers_before(m, begin);
    return kind.mixture_of_experts ? sparse : end - begin - sparse;
}

}  // namespace deepwallet
