#include "gui/widgets/wheel_guard.hpp"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QSlider>

namespace deepwallet::gui {

namespace {

bool is_edited_by_wheel(const QObject* object) {
    return qobject_cast<const QComboBox*>(object) != nullptr ||
           qobject_cast<const QSlider*>(object) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(object) != nullptr;
}

}  // namespace

WheelGuard::WheelGuard(QObject* parent) : QObject(parent) { qApp->installEventFilter(this); }

bool WheelGuard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::Wheel || !is_edited_by_wheel(watched))
        return false;
    // What is ignored goes on to the parent.
    event->ignore();
    return true;
}

}  // namespace deepwallet::gui
