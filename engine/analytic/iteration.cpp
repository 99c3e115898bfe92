#include "engine/analytic/iteration.hpp"

#include <algorithm>

#include <boost/container/small_vector.hpp>

#include "engine/analytic/data_parallel.hpp"
#include "engine/analytic/offload.hpp"
#include "engine/core/math.hpp"
#include "engine/plan/chunk_run.hpp"
#include "engine/workload/parameters.hpp"

namespace deepwallet {

namespace {

/// More stages than any published run has; beyond it the list allocates.
using Stages = boost::container::small_vector<StageTime, 128>;

/// Bytes an optimizer step moves, a parameter: Adam reads gradient, two moments and the master
/// copy, writes the last three and the working weight; the gradient is read once more for its norm,
/// and read and written when it is unscaled and clipped. A mask is read for the gradient and for
/// the new weight, each of which is read and written once more.
double optimizer_bytes(StateBytes b, bool masked) {
    const bool own_master = b.weight < 4.0;
    const double weight = own_master ? b.weight : 2.0 * b.weight;
    const double mask = masked ? 2.0 * (b.gradient + b.weight) : 0.0;
    return (b.gradient + 2.0 * b.optimizer + weight) + 3.0 * b.gradient + mask;
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
    Builder(const IterationInput& in, const SharedParts& parts)
        : in_(in),
          stages_(parts.stages),
          at_(layer_context(in)),
          memory_(memory_context(in, parts.memory)) {
        out_.blocks = parts.times;
    }

    Iteration run() {
        out_.hop = hop_time();
        price_stages();
        price_iteration_end();
        break_down();
        return out_;
    }

    Iteration least() {
        const double each = real(in_.layout.micro_batches) / real(in_.layout.pipeline);
        const BlockTime all = whole_model();
        PassTime busy = all.forward;
        busy += all.input_gradient;
        busy += all.weight_gradient;
        IterationBreakdown& b = out_.breakdown;
        b.compute = each * busy.compute;
        b.memory_bound = each * busy.streaming;
        // No schedule runs more than all beside each other.
        const bool beside = traits_of(in_.parallelism.schedule).pairs_passes;
        const Time hidden = beside ? each * all.hidden : Time{};
        const double again = repeated_share(all);
        b.recompute = each * all.recompute.total() - again * hidden;
        b.tensor_comm = each * busy.tensor;
        b.context_comm = each * busy.context;
        b.expert_comm = each * busy.expert - (1.0 - again) * hidden;
        b.host = each * busy.host;
        b.software = (in_.software.iteration_factor - 1.0) * b.total();
        out_.time = b.total();
        out_.bottleneck_time.forward = out_.time;
        const double m = real(in_.layout.micro_batches);
        out_.phases = phases(m, beside ? m : 0.0);
        return out_;
    }

    std::vector<StageWork> stage_work() {
        std::vector<StageWork> out;
        for (std::int64_t i = 0; i < in_.layout.pipeline; ++i) {
            const StageKind& stage = kind_of(i);
            const BlockTime block = stage_block(stage);
            out.push_back({stage_time(stage, own_time(stage), rank_parameters(memory_, stage)),
                           {block.forward.compute,
                            block.input_gradient.compute + block.recompute.compute,
                            block.weight_gradient.compute}});
        }
        return out;
    }

private:
    /// What a rank does for a micro-batch. DualPipe sends half of them in at each end, so that a
    /// rank runs its own stage for one half and the mirrored one for the other.
    [[nodiscard]] BlockTime stage_block(const StageKind& stage) const {
        if (placement_of(in_) != StagePlacement::from_both_ends)
            return model_stage(stage.computed, stage.first);
        LayerCounts mirrored = stage.stored;
        for (std::size_t k = 0; k < kLayerKinds; ++k) mirrored.of[k] -= stage.computed.of[k];
        BlockTime both = 0.5 * model_stage(stage.computed, stage.first);
        both += 0.5 * model_stage(mirrored, in_.layout.pipeline - 1 - stage.first);
        return both;
    }

    [[nodiscard]] BlockTime model_stage(const LayerCounts& counts, std::int64_t stage) const {
        BlockTime sum;
        for (std::size_t k = 0; k < kLayerKinds; ++k) {
            if (counts.of[k] > 0)
                sum += real(counts.of[k]) * out_.blocks.layer[k];
        }
        if (stage == 0)
            sum += out_.blocks.embedding;
        if (stage == head_stage(in_))
            sum += out_.blocks.head;
        return sum;
    }

    /// Without what data parallelism adds to it.
    [[nodiscard]] StageTime own_time(const StageKind& stage) const {
        const BlockTime block = stage_block(stage);
        return {block.forward.total(),
                block.input_gradient.total() + block.recompute.total(),
                block.weight_gradient.total(),
                block.hidden};
    }

    [[nodiscard]] const StageKind& kind_of(std::int64_t stage) const {
        return stages_.kinds[stages_.of_rank[static_cast<std::size_t>(stage)]];
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

    void price_stages() {
        boost::container::small_vector<StageTime, 8> times;
        for (const StageKind& kind : stages_.kinds) {
            const RankParameters parameters = rank_parameters(memory_, kind);
            const StageTime own = own_time(kind);
            times.push_back(stage_time(kind, own, parameters));
            find_largest(kind, own, parameters);
        }
        Stages stages;
        Time sum;
        for (const std::uint16_t kind : stages_.of_rank) {
            stages.push_back(times[kind]);
            sum += times[kind].total();
        }
        const PipelineTime pipeline = pipeline_time(in_.parallelism.schedule,
                                                    {stages.data(), stages.size()},
                                                    in_.layout.virtual_stages,
                                                    in_.layout.micro_batches);
        out_.makespan = pipeline.makespan;
        out_.bottleneck = pipeline.bottleneck;
        out_.bottleneck_time = stages[static_cast<std::size_t>(pipeline.bottleneck)];
        slack_ = out_.bottleneck_time.total() - sum / real(in_.layout.pipeline);
    }

    [[nodiscard]] StageTime stage_time(const StageKind& kind,
                                       const StageTime& own,
                                       const RankParameters& parameters) const {
        const DataParallelTime data =
            scatters_each_micro_batch() ? data_parallel(kind, own, parameters) : DataParallelTime{};
        const BlockingTransfer transfer = blocking_transfer(kind.first);
        StageTime sum{own.forward + data.forward + transfer.forward,
                      own.input_gradient + data.input_gradient + transfer.backward,
                      own.weight_gradient + data.weight_gradient,
                      own.hidden};
        if (in_.parallelism.offload == Offload::none)
            return sum;
        const OffloadTime host = offload(kind, own, parameters, data);
        sum.forward += host.forward;
        sum.input_gradient += host.input_gradient;
        sum.weight_gradient += host.weight_gradient;
        return sum;
    }

    [[nodiscard]] bool scatters_each_micro_batch() const {
        return in_.parallelism.zero_stage >= 2 && !goes_by_runs(in_.parallelism, in_.layout);
    }

    [[nodiscard]] OffloadTime offload(const StageKind& kind,
                                      const StageTime& own,
                                      const RankParameters& parameters,
                                      const DataParallelTime& data) const {
        return offload_time(in_, memory_, parameters, kind.stored.total(), own, data);
    }

    /// Of each micro-batch, on the bottleneck.
    [[nodiscard]] Time offload_of_bottleneck() const {
        if (in_.parallelism.offload == Offload::none)
            return {};
        const StageKind& kind = kind_of(out_.bottleneck);
        const StageTime own = own_time(kind);
        const RankParameters parameters = rank_parameters(memory_, kind);
        const DataParallelTime data = data_parallel(kind, own, parameters);
        return offload(kind, own, parameters, data).each();
    }

    [[nodiscard]] DataParallelTime data_parallel(const StageKind& kind,
                                                 const StageTime& own,
                                                 const RankParameters& parameters) const {
        return data_parallel_time(in_, memory_, at_.net, parameters, kind.stored.total(), own);
    }

    void find_largest(const StageKind& kind,
                      const StageTime& own,
                      const RankParameters& parameters) {
        if (largest_.kind != nullptr && parameters.total() <= largest_.parameters.total())
            return;
        largest_ = {&kind, own, parameters};
    }

    /// Reduction and optimizer wait for the stage with the most parameters.
    void price_iteration_end() {
        const DataParallelTime data =
            data_parallel(*largest_.kind, largest_.own, largest_.parameters);
        out_.gradient_reduction = data.iteration + real(in_.layout.pipeline - 1) * data.drain;
        out_.embedding_sync = embedding_sync_time(in_, at_.net);
        if (in_.parallelism.offload == Offload::none)
            optimizer_ = optimizer_time(in_, largest_.parameters, at_.chip.bandwidth);
        else
            offload_ = offload(*largest_.kind, largest_.own, largest_.parameters, data).iteration;
    }

    void break_down() {
        const double m = real(in_.layout.micro_batches);
        const BlockTime block = stage_block(kind_of(out_.bottleneck));
        PassTime busy = block.forward;
        busy += block.input_gradient;
        busy += block.weight_gradient;
        const Time recompute = block.recompute.total();
        const BlockingTransfer sends = blocking_transfer(out_.bottleneck);
        const Time transfer = sends.forward + sends.backward;
        const Time offload_each = offload_of_bottleneck();
        const Time data_each =
            out_.bottleneck_time.total() - busy.total() - recompute - transfer - offload_each;

        const Time hidden = hides() ? pairs(out_.bottleneck) * block.hidden : Time{};
        const double again = repeated_share(block);

        IterationBreakdown& b = out_.breakdown;
        b.compute = m * busy.compute;
        b.memory_bound = m * busy.streaming;
        b.recompute = m * recompute - again * hidden;
        b.tensor_comm = m * busy.tensor;
        b.context_comm = m * busy.context;
        b.expert_comm = m * busy.expert - (1.0 - again) * hidden;
        b.host = m * busy.host + in_.software.host_iteration;
        b.pipeline_comm = m * transfer + asynchronous_transfer();
        b.data_comm = (scatters_each_micro_batch() ? m * data_each : Time{}) +
                      out_.gradient_reduction + out_.embedding_sync;
        b.bubble = out_.makespan - (m * out_.bottleneck_time.total() - hidden);
        b.optimizer = optimizer_;
        b.offload = m * offload_each + offload_;
        b.software = (in_.software.iteration_factor - 1.0) * b.total();
        out_.time = b.total();
        out_.phases = phases(m, hides() ? mean_pairs() : 0.0);
    }

    /// Of what is hidden, the part of all-to-alls that recomputation repeats.
    [[nodiscard]] static double repeated_share(const BlockTime& block) {
        const Time all =
            block.forward.expert + block.input_gradient.expert + block.recompute.expert;
        return all > Time{} ? block.recompute.expert / all : 0.0;
    }

    /// Is there anything to hide? Few models have it, and the others are not asked for pairs.
    [[nodiscard]] bool hides() const {
        const auto& layers = out_.blocks.layer;
        return std::any_of(layers.begin(), layers.end(), [](const BlockTime& layer) {
            return layer.hidden > Time{};
        });
    }

    /// Micro-batches whose forward pass runs beside a backward one on this rank.
    [[nodiscard]] double pairs(std::int64_t stage) const {
        return paired_micro_batches(
            in_.parallelism.schedule, in_.layout.pipeline, in_.layout.micro_batches, stage);
    }

    [[nodiscard]] double mean_pairs() const {
        double sum = 0.0;
        for (std::int64_t i = 0; i < in_.layout.pipeline; ++i) sum += pairs(i);
        return sum / real(in_.layout.pipeline);
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
            all += real(layers_of_kind(in_.model, layer_kind_at(k))) *
                   out_.blocks.layer[static_cast<std::size_t>(k)];
        }
        return all;
    }

    /// All stages' work over their number; the software factor stretches what runs, not one part.
    [[nodiscard]] PhaseTimes phases(double m, double paired) const {
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
        sum.communicating = each * (busy.tensor + busy.context + busy.expert) -
                            paired / m * each * all.hidden +
                            in_.software.iteration_factor * (b.pipeline_comm + b.data_comm);
        sum.waiting = out_.time - sum.computing - sum.streaming - sum.communicating;
        return sum;
    }

    const IterationInput& in_;
    const StageKinds& stages_;
    LayerContext at_;
    MemoryContext memory_;
    struct Largest {
        const StageKind* kind = nullptr;
        StageTime own;
        RankParameters parameters;
    };
    Largest largest_;
    Time optimizer_;
    Time offload_;  ///< once an iteration
    Time slack_;    ///< of the mean stage beside the bottleneck
    Iteration out_;
};

}  // namespace

std::vector<StageWork> stage_work(const IterationInput& in) {
    const BlockTimes times = block_times(in);
    const BlockMemory memory =
        block_memory(in.model, make_slice(in), recomputation(in.parallelism));
    const StageKinds stages = stage_kinds(in.model, in.parallelism);
    return Builder(in, {times, memory, stages}).stage_work();
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
    if (!apart || !in.model.tied_embeddings || !in.training.part.whole())
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
    const TrainedPart& part = in.training.part;
    const StateBytes trained = part.whole() ? state_bytes(in.training, in.software)
                                            : state_bytes(in.training.precision, in.software);
    const double each = part.trained_share * optimizer_bytes(trained, part.masked);
    return count * each * units::byte / bandwidth;
}

BlockTimes block_times(const IterationInput& in) {
    const LayerContext at = layer_context(in);
    BlockTimes out;
    for (int k = 0; k < kLayerKinds; ++k) {
        if (layers_of_kind(in.model, layer_kind_at(k)) > 0)
            out.layer[static_cast<std::size_t>(k)] = layer_time(at, layer_kind_at(k));
    }
    out.head = head_time(at);
    out.embedding = embedding_time(at);
    return out;
}

Iteration analytic_iteration(const IterationInput& in, const SharedParts& parts) {
    return Builder(in, parts).run();
}

Iteration least_iteration(const IterationInput& in, const SharedParts& parts) {
    return Builder(in, parts).least();
}

Iteration analytic_iteration(const IterationInput& in) {
    const BlockTimes times = block_times(in);
    const BlockMemory memory =
        block_memory(in.model, make_slice(in), recomputation(in.parallelism));
    const StageKinds stages = stage_kinds(in.model, in.parallelism);
    return analytic_iteration(in, {times, memory, stages});
}

}  // namespace deepwallet
