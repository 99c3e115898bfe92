#include "gui/widgets/input_guard.hpp"

#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSlider>
#include <algorithm>

#include "gui/widgets/field_editor.hpp"

namespace deepwallet::gui {

namespace {

bool is_edited_by_wheel(const QObject* object) {
    return qobject_cast<const QComboBox*>(object) != nullptr ||
           qobject_cast<const QSlider*>(object) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(object) != nullptr;
}

bool is_in_field(const QWidget* widget) {
    while (widget != nullptr && qobject_cast<const FieldEditor*>(widget) == nullptr)
        widget = widget->parentWidget();
    return widget != nullptr;
}

/// Is it a key of a menu? A line of text has some of them for itself, as to go to its end.
bool is_of_menu(const QLineEdit& line, const QKeyEvent& key) {
    if ((key.matches(QKeySequence::Undo) || key.matches(QKeySequence::Redo)) && !is_in_field(&line))
        return false;
    const QKeySequence pressed(key.keyCombination());
    const auto actions = line.window()->findChildren<QAction*>();
    return std::any_of(actions.begin(), actions.end(), [&](const QAction* action) {
        return action->shortcuts().contains(pressed);
    });
}

/// That of a box of choices has its keys from the box.
const QLineEdit* line_of(const QObject* object) {
    const auto* box = qobject_cast<const QComboBox*>(object);
    return box != nullptr ? box->lineEdit() : qobject_cast<const QLineEdit*>(object);
}

}  // namespace

InputGuard::InputGuard(QObject* parent) : QObject(parent) { qApp->installEventFilter(this); }

bool InputGuard::eventFilter(QObject* watched, QEvent* event) {
    const QLineEdit* line = line_of(watched);
    const bool leaves = (event->type() == QEvent::Wheel && is_edited_by_wheel(watched)) ||
                        (event->type() == QEvent::ShortcutOverride && line != nullptr &&
                         is_of_menu(*line, *static_cast<const QKeyEvent*>(event)));
    // What is ignored goes on: to the parent, and to the menus.
    if (leaves)
        event->ignore();
    return leaves;
}

}  // namespace deepwallet::gui
