#include "gui/widgets/link_button.hpp"

#include <QStyleOptionButton>
#include <QStylePainter>
#include <algorithm>

namespace deepwallet::gui {

namespace {

constexpr int kEdge = 8;
constexpr int kIcon = 20;
constexpr int kLeast = 200;
constexpr int kFar = 10'000;  ///< of text that goes down

}  // namespace

LinkButton::LinkButton(const QString& text, const QString& description)
    : QCommandLinkButton(text, description) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QFont LinkButton::title_font() const {
    QFont out = font();
    out.setBold(true);
    return out;
}

QRect LinkButton::text_area(int width) const {
    const int left = 2 * kEdge + kIcon;
    return {left, kEdge, std::max(1, width - left - kEdge), kFar};
}

int LinkButton::heightForWidth(int width) const {
    const QRect area = text_area(width);
    const auto height = [&](const QFont& of, const QString& text) {
        return QFontMetrics(of).boundingRect(area, Qt::TextWordWrap, text).height();
    };
    return 2 * kEdge +
           std::max(kIcon, height(title_font(), text()) + height(font(), description()));
}

QSize LinkButton::sizeHint() const {
    constexpr int kUsual = 400;
    return {kUsual, heightForWidth(kUsual)};
}

QSize LinkButton::minimumSizeHint() const { return {kLeast, kIcon + 2 * kEdge}; }

void LinkButton::paintEvent(QPaintEvent*) {
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    option.icon = {};
    painter.drawControl(QStyle::CE_PushButton, option);
    icon().paint(&painter, QRect(kEdge, kEdge, kIcon, kIcon));
    QRect area = text_area(width());
    const auto write = [&](const QFont& with, const QString& text) {
        painter.setFont(with);
        painter.setPen(palette().color(QPalette::ButtonText));
        QRect used;
        painter.drawText(area, Qt::TextWordWrap, text, &used);
        area.setTop(used.bottom() + 1);
    };
    write(title_font(), text());
    write(font(), description());
}

}  // namespace deepwallet::gui
