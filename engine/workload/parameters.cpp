#include "engine/workload/parameters.hpp"

#include "engine/core/math.hpp"

namespace deepwallet {

namespace {

/// Buckets of T5's relative position bias (Raffel et al. 2020, section 2.1).
constexpr double kRelativeBuckets = 32.0;

/// A weight an element, and for LayerNorm a bias.
double norm_width(const Model& m) {
    return m.normalization == Normalization::layer_norm ? 2.0 : 1.0;
}

/// Down to the latents: every tensor parallel rank has the whole.
double latent_weights(const Model& m) { return real(m.hidden) * real(attention_widths(m).latents); }

void add_attention(const Model& m, LayerParameters& p) {
    const AttentionWidths widths = attention_widths(m);
    p.sharded += attention_weights(m) - latent_weights(m);
    p.replicated += latent_weights(m);
    if (is_latent_attention(m))
        p.replicated += norm_width(m) * real(widths.latents - m.rope_head_size);
    if (m.positions == Positions::transformer_xl)
        p.sharded += real(m.hidden) * real(widths.queries);
    if (has_qkv_biases(m))
        p.sharded += real(widths.queries + widths.keys + widths.values);
    if (m.biases)
        p.replicated += real(m.hidden);
    if (m.qk_norm)
        p.replicated += 2.0 * norm_width(m) * real(head_size(m));
}

/// One FFN of this inner width: matrices, biases of the column-split ones, bias of the last.
struct FfnParameters {
    double column_biases = 0.0;
    double weights = 0.0;
    double row_bias = 0.0;
};

FfnParameters ffn_parameters(const Model& m, std::int64_t matrices, std::int64_t inner) {
    const double biased = has_ffn_biases(m) ? 1.0 : 0.0;
    return {.column_biases = biased * real((matrices - 1) * inner),
            .weights = real(matrices * m.hidden) * real(inner),
            .row_bias = biased * real(m.hidden)};
}

void add_ffn(const Model& m, LayerParameters& p) {
    const FfnParameters ffn = ffn_parameters(m, ffn_matrices(m), ffn_hidden(m));
    p.sharded += ffn.weights + ffn.column_biases;
    p.replicated += ffn.row_bias;
}

void add_experts(const Model& m, LayerParameters& p) {
    const FfnParameters ffn = ffn_parameters(m, expert_matrices(m), expert_hidden(m));
    const double one = ffn.weights + ffn.column_biases + ffn.row_bias;
    p.experts += real(m.experts) * one;
    p.sharded += real(m.shared_experts) * one;
    p.replicated += real(m.experts) * real(m.hidden);
}

double stacks(const Model& m) {
    return m.architecture == Architecture::encoder_decoder ? 2.0 : 1.0;
}

}  // namespace

double norm_parameters(const Model& m) { return norm_width(m) * real(m.hidden); }

double attention_weights(const Model& m) {
    const AttentionWidths widths = attention_widths(m);
    const double h = real(m.hidden);
    const double projection = real(widths.output) * h;
    if (!is_latent_attention(m))
        return h * real(widths.queries + widths.keys + widths.values) + projection;
    const double query_input = real(m.q_lora_rank.value_or(m.hidden));
    const double shared_keys = real(m.heads * m.rope_head_size);
    return h * real(widths.latents) + query_input * real(widths.queries) +
           real(*m.kv_lora_rank) * (real(widths.keys + widths.values) - shared_keys) + projection;
}

LayerParameters layer_parameters(const Model& m, LayerKind kind) {
    LayerParameters p;
    if (is_convolutional(m)) {
        p.replicated = m.parameters.value_or(0.0) / real(m.layers);
        return p;
    }
    add_attention(m, p);
    if (kind.cross_attention)
        add_attention(m, p);
    if (kind.mixture_of_experts) {
        add_experts(m, p);
    } else {
        add_ffn(m, p);
    }
    const double norms = real(layer_norms(m)) + (kind.cross_attention ? 1.0 : 0.0);
    p.replicated += norms * norm_parameters(m);
    return p;
}

double rank_layer_parameters(const Model& m, LayerKind kind, double tensor) {
    const LayerParameters p = layer_parameters(m, kind);
    const double copied_heads = local_kv_heads(m, tensor) - real(kv_heads(m)) / tensor;
    const double rows = real(m.hidden) + (has_qkv_biases(m) ? 1.0 : 0.0);
    const double blocks = kind.cross_attention ? 2.0 : 1.0;
    return p.sharded / tensor + p.replicated +
           blocks * copied_heads * real(head_size(m) + value_head_size(m)) * rows;
}

double embedding_parameters(const Model& m) { return real(m.vocab) * real(embedding_size(m)); }

double embedding_projection_parameters(const Model& m) {
    return m.embedding_size ? real(*m.embedding_size) * real(m.hidden) : 0.0;
}

double position_parameters(const Model& m, std::int64_t sequence_length) {
    double sum = real(m.token_types) * real(m.hidden);
    if (m.embedding_norm)
        sum += norm_parameters(m);
    if (m.positions == Positions::learned) {
        sum += real(m.max_positions.value_or(sequence_length)) * real(m.hidden);
    }
    if (m.positions == Positions::relative)
        sum += kRelativeBuckets * real(m.heads);
    return stacks(m) * sum;
}

double output_parameters(const Model& m) {
    const double h = real(m.hidden);
    const double pooler = m.pooler ? h * h + h : 0.0;
    const double norm = m.final_norm ? norm_parameters(m) : 0.0;
    return norm + pooler + embedding_projection_parameters(m);
}

double total_parameters(const Model& m, std::int64_t sequence_length) {
    double sum = 0.0;
    for (const bool cross : {false, true}) {
        for (const bool experts : {false, true}) {
            const LayerKind kind = {cross, experts};
            sum += real(layers_of_kind(m, kind)) * layer_parameters(m, kind).total();
        }
    }
    sum += (m.tied_embeddings ? 1.0 : 2.0) * embedding_parameters(m);
    sum += position_parameters(m, sequence_length) + embedding_projection_parameters(m);
    const double encoder_norm = m.final_norm ? (stacks(m) - 1.0) * norm_parameters(m) : 0.0;
    return sum + encoder_norm + output_parameters(m);
}

double active_parameters(const Model& m, std::int64_t sequence_length) {
    const double total = total_parameters(m, sequence_length);
    if (!is_mixture_of_experts(m))
        return total;
    const double experts = layer_parameters(m, {.mixture_of_experts = true}).experts;
    const double idle_share = 1.0 - real(m.experts_per_token) / real(m.experts);
    return total - real(expert_layers_before(m, total_layers(m))) * experts * idle_share;
}

}  // namespace deepwallet
