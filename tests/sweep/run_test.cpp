#include "engine/sweep/run.hpp"

#include <algorithm>
#include <atomic>

#include "tests/support/catch.hpp"
#include "tests/support/sweeps.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace deepwallet;

namespace {

/// 2 x 60 x 30 points, more than a thousand of them faulty: 105 layers divide by few numbers.
const std::string kSection =
    "keep = \"run.days < 60\"\n"
    "grid.\"cluster.server\" = [\"dgx-a100-80gb\", \"dgx-h100\"]\n"
    "grid.\"parallelism.pipeline\" = [1, 2, 3, 5, 7, 15, 21, 35, 70, 105]\n"
    "grid.\"parallelism.tensor\" = [1, 2, 3, 4, 6, 8]\n"
    "samples = 30\n"
    "sample.\"cluster.servers\" = { low = 100, high = 600 }\n"
    "derive.\"training.global_batch\" = \"1920 + 0 * cluster.servers\"\n";

int lines(const std::string& text) {
    return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("results are the same bytes on any number of threads") {
    const Sweep sweep = test::sweep_of(kSection);
    SweepOptions options;
    options.threads = 1;
    const std::string one = test::run_to_csv(sweep, options);
    CHECK(lines(one) == sweep.size() + 1);
    CHECK_THAT(one, ContainsSubstring(",faulty,"));
    CHECK_THAT(one, ContainsSubstring(",done,"));
    CHECK_THAT(one, ContainsSubstring(",left out,"));
    for (const int threads : {2, 5}) {
        options.threads = threads;
        CHECK(test::run_to_csv(sweep, options) == one);
    }
}

TEST_CASE("a sweep that was stopped goes on where it was, and ends with the same bytes") {
    const Sweep sweep = test::sweep_of(kSection);
    const std::string whole = test::run_to_csv(sweep);
    const test::TemporaryFolder folder;
    std::int64_t computed = 0;
    std::int64_t resumed = 0;
    for (int run = 0; run < 100; ++run) {
        ResultStore store = test::open_store(sweep, folder.path() / "a.db");
        std::atomic<bool> stop = false;
        SweepOptions options;
        options.threads = 2;
        options.stop = &stop;
        options.progress = [&](const SweepProgress&) { stop = true; };
        const SweepOutcome outcome = run_sweep(sweep, store, options);
        CHECK(outcome.progress.resumed == resumed);
        computed += outcome.progress.done - outcome.progress.resumed;
        resumed = outcome.progress.done;
        CHECK(store.count() == resumed);
        if (outcome.progress.done == sweep.size()) {
            CHECK(test::csv_of(store) == whole);
            break;
        }
        CHECK(outcome.stopped);
    }
    CHECK(computed == sweep.size());
}

TEST_CASE(
    "a faulty point does not end a sweep and keeps its reason, unless the first is to end it") {
    const Sweep sweep = test::sweep_of("grid.\"parallelism.tensor\" = [8, 7, 4]\n");
    ResultStore store = test::open_store(sweep);
    const SweepOutcome outcome = run_sweep(sweep, store, {});
    CHECK(outcome.progress.done == 3);
    CHECK(outcome.progress.faulty == 1);
    const std::vector<Point> points = test::points_of(store);
    CHECK(points.at(1).status == PointStatus::faulty);
    CHECK_THAT(points.at(1).reason, ContainsSubstring("parallelism.tensor = 7"));
    CHECK(points.at(2).status == PointStatus::done);

    SweepOptions options;
    options.fail_fast = true;
    ResultStore fast = test::open_store(sweep);
    const SweepOutcome failed = run_sweep(sweep, fast, options);
    REQUIRE(failed.failure);
    CHECK(failed.failure->id == 1);
    CHECK_THAT(failed.failure->reason, ContainsSubstring("parallelism.tensor = 7"));
}

TEST_CASE("parts of a sweep are all of it, each point once") {
    for (const std::int64_t points : {0LL, 1LL, 7LL, 1000LL, 1'000'000'000LL}) {
        for (const std::int64_t parts : {1LL, 3LL, 16LL, 1'000'000LL}) {
            std::int64_t end = 0;
            for (std::int64_t part = 0; part < std::min<std::int64_t>(parts, 20); ++part) {
                const PointRange range = part_of(points, part, parts);
                CHECK(range.first == end);
                CHECK(range.last >= range.first);
                CHECK(range.last - range.first <= points / parts + 1);
                end = range.last;
            }
            CHECK(part_of(points, parts - 1, parts).last == points);
        }
    }
}

TEST_CASE("a desk hands out each point once, and takes results in any order") {
    const Sweep sweep = test::sweep_of(kSection);
    const std::string whole = test::run_to_csv(sweep);
    ResultStore store = test::open_store(sweep);
    SweepWorker worker(sweep);
    store.write(evaluate_points(worker, {0, 5, 1999}, nullptr));
    SweepDesk desk(sweep, store, {});
    CHECK(desk.left() == sweep.size() - 3);
    std::vector<std::vector<std::int64_t>> pieces;
    std::vector<bool> seen(static_cast<std::size_t>(sweep.size()));
    for (auto ids = desk.next(700); !ids.empty(); ids = desk.next(700)) {
        for (const std::int64_t id : ids) {
            CHECK_FALSE(seen[static_cast<std::size_t>(id)]);
            seen[static_cast<std::size_t>(id)] = true;
        }
        pieces.push_back(ids);
    }
    CHECK(std::count(seen.begin(), seen.end(), true) == sweep.size() - 3);
    CHECK_FALSE((seen[0] || seen[5] || seen[1999]));
    CHECK(desk.left() == 0);
    std::reverse(pieces.begin(), pieces.end());
    for (const auto& ids : pieces) desk.take(evaluate_points(worker, ids, nullptr));
    const SweepOutcome outcome = desk.finish(false);
    CHECK(outcome.progress.done == sweep.size());
    CHECK(outcome.progress.resumed == 3);
    CHECK(test::csv_of(store) == whole);
}

TEST_CASE("a desk hands out nothing behind a failure that ends the sweep") {
    const Sweep sweep = test::sweep_of(kSection);
    ResultStore store = test::open_store(sweep);
    SweepOptions options;
    options.fail_fast = true;
    SweepDesk desk(sweep, store, options);
    Point faulty;
    faulty.id = desk.next(10).front();
    faulty.status = PointStatus::faulty;
    faulty.reason = "so";
    faulty.axes.resize(sweep.axis_paths().size());
    desk.take({faulty});
    CHECK(desk.next(10).empty());
    Point more = faulty;
    more.id = 1;
    desk.take({more});
    const SweepOutcome outcome = desk.finish(false);
    REQUIRE(outcome.failure);
    CHECK(outcome.failure->reason == "so");
    CHECK(store.count() == 1);
}

TEST_CASE("the shards of a sweep, merged, are the whole to the byte") {
    const Sweep sweep = test::sweep_of(kSection);
    const test::TemporaryFolder folder;
    ResultStore all = test::open_store(sweep);
    for (std::int64_t part = 0; part < 5; ++part) {
        const auto file = folder.path() / std::to_string(part);
        {
            ResultStore store = test::open_store(sweep, file);
            SweepOptions options;
            options.part = part;
            options.parts = 5;
            run_sweep(sweep, store, options);
            store.finish();
        }
        REQUIRE(all.merge(file));
    }
    CHECK(test::csv_of(all) == test::run_to_csv(sweep));
}

TEST_CASE("the best so far is the least of the objective") {
    const Sweep sweep =
        test::sweep_of("objective = \"run.days\"\ngrid.\"cluster.servers\" = [350, 280, 420]\n");
    ResultStore store = test::open_store(sweep);
    const SweepOutcome outcome = run_sweep(sweep, store, {});
    const std::vector<Point> points = test::points_of(store);
    CHECK(outcome.progress.best == number_of(points.at(2).metrics.at(4)));
}
