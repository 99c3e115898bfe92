#include "engine/workload/flops.hpp"

#include "engine/core/math.hpp"

namespace deepwallet {

namespace {

/// Weights that multiply every token of an attention block.
double attention_weights(const Model& m) {
    const double queries = real(m.heads * head_size(m));
    const double keys_values = 2.0 * real(kv_heads(m) * head_size(m));
    return real(m.hidden) * (2.0 * queries + keys_values);
}

double ffn_weights(const Model& m, LayerKind kind) {
    const double row = real(ffn_matrices(m)) * real(m.hidden);
    if (!kind.mixture_of_experts)
        return row * real(ffn_hidden(m));
    const double visited = real(m.experts_per_token + m.shared_experts);
    return visited * row * real(expert_hidden(m)) + real(m.experts) * real(m.hidden);
}

void add_layers(const Model& m, LayerKind kind, std::int64_t layers, double s, ForwardFlops& sum) {
    const double count = real(layers);
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
    for (const bool cross : {false, true}) {
        for (const bool experts : {false, true}) {
            const LayerKind kind = {cross, experts};
            add_layers(m, kind, layers_of_kind(m, kind), s, sum);
        }
    }
    sum.head = 2.0 * s * real(m.hidden) * real(m.vocab) * units::flop;
    return sum;
}

Work model_flops(const Model& m, const Training& t) {
    return 3.0 * real(t.global_batch) * forward_flops(m, t.sequence_length).total();
}

}  // namespace deepwallet
