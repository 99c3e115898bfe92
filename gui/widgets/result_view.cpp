#include "gui/widgets/result_view.hpp"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "engine/study/table_view.hpp"
#include "gui/appearance.hpp"
#include "gui/fault_text.hpp"
#include "gui/metric_text.hpp"
#include "gui/path_name.hpp"
#include "gui/text.hpp"
#include "gui/widgets/chart_view.hpp"
#include "gui/widgets/choice_box.hpp"
#include "gui/widgets/parallel_view.hpp"

namespace deepwallet::gui {

namespace {

constexpr std::size_t kMostRings = 300;
const QStringList kJudgedBy = {
    "run.days", "cost.total_usd", "cost.on_prem.total_usd", "memory.per_gpu_gib"};

/// In every row.
bool is_known(const ResultColumn& column) {
    return std::none_of(
        column.numbers.begin(), column.numbers.end(), [](double x) { return std::isnan(x); });
}

}  // namespace

ResultView::ResultView(QWidget* parent) : QWidget(parent) {
    make_table();
    charts_ = new QTabWidget;
    charts_->setDocumentMode(true);
    charts_->addTab(make_chart(), tr("Chart"));
    charts_->addTab(make_heat(), tr("Heat map"));
    charts_->addTab(make_parallel(), tr("Parallel axes"));
    connect(charts_, &QTabWidget::currentChanged, this, &ResultView::show_current);
    same_ = new QLabel;
    same_->setWordWrap(true);
    same_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    same_->hide();
    auto* upper = new QWidget;
    auto* above = new QVBoxLayout(upper);
    above->setContentsMargins(0, 0, 0, 0);
    above->addWidget(same_);
    above->addWidget(view_, 1);
    auto* split = new QSplitter(Qt::Vertical);
    split->addWidget(upper);
    split->addWidget(charts_);
    split->setSizes({240, 340});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(split);
}

void ResultView::make_table() {
    view_ = new QTableView;
    view_->setModel(&model_);
    view_->setSortingEnabled(true);
    view_->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    view_->horizontalHeader()->setTextElideMode(Qt::ElideMiddle);
    view_->horizontalHeader()->setHighlightSections(false);
    view_->setAlternatingRowColors(true);
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setAccessibleName(tr("Results"));
    view_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    view_->setToolTip(tr("Double click: open the scenario of this row"));
    auto* open = new QAction(tr("Open the scenario of this row"), view_);
    open->setShortcuts({QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)});
    open->setShortcutContext(Qt::WidgetShortcut);
    view_->addAction(open);
    view_->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(open, &QAction::triggered, this, [this] {
        if (const QModelIndex now = view_->currentIndex(); now.isValid())
            Q_EMIT opened(static_cast<int>(model_.row_at(now.row())));
    });
    // The arrow of sorting takes its room where it is.
    connect(view_->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, [this](int at) {
        if (at >= 0 && table())
            view_->setColumnWidth(at, width_of(at));
    });
    connect(view_, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        Q_EMIT opened(static_cast<int>(model_.row_at(index.row())));
    });
    connect(view_->selectionModel(),
            &QItemSelectionModel::selectionChanged,
            this,
            &ResultView::show_selection);
}

QWidget* ResultView::make_chart() {
    x_ = new ChoiceBox(tr("Across"));
    y_ = new ChoiceBox(tr("Upwards"));
    color_ = new ChoiceBox(tr("Colour"));
    shows_front_ = new QCheckBox(tr("Pareto &front"));
    shows_front_->setToolTip(tr("Rows that no other row beats in one without losing in the other"));
    for (QComboBox* box : {x_, y_, color_})
        connect(box, &QComboBox::activated, this, &ResultView::show_chart);
    connect(shows_front_, &QCheckBox::toggled, this, &ResultView::show_chart);
    chart_ = new ChartView;
    connect(chart_, &ChartView::picked, this, [this](int series, int point) {
        select_row(drawn_[static_cast<std::size_t>(series)][static_cast<std::size_t>(point)]);
    });
    auto* choice = new QHBoxLayout;
    choice->addWidget(new QLabel(tr("Across")));
    choice->addWidget(x_, 1);
    choice->addWidget(new QLabel(tr("Upwards")));
    choice->addWidget(y_, 1);
    choice->addWidget(new QLabel(tr("Colour")));
    choice->addWidget(color_, 1);
    choice->addWidget(shows_front_);
    auto* out = new QWidget;
    auto* column = new QVBoxLayout(out);
    column->setContentsMargins(0, 4, 0, 0);
    column->addLayout(choice);
    column->addWidget(chart_, 1);
    return out;
}

