#include "gui/widgets/heat_view.hpp"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "gui/fault_text.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

HeatView::HeatView(QWidget* parent) : QWidget(parent) {
    setMinimumSize(320, 200);
    setAccessibleName(tr("Heat map"));
}

void HeatView::show_map(HeatMap map) {
    map_ = std::move(map);
    selected_.reset();
    low_ = HUGE_VAL;
    high_ = -HUGE_VAL;
    for (const auto& row : map_.cells) {
        for (const double value : row) {
            if (!is_drawn(value, AxisScale::linear))
                continue;
            low_ = std::min(low_, value);
            high_ = std::max(high_, value);
        }
    }
    setAccessibleDescription(
        tr("%1 over %2 and %3").arg(qt(map_.title), qt(map_.x.label), qt(map_.y.label)));
    update();
}

void HeatView::show_selected(std::optional<std::pair<std::size_t, std::size_t>> cell) {
    selected_ = cell;
    update();
}

double HeatView::share(double value) const {
    return high_ > low_ ? (value - low_) / (high_ - low_) : 0.5;
}

MapGrid HeatView::grid() const {
    constexpr double kMostNames = 160.0;
    double widest = 0.0;
    for (const std::string& name : map_.rows)
        widest = std::max(widest, static_cast<double>(fontMetrics().horizontalAdvance(qt(name))));
    return map_grid(
        *this, std::min(kMostNames, widest) + 16.0, map_.columns.size(), map_.rows.size());
}

QPoint HeatView::place_of(std::size_t row, std::size_t column) const {
    return grid().cell(row, column).center().toPoint();
}

void HeatView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.setPen(palette().color(QPalette::Text));
    if (map_.columns.empty() || map_.rows.empty() || !(high_ >= low_)) {
        painter.drawText(rect(), Qt::AlignCenter, tr("Two axes and a number make a map."));
        return;
    }
    const MapGrid at = grid();
    paint_cells(painter, at, [&](std::size_t r, std::size_t c) {
        const double value = map_.cells[r][c];
        return is_drawn(value, AxisScale::linear) ? QColor(qt(heat_colour(share(value))))
                                                  : QColor();
    });
    paint_values(painter, at);
    painter.setPen(palette().color(QPalette::Text));
    paint_names(painter, at);
    paint_titles(painter, at, qt(title_text(map_.x)), qt(title_text(map_.y)));
    paint_key(painter, at);
    if (map_.marked_row && map_.marked_column)
        paint_ring(painter, at.cell(*map_.marked_row, *map_.marked_column).adjusted(2, 2, -2, -2));
    if (selected_) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 3));
        painter.drawRect(at.cell(selected_->first, selected_->second));
    }
}

/// Where there is room.
void HeatView::paint_values(QPainter& painter, const MapGrid& at) const {
    const QRectF size = at.cell(0, 0);
    if (size.height() < fontMetrics().height())
        return;
    for (std::size_t r = 0; r < at.rows; ++r) {
        for (std::size_t c = 0; c < at.columns; ++c) {
            const double value = map_.cells[r][c];
            if (!is_drawn(value, AxisScale::linear))
                continue;
            const QString text = told_value(value_label(value, map_.value.unit));
            if (fontMetrics().horizontalAdvance(text) + 4 > size.width())
                continue;
            // The lower half of the scale is dark.
            painter.setPen(share(value) < 0.5 ? Qt::white : Qt::black);
            painter.drawText(at.cell(r, c), Qt::AlignCenter, text);
        }
    }
}

/// As many as have room.
void HeatView::paint_names(QPainter& painter, const MapGrid& at) const {
    const int line = fontMetrics().height();
    double widest = 1.0;
    for (const std::string& name : map_.columns)
        widest = std::max(widest, fontMetrics().horizontalAdvance(qt(name)) + 8.0);
    const double wide = at.cell(0, 0).width();
    widest = std::min(widest, std::max(wide, 110.0));
    const auto each = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(widest / wide)));
    for (std::size_t c = 0; c < at.columns; c += each) {
        const QRectF cell = at.cell(0, c);
        const QRectF box(cell.center().x() - widest / 2.0, at.area.bottom() + 2, widest, line);
        painter.drawText(box,
                         Qt::AlignCenter,
                         fontMetrics().elidedText(
                             qt(map_.columns[c]), Qt::ElideMiddle, static_cast<int>(widest)));
    }
    const double high = at.cell(0, 0).height();
    const auto every = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(line / high)));
    const double room = at.area.left() - 10.0;
    for (std::size_t r = 0; r < at.rows; r += every) {
        const QRectF cell = at.cell(r, 0);
        painter.drawText(
            QRectF(2, cell.center().y() - line / 2.0, room, line),
            Qt::AlignRight | Qt::AlignVCenter,
            fontMetrics().elidedText(qt(map_.rows[r]), Qt::ElideMiddle, static_cast<int>(room)));
    }
}

/// Which colour is which value.
void HeatView::paint_key(QPainter& painter, const MapGrid& at) const {
    constexpr int kSteps = 32;
    const int line = fontMetrics().height();
    const double top = at.area.bottom() + 2.7 * line;
    const double wide = std::min(200.0, at.area.width() / 3.0);
    const QString low = told_value(value_label(low_, map_.value.unit));
    const QString high = told_value(value_label(high_, map_.value.unit)) + "  " + qt(map_.title);
    double x = at.area.left();
    painter.drawText(QRectF(x, top, 200, line), Qt::AlignLeft | Qt::AlignVCenter, low);
    x += fontMetrics().horizontalAdvance(low) + 8.0;
    for (int i = 0; i < kSteps; ++i)
        painter.fillRect(QRectF(x + wide * i / kSteps, top, wide / kSteps + 0.5, line),
                         QColor(qt(heat_colour((i + 0.5) / kSteps))));
    x += wide + 8.0;
    const int room = width() - static_cast<int>(x) - 4;
    painter.drawText(QRectF(x, top, room, line),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(high, Qt::ElideRight, room));
}

void HeatView::mouseReleaseEvent(QMouseEvent* event) {
    if (const auto cell = grid().cell_at(event->position()))
        Q_EMIT picked(static_cast<int>(cell->first), static_cast<int>(cell->second));
}

bool HeatView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto cell = grid().cell_at(help->pos());
    if (!cell) {
        QToolTip::hideText();
        return true;
    }
    const double value = map_.cells[cell->first][cell->second];
    QToolTip::showText(
        help->globalPos(),
        qt(map_.x.label + " " + map_.columns[cell->second] + "\n" + map_.y.label + " " +
           map_.rows[cell->first] + "\n" +
           (is_drawn(value, AxisScale::linear) ? value_label(value, map_.value.unit) : "–")),
        this);
    return true;
}

}  // namespace deepwallet::gui
