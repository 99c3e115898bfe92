#pragma once

/// Text between the engine, which has UTF-8, and Qt.

#include <QString>
#include <string>

namespace deepwallet::gui {

inline QString qt(const std::string& text) { return QString::fromStdString(text); }

}  // namespace deepwallet::gui