QWidget* ResultView::make_heat() {
    heat_x_ = new ChoiceBox(tr("Across"));
    heat_y_ = new ChoiceBox(tr("Upwards"));
    heat_value_ = new ChoiceBox(tr("Number"));
    for (QComboBox* box : {heat_x_, heat_y_, heat_value_})
        connect(box, &QComboBox::activated, this, &ResultView::show_heat);
    heat_ = new HeatView;
    connect(heat_, &HeatView::picked, this, [this](int row, int column) {
        const std::size_t of_table =
            cells_[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
        if (of_table < table()->rows)
            select_row(of_table);
    });
    auto* choice = new QHBoxLayout;
    choice->addWidget(new QLabel(tr("Number")));
    choice->addWidget(heat_value_, 1);
    choice->addWidget(new QLabel(tr("Across")));
    choice->addWidget(heat_x_, 1);
    choice->addWidget(new QLabel(tr("Upwards")));
    choice->addWidget(heat_y_, 1);
    auto* out = new QWidget;
    auto* column = new QVBoxLayout(out);
    column->setContentsMargins(0, 4, 0, 0);
    column->addLayout(choice);
    column->addWidget(heat_, 1);
    return out;
}

QWidget* ResultView::make_parallel() {
    parallel_ = new ParallelView;
    brushed_ = new QLabel;
    only_ = new QCheckBox(tr("Only these in the &table"));
    connect(only_, &QCheckBox::toggled, this, &ResultView::show_brushed);
    connect(parallel_, &ParallelView::brushes_changed, this, &ResultView::show_brushed);
    auto* row = new QHBoxLayout;
    row->addWidget(brushed_, 1);
    row->addWidget(only_);
    auto* out = new QWidget;
    auto* column = new QVBoxLayout(out);
    column->setContentsMargins(0, 4, 0, 0);
    column->addLayout(row);
    column->addWidget(parallel_, 1);
    return out;
}

// What is shown.

void ResultView::show_table(std::shared_ptr<const ResultTable> table, const ResultMarks& marks) {
    marks_ = marks;
    model_.show_table(std::move(table));
    arrange_columns();
    fill_choices(marks);
    brushed_->setText(
        tr("%1 rows").arg(count_text(static_cast<std::int64_t>(this->table()->rows))));
    show_chart();
    // What is not looked at waits: of a hundred thousand rows each takes its time.
    heat_waits_ = true;
    parallel_waits_ = true;
    show_current();
}

void ResultView::show_current() {
    if (!table())
        return;
    if (charts_->currentIndex() == 0 && std::exchange(chart_waits_, false))
        chart_->show_only(seen());
    if (charts_->currentIndex() == 1 && std::exchange(heat_waits_, false))
        show_heat();
    if (charts_->currentIndex() == 2 && std::exchange(parallel_waits_, false)) {
        parallel_->show_table(table());
        parallel_->show_selected(selected_rows());
    }
}

/// What is the same in all rows stands once above the table; what matters comes first in it.
void ResultView::arrange_columns() {
    const ResultTable& all = *table();
    QHeaderView& heads = *view_->horizontalHeader();
    QStringList same;
    int place = 0;
    for (const std::size_t c : order_of_columns()) {
        const ResultColumn& column = all.columns[c];
        const auto at = static_cast<int>(c);
        const bool is_same = all.rows > 1 && is_one_value(column);
        // Whether plans fit is told by who shows them.
        if (is_same && column.path != "memory.fits")
            same << model_.short_name(column) + " = " + model_.cell(column, 0) +
                        (column.unit.empty() ? QString() : ' ' + told(column.unit, "unit"));
        heads.moveSection(heads.visualIndex(at), place++);
        view_->setColumnHidden(at, is_same);
        view_->setColumnWidth(at, width_of(at));
    }
    same_->setText(tr("The same in all rows: %1").arg(same.join(", ")));
    same_->setVisible(!same.isEmpty());
}

/// What names a row, what it is judged by, and the rest as it comes.
std::vector<std::size_t> ResultView::order_of_columns() const {
    const std::vector<ResultColumn>& columns = table()->columns;
    const bool has_names = !columns.empty() && !columns.front().is_input;
    const QStringList wanted = marks_.objectives + kJudgedBy;
    const auto rank_of = [&](std::size_t c) {
        if (has_names ? c == 0 : columns[c].is_input)
            return qsizetype{-1};
        const qsizetype at = wanted.indexOf(qt(columns[c].path));
        return at < 0 ? wanted.size() : at;
    };
    std::vector<std::size_t> out(columns.size());
    std::iota(out.begin(), out.end(), std::size_t{0});
    std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
        return rank_of(a) < rank_of(b);
    });
    return out;
}

