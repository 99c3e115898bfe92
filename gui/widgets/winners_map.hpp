#pragma once

/// Which way of paying is the cheapest, over two inputs.

#include <QWidget>
#include <string>
#include <vector>

#include "engine/scenario/scenario.hpp"
#include "gui/widgets/map_parts.hpp"

namespace deepwallet::gui {

struct WinnersMap {
    std::string x;  ///< paths of the inputs
    std::string y;
    std::vector<double> xs;
    std::vector<double> ys;
    std::vector<std::string> names;   ///< of the winners
    std::vector<std::size_t> winner;  ///< by y, then by x: index into names; beyond: no answer
    double x_now = 0.0;
    double y_now = 0.0;
};

/// `steps` values of each input, from low to high; in closed form.
WinnersMap winners(const Scenario& scenario,
                   const std::string& x,
                   std::pair<double, double> x_range,
                   const std::string& y,
                   std::pair<double, double> y_range,
                   int steps);

class WinnersView : public QWidget {
    Q_OBJECT

public:
    explicit WinnersView(QWidget* parent = nullptr);
    void show_map(WinnersMap map);

private:
    void paintEvent(QPaintEvent* event) override;
    void paint_axes(QPainter& painter, const MapGrid& grid) const;
    void paint_legend(QPainter& painter, const QRectF& area) const;

    WinnersMap map_;
};

}  // namespace deepwallet::gui
