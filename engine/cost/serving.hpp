#pragma once

/// A model at work: prompts are read in a forward pass, and every token of the answer takes a pass
/// of its own that reads all weights and the keys and values of all tokens before (Pope et al.
/// 2022, "Efficiently Scaling Transformer Inference", arXiv:2211.05102, sections 2 and 3.5).
///
///     step   = max(read, compute) + all-reduces + gaps between kernels
///     read   = (weights touched + batch x cache of a request) / ranks / memory bandwidth
///     compute = batch x (2 N + attention) / ranks / power-limited rate
///     requests a second = batch / (prefill of the batch + answer's tokens x step)
///
/// Stages of a pipeline hold a share of the layers each; as many batches are on their way as there
/// are stages, each of which takes as long as without them, and what is sent between (section 3.1).
///
/// Weights are all that a token may need: of a mixture of experts those that at least one token of
/// the batch is sent to, E (1 - (1 - k / E)^batch) of E. Where these are spread over n ranks, each
/// of which serves requests of its own (attention data parallel; DeepSeek-AI 2024,
/// arXiv:2412.19437, section 3.4), a rank keeps the cache of its own requests, all else whole, and
/// ceil(E / n) routed experts, of which it reads those that a token of all n batches is sent to;
/// each layer with experts has two all-to-alls. Room beside the E / n that are its even share holds
/// copies of busy experts: work is even but for the stack's imbalance. No all-to-all is hidden
/// beside another half of the batch.
///
/// Quantized weights are read as they are and
/// multiplied in 16 bits, wider ones in 32. Answers wait while the prompts of other requests are
/// read, prefill / answer's tokens for each token in the mean; waiting in a queue is not counted.
/// Prompts that begin with c known tokens take what those alone do not, T(prompt) - T(c), and no
/// less than the others alone.

#include <cstdint>
#include <optional>
#include <string>

#include "engine/cost/layer.hpp"

namespace deepwallet {

/// What is asked of the model; all absent: it is not served.
struct ServingTerms {
    std::optional<double> prompt_tokens;     ///< of a request
    std::optional<double> generated_tokens;  ///< of its answer; none of an encoder
    std::optional<double> tokens_per_day;    ///< prompts and answers; one busy replica where absent
    std::optional<std::int64_t> batch;       ///< the largest that memory and the bound allow
    std::optional<double> token_ms;  ///< bound on the mean time of a token, or an encoder's pass
    std::optional<double> weight_bits;
    std::optional<double> cache_bits;
    std::optional<std::int64_t> tensor;    ///< ranks of a stage; the cheapest a token
    std::optional<std::int64_t> pipeline;  ///< stages; the cheapest a token where both are absent
    std::optional<std::int64_t> expert;    ///< ranks that share the routed experts; 1
    std::optional<double> cached_prompt_share;  ///< of a prompt's keys and values, there already
    std::optional<double> all_reduce_us;        ///< of a few KB within a server, as measured
    std::optional<bool> eager_kernels;          ///< as it trains, where absent
    std::optional<double> utilisation;          ///< share of the time that replicas are busy
    std::optional<double> years;
    std::optional<std::string> server;  ///< an entry of servers/; the cluster's where absent
    std::optional<std::string> offer;   ///< an entry of clouds/ to rent it from
};

/// Is anything asked?
inline bool is_served(const ServingTerms& t) {
    return t.prompt_tokens.has_value() || t.generated_tokens.has_value();
}

/// A question to the serving model; all of it outlives the call.
struct ServingInput {
    const Model& model;
    const ServingTerms& terms;
    const SoftwareStack& software;
    const Accelerator& accelerator;
    const Server& server;
    const Fabric& fabric;
    double weight_bytes = 2.0;     ///< as stored
    double read_rate = 1.0;        ///< of weights, against 16-bit ones
    double product_speedup = 1.0;  ///< of sparse matrix products
};

/// Bytes of keys and values of one request, prompt and answer, over all ranks: a token has 2 L kv d
/// elements, or those of the latent (DeepSeek-AI 2024, arXiv:2405.04434, section 2.1.4).
Data request_cache(const Model& model, double prompt, double generated, double bytes);

/// What holds a batch back.
enum class ServingLimit { memory, token_time, given };

/// One pass that adds a token to each request of a batch.
struct DecodeStep {
    Time read;
    Time compute;
    Time network;
    Time launches;

    [[nodiscard]] Time total() const { return std::max(read, compute) + network + launches; }
};

/// Ranks of a replica.
struct ReplicaShape {
    std::int64_t tensor = 1;
    std::int64_t pipeline = 1;
    std::int64_t expert = 1;  ///< groups of `tensor` ranks a stage, with requests of their own each

    [[nodiscard]] std::int64_t ranks() const { return tensor * pipeline * expert; }
    /// At once: one for each stage of each such group.
    [[nodiscard]] std::int64_t batches() const { return pipeline * expert; }
};

/// Of a rank's batch, in the middle of the answer.
DecodeStep decode_step(const ServingInput& in, double batch, ReplicaShape shape);

/// The forward pass of so many prompts, a rank.
PassTime prefill_time(const ServingInput& in, std::int64_t batch, ReplicaShape shape);

struct ReplicaSpeed {
    ReplicaShape shape;
    std::int64_t batch = 1;  ///< requests at once, of all ranks
    ServingLimit limit = ServingLimit::memory;
    bool fits = false;  ///< one request at least, within the bound
    Data weights;       ///< on each rank
    Data cache;         ///< the same, of its batch
    Data used;          ///< the same, all together
    Time first_token;   ///< of one prompt alone
    DecodeStep step;
    Time mean_token;   ///< of an answer, while prompts of other requests are read between
    PassTime prefill;  ///< of the batch
    double requests_per_s = 0.0;
    double tokens_per_s = 0.0;  ///< prompts and answers

    /// From the batch's prompts to the end of its answers.
    Time cycle;
};

/// In the shape that the terms give; where they do not, in the one that costs the least a token
/// among those that hold the model and keep to the bound on a step: powers of two ranks, and
/// powers of two stages as well where a server does not hold it. Spread experts have but the ranks
/// that the terms give.
ReplicaSpeed replica_speed(const ServingInput& in);

}  // namespace deepwallet