/// A chart has the colours of when it was made: it is made anew after it has changed its ground.
void ResultView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && table())
        QMetaObject::invokeMethod(this, &ResultView::show_chart, Qt::QueuedConnection);
}

QString ResultView::same_text() const { return same_->isHidden() ? QString() : same_->text(); }

/// Of its head and of some of its rows.
int ResultView::width_of(int column) const {
    constexpr int kWidest = 190;
    constexpr int kLooks = 40;
    constexpr int kMargin = 12;
    const int rows = model_.rowCount();
    int widest = 0;
    const QString head = model_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    for (const QString& line : head.split('\n'))
        widest = std::max(widest, fontMetrics().horizontalAdvance(line));
    for (int place = 0; place < rows; place += std::max(1, rows / kLooks)) {
        const QString text = model_.data(model_.index(place, column), Qt::DisplayRole).toString();
        widest = std::max(widest, fontMetrics().horizontalAdvance(text));
    }
    const bool has_arrow = view_->horizontalHeader()->sortIndicatorSection() == column;
    return std::min(kWidest, widest + kMargin) + (has_arrow ? 2 * fontMetrics().height() : 0);
}

void ResultView::fill_choices(const ResultMarks& marks) {
    QStringList constant;
    for (const ResultColumn& column : table()->columns) {
        if (table()->rows > 1 && is_one_value(column))
            constant << qt(column.path);
    }
    const auto fill =
        [&constant](QComboBox* box, const QStringList& paths, const QString& wanted, int other) {
            const QVariant before = box->currentData();
            box->clear();
            for (const QString& path : paths) {
                box->addItem(path.isEmpty() ? tr("none") : path_name(path.toStdString()), path);
                box->setItemData(box->count() - 1, path, Qt::ToolTipRole);
            }
            // What is the same in all rows by now is no choice that somebody made for them.
            const int kept = before.isValid() && !constant.contains(before.toString())
                                 ? box->findData(before)
                                 : -1;
            const int asked = box->findData(wanted);
            box->setCurrentIndex(kept >= 0    ? kept
                                 : asked >= 0 ? asked
                                              : std::min(other, box->count() - 1));
        };
    QStringList inputs;
    QStringList axes;
    QStringList numbers;
    QStringList varying;
    QStringList money;
    for (const ResultColumn& column : table()->columns) {
        const bool varies = !is_one_value(column);
        if (column.is_input && varies)
            axes << qt(column.path);
        if (column.is_text())
            continue;
        if (column.is_input && varies)
            inputs << qt(column.path);
        else if (!column.is_input)
            numbers << qt(column.path);
        if (!column.is_input && varies && is_known(column)) {
            varying << qt(column.path);
            if (column.unit.rfind("USD", 0) == 0)
                money.prepend(qt(column.path));
        }
    }
    const bool shows_days =
        numbers.contains("run.days") && (varying.contains("run.days") || varying.isEmpty());
    const QString usual = shows_days ? "run.days" : varying.value(0, numbers.value(0));
    const QString y = marks.y.isEmpty() ? usual : marks.y;
    // Where no axis is a number another metric stands for it, money first: one against itself says
    // nothing.
    QStringList others = money + numbers;
    others.removeAll(y);
    const QString x = marks.x.isEmpty() ? inputs.value(0, others.value(0)) : marks.x;
    fill(x_, inputs + numbers, x, 0);
    fill(y_, numbers + inputs, y, 0);
    fill(color_, QStringList{QString()} + numbers + inputs, marks.color, 0);
    fill(heat_x_, axes, inputs.value(0), 0);
    fill(heat_y_, axes, inputs.value(1), 1);
    if (heat_y_->currentIndex() == heat_x_->currentIndex())
        heat_y_->setCurrentIndex(heat_x_->currentIndex() == 0 ? 1 : 0);
    fill(heat_value_, numbers, y, 0);
    charts_->setTabEnabled(1, axes.size() > 1);
    const QSignalBlocker quiet(shows_front_);
    if (marks.shows_front)
        shows_front_->setChecked(true);
}

