#include "gui/widgets/tile_grid.hpp"

#include <QGridLayout>
#include <algorithm>
#include <numeric>

#include "gui/widgets/tile.hpp"

namespace deepwallet::gui {

namespace {

constexpr int kLeast = 2;  ///< beside each other

/// Of tiles that stand so many in a row.
int width_of(const std::vector<Tile*>& tiles, int columns, int spacing) {
    std::vector<int> widest(static_cast<std::size_t>(columns), 1);
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        int& of_column = widest[i % widest.size()];
        of_column = std::max(of_column, tiles[i]->sizeHint().width());
    }
    return std::accumulate(widest.begin(), widest.end(), (columns - 1) * spacing);
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
        // One that was never shown is hidden too, though nobody hid it.
        return !tile->isHidden() || !tile->testAttribute(Qt::WA_WState_ExplicitShowHide);
    });
    return out;
}

void TileGrid::arrange() {
    const std::vector<Tile*> all = shown();
    int columns = most_;
    while (columns > kLeast && width_of(all, columns, spacing()) > width()) --columns;
    // Rows of as many tiles each.
    const int count = std::max(1, static_cast<int>(all.size()));
    const int rows = (count + columns - 1) / columns;
    columns = (count + rows - 1) / rows;
    if (columns == columns_ && all.size() == count_)
        return;
    columns_ = columns;
    count_ = all.size();
    for (int i = 0; i < static_cast<int>(all.size()); ++i)
        grid_->addWidget(all[static_cast<std::size_t>(i)], i / columns, i % columns);
    for (int i = 0; i < most_; ++i) grid_->setColumnStretch(i, i < columns ? 1 : 0);
    updateGeometry();
}

int TileGrid::spacing() const { return std::max(0, grid_->horizontalSpacing()); }

QSize TileGrid::minimumSizeHint() const {
    return {width_of(shown(), kLeast, spacing()), grid_->totalMinimumSize().height()};
}

void TileGrid::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

}  // namespace deepwallet::gui
