#include "engine/scenario/canonical.hpp"

#include <algorithm>

#include "engine/plan/layout.hpp"
#include "engine/scenario/fields.hpp"

namespace deepwallet {

namespace {

template <class T>
void drop_if(std::optional<T>& value, const T& follows) {
    if (value == follows)
        value.reset();
}

void settle_model(Model& m, const Training& t) {
    m.ffn_hidden = ffn_hidden(m);
    m.dropout = uses_dropout(m);
    drop_if(m.value_head_size, head_size(m));
    drop_if(m.head_size, m.heads > 0 ? m.hidden / m.heads : 0);
    drop_if(m.kv_heads, m.heads);
    drop_if(m.embedding_size, m.hidden);
    drop_if(m.qkv_biases, m.biases);
    drop_if(m.ffn_biases, m.biases);
    drop_if(m.layer_norms, std::int64_t{m.parallel_ffn ? 1 : 2});
    drop_if(m.expert_hidden, ffn_hidden(m));
    drop_if(m.gated_experts, m.gated_ffn);
    if (!is_mixture_of_experts(m)) {
        m.expert_hidden.reset();
        m.gated_experts.reset();
    }
    if (m.expert_groups == m.groups_per_token) {
        m.expert_groups.reset();
        m.groups_per_token.reset();
    }
    if (m.positions == Positions::learned)
        m.max_positions = m.max_positions.value_or(t.sequence_length);
    else
        m.max_positions.reset();
    m.preset.clear();
    m.published = {};
}

/// The attention core alone is what selective recomputation is without modules.
void settle_recomputation(Parallelism& p) {
    RecomputeModules core;
    core.add(RecomputeModule::core_attn);
    if (p.recompute != Recompute::selective || p.recompute_modules == core)
        p.recompute_modules = {};
}

bool is_even_split(const Model& m, Parallelism p) {
    const std::vector<std::int64_t> split = p.stage_layers;
    p.stage_layers.clear();
    const auto stages = static_cast<std::int64_t>(split.size());
    if (stages != p.pipeline || chunks(p) != 1)
        return false;
    for (std::int64_t stage = 0; stage < stages; ++stage) {
        const LayerSpan span = model_stage_span(m, p, stage);
        if (split[static_cast<std::size_t>(stage)] != span.end - span.begin)
            return false;
    }
    return true;
}

}  // namespace

Scenario canonical(Scenario s) {
    settle_model(s.model, s.training);
    s.presets.model.clear();
    s.presets.huggingface.clear();
    s.parallelism.data.reset();
    if (s.parallelism.offload == Offload::none)
        s.parallelism.offload_to = OffloadTo::host;
    settle_recomputation(s.parallelism);
    if (is_even_split(s.model, s.parallelism))
        s.parallelism.stage_layers.clear();
    return s;
}

std::vector<std::string> differing_fields(const Scenario& scenario,
                                          const Scenario& other,
                                          const std::vector<std::string>& sections) {
    std::vector<std::string> out;
    for (const Field<Scenario>& field : scenario_fields()) {
        const bool inside = std::any_of(sections.begin(), sections.end(), [&](const auto& section) {
            return field.path.rfind(section, 0) == 0;
        });
        const std::optional<Value> mine = field.get(scenario);
        if (!inside || mine == field.get(other))
            continue;
        out.push_back(mine ? field.path + " = " + to_text(*mine) : field.path + ": not given");
    }
    return out;
}

}  // namespace deepwallet