void ResultView::choose(const QString& x, const QString& y, const QString& color) {
    x_->setCurrentIndex(x_->findData(x));
    y_->setCurrentIndex(y_->findData(y));
    color_->setCurrentIndex(color_->findData(color));
    show_chart();
}

std::pair<QString, QString> ResultView::chosen() const {
    return {x_->currentData().toString(), y_->currentData().toString()};
}

void ResultView::show_view(const QString& name) {
    charts_->setCurrentIndex(name == "heat" ? 1 : name == "parallel" ? 2 : 0);
}

void ResultView::show_charts(bool shown) { charts_->setVisible(shown); }

void ResultView::show_front(bool shown) { shows_front_->setChecked(shown); }

const ResultColumn* ResultView::column(const QComboBox* choice) const {
    return table() ? table()->column(choice->currentData().toString().toStdString()) : nullptr;
}

void ResultView::show_chart() {
    const ResultColumn* x = column(x_);
    const ResultColumn* y = column(y_);
    drawn_.clear();
    front_.clear();
    if (x == nullptr || y == nullptr || charts_->isHidden())
        return chart_->clear();
    // Where no axis is a number each point has the name of its own inputs.
    const bool names =
        x->is_input ||
        std::none_of(
            table()->columns.begin(), table()->columns.end(), [](const ResultColumn& each) {
                return each.is_input && !each.is_text() && !is_one_value(each);
            });
    const bool joins =
        marks_.joins_points && names && column(color_) == nullptr && !shows_front_->isChecked();
    if (auto lines = joins ? lines_of(*table(), *x, *y) : std::nullopt) {
        drawn_ = std::move(lines->rows);
        chart_->show_chart(lines->chart);
        // Long names of many lines have room below each other.
        constexpr qsizetype kMostBeside = 3;
        if (drawn_.size() > kMostBeside)
            chart_->chart()->legend()->setAlignment(Qt::AlignRight);
    } else {
        show_cloud(*x, *y);
    }
    chart_->show_only(seen());
    show_selection();
}

