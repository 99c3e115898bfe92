#include "gui/widgets/bar_chart.hpp"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QGraphicsLayout>
#include <QHorizontalBarSeries>
#include <QHorizontalStackedBarSeries>
#include <QToolTip>
#include <QVBoxLayout>
#include <QValueAxis>
#include <algorithm>
#include <memory>
#include <numeric>

#include "gui/text.hpp"
#include "gui/widgets/parts_bar.hpp"

namespace deepwallet::gui {

namespace {

constexpr int kAxisHeight = 70;
constexpr int kBarGap = 6;

/// By the first series, largest first.
void rank(BarChart& chart) {
    if (!chart.ranked || chart.series.empty())
        return;
    std::vector<std::size_t> order(chart.names.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return chart.series[0].points[a].y > chart.series[0].points[b].y;
    });
    BarChart out = chart;
    for (std::size_t i = 0; i < order.size(); ++i) {
        out.names[i] = chart.names[order[i]];
        for (std::size_t s = 0; s < chart.series.size(); ++s)
            out.series[s].points[i] = chart.series[s].points[order[i]];
    }
    chart = std::move(out);
}

double largest(const BarChart& chart) {
    double out = 0.0;
    for (const ChartSeries& series : chart.series) {
        for (const ChartPoint& point : series.points) out = std::max(out, point.y);
    }
    return out;
}

}  // namespace

BarChartView::BarChartView(QWidget* parent) : QWidget(parent), view_(new QChartView) {
    view_->setFrameShape(QFrame::NoFrame);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(view_);
}

void BarChartView::show_chart(BarChart chart) {
    rank(chart);
    chart_ = std::move(chart);
    draw();
}

void BarChartView::mark(const std::string& name) {
    if (name == marked_)
        return;
    marked_ = name;
    draw();
}

void BarChartView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        draw();
}

/// The marked bar of a series that stands alone has a colour of its own: it is a part of the stack
/// that is zero for all others.
void BarChartView::add_bars(QChart& chart) {
    const bool alone = chart_.series.size() == 1;
    auto* bars = alone ? static_cast<QAbstractBarSeries*>(new QHorizontalStackedBarSeries)
                       : static_cast<QAbstractBarSeries*>(new QHorizontalBarSeries);
    const auto add = [&](const ChartSeries& from, const QColor& color, auto is_wanted) {
        auto* set = new QBarSet(qt(from.name));
        // Categories are counted from below.
        for (std::size_t i = chart_.names.size(); i-- > 0;)
            *set << (is_wanted(chart_.names[i]) ? from.points[i].y : 0.0);
        set->setColor(color);
        set->setBorderColor(Qt::transparent);
        bars->append(set);
    };
    for (std::size_t i = 0; i < chart_.series.size(); ++i)
        add(chart_.series[i], part_color(i), [&](const auto& name) {
            return !alone || name != marked_;
        });
    if (alone)
        add(chart_.series[0], part_color(1), [&](const auto& name) { return name == marked_; });
    bars->setBarWidth(0.75);
    connect(bars, &QAbstractBarSeries::hovered, this, [this](bool over, int index, QBarSet* set) {
        const auto at = chart_.names.size() - 1 - static_cast<std::size_t>(index);
        if (over && at < chart_.names.size())
            QToolTip::showText(
                QCursor::pos(),
                qt(chart_.names[at]) + ": " + qt(value_label(set->at(index), chart_.value.unit)));
    });
    chart.addSeries(bars);
}

void BarChartView::draw() {
    if (chart_.series.empty())
        return;
    auto chart = std::make_unique<QChart>();
    chart->setBackgroundVisible(false);
    chart->setMargins({0, 0, 8, 0});
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->legend()->setVisible(chart_.series.size() > 1);
    chart->legend()->setLabelColor(palette().color(QPalette::Text));
    add_bars(*chart);
    const QColor text = palette().color(QPalette::Text);
    QColor grid = text;
    grid.setAlphaF(0.15F);
    auto* names = new QBarCategoryAxis;
    QStringList labels;
    for (std::size_t i = chart_.names.size(); i-- > 0;) labels << qt(chart_.names[i]);
    names->append(labels);
    names->setGridLineVisible(false);
    auto* values = new QValueAxis;
    values->setTitleText(qt(title_text(chart_.value)));
    values->setTitleBrush(text);
    values->setLabelFormat("%.0f");
    values->setRange(0.0, largest(chart_));
    values->setGridLineColor(grid);
    for (QAbstractAxis* axis :
         {static_cast<QAbstractAxis*>(names), static_cast<QAbstractAxis*>(values)}) {
        axis->setLabelsColor(text);
        axis->setLabelsFont(font());
        axis->setTruncateLabels(false);
        axis->setTitleFont(font());
        axis->setLinePenColor(grid);
    }
    // Above, where it is seen without going down to the last bar.
    chart->addAxis(values, Qt::AlignTop);
    chart->addAxis(names, Qt::AlignLeft);
    for (QAbstractSeries* series : chart->series()) {
        series->attachAxis(values);
        series->attachAxis(names);
    }
    values->applyNiceNumbers();
    const int rows = static_cast<int>(chart_.names.size());
    setMinimumHeight(kAxisHeight + rows * (fontMetrics().height() + kBarGap));
    setAccessibleName(qt(chart_.title));
    const std::unique_ptr<QChart> before(view_->chart());
    view_->setChart(chart.release());
    view_->setBackgroundBrush(palette().color(QPalette::Base));
}

}  // namespace deepwallet::gui
