#include "engine/workload/flops.hpp"

#include "engine/core/math.hpp"
#include "engine/workload/parameters.hpp"

namespace deepwallet {

namespace {

double ffn_weights(const Model& m, LayerKind kind) {
    const double h = real(m.hidden);
    if (!kind.mixture_of_experts)
        return real(ffn_matrices(m)) * h * real(ffn_hidden(m));
    const double visited = real(m.experts_per_token + m.shared_experts);
    return visited * real(expert_matrices(m)) * h * real(expert_hidden(m)) + real(m.experts) * h;
}

/// Without the rotated key, which is no product of its latent.
double latent_up_weights(const Model& m) {
    if (!is_latent_attention(m))
        return 0.0;
    const AttentionWidths widths = attention_widths(m);
    const double queries = real(m.q_lora_rank.value_or(m.hidden)) * real(widths.queries);
    const double heads = real(m.heads) * real(m.rope_head_size);
    return queries + real(*m.kv_lora_rank) * (real(widths.keys + widths.values) - heads);
}

void add_layers(const Model& m, LayerKind kind, std::int64_t layers, double s, ForwardFlops& sum) {
    const double count = real(layers);
    const double blocks = kind.cross_attention ? 2.0 : 1.0;
    const double weights = blocks * attention_weights(m) + ffn_weights(m, kind);
    const AttentionWidths widths = attention_widths(m);
    const double core = blocks * 2.0 * s * s * real(widths.queries + widths.output);
    sum.attention_core += count * core * units::flop;
    sum.layers += count * (2.0 * s * weights + core) * units::flop;
    sum.latents_up += count * blocks * 2.0 * s * latent_up_weights(m) * units::flop;
    (kind.mixture_of_experts ? sum.experts : sum.dense_ffns) +=
        count * 2.0 * s * ffn_weights(m, kind) * units::flop;
}

}  // namespace

ForwardFlops forward_flops(const Model& m, std::int64_t sequence_length) {
    const double s = real(sequence_length);
    ForwardFlops sum;
    if (is_convolutional(m)) {
        sum.layers = m.flops_per_sample.value_or(0.0) * s * units::flop;
        return sum;
    }
    for (const bool cross : {false, true}) {
        for (const bool experts : {false, true}) {
            const LayerKind kind = {cross, experts};
            add_layers(m, kind, layers_of_kind(m, kind), s, sum);
        }
    }
    const double head = embedding_parameters(m) + 2.0 * embedding_projection_parameters(m);
    sum.head = 2.0 * s * head * units::flop;
    return sum;
}

Work model_flops(const Model& m, const Training& t) {
    return 3.0 * real(t.global_batch) * forward_flops(m, t.sequence_length).total();
}

}  // namespace deepwallet
