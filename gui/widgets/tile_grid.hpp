#pragma once

/// Tiles, as many beside each other as have room with what they say.

#include <QWidget>
#include <vector>

class QGridLayout;

namespace deepwallet::gui {

class Tile;

class TileGrid : public QWidget {
    Q_OBJECT

public:
    /// No more than `most` in a row.
    explicit TileGrid(int most, QWidget* parent = nullptr);

    Tile* add(const QString& title);
    /// Those that are hidden take no place.
    void arrange();
    /// Two tiles beside each other.
    [[nodiscard]] QSize minimumSizeHint() const override;

private:
    [[nodiscard]] std::vector<Tile*> shown() const;
    [[nodiscard]] int spacing() const;
    void resizeEvent(QResizeEvent* event) override;

    int most_;
    std::vector<Tile*> tiles_;
    QGridLayout* grid_ = nullptr;
    int columns_ = 0;
    std::size_t count_ = 0;  ///< of tiles that are arranged
};

}  // namespace deepwallet::gui
