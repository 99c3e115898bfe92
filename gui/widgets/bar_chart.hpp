#pragma once

/// Horizontal bars with their values, as tall as their number takes.

#include <QWidget>

#include "engine/report/chart.hpp"

class QChart;
class QChartView;

namespace deepwallet::gui {

class BarChartView : public QWidget {
    Q_OBJECT

public:
    explicit BarChartView(QWidget* parent = nullptr);

    void show_chart(BarChart chart);
    [[nodiscard]] const BarChart& chart() const { return chart_; }
    /// The bar that is pointed at; empty for none.
    void mark(const std::string& name);

private:
    void changeEvent(QEvent* event) override;
    void draw();
    void add_bars(QChart& chart);

    BarChart chart_;
    std::string marked_;
    QChartView* view_ = nullptr;
};

}  // namespace deepwallet::gui
