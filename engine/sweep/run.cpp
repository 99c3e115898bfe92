#include "engine/sweep/run.hpp"

#include <omp.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>

namespace deepwallet {

namespace {

/// Points between two commits: what a sudden end can cost.
constexpr std::int64_t kPointsBetweenCommits = 20'000;

/// Takes batches of points from workers, one at a time.
class Collector {
public:
    Collector(const Sweep& sweep, ResultStore& store, const SweepOptions& options)
        : sweep_(sweep), store_(store), options_(options) {
        out_.progress.best = std::numeric_limits<double>::quiet_NaN();
        if (!sweep.axes().objective.empty())
            find_objective();
    }

    void begin(std::int64_t total, std::int64_t resumed) {
        out_.progress.total = total;
        out_.progress.done = resumed;
        out_.progress.resumed = resumed;
    }

    /// False where the sweep is to end.
    bool take(const std::vector<Point>& points) {
        store_.write(points);
        since_commit_ += static_cast<std::int64_t>(points.size());
        for (const Point& point : points) count(point);
        if (since_commit_ >= kPointsBetweenCommits || sweep_.is_slow()) {
            store_.commit();
            since_commit_ = 0;
        }
        if (options_.progress)
            options_.progress(out_.progress);
        return !out_.failure;
    }

    SweepOutcome finish(bool stopped) {
        store_.commit();
        out_.stopped = stopped;
        return std::move(out_);
    }

private:
    /// The objective as a column, where it is one metric that is kept.
    void find_objective() {
        for (std::size_t m = 0; m < sweep_.metrics().size(); ++m) {
            if (sweep_.metrics()[m]->path == sweep_.axes().objective)
                objective_ = m;
        }
    }

    void count(const Point& point) {
        ++out_.progress.done;
        if (point.status == PointStatus::faulty) {
            ++out_.progress.faulty;
            if (options_.fail_fast && !out_.failure)
                out_.failure = point;
        }
        if (point.status == PointStatus::left_out)
            ++out_.progress.left_out;
        if (point.status == PointStatus::done && objective_)
            out_.progress.best =
                std::fmin(out_.progress.best, number_of(point.metrics[*objective_]));
    }

    const Sweep& sweep_;
    ResultStore& store_;
    const SweepOptions& options_;
    SweepOutcome out_;
    std::optional<std::size_t> objective_;
    std::int64_t since_commit_ = 0;
};

/// The end of a sweep before its last point: asked for, or by what one of its threads threw.
class Ending {
public:
    [[nodiscard]] bool has_ended() const { return ended_; }
    void end() { ended_ = true; }

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

SweepOutcome run_sweep(const Sweep& sweep, ResultStore& store, const SweepOptions& options) {
    const PointRange range = part_of(sweep.size(), options.part, options.parts);
    const std::vector<bool> there = store.done(range.first, range.last);
    Collector collector(sweep, store, options);
    collector.begin(range.last - range.first, std::count(there.begin(), there.end(), true));

    const std::int64_t batch = batch_size(sweep);
    const std::int64_t batches = (range.last - range.first + batch - 1) / batch;
    const auto stopped = [&] { return options.stop != nullptr && options.stop->load(); };
    const auto evaluate = [&](std::int64_t b, SweepWorker& worker, std::vector<Point>& points) {
        const std::int64_t first = range.first + b * batch;
        const std::int64_t last = std::min(first + batch, range.last);
        for (std::int64_t id = first; id < last && !stopped(); ++id) {
            if (!there[static_cast<std::size_t>(id - range.first)])
                points.push_back(worker.evaluate(id));
        }
    };
    Ending ending;
    const int threads = options.threads > 0 ? options.threads : omp_get_max_threads();
#pragma omp parallel num_threads(threads)
    {
        SweepWorker worker(sweep);
        std::vector<Point> points;
#pragma omp for schedule(dynamic, 1)
        for (std::int64_t b = 0; b < batches; ++b) {
            if (ending.has_ended() || stopped())
                continue;
            points.clear();
            ending.guard([&] { evaluate(b, worker, points); });
            // What throws in a critical region must be caught there.
#pragma omp critical(deepwallet_sweep)
            ending.guard([&] {
                if (!points.empty() && !ending.has_ended() && !collector.take(points))
                    ending.end();
            });
        }
    }
    ending.rethrow();
    return collector.finish(stopped());
}

}  // namespace deepwallet
