// Fields of what is asked: the model, its training, how the work is divided.

#include "engine/scenario/fields.hpp"
#include "engine/scenario/names.hpp"

namespace deepwallet {

namespace {

constexpr Range kSize{1, 1e9};
constexpr Range kLayers{1, 1e5};
constexpr Range kDegree{1, 1e6};

/// A set of words of a list.
Field<Parallelism> recompute_modules_field(std::string path, std::string help) {
    FieldInfo info{std::move(path), FieldType::texts, "", std::move(help), {}, {}};
    for (const auto& entry : recompute_module_names()) info.choices.push_back(entry.second);
    return {std::move(info),
            [](const Parallelism& p) -> std::optional<Value> {
                std::vector<std::string> words;
                for (const auto& [module, name] : recompute_module_names()) {
                    if (p.recompute_modules.has(module))
                        words.push_back(name);
                }
                return Value(std::move(words));
            },
            [](Parallelism& p, const Value& value) {
                p.recompute_modules = {};
                for (const std::string& word : std::get<std::vector<std::string>>(value)) {
                    for (const auto& [module, name] : recompute_module_names()) {
                        if (name == word)
                            p.recompute_modules.add(module);
                    }
                }
            }};
}

}  // namespace

Fields<Model> model_fields() {
    using M = Model;
    return {
        choice<M>("architecture",
                  "what kind of transformer it is, or a convolutional network",
                  architecture_names(),
                  &M::architecture),
        integer<M>("layers",
                   "layers; of an encoder-decoder those of the encoder, of a convolutional network "
                   "those with weights",
                   kLayers,
                   &M::layers),
        integer<M>("decoder_layers",
                   "layers of the decoder of an encoder-decoder",
                   {0, 1e5},
                   &M::decoder_layers),
        integer<M>("hidden", "width of the residual stream", kSize, &M::hidden),
        integer<M>("heads", "attention heads", {1, 1e6}, &M::heads),
        integer<M>("kv_heads",
                   "key and value heads (GQA, MQA); as heads where absent",
                   {1, 1e6},
                   &M::kv_heads),
        integer<M>("head_size",
                   "elements of a query's or key's head; hidden / heads where absent",
                   {1, 1e6},
                   &M::head_size),
        integer<M>("value_head_size",
                   "elements of a value's head; as head_size where absent",
                   {1, 1e6},
                   &M::value_head_size),
        integer<M>("kv_lora_rank",
                   "multi-head latent attention: width of the latent of keys and values",
                   {1, 1e6},
                   &M::kv_lora_rank),
        integer<M>("q_lora_rank",
                   "of latent attention: width of the latent of queries; none where absent",
                   {1, 1e6},
                   &M::q_lora_rank),
        integer<M>("rope_head_size",
                   "of latent attention: rotated elements of head_size, one key for all heads",
                   {0, 1e6},
                   &M::rope_head_size),
        integer<M>(
            "ffn_hidden", "inner width of the FFN; 4 hidden where absent", kSize, &M::ffn_hidden),
        boolean<M>(
            "gated_ffn", "SwiGLU or GeGLU: three FFN matrices instead of two", &M::gated_ffn),
        integer<M>("vocab", "vocabulary, padded as trained", {1, 1e8}, &M::vocab),
        integer<M>("embedding_size",
                   "width of the token embedding where it is projected to hidden (OPT-350M)",
                   kSize,
                   &M::embedding_size),
        boolean<M>(
            "tied_embeddings", "input and output embedding are one matrix", &M::tied_embeddings),
        boolean<M>("biases", "linear layers have biases", &M::biases),
        boolean<M>("qkv_biases",
                   "queries, keys and values have biases; as biases where absent",
                   &M::qkv_biases),
        boolean<M>("ffn_biases", "the FFN has biases; as biases where absent", &M::ffn_biases),
        boolean<M>("qk_norm", "queries and keys are normalized (Qwen3)", &M::qk_norm),
        boolean<M>("parallel_ffn",
                   "attention and FFN side by side, their outputs added (GPT-J)",
                   &M::parallel_ffn),
        integer<M>("layer_norms",
                   "normalizations of a layer, without cross-attention's; where absent 2, with a "
                   "parallel FFN 1",
                   {1, 8},
                   &M::layer_norms),
        boolean<M>(
            "dropout",
            "dropout in training; where absent, as usual: with a plain FFN, not with a gated one",
            &M::dropout),
        choice<M>(
            "normalization", "kind of normalization", normalization_names(), &M::normalization),
        boolean<M>("embedding_norm",
                   "a normalization right behind the embedding (BLOOM)",
                   &M::embedding_norm),
        boolean<M>("final_norm",
                   "a normalization behind the last layer; not in post-norm models (BERT)",
                   &M::final_norm),
        integer<M>("token_types", "segment embeddings (BERT); 0: none", {0, 1e6}, &M::token_types),
        boolean<M>("pooler", "a dense layer on the first token (BERT)", &M::pooler),
        choice<M>("positions",
                  "how positions enter; transformer-xl: one more matrix a layer, its parameters "
                  "counted and its products not",
                  position_names(),
                  &M::positions),
        integer<M>("max_positions",
                   "learned positions; the training sequence where absent",
                   {1, 1e9},
                   &M::max_positions),
        integer<M>("experts", "routed experts of a layer; 0: dense", {0, 1e6}, &M::experts),
        integer<M>("experts_per_token",
                   "routed experts that each token visits",
                   {0, 1e6},
                   &M::experts_per_token),
        integer<M>(
            "shared_experts", "experts that every token visits", {0, 1e4}, &M::shared_experts),
        integer<M>("expert_hidden",
                   "inner width of an expert; as ffn_hidden where absent",
                   kSize,
                   &M::expert_hidden),
        boolean<M>("gated_experts",
                   "experts have three matrices; as gated_ffn where absent",
                   &M::gated_experts),
        integer<M>(
            "dense_layers", "leading layers that keep a dense FFN", {0, 1e5}, &M::dense_layers),
        integer<M>("expert_interval",
                   "experts in every n-th layer only, 1: in all; never in the leading dense ones",
                   {1, 1e5},
                   &M::expert_interval),
        integer<M>("expert_groups",
                   "groups of neighbouring experts, of which a token visits groups_per_token; "
                   "where absent, experts of any number of groups (DeepSeek-V3: 8)",
                   {1, 1e6},
                   &M::expert_groups),
        integer<M>("groups_per_token",
                   "of expert_groups, those that a token's experts lie in (DeepSeek-V3: 4)",
                   {1, 1e6},
                   &M::groups_per_token),
        number<M>("total_parameters",
                  "",
                  "of a convolutional network, all layers together",
                  {1, 1e15},
                  &M::parameters),
        number<M>(
            "flops_per_sample",
            "FLOP",
            "of a convolutional network's forward pass, a multiply and an add being two; a sample "
            "is what is a token elsewhere",
            {1, 1e18},
            &M::flops_per_sample),
        number<M>("activations_per_sample",
                  "",
                  "elements that all layers of a convolutional network put out for a sample",
                  {1, 1e15},
                  &M::activations_per_sample),
        number<M>(
            "published_parameters",
            "",
            "parameters that the publisher states; for comparison alone",
            {1, 1e18},
            [](auto& m) -> auto& { return m.published.parameters; }),
        number<M>(
            "published_active_parameters",
            "",
            "parameters a token visits, as the publisher states; for comparison alone",
            {1, 1e18},
            [](auto& m) -> auto& { return m.published.active_parameters; }),
        number<M>(
            "published_tolerance",
            "",
            "how far the count of the shape may be from the published one, as a fraction",
            {0, 1},
            [](auto& m) -> auto& { return m.published.tolerance; }),
        text<M>(
            "published_note",
            "why the count of the shape is further off than usual",
            [](auto& m) -> auto& { return m.published.note; }),
    };
}

Fields<Training> training_fields() {
    using T = Training;
    return {
        integer<T>("sequence_length", "tokens of a sequence", {1, 1e9}, &T::sequence_length),
        integer<T>("global_batch", "sequences of an iteration", {1, 1e9}, &T::global_batch),
        number<T>("tokens",
                  "",
                  "tokens of the whole run; without it one iteration is answered",
                  {0, 1e18},
                  &T::tokens),
        quantity<T>("flops",
                    "FLOP",
                    units::flop,
                    "that the model needs for the whole run, in the place of tokens",
                    {1e6, 1e40},
                    &T::flops),
        number<T>("epochs",
                  "",
                  "passes over dataset_tokens, in the place of tokens",
                  {1e-6, 1e6},
                  &T::epochs),
        number<T>("dataset_tokens", "", "tokens of the dataset", {1, 1e18}, &T::dataset_tokens),
        integer<T>("batch_ramp_start",
                   "sequences of the first iterations, where the batch grows to global_batch",
                   {1, 1e9},
                   &T::batch_ramp_start),
        integer<T>("batch_ramp_increment",
                   "sequences that it grows by, after as many tokens each time",
                   {1, 1e9},
                   &T::batch_ramp_increment),
        number<T>("batch_ramp_tokens",
                  "",
                  "tokens until the batch has grown",
                  {0, 1e18},
                  &T::batch_ramp_tokens),
        choice<T>(
            "precision", "number format of the matrix products", precision_names(), &T::precision),
    };
}

Fields<ScalingLaw> scaling_law_fields() {
    using L = ScalingLaw;
    constexpr Range kScale{1e-6, 1e30};
    constexpr Range kExponent{1e-3, 10.0};
    const auto error = [](const char* path, std::optional<double> ScalingErrors::*member) {
        return number<L>(
            path,
            "",
            "standard error of that constant; for the record alone",
            {0.0, 1e30},
            [member](auto& l) -> auto& { return l.errors.*member; });
    };
    return {
        text<L>("fit", "who fitted it", &L::fit),
        choice<L>(
            "form",
            "chinchilla: E + A / N^alpha + B / D^beta; kaplan: ((N_c / N)^(alpha_N / alpha_D) "
            "+ D_c / D)^alpha_D",
            scaling_form_names(),
            &L::form),
        number<L>("irreducible_loss",
                  "nats/token",
                  "E: what no size and no tokens take away",
                  {0.0, 100.0},
                  &L::irreducible_loss),
        number<L>("parameter_scale", "", "A, or N_c", kScale, &L::parameter_scale),
        number<L>("parameter_exponent", "", "alpha, or alpha_N", kExponent, &L::parameter_exponent),
        number<L>("token_scale", "", "B, or D_c", kScale, &L::token_scale),
        number<L>("token_exponent", "", "beta, or alpha_D", kExponent, &L::token_exponent),
        error("irreducible_loss_error", &ScalingErrors::irreducible_loss),
        error("parameter_scale_error", &ScalingErrors::parameter_scale),
        error("parameter_exponent_error", &ScalingErrors::parameter_exponent),
        error("token_scale_error", &ScalingErrors::token_scale),
        error("token_exponent_error", &ScalingErrors::token_exponent),
        boolean<L>(
            "counts_embeddings", "embeddings are parameters of the law", &L::counts_embeddings),
        number<L>("most_passes",
                  "",
                  "over dataset_tokens, up to which it holds",
                  {1.0, 1e6},
                  &L::most_passes),
        number<L>("least_weight_bits",
                  "",
                  "of a served weight, down to which its loss holds",
                  {1.0, 32.0},
                  &L::least_weight_bits),
    };
}

Fields<Parallelism> parallelism_fields() {
    using P = Parallelism;
    return {
        integer<P>("tensor", "tensor parallel degree", kDegree, &P::tensor),
        integer<P>("pipeline", "pipeline stages", kDegree, &P::pipeline),
        integer<P>(
            "data", "data parallel degree; follows from the GPUs where absent", kDegree, &P::data),
        integer<P>(
            "context",
            "context parallel degree: ring attention, zig-zag so that a causal mask is balanced",
            kDegree,
            &P::context),
        integer<P>("expert", "expert parallel degree, inside of data", kDegree, &P::expert),
        integer<P>("micro_batch", "sequences of a micro-batch", {1, 1e6}, &P::micro_batch),
        choice<P>("schedule", "order of work in the pipeline", schedule_names(), &P::schedule),
        integer<P>(
            "virtual_stages", "model chunks of a pipeline rank", {1, 1e4}, &P::virtual_stages),
        integers<P>("stage_layers",
                    "layers of each stage, for an uneven split",
                    {0, 1e5},
                    &P::stage_layers),
        boolean<P>("sequence_parallel",
                   "split norms and dropout along the sequence",
                   &P::sequence_parallel),
        choice<P>("recompute",
                  "what is computed again in the backward pass",
                  recompute_names(),
                  &P::recompute),
        recompute_modules_field(
            "recompute_modules",
            "what selective recomputation computes again: core_attn, layernorm, mla_up_proj, "
            "moe_act, mlp, moe, as in Megatron-Core; the attention core where none is given"),
        integer<P>("zero_stage",
                   "ZeRO: 1 shards optimizer, 2 gradients too, 3 weights too",
                   {0, 3},
                   &P::zero_stage),
        choice<P>("offload",
                  "what the host keeps and updates instead: nothing, the optimizer with the "
                  "gradients it takes, or the parameters too",
                  offload_names(),
                  &P::offload),
        choice<P>("offload_to",
                  "where that lies: in the host's memory, or on its NVMe drives",
                  offload_to_names(),
                  &P::offload_to),
    };
}

Fields<SimulationTerms> simulation_fields() {
    using T = SimulationTerms;
    return {
        choice<T>("detail",
                  "what the discrete-event engine runs: one data parallel replica that stands for "
                  "all, or every accelerator and every link",
                  detail_names(),
                  &T::detail),
        integer<T>("seed", "of all random numbers", {0, 1e15}, &T::seed),
        integer<T>("repeats",
                   "runs with other random numbers, for quantiles; the median one is reported",
                   {1, 1e6},
                   &T::repeats),
        number<T>("jitter",
                  "",
                  "relative spread of the duration of each piece of work",
                  {0.0, 1.0},
                  &T::jitter),
        number<T>("speed_spread",
                  "",
                  "relative spread of the speed of accelerators; needs detail = \"full\"",
                  {0.0, 1.0},
                  &T::speed_spread),
        texts<T>("slow_gpus",
                 "slow accelerators and their speed: \"17=0.8\", \"16-23=0.9\", "
                 "\"server3=0.95\", \"server3/gpu5=0.8\"",
                 &T::slow_gpus),
        texts<T>("degraded_links",
                 "links and the share of their rate that is left, 0: cut: \"server3/nic2=0.5\", "
                 "\"leaf0.1-spine0.2=0\"",
                 &T::degraded_links),
    };
}

}  // namespace deepwallet
