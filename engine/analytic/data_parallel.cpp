#include "engine/analytic/data_parallel.hpp"

#include <algorithm>

#include "engine/core/math.hpp"

namespace deepwallet {

namespace {

/// Weights and gradients of a rank, apart by who shares them.
class Volumes {
public:
    Volumes(const IterationInput& in, const Network& net, const RankParameters& parameters)
        : layout_(in.layout),
          net_(net),
          parameters_(parameters),
          bytes_(state_bytes(in.training.precision, in.software)) {}

    [[nodiscard]] Time reduce_gradients() const {
        return both([&](const Group& g, Data d) { return all_reduce(net_, g, d); },
                    bytes_.gradient);
    }
    [[nodiscard]] Time scatter_gradients() const {
        return both([&](const Group& g, Data d) { return all_gather(net_, g, d); },
                    bytes_.gradient);
    }
    [[nodiscard]] Time gather_weights() const {
        return both([&](const Group& g, Data d) { return all_gather(net_, g, d); }, bytes_.weight);
    }

private:
    template <class Collective>
    [[nodiscard]] Time both(Collective collective, double bytes_each) const {
        Time sum =
            collective(layout_.gradient_group, parameters_.shared * bytes_each * units::byte);
        if (parameters_.experts > 0.0) {
            sum += collective(layout_.expert_gradient_group,
                              parameters_.experts * bytes_each * units::byte);
        }
        return sum;
    }

    const Layout& layout_;
    const Network& net_;
    const RankParameters& parameters_;
    StateBytes bytes_;
};

/// What traffic adds to the pass of `layers` that it runs beside, layer by layer. Either the pass
/// is the longer path, slowed down by the traffic beside it and with `bare` of that (what no other
/// layer can hide) before or behind it; or the traffic is, and one layer.
Time exposed(Time comm, Time pass, double bare, double layers, double share) {
    const Time beside_pass = bare * comm + interference((1.0 - bare) * comm, share);
    return std::max(beside_pass, comm - pass * (1.0 - 1.0 / layers));
}

}  // namespace

DataParallelTime data_parallel_time(const IterationInput& in,
                                    const Network& net,
                                    const RankParameters& parameters,
                                    std::int64_t layers,
                                    const BlockTime& block) {
    DataParallelTime sum;
    if (in.layout.gradient_group.size <= 1)
        return sum;
    const Volumes volumes(in, net, parameters);
    const SoftwareStack& software = in.software;
    const bool overlap = software.overlap_data != DataOverlap::none;
    const double share = interference_share(net, in.layout.gradient_group);
    const double count = real(std::max<std::int64_t>(1, layers));
    const auto beside = [&](Time comm, Time pass, double bare) {
        return overlap ? exposed(comm, pass, bare, count, share) : comm;
    };
    // A gather runs one layer ahead, so that the first of a pass has nothing to hide behind.
    const double first_layer = 1.0 / count;
    switch (in.parallelism.zero_stage) {
        case 0:
            sum.iteration =
                beside(volumes.reduce_gradients(), block.backward(), software.last_bucket);
            break;
        case 1:
            sum.iteration =
                beside(volumes.scatter_gradients(), block.backward(), software.last_bucket) +
                beside(volumes.gather_weights(), block.forward.total(), first_layer);
            break;
        case 2:
            sum.backward =
                beside(volumes.scatter_gradients(), block.backward(), software.last_bucket);
            sum.iteration = beside(volumes.gather_weights(), block.forward.total(), first_layer);
            break;
        default:
            sum.forward = beside(volumes.gather_weights(), block.forward.total(), first_layer);
            sum.backward = beside(volumes.gather_weights() + volumes.scatter_gradients(),
                                  block.backward(),
                                  first_layer);
            break;
    }
    return sum;
}

}  // namespace deepwallet
