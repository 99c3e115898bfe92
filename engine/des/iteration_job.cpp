#include "engine/des/iteration_job.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "engine/core/math.hpp"
#include "engine/cost/replica_traffic.hpp"
#include "engine/plan/chunk_run.hpp"
#include "engine/schedule/order.hpp"

namespace deepwallet {

namespace {

/// Where the steps of a layer, or of an end of the model, stand in Job::steps.
struct StepRange {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

/// What a rank's replicas send each other at one point of the iteration: Collectives of the job.
using TrafficList = std::vector<std::uint32_t>;

class Builder {
public:
    Builder(const IterationInput& in, Detail detail, const Wiring& wiring)
        : in_(in),
          at_(layer_context(in)),
          memory_(memory_context(in)),
          groups_(in, detail, wiring),
          order_(pipeline_order(in.parallelism.schedule,
                                in.layout.pipeline,
                                in.layout.virtual_stages,
                                in.layout.micro_batches)),
          placement_(traits_of(in.parallelism.schedule).placement),
          stages_(model_stages(placement_, in.layout.pipeline, in.layout.virtual_stages)) {}

    Job build(std::span<const SlowGpu> slow) {
        job_.slots = static_cast<std::uint32_t>(2 * stages_ * in_.layout.micro_batches);
        groups_.describe(job_);
        price_steps();
        for (rank_ = 0; rank_ < in_.layout.pipeline; ++rank_) {
            job_.first.push_back(static_cast<std::uint32_t>(job_.ops.size()));
            program();
        }
        job_.first.push_back(static_cast<std::uint32_t>(job_.ops.size()));
        groups_.slow_down(job_, slow);
        stretch();
        return std::move(job_);
    }

private:
    // Prices.

    void price_steps() {
        Parallelism whole;
        const LayerCounts counts = stage_layers(in_.model, whole, 0);
        for (int k = 0; k < kLayerKinds; ++k) {
            const auto kind = static_cast<std::size_t>(k);
            if (counts.of[kind] == 0)
                continue;
            Steps steps = layer_steps(at_, layer_kind_at(k));
            layers_[kind] = add_steps(steps);
            paired_[kind] = layers_[kind];
            if (!in_.software.overlap_experts || !traits_of(in_.parallelism.schedule).pairs_passes)
                continue;
            for (Step& step : steps) step.exchange = beside_work(step.exchange);
            paired_[kind] = add_steps(steps);
        }
        head_ = add_steps(head_steps(at_));
        embedding_ = add_steps(embedding_steps(at_));
    }

    StepRange add_steps(const Steps& steps) {
        const auto first = static_cast<std::uint32_t>(job_.steps.size());
        for (const Step& step : steps) {
            StepCost cost;
            cost.kernels = step.kernels.total().base();
            cost.cover = step.cover.total().base();
            cost.streaming = (step.kernels.streaming + step.cover.streaming).base();
            cost.host = step.host.base();
            cost.cause = step.pass == StepPass::recompute ? Cause::recompute : Cause::kernels;
            cost.pass = step.pass;
            cost.block = step.block;
            if (step.exchange.count > 0.0)
                cost.collective = add_collective(groups_.exchange(job_, step.exchange, at_.net));
            job_.steps.push_back(cost);
        }
        return {first, static_cast<std::uint32_t>(job_.steps.size()) - first};
    }

    std::uint32_t add_collective(Collective collective) {
        job_.collectives.push_back(std::move(collective));
        return static_cast<std::uint32_t>(job_.collectives.size()) - 1;
    }

    /// `share` of what this rank's replicas send each other, one collective after the other.
    TrafficList traffic(ReplicaTraffic kind, double share) {
        TrafficList list;
        if (in_.layout.gradient_group.size <= 1 || share <= 0.0)
            return list;
        for (const ReplicaCollective& part :
             replica_collectives(kind, memory_, at_.net, parameters_)) {
            if (part.time > Time{})
                list.push_back(add_collective(groups_.replicas(job_, part, at_.net, share, rank_)));
        }
        return list;
    }

