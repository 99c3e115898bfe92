#pragma once

/// What the paths of the registry are called in the window.

#include <QString>
#include <string>

namespace deepwallet::gui {

/// A metric by its meaning, a field by its section and name, both in the language of the window;
/// another path (a way to pay, a column of a store) stands for itself.
QString path_name(const std::string& path);

}  // namespace deepwallet::gui
