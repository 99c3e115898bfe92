#pragma once

/// What ranks with the same weights send each other: gradients to add up, weights to gather
/// (Rajbhandari et al. 2020 for the volumes).

#include <boost/container/static_vector.hpp>

#include "engine/cost/memory.hpp"
#include "engine/cost/steps.hpp"

namespace deepwallet {

/// One collective over all replicas of a rank.
struct ReplicaCollective {
    bool experts = false;  ///< over the expert gradient group, not the gradient group
    CollectiveKind kind = CollectiveKind::all_reduce;
    Data bytes;
    Time time;
};

/// One for the weights that all replicas share, one for routed experts where there are any.
using ReplicaCollectives = boost::container::static_vector<ReplicaCollective, 2>;

/// All-reduce, or reduce-scatter, of a rank's gradients, or all-gather of its weights.
enum class ReplicaTraffic { reduce_gradients, scatter_gradients, gather_weights };

ReplicaCollectives replica_collectives(ReplicaTraffic traffic,
                                       const MemoryContext& at,
                                       const Network& net,
                                       const RankParameters& parameters);

Time total_time(const ReplicaCollectives& collectives);

}  // namespace deepwallet
