#include "gui/widgets/chart_view.hpp"

#include <QToolTip>
#include <QWheelEvent>
#include <QtCharts/QBarSet>
#include <QtCharts/QBoxPlotSeries>
#include <QtCharts/QBoxSet>
#include <QtCharts/QHorizontalStackedBarSeries>
#include <QtCharts/QLegendMarker>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>
#include <QtCharts/QStackedBarSeries>
#include <algorithm>
#include <cmath>

#include "gui/appearance.hpp"
#include "gui/text.hpp"
#include "gui/widgets/chart_axes.hpp"
#include "gui/widgets/parts_bar.hpp"
#include "gui/widgets/points_item.hpp"

namespace deepwallet::gui {

namespace {

constexpr double kRing = 11.0;

const QColor kRise(0xD5, 0x5E, 0x00);
const QColor kFall(0x00, 0x72, 0xB2);
const QColor kWhole(0x80, 0x80, 0x80);

std::vector<double> coordinates(const LineChart& chart, double ChartPoint::*which) {
    std::vector<double> out;
    for (const ChartSeries& series : chart.series) {
        for (const ChartPoint& point : series.points) out.push_back(point.*which);
    }
    return out;
}

void name_on_hover(QXYSeries* series, const LineChart& chart) {
    const std::string x = chart.x.unit;
    const std::string y = chart.y.unit;
    QObject::connect(
        series, &QXYSeries::hovered, series, [series, x, y](const QPointF& at, bool over) {
            if (over)
                QToolTip::showText(QCursor::pos(),
                                   series->name() + "\n" + qt(value_label(at.x(), x)) + ", " +
                                       qt(value_label(at.y(), y)));
            else
                QToolTip::hideText();
        });
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

ChartView::ChartView(QWidget* parent) : QChartView(parent) {
    setRubberBand(QChartView::RectangleRubberBand);
    setRenderHint(QPainter::Antialiasing);
    setMinimumHeight(220);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setMargins({4, 4, 4, 4});
    follow_palette();
}

void ChartView::follow_palette() {
    chart()->setTheme(is_dark(palette()) ? QChart::ChartThemeDark : QChart::ChartThemeLight);
    chart()->setBackgroundBrush(palette().color(QPalette::Base));
    chart()->setBackgroundRoundness(0);
}

void ChartView::changeEvent(QEvent* event) {
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        follow_palette();
}

void ChartView::clear() {
    delete points_;
    points_ = nullptr;
    chart()->removeAllSeries();
    for (QAbstractAxis* axis : chart()->axes()) {
        chart()->removeAxis(axis);
        delete axis;
    }
    chart()->setTitle({});
}

void ChartView::begin(const std::string& title) {
    clear();
    chart()->setTitle(qt(title));
    setAccessibleName(qt(title));
    QFont font = chart()->titleFont();
    font.setBold(true);
    chart()->setTitleFont(font);
    chart()->legend()->setVisible(true);
    chart()->legend()->setAlignment(Qt::AlignBottom);
}

void ChartView::show_chart(const LineChart& line) {
    begin(line.title);
    QCategoryAxis* x = value_axis(coordinates(line, &ChartPoint::x), line.x);
    QCategoryAxis* y = value_axis(coordinates(line, &ChartPoint::y), line.y);
    chart()->addAxis(x, Qt::AlignBottom);
    chart()->addAxis(y, Qt::AlignLeft);
    const auto add = [&](QXYSeries* series, const QList<QPointF>& points) {
        series->replace(points);
        chart()->addSeries(series);
        series->attachAxis(x);
        series->attachAxis(y);
        name_on_hover(series, line);
    };
    for (std::size_t i = 0; i < line.series.size(); ++i) {
        QList<QPointF> points;
        for (const ChartPoint& p : line.series[i].points) {
            if (is_drawn(p.x, line.x.scale) && is_drawn(p.y, line.y.scale))
                points << QPointF(placed(p.x, line.x.scale), placed(p.y, line.y.scale));
        }
        auto* series = new QLineSeries;
        series->setName(qt(line.series[i].name));
        series->setPen(QPen(part_color(i), 2));
        add(series, points);
    }
    for (const ChartMark& mark : line.marks) {
        auto* ring = new QScatterSeries;
        ring->setName(qt(mark.label));
        ring->setMarkerSize(kRing);
        ring->setColor(Qt::transparent);
        ring->setBorderColor(palette().color(QPalette::WindowText));
        add(ring, {QPointF(placed(mark.at.x, line.x.scale), placed(mark.at.y, line.y.scale))});
    }
}

/// Qt's own scatter takes 14 s for 100,000 points: one item paints them all. A series that is never
/// seen tells it where the axes are.
void ChartView::show_chart(const ScatterChart& cloud) {
    begin(cloud.title);
    std::vector<double> xs;
    std::vector<double> ys;
    auto* axes = new QScatterSeries;
    axes->setMarkerSize(1);
    axes->setColor(Qt::transparent);
    axes->setBorderColor(Qt::transparent);
    QList<PointsItem::Cloud> clouds;
    for (std::size_t i = 0; i < cloud.series.size(); ++i) {
        QList<QPointF> points;
        for (const ChartPoint& p : cloud.series[i].points) {
            if (!is_drawn(p.x, cloud.x.scale) || !is_drawn(p.y, cloud.y.scale))
                continue;
            points << QPointF(placed(p.x, cloud.x.scale), placed(p.y, cloud.y.scale));
            xs.push_back(p.x);
            ys.push_back(p.y);
        }
        clouds.push_back({part_color(i), std::move(points)});
    }
    chart()->addSeries(axes);
    QCategoryAxis* x = value_axis(xs, cloud.x);
    QCategoryAxis* y = value_axis(ys, cloud.y);
    chart()->addAxis(x, Qt::AlignBottom);
    chart()->addAxis(y, Qt::AlignLeft);
    axes->attachAxis(x);
    axes->attachAxis(y);
    chart()->legend()->setVisible(false);
    points_ = new PointsItem(chart(), axes, std::move(clouds));
}

void ChartView::show_chart(const WaterfallChart& fall) {
    begin(fall.title);
    Waterfall bars({qt(fall.from_name) + " / " + qt(fall.to_name), tr("more"), tr("less")});
    std::vector<std::string> names = {fall.from_name};
    std::vector<double> ends = {0.0, fall.from};
    bars.add(0.0, fall.from, 0);
    double at = fall.from;
    for (std::size_t i = 0; i < fall.steps.size(); ++i) {
        bars.add(at, at + fall.steps[i], fall.steps[i] > 0.0 ? 1 : 2);
        at += fall.steps[i];
        ends.push_back(at);
        names.push_back(fall.names[i]);
    }
    bars.add(0.0, at, 0);
    names.push_back(fall.to_name);
    QAbstractBarSeries* series = bars.series(new QStackedBarSeries, {kWhole, kRise, kFall});
    series->setBarWidth(0.7);
    chart()->addSeries(series);
    chart()->legend()->markers(series)[0]->setVisible(false);
    QBarCategoryAxis* x = name_axis(names);
    QCategoryAxis* y = value_axis(ends, fall.value, true);
    chart()->addAxis(x, Qt::AlignBottom);
    chart()->addAxis(y, Qt::AlignLeft);
    series->attachAxis(x);
    series->attachAxis(y);
}

/// From each end to where the answer stands; both ends on one side of it overlap from there.
void ChartView::show_chart(const TornadoChart& tornado) {
    begin(tornado.title);
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
    chart()->legend()->markers(series)[0]->setVisible(false);
    chart()->legend()->markers(series)[3]->setVisible(false);
    QBarCategoryAxis* y = name_axis(names);
    QCategoryAxis* x = value_axis(ends, tornado.value);
    chart()->addAxis(y, Qt::AlignLeft);
    chart()->addAxis(x, Qt::AlignBottom);
    series->attachAxis(y);
    series->attachAxis(x);
    // It grows with its bars.
    constexpr int kBar = 26;
    constexpr int kFrame = 130;
    setMinimumHeight(kFrame + kBar * static_cast<int>(tornado.bars.size()));
}

void ChartView::show_chart(const BoxChart& boxes) {
    begin(boxes.title);
    auto* series = new QBoxPlotSeries;
    std::vector<std::string> names;
    std::vector<double> ends;
    for (const BoxChartItem& item : boxes.items) {
        auto* set = new QBoxSet(item.p10, item.p10, item.p50, item.p90, item.p90, qt(item.name));
        set->setBrush(part_color(names.size()));
        series->append(set);
        names.push_back(item.name);
        ends.insert(ends.end(), {item.p10, item.p90});
        if (item.likeliest)
            ends.push_back(*item.likeliest);
    }
    series->setName(tr("P10, P50, P90"));
    series->setBoxWidth(0.5);
    chart()->addSeries(series);
    QBarCategoryAxis* x = name_axis(names);
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

void ChartView::wheelEvent(QWheelEvent* event) {
    const double factor = std::pow(1.0015, event->angleDelta().y());
    const QRectF area = chart()->plotArea();
    const QPointF at = chart()->mapFromScene(mapToScene(event->position().toPoint()));
    if (!area.contains(at))
        return;
    const QSizeF size = area.size() / factor;
    chart()->zoomIn(QRectF(at.x() - (at.x() - area.left()) / factor,
                           at.y() - (at.y() - area.top()) / factor,
                           size.width(),
                           size.height()));
    event->accept();
}

void ChartView::mouseDoubleClickEvent(QMouseEvent* event) {
    chart()->zoomReset();
    event->accept();
}

}  // namespace deepwallet::gui
