#include "engine/sweep/store.hpp"

#include <fstream>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <sqlite3.h>
#include <nlohmann/json.hpp>

#include "engine/core/version.hpp"
#include "engine/sweep/objective.hpp"

namespace deepwallet {

namespace {

using Json = nlohmann::json;

}  // namespace

NLOHMANN_JSON_SERIALIZE_ENUM(InputRole,
                             {{InputRole::grid, "grid"},
                              {InputRole::zip, "zip"},
                              {InputRole::sampled, "sample"},
                              {InputRole::derived, "derive"}})

namespace {

std::string quoted(const std::string& name) {
    std::string out = "\"";
    for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
}

Json to_json(const StoreHeader& h) {
    return {{"fingerprint", h.fingerprint},
            {"version", h.version},
            {"title", h.title},
            {"scenario", h.scenario},
            {"settings", h.settings},
            {"points", h.points},
            {"axes", h.axes},
            {"roles", h.roles},
            {"metrics", h.metrics},
            {"objective", h.objective}};
}

StoreHeader from_json(const Json& json) {
    StoreHeader h;
    h.fingerprint = json.at("fingerprint");
    h.version = json.at("version");
    h.title = json.at("title");
    h.scenario = json.at("scenario");
    h.settings = json.at("settings").get<std::vector<std::string>>();
    h.points = json.at("points");
    h.axes = json.at("axes").get<std::vector<std::string>>();
    h.roles = json.value("roles", std::vector<InputRole>{});
    h.roles.resize(h.axes.size());
    h.metrics = json.at("metrics").get<std::vector<std::string>>();
    h.objective = objective_of(json.value("objective", ""), h.metrics);
    return h;
}

/// The columns behind id, status and reason.
std::vector<std::string> columns(const StoreHeader& h) {
    std::vector<std::string> out = h.axes;
    out.insert(out.end(), h.metrics.begin(), h.metrics.end());
    return out;
}

struct Bind {
    sqlite3_stmt* statement;
    int at;

    int operator()(std::monostate) const { return sqlite3_bind_null(statement, at); }
    int operator()(bool x) const { return sqlite3_bind_int(statement, at, x ? 1 : 0); }
    int operator()(std::int64_t x) const { return sqlite3_bind_int64(statement, at, x); }
    int operator()(double x) const { return sqlite3_bind_double(statement, at, x); }
    int operator()(const std::string& x) const {
        return sqlite3_bind_text(
            statement, at, x.data(), static_cast<int>(x.size()), SQLITE_TRANSIENT);
    }
    template <class T>
    int operator()(const std::vector<T>& x) const {
        return (*this)(to_text(Value(x)));
    }
};

std::string text_at(sqlite3_stmt* statement, int column) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    return text == nullptr ? "" : text;
}

MetricValue metric_at(sqlite3_stmt* statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER:
            return static_cast<std::int64_t>(sqlite3_column_int64(statement, column));
        case SQLITE_FLOAT:
            return sqlite3_column_double(statement, column);
        case SQLITE_TEXT:
            return text_at(statement, column);
        default:
            return {};
    }
}

Value axis_at(sqlite3_stmt* statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER:
            return static_cast<std::int64_t>(sqlite3_column_int64(statement, column));
        case SQLITE_FLOAT:
            return sqlite3_column_double(statement, column);
        default:
            return text_at(statement, column);
    }
}

PointStatus status_at(sqlite3_stmt* statement, int column) {
    const int status = sqlite3_column_int(statement, column);
    if (status < 0 || status > static_cast<int>(PointStatus::faulty))
        throw std::runtime_error(
            "result store: damaged: a point without a status\n  help: --restart begins anew, or "
            "bring it back from a copy");
    return static_cast<PointStatus>(status);
}

/// What to do where SQLite gives up.
const char* way_on(int code) {
    switch (code) {
        case SQLITE_FULL:
        case SQLITE_IOERR:
            return "make room, or name another disk's file with --store; the same command goes on "
                   "from what is kept";
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return "the file is damaged; --restart begins anew, or bring it back from a copy";
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
            return "file and folder must be writable; or name another file with --store";
        default:
            return "the same command goes on from what is kept";
    }
}

Fault store_fault(const std::filesystem::path& file, std::string message, std::string help) {
    return {ErrorCode::io, "", std::move(message), std::move(help), {file.string()}};
}

