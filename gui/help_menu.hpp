#pragma once

/// Menus that belong to no document: how the window looks, and where one reads about it.

#include <QString>

class QMenu;
class QMenuBar;

namespace deepwallet::gui {

/// System, light or dark: one of them is chosen, kept, and stands the next time.
QMenu* add_appearance_menu(QMenu& into);

/// Shortcuts of all other menus, where the manual lies, and which version this is.
void add_help_menu(QMenuBar& bar);

/// What the help says of shortcuts: a line a command that has one, as the menus have them.
QString shortcuts_text(const QMenuBar& bar);

}  // namespace deepwallet::gui
