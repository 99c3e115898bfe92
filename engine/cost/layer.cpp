#include "engine/cost/layer.hpp"

#include <algorithm>
#include <array>

namespace deepwallet {

namespace {

/// Kernel time of a block, and of the products that collectives can hide behind.
struct KernelTimes {
    std::array<PassTime, kPasses> pass;
    PassTime core;           ///< forward of the attention core alone
    Time scores_and_values;  ///< forward attention products, beside which ring attention sends
    Time qkv_input_gradient;
    Time qkv_weight_gradient;
    Time up_input_gradient;
    Time up_weight_gradient;
};

void add_kernel(const Operation& op, Time time, KernelTimes& sum) {
    PassTime part;
    (op.kind == OperationKind::streaming ? part.streaming : part.compute) = time;
    sum.pass[static_cast<std::size_t>(op.pass)] += part;
    if (op.attention_core && op.pass == Pass::forward) {
        sum.core += part;
        if (op.kind != OperationKind::streaming)
            sum.scores_and_values += time;
    }
    if (op.name == OperationName::qkv || op.name == OperationName::ffn_up) {
        const bool qkv = op.name == OperationName::qkv;
        if (op.pass == Pass::input_gradient) {
            (qkv ? sum.qkv_input_gradient : sum.up_input_gradient) += time;
        } else if (op.pass == Pass::weight_gradient) {
            (qkv ? sum.qkv_weight_gradient : sum.up_weight_gradient) += time;
        }
    }
}

KernelTimes kernel_times(const Operations& operations, const LayerContext& at) {
    const auto d = static_cast<double>(head_size(*at.model));
    KernelTimes sum;
    for (const Operation& op : operations) {
        const Time time = kernel_time(op, d, chip_for(at, op));
        const bool attention = op.kind == OperationKind::attention;
        add_kernel(op, attention ? time / at.software->attention_rate : time, sum);
    }
    return sum;
}

/// The part of `comm` that outlasts `cover`, and how much longer `cover` takes for the rest of it.
Time beside(Time comm, Time cover, double share) {
    const Time hidden = std::min(comm, cover);
    return (comm - hidden) + interference(hidden, share);
}

double attention_blocks(LayerKind kind) { return kind.cross_attention ? 2.0 : 1.0; }

/// Blocks of a layer that end in a row-split matrix, each with one forward and one backward sum
/// over the tensor parallel group; attention and a parallel FFN are added before theirs (Wang and
/// Komatsuzaki 2021; Black et al. 2022, arXiv:2204.06745, section 2.1).
double reduced_blocks(const Model& m, LayerKind kind) {
    return attention_blocks(kind) + (m.parallel_ffn ? 0.0 : 1.0);
}

void add_tensor_time(const LayerContext& at,
                     LayerKind kind,
                     const KernelTimes& kernels,
                     BlockTime& block) {
    if (at.tensor_group.size <= 1)
        return;
    const double share = interference_share(at.net, at.tensor_group);
    const double blocks = reduced_blocks(*at.model, kind);
    const double attentions = attention_blocks(kind);
    const Data bytes = activation_bytes(at);
    const Time qkv_wgrad = kernels.qkv_weight_gradient / attentions;
    const Time qkv_dgrad = kernels.qkv_input_gradient / attentions;
    const bool overlap = at.software->overlap_tensor_backward;
    const auto backward = [&](Time comm, Time attention_cover, Time ffn_cover) {
        if (!overlap)
            return blocks * comm;
        if (at.model->parallel_ffn)
            return beside(comm, attention_cover + ffn_cover, share);
        return attentions * beside(comm, attention_cover, share) + beside(comm, ffn_cover, share);
    };
    if (!at.slice.sequence_parallel) {
        const Time reduce = all_reduce(at.net, at.tensor_group, bytes);
        block.forward.tensor = blocks * reduce;
        block.weight_gradient.tensor = backward(reduce, qkv_wgrad, kernels.up_weight_gradient);
        return;
    }
    const Time gather = all_gather(at.net, at.tensor_group, bytes);
    block.forward.tensor = 2.0 * blocks * gather;
    block.input_gradient.tensor =
        blocks * gather + backward(gather, qkv_dgrad, kernels.up_input_gradient);
    block.weight_gradient.tensor = backward(gather, qkv_wgrad, kernels.up_weight_gradient);
}

/// Ring attention: in each attention, keys and values travel c - 1 steps, each beside the attention
/// of one piece of the sequence; the backward pass sends twice as much beside its 2.5 times longer
/// kernel (Liu et al. 2023). Ranks hold a piece from either end, so that a causal mask leaves them
/// equal work.
void add_context_time(const LayerContext& at,
                      LayerKind kind,
                      const KernelTimes& kernels,
                      BlockTime& block) {
    if (at.context_group.size <= 1)
        return;
    const auto c = static_cast<double>(at.context_group.size);
    const double attentions = attention_blocks(kind);
    const double heads = local_kv_heads(*at.model, static_cast<double>(at.slice.tensor));
    const double kv_width =
        heads * static_cast<double>(head_size(*at.model) + value_head_size(*at.model));
    const Data step_bytes = at.slice.element_bytes * tokens(at.slice) * kv_width * units::byte;
    const double share = interference_share(at.net, at.context_group);
    const Time forward = point_to_point(at.net, at.context_group, step_bytes);
    const Time backward = point_to_point(at.net, at.context_group, 2.0 * step_bytes);
    const Time step = kernels.scores_and_values / (attentions * c);
    const double steps = attentions * (c - 1.0);
    block.forward.context = steps * beside(forward, step, share);
    block.input_gradient.context = steps * beside(backward, 2.5 * step, share);
}

/// Dispatch and combine, forward and backward, of the tokens that each rank holds (Lepikhin et al.
/// 2020); with sequence parallelism each tensor rank sends its part.
void add_expert_time(const LayerContext& at, LayerKind kind, BlockTime& block) {
    if (!kind.mixture_of_experts || at.expert_group.size <= 1)
        return;
    const double copies = static_cast<double>(at.model->experts_per_token);
    const double split = at.slice.sequence_parallel ? static_cast<double>(at.slice.tensor) : 1.0;
    const Time exchange =
        all_to_all(at.net,
                   at.expert_group,
                   activation_bytes(at) * (copies * at.slice.expert_imbalance / split));
    block.forward.expert = 2.0 * exchange;
    block.input_gradient.expert = 2.0 * exchange;
}

/// Host time to issue a layer over that of one rank alone: each collective costs the host more the
/// more ranks take part.
double host_growth(const LayerContext& at) {
    const SoftwareStack& s = *at.software;
    const Time alone = s.host_forward + s.host_backward;
    if (alone <= Time{})
        return 1.0;
    const Time each = at.pipelined ? s.host_tensor_pipelined : s.host_tensor;
    return 1.0 + static_cast<double>(at.slice.tensor - 1) * (each / alone);
}

/// A layer cannot run faster than the host issues its kernels.
void add_host_time(const LayerContext& at, BlockTime& block) {
    const auto wait = [](Time least, Time busy) { return std::max(Time{}, least - busy); };
    const double growth = host_growth(at);
    block.forward.host = wait(growth * at.software->host_forward, block.forward.total());
    block.weight_gradient.host = wait(growth * at.software->host_backward,
                                      block.input_gradient.total() + block.weight_gradient.total());
}

/// FlashAttention recomputes inside of its backward kernel already.
void add_recompute_time(const LayerContext& at, const KernelTimes& kernels, BlockTime& block) {
    if (at.recompute == Recompute::full) {
        block.recompute = block.forward;
    } else if (at.recompute == Recompute::selective && !at.slice.flash_attention) {
        block.recompute = kernels.core;
    }
}

BlockTime from_kernels(const KernelTimes& kernels) {
    return {.forward = kernels.pass[0],
            .input_gradient = kernels.pass[1],
            .weight_gradient = kernels.pass[2],
            .recompute = {}};
}

}  // namespace

PassTime& PassTime::operator+=(const PassTime& o) {
    compute += o.compute;
    streaming += o.streaming;
    tensor += o.tensor;
    context += o.context;
    expert += o.expert;
    host += o.host;
    return *this;
}

PassTime operator*(double factor, const PassTime& t) {
    return {factor * t.compute,
            factor * t.streaming,
            factor * t.tensor,
            factor * t.context,
            factor * t.expert,
            factor * t.host};
}

BlockTime& BlockTime::operator+=(const BlockTime& o) {
    forward += o.forward;
    input_gradient += o.input_gradient;
    weight_gradient += o.weight_gradient;
    recompute += o.recompute;
    return *this;
}

BlockTime operator*(double factor, const BlockTime& t) {
    return {factor * t.forward,
            factor * t.input_gradient,
            factor * t.weight_gradient,
            factor * t.recompute};
}

const KernelModel& chip_for(const LayerContext& at, const Operation& op) {
    switch (op.name) {
        case OperationName::latents:
        case OperationName::qkv:
        case OperationName::projection:
        case OperationName::ffn_up:
        case OperationName::ffn_down:
            return at.chip;
        default:
            return at.wide_chip;
    }
}

Data activation_bytes(const LayerContext& at) {
    return at.slice.element_bytes * tokens(at.slice) * static_cast<double>(at.model->hidden) *
           units::byte;
}

BlockTime layer_time(const LayerContext& at, LayerKind kind) {
    const KernelTimes kernels = kernel_times(layer_operations(*at.model, kind, at.slice), at);
    BlockTime block = from_kernels(kernels);
    add_tensor_time(at, kind, kernels, block);
    add_context_time(at, kind, kernels, block);
    add_expert_time(at, kind, block);
    add_host_time(at, block);
    add_recompute_time(at, kernels, block);
    return block;
}

BlockTime head_time(const LayerContext& at) {
    BlockTime block = from_kernels(kernel_times(head_operations(*at.model, at.slice), at));
    if (at.tensor_group.size <= 1)
        return block;
    // Maximum, sum of exponentials and target logit, one fp32 a token each.
    const Data statistics = 4.0 * tokens(at.slice) * units::byte;
    block.forward.tensor = 3.0 * all_reduce(at.net, at.tensor_group, statistics);
    block.input_gradient.tensor = all_reduce(at.net, at.tensor_group, activation_bytes(at));
    return block;
}

BlockTime embedding_time(const LayerContext& at) {
    BlockTime block = from_kernels(kernel_times(embedding_operations(*at.model, at.slice), at));
    block.forward.tensor = all_reduce(at.net, at.tensor_group, activation_bytes(at));
    return block;
}

}  // namespace deepwallet