Fault no_store(const std::filesystem::path& file) {
    return store_fault(file, "this is no result store", "name another file with --store");
}

/// What is left of a damaged store may have its first bytes still.
bool starts_as_database(const std::filesystem::path& file) {
    constexpr std::string_view kMagic = "SQLite format 3";  // sqlite.org/fileformat2.html, 1.3.1
    std::string begin(kMagic.size(), '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
    return in && begin == kMagic;
}

}  // namespace

void ResultStore::Close::operator()(sqlite3* db) const { sqlite3_close(db); }
void ResultStore::Close::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

StoreHeader header_of(const Sweep& sweep, std::string scenario, std::vector<std::string> settings) {
    StoreHeader out{sweep.fingerprint(),
                    std::string(version()),
                    sweep.title(),
                    std::move(scenario),
                    std::move(settings),
                    sweep.size(),
                    sweep.axis_paths(),
                    sweep.axis_roles(),
                    sweep.metric_paths(),
                    {}};
    out.objective = objective_of(sweep.axes().objective, out.metrics);
    return out;
}

void ResultStore::fail(const std::string& doing) const {
    const char* file = sqlite3_db_filename(db_.get(), "main");
    const int system = sqlite3_system_errno(db_.get());
    throw std::runtime_error(fmt::format(
        "result store {}: {}: {}{}\n  help: {}",
        file == nullptr ? "" : file,
        doing,
        sqlite3_errmsg(db_.get()),
        system == 0 ? "" : fmt::format(" ({})", std::generic_category().message(system)),
        way_on(sqlite3_errcode(db_.get()))));
}

