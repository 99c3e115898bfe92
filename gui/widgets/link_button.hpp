#pragma once

/// A question to press, and what is to be expected of it.

#include <QCommandLinkButton>

namespace deepwallet::gui {

/// Qt's own has letters of one size whatever the window's are.
class LinkButton : public QCommandLinkButton {
public:
    LinkButton(const QString& text, const QString& description);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

private:
    [[nodiscard]] QFont title_font() const;
    [[nodiscard]] QRect text_area(int width) const;
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace deepwallet::gui
