#pragma once

/// The network of a cluster as tiers of boxes, core switches above and servers below, with counts
/// of what there is and of the cables between.

#include <QWidget>
#include <vector>

#include "engine/scenario/scenario.hpp"

namespace deepwallet::gui {

/// What stands at one height.
struct TopologyTier {
    QString name;    ///< with the count: "280 servers"
    QString detail;  ///< "8 × NVIDIA A100"
    std::int64_t count = 0;
    std::int64_t cables_down = 0;   ///< to the tier below
    std::int64_t cables_among = 0;  ///< between boxes of this tier
    bool is_switch = true;
};

/// From above to below; the servers are last.
std::vector<TopologyTier> topology_tiers(const Scenario& scenario);

class TopologyView : public QWidget {
    Q_OBJECT

public:
    explicit TopologyView(QWidget* parent = nullptr);

    void show_tiers(std::vector<TopologyTier> tiers);
    [[nodiscard]] const std::vector<TopologyTier>& tiers() const { return tiers_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {300, sizeHint().height()}; }

private:
    void paintEvent(QPaintEvent* event) override;
    void paint_tier(QPainter& painter, std::size_t tier) const;
    void paint_cables(QPainter& painter, std::size_t tier) const;
    [[nodiscard]] std::vector<QRectF> boxes(std::size_t tier) const;
    [[nodiscard]] double left() const;
    [[nodiscard]] double tier_top(std::size_t tier) const;
    [[nodiscard]] double tier_distance() const;

    std::vector<TopologyTier> tiers_;
};

}  // namespace deepwallet::gui
