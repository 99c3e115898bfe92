#include "gui/appearance.hpp"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetrics>
#include <QSettings>
#include <QStyle>
#include <QWidget>
#include <algorithm>
#include <array>

namespace deepwallet::gui {

namespace {

constexpr const char* kKept = "appearance";
constexpr std::array kNames = {"system", "light", "dark"};

}  // namespace

Appearance kept_appearance() {
    const QString kept = QSettings().value(kKept).toString();
    const auto at = std::find(kNames.begin(), kNames.end(), kept);
    return at == kNames.end() ? Appearance::system : static_cast<Appearance>(at - kNames.begin());
}

void keep_appearance(Appearance appearance) {
    QSettings().setValue(kKept, QString(kNames[static_cast<std::size_t>(appearance)]));
}

void apply_appearance(Appearance appearance) {
    if (appearance == Appearance::dark)
        QApplication::setPalette(dark_palette());
    else if (appearance == Appearance::light)
        QApplication::setPalette(QApplication::style()->standardPalette());
    else
        QApplication::setPalette(QPalette());
}

QPalette dark_palette() {
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(0x2b, 0x2d, 0x30));
    palette.setColor(QPalette::WindowText, QColor(0xe6, 0xe6, 0xe6));
    palette.setColor(QPalette::Base, QColor(0x1e, 0x1f, 0x22));
    palette.setColor(QPalette::AlternateBase, QColor(0x26, 0x28, 0x2b));
    palette.setColor(QPalette::Text, QColor(0xe6, 0xe6, 0xe6));
    palette.setColor(QPalette::Button, QColor(0x3a, 0x3d, 0x41));
    palette.setColor(QPalette::ButtonText, QColor(0xe6, 0xe6, 0xe6));
    palette.setColor(QPalette::ToolTipBase, QColor(0x3a, 0x3d, 0x41));
    palette.setColor(QPalette::ToolTipText, QColor(0xe6, 0xe6, 0xe6));
    palette.setColor(QPalette::Highlight, QColor(0x2f, 0x65, 0xca));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x56, 0xb4, 0xe9));
    palette.setColor(QPalette::Mid, QColor(0x55, 0x58, 0x5c));
    palette.setColor(QPalette::PlaceholderText, QColor(0x9a, 0x9a, 0x9a));
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x80, 0x80, 0x80));
    return palette;
}

bool is_dark(const QPalette& palette) {
    constexpr int kMiddle = 128;
    return palette.color(QPalette::Window).lightness() < kMiddle;
}

QColor quiet_color(const QPalette& palette) {
    return is_dark(palette) ? QColor(0xa8, 0xa8, 0xa8) : QColor(0x5c, 0x5c, 0x5c);
}

QColor fault_color(const QPalette& palette) {
    return is_dark(palette) ? QColor(0xff, 0x8a, 0x7a) : QColor(0xa9, 0x2b, 0x1c);
}

void set_alarm(QWidget& widget, bool on) {
    const QString style =
        on ? QStringLiteral("color: %1").arg(fault_color(QApplication::palette()).name())
           : QString();
    if (widget.styleSheet() != style)
        widget.setStyleSheet(style);
}

QFont font_for(const QString& language) {
    QFont font = QApplication::font();
    const auto needs = language == "ja" ? QFontDatabase::Japanese : QFontDatabase::Latin;
    const QString family = QFontInfo(font).family();
    if (QFontDatabase::writingSystems(family).contains(needs))
        return font;
    // Japanese fonts of two widths do not count as fixed: letters are measured.
    QFont other = font;
    for (const QString& name : QFontDatabase::families(needs)) {
        other.setFamily(name);
        const QFontMetrics letters(other);
        if (letters.horizontalAdvance('i') < letters.horizontalAdvance('M'))
            return other;
    }
    return font;
}

}  // namespace deepwallet::gui
