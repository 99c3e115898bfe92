#pragma once

/// Light and dark.

#include <QPalette>

namespace deepwallet::gui {

/// Of Fusion, which looks the same everywhere.
QPalette dark_palette();

[[nodiscard]] bool is_dark(const QPalette& palette);

}  // namespace deepwallet::gui
