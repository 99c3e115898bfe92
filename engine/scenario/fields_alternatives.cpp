// Fields of what else would do: the recipe of a model, and its serving.

#include "engine/scenario/fields.hpp"
#include "engine/scenario/names.hpp"

namespace deepwallet {

Fields<Recipe> recipe_fields() {
    using R = Recipe;
    return {
        choice<R>("kind",
                  "how the model comes about: trained from scratch where absent",
                  recipe_kind_names(),
                  &R::kind),
        text<R>("teacher", "of a distilled model: a model of scenarios/models", &R::teacher),
        integer<R>("lora_rank", "of low-rank adapters", {1, 1e5}, &R::rank),
        texts<R>("lora_matrices", "that have an adapter: q, k, v, o, gate, up, down", &R::matrices),
        number<R>("weight_bits",
                  "",
                  "of a quantized model's weights, or of QLoRA's frozen ones",
                  {1, 32},
                  &R::weight_bits),
        number<R>("dequantize_share",
                  "",
                  "of QLoRA: time that it adds to matrix products",
                  {0, 10},
                  &R::dequantize_share),
        number<R>("calibration_tokens",
                  "",
                  "of quantization after training, each seen once",
                  {1, 1e15},
                  &R::calibration_tokens),
        choice<R>("sparsity",
                  "of a pruned model; unstructured zeros make nothing faster",
                  sparsity_names(),
                  &R::sparsity),
        number<R>(
            "sparse_speedup",
            "",
            "of matrix products with 2:4 sparsity, on chips that skip zeros; the accelerator's "
            "where absent",
            {1, 2},
            &R::sparse_speedup),
        text<R>("quality",
                "what was measured of the result against the model that it replaces; unknown where "
                "absent",
                &R::quality),
        text<R>("quality_source", "who measured it", &R::quality_source),
    };
}

Fields<ServingTerms> serving_fields() {
    using S = ServingTerms;
    return {
        number<S>("prompt_tokens", "", "tokens of a request", {0, 1e9}, &S::prompt_tokens),
        number<S>("generated_tokens",
                  "",
                  "tokens of its answer; 0 of an encoder",
                  {0, 1e9},
                  &S::generated_tokens),
        number<S>("tokens_per_day",
                  "",
                  "prompts and answers together; one busy replica where absent",
                  {1, 1e18},
                  &S::tokens_per_day),
        integer<S>("batch",
                   "requests at once on a replica; where absent the most that memory and token_ms "
                   "allow",
                   {1, 1e6},
                   &S::batch),
        number<S>("token_ms",
                  "ms",
                  "longest mean time of a token of an answer, with the prompts of other "
                  "requests between, or of an encoder's batch",
                  {1e-3, 1e9},
                  &S::token_ms),
        number<S>("weight_bits",
                  "",
                  "of a stored weight; the recipe's where absent, else 16",
                  {1, 32},
                  &S::weight_bits),
        number<S>("cache_bits", "", "of keys and values; 16 where absent", {1, 32}, &S::cache_bits),
        integer<S>(
            "tensor",
            "tensor parallel degree of a replica; where absent the power of two that costs the "
            "least a token and keeps to token_ms",
            {1, 1e5},
            &S::tensor),
        integer<S>("pipeline",
                   "pipeline stages of a replica, each of serving.tensor; where both are absent 1 "
                   "where a server holds the model, else what costs the least a token",
                   {1, 1e4},
                   &S::pipeline),
        integer<S>("expert",
                   "ranks over which routed experts are spread, each with requests, cache and all "
                   "other weights of its own (or serving.tensor of them together); 1 where absent",
                   {1, 1e5},
                   &S::expert),
        number<S>("cached_prompt_share",
                  "",
                  "of a prompt's tokens from its start: their keys and values are kept from "
                  "requests before; 0 where absent, 1 where other machines read the prompts",
                  {0, 1},
                  &S::cached_prompt_share),
        number<S>(
            "all_reduce_us",
            "us",
            "all-reduce of a few KB within a server, as measured; where absent by the server's "
            "curve, which is that of large messages and too slow for such",
            {0, 1e6},
            &S::all_reduce_us),
        boolean<S>("eager_kernels",
                   "an eager framework serves, kernel by kernel from the host; as software says "
                   "where absent",
                   &S::eager_kernels),
        number<S>("utilisation",
                  "",
                  "share of the time that replicas are busy; 1 where absent",
                  {1e-3, 1},
                  &S::utilisation),
        number<S>("years", "", "of service; 1 where absent", {1e-3, 100}, &S::years),
        text<S>("server",
                "a server of hardware_db/servers to serve on; the cluster's where absent",
                &S::server),
        text<S>("offer",
                "a cloud offer to rent it from; those of economics.compare where absent",
                &S::offer),
    };
}

}  // namespace deepwallet
