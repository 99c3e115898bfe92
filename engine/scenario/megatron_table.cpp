#include "engine/scenario/megatron_table.hpp"

#include <algorithm>

#include <array>

namespace deepwallet {

namespace {

using Row = MegatronArgument;

constexpr auto kImportOnly = ArgumentUse::import_only;

Row value(const char* name, const char* path, const char* unsaid = "") {
    return {name, path, ArgumentForm::value, "", false, unsaid};
}

Row flag(const char* name, const char* path, Value on, ArgumentUse use = ArgumentUse::both) {
    return {name, path, ArgumentForm::flag, "", std::move(on), "", use};
}

Row word(const char* name,
         const char* path,
         const char* said,
         Value meant,
         ArgumentUse use = ArgumentUse::both) {
    return {name, path, ArgumentForm::word, said, std::move(meant), "", use};
}

Row own(const char* name, const char* path) {
    return {name, path, ArgumentForm::own, "", false, ""};
}

Row import_only(Row row) {
    row.use = kImportOnly;
    return row;
}

using std::string;

std::vector<Row> make_table() {
    const auto whole = [](std::int64_t n) { return Value(n); };
    return {
        value("tensor-model-parallel-size", "parallelism.tensor"),
        value("pipeline-model-parallel-size", "parallelism.pipeline"),
        own("num-layers-per-virtual-pipeline-stage", "parallelism.virtual_stages"),
        own("num-virtual-stages-per-pipeline-rank", "parallelism.virtual_stages"),
        own("decoder-first-pipeline-num-layers", "parallelism.stage_layers"),
        own("decoder-last-pipeline-num-layers", "parallelism.stage_layers"),
        value("context-parallel-size", "parallelism.context", "1"),
        value("expert-model-parallel-size", "parallelism.expert", "1"),
        flag("sequence-parallel", "parallelism.sequence_parallel", true),
        flag("checkpoint-activations", "parallelism.recompute", string("full"), kImportOnly),
        flag("recompute-activations", "parallelism.recompute", string("selective"), kImportOnly),
        word("recompute-granularity", "parallelism.recompute", "selective", string("selective")),
        word("recompute-granularity", "parallelism.recompute", "full", string("full")),
        own("recompute-modules", "parallelism.recompute_modules"),
        own("recompute-method", "parallelism.recompute"),
        own("recompute-num-layers", "parallelism.recompute"),
        import_only(value("zero-stage", "parallelism.zero_stage")),
        flag("use-distributed-optimizer", "parallelism.zero_stage", whole(1)),
        word("data-parallel-sharding-strategy",
             "parallelism.zero_stage",
             "no_shard",
             whole(0),
             kImportOnly),
        word("data-parallel-sharding-strategy",
             "parallelism.zero_stage",
             "optim",
             whole(1),
             kImportOnly),
        word("data-parallel-sharding-strategy", "parallelism.zero_stage", "optim_grads", whole(2)),
        word("data-parallel-sharding-strategy",
             "parallelism.zero_stage",
             "optim_grads_params",
             whole(3)),
        // Megatron-DeepSpeed's, and Megatron-LM's.
        flag("cpu-optimizer", "parallelism.offload", string("optimizer"), kImportOnly),
        flag("optimizer-cpu-offload", "parallelism.offload", string("optimizer")),
        import_only(value("nnodes", "cluster.servers")),
        own("nproc-per-node", "server.accelerators"),

        value("micro-batch-size", "parallelism.micro_batch"),
        value("global-batch-size", "training.global_batch"),
        own("rampup-batch-size", "training.batch_ramp_start"),
        value("seq-length", "training.sequence_length"),
        own("train-iters", "training.tokens"),
        own("train-samples", "training.tokens"),
        own("train-tokens", "training.tokens"),
        flag("fp16", "training.precision", string("fp16")),
        flag("bf16", "training.precision", string("bf16")),
        word("precision", "training.precision", "32", string("fp32"), kImportOnly),
        word("precision", "training.precision", "16", string("fp16"), kImportOnly),
        word("precision", "training.precision", "16-mixed", string("fp16"), kImportOnly),
        word("precision", "training.precision", "bf16", string("bf16"), kImportOnly),
        word("precision", "training.precision", "bf16-mixed", string("bf16"), kImportOnly),
        word("fp8-format", "training.precision", "hybrid", string("fp8")),
        word("fp8-format", "training.precision", "e4m3", string("fp8"), kImportOnly),
        word("fp4-format", "training.precision", "e2m1", string("nvfp4")),

        value("num-layers", "model.layers"),
        value("hidden-size", "model.hidden"),
        value("ffn-hidden-size", "model.ffn_hidden"),
        value("num-attention-heads", "model.heads"),
        own("group-query-attention", "model.kv_heads"),
        own("num-query-groups", "model.kv_heads"),
        value("kv-channels", "model.head_size"),
        own("multi-latent-attention", "model.kv_lora_rank"),
        own("q-lora-rank", "model.q_lora_rank"),
        own("kv-lora-rank", "model.kv_lora_rank"),
        own("qk-head-dim", "model.head_size"),
        own("qk-pos-emb-head-dim", "model.rope_head_size"),
        own("v-head-dim", "model.value_head_size"),
        value("max-position-embeddings", "model.max_positions"),
        word("position-embedding-type", "model.positions", "learned_absolute", string("learned")),
        word("position-embedding-type", "model.positions", "rope", string("rotary")),
        word("position-embedding-type", "model.positions", "relative", string("relative")),
        word("position-embedding-type", "model.positions", "none", string("none")),
        flag("use-rotary-position-embeddings", "model.positions", string("rotary"), kImportOnly),
        word("normalization", "model.normalization", "LayerNorm", string("layernorm")),
        word("normalization", "model.normalization", "RMSNorm", string("rmsnorm")),
        word("normalization", "model.normalization", "layernorm", string("layernorm"), kImportOnly),
        word("normalization", "model.normalization", "rmsnorm", string("rmsnorm"), kImportOnly),
        flag("swiglu", "model.gated_ffn", true),
        word("activation", "model.gated_ffn", "swiglu", true, kImportOnly),
        word("activation", "model.gated_ffn", "fast-swiglu", true, kImportOnly),
        word("activation", "model.gated_ffn", "geglu", true, kImportOnly),
        word("activation", "model.gated_ffn", "fast-geglu", true, kImportOnly),
        word("activation", "model.gated_ffn", "gelu", false, kImportOnly),
        word("activation", "model.gated_ffn", "squared-relu", false, kImportOnly),
        flag("untie-embeddings-and-output-weights", "model.tied_embeddings", false),
        flag("disable-bias-linear", "model.biases", false),
        flag("add-qkv-bias", "model.qkv_biases", true),
        flag("qk-layernorm", "model.qk_norm", true),
        own("hidden-dropout", "model.dropout"),
        own("attention-dropout", "model.dropout"),
        own("vocab-size", "model.vocab"),
        own("make-vocab-size-divisible-by", "model.vocab"),
        value("num-experts", "model.experts", "0"),
        value("moe-router-topk", "model.experts_per_token", "0"),
        value("moe-router-num-groups", "model.expert_groups"),
        value("moe-router-group-topk", "model.groups_per_token"),
        value("moe-ffn-hidden-size", "model.expert_hidden"),
        own("moe-shared-expert-intermediate-size", "model.shared_experts"),
        own("moe-layer-freq", "model.expert_interval"),
        flag("use-flash-attn", "software.flash_attention", true),
    };
}

}  // namespace

const std::vector<MegatronArgument>& megatron_table() {
    static const std::vector<MegatronArgument> table = make_table();
    return table;
}

const MegatronArgument* megatron_row(const std::string& name) {
    const auto& table = megatron_table();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.name == name; });
    return found == table.end() ? nullptr : &*found;
}

