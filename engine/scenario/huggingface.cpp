#include "engine/scenario/huggingface.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>

#include <fmt/format.h>

#include "engine/config/hints.hpp"
#include "engine/config/json_reader.hpp"

namespace deepwallet {

namespace {

/// Names that a key has had; the first is the usual one.
using Keys = std::initializer_list<const char*>;

/// Whole numbers are exact, and sums of two of them stay so.
constexpr std::int64_t kLargest = std::int64_t{1} << 53U;

/// Looks keys up and writes fields; what is wrong is collected.
class Config {
public:
    Config(const Assignments& values, std::string file) : values_(values), file_(std::move(file)) {}

    [[nodiscard]] std::optional<std::int64_t> whole_if(Keys keys) {
        const Assignment* found = find(keys);
        if (found == nullptr)
            return std::nullopt;
        const auto* n = std::get_if<std::int64_t>(&found->value);
        if (n != nullptr && *n >= 0 && *n < kLargest)
            return *n;
        refuse(*found, "this is not a whole number from 0 to 2^53");
        return std::nullopt;
    }

    /// 0 where there is none, which is a fault.
    std::int64_t whole(Keys keys) {
        if (find(keys) == nullptr)
            note(*keys.begin(), "not given", "a whole number is expected");
        return whole_if(keys).value_or(0);
    }

    std::int64_t whole_or(Keys keys, std::int64_t fallback) {
        return whole_if(keys).value_or(fallback);
    }

    bool flag(const char* key, bool fallback) {
        return typed<bool>(key, fallback, "this is not true or false");
    }

    std::string text(const char* key, std::string fallback) {
        return typed<std::string>(key, std::move(fallback), "this is not text");
    }

    void set(const char* path, Value value) {
        out_.push_back(
            {path, std::move(value), {file_}, {"Hugging Face configuration", "", false, {}, {}}});
    }

    void copy(const char* path, Keys keys) { set(path, whole(keys)); }

    void copy_if(const char* path, Keys keys) {
        if (const auto n = whole_if(keys))
            set(path, *n);
    }

    void copy_flag(const char* path, const char* key, bool fallback) {
        set(path, flag(key, fallback));
    }

    /// Is any of these rates more than nothing, or `fallback` where none is given?
    void dropout(Keys keys, bool fallback) {
        bool given = false;
        bool any = false;
        for (const char* key : keys) {
            const Assignment* found = find({key});
            if (found == nullptr)
                continue;
            const std::optional<double> rate = number(found->value);
            if (!rate)
                refuse(*found, "this is not a number");
            given = true;
            any = any || rate.value_or(0.0) > 0.0;
        }
        set("dropout", given ? any : fallback);
    }

    /// What the engine has one value for: other values cannot be told.
    void require(const char* key, std::int64_t only, std::int64_t fallback) {
        if (const std::int64_t n = whole_or({key}, fallback); n != only)
            note(fmt::format("{} = {}", key, n), fmt::format("only {} can be read", only), "");
    }

    /// Once, however often the key is looked up.
    void note(std::string_view what, std::string_view message, std::string help) {
        const std::string text = fmt::format("{}: {}", what, message);
        if (std::any_of(faults_.begin(), faults_.end(), [&](const Fault& fault) {
                return fault.message == text;
            }))
            return;
        faults_.push_back({ErrorCode::wrong_type, "", text, std::move(help), {file_}});
    }

    [[nodiscard]] const Assignment* find(Keys keys) const {
        for (const char* key : keys) {
            for (const Assignment& value : values_) {
                if (value.path == key)
                    return &value;
            }
        }
        return nullptr;
    }

    Result<Assignments> finish() {
        if (!faults_.empty())
            return tl::unexpected(std::move(faults_));
        return std::move(out_);
    }

private:
    template <class T>
    T typed(const char* key, T fallback, const char* what) {
        const Assignment* found = find({key});
        if (found == nullptr)
            return fallback;
        if (const T* value = std::get_if<T>(&found->value))
            return *value;
        refuse(*found, what);
        return fallback;
    }

    static std::optional<double> number(const Value& value) {
        if (const auto* x = std::get_if<double>(&value))
            return *x;
        if (const auto* n = std::get_if<std::int64_t>(&value))
            return static_cast<double>(*n);
        return std::nullopt;
    }

    void refuse(const Assignment& found, std::string_view what) {
        note(fmt::format("{} = {}", found.path, to_text(found.value)), what, "");
    }

