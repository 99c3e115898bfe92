// Charts of bars and boxes.

#include <QToolTip>
#include <QtCharts/QBarSet>
#include <QtCharts/QBoxPlotSeries>
#include <QtCharts/QBoxSet>
#include <QtCharts/QHorizontalBarSeries>
#include <QtCharts/QHorizontalStackedBarSeries>
#include <QtCharts/QLegendMarker>
#include <QtCharts/QScatterSeries>
#include <QtCharts/QStackedBarSeries>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/report/axis.hpp"
#include "gui/fault_text.hpp"
#include "gui/text.hpp"
#include "gui/widgets/chart_axes.hpp"
#include "gui/widgets/chart_view.hpp"
#include "gui/widgets/parts_bar.hpp"

namespace deepwallet::gui {

namespace {

constexpr double kRing = 11.0;

const QColor kRise(0xD5, 0x5E, 0x00);
const QColor kFall(0x00, 0x72, 0xB2);
const QColor kWhole(0x80, 0x80, 0x80);

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

/// Of a series of bars or boxes the legend knows no shape: it would have an empty square, and no
/// room for the whole name beside it.
void show_in_legend(QChart& chart, QAbstractSeries& series, const QList<QColor>& colors) {
    const QList<QLegendMarker*> markers = chart.legend()->markers(&series);
    for (qsizetype i = 0; i < markers.size() && i < colors.size(); ++i) {
        markers[i]->setShape(QLegend::MarkerShapeRectangle);
        markers[i]->setBrush(colors[i]);
        markers[i]->setPen(QPen(Qt::NoPen));
        markers[i]->setVisible(colors[i].isValid());
    }
}

/// Where an axis begins on which steps between these ends can be seen: at zero, but for steps that
/// are small beside the whole.
double first_value(const std::vector<double>& ends) {
    const auto [least, most] = std::minmax_element(ends.begin(), ends.end());
    constexpr double kSmall = 0.4;
    const double span = *most - *least;
    return *least > 0.0 && span < kSmall * *most ? std::max(0.0, *least - 0.5 * span) : 0.0;
}

/// Bars that start where the one before ends: an unseen part below, a seen one on top.
class Waterfall {
public:
    explicit Waterfall(const QStringList& parts) {
        base_ = new QBarSet({});
        base_->setBrush(Qt::NoBrush);
        base_->setPen(Qt::NoPen);
        for (const QString& part : parts) seen_ << new QBarSet(part);
    }

    void add(double from, double to, int part) {
        *base_ << std::min(from, to);
        for (int i = 0; i < seen_.size(); ++i) *seen_[i] << (i == part ? std::abs(to - from) : 0.0);
    }

