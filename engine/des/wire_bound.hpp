#pragma once

/// What no algorithm can undercut.
///
/// Parts of the ranks (each alone, each server, each half) send out and take in at least what the
/// others' results need of theirs, over links that all of their routes cross:
///
///     all-reduce      S out and S in, of each part; all P parts of a kind together 2 (P - 1) S,
///                     so that P equal ones take 2 (P - 1) / P S (Patarasuk and Yuan 2009);
///                     S alone where switches add up (Graham et al. 2016)
///     all-gather      (n - a)/n S into a part of a ranks, a/n S out of it
///     reduce-scatter  the same the other way round
///     all-to-all      a (n - a)/n S both ways
///
/// A slow port alone bounds by S rather than 2 (n - 1)/n S: its rank can be a leaf of a tree.

#include "engine/des/collective_flows.hpp"

namespace deepwallet {

/// The least time of any algorithm that uses these routes; without latencies. Routes without a link
/// that takes all of their traffic bound nothing. Looks at every pair of ranks.
/// Faults: those of the task, ranks that cannot reach each other, links without bandwidth.
Result<Time> wire_bound(const CollectiveTask& task, const Wiring& wiring);

/// One fault if `time` is less than the wire bound allows or no number, beside those of the bound
/// itself.
Faults faster_than_wire(const CollectiveTask& task, const Wiring& wiring, Time time);

}  // namespace deepwallet
