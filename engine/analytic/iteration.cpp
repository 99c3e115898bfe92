#include "engine/analytic/iteration.hpp"

#include <boost/container/small_vector.hpp>

#include "engine/analytic/data_parallel.hpp"
#include "engine/core/math.hpp"
#include "engine/workload/parameters.hpp"

namespace deepwallet {

namespace {

/// More stages than any published run has; beyond it the list allocates.
using Stages = boost::container::small_vector<StageTime, 128>;

/// Bytes an optimizer step moves, a parameter: Adam reads gradient, two moments and the master
/// copy, writes the last three and the working weight; the gradient is read once more for its norm,
/// and read and written when it is unscaled and clipped.
double optimizer_bytes(StateBytes b) {
    const bool own_master = b.weight < 4.0;
    const double weight = own_master ? b.weight : 2.0 * b.weight;
    return (b.gradient + 2.0 * b.optimizer + weight) + 3.0 * b.gradient;
}

StagePlacement placement_of(const IterationInput& in) {
    return traits_of(in.parallelism.schedule).placement;
}

/// The rank that holds the output head; DualPipe's is one of two.
std::int64_t head_stage(const IterationInput& in) {
    return placement_of(in) == StagePlacement::there_and_back ? 0 : in.layout.pipeline - 1;
}

class Builder {
public:
    explicit Builder(const IterationInput& in)
        : in_(in), at_(layer_context(in)), memory_(memory_context(in)) {}

    Iteration run(const BlockTimes& blocks) {
        out_.blocks = blocks;
        out_.hop = hop_time();
        price_stages();
        price_iteration_end();
        break_down();
        return out_;
    }

    Iteration least(const BlockTimes& blocks) {
        out_.blocks = blocks;
        const double each = real(in_.layout.micro_batches) / real(in_.layout.pipeline);
        const BlockTime all = whole_model();
        PassTime busy = all.forward;
        busy += all.input_gradient;
        busy += all.weight_gradient;
        IterationBreakdown& b = out_.breakdown;
        b.compute = each * busy.compute;
        b.memory_bound = each * busy.streaming;
        b.recompute = each * all.recompute.total();
        b.tensor_comm = each * busy.tensor;
        b.context_comm = each * busy.context;
        b.expert_comm = each * busy.expert;
        b.host = each * busy.host;
        b.software = (in_.software.iteration_factor - 1.0) * b.total();
        out_.time = b.total();
        out_.bottleneck_time.forward = out_.time;
        out_.phases = phases(real(in_.layout.micro_batches));
        return out_;
    }

    std::vector<StageWork> stage_work() {
        out_.blocks = price_blocks();
        std::vector<StageWork> out;
        for (std::int64_t i = 0; i < in_.layout.pipeline; ++i) {
            const BlockTime block = stage_block(i);
            out.push_back({stage_time(i),
                           {block.forward.compute,
                            block.input_gradient.compute + block.recompute.compute,
                            block.weight_gradient.compute}});
        }
        return out;
    }

    [[nodiscard]] BlockTimes price_blocks() const {
        BlockTimes out;
        for (int k = 0; k < kLayerKinds; ++k) {
            if (all_layers_.of[index(k)] > 0)
                out.layer[index(k)] = layer_time(at_, layer_kind_at(k));
        }
        out.head = head_time(at_);
        out.embedding = embedding_time(at_);
        return out;
    }

private:
    /// The whole model's layers, as if one rank held them.
    [[nodiscard]] LayerCounts count_all() const {
        Parallelism one;
        return stage_layers(in_.model, one, 0);
    }

    /// What a rank does for a micro-batch. DualPipe sends half of them in at each end, so that a
    /// rank runs its own stage for one half and the mirrored one for the other.
    [[nodiscard]] BlockTime stage_block(std::int64_t stage) const {
        if (placement_of(in_) != StagePlacement::from_both_ends)
            return model_stage(stage);
        BlockTime both = 0.5 * model_stage(stage);
        both += 0.5 * model_stage(in_.layout.pipeline - 1 - stage);
        return both;
    }

