#include "engine/analytic/offload.hpp"

#include <algorithm>

#include "engine/analytic/covered_pass.hpp"
#include "engine/core/math.hpp"
#include "engine/cost/offload.hpp"

namespace deepwallet {

namespace {

/// Passes of one piece of a rank's weights, and what it exchanges with the host in each.
class Passes {
public:
    Passes(const IterationInput& in, const OffloadTraffic& traffic, std::int64_t layers)
        : pieces_(pieces(in)),
          overlap_(in.software.overlap_data != DataOverlap::none),
          layers_(std::max(1.0, real(layers) / pieces_.of_weights)),
          load_(traffic.load / pieces_.of_weights),
          store_(traffic.store / pieces_.of_weights) {}

    [[nodiscard]] Time loading(Time pass) const {
        return pieces_.of_micro_batch * (overlap_ ? covered(pass).gathering(load_) : load_);
    }
    [[nodiscard]] Time storing(Time pass) const {
        return pieces_.of_micro_batch *
               (overlap_ ? covered(pass).reducing(store_, 1.0 / layers_) : store_);
    }
    [[nodiscard]] Time both(Time pass) const {
        return pieces_.of_micro_batch *
               (overlap_ ? covered(pass).gathering_and_scattering(load_, store_) : load_ + store_);
    }
    /// After the last backward pass, which hides all but the last piece's last layer.
    [[nodiscard]] Time storing_once(Time pass) const {
        return overlap_ ? covered(pass).reducing(store_, 1.0 / layers_)
                        : pieces_.of_weights * store_;
    }

private:
    [[nodiscard]] CoveredPass covered(Time pass) const {
        return {pass / pieces_.of_micro_batch, layers_, 0.0};
    }

    Pieces pieces_;
    bool overlap_;
    double layers_;
    Time load_;
    Time store_;
};

}  // namespace

OffloadTime offload_time(const IterationInput& in,
                         const MemoryContext& memory,
                         const RankParameters& parameters,
                         std::int64_t layers,
                         const StageTime& stage,
                         const DataParallelTime& data) {
    if (in.parallelism.offload == Offload::none)
        return {};
    const OffloadTraffic traffic = offload_traffic(memory, in.server, parameters);
    const Passes passes(in, traffic, layers);
    const bool split = traits_of(in.parallelism.schedule).splits_backward;
    const bool loads = in.parallelism.offload == Offload::parameters;
    const Time input_gradient = stage.input_gradient + data.input_gradient;
    const Time weight_gradient = stage.weight_gradient + data.weight_gradient;
    OffloadTime sum;
    sum.iteration = traffic.update;
    if (loads)
        sum.forward = passes.loading(stage.forward + data.forward);
    if (in.parallelism.zero_stage < 2) {
        const Time backward = split ? weight_gradient : input_gradient + weight_gradient;
        sum.iteration += passes.storing_once(backward);
    } else if (split) {
        if (loads)
            sum.input_gradient = passes.loading(input_gradient);
        sum.weight_gradient = passes.storing(weight_gradient);
    } else {
        const Time backward = input_gradient + weight_gradient;
        sum.input_gradient = loads ? passes.both(backward) : passes.storing(backward);
    }
    return sum;
}

}  // namespace deepwallet