    // The program of a pipeline rank.

    void program() {
        parameters_ = rank_parameters(memory_, rank_);
        const std::int64_t zero = in_.parallelism.zero_stage;
        overlap_ = in_.software.overlap_data != DataOverlap::none;
        by_chunk_ = goes_by_runs(in_.parallelism, in_.layout);
        run_ = chunk_run(in_.parallelism.schedule, in_.layout);
        gathered_.clear();
        started_ = 0;
        layers_held_ =
            std::max<std::int64_t>(1, stored_layers(in_.model, in_.parallelism, rank_).total());
        price_traffic(zero);
        emit_wait(in_.software.host_iteration);
        seen_.clear();
        if (overlap_ && (zero == 1 || zero == 2))
            start_all_gathers();
        const std::span<const WorkItem> work = order_.of_rank(rank_);
        last_ = last_backwards(work);
        for (std::size_t i = 0; i < work.size(); ++i) {
            if (work[i].with_next) {
                pair(work[i], work[i + 1], i);
                ++i;
            } else {
                item(work[i], i);
            }
        }
        end_of_iteration(zero);
    }

    /// Gradients of a chunk's layers, but the last one's, and what is left behind that.
    struct ChunkTraffic {
        TrafficList layer;
        TrafficList last;
    };

    void price_traffic(std::int64_t zero) {
        gather_layer_.clear();
        reduce_.assign(static_cast<std::size_t>(order_.chunks), {});
        if (in_.layout.gradient_group.size <= 1 || !overlap_)
            return;
        if (zero > 0)
            gather_layer_ = traffic(ReplicaTraffic::gather_weights, 1.0 / real(layers_held_));
        for (std::int64_t chunk = 0; chunk < order_.chunks; ++chunk)
            reduce_[static_cast<std::size_t>(chunk)] = chunk_traffic(zero, chunk);
    }

    ChunkTraffic chunk_traffic(std::int64_t zero, std::int64_t chunk) {
        const ReplicaTraffic kind =
            zero == 0 ? ReplicaTraffic::reduce_gradients : ReplicaTraffic::scatter_gradients;
        const LayerSpan span = model_stage_span(
            in_.model, in_.parallelism, model_stage(placement_, in_.layout.pipeline, rank_, chunk));
        const double layers = real(span.end - span.begin);
        const double all = real(layers_held_);
        if (layers <= 0.0)
            return {};
        if (zero == 3) {
            const TrafficList each = traffic(kind, 1.0 / all);
            return {each, each};
        }
        const double bare = layers > 1.0 ? in_.software.last_bucket : 1.0;
        return {traffic(kind, (1.0 - bare) / std::max(1.0, layers - 1.0) * layers / all),
                traffic(kind, bare * layers / all)};
    }

    /// Of each chunk, the item whose end completes the chunk's gradients.
    std::vector<std::size_t> last_backwards(std::span<const WorkItem> work) const {
        std::vector<std::size_t> last(static_cast<std::size_t>(order_.chunks), work.size());
        for (std::size_t i = 0; i < work.size(); ++i) {
            if (work[i].kind == WorkKind::backward || work[i].kind == WorkKind::weight_gradient)
                last[static_cast<std::size_t>(work[i].chunk)] = i;
        }
        return last;
    }

    void item(const WorkItem& work, std::size_t place) {
        begin_chunk(work);
        receive(work);
        run(work, place);
        send(work);
    }

    /// Two that run together and end together.
    void pair(const WorkItem& a, const WorkItem& b, std::size_t place) {
        receive(a);
        receive(b);
        in_pair_ = true;
        run(a, place);
        run(b, place + 1);
        in_pair_ = false;
        send(a);
        send(b);
    }

