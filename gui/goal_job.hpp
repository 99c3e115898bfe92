#pragma once

/// Questions whose answer is no list of plans, beside the window: what a budget buys, and the least
/// that reaches a target. The text is the command's.

#include <QObject>
#include <QThreadPool>
#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/search/search.hpp"
#include "engine/study/result_table.hpp"

namespace deepwallet::gui {

struct GoalQuestion {
    SearchQuestion plans;
    std::optional<BudgetGoal> goal;  ///< none: the least for a target
};

struct GoalAnswer {
    std::string text;                  ///< as the command prints it
    std::vector<Scenario> plans = {};  ///< by row
    ResultTable table = {};            ///< by row
    bool stopped = false;
};

/// The whole answer, unless `how` stops it.
GoalAnswer answer_of(const GoalQuestion& question, const SearchOptions& how);

using GoalAnswerPtr = std::shared_ptr<const GoalAnswer>;

class GoalJob : public QObject {
    Q_OBJECT

public:
    explicit GoalJob(QObject* parent = nullptr);
    ~GoalJob() override;

    void start(GoalQuestion question);
    /// What was found by then is answered.
    void stop() { stop_ = true; }
    [[nodiscard]] bool is_running() const { return running_; }

Q_SIGNALS:
    /// Of the search that is under way, one of several.
    void progressed(qint64 done, qint64 total);
    void answered(const GoalAnswerPtr& answer);
    void failed(const QString& message);

private:
    std::atomic<bool> stop_ = false;
    bool running_ = false;
    QThreadPool pool_;
};

}  // namespace deepwallet::gui
