#pragma once

/// Runs a job.
///
/// A rank whose kernels nothing slows down knows the end of an operation as soon as its start: it
/// runs ahead of the clock until it needs another rank, so that most work passes no event queue.
/// Ranks wait for each other by counting: a collective starts when its last member joins, a message
/// wakes the one rank that waits for it. What depends on the clock, because it shares links or is
/// slowed down by traffic beside it, goes through the queue in the order of time. Nothing that runs
/// ahead can touch the past: whatever it starts begins no earlier than the clock.

#include <array>

#include "engine/core/error.hpp"
#include "engine/core/units.hpp"
#include "engine/des/noise.hpp"
#include "engine/des/trace.hpp"

namespace deepwallet {

struct SimulationOptions {
    Noise noise = {};
    bool record = false;           ///< a trace
    std::uint32_t first_lane = 0;  ///< of those that are recorded
    std::uint32_t end_lane = kNone;
};

struct RankTotals {
    std::array<double, kCauses> seconds = {};  ///< by cause; they add up to `end`
    double end = 0.0;
    double held_up = 0.0;        ///< seconds that others waited for it, but at barriers
    std::int32_t most_held = 0;  ///< micro-batches of a chunk, at the peak
    std::int32_t held = 0;       ///< at the end

    [[nodiscard]] double of(Cause cause) const { return seconds[static_cast<std::size_t>(cause)]; }
};

struct Simulation {
    Time makespan;
    std::vector<RankTotals> ranks;
    std::uint64_t tasks = 0;  ///< kernels, collectives of a group and messages that have ended
    Trace trace;
};

/// Faults: durations that are no finite time, ranks that wait for each other for ever, links
/// without bandwidth.
Result<Simulation> simulate(const Job& job, const SimulationOptions& options = {});

}  // namespace deepwallet
