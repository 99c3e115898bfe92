#pragma once

/// The one door between pages and Qt Charts: charts as the engine's plain values, drawn.

#include <QtCharts/QAbstractBarSeries>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QChartView>
#include <QtCharts/QValueAxis>
#include <QtCharts/QXYSeries>
#include <optional>
#include <vector>

#include "engine/report/chart.hpp"
#include "gui/widgets/points_item.hpp"

namespace deepwallet::gui {

/// Rubber band and wheel zoom, a double click shows all, values on hover. Colours follow the
/// palette.
class ChartView : public QChartView {
    Q_OBJECT

public:
    explicit ChartView(QWidget* parent = nullptr);

    void show_chart(const LineChart& chart);
    /// `colors` by series in the place of the usual ones.
    void show_chart(const ScatterChart& chart, const QList<QColor>& colors = {});
    void show_chart(const WaterfallChart& chart);
    void show_chart(const TornadoChart& chart);
    void show_chart(const BoxChart& chart);
    /// As tall as the number of bars takes.
    void show_chart(BarChart chart);
    void clear();
    /// Nothing, and why.
    void show_nothing(const QString& reason);

    /// The bars that are shown, in their order.
    [[nodiscard]] const BarChart& bars() const { return bars_; }
    /// The bar that is pointed at; empty for none.
    void mark_bar(const std::string& name);

    // Of a chart with points.
    /// Around these points.
    void show_rings(const std::vector<ChartPoint>& points);
    /// By series, then by point: the others are grey. Empty: all have their colours.
    void show_only(const std::vector<std::vector<bool>>& seen);
    /// Of the view, where a point lies.
    [[nodiscard]] QPoint place_of(const ChartPoint& point) const;

Q_SIGNALS:
    /// Somebody clicked on a point.
    void picked(int series, int point);

private:
    void fit_axes(const QRectF& plot);
    void follow_zoom();
    /// Of an axis of values across, half of the last label stands beyond it.
    void begin(const std::string& title, bool values_across = false);
    QList<PointsItem::Cloud> clouds_of(const std::vector<ChartSeries>& all,
                                       const AxisTitle& x,
                                       const AxisTitle& y,
                                       const QList<QColor>& colors);
    void draw_bars();
    [[nodiscard]] QAbstractBarSeries* bar_series();
    [[nodiscard]] QXYSeries* ring(const ChartMark& mark,
                                  const AxisTitle& x,
                                  const AxisTitle& y) const;
    [[nodiscard]] QAreaSeries* band(const LineChart& of,
                                    const ChartBand& which,
                                    const QValueAxis& x,
                                    const QValueAxis& y) const;
    [[nodiscard]] std::optional<PointsItem::Hit> hit(const QPoint& at) const;
    [[nodiscard]] int point_of(const PointsItem::Hit& hit) const;
    bool viewportEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void follow_palette();

    PointsItem* points_ = nullptr;
    AxisTitle x_;
    AxisTitle y_;
    QStringList names_;                            ///< by series
    std::vector<std::vector<std::size_t>> drawn_;  ///< by series: which of its points
    BarChart bars_;
    std::string marked_;
    QPoint pressed_;
};

}  // namespace deepwallet::gui