    [[nodiscard]] BlockTime model_stage(std::int64_t stage) const {
        const LayerCounts counts = stage_layers(in_.model, in_.parallelism, stage);
        BlockTime sum;
        for (int k = 0; k < kLayerKinds; ++k) {
            const auto n = counts.of[index(k)];
            if (n > 0)
                sum += real(n) * out_.blocks.layer[index(k)];
        }
        if (stage == 0)
            sum += out_.blocks.embedding;
        if (stage == head_stage(in_))
            sum += out_.blocks.head;
        return sum;
    }

    [[nodiscard]] Time hop_time() const {
        if (in_.layout.pipeline <= 1)
            return {};
        const StageOutput output = stage_output(in_, at_);
        return point_to_point(at_.net, in_.layout.pipeline_group, output.bytes) + output.gather;
    }

    /// Time that blocking sends hold a rank for, each micro-batch.
    struct BlockingTransfer {
        Time forward;
        Time backward;
    };
    [[nodiscard]] BlockingTransfer blocking_transfer(std::int64_t stage) const {
        const bool blocking = in_.software.pipeline_transfer == PipelineTransfer::blocking;
        if (!blocking || in_.layout.pipeline == 1)
            return {};
        const TransferCount count = transfers(
            in_.parallelism.schedule, in_.layout.pipeline, in_.layout.virtual_stages, stage);
        return {count.forward * out_.hop, count.backward * out_.hop};
    }

    [[nodiscard]] DataParallelTime data_parallel(std::int64_t stage, const BlockTime& block) const {
        return data_parallel_time(in_,
                                  at_.net,
                                  rank_parameters(memory_, stage),
                                  stored_layers(in_.model, in_.parallelism, stage).total(),
                                  block);
    }

    void price_stages() {
        Stages stages;
        for (std::int64_t i = 0; i < in_.layout.pipeline; ++i) {
            if (repeats_stage_before(in_.model, in_.parallelism, i)) {
                stages.push_back(StageTime(stages.back()));
                continue;
            }
            stages.push_back(stage_time(i));
            find_largest(i);
        }
        const PipelineTime pipeline = pipeline_time(in_.parallelism.schedule,
                                                    {stages.data(), stages.size()},
                                                    in_.layout.virtual_stages,
                                                    in_.layout.micro_batches);
        out_.makespan = pipeline.makespan;
        out_.bottleneck = pipeline.bottleneck;
        out_.bottleneck_time = stages[static_cast<std::size_t>(pipeline.bottleneck)];
        Time sum;
        for (const StageTime& stage : stages) sum += stage.total();
        slack_ = out_.bottleneck_time.total() - sum / real(in_.layout.pipeline);
    }

    [[nodiscard]] StageTime stage_time(std::int64_t stage) const {
        const BlockTime block = stage_block(stage);
        const bool each_micro_batch = in_.parallelism.zero_stage >= 2;
        const DataParallelTime data =
            each_micro_batch ? data_parallel(stage, block) : DataParallelTime{};
        const BlockingTransfer transfer = blocking_transfer(stage);
        return {block.forward.total() + data.forward + transfer.forward,
                block.input_gradient.total() + block.recompute.total() + data.input_gradient +
                    transfer.backward,
                block.weight_gradient.total() + data.weight_gradient};
    }

    void find_largest(std::int64_t stage) {
        const RankParameters parameters = rank_parameters(memory_, stage);
        if (parameters.total() <= largest_parameters_.total())
            return;
        largest_ = stage;
        largest_parameters_ = parameters;
    }

