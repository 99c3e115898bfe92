#include "gui/goal_job.hpp"

#include <QElapsedTimer>
#include <QThread>
#include <algorithm>

#include "engine/search/inverse.hpp"
#include "engine/search/search_text.hpp"
#include "gui/search_job.hpp"

namespace deepwallet::gui {

namespace {

GoalAnswer budget_answer(const GoalQuestion& question, const SearchOptions& how) {
    InverseReport report =
        inverse_report({*question.goal, question.plans, {}},
                       [&](const SearchQuestion& one) { return search(one, how); });
    report.threads = how.threads;
    GoalAnswer out{inverse_text(report)};
    if (report.answer.best)
        out.plans = {*report.answer.best};
    out.table = plan_table(question.plans, out.plans);
    const std::string& name = budget_goal_names()[static_cast<std::size_t>(*question.goal)];
    out.table.columns.insert(
        out.table.columns.begin(),
        {"question", "", false, {}, std::vector<std::string>(out.plans.size(), name), {}});
    out.stopped = report.answer.stopped;
    return out;
}

/// A row for each of what is least.
GoalAnswer target_answer(const GoalQuestion& question, const SearchOptions& how) {
    const std::vector<SearchReport> found = target_reports(
        question.plans, [&](const SearchQuestion& one) { return timed_search(one, how); });
    GoalAnswer out{target_text(found)};
    ResultColumn least{"least", "", false, {}, {}};
    for (const SearchReport& one : found) {
        out.stopped = out.stopped || one.outcome.stopped;
        if (one.outcome.best.empty())
            continue;
        out.plans.push_back(scenario_of(one.question, one.outcome.best.front()));
        least.texts.push_back(one.question.objective.text());
    }
    out.table = plan_table(question.plans, out.plans);
    out.table.columns.insert(out.table.columns.begin(), std::move(least));
    return out;
}

}  // namespace

GoalAnswer answer_of(const GoalQuestion& question, const SearchOptions& how) {
    GoalAnswer out = question.goal ? budget_answer(question, how) : target_answer(question, how);
    for (ResultColumn& column : out.table.columns) read_numbers(column);
    return out;
}

GoalJob::GoalJob(QObject* parent) : QObject(parent) { pool_.setMaxThreadCount(1); }

GoalJob::~GoalJob() {
    stop_ = true;
    pool_.waitForDone();
}

void GoalJob::start(GoalQuestion question) {
    if (running_)
        return;
    running_ = true;
    stop_ = false;
    pool_.start([this, question = std::move(question)] {
        const auto post = [this](auto call) {
            QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
        };
        constexpr qint64 kBetweenStepsMs = 50;
        QElapsedTimer since;
        since.start();
        SearchOptions how;
        how.threads = search_threads();
        how.stop = &stop_;
        how.progress = [&](std::int64_t done, std::int64_t total, double) {
            if (since.elapsed() < kBetweenStepsMs)
                return;
            since.restart();
            post([this, done, total] { Q_EMIT progressed(done, total); });
        };
        try {
            post([this, answer = std::make_shared<const GoalAnswer>(answer_of(question, how))] {
                running_ = false;
                Q_EMIT answered(answer);
            });
        } catch (const std::exception& thrown) {
            post([this, message = QString(thrown.what())] {
                running_ = false;
                Q_EMIT failed(message);
            });
        }
    });
}

}  // namespace deepwallet::gui
