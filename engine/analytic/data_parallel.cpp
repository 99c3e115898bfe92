#include "engine/analytic/data_parallel.hpp"

#include <algorithm>

#include "engine/analytic/covered_pass.hpp"
#include "engine/core/math.hpp"
#include "engine/cost/replica_traffic.hpp"

namespace deepwallet {

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