    /// Reduction and optimizer wait for the stage with the most parameters.
    void price_iteration_end() {
        const DataParallelTime data = data_parallel(largest_, stage_block(largest_));
        out_.gradient_reduction = data.iteration + real(in_.layout.pipeline - 1) * data.drain;
        out_.embedding_sync = embedding_sync_time(in_, at_.net);
        optimizer_ = optimizer_time(in_, largest_parameters_, at_.chip.bandwidth);
    }

    void break_down() {
        const double m = real(in_.layout.micro_batches);
        const BlockTime block = stage_block(out_.bottleneck);
        PassTime busy = block.forward;
        busy += block.input_gradient;
        busy += block.weight_gradient;
        const Time recompute = block.recompute.total();
        const BlockingTransfer sends = blocking_transfer(out_.bottleneck);
        const Time transfer = sends.forward + sends.backward;
        const Time data_each = out_.bottleneck_time.total() - busy.total() - recompute - transfer;

        IterationBreakdown& b = out_.breakdown;
        b.compute = m * busy.compute;
        b.memory_bound = m * busy.streaming;
        b.recompute = m * recompute;
        b.tensor_comm = m * busy.tensor;
        b.context_comm = m * busy.context;
        b.expert_comm = m * busy.expert;
        b.host = m * busy.host + in_.software.host_iteration;
        b.pipeline_comm = m * transfer + asynchronous_transfer();
        b.data_comm = (in_.parallelism.zero_stage >= 2 ? m * data_each : Time{}) +
                      out_.gradient_reduction + out_.embedding_sync;
        b.bubble = out_.makespan - m * out_.bottleneck_time.total();
        b.optimizer = optimizer_;
        b.software = (in_.software.iteration_factor - 1.0) * b.total();
        out_.time = b.total();
        out_.phases = phases(m);
    }

    [[nodiscard]] Time asynchronous_transfer() const {
        if (in_.software.pipeline_transfer == PipelineTransfer::blocking)
            return {};
        return transfer_delay(in_.parallelism.schedule,
                              in_.layout.pipeline,
                              in_.layout.virtual_stages,
                              in_.layout.micro_batches,
                              out_.hop,
                              slack_);
    }

    [[nodiscard]] BlockTime whole_model() const {
        BlockTime all = out_.blocks.embedding;
        all += out_.blocks.head;
        for (int k = 0; k < kLayerKinds; ++k) {
            all += real(all_layers_.of[index(k)]) * out_.blocks.layer[index(k)];
        }
        return all;
    }

    /// All stages' work over their number; the software factor stretches what runs, not one part.
    [[nodiscard]] PhaseTimes phases(double m) const {
        const BlockTime all = whole_model();
        PassTime busy = all.forward;
        busy += all.input_gradient;
        busy += all.weight_gradient;
        busy += all.recompute;
        const double each = in_.software.iteration_factor * m / real(in_.layout.pipeline);
        const IterationBreakdown& b = out_.breakdown;
        PhaseTimes sum;
        sum.computing = each * busy.compute;
        sum.streaming = each * busy.streaming + in_.software.iteration_factor * b.optimizer;
        sum.communicating = each * (busy.tensor + busy.context + busy.expert) +
                            in_.software.iteration_factor * (b.pipeline_comm + b.data_comm);
        sum.waiting = out_.time - sum.computing - sum.streaming - sum.communicating;
        return sum;
    }

    static std::size_t index(int kind) { return static_cast<std::size_t>(kind); }

