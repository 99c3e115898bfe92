#pragma once

/// What a widget shows, as a file.

#include <QSize>
#include <QString>

#include "engine/core/error.hpp"

class QWidget;

namespace deepwallet::gui {

/// A drawing where the name ends in .svg, else a picture in the format of its ending. False where
/// it cannot be written.
bool save_picture(QWidget& widget, const QString& file);

/// "1280x800". Fault: what is no size, and one that no picture has.
Result<QSize> picture_size(const QString& text);

/// The formats, as a file dialog takes them.
QString picture_filter();

}  // namespace deepwallet::gui
