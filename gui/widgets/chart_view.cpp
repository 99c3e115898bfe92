#include "gui/widgets/chart_view.hpp"

#include <QApplication>
#include <QHelpEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <QtCharts/QLegendMarker>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>
#include <algorithm>
#include <cmath>

#include "engine/report/chart_frame.hpp"
#include "gui/appearance.hpp"
#include "gui/fault_text.hpp"
#include "gui/text.hpp"
#include "gui/widgets/chart_axes.hpp"
#include "gui/widgets/parts_bar.hpp"

namespace deepwallet::gui {

namespace {

constexpr double kRing = 11.0;

template <class Chart>
std::vector<double> coordinates(const Chart& chart, double ChartPoint::*which) {
    std::vector<double> out;
    for (const ChartSeries& series : all_series(chart)) {
        for (const ChartPoint& point : series.points) out.push_back(point.*which);
    }
    return out;
}

void name_on_hover(QXYSeries* series, const LineChart& chart) {
    const AxisTitle x = chart.x;
    const AxisTitle y = chart.y;
    QObject::connect(
        series, &QXYSeries::hovered, series, [series, x, y](const QPointF& at, bool over) {
            if (over)
                QToolTip::showText(QCursor::pos(),
                                   series->name() + "\n" +
                                       told_value(value_label(lifted(at.x(), x.scale), x.unit)) +
                                       ", " +
                                       told_value(value_label(lifted(at.y(), y.scale), y.unit)));
            else
                QToolTip::hideText();
        });
}

/// A series without points: the legend has it, and others find the axes by it.
QScatterSeries* entry_of_points(const QString& name, const QColor& color) {
    auto* out = new QScatterSeries;
    out->setName(name);
    out->setMarkerSize(kRing);
    out->setMarkerShape(QScatterSeries::MarkerShapeRectangle);
    out->setColor(color);
    out->setBorderColor(Qt::transparent);
    return out;
}

}  // namespace

ChartView::ChartView(QWidget* parent) : QChartView(parent) {
    setRubberBand(QChartView::RectangleRubberBand);
    setRenderHint(QPainter::Antialiasing);
    setMinimumHeight(220);
    setAccessibleName(tr("Chart"));
    chart()->setAnimationOptions(QChart::NoAnimation);
    connect(chart(), &QChart::plotAreaChanged, this, &ChartView::fit_axes);
    follow_palette();
}

/// Qt cuts a title that is longer than its axis; its unit is what the rest of the chart does not
/// tell.
void ChartView::fit_axes(const QRectF& plot) {
    for (QAbstractAxis* axis : chart()->axes()) {
        const bool is_upright = axis->orientation() == Qt::Vertical;
        const double length = is_upright ? plot.height() : plot.width();
        const QString whole = axis->property(kWholeTitle).toString();
        const qsizetype unit = whole.lastIndexOf('[');
        const bool fits = QFontMetricsF(axis->titleFont()).horizontalAdvance(whole) <= length;
        const QString short_one = unit >= 0 ? whole.mid(unit) : QString();
        const bool is_told = unit >= 0 || chart()->title().contains(whole);
        const QString fitting = fits || !is_told ? whole : short_one;
        if (!whole.isEmpty() && axis->titleText() != fitting)
            axis->setTitleText(fitting);
        if (auto* values = qobject_cast<QCategoryAxis*>(axis); values != nullptr && !is_upright)
            thin_labels(*values, length);
    }
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
    drawn_.clear();
    names_.clear();
    bars_ = {};
    chart()->removeAllSeries();
    for (QAbstractAxis* axis : chart()->axes()) {
        chart()->removeAxis(axis);
        delete axis;
    }
    chart()->setTitle({});
}

void ChartView::show_nothing(const QString& reason) {
    clear();
    chart()->setTitle(reason);
    setAccessibleName(reason);
}

void ChartView::begin(const std::string& title, bool values_across) {
    clear();
    // New axes on a plot of the size of before have to be fitted too.
    QMetaObject::invokeMethod(
        this, [this] { fit_axes(chart()->plotArea()); }, Qt::QueuedConnection);
    chart()->setMargins({4, 4, values_across ? 20 : 4, 4});
    // Of Qt Charts titles are HTML.
    chart()->setTitle(told(title).toHtmlEscaped());
    setAccessibleName(told(title));
    QFont font = chart()->titleFont();
    font.setBold(true);
    chart()->setTitleFont(font);
    chart()->legend()->setVisible(true);
    // Lines as lines, rings as rings.
    chart()->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    chart()->legend()->setAlignment(Qt::AlignBottom);
}

void ChartView::show_chart(const LineChart& line) {
    begin(line.title, true);
    QCategoryAxis* x = value_axis(coordinates(line, &ChartPoint::x), line.x);
    QCategoryAxis* y = value_axis(coordinates(line, &ChartPoint::y), line.y);
    chart()->addAxis(x, Qt::AlignBottom);
    chart()->addAxis(y, Qt::AlignLeft);
    const auto add = [&](QXYSeries* series) {
        chart()->addSeries(series);
        series->attachAxis(x);
        series->attachAxis(y);
    };
    for (const ChartBand& of_doubt : line.bands) {
        QAreaSeries* area = band(line, of_doubt, *x, *y);
        chart()->addSeries(area);
        area->attachAxis(x);
        area->attachAxis(y);
        // The legend would leave an area without an edge empty.
        for (QLegendMarker* marker : chart()->legend()->markers(area)) {
            marker->setShape(QLegend::MarkerShapeRectangle);
            // A small square is as faint as a large one only where it is less so.
            QColor color = area->brush().color();
            color.setAlpha(2 * color.alpha());
            marker->setBrush(color);
            marker->setVisible(!of_doubt.label.empty());
        }
    }
    QList<PointsItem::Cloud> clouds = clouds_of(all_series(line), line.x, line.y, {});
    QAbstractSeries* axes = nullptr;
    for (std::size_t i = 0; i < line.series.size(); ++i) {
        auto* series = new QLineSeries;
        series->setName(told(line.series[i].name));
        series->setPen(QPen(part_color(colour_at(line.series, i)), 2));
        series->replace(clouds[static_cast<qsizetype>(i)].points);
        add(series);
        if (!line.dots) {
            name_on_hover(series, line);
            clouds[static_cast<qsizetype>(i)].points.clear();
        }
        axes = series;
    }
    for (auto i = line.series.size(); i < static_cast<std::size_t>(names_.size()); ++i) {
        auto* named = entry_of_points(names_[static_cast<qsizetype>(i)], part_color(i));
        add(named);
        axes = named;
    }
    for (const ChartMark& mark : line.marks) add(ring(mark, line.x, line.y));
    chart()->legend()->setVisible(chart()->series().size() > 1);
    if ((line.dots || !line.loose.empty()) && axes != nullptr)
        points_ = new PointsItem(chart(), axes, std::move(clouds));
}

/// What of the points can be drawn, where the axes have it.
QList<PointsItem::Cloud> ChartView::clouds_of(const std::vector<ChartSeries>& all,
                                              const AxisTitle& x,
                                              const AxisTitle& y,
                                              const QList<QColor>& colors) {
    QList<PointsItem::Cloud> out;
    x_ = x;
    y_ = y;
    for (std::size_t i = 0; i < all.size(); ++i) {
        QList<QPointF> points;
        std::vector<std::size_t> drawn;
        for (std::size_t k = 0; k < all[i].points.size(); ++k) {
            const ChartPoint& p = all[i].points[k];
            if (!is_drawn(p.x, x.scale) || !is_drawn(p.y, y.scale))
                continue;
            points << QPointF(placed(p.x, x.scale), placed(p.y, y.scale));
            drawn.push_back(k);
        }
        const auto n = static_cast<qsizetype>(i);
        out.push_back(
            {n < colors.size() ? colors[n] : part_color(colour_at(all, i)), std::move(points)});
        drawn_.push_back(std::move(drawn));
        names_ << told(all[i].name);
    }
    return out;
}

namespace {

/// Along x first, then along y: what no point of the front reaches lies beyond the corners.
QList<QPointF> steps(const std::vector<ChartPoint>& points, const ScatterChart& cloud) {
    QList<QPointF> out;
    for (const ChartPoint& p : points) {
        if (!is_drawn(p.x, cloud.x.scale) || !is_drawn(p.y, cloud.y.scale))
            continue;
        const QPointF at(placed(p.x, cloud.x.scale), placed(p.y, cloud.y.scale));
        if (!out.isEmpty())
            out << QPointF(at.x(), out.back().y());
        out << at;
    }
    return out;
}

}  // namespace

/// Qt's own scatter takes 14 s for 100,000 points: one item paints them all. Series without points
/// tell it where the axes are, and the legend what there is.
void ChartView::show_chart(const ScatterChart& cloud, const QList<QColor>& colors) {
    begin(cloud.title, true);
    QList<PointsItem::Cloud> clouds = clouds_of(cloud.series, cloud.x, cloud.y, colors);
    QCategoryAxis* x = value_axis(coordinates(cloud, &ChartPoint::x), cloud.x);
    QCategoryAxis* y = value_axis(coordinates(cloud, &ChartPoint::y), cloud.y);
    chart()->addAxis(x, Qt::AlignBottom);
    chart()->addAxis(y, Qt::AlignLeft);
    const auto add = [&](QXYSeries* series) {
        chart()->addSeries(series);
        series->attachAxis(x);
        series->attachAxis(y);
    };
    QAbstractSeries* axes = nullptr;
    for (qsizetype i = 0; i < clouds.size(); ++i) {
        auto* named = entry_of_points(names_[i], clouds[i].color);
        add(named);
        axes = named;
    }
    if (cloud.front.size() == 1)
        add(ring({cloud.front.front(), tr("Pareto front").toStdString()}, cloud.x, cloud.y));
    if (const QList<QPointF> front = steps(cloud.front, cloud); front.size() > 1) {
        auto* line = new QLineSeries;
        line->setName(tr("Pareto front"));
        line->setPen(QPen(palette().color(QPalette::WindowText), 1.5));
        line->replace(front);
        add(line);
    }
    for (const ChartMark& mark : cloud.marks) add(ring(mark, cloud.x, cloud.y));
    chart()->legend()->setVisible(chart()->series().size() > 1);
    if (axes != nullptr)
        points_ = new PointsItem(chart(), axes, std::move(clouds));
}

/// From the foot of the plot to its top; of those that would lie on each other a strip at the mark
/// of each.
QAreaSeries* ChartView::band(const LineChart& of,
                             const ChartBand& which,
                             const QValueAxis& x,
                             const QValueAxis& y) const {
    const AxisScale scale = of.x.scale;
    const double from = std::clamp(placed(which.from, scale), x.min(), x.max());
    const double to =
        std::isfinite(which.to) ? std::clamp(placed(which.to, scale), x.min(), x.max()) : x.max();
    const bool apart = std::none_of(of.bands.begin(), of.bands.end(), [&](const ChartBand& other) {
        return &other != &which && other.from < which.to && which.from < other.to;
    });
    const auto mark = std::find_if(of.marks.begin(), of.marks.end(), [&](const ChartMark& one) {
        return one.series == which.series;
    });
    const bool is_strip = !apart && mark != of.marks.end();
    constexpr double kStrip = 0.07;
    const double height = (is_strip ? kStrip : 1.0) * (y.max() - y.min());
    const auto edge = [&](double at) {
        auto* out = new QLineSeries;
        out->replace(QList<QPointF>{{from, at}, {to, at}});
        return out;
    };
    const double foot =
        is_strip
            ? std::clamp(placed(mark->at.y, of.y.scale) - height / 2, y.min(), y.max() - height)
            : y.min();
    auto* out = new QAreaSeries(edge(foot + height), edge(foot));
    out->upperSeries()->setParent(out);
    out->lowerSeries()->setParent(out);
    QColor fill = part_color(colour_at(of.series, which.series));
    constexpr int kSeeThrough = 50;
    fill.setAlpha(kSeeThrough);
    out->setBrush(fill);
    out->setPen(Qt::NoPen);
    out->setName(qt(which.label));
    return out;
}

QXYSeries* ChartView::ring(const ChartMark& mark, const AxisTitle& x, const AxisTitle& y) const {
    auto* out = new QScatterSeries;
    out->setName(qt(mark.label));
    out->setMarkerSize(kRing);
    out->setColor(Qt::transparent);
    out->setPen(QPen(palette().color(QPalette::WindowText), 1));
    out->replace(QList<QPointF>{{placed(mark.at.x, x.scale), placed(mark.at.y, y.scale)}});
    return out;
}

void ChartView::show_rings(const std::vector<ChartPoint>& points) {
    if (points_ == nullptr)
        return;
    QList<QPointF> out;
    for (const ChartPoint& p : points) out << QPointF(placed(p.x, x_.scale), placed(p.y, y_.scale));
    points_->show_rings(std::move(out));
}

void ChartView::show_only(const std::vector<std::vector<bool>>& seen) {
    if (points_ == nullptr)
        return;
    QList<QList<bool>> out;
    for (std::size_t i = 0; !seen.empty() && i < drawn_.size(); ++i) {
        QList<bool> of_cloud;
        for (const std::size_t point : drawn_[i]) of_cloud << seen[i][point];
        out << of_cloud;
    }
    points_->show_only(std::move(out));
}

std::optional<PointsItem::Hit> ChartView::hit(const QPoint& at) const {
    const QPointF place = chart()->mapFromScene(mapToScene(at));
    return points_ == nullptr || !chart()->plotArea().contains(place) ? std::nullopt
                                                                      : points_->hit(place);
}

QPoint ChartView::place_of(const ChartPoint& p) const {
    const QPointF at(placed(p.x, x_.scale), placed(p.y, y_.scale));
    return points_ == nullptr ? QPoint() : mapFromScene(chart()->mapToScene(points_->place_of(at)));
}

void ChartView::mousePressEvent(QMouseEvent* event) {
    pressed_ = event->position().toPoint();
    QChartView::mousePressEvent(event);
}

/// A click without a drag is for the point below it.
void ChartView::mouseReleaseEvent(QMouseEvent* event) {
    const QPoint at = event->position().toPoint();
    QChartView::mouseReleaseEvent(event);
    // A rubber band zooms.
    follow_zoom();
    const bool is_click = (at - pressed_).manhattanLength() < QApplication::startDragDistance();
    if (const auto found = is_click ? hit(at) : std::nullopt)
        Q_EMIT picked(static_cast<int>(found->cloud), point_of(*found));
}

int ChartView::point_of(const PointsItem::Hit& hit) const {
    return static_cast<int>(
        drawn_[static_cast<std::size_t>(hit.cloud)][static_cast<std::size_t>(hit.point)]);
}

bool ChartView::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip || points_ == nullptr)
        return QChartView::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto found = hit(help->pos());
    if (!found) {
        QToolTip::hideText();
        return true;
    }
    const QPointF at = points_->point(*found);
    const QString& name = names_[found->cloud];
    QToolTip::showText(help->globalPos(),
                       name + (name.isEmpty() ? "" : "\n") +
                           told_value(value_label(lifted(at.x(), x_.scale), x_.unit)) + ", " +
                           told_value(value_label(lifted(at.y(), y_.scale), y_.unit)),
                       this);
    return true;
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
    follow_zoom();
    event->accept();
}

void ChartView::mouseDoubleClickEvent(QMouseEvent* event) {
    chart()->zoomReset();
    follow_zoom();
    event->accept();
}

void ChartView::follow_zoom() {
    for (QAbstractAxis* axis : chart()->axes()) {
        if (auto* values = qobject_cast<QCategoryAxis*>(axis))
            follow_range(*values);
    }
    fit_axes(chart()->plotArea());
}

}  // namespace deepwallet::gui
