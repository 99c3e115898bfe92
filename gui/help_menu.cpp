#include "gui/help_menu.hpp"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QDir>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <array>

#include "engine/scenario/database.hpp"
#include "gui/appearance.hpp"
#include "gui/page.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

/// In an installed program and in its sources it stands above the database.
QString manual() {
    const QString readme = qt((shipped_database().parent_path() / "README.md").string());
    return QDir::toNativeSeparators(QDir(readme).absolutePath());
}

/// The letter behind "&" is that of the menu alone.
QString plain(QString text) { return text.remove('&'); }

void show_help(QMenuBar& bar) {
    QMessageBox box(QMessageBox::NoIcon,
                    Page::tr("Help"),
                    Page::tr("Deepwallet %1").arg(QApplication::applicationVersion()),
                    QMessageBox::Close,
                    &bar);
    const QString shortcuts = shortcuts_text(bar).toHtmlEscaped().replace('\n', "<br>");
    const QString where = Page::tr(
                              "The manual is %1; every page has the command that prints the "
                              "same in Edit, Copy command line.")
                              .arg(manual());
    box.setInformativeText("<p>" + where.toHtmlEscaped() + "</p><p>" + shortcuts + "</p>");
    box.exec();
}

}  // namespace

QMenu* add_appearance_menu(QMenu& into) {
    QMenu* menu = into.addMenu(Page::tr("&Appearance"));
    auto* group = new QActionGroup(menu);
    const std::array<std::pair<Appearance, QString>, 3> choices = {
        std::pair{Appearance::system, Page::tr("As the &system")},
        std::pair{Appearance::light, Page::tr("&Light")},
        std::pair{Appearance::dark, Page::tr("&Dark")}};
    for (const auto& [appearance, name] : choices) {
        QAction* action = menu->addAction(name);
        action->setCheckable(true);
        action->setChecked(appearance == kept_appearance());
        group->addAction(action);
        QObject::connect(action, &QAction::triggered, menu, [chosen = appearance] {
            keep_appearance(chosen);
            apply_appearance(chosen);
        });
    }
    return menu;
}

QString shortcuts_text(const QMenuBar& bar) {
    QStringList out;
    for (const QAction* head : bar.actions()) {
        if (head->menu() == nullptr)
            continue;
        for (const QAction* action : head->menu()->actions()) {
            const QString keys = action->shortcut().toString(QKeySequence::NativeText);
            if (!keys.isEmpty())
                out << keys + "   " + plain(head->text()) + ", " + plain(action->text());
        }
    }
    return out.join('\n');
}

void add_help_menu(QMenuBar& bar) {
    QMenu* menu = bar.addMenu(Page::tr("&Help"));
    menu->addAction(
        Page::tr("&Manual, shortcuts and version"), QKeySequence::HelpContents, &bar, [&bar] {
            show_help(bar);
        });
}

}  // namespace deepwallet::gui
