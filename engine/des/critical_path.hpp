#pragma once

/// Why an iteration takes as long as it does: the chain of work and waits that ends last, of which
/// no part can be shortened without shortening the whole.

#include "engine/des/trace.hpp"

namespace deepwallet {

struct PathSegment {
    std::uint32_t rank = 0;
    std::uint32_t op = kNone;  ///< of Job::ops; none for the way of a message
    Cause cause = Cause::kernels;
    double start = 0.0;
    double end = 0.0;
};

/// From the start to the end of the iteration, without a gap, of a recorded trace of `ranks` ranks.
std::vector<PathSegment> critical_path(const Trace& trace, std::uint32_t ranks);

/// Seconds of the path by cause.
std::vector<double> path_by_cause(const std::vector<PathSegment>& path);

}  // namespace deepwallet
