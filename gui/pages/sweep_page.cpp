#include "gui/pages/sweep_page.hpp"

#include <QComboBox>
#include <QCompleter>
#include <QCryptographicHash>
#include <QDir>
#include <QFileDialog>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QStandardPaths>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "engine/config/toml_reader.hpp"
#include "engine/report/format.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/sweep/axes.hpp"
#include "engine/sweep/export.hpp"
#include "gui/text.hpp"
#include "gui/widgets/chart_view.hpp"

namespace deepwallet::gui {

namespace {

constexpr const char* kGrid = "sweep.grid.";

/// The values of a row for one input column.
Value input_of(const ResultColumn& column, std::size_t row) {
    if (column.is_text())
        return column.texts[row];
    const double number = column.numbers[row];
    const Field<Scenario>* field = find_field(column.path);
    if (field != nullptr && field->type == FieldType::integer)
        return static_cast<std::int64_t>(std::llround(number));
    if (field != nullptr && field->type == FieldType::boolean)
        return number != 0.0;
    return number;
}

/// The other inputs of a row, by which its point belongs to a line.
std::string others_of(const ResultTable& table, const ResultColumn& x, std::size_t row) {
    std::string out;
    for (const ResultColumn& column : table.columns) {
        if (!column.is_input || &column == &x)
            continue;
        out += (out.empty() ? "" : ", ") + column.path + " = " +
               (column.is_text() ? column.texts[row] : significant(column.numbers[row]));
    }
    return out;
}

}  // namespace

SweepPage::SweepPage(Session& session, QWidget* parent)
    : Page("sweep", tr("Sweep"), parent), session_(session) {
    auto* column = new QVBoxLayout(this);
    column->addWidget(make_axes());
    column->addWidget(make_run());
    column->addWidget(make_results(), 1);
    connect(&session_, &Session::current_changed, this, &SweepPage::show_axes);
    connect(&session_, &Session::edited, this, &SweepPage::show_axes);
    connect(&job_, &SweepJob::progressed, this, [this](qint64 done, qint64 total) {
        progress_->setRange(0, static_cast<int>(std::min<qint64>(total, 1'000'000)));
        progress_->setValue(static_cast<int>(
            total <= 1'000'000 ? done : done * 1'000'000 / std::max<qint64>(1, total)));
        progress_->setFormat(tr("%1 of %2 points").arg(done).arg(total));
    });
    connect(&job_, &SweepJob::finished, this, &SweepPage::take);
    connect(&job_, &SweepJob::failed, this, [this](const QString& message) {
        run_->setEnabled(true);
        stop_->setEnabled(false);
        size_->setText(message);
    });
    show_axes();
}

QWidget* SweepPage::make_axes() {
    field_ = new QComboBox;
    field_->setEditable(true);
    field_->setInsertPolicy(QComboBox::NoInsert);
    field_->completer()->setFilterMode(Qt::MatchContains);
    field_->completer()->setCompletionMode(QCompleter::PopupCompletion);
    field_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    field_->setAccessibleName(tr("Field of the new axis"));
    for (const FieldInfo& field : scenario_fields()) field_->addItem(qt(field.path));
    field_->setCurrentText("cluster.servers");
    values_ = new QLineEdit;
    values_->setPlaceholderText(tr("values, for example 280, 350, 420"));
    values_->setAccessibleName(tr("Values of the new axis"));
    auto* add = new QPushButton(tr("Add axis"));
    const auto add_now = [this] { add_axis(field_->currentText(), values_->text()); };
    connect(add, &QPushButton::clicked, this, add_now);
    connect(values_, &QLineEdit::returnPressed, this, add_now);
    axes_ = new QListWidget;
    axes_->setAccessibleName(tr("Axes"));
    axes_->setMaximumHeight(4 * (fontMetrics().height() + 8));
    auto* remove = new QPushButton(tr("Remove axis"));
    connect(remove, &QPushButton::clicked, this, [this] {
        if (const QListWidgetItem* item = axes_->currentItem(); item != nullptr)
            session_.reset_value(item->data(Qt::UserRole).toString().toStdString());
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
    stop_->setEnabled(false);
    auto* open = new QPushButton(tr("Open results…"));
    progress_ = new QProgressBar;
    progress_->setFormat({});
    connect(run_, &QPushButton::clicked, this, &SweepPage::start);
    connect(stop_, &QPushButton::clicked, this, &SweepPage::stop);
    connect(open, &QPushButton::clicked, this, [this] {
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
    row->addWidget(open);
    return out;
}

QWidget* SweepPage::make_results() {
    sorted_.setSourceModel(&model_);
    sorted_.setSortRole(Qt::UserRole);
    view_ = new QTableView;
    view_->setModel(&sorted_);
    view_->setSortingEnabled(true);
    view_->setAlternatingRowColors(true);
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setAccessibleName(tr("Results"));
    view_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    view_->horizontalHeader()->setDefaultSectionSize(150);
    view_->setToolTip(tr("Double click: open the scenario of this row"));
    connect(view_, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        open_row(sorted_.mapToSource(index).row());
    });
    x_ = new QComboBox;
    x_->setAccessibleName(tr("Across"));
    y_ = new QComboBox;
    y_->setAccessibleName(tr("Upwards"));
    for (QComboBox* box : {x_, y_}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        connect(box, &QComboBox::activated, this, &SweepPage::show_chart);
    }
    chart_ = new ChartView;
    auto* choice = new QHBoxLayout;
    choice->addWidget(new QLabel(tr("Across")));
    choice->addWidget(x_, 1);
    choice->addWidget(new QLabel(tr("Upwards")));
    choice->addWidget(y_, 1);
    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(choice);
    column->addWidget(chart_, 1);
    auto* split = new QSplitter(Qt::Vertical);
    split->addWidget(view_);
    split->addWidget(right);
    split->setSizes({220, 320});
    return split;
}

void SweepPage::add_axis(const QString& path, const QString& values) {
    const std::string list = "[" + values.toStdString() + "]";
    Result<Assignment> read = read_setting(path.toStdString() + "=" + list);
    // Words need no quotes here.
    if (!read || std::holds_alternative<std::string>(read->value)) {
        std::vector<std::string> words;
        for (const QString& word : values.split(',')) words.push_back(word.trimmed().toStdString());
        read = Assignment{path.toStdString(), words, {}, {}};
    }
    if (const Result<Axis> axis = read_axis(path.toStdString(), *read); !axis) {
        size_->setText(qt(deepwallet::render(axis.error())));
        return;
    }
    session_.set_value(kGrid + path.toStdString(), read->value);
    values_->clear();
}

void SweepPage::show_axes() {
    axes_->clear();
    const int now = session_.current();
    run_->setEnabled(false);
    size_->clear();
    if (now < 0)
        return;
    const Document& document = session_.document(now);
    const Result<SweepAxes> axes = read_axes(document.text(), document.file().string(), {});
    if (!axes) {
        size_->setText(qt(deepwallet::render(axes.error())));
        return;
    }
    const auto add = [&](const Axis& axis, const char* kind) {
        QStringList values;
        for (const Value& value : axis.values) values << qt(to_text(value));
        auto* item = new QListWidgetItem(qt(axis.path) + ": " + values.join(", "), axes_);
        item->setData(Qt::UserRole, qt(std::string("sweep.") + kind + "." + axis.path));
    };
    for (const Axis& axis : axes->grid) add(axis, "grid");
    for (const Axis& axis : axes->zip) add(axis, "zip");
    for (const SampledAxis& axis : axes->sampled)
        axes_->addItem(tr("%1: drawn %2 times").arg(qt(axis.path)).arg(axes->samples));
    if (axes_->count() == 0) {
        size_->setText(tr("Add an axis: a field and the values that it takes."));
        return;
    }
    size_->setText(tr("%1 points").arg(qt(grouped(static_cast<double>(axes->size())))));
    run_->setEnabled(!job_.is_running());
}

/// One for each question, so that the same question goes on where it stopped.
std::filesystem::path SweepPage::store_file() const {
    const QString folder =
        QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + "/sweeps";
    QDir().mkpath(folder);
    const QByteArray hash =
        QCryptographicHash::hash(QByteArray::fromStdString(asked_text_), QCryptographicHash::Sha1);
    return (folder + "/" + hash.toHex() + ".sweep.db").toStdString();
}

void SweepPage::start() {
    const int now = session_.current();
    if (now < 0 || job_.is_running())
        return;
    asked_text_ = session_.document(now).text();
    asked_file_ = session_.document(now).file();
    run_->setEnabled(false);
    stop_->setEnabled(true);
    job_.start(asked_text_, asked_file_, session_.database(), store_file());
}

void SweepPage::take(const std::shared_ptr<const ResultTable>& table, bool stopped) {
    run_->setEnabled(true);
    run_->setText(stopped ? tr("Go on") : tr("Run"));
    stop_->setEnabled(false);
    model_.show_table(table);
    show_columns();
}

bool SweepPage::open_store(const QString& file) {
    const auto table = read_store(file.toStdString());
    if (!table) {
        size_->setText(qt(deepwallet::render(table.error())));
        return false;
    }
    const Result<ResultStore> store = ResultStore::open_existing(file.toStdString());
    asked_text_ = store->header().scenario;
    asked_file_.clear();
    model_.show_table(*table);
    show_columns();
    return true;
}

void SweepPage::show_columns() {
    const ResultTable& table = *model_.table();
    const QString x_before = x_->currentText();
    const QString y_before = y_->currentText();
    x_->clear();
    y_->clear();
    for (const ResultColumn& column : table.columns) {
        if (column.is_text())
            continue;
        (column.is_input ? x_ : y_)->addItem(qt(column.path));
    }
    for (int i = 0; i < y_->count(); ++i) x_->addItem(y_->itemText(i));
    x_->setCurrentIndex(std::max(0, x_->findText(x_before)));
    const int wanted = y_->findText(y_before.isEmpty() ? "run.days" : y_before);
    y_->setCurrentIndex(std::max(0, wanted));
    show_chart();
}

/// A line for each combination of the other inputs, while there are few; else one cloud.
void SweepPage::show_chart() {
    const auto& table = model_.table();
    const ResultColumn* x = table ? table->column(x_->currentText().toStdString()) : nullptr;
    const ResultColumn* y = table ? table->column(y_->currentText().toStdString()) : nullptr;
    if (x == nullptr || y == nullptr)
        return chart_->clear();
    constexpr std::size_t kMostLines = 8;
    LineChart lines{y->path,
                    {x->path, x->unit, AxisScale::linear},
                    {y->path, y->unit, AxisScale::linear},
                    {},
                    {},
                    true};
    for (std::size_t row = 0; row < table->rows && lines.series.size() <= kMostLines; ++row) {
        const std::string name = others_of(*table, *x, row);
        auto at = std::find_if(lines.series.begin(), lines.series.end(), [&](const auto& series) {
            return series.name == name;
        });
        if (at == lines.series.end())
            at = lines.series.insert(at, {name, {}});
        at->points.push_back({x->numbers[row], y->numbers[row]});
    }
    if (lines.series.size() <= kMostLines && x->is_input) {
        for (ChartSeries& series : lines.series)
            std::sort(series.points.begin(), series.points.end(), [](auto a, auto b) {
                return a.x < b.x;
            });
        return chart_->show_chart(lines);
    }
    ScatterChart cloud{y->path, lines.x, lines.y, {{y->path, {}}}, {}, {}};
    for (std::size_t row = 0; row < table->rows; ++row)
        cloud.series.front().points.push_back({x->numbers[row], y->numbers[row]});
    chart_->show_chart(cloud);
}

void SweepPage::open_row(int row) {
    const auto& table = model_.table();
    if (!table || row < 0 || row >= static_cast<int>(table->rows))
        return;
    Document document({}, asked_file_);
    document.set_text(asked_text_);
    for (const ResultColumn& column : table->columns) {
        if (column.is_input)
            static_cast<void>(
                document.set(column.path, input_of(column, static_cast<std::size_t>(row))));
    }
    session_.add(std::move(document));
}

QString SweepPage::csv() const {
    return model_.table() ? qt(result_csv(*model_.table())) : QString();
}

}  // namespace deepwallet::gui
