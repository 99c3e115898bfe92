#pragma once

/// The wheel scrolls, and edits nothing.

#include <QObject>

namespace deepwallet::gui {

/// While it lives, choices, sliders and boxes of numbers leave the wheel to what they stand in:
/// whoever scrolls a form past them has not meant their values.
class WheelGuard : public QObject {
public:
    explicit WheelGuard(QObject* parent);

private:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace deepwallet::gui
