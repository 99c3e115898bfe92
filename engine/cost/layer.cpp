#include "engine/cost/layer.hpp"

#include <algorithm>
#include <array>

#include "engine/core/math.hpp"
#include "engine/cost/expert_exchange.hpp"

namespace deepwallet {

namespace {

/// Kernel time of one block, and of the parts that collectives can hide behind.
struct BlockKernels {
    std::array<KernelTime, kPasses> pass;
    KernelTime again;        ///< of forward, what selective recomputation repeats
    Time scores_and_values;  ///< its products alone, beside which ring attention sends
    std::array<KernelTime, kPasses> first;  ///< of the block's first matrix: QKV or FFN up

    [[nodiscard]] KernelTime of(Pass p) const { return pass[static_cast<std::size_t>(p)]; }
    [[nodiscard]] KernelTime first_of(Pass p) const { return first[static_cast<std::size_t>(p)]; }
    BlockKernels& operator+=(const BlockKernels& o) {
        for (std::size_t i = 0; i < kPasses; ++i) {
            pass[i] += o.pass[i];
            first[i] += o.first[i];
        }
        again += o.again;
        scores_and_values += o.scores_and_values;
        return *this;
    }
};

using Kernels = std::array<BlockKernels, kLayerBlocks>;

/// Is an operation of the forward pass in what is computed again? FlashAttention recomputes inside
/// of its backward kernel already.
bool is_repeated(const Operation& op, LayerKind kind, const LayerContext& at) {
    const auto repeats = [&](RecomputeModule module) { return at.recompute.repeats(module); };
    if (op.attention_core)
        return repeats(RecomputeModule::core_attn) && !at.slice.flash_attention;
    if (op.name == OperationName::norm)
        return repeats(RecomputeModule::layernorm);
    if (op.name == OperationName::dropout_add)
        return false;
    if (op.block != LayerBlock::ffn) {
        return (op.name == OperationName::qkv || op.name == OperationName::rotary) &&
               is_latent_attention(*at.model) && repeats(RecomputeModule::mla_up_proj);
    }
    if (!kind.mixture_of_experts)
        return repeats(RecomputeModule::mlp);
    return repeats(RecomputeModule::moe) ||
           (op.name == OperationName::activation && repeats(RecomputeModule::moe_act));
}

void add_kernel(const Operation& op, Time time, bool again, BlockKernels& sum) {
    KernelTime part;
    (op.kind == OperationKind::streaming ? part.streaming : part.compute) = time;
    const auto pass = static_cast<std::size_t>(op.pass);
    sum.pass[pass] += part;
    if (again)
        sum.again += part;
    if (op.attention_core && op.pass == Pass::forward && op.kind != OperationKind::streaming)
        sum.scores_and_values += time;
    if (op.name == OperationName::qkv || op.name == OperationName::ffn_up)
        sum.first[pass] += part;
}

/// One kernel where it is fused, several where not.
bool is_elementwise(const Operation& op) {
    return op.name == OperationName::activation || op.name == OperationName::dropout_add ||
           op.name == OperationName::rotary || op.name == OperationName::softmax;
}

/// Does the recipe leave this pass to do?
bool runs(Pass pass, const Slice& slice) {
    return pass == Pass::forward ||
           (slice.backward && (pass == Pass::input_gradient || slice.weight_gradients));
}

Kernels kernel_times(const Operations& operations, const LayerContext& at, LayerKind kind = {}) {
    const auto d = real(head_size(*at.model));
    Kernels sum;
    for (const Operation& op : operations) {
        if (!runs(op.pass, at.slice))
            continue;
        const double slower = op.kind == OperationKind::gemm ? at.slice.product_slowdown : 1.0;
        const Time time = slower * kernel_time(op, d, chip_for(at, op));
        const bool attention = op.kind == OperationKind::attention;
        add_kernel(op,
                   attention ? time / at.software->attention_rate : time,
                   op.pass == Pass::forward && is_repeated(op, kind, at),
                   sum[static_cast<std::size_t>(op.block)]);
    }
    return sum;
}

Exchange tensor_exchange(const LayerContext& at, CollectiveKind kind, Data bytes, double count) {
    const Time each = kind == CollectiveKind::all_reduce
                          ? all_reduce(at.net, at.tensor_group, bytes)
                          : all_gather(at.net, at.tensor_group, bytes);
    return {Scope::tensor,
            kind,
            count,
            bytes,
            count * each,
            interference_share(at.net, at.tensor_group)};
}

/// A layer's steps, block by block.
class LayerSteps {
public:
    LayerSteps(const LayerContext& at, LayerKind kind)
        : LayerSteps(at, kind, layer_operations(*at.model, kind, at.slice)) {}

