#pragma once

/// The one door between pages and Qt Charts: charts as the engine's plain values, drawn.

#include <QtCharts/QChartView>

#include "engine/report/chart.hpp"

namespace deepwallet::gui {

class PointsItem;

/// Rubber band and wheel zoom, a double click shows all, values on hover. Colours follow the
/// palette.
class ChartView : public QChartView {
    Q_OBJECT

public:
    explicit ChartView(QWidget* parent = nullptr);

    void show_chart(const LineChart& chart);
    void show_chart(const ScatterChart& chart);
    void show_chart(const WaterfallChart& chart);
    void show_chart(const TornadoChart& chart);
    void show_chart(const BoxChart& chart);
    void clear();

private:
    void begin(const std::string& title);
    void wheelEvent(QWheelEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void follow_palette();

    PointsItem* points_ = nullptr;
};

}  // namespace deepwallet::gui
