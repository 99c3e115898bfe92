#include "engine/cost/collectives.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/math.hpp"

namespace deepwallet {

namespace {

/// Of an all-reduce inside of a server: what the fitted curves say for this many ranks.
struct ScaleUpCurve {
    Time latency;
    Bandwidth bus;
};

ScaleUpCurve scale_up(const Server& server, double ranks) {
    return {interpolate_log(server.scaleup_ranks, server.all_reduce_latency_us, ranks) * units::us,
            interpolate_log(server.scaleup_ranks, server.all_reduce_bus_gb_per_s, ranks) *
                units::GB_per_s};
}

/// Two regimes, the faster of which holds: the one for large messages, and one of less latency and
/// less bandwidth for small ones.
Time inside_time(const Server& server, double ranks, Data wire, double latency_share) {
    const ScaleUpCurve curve = scale_up(server, ranks);
    const Time latency = curve.latency * latency_share;
    return std::min(latency + wire / curve.bus,
                    latency * server.small_message_latency_share +
                        wire / (curve.bus * server.small_message_bandwidth_share));
}

/// The link between servers as `members` ranks of one group share it: rings are spread over the
/// adapters of all members, and cannot outrun the scale-up network that feeds them.
Link across(const Network& net, const Group& group) {
    const auto members = static_cast<double>(group.per_server);
    Bandwidth rate = net.nic_per_gpu * members / net.oversubscription;
    if (group.per_server > 1)
        rate = std::min(rate, scale_up(*net.server, members).bus);
    return {net.nic_latency, rate};
}

/// Once around a ring that enters each server once: n - 1 steps, of which servers - 1 leave one
/// (the cost model of NCCL's tuner).
Time ring_latency(const Network& net, const Group& group) {
    const double leaving = real(group.servers()) - 1.0;
    const double inside = real(group.size) - 1.0 - leaving;
    return inside * net.server->hop_latency + leaving * net.nic_latency;
}

/// Up a chain in each server and a tree across them.
Time tree_latency(const Network& net, const Group& group) {
    return (real(group.per_server) - 1.0) * net.server->hop_latency +
           std::log2(real(group.servers())) * net.nic_latency;
}

}  // namespace

Time ring_all_reduce(double n, Data bytes, Link link) {
    return 2.0 * ring_all_gather(n, bytes, link);
}

Time ring_all_gather(double n, Data bytes, Link link) {
    return (n - 1.0) * link.latency + (n - 1.0) / n * bytes / link.bandwidth;
}

Time halving_doubling_all_reduce(double n, Data bytes, Link link) {
    return 2.0 * std::log2(n) * link.latency + 2.0 * (n - 1.0) / n * bytes / link.bandwidth;
}

Time double_binary_tree_all_reduce(double n, Data bytes, Link link) {
    return 2.0 * std::log2(n) * link.latency + 2.0 * bytes / link.bandwidth;
}

Time pipelined_broadcast(double n, Data bytes, double chunks, Link link) {
    return (n - 2.0 + chunks) * (link.latency + bytes / chunks / link.bandwidth);
}

Time pairwise_all_to_all(double n, Data bytes, Link link) {
    return ring_all_gather(n, bytes, link);
}

Time hierarchical_all_reduce(
    double per_server, double servers, Data bytes, Link inside, Link between) {
    return 2.0 * ring_all_gather(per_server, bytes, inside) +
           ring_all_reduce(servers, bytes / per_server, between);
}

Time in_network_all_reduce(double per_server, Data bytes, Link inside, Link between) {
    const Time within = 2.0 * (per_server - 1.0) / per_server * bytes / inside.bandwidth;
    const Time beyond = bytes / per_server / between.bandwidth;
    return 2.0 * (per_server - 1.0) * inside.latency + between.latency + std::max(within, beyond);
}

Network network(const Server& server, const Fabric& fabric) {
    const double share = real(server.nics) / real(server.accelerators);
    return {.server = &server,
            .nic_per_gpu = server.nic_bandwidth * share * fabric.efficiency,
            .nic_latency = fabric.latency,
            .oversubscription = fabric.oversubscription,
            .in_network_reduction = fabric.in_network_reduction,
            .inside_interference = server.interference,
            .across_interference = fabric.interference};
}

AcrossCost all_reduce_across(const Network& net, const Group& group, Data bytes) {
    const double n = real(group.size);
    const Bandwidth rate = across(net, group).bandwidth;
    const AcrossCost ring = {2.0 * ring_latency(net, group), 2.0 * (n - 1.0) / n * bytes, rate};
    const AcrossCost tree = {2.0 * tree_latency(net, group), 2.0 * bytes, rate};
    const AcrossCost best = tree.time() < ring.time() ? tree : ring;
    if (!net.in_network_reduction)
        return best;
    const auto members = static_cast<double>(group.per_server);
    const Link inside = {net.server->hop_latency, scale_up(*net.server, members).bus};
    const Link own = {net.nic_latency, net.nic_per_gpu / net.oversubscription};
    const Time latency = in_network_all_reduce(members, {}, inside, own);
    const Time moving = in_network_all_reduce(members, bytes, inside, own) - latency;
    const Data wire = bytes / members;
    const AcrossCost switched = {latency, wire, wire / moving};
    return switched.time() < best.time() ? switched : best;
}

AcrossCost all_gather_across(const Network& net, const Group& group, Data bytes) {
    const double n = real(group.size);
    return {ring_latency(net, group), bytes * ((n - 1.0) / n), across(net, group).bandwidth};
}

AcrossCost all_to_all_across(const Network& net, const Group& group, Data bytes) {
    const double n = real(group.size);
    const Time inside =
        bytes * ((real(group.per_server) - 1.0) / n) / net.server->point_to_point_bandwidth;
    const Data wire = bytes * ((n - real(group.per_server)) / n);
    const Bandwidth nic = net.nic_per_gpu / net.oversubscription;
    // Every peer on another server gets a message of its own.
    const double messages = n - real(group.per_server);
    return {messages * net.nic_latency, wire, std::min(nic, wire / inside)};
}

AcrossCost forwarded_all_to_all(const Network& net, const Group& group, Data bytes, Data crossing) {
    const double members = real(group.per_server);
    const Time inside = bytes * ((members - 1.0) / members) / net.server->point_to_point_bandwidth;
    const Bandwidth nic = net.nic_per_gpu / net.oversubscription;
    const double messages = real(group.servers()) - 1.0;
    return {messages * net.nic_latency, crossing, std::min(nic, crossing / inside)};
}

Time all_reduce(const Network& net, const Group& group, Data bytes) {
    if (group.size <= 1)
        return {};
    const double n = real(group.size);
    if (!group.crosses_servers())
        return inside_time(*net.server, n, bytes * (2.0 * (n - 1.0) / n), 1.0);
    return all_reduce_across(net, group, bytes).time();
}

Time all_gather(const Network& net, const Group& group, Data bytes) {
    if (group.size <= 1)
        return {};
    const double n = real(group.size);
    if (group.crosses_servers())
        return all_gather_across(net, group, bytes).time();
    return inside_time(*net.server,
                       n,
                       bytes * ((n - 1.0) / n) / net.server->gather_bandwidth_share,
                       net.server->gather_latency_share);
}

Time all_to_all(const Network& net, const Group& group, Data bytes) {
    if (group.size <= 1)
        return {};
    if (group.crosses_servers())
        return all_to_all_across(net, group, bytes).time();
    const double n = real(group.size);
    const Time inside = bytes * ((n - 1.0) / n) / net.server->point_to_point_bandwidth;
    return scale_up(*net.server, n).latency * net.server->gather_latency_share + inside;
}

Time point_to_point(const Network& net, const Group& group, Data bytes) {
    if (group.size <= 1)
        return {};
    if (!group.crosses_servers()) {
        const Time latency = scale_up(*net.server, 2.0).latency * net.server->gather_latency_share;
        return latency + bytes / net.server->point_to_point_bandwidth;
    }
    return net.nic_latency + bytes / (net.nic_per_gpu / net.oversubscription);
}

double interference_share(const Network& net, const Group& group) {
    return group.crosses_servers() ? net.across_interference : net.inside_interference;
}

}  // namespace deepwallet