    Steps build() {
        for (const Block& block : blocks_) forward(block);
        if (at_.teacher > Time{})
            add(blocks_.front(), StepPass::forward, {at_.teacher, {}});
        wait_for_host(StepPass::forward, at_.software->host_forward);
        if (!at_.slice.backward)
            return steps_;
        recompute();
        for (auto block = blocks_.rbegin(); block != blocks_.rend(); ++block) backward(*block);
        wait_for_host(StepPass::weight_gradient, at_.software->host_backward);
        if (at_.software->overlap_experts)
            hide_experts();
        return steps_;
    }

private:
    LayerSteps(const LayerContext& at, LayerKind kind, const Operations& operations)
        : at_(at),
          kernels_(kernel_times(operations, at, kind)),
          issued_(issued_share(operations, *at.software)) {
        list_blocks(kind);
    }

    struct Block {
        LayerBlock name;
        BlockKernels kernels;
        bool sparse = false;   ///< its FFN is a mixture of experts
        bool experts = false;  ///< whose tokens are exchanged
    };

    /// Blocks that end in a row-split matrix, each with one forward and one backward sum over the
    /// tensor parallel group; attention and a parallel FFN are added before theirs (Wang and
    /// Komatsuzaki 2021; Black et al. 2022, arXiv:2204.06745, section 2.1).
    void list_blocks(LayerKind kind) {
        const auto of = [&](LayerBlock name) { return kernels_[static_cast<std::size_t>(name)]; };
        if (is_convolutional(*at_.model)) {
            blocks_.push_back({LayerBlock::convolution, of(LayerBlock::convolution)});
            return;
        }
        blocks_.push_back({LayerBlock::attention, of(LayerBlock::attention)});
        if (kind.cross_attention)
            blocks_.push_back({LayerBlock::cross_attention, of(LayerBlock::cross_attention)});
        const bool exchanged = kind.mixture_of_experts && at_.expert_group.size > 1;
        if (at_.model->parallel_ffn) {
            blocks_.back().kernels += of(LayerBlock::ffn);
            blocks_.back().sparse = kind.mixture_of_experts;
            blocks_.back().experts = exchanged;
        } else {
            blocks_.push_back(
                {LayerBlock::ffn, of(LayerBlock::ffn), kind.mixture_of_experts, exchanged});
        }
    }

    void forward(const Block& block) {
        if (at_.slice.sequence_parallel)
            add_tensor(block, StepPass::forward, CollectiveKind::all_gather);
        exchange_tokens(block, StepPass::forward, dispatch_bytes());
        const KernelTime beside_ring = ring_cover(block.kernels, 1.0);
        add(block, StepPass::forward, block.kernels.of(Pass::forward) - beside_ring);
        add_ring(block, StepPass::forward, 1.0, beside_ring);
        exchange_tokens(block, StepPass::forward, at_.slice.element_bytes);
        add_tensor(block,
                   StepPass::forward,
                   at_.slice.sequence_parallel ? CollectiveKind::reduce_scatter
                                               : CollectiveKind::all_reduce);
    }

    void recompute() {
        if (at_.recompute.kind == Recompute::full) {
            const std::size_t count = steps_.size();
            for (std::size_t i = 0; i < count; ++i) {
                steps_.push_back(Step(steps_[i]));
                steps_.back().pass = StepPass::recompute;
            }
            return;
        }
        for (const Block& block : blocks_) {
            if (block.kernels.again.total() > Time{})
                repeat(block);
        }
    }

    /// With its communication where that is part of what is repeated.
    void repeat(const Block& block) {
        const bool whole_ffn =
            block.name == LayerBlock::ffn &&
            at_.recompute.repeats(block.sparse ? RecomputeModule::moe : RecomputeModule::mlp);
        if (whole_ffn && at_.slice.sequence_parallel)
            add_tensor(block, StepPass::recompute, CollectiveKind::all_gather);
        if (whole_ffn)
            exchange_tokens(block, StepPass::recompute, dispatch_bytes());
        add(block, StepPass::recompute, block.kernels.again);
        if (whole_ffn)
            exchange_tokens(block, StepPass::recompute, at_.slice.element_bytes);
    }

    void backward(const Block& block) {
        const bool hidden = tensor() && at_.software->overlap_tensor_backward;
        const bool beside_weights = hidden && !at_.split_backward;
        const bool beside_inputs = hidden && at_.slice.sequence_parallel;
        const CollectiveKind sum = at_.slice.sequence_parallel ? CollectiveKind::reduce_scatter
                                                               : CollectiveKind::all_reduce;
        if (at_.slice.sequence_parallel)
            add_tensor(block, StepPass::input_gradient, CollectiveKind::all_gather);
        exchange_tokens(block, StepPass::input_gradient, dispatch_bytes());
        input_gradient(block, beside_inputs);
        exchange_tokens(block, StepPass::input_gradient, at_.slice.element_bytes);
        if (!beside_weights)
            add_tensor(block, StepPass::input_gradient, sum);
        const KernelTime first =
            beside_weights ? block.kernels.first_of(Pass::weight_gradient) : KernelTime{};
        add(block, StepPass::weight_gradient, block.kernels.of(Pass::weight_gradient) - first);
        if (beside_weights)
            add_tensor(block, StepPass::weight_gradient, sum, first);
    }

