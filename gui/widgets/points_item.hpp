#pragma once

/// Very many points of a chart as one item.

#include <QColor>
#include <QGraphicsItem>
#include <QList>
#include <QObject>
#include <QPointF>
#include <QtCharts/QAbstractSeries>
#include <QtCharts/QChart>

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

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

private:
    QChart* chart_;
    QAbstractSeries* axes_;
    QList<Cloud> clouds_;
};

}  // namespace deepwallet::gui
