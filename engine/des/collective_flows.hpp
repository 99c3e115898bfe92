#pragma once

/// One collective over the links of a network: as fluids, and message by message.
///
/// Fluid: each phase of the algorithm is one activity over every link that it crosses, with the
/// share of the phase's bytes that the link carries; its rate is what the fullest link allows
/// (max-min with nothing beside it), and the latencies of its steps come on top. Step by step:
/// every message is a flow of its own, which starts when its rank has finished the step before and
/// holds what it sends, waits for its latency, and shares links max-min fairly.
///
/// Sources of the algorithms: Thakur, Rabenseifner and Gropp 2005 (ring, recursive halving and
/// doubling, pairwise exchange, tree as reduction and broadcast); Sanders, Speck and Traeff 2009
/// (two complementary trees with half of the data each); Patarasuk and Yuan 2009 (ring, and what no
/// all-reduce can undercut); Graham et al. 2016 (reduction in switches).

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/units.hpp"
#include "engine/cost/steps.hpp"
#include "engine/des/wiring.hpp"
#include "engine/hardware/route.hpp"

namespace deepwallet {

enum class CollectiveAlgorithm {
    ring,              ///< all-reduce, all-gather, reduce-scatter
    tree,              ///< all-reduce: up a binary tree, then down
    double_tree,       ///< all-reduce: two trees, inner ranks of one are leaves of the other
    halving_doubling,  ///< all-reduce, all-gather, reduce-scatter of 2^k ranks
    hierarchical,      ///< all-reduce: rings in servers, between their like members, in servers
    pairwise,          ///< all-to-all: in step k with the ranks k before and behind
    in_network,        ///< all-reduce: up once to switches that add, down once
};

const char* name_of(CollectiveAlgorithm algorithm);

struct CollectiveTask {
    CollectiveKind kind = CollectiveKind::all_reduce;
    CollectiveAlgorithm algorithm = CollectiveAlgorithm::ring;
    /// Accelerators in the order of the ring, the tree, or of pairs; no one twice.
    std::vector<std::int64_t> ranks;
    /// The full buffer: what an all-reduce reduces, what an all-gather ends with, what one rank
    /// holds in a reduce-scatter or an all-to-all.
    Data bytes;
    Time latency;                 ///< of a message
    Time inside_latency;          ///< of one between ranks of the same server
    std::int64_t per_server = 1;  ///< so many ranks after each other share a server
    std::int64_t chunks = 1;      ///< of a pipeline up and down trees or switches, step by step
};

/// An activity on a FluidNetwork: first `latency`, then `bytes` over `links`.
struct FluidPhase {
    Time latency;
    Data bytes;
    Route links;
};

struct CollectiveRun {
    Time time;
    std::uint64_t messages = 0;
    std::vector<double> carried;   ///< bytes by link
    std::vector<double> sent;      ///< bytes by rank, as the task lists them
    std::vector<double> received;  ///< the same
};

/// What is wrong with a task itself: fewer than one rank, one twice, sizes or latencies that are
/// negative or no number, a kind that the algorithm does not do, ranks that are no power of two or
/// do not fill their servers.
Faults task_faults(const CollectiveTask& task);

/// Phases for a network that other traffic shares; one after the other. Faults: those of the task,
/// ranks that cannot reach each other, links without bandwidth.
Result<std::vector<FluidPhase>> fluid_phases(const CollectiveTask& task, const Wiring& wiring);

/// The collective alone on its network, as fluids. Faults as above, and a result that the links or
/// the information that ranks need do not allow (conservation_faults).
Result<CollectiveRun> run_fluid(const CollectiveTask& task, const Wiring& wiring);

/// The collective alone on its network, message by message. Faults as above.
Result<CollectiveRun> run_step_by_step(const CollectiveTask& task, const Wiring& wiring);

/// Does a run carry more over a link than that can in its time, or did a rank send or receive less
/// than any algorithm needs? A result without these faults is not faster than the wire. O(links).
Faults conservation_faults(const CollectiveTask& task,
                           const CollectiveRun& run,
                           std::span<const double> link_rates);

}  // namespace deepwallet
