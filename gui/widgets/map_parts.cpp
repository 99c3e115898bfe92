#include "gui/widgets/map_parts.hpp"

#include <QWidget>

namespace deepwallet::gui {

QRectF MapGrid::cell(std::size_t row, std::size_t column) const {
    const double wide = area.width() / static_cast<double>(columns);
    const double high = area.height() / static_cast<double>(rows);
    return {area.left() + static_cast<double>(column) * wide,
            area.bottom() - static_cast<double>(row + 1) * high,
            wide,
            high};
}

std::optional<std::pair<std::size_t, std::size_t>> MapGrid::cell_at(const QPointF& at) const {
    if (columns == 0 || rows == 0 || !area.contains(at))
        return std::nullopt;
    const double x = (at.x() - area.left()) / area.width() * static_cast<double>(columns);
    const double y = (area.bottom() - at.y()) / area.height() * static_cast<double>(rows);
    return std::pair(std::min(rows - 1, static_cast<std::size_t>(y)),
                     std::min(columns - 1, static_cast<std::size_t>(x)));
}

MapGrid map_grid(const QWidget& widget, double left, std::size_t columns, std::size_t rows) {
    const int line = widget.fontMetrics().height();
    return {QRectF(left,
                   2.0 * line,
                   std::max(1.0, widget.width() - left - 2.0 * line),
                   std::max(1.0, widget.height() - 7.0 * line)),
            columns,
            rows};
}

void paint_cells(QPainter& painter,
                 const MapGrid& grid,
                 const std::function<QColor(std::size_t, std::size_t)>& color) {
    for (std::size_t r = 0; r < grid.rows; ++r) {
        for (std::size_t c = 0; c < grid.columns; ++c) {
            const QColor of_cell = color(r, c);
            // Neighbours overlap, so that no line is left between them.
            if (of_cell.isValid())
                painter.fillRect(grid.cell(r, c).adjusted(0.0, 0.0, 0.5, 0.5), of_cell);
        }
    }
}

void paint_titles(QPainter& painter, const MapGrid& grid, const QString& x, const QString& y) {
    const int line = painter.fontMetrics().height();
    painter.drawText(
        QRectF(grid.area.left(), grid.area.bottom() + line + 4, grid.area.width(), line),
        Qt::AlignCenter,
        x);
    painter.drawText(QRectF(4, 2, grid.area.right() - 4, line), Qt::AlignLeft, y);
}

void paint_ring(QPainter& painter, const QRectF& box) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::white, 4));
    painter.drawRect(box);
    painter.setPen(QPen(Qt::black, 2));
    painter.drawRect(box);
}

}  // namespace deepwallet::gui