    void run(const WorkItem& work, std::size_t place) {
        const std::int64_t stage = model_stage_of(work);
        const LayerSpan span = model_stage_span(in_.model, in_.parallelism, stage);
        micro_batch_ = work.micro_batch;
        if (work.kind == WorkKind::forward) {
            emit({.kind = OpKind::hold});
            forward(stage, span, work.chunk);
        } else {
            backward(work, place, stage, span);
            if (work.kind != WorkKind::input_gradient)
                emit({.kind = OpKind::release});
        }
    }

    void forward(std::int64_t stage, LayerSpan span, std::int32_t chunk) {
        const bool first = seen_.insert(chunk).second;
        begin_gathers(span);
        if (stage == 0)
            emit_steps(embedding_, -1, [](StepPass pass) { return pass == StepPass::forward; });
        for (std::int64_t layer = span.begin; layer < span.end; ++layer) {
            next_gather(layer + 1 < span.end);
            wait_for_chunk(chunk, true, span.end - 1 - layer);
            if (first)
                wait_for_first_gather();
            emit_layer(layer, [](StepPass pass) { return pass == StepPass::forward; });
        }
        if (stage == stages_ - 1)
            emit_steps(head_, -1, [](StepPass pass) { return pass == StepPass::forward; });
    }

    void backward(const WorkItem& work, std::size_t place, std::int64_t stage, LayerSpan span) {
        const bool inputs = work.kind != WorkKind::weight_gradient;
        const bool weights = work.kind != WorkKind::input_gradient;
        const auto wanted = [&](StepPass pass) {
            return pass == StepPass::weight_gradient ? weights
                                                     : inputs && pass != StepPass::forward;
        };
        if (stage == stages_ - 1)
            emit_steps(head_, -1, wanted);
        if (inputs)
            begin_gathers(span);
        for (std::int64_t layer = span.end; layer-- > span.begin;) {
            if (inputs)
                next_gather(layer > span.begin);
            wait_for_chunk(work.chunk, false, layer - span.begin);
            emit_layer(layer, wanted);
            if (weights)
                gradients_ready(place, work.chunk, layer == span.begin);
        }
        if (stage == 0)
            emit_steps(embedding_, -1, wanted);
        if (weights)
            end_gradients();
    }

    // Traffic beside the passes.

    [[nodiscard]] bool gathers_each_pass() const {
        return in_.parallelism.zero_stage == 3 && !by_chunk_;
    }

    // ZeRO-3 where several micro-batches in a row pass a chunk: its weights come in once for such a
    // run, beside the run of another chunk.

    [[nodiscard]] LayerSpan chunk_span(std::int64_t chunk) const {
        return model_stage_span(
            in_.model, in_.parallelism, model_stage(placement_, in_.layout.pipeline, rank_, chunk));
    }

    /// The weights of a chunk, unless it has them: those that the backward pass begins with where
    /// the forward pass ends with them.
    void gather_chunk(std::int64_t chunk, bool forward) {
        const bool turns_round = traits_of(in_.parallelism.schedule).chunk_by_chunk;
        if (turns_round && !forward && chunk == order_.chunks - 1)
            return;
        const LayerSpan span = chunk_span(chunk);
        if (overlap_) {
            for (std::int64_t i = span.begin; i < span.end; ++i) start(gather_layer_);
            gathered_[{chunk, forward}] = started_;
        } else {
            const double share = real(span.end - span.begin) / real(layers_held_);
            emit_collectives(traffic(ReplicaTraffic::gather_weights, share));
        }
    }

    /// Before the first micro-batch of a run: where nothing runs beside, all of its weights; else
    /// those of the first run of a pass, and of the next run behind them.
    void begin_chunk(const WorkItem& work) {
        if (!by_chunk_ || in_.parallelism.zero_stage != 3 || work.micro_batch % run_ != 0)
            return;
        const bool forward = work.kind == WorkKind::forward;
        const std::int64_t first = forward ? 0 : order_.chunks - 1;
        if (!overlap_ || (work.micro_batch == 0 && work.chunk == first))
            gather_chunk(work.chunk, forward);
        const std::int64_t next = work.chunk + (forward ? 1 : -1);
        const bool more = work.micro_batch + run_ < in_.layout.micro_batches;
        if (overlap_ && next >= 0 && next < order_.chunks)
            gather_chunk(next, forward);
        else if (overlap_ && more)
            gather_chunk(first, forward);
    }

