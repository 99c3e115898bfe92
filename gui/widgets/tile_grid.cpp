#include "gui/widgets/tile_grid.hpp"

#include <QGridLayout>
#include <algorithm>

#include "gui/widgets/tile.hpp"

namespace deepwallet::gui {

namespace {

int widest_of(const std::vector<Tile*>& tiles) {
    int widest = 1;
    for (const Tile* tile : tiles) widest = std::max(widest, tile->sizeHint().width());
    return widest;
}

}  // namespace

TileGrid::TileGrid(int most, QWidget* parent)
    : QWidget(parent), most_(most), grid_(new QGridLayout(this)) {
    grid_->setContentsMargins(0, 0, 0, 0);
}

Tile* TileGrid::add(const QString& title) {
    tiles_.push_back(new Tile(title));
    arrange();
    return tiles_.back();
}

std::vector<Tile*> TileGrid::shown() const {
    std::vector<Tile*> out;
    std::copy_if(tiles_.begin(), tiles_.end(), std::back_inserter(out), [](const Tile* tile) {
        return !tile->isHidden() || tile->parentWidget() == nullptr;
    });
    return out;
}

void TileGrid::arrange() {
    const std::vector<Tile*> all = shown();
    const int spacing = std::max(0, grid_->horizontalSpacing());
    const int columns =
        std::clamp((width() + spacing) / (widest_of(all) + spacing), std::min(2, most_), most_);
    if (columns == columns_ && all.size() == count_)
        return;
    columns_ = columns;
    count_ = all.size();
    for (int i = 0; i < static_cast<int>(all.size()); ++i)
        grid_->addWidget(all[static_cast<std::size_t>(i)], i / columns, i % columns);
    for (int i = 0; i < most_; ++i) grid_->setColumnStretch(i, i < columns ? 1 : 0);
    updateGeometry();
}

QSize TileGrid::minimumSizeHint() const {
    const int two = 2 * widest_of(shown()) + std::max(0, grid_->horizontalSpacing());
    return {two, grid_->totalMinimumSize().height()};
}

void TileGrid::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

}  // namespace deepwallet::gui
