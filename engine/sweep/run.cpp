#include "engine/sweep/run.hpp"

#include <omp.h>

#include <algorithm>
#include <cmath>
#include <exception>

namespace deepwallet {

namespace {

/// Points and time between two commits: what a sudden end can cost. A commit takes a fraction of a
/// millisecond.
constexpr std::int64_t kPointsBetweenCommits = 20'000;
constexpr std::chrono::milliseconds kTimeBetweenCommits{25};

bool is_stopped(const std::atomic<bool>* stop) { return stop != nullptr && stop->load(); }

/// The end of a sweep before its last point by what one of its threads threw.
class Ending {
public:
    [[nodiscard]] bool has_ended() const { return ended_; }

    template <class Work>
    void guard(const Work& work) {
        try {
            work();
        } catch (...) {
            if (!caught_.test_and_set())
                thrown_ = std::current_exception();
            ended_ = true;
        }
    }

    /// After all threads are done.
    void rethrow() const {
        if (thrown_)
            std::rethrow_exception(thrown_);
    }

private:
    std::atomic<bool> ended_ = false;
    std::atomic_flag caught_;
    std::exception_ptr thrown_;
};

}  // namespace

PointRange part_of(std::int64_t points, std::int64_t part, std::int64_t parts) {
    const auto at = [&](std::int64_t k) { return points / parts * k + points % parts * k / parts; };
    return {at(part), at(part + 1)};
}

std::int64_t batch_size(const Sweep& sweep) {
    constexpr std::int64_t kBatch = 512;
    return sweep.is_slow() ? 1 : kBatch;
}

SweepDesk::SweepDesk(const Sweep& sweep, ResultStore& store, SweepOptions options)
    : sweep_(sweep),
      store_(store),
      options_(std::move(options)),
      range_(part_of(sweep.size(), options_.part, options_.parts)),
      there_(store.done(range_.first, range_.last)),
      at_(range_.first),
      objective_(objective_of(sweep.axes().objective, sweep.metric_paths()), sweep.metric_paths()) {
    SweepProgress& progress = out_.progress;
    progress.total = range_.last - range_.first;
    progress.resumed = std::count(there_.begin(), there_.end(), true);
    progress.done = progress.resumed;
    progress.faulty = store.count(PointStatus::faulty, range_.first, range_.last);
    progress.left_out = store.count(PointStatus::left_out, range_.first, range_.last);
    left_ = progress.total - progress.resumed;
    if (options_.fail_fast)
        out_.failure = store.first_faulty(range_.first, range_.last);
}

std::vector<std::int64_t> SweepDesk::next(std::int64_t most) {
    std::vector<std::int64_t> ids;
    if (out_.failure || is_stopped(options_.stop))
        return ids;
    for (; at_ < range_.last && static_cast<std::int64_t>(ids.size()) < most; ++at_) {
        if (!there_[static_cast<std::size_t>(at_ - range_.first)])
            ids.push_back(at_);
    }
    left_ -= static_cast<std::int64_t>(ids.size());
    return ids;
}

void SweepDesk::take(const std::vector<Point>& points) {
    if (points.empty() || out_.failure)
        return;
    store_.write(points);
    since_commit_ += static_cast<std::int64_t>(points.size());
    for (const Point& point : points) count(point);
    commit_in_time();
    if (options_.progress)
        options_.progress(out_.progress);
}

void SweepDesk::commit_in_time() {
    const auto now = std::chrono::steady_clock::now();
    if (since_commit_ < kPointsBetweenCommits && now - committed_ < kTimeBetweenCommits)
        return;
    store_.commit();
    since_commit_ = 0;
    committed_ = now;
}

void SweepDesk::count(const Point& point) {
    SweepProgress& progress = out_.progress;
    ++progress.done;
    if (point.status == PointStatus::faulty) {
        ++progress.faulty;
        if (options_.fail_fast && !out_.failure)
            out_.failure = point;
    }
    if (point.status == PointStatus::left_out)
        ++progress.left_out;
    if (point.status == PointStatus::done)
        progress.best = std::fmin(progress.best, objective_.of_fitting(point.metrics));
}

SweepOutcome SweepDesk::finish(bool stopped) {
    store_.commit();
    out_.first_faulty = store_.first_faulty(range_.first, range_.last);
    out_.stopped = stopped;
    return std::move(out_);
}

std::vector<Point> evaluate_points(SweepWorker& worker,
                                   const std::vector<std::int64_t>& ids,
                                   const std::atomic<bool>* stop) {
    std::vector<Point> out;
    out.reserve(ids.size());
    for (std::size_t i = 0; i < ids.size() && !is_stopped(stop); ++i)
        out.push_back(worker.evaluate(ids[i]));
    return out;
}

SweepOutcome run_sweep(const Sweep& sweep, ResultStore& store, const SweepOptions& options) {
    SweepDesk desk(sweep, store, options);
    const std::int64_t batch = batch_size(sweep);
    Ending ending;
    const int threads = options.threads > 0 ? options.threads : omp_get_max_threads();
#pragma omp parallel num_threads(threads)
    {
        SweepWorker worker(sweep);
        std::vector<std::int64_t> ids;
        std::vector<Point> points;
        do {
            // What throws in a critical region must be caught there.
#pragma omp critical(deepwallet_sweep)
            ending.guard([&] {
                ids.clear();
                if (ending.has_ended())
                    return;
                desk.take(points);
                ids = desk.next(batch);
            });
            ending.guard([&] { points = evaluate_points(worker, ids, options.stop); });
        } while (!ids.empty() && !ending.has_ended());
    }
    ending.rethrow();
    return desk.finish(is_stopped(options.stop));
}

}  // namespace deepwallet
