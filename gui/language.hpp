#pragma once

/// The language of the window. Texts of pages are in Qt's catalogue of the program, texts of the
/// engine (help of fields, meanings of metrics) in one of their own, which `told` looks up.

#include <QStringList>
#include <QTranslator>
#include <memory>
#include <vector>

namespace deepwallet::gui {

/// "en" first, which is that of the sources, then each that has catalogues.
const QStringList& languages();

/// Of the languages of the program, the one that the system asks for first.
QString system_language();

/// Holds while it lives. Texts that are on the screen already stay as they are.
class Language {
public:
    /// One of languages(). Buttons of dialogs follow where Qt's own catalogues are installed.
    explicit Language(const QString& name);

private:
    void add(const QString& catalogue, const QString& folder);

    std::vector<std::unique_ptr<QTranslator>> translators_;
};

}  // namespace deepwallet::gui
