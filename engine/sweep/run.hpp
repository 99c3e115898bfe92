#pragma once

/// A sweep from its first point to its last, or to where somebody stops it.

#include <atomic>
#include <functional>
#include <optional>

#include "engine/sweep/store.hpp"

namespace deepwallet {

struct SweepProgress {
    std::int64_t done = 0;     ///< of this call and before
    std::int64_t total = 0;    ///< of this shard
    std::int64_t resumed = 0;  ///< were there before
    std::int64_t faulty = 0;
    std::int64_t left_out = 0;
    double best = 0.0;  ///< of the objective; NaN where there is none yet
};

struct SweepOptions {
    int threads = 0;  ///< all cores where 0
    /// This part of so many: points from part / parts on.
    std::int64_t part = 0;
    std::int64_t parts = 1;
    bool fail_fast = false;  ///< the first faulty point ends it
    const std::atomic<bool>* stop = nullptr;
    /// Called after each batch, by one thread at a time.
    std::function<void(const SweepProgress&)> progress;
};

struct SweepOutcome {
    SweepProgress progress;
    bool stopped = false;
    std::optional<Point> failure;  ///< with fail_fast
};

/// The points of a part.
struct PointRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
};
PointRange part_of(std::int64_t points, std::int64_t part, std::int64_t parts);

/// Points that follow each other and are evaluated by one thread.
std::int64_t batch_size(const Sweep& sweep);

/// Evaluates what the store does not have. The store's points are the same on any number of
/// threads, and whatever was interrupted before.
SweepOutcome run_sweep(const Sweep& sweep, ResultStore& store, const SweepOptions& options);

}  // namespace deepwallet
