#include "engine/workload/parameters.hpp"

#include "engine/core/math.hpp"

namespace deepwallet {

namespace {

/// Buckets of T5's relative position bias (Raffel et al. 2020, section 2.1).
constexpr double kRelativeBuckets = 32.0;

void add_attention(const Model& m, LayerParameters& p) {
    const double h = real(m.hidden);
    const double queries = real(m.heads * head_size(m));
    const double keys_values = 2.0 * real(kv_heads(m) * head_size(m));
    p.sharded += h * (queries + keys_values) + queries * h;
    if (m.biases) {
        p.sharded += queries + keys_values;
        p.replicated += h;
    }
    p.replicated += norm_parameters(m);
}

double ffn_weights(const Model& m, std::int64_t inner) {
    return real(ffn_matrices(m)) * real(m.hidden) * real(inner);
}

double ffn_input_biases(const Model& m, std::int64_t inner) {
    return m.biases ? real(ffn_matrices(m) - 1) * real(inner) : 0.0;
}

void add_ffn(const Model& m, LayerParameters& p) {
    const std::int64_t f = ffn_hidden(m);
    p.sharded += ffn_weights(m, f) + ffn_input_biases(m, f);
    if (m.biases)
        p.replicated += real(m.hidden);
}

void add_experts(const Model& m, LayerParameters& p) {
    const std::int64_t f = expert_hidden(m);
    const double output_bias = m.biases ? real(m.hidden) : 0.0;
    const double one = ffn_weights(m, f) + ffn_input_biases(m, f) + output_bias;
    p.experts += real(m.experts) * one;
    p.sharded += real(m.shared_experts) * one;
    p.replicated += real(m.experts) * real(m.hidden);
}

double stacks(const Model& m) {
    return m.architecture == Architecture::encoder_decoder ? 2.0 : 1.0;
}

}  // namespace

double norm_parameters(const Model& m) {
    return (m.normalization == Normalization::layer_norm ? 2.0 : 1.0) * real(m.hidden);
}

LayerParameters layer_parameters(const Model& m, LayerKind kind) {
    LayerParameters p;
    add_attention(m, p);
    if (kind.cross_attention)
        add_attention(m, p);
    if (kind.mixture_of_experts) {
        add_experts(m, p);
    } else {
        add_ffn(m, p);
    }
    p.replicated += norm_parameters(m);
    return p;
}

double rank_layer_parameters(const Model& m, LayerKind kind, double tensor) {
    const LayerParameters p = layer_parameters(m, kind);
    const double copied_heads = local_kv_heads(m, tensor) - real(kv_heads(m)) / tensor;
    const double rows = real(m.hidden) + (m.biases ? 1.0 : 0.0);
    const double blocks = kind.cross_attention ? 2.0 : 1.0;
    return p.sharded / tensor + p.replicated +
           blocks * 2.0 * copied_heads * real(head_size(m)) * rows;
}

double embedding_parameters(const Model& m) { return real(m.vocab) * real(m.hidden); }

double position_parameters(const Model& m, std::int64_t sequence_length) {
    double sum = m.embedding_norm ? norm_parameters(m) : 0.0;
    if (m.positions == Positions::learned) {
        sum += real(m.max_positions.value_or(sequence_length)) * real(m.hidden);
    }
    if (m.positions == Positions::relative)
        sum += stacks(m) * kRelativeBuckets * real(m.heads);
    return sum;
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
    sum += position_parameters(m, sequence_length);
    return sum + stacks(m) * norm_parameters(m);
}

double active_parameters(const Model& m, std::int64_t sequence_length) {
    const double total = total_parameters(m, sequence_length);
    if (!is_mixture_of_experts(m))
        return total;
    const double experts = layer_parameters(m, {.mixture_of_experts = true}).experts;
    const double idle_share = 1.0 - real(m.experts_per_token) / real(m.experts);
    return total - real(total_layers(m) - m.dense_layers) * experts * idle_share;
}

}  // namespace deepwallet