    void input_gradient(const Block& block, bool gathers_beside) {
        const KernelTime beside_ring = ring_cover(block.kernels, 2.5);
        const KernelTime first =
            gathers_beside ? block.kernels.first_of(Pass::input_gradient) : KernelTime{};
        add_ring(block, StepPass::input_gradient, 2.0, beside_ring);
        add(block,
            StepPass::input_gradient,
            block.kernels.of(Pass::input_gradient) - beside_ring - first);
        if (at_.slice.sequence_parallel)
            add_tensor(block, StepPass::input_gradient, CollectiveKind::all_gather, first);
    }

    void add(const Block& block, StepPass pass, const KernelTime& kernels) {
        steps_.push_back({.pass = pass, .block = block.name, .kernels = kernels});
    }

    [[nodiscard]] bool tensor() const { return at_.tensor_group.size > 1; }

    void add_tensor(const Block& block,
                    StepPass pass,
                    CollectiveKind kind,
                    const KernelTime& cover = {}) {
        if (!tensor())
            return;
        steps_.push_back({.pass = pass,
                          .block = block.name,
                          .exchange = tensor_exchange(at_, kind, activation_bytes(at_), 1.0),
                          .cover = cover});
    }

    /// Ring attention: keys and values travel c - 1 steps, each beside the attention of one piece
    /// of the sequence; the backward pass sends twice as much beside its 2.5 times longer kernel
    /// (Liu et al. 2023). Ranks hold a piece from either end, so that a causal mask leaves them
    /// equal work.
    [[nodiscard]] KernelTime ring_cover(const BlockKernels& kernels, double passes) const {
        const double c = real(at_.context_group.size);
        return {passes * (c - 1.0) / c * kernels.scores_and_values, {}};
    }

    void add_ring(const Block& block, StepPass pass, double tensors, const KernelTime& cover) {
        if (at_.context_group.size <= 1 || block.kernels.scores_and_values == Time{})
            return;
        const Model& m = *at_.model;
        const double width =
            local_kv_heads(m, real(at_.slice.tensor)) * real(head_size(m) + value_head_size(m));
        const Data bytes =
            tensors * at_.slice.element_bytes * tokens(at_.slice) * width * units::byte;
        const double steps = real(at_.context_group.size) - 1.0;
        steps_.push_back({.pass = pass,
                          .block = block.name,
                          .exchange = {Scope::context,
                                       CollectiveKind::point_to_point,
                                       steps,
                                       bytes,
                                       steps * point_to_point(at_.net, at_.context_group, bytes),
                                       interference_share(at_.net, at_.context_group)},
                          .cover = cover});
    }

    /// Of an element on its way to the experts, or of a gradient to theirs.
    [[nodiscard]] double dispatch_bytes() const {
        const double e = at_.slice.element_bytes;
        return at_.software->narrow_expert_dispatch ? std::min(e, at_.chip.operand_bytes) : e;
    }

    /// Dispatch, and once more to combine, the tokens that each rank holds; with sequence
    /// parallelism each tensor rank sends its part.
    void exchange_tokens(const Block& block, StepPass pass, double element_bytes) {
        if (!block.experts)
            return;
        const double split = at_.slice.sequence_parallel ? real(at_.slice.tensor) : 1.0;
        const Data each = activation_bytes(at_) * (element_bytes / at_.slice.element_bytes) *
                          (at_.slice.expert_imbalance / split);
        const ExpertExchange sent = expert_exchange(
            *at_.model, at_.net, at_.expert_group, at_.software->expert_forwarding, each);
        Exchange exchange{
            Scope::expert, CollectiveKind::all_to_all, 1.0, sent.bytes, sent.time, 0.0};
        exchange.crossing = sent.crossing;
        steps_.push_back({.pass = pass, .block = block.name, .exchange = exchange});
    }

