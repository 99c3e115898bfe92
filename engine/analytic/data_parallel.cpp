#include "engine/analytic/data_parallel.hpp"

#include <algorithm>

#include "engine/analytic/covered_pass.hpp"
#include "engine/core/math.hpp"
#include "engine/cost/replica_traffic.hpp"
#include "engine/plan/chunk_run.hpp"

namespace deepwallet {

namespace {

/// Of ZeRO-2 and 3 where several micro-batches in a row pass a chunk (plan/chunk_run.hpp).
class RunTraffic {
public:
    RunTraffic(const IterationInput& in, const StageTime& stage, double share)
        : in_(in),
          stage_(stage),
          share_(share),
          length_(real(chunk_run(in.parallelism.schedule, in.layout))),
          runs_(real(in.layout.micro_batches) / length_ * chunks()) {}

    /// With nothing beside it: of a chunk's gradients, and of its weights where they are sharded.
    [[nodiscard]] Time alone(Time gather, Time scatter) const {
        return runs_ * (2.0 * gather + scatter) - (turns_round() ? gather : Time{});
    }

    /// A run's traffic goes beside the run of another chunk.
    [[nodiscard]] Time beside(Time gather, Time scatter) const {
        const Time forward = gather > Time{} ? beyond(gather, stage_.forward) : Time{};
        const Time backward = beyond(gather + scatter, stage_.backward());
        return (runs_ - 1.0) * (forward + backward) + (turns_round() ? Time{} : forward);
    }

private:
    [[nodiscard]] double chunks() const { return real(in_.layout.virtual_stages); }

    /// The backward pass begins with the chunk whose weights the forward pass ended with.
    [[nodiscard]] bool turns_round() const {
        return traits_of(in_.parallelism.schedule).chunk_by_chunk;
    }

    [[nodiscard]] Time beyond(Time traffic, Time pass) const {
        return std::max(interference(traffic, share_), traffic - length_ / chunks() * pass);
    }

    const IterationInput& in_;
    const StageTime& stage_;
    double share_;
    double length_;
    double runs_;
};

}  // namespace

DataParallelTime data_parallel_time(const IterationInput& in,
                                    const MemoryContext& memory,
                                    const Network& net,
                                    const RankParameters& parameters,
                                    std::int64_t layers,
                                    const StageTime& stage) {
    DataParallelTime sum;
    if (in.layout.gradient_group.size <= 1)
        return sum;
    const Pieces piece = pieces(in);
    const auto volume = [&](ReplicaTraffic traffic) {
        return total_time(replica_collectives(traffic, memory, net, parameters)) / piece.of_weights;
    };
    const Time gather = volume(ReplicaTraffic::gather_weights);
    const Time scatter = volume(ReplicaTraffic::scatter_gradients);
    const bool split = traits_of(in.parallelism.schedule).splits_backward;
    const bool overlap = in.software.overlap_data != DataOverlap::none;
    const double last = in.software.last_bucket;
    const double share = interference_share(net, in.layout.gradient_group);
    const double count = std::max(1.0, real(layers) / piece.of_weights);
    const double passes = piece.of_micro_batch;
    const auto pass = [&](Time whole) { return CoveredPass(whole / passes, count, share); };
    const CoveredPass forward = pass(stage.forward);
    const CoveredPass backward = pass(split ? stage.weight_gradient : stage.backward());
    const std::int64_t zero = in.parallelism.zero_stage;
    if (goes_by_runs(in.parallelism, in.layout)) {
        const RunTraffic runs(in, stage, share);
        const Time weights = zero == 3 ? gather : Time{};
        if (!overlap)
            sum.iteration = runs.alone(weights, scatter);
        else
            sum.iteration = runs.beside(weights, scatter) +
                            backward.reducing(scatter, zero == 3 ? 1.0 / count : last);
        if (zero == 2)
            sum.iteration += overlap ? forward.gathering(gather) : piece.of_weights * gather;
        else if (overlap)
            sum.iteration += forward.gathering(gather);
        return sum;
    }
    if (zero <= 1) {
        const Time reduce = zero == 0 ? volume(ReplicaTraffic::reduce_gradients) : scatter;
        sum.iteration = overlap ? backward.reducing(reduce, last) : piece.of_weights * reduce;
        if (overlap)
            sum.drain = backward.slowing(reduce, last);
    }
    if (zero == 1 || zero == 2)
        sum.iteration += overlap ? forward.gathering(gather) : piece.of_weights * gather;
    if (zero == 2) {
        (split ? sum.weight_gradient : sum.input_gradient) =
            passes * (overlap ? backward.reducing(scatter, last) : scatter);
    }
    if (zero == 3) {
        sum.forward = passes * (overlap ? forward.gathering(gather) : gather);
        if (split) {
            sum.input_gradient =
                passes * (overlap ? pass(stage.input_gradient).gathering(gather) : gather);
            sum.weight_gradient =
                passes * (overlap ? backward.reducing(scatter, 1.0 / count) : scatter);
        } else {
            sum.input_gradient =
                passes *
                (overlap ? backward.gathering_and_scattering(gather, scatter) : gather + scatter);
        }
    }
    return sum;
}

}  // namespace deepwallet
