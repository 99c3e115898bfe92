#pragma once

/// A sweep from its first point to its last, or to where somebody stops it.

#include <atomic>
#include <chrono>
#include <functional>
#include <limits>
#include <optional>

#include "engine/sweep/objective.hpp"
#include "engine/sweep/store.hpp"

namespace deepwallet {

struct SweepProgress {
    std::int64_t done = 0;     ///< of this call and before
    std::int64_t total = 0;    ///< of this shard
    std::int64_t resumed = 0;  ///< were there before
    std::int64_t faulty = 0;
    std::int64_t left_out = 0;
    /// Of the objective, of points that fit in memory; NaN where there is none yet.
    double best = std::numeric_limits<double>::quiet_NaN();
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
    std::optional<Point> failure;       ///< with fail_fast
    std::optional<Point> first_faulty;  ///< by number, of those that are kept
};

/// The points of a part.
struct PointRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
};
PointRange part_of(std::int64_t points, std::int64_t part, std::int64_t parts);

/// Points that follow each other and are evaluated by one thread.
std::int64_t batch_size(const Sweep& sweep);

/// Hands out the points of a part that the store does not have, and takes what came of them, from
/// whoever evaluates them. By one thread at a time; sweep and store outlive it.
class SweepDesk {
public:
    SweepDesk(const Sweep& sweep, ResultStore& store, SweepOptions options);

    /// The next points to evaluate, in order, so many at most; none where all are handed out or the
    /// sweep is to end.
    std::vector<std::int64_t> next(std::int64_t most);
    /// Of those that nobody has been handed.
    [[nodiscard]] std::int64_t left() const { return left_; }

    /// Not of points behind a failure that ends the sweep.
    void take(const std::vector<Point>& points);

    /// Keeps all for good.
    SweepOutcome finish(bool stopped);

private:
    void count(const Point& point);
    void commit_in_time();

    const Sweep& sweep_;
    ResultStore& store_;
    SweepOptions options_;
    PointRange range_;
    std::vector<bool> there_;
    std::int64_t at_ = 0;
    std::int64_t left_ = 0;
    std::int64_t since_commit_ = 0;
    std::chrono::steady_clock::time_point committed_ = std::chrono::steady_clock::now();
    PointObjective objective_;
    SweepOutcome out_;
};

/// The points of these numbers; fewer where somebody stops it.
std::vector<Point> evaluate_points(SweepWorker& worker,
                                   const std::vector<std::int64_t>& ids,
                                   const std::atomic<bool>* stop);

/// Evaluates what the store does not have. The store's points are the same on any number of
/// threads, and whatever was interrupted before.
SweepOutcome run_sweep(const Sweep& sweep, ResultStore& store, const SweepOptions& options);

}  // namespace deepwallet
