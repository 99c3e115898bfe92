#include "gui/widgets/tile.hpp"

#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "gui/appearance.hpp"

namespace deepwallet::gui {

Tile::Tile(const QString& title, QWidget* parent)
    : QFrame(parent), title_(new QLabel(title)), value_(new QLabel), range_(new QLabel) {
    setFrameShape(QFrame::StyledPanel);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(title);
    QFont large = value_->font();
    large.setPointSizeF(large.pointSizeF() * 1.7);
    large.setBold(true);
    value_->setFont(large);
    QFont small = range_->font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    range_->setFont(small);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(1);
    column->addWidget(title_);
    column->addWidget(value_);
    column->addWidget(range_);
}

void Tile::show_value(const QString& value, const QString& range, bool range_is_new) {
    range_->setEnabled(range_is_new);
    if (value == value_->text() && range == range_->text())
        return;
    value_->setText(value);
    range_->setText(range);
    setAccessibleDescription(value + ", " + range);
}

void Tile::set_alarm(bool on) { gui::set_alarm(*value_, on); }

QString Tile::value() const { return value_->text(); }

QString Tile::range() const { return range_->text(); }

void Tile::mouseReleaseEvent(QMouseEvent* event) {
    if (rect().contains(event->pos()))
        Q_EMIT clicked();
}

/// Who goes by keyboard sees where.
void Tile::paintEvent(QPaintEvent* event) {
    QFrame::paintEvent(event);
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

void Tile::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Space)
        Q_EMIT clicked();
    else
        QFrame::keyPressEvent(event);
}

}  // namespace deepwallet::gui
