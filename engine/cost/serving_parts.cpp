#include "engine/cost/serving_parts.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/math.hpp"
#include "engine/cost/memory.hpp"
#include "engine/workload/parameters.hpp"

namespace deepwallet {

namespace {

using units::byte;

/// Elements that a token keeps in a layer.
double cached_elements(const Model& m) {
    if (is_latent_attention(m))
        return real(*m.kv_lora_rank + m.rope_head_size);
    const AttentionWidths w = attention_widths(m);
    return real(w.keys + w.values);
}

/// Parameters of all routed experts.
double routed_parameters(const Model& m) {
    if (!is_mixture_of_experts(m))
        return 0.0;
    return real(expert_layers_before(m, total_layers(m))) *
           layer_parameters(m, {.mixture_of_experts = true}).experts;
}

Model without_dropout(const Model& model) {
    Model out = model;
    out.dropout = false;
    return out;
}

}  // namespace

double cache_bytes(const ServingInput& in) {
    constexpr double kWideBits = 16.0;
    constexpr double kBitsOfByte = 8.0;
    return in.terms.cache_bits.value_or(kWideBits) / kBitsOfByte;
}

double decoding_layers(const Model& m) { return real(is_crossed(m) ? m.decoder_layers : m.layers); }

double fullest_stage(const Model& m, ReplicaShape shape) {
    const double even = decoding_layers(m) / real(shape.pipeline);
    return std::max(1.0, std::ceil(even)) / even;
}

double cache_share(const Model& m, std::int64_t tensor) {
    const double t = real(tensor);
    const bool whole = is_latent_attention(m) || is_convolutional(m);
    return whole ? 1.0 : local_kv_heads(m, t) / real(kv_heads(m));
}

double held_experts(const Model& m, ReplicaShape shape) {
    return shape.expert == 1 ? 1.0 : real(ceil_div(m.experts, shape.expert)) / real(m.experts);
}

double awake_experts(const Model& m, double tokens) {
    if (!is_mixture_of_experts(m))
        return 1.0;
    const double all = real(m.experts);
    const double each = real(m.experts_per_token) / all;
    return 1.0 - std::pow(1.0 - each, tokens);
}

double decoding_parameters(const Model& m, double experts) {
    double sum = embedding_parameters(m) + output_parameters(m);
    for_each_decoding_kind(m, [&](LayerKind kind, double count) {
        const LayerParameters p = layer_parameters(m, kind);
        const double awake = kind.mixture_of_experts ? experts : 1.0;
        sum += count * (p.sharded + p.replicated + awake * p.experts);
    });
    return sum;
}

double read_parameters(const Model& m, double batch, ReplicaShape shape) {
    return decoding_parameters(
        m, awake_experts(m, batch * real(shape.expert)) * held_experts(m, shape));
}

double serving_imbalance(const ServingInput& in, ReplicaShape shape) {
    return shape.expert == 1 ? 1.0 : in.software.expert_imbalance;
}

Data stored_weights(const ServingInput& in, ReplicaShape shape) {
    const auto length =
        static_cast<std::int64_t>(std::max(1.0, asked_tokens(in) + written_tokens(in)));
    const double routed = routed_parameters(in.model);
    const double whole = total_parameters(in.model, length) - routed;
    return fullest_stage(in.model, shape) * (whole + held_experts(in.model, shape) * routed) *
           in.weight_bytes / real(shape.tensor * shape.pipeline) * byte;
}

Data working_memory(const ServingInput& in, std::int64_t batch, std::int64_t tensor) {
    if (written_tokens(in) > 0.0 && !is_crossed(in.model))
        return {};
    Slice slice;
    slice.micro_batch = batch;
    slice.sequence_length = static_cast<std::int64_t>(std::max(1.0, asked_tokens(in)));
    slice.tensor = tensor;
    slice.flash_attention = true;
    return layer_activations(without_dropout(in.model), {}, slice, Recompute::none);
}

Data request_cache(const Model& m, double asked, double generated, double bytes) {
    if (m.architecture == Architecture::encoder || is_convolutional(m))
        return {};
    // Of an encoder-decoder the decoder keeps its own tokens, and those of the prompt to look at.
    const double tokens = asked + generated;
    return decoding_layers(m) * cached_elements(m) * tokens * bytes * byte;
}

}  // namespace deepwallet
