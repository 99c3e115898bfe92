#include "gui/pages/timeline_page.hpp"

#include <QCheckBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include "engine/core/file.hpp"
#include "engine/report/format.hpp"
#include "engine/report/timeline.hpp"
#include "gui/appearance.hpp"
#include "gui/fault_text.hpp"
#include "gui/file_to_write.hpp"
#include "gui/metric_text.hpp"
#include "gui/picture.hpp"
#include "gui/text.hpp"
#include "gui/widgets/parts_bar.hpp"
#include "gui/widgets/schedule_view.hpp"

namespace deepwallet::gui {

namespace {

QString sentences(const Faults& faults) {
    QStringList out;
    for (const Fault& fault : faults) out << told_fault(fault);
    return out.join('\n');
}

}  // namespace

TimelinePage::TimelinePage(Session& session, QWidget* parent)
    : Page("timeline", tr("Timeline"), parent), session_(session), schedules_(this), traces_(this) {
    view_ = new ScheduleView;
    message_ = new QLabel;
    message_->setWordWrap(true);
    span_ = new QLabel;
    span_->setWordWrap(true);
    totals_ = new PartsBar;
    totals_->setAccessibleName(tr("Time of all stages by kind"));
    auto* column = new QVBoxLayout(this);
    make_controls();
    column->addWidget(view_, 1);
    column->addWidget(span_);
    column->addWidget(totals_);
    auto* keys = new QLabel(
        tr("Wheel, W and S: zoom. Drag, A and D: move. Shift and drag, or M twice: measure. "
           "Double click, Home: all."));
    keys->setWordWrap(true);
    QPalette quiet = keys->palette();
    quiet.setColor(QPalette::WindowText, quiet_color(quiet));
    keys->setPalette(quiet);
    column->addWidget(keys);
    connect(view_, &ScheduleView::span_changed, this, &TimelinePage::show_totals);
    connect(view_, &ScheduleView::painted, this, [this] {
        if (!opening_ms_ && since_shown_.isValid())
            opening_ms_ = since_shown_.elapsed();
    });
    connect(&session_, &Session::current_changed, this, &TimelinePage::ask);
    connect(&session_, &Session::answered, this, &TimelinePage::ask);
}

void TimelinePage::make_controls() {
    auto* row = new QHBoxLayout;
    row->addWidget(message_, 1);
    path_ = new QCheckBox(tr("Critical &path"));
    path_->setToolTip(
        tr("The chain of work and waits that ends last: no part of it can be "
           "shortened without shortening the iteration."));
    connect(path_, &QCheckBox::toggled, view_, &ScheduleView::show_path);
    row->addWidget(path_);
    all_ = new QPushButton(tr("Show &all"));
    connect(all_, &QPushButton::clicked, view_, &ScheduleView::show_all);
    row->addWidget(all_);
    make_exports();
    row->addWidget(export_);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

void TimelinePage::make_exports() {
    export_ = new QPushButton(tr("Save as"));
    auto* menu = new QMenu(export_);
    menu->addAction(tr("Picture (PNG, SVG)…"), this, &TimelinePage::choose_picture);
    menu->addAction(tr("Trace for Perfetto (JSON)…"), this, &TimelinePage::choose_trace);
    export_->setMenu(menu);
}

// What is shown.

void TimelinePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    since_shown_.start();
    opening_ms_.reset();
    ask();
}

/// One at a time: what was answered meanwhile is simulated when it comes.
void TimelinePage::ask() {
    const AnswerPtr answer = session_.front_answer();
    if (!isVisible() || schedules_.is_running() || answer == shown_)
        return;
    if (answer == nullptr || !answer->has_report()) {
        shown_ = answer;
        if (answer == nullptr)
            view_->show_schedule(nullptr);
        say(answer == nullptr ? QString() : sentences(answer->faults));
        return;
    }
    say(tr("Simulating…"));
    schedules_.run([answer] { return schedule_of(answer->loaded->scenario); },
                   [this, answer](const Result<SchedulePtr>& schedule) { take(answer, schedule); });
}

void TimelinePage::take(const AnswerPtr& about, const Result<SchedulePtr>& schedule) {
    shown_ = about;
    view_->setEnabled(schedule.has_value());
    if (!schedule) {
        view_->show_schedule(nullptr);
        say(sentences(schedule.error()));
        return ask();
    }
    const Schedule& made = **schedule;
    path_->setEnabled(!made.path.empty());
    view_->show_schedule(*schedule);
    say(tr("One iteration of %1 stages takes %2, simulated event by event: %3 boxes")
            .arg(made.rows())
            .arg(duration_text(made.length))
            .arg(count_text(static_cast<std::int64_t>(made.boxes.size()))));
    ask();
}

void TimelinePage::say(const QString& text) { message_->setText(text); }

QString TimelinePage::message() const { return message_->text(); }

void TimelinePage::show_totals() {
    const SchedulePtr& schedule = view_->schedule();
    if (schedule == nullptr) {
        span_->clear();
        return totals_->show_parts({});
    }
    const auto measured = view_->measured();
    const auto [from, to] = measured.value_or(std::pair(view_->from(), view_->to()));
    const auto rows = static_cast<double>(schedule->rows());
    const double whole = rows * (to - from);
    span_->setText((measured ? tr("Measured: %1, from %2 on. Time of all %3 stages together:")
                             : tr("In view: %1, from %2 on. Time of all %3 stages together:"))
                       .arg(duration_text(to - from), duration_text(from))
                       .arg(schedule->rows()));
    std::vector<BarPart> parts;
    double busy = 0.0;
    const PassTotals totals = schedule->totals(from, to);
    const auto add = [&](const QString& name, double seconds, const QColor& color) {
        const QString value =
            duration_text(seconds) + "  " + qt(format_share(seconds / std::max(whole, 1e-30)));
        parts.push_back({name, value, seconds, color, {}});
    };
    for (std::size_t i = 0; i < kPassKinds; ++i) {
        const auto kind = static_cast<PassKind>(i);
        add(title_of(kind), totals[i], color_of(kind));
        busy += totals[i];
    }
    add(tr("waiting"), std::max(0.0, whole - busy), palette().color(QPalette::Mid));
    totals_->show_parts(std::move(parts));
}

// What leaves the program.

QString TimelinePage::csv() const {
    if (view_->schedule() == nullptr)
        return {};
    const Schedule& schedule = *view_->schedule();
    QString out = "stage,name,kind,start_s,duration_s\n";
    for (const auto* boxes : {&schedule.boxes, &schedule.aside}) {
        for (const PassBox& box : *boxes)
            out += QStringLiteral("%1,%2,%3,%4,%5\n")
                       .arg(box.rank / schedule.traced.iteration.job.lanes)
                       .arg(qt(label_of(box)), name_of(box.kind))
                       .arg(qt(to_text(box.start)), qt(to_text(box.end - box.start)));
    }
    return out;
}

bool TimelinePage::save_picture(const QString& file) const {
    return gui::save_picture(*view_, file);
}

void TimelinePage::save_trace(const QString& file) {
    const SchedulePtr schedule = view_->schedule();
    if (schedule == nullptr || traces_.is_running())
        return;
    say(tr("Writing %1…").arg(file));
    traces_.run(
        [schedule, file] {
            return write_file(file.toStdString(), [&](std::ostream& out) {
                write_timeline(out, schedule->scenario, schedule->traced, TimelineLevel::layer);
            });
        },
        [this, file](const Result<void>& written) {
            say(written ? tr("Written: %1. Open it in ui.perfetto.dev.").arg(file)
                        : told_faults(written.error()));
        });
}

void TimelinePage::choose_picture() {
    const QString file = file_to_write(this, tr("Save picture"), "timeline.png", picture_filter());
    if (!file.isEmpty() && !save_picture(file))
        say(tr("%1 cannot be written").arg(file));
}

void TimelinePage::choose_trace() {
    const QString file =
        file_to_write(this, tr("Save trace"), "timeline.json", tr("Traces (*.json)"));
    if (!file.isEmpty())
        save_trace(file);
}

}  // namespace deepwallet::gui
