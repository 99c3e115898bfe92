#pragma once

/// A whole as a bar of its parts, with a legend in columns below.

#include <QColor>
#include <QWidget>
#include <vector>

namespace deepwallet::gui {

struct BarPart {
    QString name;
    QString value;  ///< with its unit
    double size = 0.0;
    QColor color;
    QString more;  ///< what else there is to say, for the tooltip
};

class PartsBar : public QWidget {
    Q_OBJECT

public:
    explicit PartsBar(QWidget* parent = nullptr);

    /// Parts of size 0 are left out. A line marks how much there may be, where there is more.
    void show_parts(std::vector<BarPart> parts, double limit = 0.0);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

private:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    [[nodiscard]] int columns(int width) const;
    [[nodiscard]] int row_height() const;
    [[nodiscard]] double total() const;

    std::vector<BarPart> parts_;
    double limit_ = 0.0;
};

/// Colours that the colour-blind tell apart (Okabe and Ito 2008), then darker ones of the same.
QColor part_color(std::size_t index);

}  // namespace deepwallet::gui