void ResultView::show_cloud(const ResultColumn& x, const ResultColumn& y) {
    if (shows_front_->isChecked())
        front_ = pareto_rows(x, usual_objective(x.path), y, usual_objective(y.path));
    DrawnCloud cloud = cloud_of(*table(), x, y, column(color_), is_dark(palette()));
    for (const std::size_t row : front_)
        cloud.chart.front.push_back({x.numbers[row], y.numbers[row]});
    if (marks_.own)
        cloud.chart.marks.push_back(
            {{x.numbers[*marks_.own], y.numbers[*marks_.own]}, marks_.own_name.toStdString()});
    drawn_ = std::move(cloud.rows);
    chart_->show_chart(cloud.chart, cloud.colors);
}

void ResultView::show_heat() {
    const ResultColumn* x = column(heat_x_);
    const ResultColumn* y = column(heat_y_);
    const ResultColumn* value = column(heat_value_);
    cells_.clear();
    if (x == nullptr || y == nullptr || value == nullptr || x == y)
        return heat_->show_map({});
    BestCells best = best_cells(*table(), *x, *y, *value, usual_objective(value->path));
    cells_ = std::move(best.rows);
    best.map.x = title_of(*x);
    best.map.y = title_of(*y);
    best.map.value = title_of(*value);
    const QString name = path_name(value->path);
    best.map.title =
        (best.map.title == value->path ? name : tr("%1, the best over all other axes").arg(name))
            .toStdString();
    heat_->show_map(std::move(best.map));
    show_selection();
}

// What is pointed at.

std::vector<std::vector<bool>> ResultView::seen() const {
    const RowMask& mask = model_.mask();
    std::vector<std::vector<bool>> out;
    for (std::size_t s = 0; !mask.empty() && s < drawn_.size(); ++s) {
        out.emplace_back();
        for (const std::size_t row : drawn_[s]) out.back().push_back(mask[row]);
    }
    return out;
}

void ResultView::show_brushed() {
    const RowMask& rows = parallel_->brushed();
    model_.show_only(rows, only_->isChecked() && !rows.empty());
    const auto count = rows.empty() ? static_cast<std::ptrdiff_t>(table() ? table()->rows : 0)
                                    : std::count(rows.begin(), rows.end(), true);
    const QString number = count_text(count);
    brushed_->setText(rows.empty() ? tr("%1 rows").arg(number)
                                   : tr("%1 of %2 rows")
                                         .arg(number)
                                         .arg(count_text(static_cast<std::int64_t>(rows.size()))));
    chart_waits_ = true;
    show_current();
}

void ResultView::select_row(std::size_t row) {
    const int place = model_.place_of(row);
    if (place < 0)
        return;
    view_->selectRow(place);
    view_->scrollTo(model_.index(place, 0));
}

std::vector<std::size_t> ResultView::selected_rows() const {
    std::vector<std::size_t> out;
    for (const QItemSelectionRange& range : view_->selectionModel()->selection()) {
        for (int place = range.top(); place <= range.bottom(); ++place)
            out.push_back(model_.row_at(place));
    }
    return out;
}

void ResultView::show_selection() {
    const std::vector<std::size_t> rows = selected_rows();
    const ResultColumn* x = column(x_);
    const ResultColumn* y = column(y_);
    std::vector<ChartPoint> rings;
    for (std::size_t i = 0; x != nullptr && y != nullptr && i < std::min(kMostRings, rows.size());
         ++i)
        rings.push_back({x->numbers[rows[i]], y->numbers[rows[i]]});
    chart_->show_rings(rings);
    std::optional<std::pair<std::size_t, std::size_t>> cell;
    if (rows.size() == 1 && column(heat_x_) != nullptr && column(heat_y_) != nullptr &&
        !cells_.empty()) {
        const std::size_t r = axis_values(*column(heat_y_)).of_row[rows.front()];
        const std::size_t c = axis_values(*column(heat_x_)).of_row[rows.front()];
        if (r < cells_.size() && c < cells_[r].size())
            cell = std::pair(r, c);
    }
    heat_->show_selected(cell);
    if (!parallel_waits_)
        parallel_->show_selected(rows);
    Q_EMIT selection_changed();
}

}  // namespace deepwallet::gui