    /// What of the all-to-alls is left where one micro-batch's forward runs beside another's
    /// backward (DeepSeek-AI 2024, arXiv:2412.19437, section 3.2.1): those of both run beside the
    /// kernels of both, and take their compute units from them; what outlasts the kernels is left.
    void hide_experts() {
        Exchange all;
        all.share = std::min(1.0, at_.software->expert_compute_units / at_.chip.compute_units);
        Time kernels;
        for (const Step& step : steps_) {
            kernels += step.kernels.total();
            if (step.exchange.scope == Scope::expert)
                all.time += step.exchange.time;
        }
        if (all.time <= Time{})
            return;
        const double left = std::min(1.0, exposed(all, kernels) / all.time);
        for (Step& step : steps_) {
            if (step.exchange.scope == Scope::expert)
                step.exchange.beside = left;
        }
    }

    /// Host time to issue a layer over that of one rank alone: each collective costs the host more
    /// the more ranks take part.
    [[nodiscard]] double host_growth() const {
        const SoftwareStack& s = *at_.software;
        const Time alone = s.host_forward + s.host_backward;
        if (alone <= Time{})
            return 1.0;
        const Time each = at_.pipelined ? s.host_tensor_pipelined : s.host_tensor;
        return 1.0 + real(at_.slice.tensor - 1) * (each / alone);
    }

    /// A layer cannot run faster than the host issues its kernels, forward or backward.
    void wait_for_host(StepPass pass, Time least) {
        if (at_.software->graph_capture)
            return;
        const BlockTime so_far = block_time(steps_);
        const Time busy = pass == StepPass::forward
                              ? so_far.forward.total()
                              : so_far.input_gradient.total() + so_far.weight_gradient.total();
        const Time wait = host_growth() * issued_ * least - busy;
        if (wait > Time{})
            steps_.push_back({.pass = pass, .block = blocks_.back().name, .host = wait});
    }

    const LayerContext& at_;
    Kernels kernels_;
    double issued_;  ///< share of kernels that the host still issues
    boost::container::static_vector<Block, 3> blocks_;
    Steps steps_;
};

/// A block with kernels alone: what it runs in a pass.
Step pass_step(const Kernels& kernels, LayerBlock block, StepPass pass, Pass operations) {
    return {.pass = pass,
            .block = block,
            .kernels = kernels[static_cast<std::size_t>(block)].of(operations)};
}

}  // namespace

KernelModel driven_by(const SoftwareStack& software, KernelModel chip) {
    if (software.graph_capture && software.graph_gap)
        chip.launch_gap = std::min(chip.launch_gap, *software.graph_gap);
    return chip;
}

double issued_share(const Operations& operations, const SoftwareStack& software) {
    if (!software.compiled)
        return 1.0;
    double eager = 0.0;
    double fused = 0.0;
    for (const Operation& op : operations) {
        if (op.pass != Pass::forward)
            continue;
        eager += op.count * (is_elementwise(op) ? software.unfused_factor : 1.0);
        fused += op.name == OperationName::norm ? 0.0 : op.count;
    }
    return fused / eager;
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
    return at.slice.element_bytes * tokens(at.slice) * real(at.model->hidden) * units::byte;
}

Steps layer_steps(const LayerContext& at, LayerKind kind) { return LayerSteps(at, kind).build(); }

Steps head_steps(const LayerContext& at) {
    const Kernels kernels = kernel_times(head_operations(*at.model, at.slice), at);
    Step forward = pass_step(kernels, LayerBlock::head, StepPass::forward, Pass::forward);
    Step inputs =
        pass_step(kernels, LayerBlock::head, StepPass::input_gradient, Pass::input_gradient);
    if (at.tensor_group.size > 1) {
        // Maximum, sum of exponentials and target logit, one fp32 a token each.
        const Data statistics = 4.0 * tokens(at.slice) * units::byte;
        forward.exchange = tensor_exchange(at, CollectiveKind::all_reduce, statistics, 3.0);
        if (at.slice.backward)
            inputs.exchange =
                tensor_exchange(at, CollectiveKind::all_reduce, activation_bytes(at), 1.0);
    }
    return {forward,
            inputs,
            pass_step(kernels, LayerBlock::head, StepPass::weight_gradient, Pass::weight_gradient)};
}

Steps embedding_steps(const LayerContext& at) {
    const Kernels kernels = kernel_times(embedding_operations(*at.model, at.slice), at);
    Step forward = pass_step(kernels, LayerBlock::embedding, StepPass::forward, Pass::forward);
    if (at.tensor_group.size > 1)
        forward.exchange =
            tensor_exchange(at, CollectiveKind::all_reduce, activation_bytes(at), 1.0);
    return {forward,
            pass_step(
                kernels, LayerBlock::embedding, StepPass::weight_gradient, Pass::weight_gradient)};
}

BlockTime layer_time(const LayerContext& at, LayerKind kind) {
    return block_time(layer_steps(at, kind));
}

BlockTime head_time(const LayerContext& at) { return block_time(head_steps(at)); }

BlockTime embedding_time(const LayerContext& at) { return block_time(embedding_steps(at)); }

}  // namespace deepwallet
