#include "gui/sweep_job.hpp"

#include <QThread>
#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>

#include "engine/study/table_view.hpp"
#include "engine/sweep/export.hpp"
#include "gui/fault_text.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

struct Ended {
    SweptPoints points;
    bool stopped = false;
    std::int64_t total = 0;
};

/// A core stays free for the window.
int threads() { return std::max(1, QThread::idealThreadCount() - 1); }

Result<Ended> run(const std::string& text,
                  const std::filesystem::path& file,
                  const HardwareDb& db,
                  const std::filesystem::path& at,
                  const std::atomic<bool>& stop,
                  const std::function<void(const SweepProgress&)>& progress) {
    const Result<Assignments> inputs = read_inputs_text(text, file);
    if (!inputs)
        return tl::unexpected(inputs.error());
    Result<SweepAxes> axes = read_axes(text, file.string(), {});
    if (!axes)
        return tl::unexpected(axes.error());
    const Result<Sweep> sweep = Sweep::prepare(*inputs, db, std::move(*axes));
    if (!sweep)
        return tl::unexpected(sweep.error());
    const StoreHeader header = header_of(*sweep, text, {});
    Result<ResultStore> store = ResultStore::open(at, header);
    // The window's own file: what another database or version left in it is of no use.
    if (!store && ResultStore::forget(at))
        store = ResultStore::open(at, header);
    if (!store)
        return tl::unexpected(store.error());
    const SweepOutcome outcome =
        run_sweep(*sweep, *store, {.threads = threads(), .stop = &stop, .progress = progress});
    SweptPoints points = swept_points(result_table(*store));
    points.store = at;
    return Ended{std::move(points), outcome.stopped, outcome.progress.total};
}

}  // namespace

SweptPoints swept_points(ResultTable all) {
    SweptPoints out;
    ResultTable fitting = fitting_rows(all);
    out.fitting = fitting.rows;
    const bool leaves_out = fitting.rows > 0 && fitting.rows < all.rows;
    out.all = std::make_shared<const ResultTable>(std::move(all));
    out.shown = leaves_out ? std::make_shared<const ResultTable>(std::move(fitting)) : out.all;
    return out;
}

SweepJob::SweepJob(QObject* parent) : QObject(parent) { pool_.setMaxThreadCount(1); }

SweepJob::~SweepJob() {
    stop_ = true;
    pool_.waitForDone();
}

void SweepJob::start(const std::string& text,
                     const std::filesystem::path& file,
                     const HardwareDb& db,
                     const std::filesystem::path& store) {
    if (running_)
        return;
    running_ = true;
    stop_ = false;
    pool_.start([this, text, file, db, store] {
        const auto post = [this](auto call) {
            QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
        };
        const auto progress = [&](const SweepProgress& now) {
            post([this, now] { Q_EMIT progressed(now.done, now.total); });
        };
        QString message;
        try {
            const Result<Ended> ended = run(text, file, db, store, stop_, progress);
            if (ended) {
                post([this, ended = *ended] {
                    running_ = false;
                    if (!ended.stopped)
                        Q_EMIT progressed(ended.total, ended.total);
                    Q_EMIT finished(ended.points, ended.stopped);
                });
                return;
            }
            message = told_faults(ended.error());
        } catch (const std::exception& thrown) {
            message = thrown.what();
        }
        post([this, message] {
            running_ = false;
            Q_EMIT failed(message);
        });
    });
}

// As the format of SQLite's files has it: https://www.sqlite.org/fileformat.html, 1.3.
bool is_store(const std::filesystem::path& file) {
    // A pipe would be waited for.
    std::error_code none;
    if (!std::filesystem::is_regular_file(file, none))
        return false;
    constexpr std::string_view kBegin("SQLite format 3\0", 16);
    std::array<char, kBegin.size()> begin{};
    std::ifstream in(file, std::ios::binary);
    return in.read(begin.data(), begin.size()) &&
           std::equal(begin.begin(), begin.end(), kBegin.begin());
}

Result<SweptPoints> read_store(const std::filesystem::path& file) {
    const Result<ResultStore> store = ResultStore::open_existing(file);
    if (!store)
        return tl::unexpected(store.error());
    SweptPoints out = swept_points(result_table(*store));
    out.store = file;
    return out;
}

}  // namespace deepwallet::gui
