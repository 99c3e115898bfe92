#pragma once

/// A search for plans that runs beside the window, piece by piece: what is done by a pause is kept,
/// and looked at while the rest runs.

#include <QObject>
#include <QThreadPool>
#include <atomic>
#include <memory>
#include <optional>

#include "engine/search/search.hpp"
#include "engine/study/result_table.hpp"

namespace deepwallet::gui {

/// Plans that were found, as rows: the best, then what else is on the front, then the scenario's
/// own one.
struct FoundPlans {
    SearchQuestion question;
    SearchOutcome outcome;
    std::vector<Scenario> plans = {};     ///< by row
    ResultTable table = {};               ///< by row
    std::size_t best = 0;                 ///< the first rows
    std::vector<std::size_t> front = {};  ///< rows on the front, in the order of its first goal
    std::optional<std::size_t> own = {};  ///< row
    double seconds = 0.0;
};

/// A core stays free for the window.
int search_threads();

/// Numbers among texts, so that they are sorted and drawn as such.
void read_numbers(ResultColumn& column);

using FoundPlansPtr = std::shared_ptr<const FoundPlans>;

class SearchJob : public QObject {
    Q_OBJECT

public:
    explicit SearchJob(QObject* parent = nullptr);
    ~SearchJob() override;

    void start(SearchQuestion question);
    /// With the rest of what was stopped.
    void go_on();
    /// finished() follows within a piece.
    void stop() { stop_ = true; }
    [[nodiscard]] bool is_running() const { return running_; }
    /// Was it stopped before the last plan?
    [[nodiscard]] bool can_go_on() const;

Q_SIGNALS:
    void progressed(qint64 done, qint64 total);
    /// Now and then, and at the end.
    void found(const FoundPlansPtr& plans);
    void finished(bool stopped);
    void failed(const QString& message);

private:
    struct Search;

    void run();

    std::shared_ptr<Search> search_;  ///< of the pool's thread while it runs
    std::atomic<bool> stop_ = false;
    bool running_ = false;
    QThreadPool pool_;
};

}  // namespace deepwallet::gui
