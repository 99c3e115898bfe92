#include "gui/language.hpp"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace deepwallet::gui {

const QStringList& languages() {
    static const QStringList kNames = {"en", "ja"};
    return kNames;
}

QString system_language() {
    for (const QString& wanted : QLocale::system().uiLanguages()) {
        // "ja", "ja-JP", "ja-Jpan-JP".
        QString name = wanted.section('-', 0, 0);
        if (languages().contains(name))
            return name;
    }
    return languages().front();
}

Language::Language(const QString& name) {
    // The words of the program are English: what lacks is how they go with a number.
    if (name != languages().front()) {
        add("qtbase_" + name, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
        add("engine_" + name, ":/i18n");
    }
    add("deepwallet_" + name, ":/i18n");
}

void Language::add(const QString& catalogue, const QString& folder) {
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(catalogue, folder))
        return;
    QCoreApplication::installTranslator(translator.get());
    translators_.push_back(std::move(translator));
}

}  // namespace deepwallet::gui
