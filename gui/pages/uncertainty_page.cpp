#include "gui/pages/uncertainty_page.hpp"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QStandardItemModel>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "engine/report/format.hpp"
#include "engine/study/page_parts.hpp"
#include "engine/study/tornado.hpp"
#include "engine/study/uncertainty.hpp"
#include "gui/metric_text.hpp"
#include "gui/path_name.hpp"
#include "gui/table_text.hpp"
#include "gui/text.hpp"
#include "gui/widgets/chart_view.hpp"

namespace deepwallet::gui {

namespace {

constexpr std::size_t kMostBars = 10;

/// Of a model that is used as it is no training is paid for.
QString usual_metric(const Answer& answer) {
    return answer.scenario.recipe.kind == RecipeKind::as_is ? "serving.usd_per_million_tokens"
                                                            : "cost.total_usd";
}

/// Bills by way of paying where it is the bill that is asked for, else the number itself.
BoxChart boxes_of(const UncertaintyPage::Found& found) {
    const bool is_bill = found.metric == "cost.total_usd";
    const bool has_bills = std::any_of(found.ways.begin(),
                                       found.ways.end(),
                                       [](const WayToPay& way) { return way.run > Money{}; });
    if (is_bill && has_bills)
        return ways_chart(found.ways, found.doubt);
    BoxChart out;
    const auto range = found.doubt.ranges.find(found.metric);
    if (range == found.doubt.ranges.end() || !std::isfinite(found.value))
        return out;
    const Metric& metric = *find_metric(found.metric);
    const std::string name = path_name(metric.path).toStdString();
    out.title = name;
    out.value = {name, metric.unit, AxisScale::linear};
    out.items.push_back(
        {name, range->second.p10, range->second.p50, range->second.p90, found.value});
    return out;
}

}  // namespace

UncertaintyPage::UncertaintyPage(Session& session, QWidget* parent)
    : Page("uncertainty", tr("Uncertainty"), parent), session_(session), background_(this) {
    metric_ = new QComboBox;
    metric_->setAccessibleName(tr("Number that the inputs move"));
    for (const char* path : {"cost.total_usd",
                             "run.days",
                             "carbon.total_t",
                             "power.facility_mean_kw",
                             "energy.facility_mwh",
                             "cost.on_prem.acquisition_usd",
                             "iteration.mfu",
                             "serving.usd_per_million_tokens",
                             "life.total_usd"})
        metric_->addItem(told(find_metric(path)->meaning), QString(path));
    tornado_ = new ChartView;
    ways_ = new ChartView;
    table_ = new QTableWidget;
    table_->setAccessibleName(tr("What each input does"));
    table_->setAlternatingRowColors(true);
    table_->verticalHeader()->hide();
    table_->setTextElideMode(Qt::ElideMiddle);
    nothing_ = new QLabel;
    nothing_->setVisible(false);
    auto* top = new QHBoxLayout;
    top->addWidget(new QLabel(tr("What moves")));
    top->addWidget(metric_, 1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("What each input moves, as bars"));
    scroll->setWidget(tornado_);
    auto* below = new QSplitter(Qt::Horizontal);
    below->addWidget(table_);
    below->addWidget(ways_);
    auto* split = new QSplitter(Qt::Vertical);
    split->addWidget(scroll);
    split->addWidget(below);
    split->setSizes({400, 260});
    below->setSizes({480, 390});
    table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    auto* column = new QVBoxLayout(this);
    column->addLayout(top);
    column->addWidget(nothing_);
    column->addWidget(split, 1);
    connect(metric_, &QComboBox::activated, this, [this] {
        is_chosen_ = true;
        ask();
    });
    connect(&session_, &Session::answered, this, &UncertaintyPage::ask);
    connect(&session_, &Session::doubted, this, &UncertaintyPage::ask);
    connect(&session_, &Session::current_changed, this, &UncertaintyPage::ask);
}

void UncertaintyPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    ask();
}

void UncertaintyPage::ask() {
    const AnswerPtr good = session_.front_answer();
    if (!isVisible())
        return;
    if (good == nullptr || !good->has_report())
        return show_nothing();
    if (!is_chosen_)
        metric_->setCurrentIndex(std::max(0, metric_->findData(usual_metric(good->answer()))));
    offer_known(good->answer());
    // Until its doubt comes there is that of before.
    if (!good->is_whole)
        return;
    background_.run(
        [good, path = metric_->currentData().toString().toStdString()] {
            const Metric* metric = find_metric(path);
            const Uncertainty& drawn = good->uncertainty;
            return Found{path,
                         {drawn.ranges, drawn.offers, tornado(*good->loaded, {&metric, 1})},
                         ways_to_pay(good->loaded->scenario, *good->report),
                         number_of(value_of(*metric, good->answer()))};
        },
        [this](const Found& found) { show_found(found); });
}

