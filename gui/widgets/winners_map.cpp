#include "gui/widgets/winners_map.hpp"

#include <QPainter>
#include <algorithm>

#include "engine/report/axis.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/study/payment.hpp"
#include "gui/path_name.hpp"
#include "gui/text.hpp"
#include "gui/widgets/parts_bar.hpp"

namespace deepwallet::gui {

namespace {

std::vector<double> spread(std::pair<double, double> range, int steps) {
    std::vector<double> out;
    for (int i = 0; i < steps; ++i)
        out.push_back(range.first + (range.second - range.first) * i / (steps - 1));
    return out;
}

double now_of(const Scenario& s, const std::string& path) {
    const auto value = find_field(path)->get(s);
    const auto* number = value ? std::get_if<double>(&*value) : nullptr;
    return number != nullptr ? *number : 0.0;
}

}  // namespace

WinnersMap winners(const Scenario& scenario,
                   const std::string& x,
                   std::pair<double, double> x_range,
                   const std::string& y,
                   std::pair<double, double> y_range,
                   int steps) {
    WinnersMap out{x, y, spread(x_range, steps), spread(y_range, steps), {}, {}, 0.0, 0.0};
    out.x_now = now_of(scenario, x);
    out.y_now = now_of(scenario, y);
    // In the order, and so in the colours, of the chart of money.
    for (const WayToPay& way : ways_to_pay(scenario, evaluate_analytic(scenario)))
        out.names.push_back(way.name);
    Scenario s = scenario;
    for (const double at_y : out.ys) {
        find_field(y)->set(s, at_y);
        for (const double at_x : out.xs) {
            find_field(x)->set(s, at_x);
            const std::vector<WayToPay> ways = ways_to_pay(s, evaluate_analytic(s));
            const std::string name = ways.empty() ? "" : ways.front().name;
            const auto at = std::find(out.names.begin(), out.names.end(), name);
            out.winner.push_back(static_cast<std::size_t>(at - out.names.begin()));
            if (at == out.names.end())
                out.names.push_back(name);
        }
    }
    return out;
}

WinnersView::WinnersView(QWidget* parent) : QWidget(parent) {
    setMinimumSize(320, 240);
    setAccessibleName(tr("Map of winners"));
}

void WinnersView::show_map(WinnersMap map) {
    map_ = std::move(map);
    QStringList said;
    for (const std::string& name : map_.names) said << told(name);
    setAccessibleDescription(said.join(", "));
    update();
}

void WinnersView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    if (map_.winner.empty()) {
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(rect(),
                         Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Nothing to win: the scenario in front has faults, or no training to "
                            "pay for."));
        return;
    }
    const MapGrid grid =
        map_grid(*this, 5.0 * fontMetrics().height(), map_.xs.size(), map_.ys.size());
    paint_cells(painter, grid, [&](std::size_t r, std::size_t c) {
        return part_color(map_.winner[r * map_.xs.size() + c]);
    });
    paint_axes(painter, grid);
    paint_legend(painter, grid.area);
}

void WinnersView::paint_axes(QPainter& painter, const MapGrid& grid) const {
    const QRectF& area = grid.area;
    const int line = fontMetrics().height();
    painter.setPen(palette().color(QPalette::Text));
    const auto share = [](double value, const std::vector<double>& all) {
        return (value - all.front()) / (all.back() - all.front());
    };
    const FieldInfo& x = *find_field(map_.x);
    const FieldInfo& y = *find_field(map_.y);
    for (const AxisTick& tick : axis_over(map_.xs, {"", x.unit, AxisScale::linear}).ticks) {
        const double at = area.left() + share(tick.value, map_.xs) * area.width();
        if (at < area.left() - 1 || at > area.right() + 1)
            continue;
        painter.drawText(
            QRectF(at - 40, area.bottom() + 2, 80, line), Qt::AlignCenter, qt(tick.label));
    }
    for (const AxisTick& tick : axis_over(map_.ys, {"", y.unit, AxisScale::linear}).ticks) {
        const double at = area.bottom() - share(tick.value, map_.ys) * area.height();
        if (at < area.top() - 1 || at > area.bottom() + 1)
            continue;
        painter.drawText(QRectF(0, at - line / 2.0, area.left() - 6, line),
                         Qt::AlignRight | Qt::AlignVCenter,
                         qt(tick.label));
    }
    const auto title = [](const FieldInfo& field) {
        const QString unit = field.unit.empty() ? QString() : " [" + told(field.unit, "unit") + "]";
        return path_name(field.path) + unit;
    };
    paint_titles(painter, grid, title(x), title(y));
    const QPointF now(
        area.left() + std::clamp(share(map_.x_now, map_.xs), 0.0, 1.0) * area.width(),
        area.bottom() - std::clamp(share(map_.y_now, map_.ys), 0.0, 1.0) * area.height());
    painter.setPen(QPen(Qt::white, 4));
    painter.drawEllipse(now, 6, 6);
    painter.setPen(QPen(Qt::black, 2));
    painter.drawEllipse(now, 6, 6);
}

void WinnersView::paint_legend(QPainter& painter, const QRectF& area) const {
    const int line = fontMetrics().height();
    double x = area.left();
    double y = area.bottom() + 2.5 * line;
    for (std::size_t i = 0; i < map_.names.size(); ++i) {
        if (std::find(map_.winner.begin(), map_.winner.end(), i) == map_.winner.end())
            continue;
        const QString name = map_.names[i].empty() ? tr("no answer") : told(map_.names[i]);
        const double wide = fontMetrics().horizontalAdvance(name) + 2.5 * line;
        if (x + wide > width() && x > area.left()) {
            x = area.left();
            y += line + 2;
        }
        painter.fillRect(QRectF(x, y + 3, line - 6, line - 6), part_color(i));
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(QRectF(x + line, y, wide, line), Qt::AlignLeft | Qt::AlignVCenter, name);
        x += wide;
    }
}

}  // namespace deepwallet::gui