    /// Until the weights of all but the `behind` layers that the pass comes to later are there.
    void wait_for_chunk(std::int32_t chunk, bool forward, std::int64_t behind) {
        const auto found = gathered_.find({chunk, forward});
        if (found == gathered_.end() || micro_batch_ % run_ != 0)
            return;
        const auto each = static_cast<std::uint32_t>(gather_layer_.size());
        const std::uint32_t needed = found->second - static_cast<std::uint32_t>(behind) * each;
        finish(started_ - needed);
    }

    /// ZeRO-3: the first layer's weights, or all where nothing runs beside.
    void begin_gathers(LayerSpan span) {
        if (!gathers_each_pass() || span.begin == span.end)
            return;
        if (overlap_) {
            start(gather_layer_);
        } else {
            const double share = real(span.end - span.begin) / real(layers_held_);
            emit_collectives(traffic(ReplicaTraffic::gather_weights, share));
        }
    }

    /// The next layer's weights travel while this layer works; what was started before that, but
    /// the gradients of the layer behind it, has to be there.
    void next_gather(bool another) {
        if (!overlap_ || !gathers_each_pass())
            return;
        finish(pending_reduces_);
        if (another)
            start(gather_layer_);
    }

    /// ZeRO-1 and 2: weights of this iteration come in beside its first forward.
    void start_all_gathers() {
        for (std::int64_t i = 0; i < layers_held_; ++i) {
            start(gather_layer_);
            first_gathers_ += static_cast<std::uint32_t>(gather_layer_.size());
        }
    }

    void wait_for_first_gather() {
        if (first_gathers_ == 0)
            return;
        first_gathers_ -= static_cast<std::uint32_t>(gather_layer_.size());
        finish(first_gathers_);
    }

    void gradients_ready(std::size_t place, std::int32_t chunk, bool last_layer) {
        const std::int64_t zero = in_.parallelism.zero_stage;
        if (!overlap_ || (by_chunk_ && !ends_run()) ||
            (zero < 2 && place != last_[static_cast<std::size_t>(chunk)]))
            return;
        const ChunkTraffic& reduce = reduce_[static_cast<std::size_t>(chunk)];
        const TrafficList& list = last_layer ? reduce.last : reduce.layer;
        start(list);
        if (gathers_each_pass())
            pending_reduces_ = static_cast<std::uint32_t>(list.size());
    }

    /// Is this the last micro-batch in a row that passes its chunk?
    [[nodiscard]] bool ends_run() const { return micro_batch_ % run_ == run_ - 1; }

    /// ZeRO-2 and 3 scatter the gradients of every micro-batch, or of a run of them.
    void end_gradients() {
        if (in_.parallelism.zero_stage < 2 || (by_chunk_ && (overlap_ || !ends_run())))
            return;
        if (overlap_) {
            finish(0);
            pending_reduces_ = 0;
        } else {
            emit_collectives(
                traffic(ReplicaTraffic::scatter_gradients, 1.0 / real(in_.layout.virtual_stages)));
        }
    }

    void start(const TrafficList& list) {
        for (const std::uint32_t index : list) emit({.kind = OpKind::start, .index = index});
        started_ += static_cast<std::uint32_t>(list.size());
    }

    void finish(std::uint32_t left) { emit({.kind = OpKind::finish, .index = left}); }

    // Behind the last backward.

