#include "gui/pages/alternatives_page.hpp"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStyle>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/config/value.hpp"
#include "engine/report/format.hpp"
#include "engine/scenario/names.hpp"
#include "gui/fault_text.hpp"
#include "gui/metric_text.hpp"
#include "gui/table_text.hpp"
#include "gui/text.hpp"
#include "gui/widgets/chart_view.hpp"

namespace deepwallet::gui {

namespace {

constexpr int kName = 0;

/// A column of the table that is a metric.
struct Column {
    const char* path;
    const char* head;  ///< in the words of the sources
};

constexpr std::array<Column, 10> kColumns = {
    {{"run.days", QT_TRANSLATE_NOOP("deepwallet::gui::AlternativesPage", "Days")},
     {"gpus", QT_TRANSLATE_NOOP("deepwallet::gui::AlternativesPage", "GPUs")},
     {"cost.total_usd", QT_TRANSLATE_NOOP("deepwallet::gui::AlternativesPage", "Training")},
     {"power.facility_mean_kw", QT_TRANSLATE_NOOP("deepwallet::gui::AlternativesPage", "Power")},
     {"carbon.total_t", QT_TRANSLATE_NOOP("deepwallet::gui::AlternativesPage", "CO2e\n[t]")},
     {"serving.own_usd_per_million_tokens",
      QT_TRANSLATE_NOOP("deepwallet::gui::AlternativesPage", "Owned\n[USD/M]")},
     {"serving.rent_usd_per_million_tokens",
      QT_TRANSLATE_NOOP("deepwallet::gui::AlternativesPage", "Rented\n[USD/M]")},
     {"serving.kwh_per_million_tokens",
      QT_TRANSLATE_NOOP("deepwallet::gui::AlternativesPage", "Energy\n[kWh/M]")},
     {"serving.g_per_million_tokens",
      QT_TRANSLATE_NOOP("deepwallet::gui::AlternativesPage", "CO2e\n[g/M]")},
     {"serving.mean_token_ms",
      QT_TRANSLATE_NOOP("deepwallet::gui::AlternativesPage", "Token\n[ms]")}}};

/// Before the metrics: name, way, parameters.
constexpr int kFirstMetric = 3;

RecipeKind way_of(const ComparedScenario& s) {
    return s.loaded.scenario.recipe.kind.value_or(RecipeKind::scratch);
}

QString way_text(RecipeKind kind) {
    return told(name_of(recipe_kind_names(), kind), "recipe.kind");
}

double number(const ComparedScenario& s, const char* path) {
    return number_of(value_of(*find_metric(path), s.answer()));
}

/// The unit stands in the head where it is one line of it.
QString cell_text(const ComparedScenario& s, const Column& column) {
    const double value = number(s, column.path);
    if (!std::isfinite(value))
        return QStringLiteral("–");
    const std::string path = column.path;
    if (path == "cost.total_usd" && value > 0.0)
        return s.is_owned()
                   ? AlternativesPage::tr("%1 own").arg(tile_text(*find_metric(path), value))
                   : AlternativesPage::tr("%1 rent").arg(tile_text(*find_metric(path), value));
    if (path == "cost.total_usd" || path == "power.facility_mean_kw")
        return tile_text(*find_metric(path), value);
    return qt(path == "gpus" ? grouped(value) : significant(value));
}

QString quality_text(const ComparedScenario& s) {
    const auto& quality = s.loaded.scenario.recipe.quality;
    return quality ? told(*quality, "recipe.quality")
                   : AlternativesPage::tr("unknown: nobody published a measurement");
}

QString source_text(const ComparedScenario& s) {
    const Recipe& recipe = s.loaded.scenario.recipe;
    return recipe.quality ? qt(recipe.quality_source.value_or("")) : QString();
}

/// Of equals the smaller model first; what is not known comes last.
bool costs_less(const ComparedScenario& a, const ComparedScenario& b) {
    const auto cost = [](const ComparedScenario& s) {
        const double usd = number(s, "cost.total_usd");
        return std::isfinite(usd) ? usd : std::numeric_limits<double>::max();
    };
    return std::pair(cost(a), a.report.parameters) < std::pair(cost(b), b.report.parameters);
}

std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> out;
    std::error_code ec;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ec)) {
        if (entry.path().extension() == ".toml")
            out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::filesystem::path folder_of(const HardwareDb& db) {
    return folder(db, EntryKind::model).parent_path() / "alternatives";
}

Result<ComparedScenario> compared_file(const std::filesystem::path& file, const HardwareDb& db) {
    const Result<Assignments> inputs = read_inputs(file, {});
    if (!inputs)
        return tl::unexpected(inputs.error());
    Result<LoadedScenario> loaded = load_scenario(*inputs, db);
    if (!loaded)
        return tl::unexpected(loaded.error());
    return compared(std::move(*loaded), UncertaintyOptions{});
}

}  // namespace

