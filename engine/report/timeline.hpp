#pragma once

/// A simulated iteration as a trace for Perfetto or chrome://tracing ("Trace Event Format", Google
/// 2016): a process an accelerator, a row a stream, counters for memory in use and power.

#include <ostream>

#include "engine/scenario/evaluate.hpp"

namespace deepwallet {

/// What a slice of a row is.
enum class TimelineLevel {
    micro_batch,  ///< a pass of a micro-batch
    layer,        ///< that, and the passes through its layers inside of it
    kernel,       ///< that, and every span of kernels and every collective
};

/// Times are microseconds from the start of the iteration. Returns how many events it has written.
std::size_t write_timeline(std::ostream& out,
                           const Scenario& scenario,
                           const TracedScenario& traced,
                           TimelineLevel level);

}  // namespace deepwallet
