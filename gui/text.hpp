#pragma once

/// Text between the engine, which has UTF-8, and Qt.

#include <QCoreApplication>
#include <QString>
#include <string>

namespace deepwallet::gui {

inline QString qt(const std::string& text) { return QString::fromStdString(text); }

/// A text of the engine (help, meaning, name) in the language of the window; as it is where the
/// language has no other words for it. `about`, a path, tells equal words of different things
/// apart.
inline QString told(const std::string& text, const std::string& about = {}) {
    return text.empty() ? QString()
                        : QCoreApplication::translate(
                              "engine", text.c_str(), about.empty() ? nullptr : about.c_str());
}

}  // namespace deepwallet::gui