AlternativesPage::AlternativesPage(Session& session, QWidget* parent)
    : Page("alternatives", tr("Alternatives"), parent),
      session_(session),
      background_(this),
      own_(this) {
    said_ = new QLabel;
    said_->setWordWrap(true);
    make_table();
    views_ = new QTabWidget;
    views_->setDocumentMode(true);
    views_->setAccessibleName(tr("Quality and chart"));
    views_->addTab(make_quality(), tr("Quality, as somebody measured it"));
    views_->addTab(make_chart(), tr("Chart"));
    open_ = new QPushButton(tr("&Open"));
    open_->setToolTip(tr("The selected alternatives as tabs; a click on a name opens that one"));
    compare_ = new QPushButton(tr("Co&mpare"));
    compare_->setToolTip(tr("Opens the selected alternatives and compares all that is open"));
    auto* row = new QHBoxLayout;
    row->addWidget(said_, 1);
    row->addWidget(open_);
    row->addWidget(compare_);
    auto* split = new QSplitter(Qt::Vertical);
    split->addWidget(table_);
    split->addWidget(views_);
    split->setSizes({350, 310});
    auto* column = new QVBoxLayout(this);
    column->addLayout(row);
    column->addWidget(split, 1);
    connect(open_, &QPushButton::clicked, this, [this] {
        for (const int at : selected_rows()) open_row(at);
    });
    connect(compare_, &QPushButton::clicked, this, &AlternativesPage::compare_selected);
    connect(&session_, &Session::answered, this, &AlternativesPage::ask_own);
    connect(&session_, &Session::doubted, this, &AlternativesPage::ask_own);
    connect(&session_, &Session::current_changed, this, &AlternativesPage::ask_own);
    show_selection();
}

void AlternativesPage::make_table() {
    table_ = new QTableWidget;
    table_->setAccessibleName(tr("Alternatives side by side"));
    table_->setAlternatingRowColors(true);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    table_->horizontalHeader()->setHighlightSections(false);
    wrap_heads(*table_);
    connect(table_, &QTableWidget::cellClicked, this, [this](int row, int column) {
        if (column == kName)
            open_row(row);
    });
    connect(table_, &QTableWidget::cellActivated, this, [this](int row) { open_row(row); });
    connect(table_, &QTableWidget::itemSelectionChanged, this, &AlternativesPage::show_selection);
}

QWidget* AlternativesPage::make_quality() {
    quality_ = new QTableWidget;
    quality_->setAccessibleName(tr("Quality, as somebody measured it"));
    quality_->setAlternatingRowColors(true);
    quality_->setWordWrap(true);
    quality_->verticalHeader()->hide();
    return quality_;
}

QWidget* AlternativesPage::make_chart() {
    number_ = new QComboBox;
    number_->setAccessibleName(tr("Number that is drawn"));
    for (const char* path : {"cost.total_usd",
                             "run.days",
                             "energy.facility_mwh",
                             "carbon.total_t",
                             "serving.usd_per_million_tokens",
                             "serving.kwh_per_million_tokens",
                             "serving.g_per_million_tokens"})
        number_->addItem(told(find_metric(path)->meaning), QString(path));
    number_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(number_, &QComboBox::currentIndexChanged, this, &AlternativesPage::show_chart);
    chart_ = new ChartView;
    connect(chart_, &ChartView::picked, this, [this](int series, int point) {
        select_rows({drawn_[static_cast<std::size_t>(series)][static_cast<std::size_t>(point)]});
    });
    auto* out = new QWidget;
    auto* column = new QVBoxLayout(out);
    column->setContentsMargins(0, 4, 0, 0);
    column->addWidget(number_);
    column->addWidget(chart_, 1);
    return out;
}

void AlternativesPage::fill(const QString& view) { views_->setCurrentIndex(view == "chart"); }

void AlternativesPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    ask();
    ask_own();
}

/// Once: the files are those of the program.
void AlternativesPage::ask() {
    if (!found_.alternatives.empty() || background_.is_running())
        return;
    said_->setText(tr("Alternatives are evaluated…"));
    background_.run(
        [db = session_.database()] {
            EntryCache cache;
            const HardwareDb cached{db.root, db.models, &cache};
            Found out;
            for (const std::filesystem::path& file : files_below(folder_of(db))) {
                Result<ComparedScenario> one = compared_file(file, cached);
                if (one)
                    out.alternatives.push_back({qt(file.string()), std::move(*one)});
                else
                    out.left_out << told_faults(one.error());
            }
            return out;
        },
        [this](Found found) {
            found_ = std::move(found);
            show_all();
        });
}