    QAbstractBarSeries* series(QAbstractBarSeries* out, const QList<QColor>& colors) {
        out->append(base_);
        for (int i = 0; i < seen_.size(); ++i) {
            seen_[i]->setColor(colors[i]);
            seen_[i]->setPen(Qt::NoPen);
            out->append(seen_[i]);
        }
        return out;
    }

private:
    QBarSet* base_;
    QList<QBarSet*> seen_;
};

}  // namespace

void ChartView::show_chart(const WaterfallChart& fall) {
    begin(fall.title);
    std::vector<double> ends = {fall.from};
    for (const double step : fall.steps) ends.push_back(ends.back() + step);
    const double first = first_value(ends);
    Waterfall bars({first > 0.0 ? tr("whole bill, its foot cut off") : tr("whole bill"),
                    tr("more"),
                    tr("less")});
    // The title has the whole names.
    std::vector<std::string> names = {tr("From").toStdString()};
    names.insert(names.end(), fall.names.begin(), fall.names.end());
    names.push_back(tr("To").toStdString());
    const auto money = [&](double x) { return told_value(value_label(x, fall.value.unit)); };
    QStringList sizes = {money(ends.front())};
    bars.add(0.0, ends.front(), 0);
    for (std::size_t i = 0; i < fall.steps.size(); ++i) {
        const bool is_more = fall.steps[i] > 0.0;
        bars.add(ends[i], ends[i + 1], is_more ? 1 : 2);
        sizes << (is_more ? "+" : "−") + money(std::abs(fall.steps[i]));
    }
    bars.add(0.0, ends.back(), 0);
    sizes << money(ends.back());
    ends.push_back(first);
    QAbstractBarSeries* series = bars.series(new QStackedBarSeries, {kWhole, kRise, kFall});
    series->setBarWidth(0.7);
    chart()->addSeries(series);
    show_in_legend(*chart(), *series, {QColor(), kWhole, kRise, kFall});
    QBarCategoryAxis* x = name_axis(names, true, sizes);
    x->setTruncateLabels(false);
    QCategoryAxis* y = value_axis(ends, fall.value, first == 0.0);
    chart()->addAxis(x, Qt::AlignBottom);
    chart()->addAxis(y, Qt::AlignLeft);
    series->attachAxis(x);
    series->attachAxis(y);
}

/// From each end to where the answer stands; both ends on one side of it overlap from there.
void ChartView::show_chart(const TornadoChart& tornado) {
    begin(tornado.title, true);
    std::vector<std::string> names;
    std::vector<double> ends = {tornado.base};
    // The first of the list comes out at the bottom.
    for (auto bar = tornado.bars.rbegin(); bar != tornado.bars.rend(); ++bar) {
        names.push_back(bar->name + "  " + bar->low + " … " + bar->high);
        ends.push_back(bar->at_low);
        ends.push_back(bar->at_high);
    }
    auto* series = new QHorizontalStackedBarSeries;
    auto* base = new QBarSet({});
    base->setBrush(Qt::NoBrush);
    base->setPen(Qt::NoPen);
    auto* left = new QBarSet(tr("input low"));
    auto* right = new QBarSet(tr("input high"));
    auto* left_again = new QBarSet(tr("input low"));
    for (auto bar = tornado.bars.rbegin(); bar != tornado.bars.rend(); ++bar) {
        // Cut into pieces that stand one on the other, from the least to the greatest.
        const double low = std::min({bar->at_low, bar->at_high, tornado.base});
        const double high = std::max({bar->at_low, bar->at_high, tornado.base});
        const bool one_side = (bar->at_low - tornado.base) * (bar->at_high - tornado.base) > 0.0;
        *base << low;
        if (!one_side) {
            const bool falls = bar->at_low <= bar->at_high;
            *left << (falls ? tornado.base - low : 0.0);
            *right << (falls ? high - tornado.base : tornado.base - low);
            *left_again << (falls ? 0.0 : high - tornado.base);
            continue;
        }
        const bool below = bar->at_low < tornado.base;
        const double inner =
            below ? std::max(bar->at_low, bar->at_high) : std::min(bar->at_low, bar->at_high);
        const double near = std::abs(inner - tornado.base);
        const double far = (high - low) - near;
        const bool low_is_far = inner == bar->at_high;
        // Below the base the far piece comes first.
        const double first = below ? far : near;
        const double second = below ? near : far;
        const bool first_is_low = below ? low_is_far : !low_is_far;
        *left << (first_is_low ? first : 0.0);
        *right << (first_is_low ? second : first);
        *left_again << (first_is_low ? 0.0 : second);
    }
    for (QBarSet* set : {left, left_again}) set->setColor(kFall);
    right->setColor(kRise);
    for (QBarSet* set : {base, left, right, left_again}) {
        set->setPen(Qt::NoPen);
        series->append(set);
    }
    series->setBarWidth(0.7);
    chart()->addSeries(series);
    show_in_legend(*chart(), *series, {QColor(), kFall, kRise, QColor()});
    int widest = 0;
    for (const std::string& name : names)
        widest = std::max(widest, fontMetrics().horizontalAdvance(qt(name)));
    // Long names on two lines rather than cut.
    constexpr double kShare = 0.4;
    const bool broken = widest > kShare * width();
    QBarCategoryAxis* y = name_axis(names, broken);
    y->setTruncateLabels(false);
    QCategoryAxis* x = value_axis(ends, tornado.value);
    chart()->addAxis(y, Qt::AlignLeft);
    chart()->addAxis(x, Qt::AlignBottom);
    series->attachAxis(y);
    series->attachAxis(x);
    // It grows with its bars.
    constexpr int kBetween = 10;
    constexpr int kFrame = 130;
    const int bar = (broken ? 2 : 1) * fontMetrics().height() + kBetween;
    setMinimumHeight(kFrame + bar * static_cast<int>(tornado.bars.size()));
}

void ChartView::show_chart(const BoxChart& boxes) {
    begin(boxes.title);
    auto* series = new QBoxPlotSeries;
    std::vector<std::string> names;
    std::vector<double> ends;
    for (const BoxChartItem& item : boxes.items) {
        auto* set = new QBoxSet(item.p10, item.p10, item.p50, item.p90, item.p90, qt(item.name));
        set->setBrush(part_color(item.colour));
        series->append(set);
        names.push_back(item.name);
        ends.insert(ends.end(), {item.p10, item.p90});
        if (item.likeliest)
            ends.push_back(*item.likeliest);
    }
    series->setName(tr("P10, P50, P90"));
    series->setBoxWidth(0.5);
    chart()->addSeries(series);
    show_in_legend(*chart(), *series, {kWhole});
    QBarCategoryAxis* x = name_axis(names, true);
    x->setTruncateLabels(false);
    QCategoryAxis* y = value_axis(ends, boxes.value);
    chart()->addAxis(x, Qt::AlignBottom);
    chart()->addAxis(y, Qt::AlignLeft);
    series->attachAxis(x);
    series->attachAxis(y);
    auto* now = new QScatterSeries;
    now->setName(tr("the values in use"));
    now->setMarkerSize(kRing);
    now->setColor(kRise);
    for (std::size_t i = 0; i < boxes.items.size(); ++i) {
        if (boxes.items[i].likeliest)
            now->append(static_cast<double>(i), *boxes.items[i].likeliest);
    }
    chart()->addSeries(now);
    now->attachAxis(y);
    now->attachAxis(x);
}

void ChartView::show_chart(BarChart bars) {
    rank(bars);
    bars_ = std::move(bars);
    draw_bars();
}

void ChartView::mark_bar(const std::string& name) {
    if (name == marked_)
        return;
    marked_ = name;
    if (!bars_.names.empty())
        draw_bars();
}

/// The marked bar of a series that stands alone has a colour of its own: it is a part of the stack
/// that is zero for all others.
QAbstractBarSeries* ChartView::bar_series() {
    const bool alone = bars_.series.size() == 1;
    auto* out = alone ? static_cast<QAbstractBarSeries*>(new QHorizontalStackedBarSeries)
                      : static_cast<QAbstractBarSeries*>(new QHorizontalBarSeries);
    const auto add = [&](const ChartSeries& from, const QColor& color, auto is_wanted) {
        auto* set = new QBarSet(qt(from.name));
        // The first of the list comes out at the bottom.
        for (std::size_t i = bars_.names.size(); i-- > 0;)
            *set << (is_wanted(bars_.names[i]) ? from.points[i].y : 0.0);
        set->setColor(color);
        set->setPen(Qt::NoPen);
        out->append(set);
    };
    for (std::size_t i = 0; i < bars_.series.size(); ++i)
        add(bars_.series[i], part_color(i), [&](const auto& name) {
            return !alone || name != marked_;
        });
    if (alone)
        add(bars_.series[0], kRise, [&](const auto& name) { return name == marked_; });
    out->setBarWidth(0.75);
    connect(out, &QAbstractBarSeries::hovered, this, [this](bool over, int index, QBarSet* set) {
        const auto at = bars_.names.size() - 1 - static_cast<std::size_t>(index);
        if (over && at < bars_.names.size())
            QToolTip::showText(QCursor::pos(),
                               qt(bars_.names[at]) + ": " +
                                   told_value(value_label(set->at(index), bars_.value.unit)));
    });
    return out;
}

void ChartView::draw_bars() {
    const BarChart bars = bars_;
    begin(bars.title, true);
    bars_ = bars;
    std::vector<double> ends = {0.0};
    for (const ChartSeries& series : bars.series) {
        for (const ChartPoint& point : series.points) ends.push_back(point.y);
    }
    QAbstractBarSeries* series = bar_series();
    chart()->addSeries(series);
    chart()->legend()->setVisible(bars.series.size() > 1);
    QBarCategoryAxis* y = name_axis({bars.names.rbegin(), bars.names.rend()});
    y->setTruncateLabels(false);
    y->setGridLineVisible(false);
    QCategoryAxis* x = value_axis(ends, bars.value, true);
    chart()->addAxis(y, Qt::AlignLeft);
    // Above, where it is seen without going down to the last bar.
    chart()->addAxis(x, Qt::AlignTop);
    series->attachAxis(y);
    series->attachAxis(x);
    constexpr int kFrame = 110;
    constexpr int kGap = 6;
    setMinimumHeight(kFrame +
                     static_cast<int>(bars.names.size()) * (fontMetrics().height() + kGap));
}

}  // namespace deepwallet::gui
