#include "engine/cost/serving.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/math.hpp"
#include "engine/cost/memory.hpp"
#include "engine/plan/layout.hpp"
#include "engine/workload/flops.hpp"
#include "engine/workload/parameters.hpp"

namespace deepwallet {

namespace {

using units::byte;

constexpr double kWideBits = 16.0;
constexpr double kBitsOfByte = 8.0;
constexpr std::int64_t kMostRequests = std::int64_t{1} << 20U;
constexpr std::int64_t kMostStages = 64;

double prompt(const ServingInput& in) { return in.terms.prompt_tokens.value_or(0.0); }
double answer(const ServingInput& in) { return in.terms.generated_tokens.value_or(0.0); }

double cache_bytes(const ServingInput& in) {
    return in.terms.cache_bits.value_or(kWideBits) / kBitsOfByte;
}

bool is_crossed(const Model& m) { return m.architecture == Architecture::encoder_decoder; }

/// Layers that a token of the answer goes through: the decoder's.
double decoding_layers(const Model& m) { return real(is_crossed(m) ? m.decoder_layers : m.layers); }

/// Elements that a token keeps in a layer.
double cached_elements(const Model& m) {
    if (is_latent_attention(m))
        return real(*m.kv_lora_rank + m.rope_head_size);
    const AttentionWidths w = attention_widths(m);
    return real(w.keys + w.values);
}

/// Of the cache of a request, on each of the ranks: heads are copied where there are fewer of them,
/// and a latent is whole on every one.
double cache_share(const Model& m, std::int64_t tensor) {
    const double t = real(tensor);
    const bool whole = is_latent_attention(m) || is_convolutional(m);
    return whole ? 1.0 : local_kv_heads(m, t) / real(kv_heads(m));
}

/// The kinds of layers that a token of the answer goes through, and how many there are of each.
template <class Use>
void for_each_decoding_kind(const Model& m, const Use& use) {
    for (int k = 0; k < kLayerKinds; ++k) {
        const LayerKind kind = layer_kind_at(k);
        const std::int64_t count = layers_of_kind(m, kind);
        if (count > 0 && kind.cross_attention == is_crossed(m))
            use(kind, real(count));
    }
}

/// Routed experts of a layer that a batch of tokens wakes up, of all.
double awake_share(const Model& m, double batch) {
    const double all = real(m.experts);
    const double each = real(m.experts_per_token) / all;
    return 1.0 - std::pow(1.0 - each, batch);
}

/// Parameters that a pass over `batch` tokens reads: the decoding layers and the head.
double read_parameters(const Model& m, double batch) {
    double sum = embedding_parameters(m) + output_parameters(m);
    for_each_decoding_kind(m, [&](LayerKind kind, double count) {
        const LayerParameters p = layer_parameters(m, kind);
        const double awake = kind.mixture_of_experts ? awake_share(m, batch) : 1.0;
        sum += count * (p.sharded + p.replicated + awake * p.experts);
    });
    return sum;
}

/// Parameters that one token is multiplied with.
double used_parameters(const Model& m) { return read_parameters(m, 1.0); }

/// An eager framework issues kernels from the host, one by one; serving code proper replays them,
/// and so does what is captured.
bool issues_kernels(const SoftwareStack& s) { return s.eager_kernels && !s.graph_capture; }

SoftwareStack without_host(const SoftwareStack& software) {
    SoftwareStack out = software;
    out.host_forward = {};
    out.host_backward = {};
    return out;
}

Model without_dropout(const Model& model) {
    Model out = model;
    out.dropout = false;
    return out;
}

/// 16 bits where the chip has them; weights that are wider in 32, by tensor cores where those take
/// such operands.
Precision serving_precision(const ServingInput& in) {
    constexpr double kHalf = 2.0;
    if (in.weight_bytes > kHalf && in.accelerator.peak_tf32)
        return Precision::tf32;
    if (in.weight_bytes > kHalf && in.accelerator.peak_fp32)
        return Precision::fp32;
    if (in.accelerator.peak_bf16)
        return Precision::bf16;
    return in.accelerator.peak_fp16 ? Precision::fp16 : Precision::fp32;
}

LayerContext context_of(const ServingInput& in,
                        const Model& model,
                        const SoftwareStack& software,
                        std::int64_t batch,
                        std::int64_t length,
                        std::int64_t tensor) {
    const Precision precision = serving_precision(in);
    const KernelModel chip = driven_by(software, kernel_model(in.accelerator, precision));
    LayerContext at;
    at.model = &model;
    at.software = &software;
    at.chip = chip;
    at.wide_chip = chip;
    at.net = network(in.server, in.fabric);
    at.tensor_group = place(tensor, 1, in.server.accelerators);
    at.slice.micro_batch = batch;
    at.slice.sequence_length = length;
    at.slice.tensor = tensor;
    at.slice.flash_attention = software.flash_attention || software.fused_attention;
    at.slice.fused_norms = software.compiled;
    at.slice.element_bytes = element_size(precision).in(byte);
    return at;
}

/// Kernels of a pass through all decoding layers and the head.
double kernels_of_step(const ServingInput& in, const Model& m) {
    Slice slice;
    slice.flash_attention = true;
    double sum = 1.0;
    for_each_decoding_kind(m, [&](LayerKind kind, double count) {
        double each = 0.0;
        for (const Operation& op : layer_operations(in.model, kind, slice))
            each += op.pass == Pass::forward ? op.count : 0.0;
        sum += count * each;
    });
    return sum;
}

/// Of the decoding layers, one by one.
Time host_of_step(const ServingInput& in) {
    if (!issues_kernels(in.software))
        return {};
    Slice slice;
    slice.flash_attention = in.software.flash_attention || in.software.fused_attention;
    double layers = 0.0;
    for_each_decoding_kind(in.model, [&](LayerKind kind, double count) {
        layers += count * issued_share(layer_operations(in.model, kind, slice), in.software);
    });
    return layers * in.software.host_forward;
}

/// Sums over the tensor parallel group of a layer: behind each block that ends in a row-split
/// matrix (Shoeybi et al. 2019).
double sums_of_layer(const Model& m) {
    return (m.parallel_ffn ? 1.0 : 2.0) + (is_crossed(m) ? 1.0 : 0.0);
}

/// Queries of one token against the keys of those before: two products.
Work attention_flops(const Model& m, double context) {
    const double width = real(m.heads) * real(head_size(m) + value_head_size(m));
    return 2.0 * width * context * decoding_layers(m) * units::flop;
}

/// Of one token's activations: libraries have protocols of less latency for such, which the curves
/// of training's large messages do not show.
Time small_all_reduce(const ServingInput& in, const Group& group, Data bytes) {
    const Network net = network(in.server, in.fabric);
    const Time by_curve = all_reduce(net, group, bytes);
    if (!in.terms.all_reduce_us || group.size <= 1 || group.crosses_servers())
        return by_curve;
    const Time wire = all_reduce(net, group, bytes) - all_reduce(net, group, Data{});
    return std::min(by_curve, *in.terms.all_reduce_us * units::us + wire);
}

/// Of the fullest stage, against an even share of the layers; it sets the pace.
double fullest_stage(const Model& m, ReplicaShape shape) {
    const double even = decoding_layers(m) / real(shape.pipeline);
    return std::max(1.0, std::ceil(even)) / even;
}

/// What a batch's activations take from stage to stage, and its tokens back to the first.
Time sends(const ServingInput& in, double tokens, ReplicaShape shape) {
    if (shape.pipeline == 1)
        return {};
    const Data each = tokens * real(in.model.hidden) * 2.0 / real(shape.tensor) * byte;
    const Group pair = place(2, shape.tensor, in.server.accelerators);
    return real(shape.pipeline) * point_to_point(network(in.server, in.fabric), pair, each);
}

Data stored_weights(const ServingInput& in, ReplicaShape shape) {
    const auto length = static_cast<std::int64_t>(std::max(1.0, prompt(in) + answer(in)));
    return fullest_stage(in.model, shape) * total_parameters(in.model, length) * in.weight_bytes /
           real(shape.ranks()) * byte;
}

/// Of one layer while prompts go through it; decoders read theirs in pieces.
Data working(const ServingInput& in, std::int64_t batch, std::int64_t tensor) {
    if (answer(in) > 0.0 && !is_crossed(in.model))
        return {};
    Slice slice;
    slice.micro_batch = batch;
    slice.sequence_length = static_cast<std::int64_t>(std::max(1.0, prompt(in)));
    slice.tensor = tensor;
    slice.flash_attention = true;
    return layer_activations(without_dropout(in.model), {}, slice, Recompute::none);
}

Time mean_token(const ServingInput& in, const DecodeStep& step, Time prompts) {
    return step.total() + prompts / answer(in);
}

/// What batches take, one on its way for each stage.
class Replica {
public:
    Replica(const ServingInput& in, ReplicaShape shape) : in_(in), shape_(shape) {}