void AlternativesPage::ask_own() {
    const AnswerPtr good = session_.front_last_good();
    if (!isVisible() || good == asked_)
        return;
    asked_ = good;
    if (good == nullptr) {
        front_ = nullptr;
        return show_all();
    }
    own_.run(
        [good] { return compared(*good->loaded, *good->report, good->uncertainty); },
        [this](ComparedScenario one) {
            front_ = std::make_shared<const Alternative>(Alternative{QString(), std::move(one)});
            show_all();
        });
}

void AlternativesPage::show_all() {
    rows_.clear();
    for (const Alternative& each : found_.alternatives) rows_.push_back(&each);
    if (front_)
        rows_.push_back(front_.get());
    std::stable_sort(rows_.begin(), rows_.end(), [](const auto* a, const auto* b) {
        return costs_less(a->compared, b->compared);
    });
    const QSignalBlocker quiet(table_);
    table_->clear();
    QStringList heads = {tr("Scenario"), tr("Way"), tr("Parameters")};
    for (const Column& column : kColumns) heads << tr(column.head);
    table_->setColumnCount(static_cast<int>(heads.size()));
    table_->setHorizontalHeaderLabels(heads);
    for (int c = 0; c < static_cast<int>(kColumns.size()); ++c)
        table_->horizontalHeaderItem(kFirstMetric + c)
            ->setToolTip(told(find_metric(kColumns[static_cast<std::size_t>(c)].path)->meaning));
    table_->setRowCount(static_cast<int>(rows_.size()));
    for (int row = 0; row < table_->rowCount(); ++row)
        show_row(row, *rows_[static_cast<std::size_t>(row)]);
    fit_columns(*table_);
    fit_names();
    show_quality();
    show_chart();
    show_selection();
    if (found_.alternatives.empty())
        return;
    QString text =
        tr("What else would do, from what costs nothing to train to what costs most: "
           "training by the cheapest way to pay; /M: served, for a million tokens.");
    if (!found_.left_out.isEmpty())
        text += ' ' + tr("Left out for their faults: %1.").arg(found_.left_out.size());
    said_->setText(text);
    said_->setToolTip(found_.left_out.join('\n'));
}

/// Names get what the numbers leave of the width, and are readable where that is little: the table
/// is moved sideways then.
void AlternativesPage::fit_names() {
    constexpr int kLeastLetters = 25;
    int others = 0;
    for (int c = 0; c < table_->columnCount(); ++c)
        others += c == kName ? 0 : table_->columnWidth(c);
    // The bar for the rows is there only after the table has been laid out.
    const int room = table_->width() - 2 * table_->frameWidth() -
                     style()->pixelMetric(QStyle::PM_ScrollBarExtent) -
                     table_->verticalHeader()->width();
    table_->setColumnWidth(
        kName, std::max(room - others, kLeastLetters * fontMetrics().horizontalAdvance('0')));
    for (int row = 0; row < table_->rowCount(); ++row)
        table_->item(row, kName)->setToolTip(table_->item(row, kName)->text());
}

void AlternativesPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    fit_names();
}

void AlternativesPage::show_row(int row, const Alternative& alternative) {
    const ComparedScenario& s = alternative.compared;
    auto* name = table_cell(qt(s.title));
    QFont font = name->font();
    font.setBold(&alternative == front_.get());
    font.setUnderline(!font.bold());
    name->setFont(font);
    if (!font.bold())
        name->setForeground(palette().brush(QPalette::Link));
    table_->setItem(row, kName, name);
    table_->setItem(row, 1, table_cell(way_text(way_of(s))));
    table_->setItem(row, 2, table_cell(qt(format_count(s.report.parameters)), true));
    for (std::size_t c = 0; c < kColumns.size(); ++c) {
        auto* cell = table_cell(cell_text(s, kColumns[c]), true);
        cell->setToolTip(range_text(*find_metric(kColumns[c].path), s.uncertainty.ranges));
        table_->setItem(row, kFirstMetric + static_cast<int>(c), cell);
    }
}

/// Those of which somebody measured something first.
void AlternativesPage::show_quality() {
    std::vector<const Alternative*> order = rows_;
    std::stable_partition(order.begin(), order.end(), [](const Alternative* a) {
        return a->compared.loaded.scenario.recipe.quality.has_value();
    });
    quality_->clear();
    quality_->setColumnCount(3);
    quality_->setHorizontalHeaderLabels({tr("Scenario"), tr("Quality"), tr("Source")});
    quality_->setRowCount(static_cast<int>(order.size()));
    for (int row = 0; row < quality_->rowCount(); ++row) {
        const ComparedScenario& s = order[static_cast<std::size_t>(row)]->compared;
        const std::array<QString, 3> texts = {qt(s.title), quality_text(s), source_text(s)};
        for (int c = 0; c < 3; ++c) {
            auto* cell = table_cell(texts[static_cast<std::size_t>(c)]);
            cell->setToolTip(cell->text());
            quality_->setItem(row, c, cell);
        }
    }
    quality_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    quality_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    quality_->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
}

