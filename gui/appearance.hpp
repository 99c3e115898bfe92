#pragma once

/// Light and dark, and letters of every language.

#include <QFont>
#include <QPalette>

namespace deepwallet::gui {

/// Of Fusion, which looks the same everywhere.
QPalette dark_palette();

[[nodiscard]] bool is_dark(const QPalette& palette);

/// The program's font, or where it lacks the letters of this language one of proportional letters
/// that has them, for Latin too: each text in one font, not digits in two. Where there is none, the
/// program's.
QFont font_for(const QString& language);

}  // namespace deepwallet::gui
