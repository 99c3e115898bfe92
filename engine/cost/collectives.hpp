#pragma once

/// The time of one collective: closed forms, and the choice among them on a server and its fabric.
///
/// `bytes` is the full buffer S: what an all-reduce reduces, what an all-gather ends with, what one
/// rank holds in an all-to-all.

#include "engine/core/units.hpp"
#include "engine/hardware/fabric.hpp"
#include "engine/hardware/server.hpp"
#include "engine/plan/placement.hpp"

namespace deepwallet {

/// One link: latency of a message, and bandwidth one way.
struct Link {
    Time latency;
    Bandwidth bandwidth;
};

// Closed forms over n equal, full-duplex links (Thakur et al. 2005; Sanders et al. 2009).
Time ring_all_reduce(double n, Data bytes, Link link);
Time ring_all_gather(double n, Data bytes, Link link);  ///< and reduce-scatter
Time halving_doubling_all_reduce(double n, Data bytes, Link link);
Time double_binary_tree_all_reduce(double n, Data bytes, Link link);
Time pipelined_broadcast(double n, Data bytes, double chunks, Link link);
Time pairwise_all_to_all(double n, Data bytes, Link link);
/// Reduce-scatter in the server, all-reduce across on 1/g of the data, all-gather in the server.
Time hierarchical_all_reduce(
    double per_server, double servers, Data bytes, Link inside, Link across);

/// Switches between servers add up (Graham et al. 2016, SHARP): each rank sends and receives its
/// share of the data once. Inside, a reduce-scatter before and an all-gather after, in a pipeline:
/// the slower of the two links counts.
Time in_network_all_reduce(double per_server, Data bytes, Link inside, Link across);

/// What collectives run on.
struct Network {
    const Server* server = nullptr;
    Bandwidth nic_per_gpu;  ///< achieved share of the server's adapters, one way
    Time nic_latency;
    double oversubscription = 1.0;
    bool in_network_reduction = false;
    double inside_interference = 0.0;
    double across_interference = 0.0;
};

/// The server must outlive the result.
Network network(const Server& server, const Fabric& fabric);

/// What a collective between servers takes: `latency` of its steps, then `wire` bytes at `rate`.
struct AcrossCost {
    Time latency;
    Data wire;
    Bandwidth rate;

    [[nodiscard]] Time time() const { return latency + wire / rate; }
};

// Of groups that cross servers; the fastest algorithm. A ring is spread over the adapters of all
// members of a server, so that its rate is that of all of them; all-to-all's is that of one.
AcrossCost all_reduce_across(const Network& net, const Group& group, Data bytes);
AcrossCost all_gather_across(const Network& net, const Group& group, Data bytes);
AcrossCost all_to_all_across(const Network& net, const Group& group, Data bytes);
/// Where copies for one server cross the fabric as one, `crossing` bytes of a rank, and are handed
/// on inside of it, beside (DeepSeek-AI 2024, arXiv:2412.19437, section 3.2.2); back they are added
/// up before they cross.
AcrossCost forwarded_all_to_all(const Network& net, const Group& group, Data bytes, Data crossing);

Time all_reduce(const Network& net, const Group& group, Data bytes);
Time all_gather(const Network& net, const Group& group, Data bytes);  ///< and reduce-scatter
Time all_to_all(const Network& net, const Group& group, Data bytes);
/// Between neighbours of the group; the boundary that crosses servers counts where one does.
Time point_to_point(const Network& net, const Group& group, Data bytes);

/// Share of compute units that a collective of this group takes.
double interference_share(const Network& net, const Group& group);

}  // namespace deepwallet