/// Against the number of parameters, a colour a way. What is zero or not known has no place on the
/// axis.
void AlternativesPage::show_chart() {
    const Metric& metric = *find_metric(number_->currentData().toString().toStdString());
    ScatterChart cloud{told(metric.meaning).toStdString(),
                       {tr("parameters").toStdString(), "", AxisScale::logarithmic},
                       {"", metric.unit, AxisScale::logarithmic},
                       {},
                       {},
                       {}};
    std::vector<RecipeKind> ways;
    drawn_.clear();
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        const ComparedScenario& s = rows_[row]->compared;
        const double value = number_of(value_of(metric, s.answer()));
        if (!std::isfinite(value) || value <= 0.0)
            continue;
        const auto at = std::find(ways.begin(), ways.end(), way_of(s));
        const auto series = static_cast<std::size_t>(at - ways.begin());
        if (at == ways.end()) {
            ways.push_back(way_of(s));
            cloud.series.push_back({way_text(way_of(s)).toStdString(), {}});
            drawn_.emplace_back();
        }
        cloud.series[series].points.push_back({s.report.parameters, value});
        drawn_[series].push_back(static_cast<int>(row));
        if (rows_[row] == front_.get())
            cloud.marks.push_back(
                {{s.report.parameters, value}, tr("the scenario in front").toStdString()});
    }
    if (cloud.series.empty())
        return chart_->clear();
    chart_->show_chart(cloud);
    show_selection();
}

// What is pointed at.

std::vector<int> AlternativesPage::selected_rows() const {
    std::vector<int> out;
    if (table_->selectionModel() == nullptr)
        return out;
    for (const QModelIndex& index : table_->selectionModel()->selectedRows())
        out.push_back(index.row());
    return out;
}

void AlternativesPage::select_rows(const std::vector<int>& rows) {
    table_->clearSelection();
    for (const int row : rows)
        table_->setRangeSelected({row, 0, row, table_->columnCount() - 1}, true);
}

void AlternativesPage::show_selection() {
    const std::vector<int> rows = selected_rows();
    const std::string path = number_->currentData().toString().toStdString();
    std::vector<ChartPoint> rings;
    for (const int row : rows) {
        if (row >= static_cast<int>(rows_.size()))
            continue;
        const ComparedScenario& s = rows_[static_cast<std::size_t>(row)]->compared;
        const double value = number(s, path.c_str());
        if (std::isfinite(value) && value > 0.0)
            rings.push_back({s.report.parameters, value});
    }
    chart_->show_rings(rings);
    const bool any =
        std::any_of(rows.begin(), rows.end(), [this](int row) { return !file_of(row).isEmpty(); });
    open_->setEnabled(any);
    compare_->setEnabled(any);
}

QString AlternativesPage::file_of(int row) const {
    return row < 0 || row >= static_cast<int>(rows_.size())
               ? QString()
               : rows_[static_cast<std::size_t>(row)]->file;
}

void AlternativesPage::open_row(int row) {
    if (const QString file = file_of(row); !file.isEmpty())
        Q_EMIT wants({file}, "overview");
}

void AlternativesPage::compare_selected() {
    QStringList files;
    for (const int row : selected_rows()) {
        if (const QString file = file_of(row); !file.isEmpty())
            files << file;
    }
    if (!files.isEmpty())
        Q_EMIT wants(files, "compare");
}

// What leaves the program.

QString AlternativesPage::said() const { return said_->text(); }

QStringList AlternativesPage::command() const {
    QStringList out = {"compare"};
    for (const auto& file : files_below(folder_of(session_.database()))) out << qt(file.string());
    return out;
}

QString AlternativesPage::csv() const {
    std::vector<std::vector<std::string>> lines = {{"scenario", "recipe.kind", "parameters"}};
    for (const Column& column : kColumns) lines[0].emplace_back(column.path);
    lines[0].insert(lines[0].end(), {"recipe.quality", "recipe.quality_source"});
    for (const Alternative* row : rows_) {
        const ComparedScenario& s = row->compared;
        std::vector<std::string> line = {
            s.title, name_of(recipe_kind_names(), way_of(s)), to_text(s.report.parameters)};
        for (const Column& column : kColumns) {
            const double value = number(s, column.path);
            line.push_back(std::isfinite(value) ? to_text(value) : "");
        }
        const Recipe& recipe = s.loaded.scenario.recipe;
        line.insert(line.end(), {recipe.quality.value_or(""), recipe.quality_source.value_or("")});
        lines.push_back(std::move(line));
    }
    return csv_of(lines);
}

}  // namespace deepwallet::gui