    const Assignments& values_;
    std::string file_;
    Assignments out_;
    Faults faults_;
};

// In each family a later value replaces an earlier one.

void read_decoder(Config& c) {
    c.set("architecture", "decoder");
    c.copy("layers", {"num_hidden_layers", "n_layer"});
    c.copy("hidden", {"hidden_size", "n_embd", "n_embed"});
    c.copy("heads", {"num_attention_heads", "n_head"});
    c.copy("vocab", {"vocab_size"});
}

void read_llama(Config& c) {
    read_decoder(c);
    c.copy_if("kv_heads", {"num_key_value_heads"});
    c.copy_if("head_size", {"head_dim"});
    c.copy("ffn_hidden", {"intermediate_size"});
    c.set("gated_ffn", true);
    c.copy_flag("tied_embeddings", "tie_word_embeddings", false);
    c.copy_flag("biases", "attention_bias", false);
    c.copy_flag("ffn_biases", "mlp_bias", false);
    c.dropout({"attention_dropout"}, false);
    c.set("normalization", "rmsnorm");
    c.set("positions", "rotary");
}

/// Absent, its number of key and value heads is not that of the heads.
void read_mistral(Config& c) {
    read_llama(c);
    c.copy("kv_heads", {"num_key_value_heads"});
}

void read_mixtral(Config& c) {
    read_mistral(c);
    c.copy("experts", {"num_local_experts"});
    c.copy("experts_per_token", {"num_experts_per_tok"});
}

void read_qwen2(Config& c) {
    read_llama(c);
    c.set("qkv_biases", true);
}

void read_qwen3(Config& c) {
    read_llama(c);
    c.copy("head_size", {"head_dim"});
    c.set("qk_norm", true);
}

void read_qwen_experts(Config& c) {
    c.copy("experts", {"num_experts"});
    c.copy("experts_per_token", {"num_experts_per_tok"});
    c.copy("expert_hidden", {"moe_intermediate_size"});
    c.set("expert_interval", c.whole_or({"decoder_sparse_step"}, 1));
    if (const Assignment* dense = c.find({"mlp_only_layers"})) {
        const auto* layers = std::get_if<std::vector<double>>(&dense->value);
        if (layers == nullptr || !layers->empty())
            c.note("mlp_only_layers", "only an empty list can be read", "");
    }
}

/// Its one shared expert is as wide as several routed ones; the gate in front of it is not counted.
void read_qwen2_moe(Config& c) {
    read_qwen2(c);
    read_qwen_experts(c);
    const std::int64_t shared = c.whole({"shared_expert_intermediate_size"});
    const std::int64_t routed = c.whole({"moe_intermediate_size"});
    if (routed > 0 && shared % routed == 0) {
        c.set("shared_experts", shared / routed);
    } else {
        c.note(fmt::format("shared_expert_intermediate_size = {}", shared),
               fmt::format("not a multiple of moe_intermediate_size = {}", routed),
               "");
    }
}

void read_qwen3_moe(Config& c) {
    read_qwen3(c);
    read_qwen_experts(c);
}

void read_deepseek(Config& c) {
    read_llama(c);
    const std::int64_t rope = c.whole({"qk_rope_head_dim"});
    c.set("head_size", c.whole({"qk_nope_head_dim"}) + rope);
    c.copy("value_head_size", {"v_head_dim"});
    c.copy("kv_lora_rank", {"kv_lora_rank"});
    c.copy_if("q_lora_rank", {"q_lora_rank"});
    c.set("rope_head_size", rope);
    if (!c.find({"n_routed_experts"}))
        return;
    c.copy("experts", {"n_routed_experts"});
    c.copy("experts_per_token", {"num_experts_per_tok"});
    c.set("shared_experts", c.whole_or({"n_shared_experts"}, 0));
    c.copy("expert_hidden", {"moe_intermediate_size"});
    c.copy("dense_layers", {"first_k_dense_replace"});
    c.copy_if("expert_groups", {"n_group"});
    c.copy_if("groups_per_token", {"topk_group"});
    c.require("moe_layer_freq", 1, 1);
}

void read_gpt_oss(Config& c) {
    read_llama(c);
    c.copy("head_size", {"head_dim"});
    c.copy("kv_heads", {"num_key_value_heads"});
    c.copy_flag("biases", "attention_bias", true);
    c.set("ffn_biases", true);
    c.copy("experts", {"num_local_experts"});
    c.copy("experts_per_token", {"num_experts_per_tok", "experts_per_token"});
}

void read_gemma(Config& c) {
    read_llama(c);
    c.copy("head_size", {"head_dim"});
    c.copy_flag("tied_embeddings", "tie_word_embeddings", true);
}

void read_gemma2(Config& c) {
    read_gemma(c);
    c.set("layer_norms", std::int64_t{4});
}

void read_gemma3(Config& c) {
    read_gemma2(c);
    c.set("qk_norm", true);
}

void read_gpt2(Config& c) {
    read_decoder(c);
    c.copy_if("ffn_hidden", {"n_inner"});
    c.copy_flag("tied_embeddings", "tie_word_embeddings", true);
    c.set("biases", true);
    c.dropout({"resid_pdrop", "attn_pdrop", "embd_pdrop"}, true);
    c.set("positions", "learned");
    c.copy("max_positions", {"n_positions", "n_ctx"});
}

/// The bias of its output matrix is not counted.
void read_gptj(Config& c) {
    read_decoder(c);
    c.copy_if("ffn_hidden", {"n_inner"});
    c.copy_flag("tied_embeddings", "tie_word_embeddings", false);
    c.set("biases", false);
    c.set("ffn_biases", true);
    c.set("parallel_ffn", true);
    c.dropout({"resid_pdrop", "attn_pdrop", "embd_pdrop"}, false);
    c.set("positions", "rotary");
}

void read_gpt_neox(Config& c) {
    read_decoder(c);
    c.copy("ffn_hidden", {"intermediate_size"});
    c.copy_flag("tied_embeddings", "tie_word_embeddings", false);
    c.copy_flag("biases", "attention_bias", true);
    c.set("ffn_biases", true);
    c.copy_flag("parallel_ffn", "use_parallel_residual", true);
    c.set("layer_norms", std::int64_t{2});
    c.dropout({"hidden_dropout", "attention_dropout"}, false);
    c.set("positions", "rotary");
}

void read_bloom(Config& c) {
    read_decoder(c);
    c.copy_flag("tied_embeddings", "tie_word_embeddings", true);
    c.set("biases", true);
    c.dropout({"hidden_dropout", "attention_dropout"}, false);
    c.set("embedding_norm", true);
    c.set("positions", "alibi");
}

/// Two of its positions are for padding.
void read_opt(Config& c) {
    read_decoder(c);
    c.copy("ffn_hidden", {"ffn_dim"});
    const std::int64_t hidden = c.whole({"hidden_size"});
    const std::int64_t embedding = c.whole_or({"word_embed_proj_dim"}, hidden);
    if (embedding != hidden)
        c.set("embedding_size", embedding);
    const bool norm_before = c.flag("do_layer_norm_before", true);
    c.set("final_norm", norm_before && !c.flag("_remove_final_layer_norm", false));
    c.copy_flag("tied_embeddings", "tie_word_embeddings", true);
    c.copy_flag("biases", "enable_bias", true);
    c.dropout({"dropout", "attention_dropout"}, true);
    c.set("positions", "learned");
    c.set("max_positions", c.whole({"max_position_embeddings"}) + 2);
}

void read_falcon(Config& c) {
    read_decoder(c);
    const std::int64_t heads = c.whole({"num_attention_heads", "n_head"});
    const bool grouped = c.flag("new_decoder_architecture", false);
    const bool multi_query = c.flag("multi_query", true);
    const std::int64_t groups = c.whole_or({"num_kv_heads", "n_head_kv"}, heads);
    c.set("kv_heads", grouped ? groups : multi_query ? std::int64_t{1} : heads);
    c.copy_if("ffn_hidden", {"ffn_hidden_size"});
    const bool parallel = grouped || c.flag("parallel_attn", true);
    c.set("parallel_ffn", parallel);
    const std::int64_t norms = grouped ? c.whole_or({"num_ln_in_parallel_attn"}, 2) : 1;
    c.set("layer_norms", parallel ? norms : 2);
    c.copy_flag("tied_embeddings", "tie_word_embeddings", true);
    c.copy_flag("biases", "bias", false);
    c.dropout({"hidden_dropout", "attention_dropout"}, false);
    c.set("positions", c.flag("alibi", false) ? "alibi" : "rotary");
}

void read_t5(Config& c) {
    c.set("architecture", "encoder-decoder");
    const std::int64_t layers = c.whole({"num_layers"});
    c.set("layers", layers);
    c.set("decoder_layers", c.whole_or({"num_decoder_layers"}, layers));
    c.copy("hidden", {"d_model"});
    c.copy("heads", {"num_heads"});
    c.copy("head_size", {"d_kv"});
    c.copy("ffn_hidden", {"d_ff"});
    c.set("gated_ffn", c.text("feed_forward_proj", "relu").rfind("gated-", 0) == 0);
    c.copy("vocab", {"vocab_size"});
    c.copy_flag("tied_embeddings", "tie_word_embeddings", true);
    c.set("biases", false);
    c.dropout({"dropout_rate"}, true);
    c.set("normalization", "rmsnorm");
    c.set("positions", "relative");
    c.require("relative_attention_num_buckets", 32, 32);
}

/// Without the heads of its pre-training: the output matrix is the embedding.
void read_encoder(Config& c) {
    c.set("architecture", "encoder");
    c.copy("vocab", {"vocab_size"});
    c.set("tied_embeddings", true);
    c.set("biases", true);
    c.set("embedding_norm", true);
    c.set("final_norm", false);
    c.set("positions", "learned");
    c.copy("max_positions", {"max_position_embeddings"});
}

void read_bert(Config& c) {
    read_encoder(c);
    c.copy("layers", {"num_hidden_layers"});
    c.copy("hidden", {"hidden_size"});
    c.copy("heads", {"num_attention_heads"});
    c.copy("ffn_hidden", {"intermediate_size"});
    c.set("token_types", c.whole_or({"type_vocab_size"}, 2));
    c.set("pooler", true);
    c.dropout({"hidden_dropout_prob", "attention_probs_dropout_prob"}, true);
}

void read_distilbert(Config& c) {
    read_encoder(c);
    c.copy("layers", {"n_layers"});
    c.copy("hidden", {"dim"});
    c.copy("heads", {"n_heads"});
    c.copy("ffn_hidden", {"hidden_dim"});
    c.dropout({"dropout", "attention_dropout"}, true);
}

/// Two of its positions are for padding.
void read_bart(Config& c) {
    read_encoder(c);
    c.set("architecture", "encoder-decoder");
    c.copy("layers", {"encoder_layers"});
    c.copy("decoder_layers", {"decoder_layers"});
    c.copy("hidden", {"d_model"});
    c.copy("heads", {"encoder_attention_heads"});
    c.copy("ffn_hidden", {"encoder_ffn_dim"});
    c.require("decoder_attention_heads", c.whole({"encoder_attention_heads"}), 0);
    c.require("decoder_ffn_dim", c.whole({"encoder_ffn_dim"}), 0);
    c.set("max_positions", c.whole({"max_position_embeddings"}) + 2);
    c.dropout({"dropout", "attention_dropout"}, true);
}

struct Family {
    const char* model_type;
    void (*read)(Config&);
};

constexpr std::array<Family, 28> kFamilies = {{
    {"bart", read_bart},
    {"bert", read_bert},
    {"bloom", read_bloom},
    {"camembert", read_bert},
    {"deepseek_v2", read_deepseek},
    {"deepseek_v3", read_deepseek},
    {"distilbert", read_distilbert},
    {"falcon", read_falcon},
    {"gemma", read_gemma},
    {"gemma2", read_gemma2},
    {"gemma3_text", read_gemma3},
    {"gpt2", read_gpt2},
    {"gpt_neox", read_gpt_neox},
    {"gpt_oss", read_gpt_oss},
    {"gptj", read_gptj},
    {"kimi_k2", read_deepseek},
    {"llama", read_llama},
    {"mistral", read_mistral},
    {"mixtral", read_mixtral},
    {"mt5", read_t5},
    {"opt", read_opt},
    {"qwen2", read_qwen2},
    {"qwen2_moe", read_qwen2_moe},
    {"qwen3", read_qwen3},
    {"qwen3_moe", read_qwen3_moe},
    {"roberta", read_bert},
    {"t5", read_t5},
    {"xlm-roberta", read_bert},
}};

Fault unknown_family(const Assignment* found, const std::string& file) {
    const std::vector<std::string> known = huggingface_model_types();
    const auto* word = found ? std::get_if<std::string>(&found->value) : nullptr;
    const auto close = word != nullptr ? nearest(*word, known) : std::nullopt;
    return {found != nullptr ? ErrorCode::unknown_name : ErrorCode::missing,
            "",
            found != nullptr ? fmt::format("model_type = {}: no architecture of this name is known",
                                           to_text(found->value))
                             : "model_type: not given",
            (close ? fmt::format("did you mean '{}'? ", *close) : "") +
                "known: " + enumerate(known, known.size()),
            {file}};
}

}  // namespace

std::vector<std::string> huggingface_model_types() {
    std::vector<std::string> names;
    for (const Family& family : kFamilies) names.emplace_back(family.model_type);
    return names;
}

Result<Assignments> read_huggingface(const std::filesystem::path& file) {
    const Result<Assignments> values = read_json_file(file);
    if (!values)
        return tl::unexpected(values.error());
    Config config(*values, file.string());
    const Assignment* type = config.find({"model_type"});
    for (const Family& family : kFamilies) {
        if (type != nullptr && type->value == Value(std::string(family.model_type))) {
            family.read(config);
            return config.finish();
        }
    }
    return failure(unknown_family(type, file.string()));
}

}  // namespace deepwallet
