#include "gui/pages/sweep_page.hpp"

#include <QComboBox>
#include <QCryptographicHash>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <sstream>

#include "engine/config/toml_reader.hpp"
#include "engine/report/format.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/sweep/axes.hpp"
#include "engine/sweep/export.hpp"
#include "gui/fault_text.hpp"
#include "gui/metric_text.hpp"
#include "gui/path_name.hpp"
#include "gui/text.hpp"
#include "gui/widgets/field_choice.hpp"
#include "gui/widgets/field_editor.hpp"
#include "gui/widgets/result_view.hpp"

namespace deepwallet::gui {

namespace {

constexpr const char* kGrid = "sweep.grid.";

/// The values of a row for one input column.
Value input_of(const ResultColumn& column, std::size_t row) {
    const Field<Scenario>* field = find_field(column.path);
    if (column.is_text())
        return field == nullptr ? Value(column.texts[row]) : value_of(*field, column.texts[row]);
    const double number = column.numbers[row];
    if (field != nullptr && field->type == FieldType::integer)
        return static_cast<std::int64_t>(std::llround(number));
    if (field != nullptr && field->type == FieldType::boolean)
        return number != 0.0;
    return number;
}

/// Nothing is wrong yet.
bool names_no_axis(const Faults& faults) {
    return faults.size() == 1 && faults.front().code == ErrorCode::missing &&
           faults.front().path == "sweep";
}

/// What the points that are shown do not tell.
QString left_out_text(const SweptPoints& points) {
    QStringList out;
    const auto number = [](std::size_t n) { return count_text(static_cast<std::int64_t>(n)); };
    if (points.all->rows > 0 && points.fitting == 0)
        out << SweepPage::tr("No point fits in memory: none of these can be carried out.");
    else if (points.fitting < points.all->rows)
        out << SweepPage::tr(
                   "%1 of %2 points do not fit in memory and are left out, but for the CSV.")
                   .arg(number(points.all->rows - points.fitting), number(points.all->rows));
    for (const std::string& note : points.all->notes) out << qt(note);
    return out.join('\n');
}

/// What a store says it was asked; its scenario was a file somewhere.
Asked asked_in(const std::filesystem::path& store) {
    const Result<ResultStore> read = ResultStore::open_existing(store);
    if (!read)
        return {};
    Asked out{read->header().scenario, {}, {}, -1, qt(store.filename().string()), {}};
    out.place = store.parent_path() / (store.stem().stem().string() + ".toml");
    for (const std::string& setting : read->header().settings) out.settings << qt(setting);
    return out;
}

/// Of another kind than a grid's, which takes other values in its place.
bool is_other_axis(const Session& session, const std::string& path) {
    if (session.current() < 0)
        return false;
    const Document& document = session.document(session.current());
    const Result<SweepAxes> axes = read_axes(document.text(), document.place().string(), {});
    const auto has = [&](const auto& list) {
        return std::any_of(
            list.begin(), list.end(), [&](const auto& axis) { return axis.path == path; });
    };
    return axes && (has(axes->zip) || has(axes->sampled));
}

QString how_to_begin() {
    return SweepPage::tr("Add an axis: a field and the values that it takes.");
}

}  // namespace

SweepPage::SweepPage(Session& session, QWidget* parent)
    : Page("sweep", tr("Sweep"), parent), session_(session) {
    auto* column = new QVBoxLayout(this);
    column->addWidget(make_axes());
    column->addWidget(make_run());
    left_out_ = new QLabel;
    left_out_->setWordWrap(true);
    left_out_->hide();
    column->addWidget(left_out_);
    whose_ = new QLabel;
    whose_->setStyleSheet(QStringLiteral("font-weight: bold"));
    whose_->hide();
    column->addWidget(whose_);
    results_ = new ResultView;
    column->addWidget(results_, 1);
    connect(results_, &ResultView::opened, this, &SweepPage::open_row);
    connect(&session_, &Session::current_changed, this, &SweepPage::show_axes);
    connect(&session_, &Session::edited, this, &SweepPage::show_axes);
    connect(&session_, &Session::current_changed, this, &SweepPage::show_whose);
    connect(&session_, &Session::documents_changed, this, &SweepPage::show_whose);
    connect(&session_, &Session::edited, this, &SweepPage::show_whose);
    connect(&session_, &Session::current_changed, this, &SweepPage::show_progress);
    connect(&session_, &Session::documents_changed, this, &SweepPage::show_progress);
    connect(&job_, &SweepJob::progressed, this, [this](qint64 done, qint64 total) {
        done_ = done;
        total_ = total;
        show_progress();
    });
    connect(&job_, &SweepJob::finished, this, &SweepPage::take);
    connect(&job_, &SweepJob::failed, this, [this](const QString& message) {
        paused_ = false;
        show_axes();
        size_->setText(message);
    });
    show_axes();
}

QWidget* SweepPage::make_axes() {
    field_ = field_choice(tr("Field of the new axis"));
    field_->setCurrentIndex(field_->findData("cluster.servers"));
    values_ = new QLineEdit;
    values_->setPlaceholderText(tr("values, for example 280, 350, 420"));
    values_->setAccessibleName(tr("Values of the new axis"));
    auto* add = new QPushButton(tr("Add axis"));
    const auto add_now = [this] { add_axis(chosen_field(*field_), values_->text()); };
    connect(add, &QPushButton::clicked, this, add_now);
    connect(values_, &QLineEdit::returnPressed, this, add_now);
    axes_ = new QListWidget;
    axes_->setAccessibleName(tr("Axes"));
    auto* remove = new QPushButton(tr("Remove axis"));
    connect(remove, &QPushButton::clicked, this, [this] {
        if (const QListWidgetItem* item = axes_->currentItem(); item != nullptr)
            remove_axis(item->data(Qt::UserRole).toString().toStdString());
    });
    auto* row = new QHBoxLayout;
    row->addWidget(field_, 2);
    row->addWidget(values_, 3);
    row->addWidget(add);
    row->addWidget(remove);
    auto* out = new QWidget;
    auto* column = new QVBoxLayout(out);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addWidget(axes_);
    return out;
}

QWidget* SweepPage::make_run() {
    size_ = new QLabel;
    size_->setWordWrap(true);
    run_ = new QPushButton(tr("Run"));
    stop_ = new QPushButton(tr("Pause"));
    stop_->setToolTip(tr("What is done is kept; Run goes on with the rest"));
    cancel_ = new QPushButton(tr("Cancel"));
    cancel_->setToolTip(tr("Ends the run; what is done is shown and kept"));
    open_ = new QPushButton(tr("Open results…"));
    progress_ = new QProgressBar;
    progress_->setFormat({});
    connect(run_, &QPushButton::clicked, this, &SweepPage::start);
    connect(stop_, &QPushButton::clicked, this, &SweepPage::stop);
    connect(cancel_, &QPushButton::clicked, this, &SweepPage::cancel);
    connect(open_, &QPushButton::clicked, this, [this] {
        const QString file = QFileDialog::getOpenFileName(
            this, tr("Open results"), {}, tr("Results of a sweep (*.db);;All files (*)"));
        if (!file.isEmpty())
            open_store(file);
    });
    auto* out = new QWidget;
    auto* row = new QHBoxLayout(out);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(size_, 1);
    row->addWidget(progress_, 1);
    row->addWidget(run_);
    row->addWidget(stop_);
    row->addWidget(cancel_);
    row->addWidget(open_);
    return out;
}

void SweepPage::add_axis(const QString& path, const QString& values) {
    const Result<Assignment> axis = axis_assignment(path, values);
    if (!axis) {
        size_->setText(told_fault(axis.error().front()));
        return;
    }
    if (is_other_axis(session_, axis->path)) {
        size_->setText(tr("%1 is an axis already: remove that first.").arg(path_name(axis->path)));
        return;
    }
    session_.set_value(kGrid + axis->path, axis->value);
    values_->clear();
}

void SweepPage::show_axes() {
    axes_->clear();
    const int now = session_.current();
    run_->setEnabled(false);
    size_->clear();
    show_buttons();
    if (now < 0)
        return axes_->hide();
    const Document& document = session_.document(now);
    const Result<SweepAxes> axes = read_axes(document.text(), document.place().string(), {});
    if (!axes) {
        axes_->hide();
        size_->setText(names_no_axis(axes.error()) ? how_to_begin() : told_faults(axes.error()));
        return;
    }
    const auto add = [&](const Axis& axis, const char* kind) {
        auto* item = new QListWidgetItem(axis_line(axis), axes_);
        item->setToolTip(qt(axis.path));
        item->setData(Qt::UserRole, qt(std::string("sweep.") + kind + "." + axis.path));
    };
    for (const Axis& axis : axes->grid) add(axis, "grid");
    for (const Axis& axis : axes->zip) add(axis, "zip");
    for (const DerivedField& field : axes->derived) {
        auto* item = new QListWidgetItem(
            tr("%1 follows: %2").arg(path_name(field.path), qt(field.formula.text())), axes_);
        item->setToolTip(qt(field.path));
        item->setData(Qt::UserRole, qt("sweep.derive." + field.path));
    }
    for (const SampledAxis& axis : axes->sampled) {
        auto* item = new QListWidgetItem(
            tr("%1: drawn %2 times").arg(path_name(axis.path)).arg(axes->samples), axes_);
        item->setToolTip(qt(axis.path));
        item->setData(Qt::UserRole, qt("sweep.sample." + axis.path));
    }
    constexpr int kMostRows = 4;
    fit_height(*axes_, kMostRows);
    axes_->setVisible(axes_->count() > 0);
    if (axes_->count() == 0) {
        size_->setText(how_to_begin());
        return;
    }
    size_->setText(tr("%1 points").arg(count_text(static_cast<std::int64_t>(axes->size()))));
    run_->setEnabled(!job_.is_running());
}

/// Of nothing there are no samples.
void SweepPage::remove_axis(const std::string& path) {
    const Document& document = session_.document(session_.current());
    const Result<SweepAxes> axes = read_axes(document.text(), document.place().string(), {});
    const bool is_last_drawn =
        axes && axes->sampled.size() == 1 && path == "sweep.sample." + axes->sampled.front().path;
    session_.reset_value(path);
    if (is_last_drawn)
        session_.reset_value("sweep.samples");
}

/// A run that was paused goes on while the question is the same.
void SweepPage::show_buttons() {
    const int now = session_.current();
    const bool rest = paused_ && now >= 0 && session_.document(now).text() == asked_.text;
    run_->setText(rest ? tr("Go on") : tr("Run"));
    stop_->setEnabled(job_.is_running());
    cancel_->setEnabled(job_.is_running() || rest);
    open_->setEnabled(!job_.is_running());
}

/// One for each question, so that the same question goes on where it stopped.
std::filesystem::path SweepPage::store_file() const {
    const QString folder =
        QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + "/sweeps";
    QDir().mkpath(folder);
    const QByteArray hash =
        QCryptographicHash::hash(QByteArray::fromStdString(asked_.text), QCryptographicHash::Sha1);
    return (folder + "/" + hash.toHex() + ".sweep.db").toStdString();
}

void SweepPage::start() {
    const int now = session_.current();
    // Where nothing varies, what to do about it is told already.
    if (now < 0 || job_.is_running() || axes_->count() == 0)
        return;
    asked_ = asked_of_front(session_);
    run_->setEnabled(false);
    paused_ = false;
    cancelled_ = false;
    job_.start(asked_.text, asked_.place, session_.database(), store_file());
    show_buttons();
}

/// Points that are being computed are waited for, and what is done is read.
void SweepPage::stop() {
    if (!job_.is_running())
        return;
    job_.stop();
    size_->setText(tr("Stopping: what is done is kept"));
    stop_->setEnabled(false);
    cancel_->setEnabled(false);
}

void SweepPage::cancel() {
    cancelled_ = job_.is_running();
    paused_ = false;
    stop();
    forget_progress();
    if (!cancelled_)
        show_buttons();
}

/// Of the last run, named where another scenario is in front.
void SweepPage::show_progress() {
    if (total_ == 0)
        return;
    constexpr qint64 kMostSteps = 1'000'000;
    const qint64 steps = std::min(total_, kMostSteps);
    progress_->setRange(0, static_cast<int>(steps));
    progress_->setValue(static_cast<int>(total_ == steps ? done_ : done_ * kMostSteps / total_));
    const QString text = tr("%1 of %2 points").arg(count_text(done_), count_text(total_));
    progress_->setFormat(is_of_front(asked_, session_) ? text
                                                       : title_of(asked_, session_) + ": " + text);
}

void SweepPage::forget_progress() {
    total_ = 0;
    progress_->reset();
    progress_->setFormat({});
}

void SweepPage::take(const SweptPoints& points, bool stopped) {
    paused_ = stopped && !cancelled_;
    if (cancelled_)
        forget_progress();
    show_axes();
    show_points(points, asked_);
}

void SweepPage::show_points(const SweptPoints& points, const Asked& of) {
    points_ = points;
    shown_ = of;
    show_whose();
    left_out_->setText(gui::left_out_text(points));
    left_out_->setVisible(!left_out_->text().isEmpty());
    results_->show_table(points.shown);
}

/// Behind the points of a scenario that another one is in front of.
void SweepPage::show_whose() {
    whose_->setText(points_.all ? gui::whose_text(shown_, session_) : QString());
    whose_->setVisible(!whose_->text().isEmpty());
}

bool SweepPage::open_store(const QString& file) {
    if (job_.is_running()) {
        size_->setText(tr("A sweep is running: pause or cancel it before you open other results."));
        return false;
    }
    const std::filesystem::path path = file.toStdString();
    const Result<SweptPoints> points = read_store(path);
    if (!points) {
        size_->setText(tr("%1 cannot be opened, or is cut off: %2")
                           .arg(QFileInfo(file).fileName(), told_message(points.error().front())));
        return false;
    }
    forget_progress();
    show_points(*points, asked_in(path));
    return true;
}

void SweepPage::adopt(int document) {
    shown_.id = document;
    show_whose();
}

Result<Document> SweepPage::scenario_of(std::size_t row) const {
    Document document(shown_.text);
    for (const QString& setting : shown_.settings) {
        // The values of an axis are in the row.
        if (is_axis_setting(setting.toStdString()))
            continue;
        const Result<Assignment> said = read_setting(setting.toStdString());
        if (!said)
            return tl::unexpected(said.error());
        if (const auto set = document.set(said->path, said->value); !set)
            return tl::unexpected(set.error());
    }
    for (const ResultColumn& column : results_->table()->columns) {
        if (!column.is_input)
            continue;
        if (const auto set = document.set(column.path, input_of(column, row)); !set)
            return tl::unexpected(set.error());
    }
    return document;
}

void SweepPage::open_row(int row) {
    const auto& table = results_->table();
    if (!table || row < 0 || row >= static_cast<int>(table->rows))
        return;
    const Result<Document> document = scenario_of(static_cast<std::size_t>(row));
    if (!document) {
        size_->setText(told_faults(document.error()));
        return;
    }
    session_.add(Document::draft(
        document->text(), session_.free_name(shown_.place, "row-" + std::to_string(row + 1))));
}

void SweepPage::fill(const QString& view) {
    results_->show_view(view);
    start();
}

int SweepPage::rows() const { return results_->model().rowCount(); }

QString SweepPage::message() const { return size_->text(); }

QString SweepPage::left_out_text() const { return left_out_->text(); }

QString SweepPage::whose_text() const { return whose_->text(); }

QString SweepPage::command_lacks() const {
    return axes_->count() == 0 && !points_.all ? tr("add an axis first") : QString();
}

std::optional<ShownQuestion> SweepPage::shown_question() const {
    if (!points_.all)
        return std::nullopt;
    return ShownQuestion{document_of(shown_, session_), shown_.settings};
}

QString SweepPage::csv() const {
    if (!points_.all)
        return {};
    if (results_->model().hides_rows())
        return qt(result_csv(*results_->model().seen()));
    // With the points that have no result, and why.
    const Result<ResultStore> store = ResultStore::open_existing(points_.store);
    if (!store)
        return qt(result_csv(*points_.all));
    std::ostringstream out;
    write_csv(*store, out);
    return qt(out.str());
}

}  // namespace deepwallet::gui
