#include "cli/shared_sweep.hpp"

#include <algorithm>

#include "cli/bytes.hpp"
#include "cli/shared_work.hpp"

namespace deepwallet::cli {

namespace {

void put(ByteWriter& out, const Point& point) {
    out.put(point.id);
    out.put(point.status);
    out.put(point.reason);
    out.put(point.axes);
    out.put(point.metrics);
}

Point get_point(ByteReader& in) {
    Point point;
    in.get(point.id);
    in.get(point.status);
    in.get(point.reason);
    in.get(point.axes);
    in.get(point.metrics);
    return point;
}

std::string to_bytes(const std::vector<Point>& points) {
    ByteWriter out;
    for (const Point& point : points) put(out, point);
    return std::move(out).take();
}

std::vector<Point> points_of(const std::string& bytes) {
    std::vector<Point> points;
    for (ByteReader in(bytes); !in.at_end();) points.push_back(get_point(in));
    return points;
}

std::string to_bytes(const std::vector<std::int64_t>& ids) {
    if (ids.empty())
        return "";
    ByteWriter out;
    out.put(ids);
    return std::move(out).take();
}

/// Many points a message at first, few at last: what is left over twice as many threads as there
/// are (guided self-scheduling, Polychronopoulos and Kuck 1987), in whole batches. Eight batches
/// are a tenth of a second.
std::int64_t points_a_piece(std::int64_t left, std::int64_t threads, std::int64_t batch) {
    constexpr std::int64_t kMostBatches = 8;
    const std::int64_t batches = left / (2 * threads * batch);
    return batch * std::clamp<std::int64_t>(batches, 1, batch == 1 ? 1 : kMostBatches);
}

SharedWork work_of(const Sweep& sweep, const SweepOptions& options) {
    SharedWork work;
    work.key = sweep.fingerprint();
    work.threads = options.threads;
    work.stop = options.stop;
    work.worker = [&sweep, &options] {
        const auto worker = std::make_shared<SweepWorker>(sweep);
        return [worker, &options](const std::string& piece) {
            const auto ids = ByteReader(piece).get<std::vector<std::int64_t>>();
            return to_bytes(evaluate_points(*worker, ids, options.stop));
        };
    };
    return work;
}

}  // namespace

SweepOutcome run_sweep(const Sweep& sweep,
                       ResultStore& store,
                       const SweepOptions& options,
                       const Ranks& ranks) {
    SweepDesk desk(sweep, store, options);
    SharedWork work = work_of(sweep, options);
    work.desk = [&](const std::string& result, std::int64_t threads) {
        desk.take(points_of(result));
        return to_bytes(desk.next(points_a_piece(desk.left(), threads, batch_size(sweep))));
    };
    return desk.finish(share(work, ranks).stopped);
}

void help_sweep(const Sweep& sweep, const SweepOptions& options, const Ranks& ranks) {
    share(work_of(sweep, options), ranks);
}

}  // namespace deepwallet::cli