    [[nodiscard]] Data weights() const { return stored_weights(in_, shape_); }
    /// A stage keeps its layers' share of each of as many batches as there are stages.
    [[nodiscard]] Data cache(std::int64_t batch) const {
        return fullest_stage(in_.model, shape_) * real(batch) *
               cache_share(in_.model, shape_.tensor) *
               request_cache(in_.model, prompt(in_), answer(in_), cache_bytes(in_));
    }
    [[nodiscard]] Data used(std::int64_t batch) const {
        return weights() + cache(batch) + working(in_, batch, shape_.tensor) +
               in_.software.runtime_memory;
    }
    [[nodiscard]] bool holds(std::int64_t batch) const {
        return used(batch) <= in_.accelerator.memory;
    }
    [[nodiscard]] bool in_time(std::int64_t batch) const {
        if (!in_.terms.token_ms)
            return true;
        const Time bound = *in_.terms.token_ms * units::ms;
        const Time prompts = prefill_time(in_, batch, shape_).total();
        if (answer(in_) <= 0.0)
            return prompts <= bound;
        return mean_token(in_, decode_step(in_, real(batch), shape_), prompts) <= bound;
    }
    [[nodiscard]] bool carries(std::int64_t batch) const { return holds(batch) && in_time(batch); }

    /// The largest batch that it carries; both needs grow with it.
    [[nodiscard]] std::int64_t largest() const {
        if (!carries(1))
            return 0;
        std::int64_t low = 1;
        std::int64_t high = 2;
        while (high < kMostRequests && carries(high)) {
            low = high;
            high *= 2;
        }
        while (high - low > 1) {
            const std::int64_t middle = low + (high - low) / 2;
            (carries(middle) ? low : high) = middle;
        }
        return low;
    }

private:
    const ServingInput& in_;
    ReplicaShape shape_;
};

}  // namespace

Data request_cache(const Model& m, double asked, double generated, double bytes) {
    if (m.architecture == Architecture::encoder || is_convolutional(m))
        return {};
    // Of an encoder-decoder the decoder keeps its own tokens, and those of the prompt to look at.
    const double tokens = asked + generated;
    return decoding_layers(m) * cached_elements(m) * tokens * bytes * byte;
}

DecodeStep decode_step(const ServingInput& in, double batch, ReplicaShape shape) {
    const Model& m = in.model;
    const std::int64_t tensor = shape.tensor;
    const double pace = fullest_stage(m, shape);
    const KernelModel chip =
        driven_by(in.software, kernel_model(in.accelerator, serving_precision(in)));
    const double t = real(tensor);
    const double context = prompt(in) + 0.5 * answer(in);
    const Data cache = batch * cache_share(m, tensor) *
                       request_cache(m, prompt(in), 0.5 * answer(in), cache_bytes(in));
    const Data weights = read_parameters(m, batch) * in.weight_bytes / t * byte;
    const Work work =
        batch / t *
        (2.0 * used_parameters(m) / in.product_speedup * units::flop + attention_flops(m, context));
    const Group group = place(tensor, 1, in.server.accelerators);
    const Data summed = batch * real(m.hidden) * 2.0 * byte;
    const double sums = sums_of_layer(m) * decoding_layers(m);
    DecodeStep step{pace * ((weights / in.read_rate + cache) / chip.bandwidth),
                    pace * (work / chip.power_peak),
                    pace * sums * small_all_reduce(in, group, summed) + sends(in, batch, shape),
                    pace * kernels_of_step(in, m) * chip.launch_gap};
    step.launches = std::max(step.launches, host_of_step(in) - (step.total() - step.launches));
    return step;
}

PassTime prefill_time(const ServingInput& in, std::int64_t batch, ReplicaShape shape) {
    PassTime sum;
    if (prompt(in) < 1.0)
        return sum;
    const Model model = without_dropout(in.model);
    const SoftwareStack software =
        issues_kernels(in.software) ? in.software : without_host(in.software);
    const LayerContext at =
        context_of(in, model, software, batch, static_cast<std::int64_t>(prompt(in)), shape.tensor);
    const double pace = fullest_stage(model, shape);
    for (int k = 0; k < kLayerKinds; ++k) {
        const LayerKind kind = layer_kind_at(k);
        // A decoder with an encoder reads its prompt through that.
        if (layers_of_kind(model, kind) == 0 || kind.cross_attention)
            continue;
        sum += pace * real(layers_of_kind(model, kind)) * layer_time(at, kind).forward;
    }
    sum.compute = sum.compute / in.product_speedup;
    sum.tensor += sends(in, real(batch) * prompt(in), shape);
    return sum;
}

namespace {

/// Degrees that a replica may have: powers of two that divide the heads, on no more accelerators
/// than reach each other.
bool is_degree(const ServingInput& in, std::int64_t tensor) {
    constexpr std::int64_t kMostRanks = 1024;
    if (is_convolutional(in.model))
        return tensor == 1;
    const std::int64_t most =
        in.server.nics == 0 ? std::max<std::int64_t>(1, in.server.accelerators) : kMostRanks;
    return tensor * in.terms.pipeline.value_or(1) <= most && in.model.heads % tensor == 0;
}

/// The terms' requests, or all that the shape carries, in as many batches as there are stages.
ReplicaSpeed speed_on(const ServingInput& in, ReplicaShape shape) {
    ReplicaSpeed out;
    out.shape = shape;
    const Replica replica(in, shape);
    const std::int64_t largest = replica.largest();
    const std::int64_t batch = in.terms.batch ? ceil_div(*in.terms.batch, shape.pipeline)
                                              : std::max<std::int64_t>(1, largest);
    out.fits = largest >= batch;
    out.batch = in.terms.batch.value_or(batch * shape.pipeline);
    out.limit = in.terms.batch             ? ServingLimit::given
                : replica.holds(batch + 1) ? ServingLimit::token_time
                                           : ServingLimit::memory;
    out.weights = replica.weights();
    out.cache = replica.cache(batch);
    out.used = replica.used(batch);
    out.prefill = prefill_time(in, batch, shape);
    out.first_token = prefill_time(in, 1, shape).total();
    if (answer(in) > 0.0) {
        out.step = decode_step(in, real(batch), shape);
        out.first_token += decode_step(in, 1.0, shape).total();
        out.mean_token = mean_token(in, out.step, out.prefill.total());
    }
    out.cycle = out.prefill.total() + answer(in) * out.step.total();
    out.requests_per_s = real(out.batch) / out.cycle.in(units::s);
    out.tokens_per_s = out.requests_per_s * (prompt(in) + answer(in));
    return out;
}

/// Does the one cost less a token than the other? All accelerators cost the same an hour, so that
/// it is the one with more tokens for each of them; what does not fit costs more than all that
/// does.
bool is_cheaper(const ReplicaSpeed& a, const ReplicaSpeed& b) {
    if (a.fits != b.fits)
        return a.fits;
    return a.tokens_per_s / real(a.shape.ranks()) > b.tokens_per_s / real(b.shape.ranks());
}

/// Stages go over servers: where the ranks of one are as many as a server takes.
bool fills_server(const ServingInput& in, std::int64_t tensor) {
    return in.server.nics > 0 && !is_convolutional(in.model) && tensor <= in.server.accelerators &&
           (2 * tensor > in.server.accelerators || !is_degree(in, 2 * tensor));
}

/// Where no server holds it, with the number of stages that costs the least a token: within one,
/// ranks need no network between servers.
ReplicaSpeed speed_over(const ServingInput& in, std::int64_t tensor) {
    ReplicaSpeed best = speed_on(in, {tensor, in.terms.pipeline.value_or(1)});
    if (best.fits || in.terms.pipeline || in.terms.tensor || !fills_server(in, tensor))
        return best;
    for (std::int64_t p = 2; real(p) <= decoding_layers(in.model) && p <= kMostStages; p *= 2) {
        const ReplicaSpeed other = speed_on(in, {tensor, p});
        if (is_cheaper(other, best))
            best = other;
        else if (best.fits)
            break;
    }
    return best;
}

}  // namespace

ReplicaSpeed replica_speed(const ServingInput& in) {
    if (in.terms.tensor)
        return speed_over(in, *in.terms.tensor);
    ReplicaSpeed best = speed_over(in, 1);
    for (std::int64_t t = 2; is_degree(in, t); t *= 2) {
        const ReplicaSpeed other = speed_over(in, t);
        if (is_cheaper(other, best))
            best = other;
        // Where more ranks make it slower altogether, so do all beyond them.
        else if (best.fits && other.tokens_per_s < best.tokens_per_s)
            break;
    }
    return best;
}

}  // namespace deepwallet
