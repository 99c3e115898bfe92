#pragma once

/// Who sends what to whom in a collective, before anything moves. Ranks stand for their place in
/// the task's list.

#include <array>
#include <cstdint>
#include <vector>

#include "engine/des/collective_flows.hpp"

namespace deepwallet {

/// Which latency a message has.
enum class Latency : std::uint8_t { across, inside, none };
constexpr std::size_t kLatencies = 3;

/// In seconds, by Latency.
std::array<double, kLatencies> latencies(const CollectiveTask& task);
Latency latency_between(const CollectiveTask& task, std::uint32_t from, std::uint32_t to);

/// Steps in each of which every rank sends one message and receives one.
struct Rounds {
    enum class Rule : std::uint8_t {
        ring,   ///< to the next of `size` ranks that are `stride` apart
        pairs,  ///< with the rank `stride` away in a block of 2 x stride
        shift,  ///< in step k (from 0) to the rank k + 1 behind, of `size`
    };
    Rule rule = Rule::ring;
    std::uint32_t steps = 0;
    std::uint32_t stride = 1;
    std::uint32_t size = 1;
    double bytes = 0.0;  ///< of a message

    [[nodiscard]] std::uint32_t to(std::uint32_t rank, std::uint32_t step) const;
    [[nodiscard]] std::uint32_t from(std::uint32_t rank, std::uint32_t step) const;
};

/// Of the algorithms that work in such steps; empty for others.
std::vector<Rounds> rounds_of(const CollectiveTask& task);

constexpr std::uint32_t kSwitch = 0xFFFFFFFFU;

/// Messages that follow each other on one edge of a tree, one a chunk.
struct TreeStream {
    std::uint32_t from = kSwitch;
    std::uint32_t to = kSwitch;
    double share = 0.0;  ///< of the buffer, over all chunks
    Latency latency = Latency::none;
    std::uint8_t phase = 0;
    bool needs_all = false;  ///< of the chunks of those below, rather than the same one
    Route route = {};        ///< over the network
    std::vector<std::uint32_t> needs = {};  ///< streams that bring what this one sends
    std::vector<std::uint32_t> wakes = {};  ///< the other way round
};

struct StreamSet {
    std::vector<TreeStream> streams;
    std::vector<double> latencies;  ///< seconds, of each phase's longest way
};

/// Of trees and of reduction in switches; none for others. Faults: those of routes.
Result<StreamSet> streams_of(const CollectiveTask& task, const Wiring& wiring);

/// The way between two ranks. Faults: there is none, or a link of it does not exist or has no
/// bandwidth.
Result<Route> route_between(const CollectiveTask& task,
                            const Wiring& wiring,
                            std::uint32_t from,
                            std::uint32_t to);

/// The parent of each place in a binary tree of n places whose inner ones, but for the root 0, are
/// even (Sanders et al. 2009; NCCL numbers its trees like this); the root is its own.
std::vector<std::uint32_t> tree_parents(std::uint32_t n);

/// Where each rank stands in the tree that complements the first one: mirrored where the number of
/// ranks is even, moved on by one where it is odd.
std::uint32_t place_in_second_tree(std::uint32_t rank, std::uint32_t n);

}  // namespace deepwallet