    void end_of_iteration(std::int64_t zero) {
        micro_batch_ = -1;
        finish(0);
        if (!overlap_ && zero == 0)
            emit_collectives(traffic(ReplicaTraffic::reduce_gradients, 1.0));
        if (!overlap_ && zero == 1)
            emit_collectives(traffic(ReplicaTraffic::scatter_gradients, 1.0));
        if (rank_ == 0 || rank_ == in_.layout.pipeline - 1)
            embedding_sync();
        // The norm of all gradients: nobody steps before everybody has them.
        emit_collectives({add_collective(groups_.barrier())});
        optimizer();
        if (!overlap_ && (zero == 1 || zero == 2))
            emit_collectives(traffic(ReplicaTraffic::gather_weights, 1.0));
    }

    void embedding_sync() {
        const Time time = embedding_sync_time(in_, at_.net);
        if (time > Time{})
            emit_collectives({add_collective(groups_.ends(time))});
    }

    void optimizer() {
        StepCost cost;
        cost.kernels = optimizer_time(in_, parameters_, at_.chip.bandwidth).base();
        cost.streaming = cost.kernels;
        cost.cause = Cause::optimizer;
        emit_cost(cost);
    }

    // Messages.

    [[nodiscard]] std::int64_t model_stage_of(const WorkItem& work) const {
        return model_stage(placement_, in_.layout.pipeline, rank_, work.chunk);
    }

    /// The rank that runs a stage of the model for micro-batches of this chunk's direction.
    [[nodiscard]] std::int64_t rank_of(std::int64_t stage, const WorkItem& work) const {
        return pipeline_rank(placement_, in_.layout.pipeline, stage, work.chunk);
    }

    [[nodiscard]] std::uint32_t slot(bool forward, std::int64_t stage, const WorkItem& work) const {
        const std::int64_t at = (forward ? 0 : stages_) + stage;
        return static_cast<std::uint32_t>(at * in_.layout.micro_batches + work.micro_batch);
    }

    void receive(const WorkItem& work) {
        if (work.kind == WorkKind::weight_gradient)
            return;
        const bool forward = work.kind == WorkKind::forward;
        const std::int64_t stage = model_stage_of(work);
        const std::int64_t from = forward ? stage - 1 : stage + 1;
        if (from < 0 || from >= stages_ || rank_of(from, work) == rank_)
            return;
        micro_batch_ = work.micro_batch;
        emit({.kind = OpKind::receive, .slot = slot(forward, from, work)});
    }

    void send(const WorkItem& work) {
        if (work.kind == WorkKind::weight_gradient)
            return;
        const bool forward = work.kind == WorkKind::forward;
        const std::int64_t stage = model_stage_of(work);
        const std::int64_t to = forward ? stage + 1 : stage - 1;
        if (to < 0 || to >= stages_ || rank_of(to, work) == rank_)
            return;
        micro_batch_ = work.micro_batch;
        emit({.kind = OpKind::send,
              .index = transfer(rank_of(to, work), forward),
              .slot = slot(forward, stage, work)});
    }

    /// Forward to the last rank's right, which is the first, nobody waits for a transfer to end:
    /// schedule/ says which transfers hold up their sender.
    std::uint32_t transfer(std::int64_t to, bool forward) {
        const TransferCount holds = transfers(
            in_.parallelism.schedule, in_.layout.pipeline, in_.layout.virtual_stages, rank_);
        const bool holds_up = (forward ? holds.forward : holds.backward) > 0.0;
        const bool blocking =
            holds_up && in_.software.pipeline_transfer == PipelineTransfer::blocking;
        for (std::size_t i = 0; i < job_.transfers.size(); ++i) {
            const Transfer& known = job_.transfers[i];
            if (transfer_from_[i] == rank_ && known.to_stage == to && known.blocking == blocking)
                return static_cast<std::uint32_t>(i);
        }
        job_.transfers.push_back(
            groups_.transfer(job_, rank_, to, blocking, stage_output(in_, at_), at_.net));
        transfer_from_.push_back(rank_);
        return static_cast<std::uint32_t>(job_.transfers.size()) - 1;
    }

