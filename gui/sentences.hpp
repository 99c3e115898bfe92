#pragma once

/// Sentences that the engine composes in English, in the language of the window.

#include <QRegularExpression>
#include <QString>
#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace deepwallet::gui {

/// The window's language is that of the sources: nothing is told otherwise.
[[nodiscard]] bool is_source_language();

/// Patterns with %1, %2, … for what changes, each of which is a source text of one context of the
/// catalogue.
class Sentences {
public:
    Sentences(const char* context, std::span<const char* const> patterns);

    /// In words of the window by the pattern that matches, the longest of several; empty where none
    /// does. What stands in a place is told by `inner`, but for what is in single quotes, which is
    /// to be written so.
    [[nodiscard]] QString told(const QString& text,
                               const std::function<QString(const QString&)>& inner) const;

private:
    const char* context_;
    std::vector<std::pair<const char*, QRegularExpression>> patterns_;
};

}  // namespace deepwallet::gui
