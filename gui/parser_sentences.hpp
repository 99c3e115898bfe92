#pragma once

/// What the parser of TOML says of a text that is none, in words of the window.

#include <QString>

namespace deepwallet::gui {

/// What is not known stays as it is.
[[nodiscard]] QString told_by_parser(const QString& text);

}  // namespace deepwallet::gui
