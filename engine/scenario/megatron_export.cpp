#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/plan/layout.hpp"
#include "engine/scenario/canonical.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/scenario/megatron_arguments.hpp"
#include "engine/scenario/megatron_table.hpp"
#include "engine/scenario/names.hpp"

namespace deepwallet {

namespace {

using Lines = std::vector<std::string>;

/// What nothing is written for where Megatron-LM has its own.
constexpr std::int64_t kPadding = 128;

std::string bare_text(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? *text : to_text(value);
}

/// Of latent attention the heads are said otherwise.
bool is_said_otherwise(const Scenario& s, const MegatronArgument& row) {
    return row.name == "kv-channels" && is_latent_attention(s.model);
}

void write_row(const Scenario& s, const MegatronArgument& row, Lines& lines) {
    const std::optional<Value> value = find_field(row.path)->get(s);
    const bool own = row.form == ArgumentForm::own || row.use == ArgumentUse::import_only;
    if (!value || own || is_said_otherwise(s, row))
        return;
    if (row.form == ArgumentForm::value) {
        if (bare_text(*value) != row.unsaid)
            lines.push_back(fmt::format("--{} {}", row.name, bare_text(*value)));
    } else if (*value == row.value) {
        lines.push_back("--" + row.name + (row.word.empty() ? "" : " " + row.word));
    }
}

void write_heads(const Model& m, Lines& lines) {
    if (m.kv_heads) {
        lines.emplace_back("--group-query-attention");
        lines.push_back(fmt::format("--num-query-groups {}", *m.kv_heads));
    }
    if (!is_latent_attention(m))
        return;
    lines.emplace_back("--multi-latent-attention");
    if (m.q_lora_rank)
        lines.push_back(fmt::format("--q-lora-rank {}", *m.q_lora_rank));
    lines.push_back(fmt::format("--kv-lora-rank {}", *m.kv_lora_rank));
    lines.push_back(fmt::format("--qk-head-dim {}", head_size(m) - m.rope_head_size));
    lines.push_back(fmt::format("--qk-pos-emb-head-dim {}", m.rope_head_size));
    lines.push_back(fmt::format("--v-head-dim {}", value_head_size(m)));
}

void write_experts(const Model& m, Lines& lines) {
    if (m.shared_experts > 0) {
        lines.push_back(fmt::format("--moe-shared-expert-intermediate-size {}",
                                    m.shared_experts * expert_hidden(m)));
    }
    if (m.expert_interval > 1) {
        lines.push_back(fmt::format("--moe-layer-freq {}", m.expert_interval));
    } else if (m.dense_layers > 0) {
        lines.push_back(fmt::format("--moe-layer-freq \"([0]*{}+[1]*{})\"",
                                    m.dense_layers,
                                    total_layers(m) - m.dense_layers));
    }
}

/// So that padding leaves the vocabulary as it is, where that can be.
void write_vocabulary(const Scenario& s, Lines& lines) {
    lines.push_back(fmt::format("--vocab-size {}", s.model.vocab));
    std::int64_t multiple = kPadding;
    while (multiple > 1 && s.model.vocab % (multiple * s.parallelism.tensor) != 0) multiple /= 2;
    if (multiple < kPadding)
        lines.push_back(fmt::format("--make-vocab-size-divisible-by {}", multiple));
}

void write_model(const Scenario& s, Lines& lines) {
    const Model& m = s.model;
    write_heads(m, lines);
    // Required, whether or not positions are learned.
    if (!m.max_positions)
        lines.push_back(fmt::format("--max-position-embeddings {}", s.training.sequence_length));
    if (!uses_dropout(m)) {
        lines.emplace_back("--hidden-dropout 0.0");
        lines.emplace_back("--attention-dropout 0.0");
    }
    write_experts(m, lines);
    write_vocabulary(s, lines);
}

bool ends_alone_differ(const std::vector<std::int64_t>& split) {
    return split.size() > 1 && std::all_of(split.begin() + 1,
                                           split.end() - 1,
                                           [&](std::int64_t layers) { return layers == split[1]; });
}

void write_plan(const Parallelism& p, Lines& lines) {
    if (p.virtual_stages > 1)
        lines.push_back(fmt::format("--num-virtual-stages-per-pipeline-rank {}", p.virtual_stages));
    if (ends_alone_differ(p.stage_layers)) {
        lines.push_back(
            fmt::format("--decoder-first-pipeline-num-layers {}", p.stage_layers.front()));
        lines.push_back(
            fmt::format("--decoder-last-pipeline-num-layers {}", p.stage_layers.back()));
    }
    if (p.recompute == Recompute::full) {
        lines.emplace_back("--recompute-method uniform");
        lines.emplace_back("--recompute-num-layers 1");
    }
    if (p.recompute == Recompute::selective && p.recompute_modules.bits != 0) {
        std::string modules = "--recompute-modules";
        for (const auto& [module, name] : recompute_module_names()) {
            if (p.recompute_modules.has(module))
                modules += ' ' + name;
        }
        lines.push_back(std::move(modules));
    }
    // Megatron-LM refuses the one without the other.
    if (p.offload == Offload::optimizer)
        lines.emplace_back("--use-precision-aware-optimizer");
    if (p.zero_stage > 1) {
        lines.emplace_back("--use-distributed-optimizer");
        lines.emplace_back("--use-megatron-fsdp");
    }
}

bool is_count(double x) { return x >= 1.0 && x < 9e15 && x == std::floor(x); }

std::string count_text(double x) { return fmt::format("{}", static_cast<std::int64_t>(x)); }

/// Megatron-LM counts samples; tokens that are no whole number of them only Megatron-DeepSpeed
/// does.
void write_length(const Training& t, Lines& lines, Lines& comments) {
    const double samples = t.tokens / static_cast<double>(t.sequence_length);
    if (is_count(samples) && samples * static_cast<double>(t.sequence_length) == t.tokens) {
        lines.push_back("--train-samples " + count_text(samples));
    } else if (is_count(t.tokens)) {
        lines.push_back("--train-tokens " + count_text(t.tokens));
        comments.push_back(fmt::format(
            "--train-tokens is Megatron-DeepSpeed's; of Megatron-LM --train-samples {} comes near",
            count_text(std::ceil(samples))));
    }
}

void write_training(const Training& t, Lines& lines, Lines& comments) {
    const double ramp = t.batch_ramp_tokens / static_cast<double>(t.sequence_length);
    if (t.batch_ramp_start && t.batch_ramp_increment && is_count(ramp)) {
        lines.push_back(fmt::format("--rampup-batch-size {} {} {}",
                                    *t.batch_ramp_start,
                                    *t.batch_ramp_increment,
                                    count_text(ramp)));
    }
    write_length(t, lines, comments);
    if (is_narrow(t.precision))
        lines.emplace_back("--bf16");
}

/// A title comes from a user's file; a line of it must not become an argument.
std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; }, ' ');
    return text;
}

