#pragma once

/// A choice among names that may be longer than its box.

#include <QComboBox>

namespace deepwallet::gui {

/// Ends a name that does not fit with dots, and has all of it as its tooltip.
class ChoiceBox : public QComboBox {
public:
    explicit ChoiceBox(const QString& accessible_name);

private:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace deepwallet::gui
