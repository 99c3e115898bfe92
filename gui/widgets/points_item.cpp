#include "gui/widgets/points_item.hpp"

#include <QApplication>
#include <QPainter>
#include <QPalette>
#include <QtCharts/QValueAxis>
#include <algorithm>
#include <cmath>

namespace deepwallet::gui {

namespace {

constexpr double kSize = 9.0;
constexpr double kSizeOfMany = 4.0;
constexpr qsizetype kMany = 1000;
constexpr double kRing = 6.5;
constexpr double kNear = 8.0;

QColor grey() {
    QColor out = QApplication::palette().color(QPalette::Mid);
    out.setAlpha(255);
    return out;
}

}  // namespace

PointsItem::PointsItem(QChart* chart, QAbstractSeries* axes, QList<Cloud> clouds)
    : QObject(chart), QGraphicsItem(chart), chart_(chart), axes_(axes), clouds_(std::move(clouds)) {
    setZValue(5);
    qsizetype count = 0;
    for (const Cloud& cloud : clouds_) count += cloud.points.size();
    size_ = count > kMany ? kSizeOfMany : kSize;
    connect(chart_, &QChart::plotAreaChanged, this, [this] {
        prepareGeometryChange();
        update();
    });
    // Of another range Qt Charts paints the grid anew, and leaves the rest as it was.
    for (QAbstractAxis* axis : axes->attachedAxes()) {
        if (auto* values = qobject_cast<QValueAxis*>(axis))
            connect(values, &QValueAxis::rangeChanged, this, [this] { update(); });
    }
}

/// What lies on an axis is drawn whole.
QRectF PointsItem::boundingRect() const {
    const double edge = size_ / 2.0;
    return chart_->plotArea().adjusted(-edge, -edge, edge, edge);
}

PointsItem::Frame PointsItem::frame(qreal ratio) const {
    const QPointF low = chart_->mapToPosition({0.0, 0.0}, axes_);
    return {boundingRect(), low, chart_->mapToPosition({1.0, 1.0}, axes_) - low, ratio};
}

QPointF PointsItem::place_of(const QPointF& point) const { return frame(1.0).at(point); }

std::optional<PointsItem::Hit> PointsItem::hit(const QPointF& at) const {
    const Frame now = frame(1.0);
    std::optional<Hit> out;
    double nearest = kNear;
    for (qsizetype c = 0; c < clouds_.size(); ++c) {
        for (qsizetype i = 0; i < clouds_[c].points.size(); ++i) {
            const QPointF apart = now.at(clouds_[c].points[i]) - at;
            const double far = std::hypot(apart.x(), apart.y());
            if (far >= nearest || !is_seen(c, i))
                continue;
            nearest = far;
            out = Hit{c, i};
        }
    }
    return out;
}

void PointsItem::show_rings(QList<QPointF> points) {
    rings_ = std::move(points);
    update();
}

void PointsItem::show_only(QList<QList<bool>> seen) {
    seen_ = std::move(seen);
    image_ = {};
    update();
}

bool PointsItem::is_seen(qsizetype cloud, qsizetype point) const {
    return seen_.isEmpty() || seen_[cloud][point];
}

/// Squares straight into the picture: a painter takes ten times as long for so many.
void PointsItem::draw_cloud(qsizetype cloud, bool seen) {
    const Cloud& from = clouds_[cloud];
    const QRgb color = (seen ? from.color : grey()).rgba();
    const int side = std::max(1, static_cast<int>(std::lround(size_ * drawn_.ratio)));
    const int width = image_.width();
    const int height = image_.height();
    auto* pixels = reinterpret_cast<QRgb*>(image_.bits());
    const double edge = (size_ / 2.0 - 0.5) * drawn_.ratio;
    const qsizetype line = image_.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    for (qsizetype i = 0; i < from.points.size(); ++i) {
        if (is_seen(cloud, i) != seen)
            continue;
        const QPointF at = (drawn_.at(from.points[i]) - drawn_.area.topLeft()) * drawn_.ratio;
        // Outside of the axes, where some numbers are no int.
        if (!(at.x() >= edge && at.x() <= width - edge && at.y() >= edge &&
              at.y() <= height - edge))
            continue;
        const int left = static_cast<int>(std::lround(at.x())) - side / 2;
        const int top = static_cast<int>(std::lround(at.y())) - side / 2;
        for (int y = std::max(0, top); y < std::min(height, top + side); ++y) {
            QRgb* row = pixels + y * line;
            std::fill(
                row + std::clamp(left, 0, width), row + std::clamp(left + side, 0, width), color);
        }
    }
}

void PointsItem::draw(const Frame& frame) {
    drawn_ = frame;
    const QSizeF size = frame.area.size() * frame.ratio;
    image_ = QImage(std::max(1, static_cast<int>(std::ceil(size.width()))),
                    std::max(1, static_cast<int>(std::ceil(size.height()))),
                    QImage::Format_ARGB32_Premultiplied);
    image_.fill(Qt::transparent);
    image_.setDevicePixelRatio(frame.ratio);
    for (const bool seen : {false, true}) {
        for (qsizetype c = 0; c < clouds_.size(); ++c) draw_cloud(c, seen);
    }
}

void PointsItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    const Frame now = frame(painter->device()->devicePixelRatioF());
    if (image_.isNull() || !(now == drawn_))
        draw(now);
    painter->setClipRect(now.area);
    painter->drawImage(now.area.topLeft(), image_);
    for (const QPointF& ring : rings_) {
        for (const auto& [color, width] :
             {std::pair(QColor(Qt::white), 4.0), std::pair(QColor(Qt::black), 2.0)}) {
            painter->setPen(QPen(color, width));
            painter->drawEllipse(now.at(ring), kRing, kRing);
        }
    }
}

}  // namespace deepwallet::gui