std::string joined(const Lines& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + (&line == &lines.back() ? "\n" : " \\\n");
    return text;
}

/// What reading the arguments back does not give.
Lines unsaid(const Scenario& wanted, const std::string& text) {
    Scenario blank;
    blank.cluster = wanted.cluster;
    blank.server = wanted.server;
    const Settle settle = [&](const Assignments& values) { return with_values(blank, values); };
    const Imported back = read_megatron_arguments({text, {}, {}}, settle);
    Assignments all = back.defaults;
    all.insert(all.end(), back.values.begin(), back.values.end());
    return differing_fields(
        wanted, canonical(settle(all)), {"model.", "parallelism.", "training."});
}

/// Empty where they divide.
std::string uneven_layers(const Scenario& s) {
    const std::int64_t pieces = s.parallelism.pipeline * chunks(s.parallelism);
    if (!s.parallelism.stage_layers.empty() || total_layers(s.model) % pieces == 0)
        return "";
    return fmt::format("{} layers do not divide over {} stages, as Megatron-LM wants them to",
                       total_layers(s.model),
                       pieces);
}

Lines header(const Scenario& s) {
    Lines out = {one_line(s.name) + ": arguments of Megatron-LM's pretrain_gpt.py"};
    out.push_back(fmt::format("started by torchrun --nnodes {} --nproc-per-node {}",
                              s.cluster.servers,
                              s.server.accelerators));
    if (const std::string uneven = uneven_layers(s); !uneven.empty())
        out.push_back(uneven);
    return out;
}

/// Arguments, with comments on what they are for and what they lack.
struct Export {
    Lines comments;
    std::string arguments;
};

Export exported(const Scenario& s) {
    Export out;
    Lines lines;
    out.comments = header(s);
    for (const MegatronArgument& row : megatron_table()) write_row(s, row, lines);
    write_plan(s.parallelism, lines);
    write_training(s.training, lines, out.comments);
    write_model(s, lines);
    out.arguments = joined(lines);
    return out;
}

}  // namespace

std::string megatron_arguments(const Scenario& scenario) {
    const Scenario s = canonical(scenario);
    Export out = exported(s);
    for (const std::string& field : unsaid(s, out.arguments))
        out.comments.push_back("no argument says " + field);
    std::string text;
    for (const std::string& comment : out.comments) text += "# " + comment + '\n';
    return text + out.arguments;
}

std::vector<std::string> megatron_lacks(const Scenario& scenario) {
    const Scenario s = canonical(scenario);
    std::vector<std::string> out;
    for (const std::string& field : unsaid(s, exported(s).arguments)) {
        if (field.rfind("parallelism.", 0) == 0)
            out.push_back(field);
    }
    if (const std::string uneven = uneven_layers(s); !uneven.empty())
        out.push_back(uneven);
    return out;
}

}  // namespace deepwallet
