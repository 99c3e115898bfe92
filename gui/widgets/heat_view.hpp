#pragma once

/// A metric over two inputs, by colour.

#include <QWidget>
#include <optional>
#include <utility>

#include "engine/report/chart.hpp"
#include "gui/widgets/map_parts.hpp"

namespace deepwallet::gui {

class HeatView : public QWidget {
    Q_OBJECT

public:
    explicit HeatView(QWidget* parent = nullptr);

    void show_map(HeatMap map);
    [[nodiscard]] const HeatMap& map() const { return map_; }
    /// Another cell that is pointed at.
    void show_selected(std::optional<std::pair<std::size_t, std::size_t>> cell);
    /// Where a cell is, for what points at it.
    [[nodiscard]] QPoint place_of(std::size_t row, std::size_t column) const;

Q_SIGNALS:
    void picked(int row, int column);

private:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;
    [[nodiscard]] MapGrid grid() const;
    [[nodiscard]] double share(double value) const;
    void paint_names(QPainter& painter, const MapGrid& grid) const;
    void paint_values(QPainter& painter, const MapGrid& grid) const;
    void paint_key(QPainter& painter, const MapGrid& grid) const;

    HeatMap map_;
    double low_ = 0.0;
    double high_ = 0.0;
    std::optional<std::pair<std::size_t, std::size_t>> selected_;
};

}  // namespace deepwallet::gui
