#include "engine/workload/flops.hpp"

namespace deepwallet {

namespace {

double real(std::int64_t n) { return static_cast<double>(n); }

/// Weights that multiply every token of an attention block.
double attention_weights(const Model& m) {
    const double queries = real(m.heads * head_size(m));
    const double keys_values = 2.0 * real(kv_heads(m) * head_size(m));
    return real(m.hidden) * (2.0 * queries + keys_values);
}

double ffn_weights(const Model& m, LayerKind kind) {
    const double row = real(ffn_matrices(m)) * real(m.hidden);
    if (!kind.mixture_of_experts) return row * real(ffn_hidden(m));
    const double visited = real(m.experts_per_token + m.shared_experts);
    return visited * row * real(expert_hidden(m)) + real(m.experts) * real(m.hidden);
}

void add_layers(const Model& m, LayerKind kind, double count, double s, ForwardFlops& sum) {
    const double blocks = kind.cross_attention ? 2.0 : 1.0;
    const double weights = blocks * attention_weights(m) + ffn_weights(m, kind);
    const double core = blocks * 4.0 * s * s * real(m.heads * head_size(m));
    sum.attention_core += count * core * units::flop;
    sum.layers += count * (2.0 * s * weights + core) * units::flop;
}

}  // namespace

ForwardFlops forward_flops(const Model& m, std::int64_t sequence_length) {
    const double s = real(sequence_length);
    ForwardFlops sum;
    const std::int64_t dense = is_mixture_of_experts(m) ? m.dense_layers : m.layers;
    add_layers(m, {}, real(dense), s, sum);
    if (is_mixture_of_experts(m)) {
        add_layers(m, {.mixture_of_experts = true}, real(m.layers - dense), s, sum);
    }
    if (m.architecture == Architecture::encoder_decoder) {
        add_layers(m, layer_kind(m, m.layers), real(m.decoder_layers), s, sum);
    }
    sum.head = 2.0 * s * real(m.hidden) * real(m.vocab) * units::flop;
    return sum;
}

Work model_flops(const Model& m, const Training& t) {
    return 3.0 * real(t.global_batch) * forward_flops(m, t.sequence_length).total();
}

}  // namespace deepwallet
