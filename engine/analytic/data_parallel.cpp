#include "engine/analytic/data_parallel.hpp"

#include <algorithm>

#include "engine/core/math.hpp"
#include "engine/cost/replica_traffic.hpp"

namespace deepwallet {

namespace {

/// A pass through some layers of a rank, and the traffic beside it.
class CoveredPass {
public:
    CoveredPass(Time pass, double layers, double share)
        : pass_(pass), layers_(layers), share_(share) {}

    /// Weights one layer ahead.
    [[nodiscard]] Time gathering(Time gather) const {
        const Time each = gather / layers_;
        return each + (layers_ - 1.0) * beyond(each);
    }

    /// Gradients one layer behind, `last` of them behind the whole pass.
    [[nodiscard]] Time reducing(Time reduce, double last) const {
        if (layers_ <= 1.0)
            return reduce;
        return (layers_ - 1.0) * beyond(reduce * (1.0 - last) / (layers_ - 1.0)) + last * reduce;
    }

    /// Both: a layer runs beside the next one's weights and the last one's gradients.
    [[nodiscard]] Time gathering_and_scattering(Time gather, Time scatter) const {
        if (layers_ <= 1.0)
            return gather + scatter;
        const Time in = gather / layers_;
        const Time out = scatter / layers_;
        return in + beyond(in) + (layers_ - 2.0) * beyond(in + out) + beyond(out) + out;
    }

    /// How much longer its kernels take beside gradients one layer behind.
    [[nodiscard]] Time slowing(Time reduce, double last) const {
        if (layers_ <= 1.0)
            return {};
        const Time beside = reduce * (1.0 - last);
        const double loss = interference(1.0 * units::s, share_).base();
        const Time most =
            loss < 1.0 ? pass_ * (1.0 - 1.0 / layers_) * (loss / (1.0 - loss)) : pass_;
        return std::min(loss * beside, most);
    }

private:
    /// What traffic beside one layer adds to it: it slows the layer down, or outlasts it.
    [[nodiscard]] Time beyond(Time traffic) const {
        return std::max(interference(traffic, share_), traffic - pass_ / layers_);
    }

    Time pass_;
    double layers_;
    double share_;
};

/// How a rank's weights come into use: DualPipe's two copies one at a time, those of chunks too.
struct Pieces {
    double of_weights = 1.0;
    double of_micro_batch = 1.0;
};

Pieces pieces(const IterationInput& in) {
    if (traits_of(in.parallelism.schedule).placement == StagePlacement::from_both_ends)
        return {2.0, 1.0};
    const double chunks = real(in.layout.virtual_stages);
    return {chunks, chunks};
}

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
