#include "engine/sweep/store.hpp"

#include <algorithm>
#include <fstream>

#include <sqlite3.h>

#include "tests/support/catch.hpp"
#include "tests/support/sweeps.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace deepwallet;

namespace {

StoreHeader header() {
    return {"f-1",
            "0.1.0",
            "a title",
            "text",
            {"x=1"},
            10,
            {"cluster.servers", "cluster.server"},
            {InputRole::grid, InputRole::sampled},
            {"run.days", "memory.fits", "plan.name"},
            "run.days"};
}

Point point(std::int64_t id) {
    return {id,
            PointStatus::done,
            "",
            {Value(std::int64_t{280}), Value(std::string("dgx"))},
            {MetricValue(0.1), MetricValue(), MetricValue(std::string("it's \"x\""))}};
}

ResultStore opened(const std::filesystem::path& file, const StoreHeader& about = header()) {
    auto store = ResultStore::open(file, about);
    if (!store)
        throw std::runtime_error(render(store.error()));
    return std::move(*store);
}

std::string refusal(const std::filesystem::path& file, const StoreHeader& about = header()) {
    const auto store = ResultStore::open(file, about);
    return store ? "" : render(store.error());
}

void execute(const std::filesystem::path& file, const std::string& sql) {
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &db) == SQLITE_OK);
    CHECK(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(db);
}

}  // namespace

TEST_CASE("a store gives back what was written, to the last bit") {
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "a.db";
    const double third = 1.0 / 3.0;
    {
        ResultStore store = opened(file);
        Point first = point(7);
        first.metrics[0] = third;
        const Point faulty{
            2, PointStatus::faulty, "because", {Value(1.5), Value(std::string())}, {}};
        store.write(std::vector<Point>{first, faulty});
        store.commit();
    }
    const ResultStore again = opened(file);
    CHECK(again.count() == 2);
    const std::vector<Point> points = test::points_of(again);
    REQUIRE(points.size() == 2);
    CHECK(points[0].id == 2);
    CHECK(points[0].status == PointStatus::faulty);
    CHECK(points[0].reason == "because");
    CHECK(points[0].axes[0] == Value(1.5));
    CHECK(points[0].metrics[0] == MetricValue());
    CHECK(points[1].axes == point(7).axes);
    CHECK(points[1].metrics[0] == MetricValue(third));
    CHECK(points[1].metrics[1] == MetricValue());
    CHECK(points[1].metrics[2] == point(7).metrics[2]);
    const std::vector<bool> done = again.done(0, 10);
    CHECK(std::count(done.begin(), done.end(), true) == 2);
    CHECK(done[7]);
}

TEST_CASE("a point that is there stays as it was") {
    ResultStore store = opened({});
    Point other = point(1);
    other.metrics[0] = 0.2;
    store.write(std::vector<Point>{point(1), other});
    CHECK(test::points_of(store).at(0).metrics[0] == MetricValue(0.1));
}

TEST_CASE("what was not committed is not there after the end of the process") {
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "a.db";
    {
        ResultStore store = opened(file);
        store.write(std::vector<Point>{point(1)});
        store.commit();
        store.write(std::vector<Point>{point(2)});
    }
    CHECK(opened(file).count() == 1);
}

TEST_CASE("the store of another sweep is refused, and says whose it is") {
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "a.db";
    opened(file);
    StoreHeader other = header();
    other.fingerprint = "f-2";
    const std::string text = refusal(file, other);
    CHECK_THAT(text, ContainsSubstring("a.db"));
    CHECK_THAT(text, ContainsSubstring("the results of another sweep: a title"));
    CHECK_THAT(text,
               ContainsSubstring("name another file with --store, or begin anew with --restart"));
    CHECK(refusal(file).empty());
}

TEST_CASE("the store of another version is refused, and says which") {
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "a.db";
    StoreHeader old = header();
    old.version = "0.0.9";
    old.fingerprint = "f-0";
    opened(file, old);
    CHECK_THAT(refusal(file), ContainsSubstring("made by version 0.0.9"));
}

TEST_CASE("any other file is refused as what it is, and stays as it was") {
    const test::TemporaryFolder folder;
    std::string noise;
    for (int i = 0; i < 10'000; ++i) noise += static_cast<char>((i * 7919) >> 3);
    const std::filesystem::path file = folder.write("a.db", noise);
    CHECK_THAT(refusal(file), ContainsSubstring("this is no result store"));
    CHECK_THAT(refusal(file), ContainsSubstring("--store"));
    std::ifstream in(file, std::ios::binary);
    CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == noise);
    CHECK_THAT(refusal(folder.path()), ContainsSubstring("cannot open the result store"));
    CHECK_THAT(refusal(folder.path() / "none" / "a.db"),
               ContainsSubstring("cannot open the result store"));
    execute(folder.path() / "b.db", "CREATE TABLE mine (x)");
    CHECK_THAT(refusal(folder.path() / "b.db"),
               ContainsSubstring("a database, but no result store"));
}