std::vector<std::string> megatron_choices(const std::string& name) {
    std::vector<std::string> words;
    for (const MegatronArgument& row : megatron_table()) {
        if (row.name == name && row.form == ArgumentForm::word)
            words.push_back(row.word);
    }
    return words;
}

std::span<const NemoName> nemo_names() {
    static constexpr std::array<NemoName, 12> kNames = {{
        {"encoder-seq-length", "seq-length"},
        {"virtual-pipeline-model-parallel-size", "num-virtual-stages-per-pipeline-rank"},
        {"activations-checkpoint-granularity", "recompute-granularity"},
        {"activations-checkpoint-method", "recompute-method"},
        {"activations-checkpoint-num-layers", "recompute-num-layers"},
        {"share-embeddings-and-output-weights", "untie-embeddings-and-output-weights", true},
        {"bias", "disable-bias-linear", true},
        {"qkv-bias", "add-qkv-bias"},
        {"num-moe-experts", "num-experts"},
        {"num-nodes", "nnodes"},
        {"max-steps", "train-iters"},
        {"use-flash-attention", "use-flash-attn"},
    }};
    return kNames;
}

std::span<const std::string_view> ignored_arguments() {
    static constexpr std::array kNames = std::to_array<std::string_view>({
        // Where things are.
        "save",
        "load",
        "data-path",
        "train-data-path",
        "valid-data-path",
        "test-data-path",
        "data-cache-path",
        "data-args-path",
        "vocab-file",
        "merge-file",
        "tokenizer-type",
        "tokenizer-model",
        "tokenizer-name-or-path",
        "split",
        "mock-data",
        "dataloader-type",
        "num-workers",
        "deepspeed-config",
        "deepspeed",
        "no-create-attention-mask-in-dataloader",
        "reset-position-ids",
        "reset-attention-mask",
        "eod-mask-loss",
        // Its states stay in single precision unless their types are given too.
        "use-precision-aware-optimizer",
        // Logging and evaluation.
        "log-interval",
        "log-throughput",
        "log-progress",
        "log-timers-to-tensorboard",
        "log-params-norm",
        "log-num-zeros-in-grad",
        "log-memory-to-tensorboard",
        "log-validation-ppl-to-tensorboard",
        "log-world-size-to-tensorboard",
        "log-batch-size-to-tensorboard",
        "log-learning-rate-to-tensorboard",
        "log-loss-scale-to-tensorboard",
        "tensorboard-dir",
        "tensorboard-log-interval",
        "tensorboard-queue-size",
        "timing-log-level",
        "timing-log-option",
        "wandb-project",
        "wandb-exp-name",
        "wandb-save-dir",
        "wandb-entity",
        "profile",
        "profile-step-start",
        "profile-step-end",
        "profile-ranks",
        // The optimizer's rates, and randomness.
        "lr",
        "min-lr",
        "lr-decay-style",
        "lr-decay-iters",
        "lr-decay-samples",
        "lr-decay-tokens",
        "lr-warmup-fraction",
        "lr-warmup-iters",
        "lr-warmup-samples",
        "lr-warmup-tokens",
        "lr-warmup-init",
        "lr-wsd-decay-style",
        "lr-wsd-decay-iters",
        "lr-wsd-decay-samples",
        "weight-decay",
        "start-weight-decay",
        "end-weight-decay",
        "weight-decay-incr-style",
        "clip-grad",
        "adam-beta1",
        "adam-beta2",
        "adam-eps",
        "init-method-std",
        "seed",
        "data-parallel-random-init",
        "loss-scale",
        "initial-loss-scale",
        "min-loss-scale",
        "loss-scale-window",
        "hysteresis",
        "override-opt-param-scheduler",
        "use-checkpoint-opt-param-scheduler",
        "init-method-xavier-uniform",
        // What the model computes, but not how much.
        "rotary-base",
        "rotary-percent",
        "rotary-scaling-factor",
        "use-rope-scaling",
        "rope-scaling-factor",
        "norm-epsilon",
        "layernorm-epsilon",
        "apply-layernorm-1p",
        "squared-relu",
        "moe-aux-loss-coeff",
        "moe-z-loss-coeff",
        "moe-router-load-balancing-type",
        "moe-router-bias-update-rate",
        "moe-router-score-function",
        "moe-router-topk-scaling-factor",
        "attention-softmax-in-fp32",
        "apply-query-key-layer-scaling",
        "no-query-key-layer-scaling",
        "use-mcore-models",
        "use-legacy-models",
        // How it is started and saved.
        "node-rank",
        "master-addr",
        "master-port",
        "rdzv-id",
        "rdzv-backend",
        "rdzv-endpoint",
        "rdzv-conf",
        "max-restarts",
        "tee",
        "log-dir",
        "local-rank",
        "hostfile",
        "distributed-backend",
        "distributed-timeout-minutes",
        "exit-interval",
        "exit-duration-in-mins",
        "exit-signal-handler",
        "no-load-optim",
        "no-load-rng",
        "no-save-optim",
        "no-save-rng",
        "finetune",
        "ckpt-format",
        "auto-detect-ckpt-format",
        "use-dist-ckpt",
        "dist-ckpt-format",
        "use-megatron-fsdp",
        "use-custom-fsdp",
        "manual-gc",
        "manual-gc-interval",
    });
    return kNames;
}

}  // namespace deepwallet
