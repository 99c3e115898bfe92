#include "gui/widgets/topology_view.hpp"

#include <QPainter>
#include <algorithm>

#include "engine/hardware/network_parts.hpp"
#include "gui/metric_text.hpp"
#include "gui/text.hpp"
#include "gui/widgets/parts_bar.hpp"

namespace deepwallet::gui {

namespace {

QString torus_text(const Fabric& fabric) {
    QStringList sizes;
    for (const std::int64_t size : fabric.torus) sizes << QString::number(size);
    return TopologyView::tr("torus of %1 accelerators").arg(sizes.join(" × "));
}

TopologyTier servers_of(const Scenario& s) {
    TopologyTier out;
    out.is_switch = false;
    out.count = s.cluster.servers;
    out.name = TopologyView::tr("%1 servers").arg(count_text(out.count));
    out.detail = TopologyView::tr("%1 × %2").arg(s.server.accelerators).arg(qt(s.accelerator.name));
    return out;
}

TopologyTier switches(const QString& name, const Scenario& s, std::int64_t n, std::int64_t down) {
    TopologyTier out;
    out.name = name.arg(count_text(n));
    out.detail = TopologyView::tr("of %1 ports").arg(s.fabric.switch_ports);
    out.count = n;
    out.cables_down = down;
    return out;
}

/// Boxes of a tier that are drawn; the text has the count.
constexpr std::int64_t kMostBoxes = 12;
constexpr double kBoxHeight = 18.0;
constexpr double kMargin = 10.0;

}  // namespace

std::vector<TopologyTier> topology_tiers(const Scenario& s) {
    const SwitchCounts n = switch_counts(s.server, s.fabric, s.cluster.servers);
    const bool dragonfly = s.fabric.kind == FabricKind::dragonfly;
    std::vector<TopologyTier> out;
    if (n.core > 0)
        out.push_back(switches(TopologyView::tr("%1 core switches"), s, n.core, n.core_cables));
    if (n.spine > 0)
        out.push_back(switches(TopologyView::tr("%1 spine switches"), s, n.spine, n.spine_cables));
    if (n.leaf > 0) {
        const QString name =
            dragonfly ? TopologyView::tr("%1 routers") : TopologyView::tr("%1 leaf switches");
        out.push_back(switches(name, s, n.leaf, n.leaf_cables));
        out.back().cables_among = dragonfly ? n.spine_cables : 0;
    }
    out.push_back(servers_of(s));
    if (s.fabric.kind == FabricKind::torus) {
        out.back().detail += ", " + torus_text(s.fabric);
        out.back().cables_among = network_parts(s.server, s.fabric, s.cluster.servers).host_cables;
    }
    return out;
}

TopologyView::TopologyView(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Network of the cluster"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void TopologyView::show_tiers(std::vector<TopologyTier> tiers) {
    tiers_ = std::move(tiers);
    QStringList said;
    for (const TopologyTier& tier : tiers_) said << tier.name + ", " + tier.detail;
    setAccessibleDescription(said.join("; "));
    updateGeometry();
    update();
}

QSize TopologyView::sizeHint() const {
    const auto tiers = static_cast<int>(std::max<std::size_t>(1, tiers_.size()));
    return {500, tiers * (3 * fontMetrics().height() + 10) + 20};
}

double TopologyView::left() const {
    int widest = 0;
    for (const TopologyTier& tier : tiers_)
        widest = std::max({widest,
                           fontMetrics().horizontalAdvance(tier.name),
                           fontMetrics().horizontalAdvance(tier.detail)});
    return std::min(widest + 3 * kMargin, width() * 0.6);
}

double TopologyView::tier_distance() const {
    return (height() - 2 * kMargin) / static_cast<double>(std::max<std::size_t>(1, tiers_.size()));
}

double TopologyView::tier_top(std::size_t tier) const {
    return kMargin + static_cast<double>(tier) * tier_distance();
}

/// Side by side in the middle of what is left of the label.
std::vector<QRectF> TopologyView::boxes(std::size_t tier) const {
    const auto drawn = static_cast<int>(std::min(kMostBoxes, tiers_[tier].count));
    const double each = (width() - left() - kMargin) / static_cast<double>(kMostBoxes);
    const double from = left() + (static_cast<double>(kMostBoxes - drawn) / 2) * each;
    std::vector<QRectF> out;
    for (int i = 0; i < drawn; ++i)
        out.emplace_back(
            from + i * each + each * 0.12, tier_top(tier) + 2, each * 0.76, kBoxHeight);
    return out;
}

void TopologyView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    for (std::size_t i = 0; i + 1 < tiers_.size(); ++i) paint_cables(painter, i);
    for (std::size_t i = 0; i < tiers_.size(); ++i) paint_tier(painter, i);
}

/// Each drawn box to each below: a sign of how they are joined, not a plan of the wires.
void TopologyView::paint_cables(QPainter& painter, std::size_t tier) const {
    QColor color = palette().color(QPalette::Text);
    color.setAlphaF(0.22F);
    painter.setPen(QPen(color, 1.0));
    const std::vector<QRectF> above = boxes(tier);
    const std::vector<QRectF> below = boxes(tier + 1);
    for (const QRectF& upper : above) {
        for (const QRectF& lower : below)
            painter.drawLine(QPointF(upper.center().x(), upper.bottom()),
                             QPointF(lower.center().x(), lower.top()));
    }
}

void TopologyView::paint_tier(QPainter& painter, std::size_t tier) const {
    const TopologyTier& shown = tiers_[tier];
    const std::vector<QRectF> drawn = boxes(tier);
    painter.setPen(Qt::NoPen);
    painter.setBrush(part_color(shown.is_switch ? 0 : 2));
    for (const QRectF& box : drawn) painter.drawRoundedRect(box, 3, 3);
    if (shown.count > kMostBoxes && !drawn.empty()) {
        painter.setPen(Qt::white);
        painter.drawText(drawn[drawn.size() / 2], Qt::AlignCenter | Qt::TextDontClip, "…");
    }
    const double line = fontMetrics().height();
    QRectF at(kMargin, tier_top(tier), left() - 2 * kMargin, line);
    const auto write = [&](const QString& text) {
        painter.drawText(
            at,
            Qt::AlignLeft | Qt::AlignVCenter,
            fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(at.width())));
        at.translate(0, line);
    };
    painter.setPen(palette().color(QPalette::Text));
    write(shown.name);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    write(shown.detail);
    if (shown.cables_among > 0)
        write(tr("%1 cables among them").arg(count_text(shown.cables_among)));
    else if (shown.cables_down > 0)
        write(tr("↓ %1 cables").arg(count_text(shown.cables_down)));
}

}  // namespace deepwallet::gui
