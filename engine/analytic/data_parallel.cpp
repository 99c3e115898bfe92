#include "engine/analytic/data_parallel.hpp"

#include <algorithm>

#include "engine/core/math.hpp"
#include "engine/cost/replica_traffic.hpp"

namespace deepwallet {

namespace {

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
    const MemoryContext memory = memory_context(in);
    const auto volume = [&](ReplicaTraffic traffic) {
        return total_time(replica_collectives(traffic, memory, net, parameters));
    };
    const auto reduce = [&] { return volume(ReplicaTraffic::reduce_gradients); };
    const auto scatter = [&] { return volume(ReplicaTraffic::scatter_gradients); };
    const auto gather = [&] { return volume(ReplicaTraffic::gather_weights); };
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
            sum.iteration = beside(reduce(), block.backward(), software.last_bucket);
            break;
        case 1:
            sum.iteration = beside(scatter(), block.backward(), software.last_bucket) +
                            beside(gather(), block.forward.total(), first_layer);
            break;
        case 2:
            sum.backward = beside(scatter(), block.backward(), software.last_bucket);
            sum.iteration = beside(gather(), block.forward.total(), first_layer);
            break;
        default:
            sum.forward = beside(gather(), block.forward.total(), first_layer);
            sum.backward = beside(gather() + scatter(), block.backward(), first_layer);
            break;
    }
    return sum;
}

}  // namespace deepwallet