void ResultStore::execute(const std::string& sql) const {
    if (sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(sql.substr(0, sql.find(' ')));
}

ResultStore::Statement ResultStore::prepare(const std::string& sql) const {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db_.get(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
        fail("read");
    return Statement(statement);
}

Result<ResultStore::Database> ResultStore::open_database(const std::filesystem::path& file,
                                                         bool existing) {
    sqlite3* raw = nullptr;
    const std::string name = file.empty() ? ":memory:" : file.string();
    const int flags = SQLITE_OPEN_READWRITE | (existing ? 0 : SQLITE_OPEN_CREATE);
    const int code = sqlite3_open_v2(name.c_str(), &raw, flags, nullptr);
    Database db(raw);
    if (code != SQLITE_OK)
        return failure(store_fault(file, "cannot open the result store", sqlite3_errstr(code)));
    sqlite3_busy_timeout(raw, 10'000);
    // Bytes of anything may stand there: a first read tells.
    if (sqlite3_exec(raw, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr) !=
        SQLITE_OK) {
        return failure(no_store(file));
    }
    return db;
}

bool ResultStore::read_header() {
    const Statement there =
        prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'header'");
    if (sqlite3_step(there.get()) != SQLITE_ROW)
        return false;
    const Statement statement = prepare("SELECT json FROM header");
    if (sqlite3_step(statement.get()) != SQLITE_ROW)
        return false;
    try {
        header_ = from_json(Json::parse(text_at(statement.get(), 0)));
        return !header_.metrics.empty() && header_.points >= 0;
    } catch (const Json::exception&) {
        return false;
    }
}

bool ResultStore::is_empty() const {
    const Statement tables = prepare("SELECT count(*) FROM sqlite_schema");
    sqlite3_step(tables.get());
    return sqlite3_column_int(tables.get(), 0) == 0;
}

void ResultStore::create(const StoreHeader& header) {
    header_ = header;
    std::string sql =
        "CREATE TABLE points (id INTEGER PRIMARY KEY, status INTEGER NOT NULL, reason TEXT";
    for (const std::string& column : columns(header)) sql += ", " + quoted(column) + " ANY";
    execute(sql + ") STRICT");
    execute("CREATE TABLE header (json TEXT NOT NULL) STRICT");
    const Statement statement = prepare("INSERT INTO header VALUES (?)");
    const std::string json = to_json(header).dump(-1, ' ', false, Json::error_handler_t::replace);
    Bind{statement.get(), 1}(json);
    if (sqlite3_step(statement.get()) != SQLITE_DONE)
        fail("write");
    commit();
}

/// The same points may be judged by something else than when they were made.
void ResultStore::take_objective(const StoreHeader& header) {
    if (header_.objective == header.objective)
        return;
    header_.objective = header.objective;
    const Statement statement = prepare("UPDATE header SET json = ?");
    const std::string json = to_json(header_).dump(-1, ' ', false, Json::error_handler_t::replace);
    Bind{statement.get(), 1}(json);
    if (sqlite3_step(statement.get()) != SQLITE_DONE)
        fail("write");
}

void ResultStore::prepare_insert() {
    std::string sql = "INSERT OR IGNORE INTO points VALUES (?, ?, ?";
    for (std::size_t i = 0; i < columns(header_).size(); ++i) sql += ", ?";
    insert_ = prepare(sql + ")");
}

Result<void> ResultStore::check_header(const std::filesystem::path& file,
                                       const StoreHeader& header) {
    if (is_empty())
        return {};
    if (!read_header()) {
        return failure(
            store_fault(file, "a database, but no result store", "name another file with --store"));
    }
    if (header_.fingerprint == header.fingerprint)
        return {};
    const bool version = header_.version != header.version;
    return failure(store_fault(
        file,
        version ? fmt::format("made by version {} of another sweep or the same", header_.version)
                : fmt::format("the results of another sweep: {}", header_.title),
        "its scenario, its axes or the database were others; name another file with --store, or "
        "begin anew with --restart"));
}

/// The right to write is held from here on, which ends with the process, however that ends.
Result<void> ResultStore::claim(const std::filesystem::path& file) {
    constexpr int kPatienceMs = 500;  // another process may be about to end
    sqlite3_busy_timeout(db_.get(), kPatienceMs);
    const int code = sqlite3_exec(db_.get(), "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
    if (code == SQLITE_BUSY) {
        return failure(store_fault(file,
                                   "another process writes to this result store",
                                   "wait for its end; or --shard K/N, each with a --store of its "
                                   "own, and merge"));
    }
    if (code != SQLITE_OK)
        fail("begin");
    claimed_ = true;
    return {};
}

Result<ResultStore> ResultStore::open(const std::filesystem::path& file,
                                      const StoreHeader& header) {
    Result<Database> db = open_database(file, false);
    if (!db)
        return tl::unexpected(db.error());
    ResultStore out(std::move(*db));
    // Nothing is written to what is no store, or another sweep's.
    if (const auto good = out.check_header(file, header); !good)
        return tl::unexpected(good.error());
    out.execute("PRAGMA journal_mode = WAL");
    out.execute("PRAGMA synchronous = NORMAL");
    if (const auto claimed = out.claim(file); !claimed)
        return tl::unexpected(claimed.error());
    // Somebody else may have made it in between.
    if (const auto good = out.check_header(file, header); !good)
        return tl::unexpected(good.error());
    if (out.is_empty())
        out.create(header);
    else
        out.take_objective(header);
    out.prepare_insert();
    return out;
}

Result<void> ResultStore::forget(const std::filesystem::path& file) {
    std::error_code ec;
    if (!std::filesystem::exists(file, ec))
        return {};
    if (Result<Database> db = open_database(file, true)) {
        ResultStore store(std::move(*db));
        if (!store.is_empty() && !store.read_header())
            return failure(no_store(file));
        if (const auto claimed = store.claim(file); !claimed)
            return claimed;
    } else if (!starts_as_database(file)) {
        return failure(no_store(file));
    }
    for (const char* more : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + more, ec);
    return {};
}

Result<ResultStore> ResultStore::open_existing(const std::filesystem::path& file) {
    std::error_code ec;
    if (!std::filesystem::is_regular_file(file, ec))
        return failure(store_fault(file, "no such result store", "deepwallet sweep makes one"));
    Result<Database> db = open_database(file, true);
    if (!db)
        return tl::unexpected(db.error());
    ResultStore out(std::move(*db));
    if (!out.read_header())
        return failure(store_fault(file, "this is no result store", "deepwallet sweep makes one"));
    out.prepare_insert();
    return out;
}

std::vector<bool> ResultStore::done(std::int64_t first, std::int64_t last) const {
    std::vector<bool> out(static_cast<std::size_t>(last - first));
    const Statement statement = prepare("SELECT id FROM points WHERE id >= ? AND id < ?");
    sqlite3_bind_int64(statement.get(), 1, first);
    sqlite3_bind_int64(statement.get(), 2, last);
    while (sqlite3_step(statement.get()) == SQLITE_ROW)
        out[static_cast<std::size_t>(sqlite3_column_int64(statement.get(), 0) - first)] = true;
    return out;
}

std::int64_t ResultStore::count() const {
    const Statement statement = prepare("SELECT count(*) FROM points");
    sqlite3_step(statement.get());
    return sqlite3_column_int64(statement.get(), 0);
}

std::int64_t ResultStore::count(PointStatus status, std::int64_t first, std::int64_t last) const {
    const Statement statement =
        prepare("SELECT count(*) FROM points WHERE status = ? AND id >= ? AND id < ?");
    sqlite3_bind_int(statement.get(), 1, static_cast<int>(status));
    sqlite3_bind_int64(statement.get(), 2, first);
    sqlite3_bind_int64(statement.get(), 3, last);
    sqlite3_step(statement.get());
    return sqlite3_column_int64(statement.get(), 0);
}

void ResultStore::write(std::span<const Point> points) {
    sqlite3_stmt* s = insert_.get();
    for (const Point& point : points) {
        sqlite3_reset(s);
        sqlite3_bind_int64(s, 1, point.id);
        sqlite3_bind_int(s, 2, static_cast<int>(point.status));
        if (point.reason.empty())
            sqlite3_bind_null(s, 3);
        else
            Bind{s, 3}(point.reason);
        int at = 4;
        for (const Value& value : point.axes) std::visit(Bind{s, at++}, value);
        const int metrics = 4 + static_cast<int>(header_.axes.size());
        while (at < metrics) sqlite3_bind_null(s, at++);
        for (std::size_t m = 0; m < header_.metrics.size(); ++m, ++at) {
            if (m < point.metrics.size())
                std::visit(Bind{s, at}, point.metrics[m]);
            else
                sqlite3_bind_null(s, at);
        }
        if (sqlite3_step(s) != SQLITE_DONE)
            fail("write");
    }
    sqlite3_reset(s);
}

void ResultStore::commit() {
    if (!claimed_)
        return;
    execute("COMMIT");
    execute("BEGIN IMMEDIATE");
}

Result<void> ResultStore::merge(const std::filesystem::path& file) {
    const Result<ResultStore> other = open_existing(file);
    if (!other)
        return tl::unexpected(other.error());
    if (other->header().fingerprint != header_.fingerprint) {
        return failure(
            store_fault(file,
                        "the results of another sweep or version: " + other->header().title,
                        "shards of one sweep have the same scenario, axes and database"));
    }
    std::vector<Point> points;
    constexpr std::size_t kBatch = 4096;
    other->read([&](const Point& point) {
        points.push_back(point);
        if (points.size() < kBatch)
            return;
        write(points);
        points.clear();
    });
    write(points);
    commit();
    return {};
}

void ResultStore::read_point(sqlite3_stmt* row, Point& point) const {
    const int axes = static_cast<int>(header_.axes.size());
    const int metrics = static_cast<int>(header_.metrics.size());
    point.id = sqlite3_column_int64(row, 0);
    point.status = status_at(row, 1);
    point.reason = text_at(row, 2);
    point.axes.clear();
    point.metrics.clear();
    for (int i = 0; i < axes; ++i) point.axes.push_back(axis_at(row, 3 + i));
    for (int i = 0; i < metrics; ++i) point.metrics.push_back(metric_at(row, 3 + axes + i));
}

std::optional<Point> ResultStore::first_faulty(std::int64_t first, std::int64_t last) const {
    const Statement statement =
        prepare("SELECT * FROM points WHERE status = ? AND id >= ? AND id < ? ORDER BY id LIMIT 1");
    sqlite3_bind_int(statement.get(), 1, static_cast<int>(PointStatus::faulty));
    sqlite3_bind_int64(statement.get(), 2, first);
    sqlite3_bind_int64(statement.get(), 3, last);
    if (sqlite3_step(statement.get()) != SQLITE_ROW)
        return std::nullopt;
    Point out;
    read_point(statement.get(), out);
    return out;
}

void ResultStore::read(const std::function<void(const Point&)>& take) const {
    const Statement statement = prepare("SELECT * FROM points ORDER BY id");
    Point point;
    int code = 0;
    while ((code = sqlite3_step(statement.get())) == SQLITE_ROW) {
        read_point(statement.get(), point);
        take(point);
    }
    if (code != SQLITE_DONE)
        fail("read");
}

void ResultStore::finish() {
    if (claimed_)
        execute("COMMIT");
    claimed_ = false;
    execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace deepwallet