TEST_CASE("a store that was tampered with gives an error and no answer") {
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "a.db";
    {
        ResultStore store = opened(file);
        store.write(std::vector<Point>{point(1)});
        store.finish();
    }
    SECTION("a status that there is not") {
        execute(file, "UPDATE points SET status = 77");
        const ResultStore store = opened(file);
        CHECK_THROWS_WITH(test::csv_of(store), ContainsSubstring("damaged"));
    }
    SECTION("columns of others") {
        execute(file, "DROP TABLE points; CREATE TABLE points (id INTEGER PRIMARY KEY)");
        CHECK_THROWS_WITH(opened(file), ContainsSubstring("a.db"));
    }
    SECTION("a header of others") {
        execute(file, "UPDATE header SET json = '{}'");
        CHECK_THAT(refusal(file), ContainsSubstring("no result store"));
    }
    SECTION("half of the file") {
        std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
        try {
            const std::string text = refusal(file);
            CHECK(!text.empty());
        } catch (const std::runtime_error& e) {
            CHECK_THAT(e.what(), ContainsSubstring("a.db"));
        }
    }
}

TEST_CASE("stores of a sweep merge into one, those of another are refused") {
    const test::TemporaryFolder folder;
    {
        ResultStore b = opened(folder.path() / "b.db");
        b.write(std::vector<Point>{point(2), point(3)});
        b.finish();
        StoreHeader other = header();
        other.fingerprint = "f-2";
        opened(folder.path() / "c.db", other);
    }
    ResultStore a = opened({});
    a.write(std::vector<Point>{point(1), point(2)});
    REQUIRE(a.merge(folder.path() / "b.db"));
    CHECK(a.count() == 3);
    const auto other = a.merge(folder.path() / "c.db");
    REQUIRE_FALSE(other);
    CHECK_THAT(render(other.error()),
               ContainsSubstring("the results of another sweep or version: a title"));
    const auto none = a.merge(folder.path() / "d.db");
    REQUIRE_FALSE(none);
    CHECK_THAT(render(none.error()), ContainsSubstring("no such result store"));
    CHECK_FALSE(std::filesystem::exists(folder.path() / "d.db"));
}

TEST_CASE("a finished store is one file") {
    const test::TemporaryFolder folder;
    ResultStore store = opened(folder.path() / "a.db");
    store.write(std::vector<Point>{point(1)});
    store.finish();
    const std::filesystem::path log = folder.path() / "a.db-wal";
    CHECK((!std::filesystem::exists(log) || std::filesystem::file_size(log) == 0));
}

TEST_CASE("one process writes to a store at a time, others are told, and read") {
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "a.db";
    ResultStore first = opened(file);
    first.write(std::vector<Point>{point(1)});
    first.commit();
    CHECK_THAT(refusal(file), ContainsSubstring("another process writes to this result store"));
    const auto reader = ResultStore::open_existing(file);
    REQUIRE(reader);
    CHECK(reader->count() == 1);
    const auto forgotten = ResultStore::forget(file);
    REQUIRE_FALSE(forgotten);
    CHECK_THAT(render(forgotten.error()), ContainsSubstring("another process writes"));
    first.finish();
    CHECK(refusal(file).empty());
}

TEST_CASE("only stores are forgotten, also damaged ones") {
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "a.db";
    const std::string notes = folder.write("notes.txt", "SQLite is mentioned here, and no more");
    CHECK_FALSE(ResultStore::forget(notes));
    CHECK(std::filesystem::exists(notes));
    execute(folder.path() / "other.db", "CREATE TABLE mine (x)");
    CHECK_FALSE(ResultStore::forget(folder.path() / "other.db"));
    CHECK(std::filesystem::exists(folder.path() / "other.db"));
    CHECK(ResultStore::forget(folder.path() / "none.db"));
    { opened(file).finish(); }
    CHECK(ResultStore::forget(file));
    CHECK_FALSE(std::filesystem::exists(file));
    const std::string damaged = folder.write("b.db", std::string("SQLite format 3") + '\0' + "???");
    CHECK(ResultStore::forget(damaged));
    CHECK_FALSE(std::filesystem::exists(damaged));
}

TEST_CASE("a store gives back what each axis is and what the sweep is judged by") {
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "a.db";
    { opened(file).finish(); }
    const auto again = ResultStore::open_existing(file);
    REQUIRE(again);
    CHECK(again->header().roles == header().roles);
    CHECK(again->header().objective == "run.days");
}

TEST_CASE("points that are kept are judged by what is asked now") {
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "a.db";
    { opened(file).finish(); }
    StoreHeader other = header();
    other.objective = "plan.name";
    CHECK(opened(file, other).header().objective == "plan.name");
    const auto again = ResultStore::open_existing(file);
    REQUIRE(again);
    CHECK(again->header().objective == "run.days");  // nothing was committed
    {
        ResultStore store = opened(file, other);
        store.commit();
    }
    CHECK(ResultStore::open_existing(file)->header().objective == "plan.name");
}

TEST_CASE("the first faulty point of a range is the one of the least number") {
    ResultStore store = opened({});
    Point faulty = point(5);
    faulty.status = PointStatus::faulty;
    faulty.reason = "five";
    store.write(std::vector<Point>{point(1), faulty});
    CHECK_FALSE(store.first_faulty(0, 5));
    REQUIRE(store.first_faulty(0, 6));
    CHECK(store.first_faulty(0, 6)->reason == "five");
}
