#include "gui/widgets/choice_box.hpp"

#include <QStyleOptionComboBox>
#include <QStylePainter>

namespace deepwallet::gui {

ChoiceBox::ChoiceBox(const QString& accessible_name) {
    setAccessibleName(accessible_name);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(this, &QComboBox::currentTextChanged, this, &QComboBox::setToolTip);
}

void ChoiceBox::paintEvent(QPaintEvent*) {
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QRect room =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    constexpr int kEdges = 6;
    option.currentText =
        fontMetrics().elidedText(option.currentText, Qt::ElideRight, room.width() - kEdges);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

}  // namespace deepwallet::gui
