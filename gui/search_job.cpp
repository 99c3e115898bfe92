#include "gui/search_job.hpp"

#include <QElapsedTimer>
#include <QThread>
#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/search/search_text.hpp"

namespace deepwallet::gui {

namespace {

constexpr std::int64_t kPieces = 200;
constexpr std::int64_t kSmallestPiece = 64;
constexpr qint64 kBetweenTablesMs = 500;

bool is_same(const FoundPlan& a, const FoundPlan& b) {
    return a.task == b.task && a.order == b.order;
}

/// "1", "2", …; "front"; "own, 3,376".
ResultColumn rank_column(const FoundPlans& found) {
    ResultColumn out{"rank", "", false, {}, {}};
    for (std::size_t row = 0; row < found.plans.size(); ++row)
        out.texts.push_back(row < found.best ? std::to_string(row + 1) : "front");
    if (found.own)
        out.texts[*found.own] = "own, " + std::to_string(found.outcome.better + 1);
    return out;
}

FoundPlansPtr found_plans(const SearchQuestion& question,
                          const SearchOutcome& outcome,
                          double seconds) {
    FoundPlans out{question, outcome};
    out.seconds = seconds;
    sort_front(out.outcome.pareto);
    const std::vector<FoundPlan>& best = out.outcome.best;
    out.best = best.size();
    for (const FoundPlan& plan : best) out.plans.push_back(scenario_of(question, plan));
    for (const FoundPlan& plan : out.outcome.pareto) {
        const auto at = std::find_if(
            best.begin(), best.end(), [&](const FoundPlan& other) { return is_same(plan, other); });
        out.front.push_back(at == best.end() ? out.plans.size()
                                             : static_cast<std::size_t>(at - best.begin()));
        if (at == best.end())
            out.plans.push_back(scenario_of(question, plan));
    }
    if (!std::isnan(question.reference)) {
        out.own = out.plans.size();
        out.plans.push_back(question.base);
    }
    out.table = plan_table(question, out.plans);
    for (ResultColumn& column : out.table.columns) read_numbers(column);
    out.table.columns.insert(out.table.columns.begin(), rank_column(out));
    return std::make_shared<const FoundPlans>(std::move(out));
}

}  // namespace

int search_threads() { return std::max(1, QThread::idealThreadCount() - 1); }

void read_numbers(ResultColumn& column) {
    if (column.texts.empty())
        return;
    std::vector<double> numbers;
    for (const std::string& text : column.texts) {
        double value = 0.0;
        const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (code != std::errc{} || end != text.data() + text.size())
            return;
        numbers.push_back(value);
    }
    column.numbers = std::move(numbers);
    column.texts.clear();
}

struct SearchJob::Search {
    SearchQuestion question;
    std::optional<SearchOutcome> bounds;
    SearchOutcome so_far;
    std::int64_t next = 0;  ///< task
    std::int64_t tasks = 0;
    double seconds = 0.0;

    [[nodiscard]] bool is_done() const { return next >= tasks; }

    /// One piece; as it was where it is stopped in its midst.
    void advance(const std::atomic<bool>& stop) {
        if (!bounds)
            bounds = first_look(question);
        const std::int64_t piece = std::max(kSmallestPiece * search_threads(), tasks / kPieces);
        const std::int64_t last = std::min(tasks, next + piece);
        SearchOutcome found = search(question,
                                     {.threads = search_threads(),
                                      .first = next,
                                      .last = last,
                                      .bounds = &*bounds,
                                      .stop = &stop});
        if (found.stopped)
            return;
        so_far = merged(std::move(so_far), std::move(found), question.top);
        next = last;
    }
};

SearchJob::SearchJob(QObject* parent) : QObject(parent) { pool_.setMaxThreadCount(1); }

SearchJob::~SearchJob() {
    stop_ = true;
    pool_.waitForDone();
}

bool SearchJob::can_go_on() const { return !running_ && search_ && !search_->is_done(); }

void SearchJob::start(SearchQuestion question) {
    if (running_)
        return;
    const std::int64_t tasks = task_count(question);
    // The page says what decided between them.
    question.each_choice = true;
    search_ = std::make_shared<Search>(Search{std::move(question), {}, {}, 0, tasks, 0.0});
    run();
}

void SearchJob::go_on() {
    if (can_go_on())
        run();
}

void SearchJob::run() {
    running_ = true;
    stop_ = false;
    pool_.start([this, search = search_] {
        const auto post = [this](auto call) {
            QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
        };
        const auto show = [&] {
            post([this, plans = found_plans(search->question, search->so_far, search->seconds)] {
                Q_EMIT found(plans);
            });
        };
        try {
            QElapsedTimer since_table;
            since_table.start();
            while (!search->is_done() && !stop_) {
                QElapsedTimer piece;
                piece.start();
                search->advance(stop_);
                search->seconds += static_cast<double>(piece.nsecsElapsed()) * 1e-9;
                post([this, done = search->next, total = search->tasks] {
                    Q_EMIT progressed(done, total);
                });
                if (since_table.elapsed() > kBetweenTablesMs && !search->is_done()) {
                    show();
                    since_table.restart();
                }
            }
            show();
            post([this, stopped = !search->is_done()] {
                running_ = false;
                Q_EMIT finished(stopped);
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
