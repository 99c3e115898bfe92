#pragma once

/// A number of the answer: what it is, how much, and how far it may be off.

#include <QFrame>

class QLabel;

namespace deepwallet::gui {

class Tile : public QFrame {
    Q_OBJECT

public:
    explicit Tile(const QString& title, QWidget* parent = nullptr);

    /// What it says cannot be.
    void set_alarm(bool on);
    /// A range that is of the answer before, as this one's is on its way, is greyed.
    void show_value(const QString& value, const QString& range, bool range_is_new = true);
    [[nodiscard]] QString value() const;
    [[nodiscard]] QString range() const;

Q_SIGNALS:
    void clicked();

private:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

    QLabel* title_;
    QLabel* value_;
    QLabel* range_;
};

}  // namespace deepwallet::gui
