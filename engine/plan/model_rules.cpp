#include "engine/plan/model_rules.hpp"

#include <fmt/format.h>

#include "engine/plan/rule_faults.hpp"

namespace deepwallet {

namespace {

constexpr const char* kNotLatent = "only latent attention has it";
constexpr const char* kGiveRank = "give model.kv_lora_rank, or leave it out";

void check_attention(const Model& m, Faults& faults) {
    if (!m.head_size && m.hidden % m.heads != 0) {
        faults.push_back(broken("model.heads",
                                m.heads,
                                fmt::format("hidden = {} does not divide by it", m.hidden),
                                divisors(m.hidden) + "; or give model.head_size",
                                {"model.hidden", "model.head_size"}));
    }
    if (m.heads % kv_heads(m) != 0) {
        faults.push_back(broken("model.kv_heads",
                                kv_heads(m),
                                fmt::format("{} heads do not divide by it", m.heads),
                                divisors(m.heads),
                                {"model.heads"}));
    }
    if (m.parallel_ffn && m.architecture == Architecture::encoder_decoder) {
        faults.push_back(broken_word("model.parallel_ffn",
                                     "an encoder-decoder has no such layers",
                                     "leave it out, or set model.architecture = \"decoder\"",
                                     {"model.architecture"}));
    }
}

void check_latents(const Model& m, Faults& faults) {
    if (!is_latent_attention(m)) {
        if (m.q_lora_rank)
            faults.push_back(broken("model.q_lora_rank", *m.q_lora_rank, kNotLatent, kGiveRank));
        if (m.rope_head_size > 0) {
            faults.push_back(
                broken("model.rope_head_size", m.rope_head_size, kNotLatent, kGiveRank));
        }
        return;
    }
    if (kv_heads(m) != m.heads) {
        faults.push_back(broken("model.kv_heads",
                                kv_heads(m),
                                "latent attention has keys and values for every head",
                                "leave it out",
                                {"model.heads", "model.kv_lora_rank"}));
    }
    if (m.rope_head_size > head_size(m)) {
        faults.push_back(broken("model.rope_head_size",
                                m.rope_head_size,
                                fmt::format("a head has {} elements", head_size(m)),
                                fmt::format("0 to {} do", head_size(m)),
                                {"model.head_size", "model.hidden", "model.heads"}));
    }
}

void check_groups(const Model& m, Faults& faults) {
    if (m.groups_per_token && !m.expert_groups)
        faults.push_back(absent("model.expert_groups", "groups of the routed experts"));
    if (m.expert_groups && !m.groups_per_token)
        faults.push_back(absent("model.groups_per_token", "of the expert groups, a token's"));
    if (!m.expert_groups || !m.groups_per_token)
        return;
    if (m.experts % *m.expert_groups != 0) {
        faults.push_back(broken("model.expert_groups",
                                *m.expert_groups,
                                fmt::format("{} experts do not divide by it", m.experts),
                                divisors(m.experts),
                                {"model.experts"}));
        return;
    }
    const std::int64_t each = m.experts / *m.expert_groups;
    if (*m.groups_per_token > *m.expert_groups ||
        *m.groups_per_token * each < m.experts_per_token) {
        faults.push_back(broken(
            "model.groups_per_token",
            *m.groups_per_token,
            fmt::format("{} groups of {} experts, a token visits {}",
                        *m.expert_groups,
                        each,
                        m.experts_per_token),
            fmt::format("{} to {} do", (m.experts_per_token + each - 1) / each, *m.expert_groups),
            {"model.expert_groups", "model.experts_per_token"}));
    }
}

void check_experts(const Model& m, Faults& faults) {
    if (!is_mixture_of_experts(m)) {
        if (m.experts_per_token > 0 || m.shared_experts > 0 || m.dense_layers > 0 ||
            m.expert_interval > 1 || m.expert_groups || m.groups_per_token) {
            faults.push_back(broken("model.experts",
                                    m.experts,
                                    "the model is dense",
                                    "give model.experts, or leave the other expert fields out"));
        }
        return;
    }
    if (m.experts_per_token < 1 || m.experts_per_token > m.experts) {
        faults.push_back(broken("model.experts_per_token",
                                m.experts_per_token,
                                fmt::format("a token visits 1 to {} experts", m.experts),
                                "2 is common",
                                {"model.experts"}));
    }
    check_groups(m, faults);
    if (m.expert_interval > total_layers(m)) {
        faults.push_back(broken("model.expert_interval",
                                m.expert_interval,
                                fmt::format("the model has {} layers", total_layers(m)),
                                fmt::format("1 to {} do", total_layers(m)),
                                {"model.layers", "model.decoder_layers"}));
    }
}

/// A convolutional network has counts and no shape.
Faults counted_faults(const Model& m) {
    Faults faults;
    const char* const help = "give model.preset, or the network's counts";
    if (m.layers == 0)
        faults.push_back(absent("model.layers", help));
    if (!m.parameters)
        faults.push_back(absent("model.total_parameters", help));
    if (!m.flops_per_sample)
        faults.push_back(absent("model.flops_per_sample", help));
    if (!m.activations_per_sample)
        faults.push_back(absent("model.activations_per_sample", help));
    const auto refuse = [&](const char* path, std::int64_t value) {
        if (value != 0)
            faults.push_back(broken(path,
                                    value,
                                    "a convolutional network has none",
                                    "leave it out, or name another model.architecture",
                                    {"model.architecture"}));
    };
    refuse("model.hidden", m.hidden);
    refuse("model.heads", m.heads);
    refuse("model.vocab", m.vocab);
    refuse("model.decoder_layers", m.decoder_layers);
    refuse("model.experts", m.experts);
    return faults;
}

void refuse_counts(const Model& m, Faults& faults) {
    const auto refuse = [&](const char* path, const std::optional<double>& value) {
        if (value)
            faults.push_back(
                broken_word(path,
                            "a transformer's follows from its shape",
                            "leave it out, or set model.architecture = \"convolutional\"",
                            {"model.architecture"}));
    };
    refuse("model.total_parameters", m.parameters);
    refuse("model.flops_per_sample", m.flops_per_sample);
    refuse("model.activations_per_sample", m.activations_per_sample);
}

}  // namespace

Faults model_faults(const Model& m) {
    if (is_convolutional(m))
        return counted_faults(m);
    Faults faults;
    refuse_counts(m, faults);
    const auto need = [&](const char* path, std::int64_t value, const char* help) {
        if (value == 0)
            faults.push_back(absent(path, help));
    };
    need("model.layers", m.layers, "give model.preset, or the shape of the model");
    need("model.hidden", m.hidden, "give model.preset, or the shape of the model");
    need("model.heads", m.heads, "give model.preset, or the shape of the model");
    need("model.vocab", m.vocab, "give model.preset, or the shape of the model");
    if (!faults.empty())
        return faults;

    check_attention(m, faults);
    check_latents(m, faults);
    if (m.architecture == Architecture::encoder_decoder && m.decoder_layers == 0) {
        faults.push_back(absent("model.decoder_layers", "layers of the decoder"));
    }
    if (m.architecture != Architecture::encoder_decoder && m.decoder_layers > 0) {
        faults.push_back(broken("model.decoder_layers",
                                m.decoder_layers,
                                "only an encoder-decoder has them apart",
                                "set model.architecture = \"encoder-decoder\"",
                                {"model.architecture"}));
    }
    check_experts(m, faults);
    if (m.dense_layers > total_layers(m)) {
        faults.push_back(broken("model.dense_layers",
                                m.dense_layers,
                                fmt::format("the model has {} layers", total_layers(m)),
                                fmt::format("0 to {} do", total_layers(m)),
                                {"model.layers", "model.decoder_layers"}));
    }
    return faults;
}

}  // namespace deepwallet
