#include "engine/cost/replica_traffic.hpp"

namespace deepwallet {

namespace {

CollectiveKind kind_of(ReplicaTraffic traffic) {
    switch (traffic) {
        case ReplicaTraffic::reduce_gradients:
            return CollectiveKind::all_reduce;
        case ReplicaTraffic::scatter_gradients:
            return CollectiveKind::reduce_scatter;
        case ReplicaTraffic::gather_weights:
            return CollectiveKind::all_gather;
    }
    return CollectiveKind::all_reduce;
}

}  // namespace

ReplicaCollectives replica_collectives(ReplicaTraffic traffic,
                                       const MemoryContext& at,
                                       const Network& net,
                                       const RankParameters& parameters) {
    const StateBytes bytes = state_bytes(*at.training, *at.software);
    // Weights that nobody trains are gathered where they are sharded, and stay as they are else.
    const StateBytes trained = state_bytes(at.training->precision, *at.software);
    const double gathered = at.parallelism->zero_stage == 3
                                ? bytes.weight
                                : at.training->part.trained_share * trained.weight;
    const double each = traffic == ReplicaTraffic::gather_weights ? gathered : bytes.gradient;
    const CollectiveKind kind = kind_of(traffic);
    ReplicaCollectives out;
    const auto add = [&](bool experts, const Group& group, double count) {
        const Data data = count * each * units::byte;
        const Time time = kind == CollectiveKind::all_reduce ? all_reduce(net, group, data)
                                                             : all_gather(net, group, data);
        out.push_back({experts, kind, data, time});
    };
    add(false, at.layout->gradient_group, parameters.shared);
    if (parameters.experts > 0.0)
        add(true, at.layout->expert_gradient_group, parameters.experts);
    return out;
}

Time total_time(const ReplicaCollectives& collectives) {
    Time sum;
    for (const ReplicaCollective& collective : collectives) sum += collective.time;
    return sum;
}

}  // namespace deepwallet
