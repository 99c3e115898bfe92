#pragma once

/// Light and dark, and letters of every language.

#include <QColor>
#include <QFont>
#include <QPalette>

class QWidget;

namespace deepwallet::gui {

/// How the window looks: as the desktop has it, or as somebody chose.
enum class Appearance { system, light, dark };

/// The one that was chosen last, kept with the rest of the window's state.
[[nodiscard]] Appearance kept_appearance();
void keep_appearance(Appearance appearance);
/// Of all windows, from now on.
void apply_appearance(Appearance appearance);

/// Of Fusion, which looks the same everywhere.
QPalette dark_palette();

[[nodiscard]] bool is_dark(const QPalette& palette);

/// Of words beside the matter, and of faults. Both stand against the ground of the window by more
/// than 4.5 to 1, as WCAG 2.1 (criterion 1.4.3) asks of text.
[[nodiscard]] QColor quiet_color(const QPalette& palette);
[[nodiscard]] QColor fault_color(const QPalette& palette);

/// Its words are those of a fault, or as usual.
void set_alarm(QWidget& widget, bool on);

/// The program's font, or where it lacks the letters of this language one of proportional letters
/// that has them, for Latin too: each text in one font, not digits in two. Where there is none, the
/// program's.
QFont font_for(const QString& language);

}  // namespace deepwallet::gui
