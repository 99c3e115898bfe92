#pragma once

/// Very many points of a chart as one item, painted once for each view of them.

#include <QColor>
#include <QGraphicsItem>
#include <QImage>
#include <QList>
#include <QObject>
#include <QPointF>
#include <QtCharts/QAbstractSeries>
#include <QtCharts/QChart>
#include <optional>

namespace deepwallet::gui {

class PointsItem : public QObject, public QGraphicsItem {
    Q_OBJECT
    Q_INTERFACES(QGraphicsItem)

public:
    struct Cloud {
        QColor color;
        QList<QPointF> points;
    };

    /// `axes` is a series on the chart's axes.
    PointsItem(QChart* chart, QAbstractSeries* axes, QList<Cloud> clouds);

    struct Hit {
        qsizetype cloud = 0;
        qsizetype point = 0;
    };

    /// The nearest point to a place of the chart, where one is near.
    [[nodiscard]] std::optional<Hit> hit(const QPointF& at) const;
    [[nodiscard]] const QPointF& point(const Hit& hit) const {
        return clouds_[hit.cloud].points[hit.point];
    }
    /// Where a point of the axes is on the chart.
    [[nodiscard]] QPointF place_of(const QPointF& point) const;

    /// Rings around these points.
    void show_rings(QList<QPointF> points);
    /// By cloud and point: the others are grey and behind; none: all have their colours.
    void show_only(QList<QList<bool>> seen);

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

private:
    /// Where the axes lie on the chart: two points tell all of them.
    struct Frame {
        QRectF area;
        QPointF low;
        QPointF step;
        qreal ratio = 1.0;

        bool operator==(const Frame& other) const {
            return area == other.area && low == other.low && step == other.step &&
                   ratio == other.ratio;
        }
        [[nodiscard]] QPointF at(const QPointF& point) const {
            return {low.x() + point.x() * step.x(), low.y() + point.y() * step.y()};
        }
    };

    [[nodiscard]] Frame frame(qreal ratio) const;
    void draw(const Frame& frame);
    void draw_cloud(qsizetype cloud, bool seen);
    [[nodiscard]] bool is_seen(qsizetype cloud, qsizetype point) const;

    QChart* chart_;
    QAbstractSeries* axes_;
    QList<Cloud> clouds_;
    QList<QList<bool>> seen_;
    QList<QPointF> rings_;
    double size_ = 1.0;
    QImage image_;
    Frame drawn_;
};

}  // namespace deepwallet::gui