/// Numbers that the scenario has; of what it does not ask there is nothing to move.
void UncertaintyPage::offer_known(const Answer& answer) {
    const auto* items = qobject_cast<const QStandardItemModel*>(metric_->model());
    for (int i = 0; items != nullptr && i < metric_->count(); ++i) {
        const Metric& metric = *find_metric(metric_->itemData(i).toString().toStdString());
        items->item(i)->setEnabled(std::isfinite(number_of(value_of(metric, answer))));
    }
}

/// What was asked of another document, or before the fault, is not waited for any more.
void UncertaintyPage::show_nothing() {
    background_.forget();
    tornado_->clear();
    ways_->clear();
    table_->clear();
    table_->setRowCount(0);
    table_->setColumnCount(0);
    const bool is_faulty = session_.front_answer() != nullptr;
    nothing_->setText(tr("The scenario has faults: there is no answer to be in doubt of."));
    nothing_->setVisible(is_faulty);
    for (QWidget* chart : std::initializer_list<QWidget*>{tornado_, ways_})
        chart->setVisible(!is_faulty);
}

void UncertaintyPage::show_found(const Found& found) {
    const Metric& metric = *find_metric(found.metric);
    const auto at = found.doubt.tornado.bars.find(found.metric);
    const std::vector<TornadoBar> bars =
        at == found.doubt.tornado.bars.end() ? std::vector<TornadoBar>{} : at->second;
    TornadoChart chart = tornado_chart(metric, bars, kMostBars);
    chart.title = tr("What moves %1").arg(path_name(metric.path)).toStdString();
    chart.value.label = path_name(metric.path).toStdString();
    for (TornadoChartBar& bar : chart.bars) bar.name = path_name(bar.name).toStdString();
    nothing_->setText(tr("No input that is in doubt moves this number, or it is not known."));
    nothing_->setVisible(bars.empty());
    tornado_->setVisible(!bars.empty());
    if (!bars.empty())
        tornado_->show_chart(chart);
    boxes_ = boxes_of(found);
    ways_->setVisible(!boxes_.items.empty());
    if (!boxes_.items.empty())
        ways_->show_chart(boxes_);
    table_->clear();
    const QString unit = metric.unit.empty() ? QString() : " [" + qt(metric.unit) + ']';
    const std::vector<std::pair<QString, QString>> heads = {{tr("Input"), "input"},
                                                            {tr("Low"), "low"},
                                                            {tr("High"), "high"},
                                                            {tr("At low"), "at_low" + unit},
                                                            {tr("At high"), "at_high" + unit}};
    table_->setColumnCount(static_cast<int>(heads.size()));
    for (int c = 0; const auto& [shown, written] : heads)
        table_->setHorizontalHeaderItem(c++, head_cell(shown, written));
    table_->setRowCount(static_cast<int>(bars.size()));
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const auto row = static_cast<int>(i);
        table_->setItem(row, 0, path_cell(bars[i].path));
        int column = 1;
        for (const double end : {bars[i].input_low, bars[i].input_high})
            table_->setItem(row, column++, number_cell(qt(significant(end)), end));
        for (const double there : {bars[i].at_low, bars[i].at_high})
            table_->setItem(row, column++, number_cell(tile_text(metric, there), there));
    }
    table_->resizeColumnsToContents();
    stretch_column(*table_, 0);
}

QString UncertaintyPage::csv() const {
    std::vector<std::vector<std::string>> lines = {
        {boxes_.value.label + (boxes_.value.unit.empty() ? "" : " [" + boxes_.value.unit + "]"),
         "P10",
         "P50",
         "P90",
         "now"}};
    for (const BoxChartItem& item : boxes_.items) {
        lines.push_back({item.name});
        for (const double x : {item.p10, item.p50, item.p90, item.likeliest.value_or(NAN)})
            lines.back().push_back(std::isfinite(x) ? to_text(Value(x)) : "");
    }
    return table_csv(*table_) + '\n' + csv_of(lines);
}

}  // namespace deepwallet::gui
