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

namespace {

struct Winner {
    std::string name;  ///< empty: nobody has an answer
    std::size_t colour = 0;
};

/// A scenario by itself has the colours of the chart of money; of more each way has one of its own.
Winner cheapest(const std::vector<MapPlayer>& players, const std::vector<Scenario>& now) {
    Winner out;
    Money least{};
    std::size_t before = 0;
    for (std::size_t i = 0; i < now.size(); ++i) {
        const std::vector<WayToPay> ways = ways_to_pay(now[i], evaluate_analytic(now[i]));
        if (!ways.empty() && (out.name.empty() || ways.front().run < least)) {
            least = ways.front().run;
            out = {players[i].letter + ways.front().name, before + colour_of(ways.front())};
        }
        before += now[i].offers.size() + 1;
    }
    return out;
}

std::size_t index_of(WinnersMap& map, const Winner& winner) {
    const auto at = std::find(map.names.begin(), map.names.end(), winner.name);
    const auto index = static_cast<std::size_t>(at - map.names.begin());
    if (at == map.names.end()) {
        map.names.push_back(winner.name);
        map.colours.push_back(winner.colour);
    }
    return index;
}

}  // namespace

WinnersMap winners(const std::vector<MapPlayer>& players,
                   const LeverRange& x,
                   const LeverRange& y,
                   int steps) {
    if (players.empty())
        return {};
    const auto marked = std::find_if(
        players.begin(), players.end(), [](const MapPlayer& one) { return one.is_marked; });
    const Scenario& here = marked == players.end() ? *players.front().scenario : *marked->scenario;
    WinnersMap out{x.path, y.path, {}, {}, {}, {}, {}, now_of(here, x.path), now_of(here, y.path)};
    out.xs = spread({x.low, x.high_beside(out.x_now)}, steps);
    out.ys = spread({y.low, y.high_beside(out.y_now)}, steps);
    std::vector<Scenario> now;
    for (const MapPlayer& player : players) now.push_back(*player.scenario);
    for (const double at_y : out.ys) {
        for (const double at_x : out.xs) {
            for (Scenario& s : now) {
                find_field(y.path)->set(s, at_y);
                find_field(x.path)->set(s, at_x);
            }
            out.winner.push_back(index_of(out, cheapest(players, now)));
        }
    }
    return out;
}

WinnersView::WinnersView(QWidget* parent) : QWidget(parent) {
    setMinimumSize(240, 120);
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
        return part_color(map_.colours[map_.winner[r * map_.xs.size() + c]]);
    });
    paint_axes(painter, grid);
    painter.drawText(QRectF(grid.area.left(), 2, grid.area.width(), fontMetrics().height()),
                     Qt::AlignRight,
                     title());
    paint_legend(painter, grid.area);
}

QString WinnersView::title() const {
    if (map_.names.size() > 1)
        return tr("The cheapest for this run; the ring is where the scenario stands");
    return tr("%1 is the cheapest everywhere here").arg(told(map_.names.front()));
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
        painter.fillRect(QRectF(x, y + 3, line - 6, line - 6), part_color(map_.colours[i]));
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(QRectF(x + line, y, wide, line), Qt::AlignLeft | Qt::AlignVCenter, name);
        x += wide;
    }
}

}  // namespace deepwallet::gui