    // Operations.

    template <class Wanted>
    void emit_layer(std::int64_t layer, Wanted wanted) {
        const LayerKind kind = layer_kind(in_.model, layer);
        const std::size_t index =
            (kind.cross_attention ? 1U : 0U) + (kind.mixture_of_experts ? 2U : 0U);
        emit_steps(in_pair_ ? paired_[index] : layers_[index], layer, wanted);
    }

    template <class Wanted>
    void emit_steps(StepRange range, std::int64_t layer, Wanted wanted) {
        for (std::uint32_t i = range.first; i < range.first + range.count; ++i) {
            if (wanted(job_.steps[i].pass))
                emit({.kind = OpKind::step, .layer = static_cast<std::int16_t>(layer), .index = i});
        }
    }

    void emit_collectives(const TrafficList& list) {
        for (const std::uint32_t index : list) {
            StepCost cost;
            cost.collective = index;
            emit_cost(cost);
        }
    }

    void emit_wait(Time host) {
        if (host <= Time{})
            return;
        StepCost cost;
        cost.host = host.base();
        emit_cost(cost);
    }

    void emit_cost(const StepCost& cost) {
        job_.steps.push_back(cost);
        emit({.kind = OpKind::step, .index = static_cast<std::uint32_t>(job_.steps.size()) - 1});
    }

    void emit(Op op) {
        op.micro_batch = micro_batch_;
        job_.ops.push_back(op);
    }

    /// The software stack's factor on the whole iteration.
    void stretch() {
        const double factor = in_.software.iteration_factor;
        for (StepCost& step : job_.steps) {
            step.kernels *= factor;
            step.cover *= factor;
            step.host *= factor;
            step.streaming *= factor;
        }
        const auto stretch_shared = [&](SharedTransfer& shared) {
            shared.latency *= factor;
            shared.bytes *= factor;
            shared.after *= factor;
        };
        for (Collective& collective : job_.collectives) {
            collective.time *= factor;
            stretch_shared(collective.shared);
        }
        for (Transfer& transfer : job_.transfers) {
            transfer.time *= factor;
            stretch_shared(transfer.shared);
        }
    }

    const IterationInput& in_;
    LayerContext at_;
    MemoryContext memory_;
    RankGroups groups_;
    PipelineOrder order_;
    StagePlacement placement_;
    std::int64_t stages_;
    Job job_;

    std::array<StepRange, kLayerKinds> layers_;
    std::array<StepRange, kLayerKinds> paired_;  ///< beside another micro-batch's work
    bool in_pair_ = false;
    StepRange head_;
    StepRange embedding_;
    std::vector<std::int64_t> transfer_from_;

    // Of the rank whose program is being written.
    std::int64_t rank_ = 0;
    RankParameters parameters_;
    std::int64_t layers_held_ = 1;
    bool overlap_ = false;
    TrafficList gather_layer_;
    std::vector<ChunkTraffic> reduce_;  ///< by chunk
    std::vector<std::size_t> last_;
    std::set<std::int32_t> seen_;  ///< chunks that have run forward
    std::uint32_t first_gathers_ = 0;
    bool by_chunk_ = false;
    std::int64_t run_ = 1;       ///< micro-batches that pass a chunk in a row
    std::uint32_t started_ = 0;  ///< collectives beside its work, so far
    /// Of a chunk's weights, for its forward pass or for its backward pass, the last of those.
    std::map<std::pair<std::int64_t, bool>, std::uint32_t> gathered_;
    std::uint32_t pending_reduces_ = 0;
    std::int32_t micro_batch_ = -1;
};

}  // namespace

Job iteration_job(const IterationInput& in,
                  Detail detail,
                  const Wiring& wiring,
                  std::span<const SlowGpu> slow) {
    return Builder(in, detail, wiring).build(slow);
}

}  // namespace deepwallet
