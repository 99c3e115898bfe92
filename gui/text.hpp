#pragma once

/// Text between the engine, which has UTF-8, and Qt.

#include <QCoreApplication>
#include <QString>
#include <cstdlib>
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

/// A long name, broken after the space or dash nearest to its middle.
inline QString on_two_lines(const QString& name, const QString& line_break = "\n") {
    const QString after = QStringLiteral("- ");
    constexpr qsizetype kShort = 10;
    qsizetype best = -1;
    for (qsizetype at = 0; at < name.size(); ++at) {
        const bool closer = std::abs(2 * at - name.size()) < std::abs(2 * best - name.size());
        if (after.contains(name[at]) && (best < 0 || closer))
            best = at;
    }
    const bool whole = name.size() <= kShort || best < 0;
    return whole ? name : name.left(best + 1) + line_break + name.mid(best + 1);
}

}  // namespace deepwallet::gui
