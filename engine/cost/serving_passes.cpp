#include <algorithm>
#include <cmath>

#include "engine/core/math.hpp"
#include "engine/cost/expert_exchange.hpp"
#include "engine/cost/serving_parts.hpp"
#include "engine/workload/flops.hpp"

namespace deepwallet {

namespace {

using units::byte;

/// An eager framework issues kernels from the host, one by one; serving code proper replays them,
/// and so does what is captured.
bool issues_kernels(const SoftwareStack& s) { return s.eager_kernels && !s.graph_capture; }

SoftwareStack without_host(const SoftwareStack& software) {
    SoftwareStack out = software;
    out.host_forward = {};
    out.host_backward = {};
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
                        ReplicaShape shape) {
    const Precision precision = serving_precision(in);
    const KernelModel chip = driven_by(software, kernel_model(in.accelerator, precision));
    LayerContext at;
    at.model = &model;
    at.software = &software;
    at.chip = chip;
    at.wide_chip = chip;
    at.net = network(in.server, in.fabric);
    at.tensor_group = place(shape.tensor, 1, in.server.accelerators);
    at.expert_group = place(shape.expert, shape.tensor, in.server.accelerators);
    at.slice.micro_batch = batch;
    at.slice.sequence_length = length;
    at.slice.tensor = shape.tensor;
    at.slice.expert = shape.expert;
    at.slice.expert_imbalance = serving_imbalance(in, shape);
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

/// What a batch's activations take from stage to stage, and its tokens back to the first.
Time sends(const ServingInput& in, double tokens, ReplicaShape shape) {
    if (shape.pipeline == 1)
        return {};
    const Data each = tokens * real(in.model.hidden) * 2.0 / real(shape.tensor) * byte;
    const Group pair = place(2, shape.tensor * shape.expert, in.server.accelerators);
    return real(shape.pipeline) * point_to_point(network(in.server, in.fabric), pair, each);
}

/// Layers that a token of the answer meets experts in.
double decoding_expert_layers(const Model& m) {
    double sum = 0.0;
    for_each_decoding_kind(
        m, [&](LayerKind kind, double count) { sum += kind.mixture_of_experts ? count : 0.0; });
    return sum;
}

/// To the experts of all layers and back, in 16 bits.
Time token_exchanges(const ServingInput& in, double batch, ReplicaShape shape) {
    if (shape.expert == 1)
        return {};
    const Group ranks = place(shape.expert, shape.tensor, in.server.accelerators);
    const Data tokens = serving_imbalance(in, shape) * batch * real(in.model.hidden) * 2.0 * byte;
    const Network net = network(in.server, in.fabric);
    return 2.0 * decoding_expert_layers(in.model) *
           expert_exchange(in.model, net, ranks, in.software.expert_forwarding, tokens).time;
}

/// Of prompts of so many tokens.
PassTime prompts_pass(const ServingInput& in,
                      std::int64_t batch,
                      double length,
                      ReplicaShape shape) {
    PassTime sum;
    if (length < 1.0)
        return sum;
    Model model = in.model;
    model.dropout = false;
    const SoftwareStack software =
        issues_kernels(in.software) ? in.software : without_host(in.software);
    const LayerContext at =
        context_of(in, model, software, batch, static_cast<std::int64_t>(length), shape);
    const double pace = fullest_stage(model, shape);
    for (int k = 0; k < kLayerKinds; ++k) {
        const LayerKind kind = layer_kind_at(k);
        // A decoder with an encoder reads its prompt through that.
        if (layers_of_kind(model, kind) == 0 || kind.cross_attention)
            continue;
        sum += pace * real(layers_of_kind(model, kind)) * layer_time(at, kind).forward;
    }
    sum.compute = sum.compute / in.product_speedup;
    sum.tensor += sends(in, real(batch) * length, shape);
    return sum;
}

}  // namespace

DecodeStep decode_step(const ServingInput& in, double batch, ReplicaShape shape) {
    const Model& m = in.model;
    const std::int64_t tensor = shape.tensor;
    const double pace = fullest_stage(m, shape);
    const KernelModel chip =
        driven_by(in.software, kernel_model(in.accelerator, serving_precision(in)));
    const double t = real(tensor);
    const double context = asked_tokens(in) + 0.5 * written_tokens(in);
    const Data cache =
        batch * cache_share(m, tensor) *
        request_cache(m, asked_tokens(in), 0.5 * written_tokens(in), cache_bytes(in));
    const Data weights = read_parameters(m, batch, shape) * in.weight_bytes / t * byte;
    const double used =
        decoding_parameters(m, awake_experts(m, 1.0) * serving_imbalance(in, shape));
    const Work work =
        batch / t * (2.0 * used / in.product_speedup * units::flop + attention_flops(m, context));
    const Group group = place(tensor, 1, in.server.accelerators);
    const Data summed = batch * real(m.hidden) * 2.0 * byte;
    const double sums = sums_of_layer(m) * decoding_layers(m);
    DecodeStep step{pace * ((weights / in.read_rate + cache) / chip.bandwidth),
                    pace * (work / chip.power_peak),
                    pace * sums * small_all_reduce(in, group, summed) + sends(in, batch, shape) +
                        pace * token_exchanges(in, batch, shape),
                    pace * kernels_of_step(in, m) * chip.launch_gap};
    step.launches = std::max(step.launches, host_of_step(in) - (step.total() - step.launches));
    return step;
}

PassTime prefill_time(const ServingInput& in, std::int64_t batch, ReplicaShape shape) {
    const double length = asked_tokens(in);
    const double known = length * in.terms.cached_prompt_share.value_or(0.0);
    const PassTime whole = prompts_pass(in, batch, length, shape);
    if (known < 1.0)
        return whole;
    const PassTime alone = prompts_pass(in, batch, length - known, shape);
    PassTime rest = whole;
    rest += -1.0 * prompts_pass(in, batch, known, shape);
    return rest.total() > alone.total() ? rest : alone;
}

}  // namespace deepwallet
