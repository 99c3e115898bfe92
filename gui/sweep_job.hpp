#pragma once

/// A sweep that runs beside the window. What is done is in its store from batch to batch, so that a
/// pause, a cancel or the end of the program loses nothing.

#include <QObject>
#include <QThreadPool>
#include <atomic>
#include <filesystem>
#include <memory>

#include "engine/study/result_table.hpp"
#include "engine/sweep/run.hpp"

namespace deepwallet::gui {

/// The points of a sweep, and those of them that are told of: the ones that fit in memory, which
/// alone can be carried out; all where none does.
struct SweptPoints {
    std::shared_ptr<const ResultTable> all;
    std::shared_ptr<const ResultTable> shown;
    std::size_t fitting = 0;
    std::filesystem::path store;  ///< that has them, and those without a result
};

SweptPoints swept_points(ResultTable all);

class SweepJob : public QObject {
    Q_OBJECT

public:
    explicit SweepJob(QObject* parent = nullptr);
    ~SweepJob() override;

    /// `text` is the scenario with its [sweep]. Goes on where the store has points already.
    void start(const std::string& text,
               const std::filesystem::path& file,
               const HardwareDb& db,
               const std::filesystem::path& store);
    /// Ends within a batch; finished() follows.
    void stop() { stop_ = true; }
    [[nodiscard]] bool is_running() const { return running_; }

Q_SIGNALS:
    void progressed(qint64 done, qint64 total);
    /// `stopped`: before the last point.
    void finished(const SweptPoints& points, bool stopped);
    void failed(const QString& message);

private:
    std::atomic<bool> stop_ = false;
    bool running_ = false;
    QThreadPool pool_;
};

/// Does this file hold results, by what it begins with and not by its name?
[[nodiscard]] bool is_store(const std::filesystem::path& file);

/// The points of a store, whoever wrote it.
Result<SweptPoints> read_store(const std::filesystem::path& file);

}  // namespace deepwallet::gui
