#pragma once

/// Results in one SQLite file: what was asked, and every point that is done. Survives the end of
/// the process at any moment; opens anywhere.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/sweep/sweep.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace deepwallet {

/// What a store is about.
struct StoreHeader {
    std::string fingerprint;
    std::string version;
    std::string title;
    std::string scenario;  ///< text of the scenario file
    std::vector<std::string> settings;
    std::int64_t points = 0;  ///< of the whole sweep
    std::vector<std::string> axes;
    std::vector<InputRole> roles;  ///< of the axes
    std::vector<std::string> metrics;
    std::string objective;  ///< a formula over the metrics
};

StoreHeader header_of(const Sweep& sweep, std::string scenario, std::vector<std::string> settings);

class ResultStore {
public:
    /// Opens or makes the store of a sweep, for this process alone to write to until finish(); that
    /// of another sweep or version, and one that another process writes to, is a fault which says
    /// what to do. An empty path keeps it in memory.
    static Result<ResultStore> open(const std::filesystem::path& file, const StoreHeader& header);

    /// Removes a store, damaged or not, and nothing else: another file, and a store that a process
    /// writes to, are faults.
    static Result<void> forget(const std::filesystem::path& file);

    /// One that is there, whatever it is about.
    static Result<ResultStore> open_existing(const std::filesystem::path& file);

    [[nodiscard]] const StoreHeader& header() const { return header_; }

    /// Which points of `first` to `last` are there.
    [[nodiscard]] std::vector<bool> done(std::int64_t first, std::int64_t last) const;
    [[nodiscard]] std::int64_t count() const;
    /// Points from `first` to before `last` that ended so.
    [[nodiscard]] std::int64_t count(PointStatus status,
                                     std::int64_t first,
                                     std::int64_t last) const;

    /// The faulty point of the least number in this range, if there is one.
    [[nodiscard]] std::optional<Point> first_faulty(std::int64_t first, std::int64_t last) const;

    /// Adds points; those that are there stay. Kept for good by commit().
    void write(std::span<const Point> points);
    void commit();

    /// All points of another store of the same sweep.
    Result<void> merge(const std::filesystem::path& file);

    /// Every point, in the order of their numbers.
    void read(const std::function<void(const Point&)>& take) const;

    /// One file again, without a log beside it, that others may write to.
    void finish();

private:
    struct Close {
        void operator()(sqlite3* db) const;
        void operator()(sqlite3_stmt* statement) const;
    };
    using Database = std::unique_ptr<sqlite3, Close>;
    using Statement = std::unique_ptr<sqlite3_stmt, Close>;

    explicit ResultStore(Database db) : db_(std::move(db)) {}

    static Result<Database> open_database(const std::filesystem::path& file, bool existing);
    void execute(const std::string& sql) const;
    [[nodiscard]] Statement prepare(const std::string& sql) const;
    [[noreturn]] void fail(const std::string& doing) const;
    [[nodiscard]] bool is_empty() const;
    Result<void> check_header(const std::filesystem::path& file, const StoreHeader& header);
    Result<void> claim(const std::filesystem::path& file);
    bool read_header();
    void create(const StoreHeader& header);
    void take_objective(const StoreHeader& header);
    void read_point(sqlite3_stmt* row, Point& into) const;
    void prepare_insert();

    Database db_;
    Statement insert_;
    bool claimed_ = false;  ///< a transaction is open, which nobody else can write beside
    StoreHeader header_;
};

}  // namespace deepwallet
