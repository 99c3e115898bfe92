#pragma once

/// What maps over two inputs have in common: cells in a grid, titles of the axes.

#include <QColor>
#include <QPainter>
#include <QRectF>
#include <QString>
#include <cstddef>
#include <functional>
#include <optional>
#include <utility>

class QWidget;

namespace deepwallet::gui {

/// Cells of equal size; the first row at the bottom.
struct MapGrid {
    QRectF area;
    std::size_t columns = 0;
    std::size_t rows = 0;

    [[nodiscard]] QRectF cell(std::size_t row, std::size_t column) const;
    /// Row and column at a place.
    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> cell_at(
        const QPointF& at) const;
};

/// In a widget, with room for `left` names beside it and lines of text above and below.
MapGrid map_grid(const QWidget& widget, double left, std::size_t columns, std::size_t rows);

/// Colours by row and column; invalid ones are left out.
void paint_cells(QPainter& painter,
                 const MapGrid& grid,
                 const std::function<QColor(std::size_t, std::size_t)>& color);

/// The one below its ticks, the other above the map.
void paint_titles(QPainter& painter, const MapGrid& grid, const QString& x, const QString& y);

/// A ring that is seen on any colour.
void paint_ring(QPainter& painter, const QRectF& box);

}  // namespace deepwallet::gui
