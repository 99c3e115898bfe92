#include "gui/widgets/parts_bar.hpp"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <array>

namespace deepwallet::gui {

namespace {

constexpr int kBarHeight = 34;
constexpr int kGap = 8;
constexpr int kSwatch = 12;

}  // namespace

QColor part_color(std::size_t index) {
    static const std::array<QColor, 8> kColors = {QColor(0x00, 0x72, 0xB2),
                                                  QColor(0xE6, 0x9F, 0x00),
                                                  QColor(0x00, 0x9E, 0x73),
                                                  QColor(0xD5, 0x5E, 0x00),
                                                  QColor(0x56, 0xB4, 0xE9),
                                                  QColor(0xCC, 0x79, 0xA7),
                                                  QColor(0xF0, 0xE4, 0x42),
                                                  QColor(0x80, 0x80, 0x80)};
    const QColor base = kColors[index % kColors.size()];
    return index < kColors.size() ? base : base.darker(150);
}

PartsBar::PartsBar(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void PartsBar::show_parts(std::vector<BarPart> parts, double limit) {
    limit_ = limit;
    parts.erase(
        std::remove_if(
            parts.begin(), parts.end(), [](const BarPart& part) { return !(part.size > 0.0); }),
        parts.end());
    parts_ = std::move(parts);
    QStringList said;
    for (const BarPart& part : parts_) said << part.name + " " + part.value;
    setAccessibleDescription(said.join(", "));
    updateGeometry();
    update();
}

double PartsBar::total() const {
    double sum = 0.0;
    for (const BarPart& part : parts_) sum += part.size;
    return sum;
}

int PartsBar::row_height() const { return fontMetrics().height() + 4; }

int PartsBar::columns(int width) const {
    int widest = 1;
    for (const BarPart& part : parts_) {
        widest = std::max(
            widest,
            kSwatch + 3 * kGap + fontMetrics().horizontalAdvance(part.name + "  " + part.value));
    }
    return std::max(1, width / widest);
}

int PartsBar::heightForWidth(int width) const {
    const int in_row = columns(width);
    const int rows = (static_cast<int>(parts_.size()) + in_row - 1) / in_row;
    return kBarHeight + kGap + rows * row_height() + 2;
}

QSize PartsBar::sizeHint() const {
    constexpr int kWidth = 500;
    return {kWidth, heightForWidth(kWidth)};
}

void PartsBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const double sum = total();
    double from = 0.0;
    for (const BarPart& part : parts_) {
        const double to = from + part.size / sum * width();
        painter.fillRect(QRectF(from, 0, to - from, kBarHeight), part.color);
        const QString share = QString::number(100.0 * part.size / sum, 'f', 0) + " %";
        if (to - from > fontMetrics().horizontalAdvance(share) + kGap) {
            painter.setPen(part.color.lightness() > 110 ? Qt::black : Qt::white);
            painter.drawText(QRectF(from, 0, to - from, kBarHeight), Qt::AlignCenter, share);
        }
        from = to;
    }
    if (limit_ > 0.0 && limit_ < sum) {
        const double at = limit_ / sum * width();
        for (const auto& [color, wide] : {std::pair(Qt::white, 5.0), std::pair(Qt::black, 2.0)}) {
            painter.setPen(QPen(QColor(color), wide));
            painter.drawLine(QPointF(at, 0.0), QPointF(at, kBarHeight));
        }
    }
    const int in_row = columns(width());
    const int cell = width() / in_row;
    painter.setPen(palette().color(QPalette::WindowText));
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const int x = static_cast<int>(i) % in_row * cell;
        const int y = kBarHeight + kGap + static_cast<int>(i) / in_row * row_height();
        painter.fillRect(QRect(x, y + (row_height() - kSwatch) / 2, kSwatch, kSwatch),
                         parts_[i].color);
        painter.drawText(QRect(x + kSwatch + kGap, y, cell - kSwatch - kGap, row_height()),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         parts_[i].name + "  " + parts_[i].value);
    }
}

bool PartsBar::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const double at = help->pos().x() * total() / std::max(1, width());
    double from = 0.0;
    for (const BarPart& part : parts_) {
        from += part.size;
        if (at < from && help->pos().y() < kBarHeight) {
            QToolTip::showText(help->globalPos(), part.name + ": " + part.value + part.more, this);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

}  // namespace deepwallet::gui
