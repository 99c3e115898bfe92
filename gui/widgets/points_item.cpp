#include "gui/widgets/points_item.hpp"

#include <QPainter>

namespace deepwallet::gui {

PointsItem::PointsItem(QChart* chart, QAbstractSeries* axes, QList<Cloud> clouds)
    : QObject(chart), QGraphicsItem(chart), chart_(chart), axes_(axes), clouds_(std::move(clouds)) {
    setZValue(5);
    connect(chart_, &QChart::plotAreaChanged, this, [this] {
        prepareGeometryChange();
        update();
    });
}

QRectF PointsItem::boundingRect() const { return chart_->plotArea(); }

void PointsItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    const QRectF area = chart_->plotArea();
    painter->setClipRect(area);
    painter->setRenderHint(QPainter::Antialiasing, false);
    // Two points tell where all of them lie.
    const QPointF low = chart_->mapToPosition({0.0, 0.0}, axes_);
    const QPointF step = chart_->mapToPosition({1.0, 1.0}, axes_) - low;
    constexpr double kSize = 4.0;
    for (const Cloud& cloud : clouds_) {
        QPen pen(cloud.color, kSize);
        pen.setCapStyle(Qt::SquareCap);
        painter->setPen(pen);
        QList<QPointF> seen;
        for (const QPointF& point : cloud.points) {
            const QPointF at(low.x() + point.x() * step.x(), low.y() + point.y() * step.y());
            if (area.contains(at))
                seen << at;
        }
        painter->drawPoints(seen.constData(), static_cast<int>(seen.size()));
    }
}

}  // namespace deepwallet::gui