    const IterationInput& in_;
    LayerContext at_;
    MemoryContext memory_;
    LayerCounts all_layers_ = count_all();
    std::int64_t largest_ = 0;
    RankParameters largest_parameters_;
    Time optimizer_;
    Time slack_;  ///< of the mean stage beside the bottleneck
    Iteration out_;
};

}  // namespace

std::vector<StageWork> stage_work(const IterationInput& in) { return Builder(in).stage_work(); }

Slice make_slice(const IterationInput& in) {
    return {.micro_batch = in.parallelism.micro_batch,
            .sequence_length = in.training.sequence_length,
            .tensor = in.parallelism.tensor,
            .context = in.parallelism.context,
            .expert = in.parallelism.expert,
            .sequence_parallel = in.parallelism.sequence_parallel,
            .flash_attention = in.software.flash_attention || in.software.fused_attention,
            .elementwise_factor = in.software.fused_elementwise ? 1.0 : in.software.unfused_factor,
            .eager_kernels = in.software.eager_kernels,
            .fused_accumulation = in.software.fused_gradient_accumulation,
            .gradient_bytes = real(in.software.gradient_bytes),
            .element_bytes = element_size(in.training.precision).in(units::byte),
            .permute_efficiency = in.software.expert_permute_efficiency,
            .expert_imbalance = in.software.expert_imbalance};
}

LayerContext layer_context(const IterationInput& in) {
    const KernelOptions options{.flash_version = static_cast<int>(in.software.flash_version)};
    return {
        .model = &in.model,
        .software = &in.software,
        .chip = kernel_model(in.accelerator, in.training.precision, options),
        .wide_chip = kernel_model(in.accelerator, wide_precision(in.training.precision), options),
        .net = network(in.server, in.fabric),
        .slice = make_slice(in),
        .recompute = in.parallelism.recompute,
        .pipelined = in.layout.pipeline > 1,
        .split_backward = traits_of(in.parallelism.schedule).splits_backward,
        .tensor_group = in.layout.tensor_group,
        .context_group = in.layout.context_group,
        .expert_group = in.layout.expert_group};
}

MemoryContext memory_context(const IterationInput& in) {
    return {.model = &in.model,
            .parallelism = &in.parallelism,
            .training = &in.training,
            .software = &in.software,
            .layout = &in.layout,
            .slice = make_slice(in)};
}

StageOutput stage_output(const IterationInput& in, const LayerContext& at) {
    // A decoder's stages pass the encoder's output on, beside their own.
    const bool two = in.model.architecture == Architecture::encoder_decoder;
    const Data bytes = (two ? 2.0 : 1.0) * activation_bytes(at);
    const double t = real(in.layout.tensor);
    if (at.slice.sequence_parallel)
        return {bytes / t, {}};
    if (!in.software.scatter_gather)
        return {bytes, {}};
    return {bytes / t, all_gather(at.net, in.layout.tensor_group, bytes)};
}

Time embedding_sync_time(const IterationInput& in, const Network& net) {
    const bool apart = in.layout.pipeline > 1 && head_stage(in) != 0 &&
                       placement_of(in) != StagePlacement::from_both_ends;
    if (!apart || !in.model.tied_embeddings)
        return {};
    const Group ends{2, in.layout.pipeline_group.crosses_servers() ? 1 : 2};
    const Data bytes = embedding_parameters(in.model) / real(in.layout.tensor) *
                       real(in.software.gradient_bytes) * units::byte;
    return all_reduce(net, ends, bytes);
}

Time optimizer_time(const IterationInput& in,
                    const RankParameters& parameters,
                    Bandwidth bandwidth) {
    const bool sharded = in.parallelism.zero_stage > 0;
    const auto share = [&](const Group& group) { return sharded ? 1.0 / real(group.size) : 1.0; };
    const double count = parameters.shared * share(in.layout.gradient_group) +
                         parameters.experts * share(in.layout.expert_gradient_group);
    const double each = optimizer_bytes(state_bytes(in.training.precision, in.software));
    return count * each * units::byte / bandwidth;
}

BlockTimes block_times(const IterationInput& in) { return Builder(in).price_blocks(); }

Iteration analytic_iteration(const IterationInput& in, const BlockTimes& blocks) {
    return Builder(in).run(blocks);
}

Iteration least_iteration(const IterationInput& in, const BlockTimes& blocks) {
    return Builder(in).least(blocks);
}

Iteration analytic_iteration(const IterationInput& in) {
    return analytic_iteration(in, block_times(in));
}

}  // namespace deepwallet
