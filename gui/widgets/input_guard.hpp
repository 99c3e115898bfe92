#pragma once

/// Wheel and keys do in a field what they do elsewhere in the window.

#include <QObject>

namespace deepwallet::gui {

/// While it lives, choices, sliders and boxes of numbers leave the wheel to what they stand in:
/// whoever scrolls a form past them has not meant their values. Lines of text leave the keys of the
/// menus to the menus, and fields of a scenario undo and redo too, which are steps of the scenario.
class InputGuard : public QObject {
public:
    explicit InputGuard(QObject* parent);

private:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace deepwallet::gui
