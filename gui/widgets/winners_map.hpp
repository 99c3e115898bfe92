#pragma once

/// Which scenario, paid how, is the cheapest, over two inputs.

#include <QWidget>
#include <string>
#include <vector>

#include "engine/scenario/scenario.hpp"
#include "gui/widgets/levers.hpp"
#include "gui/widgets/map_parts.hpp"

namespace deepwallet::gui {

struct WinnersMap {
    std::string x;  ///< paths of the inputs
    std::string y;
    std::vector<double> xs;
    std::vector<double> ys;
    std::vector<std::string> names;    ///< of those that can win; empty: no answer
    std::vector<std::size_t> colours;  ///< of each
    std::vector<std::size_t> winner;   ///< by y, then by x: index into names
    double x_now = 0.0;
    double y_now = 0.0;
};

struct MapPlayer {
    std::string letter;  ///< before the names of its ways to pay; empty where it plays alone
    const Scenario* scenario = nullptr;
    bool is_marked = false;  ///< the map shows where it stands
};

/// `steps` values of each input, from low to high; in closed form. Among equals the first player
/// wins.
WinnersMap winners(const std::vector<MapPlayer>& players,
                   const LeverRange& x,
                   const LeverRange& y,
                   int steps);

class WinnersView : public QWidget {
    Q_OBJECT

public:
    explicit WinnersView(QWidget* parent = nullptr);
    void show_map(WinnersMap map);
    [[nodiscard]] const WinnersMap& shown() const { return map_; }

private:
    void paintEvent(QPaintEvent* event) override;
    void paint_axes(QPainter& painter, const MapGrid& grid) const;
    [[nodiscard]] QString title() const;
    void paint_legend(QPainter& painter, const QRectF& area) const;

    WinnersMap map_;
};

}  // namespace deepwallet::gui
