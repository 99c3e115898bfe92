#pragma once

/// What a widget shows, as a file.

#include <QString>

class QWidget;

namespace deepwallet::gui {

/// A drawing where the name ends in .svg, else a picture in the format of its ending. False where
/// it cannot be written.
bool save_picture(QWidget& widget, const QString& file);

/// The formats, as a file dialog takes them.
QString picture_filter();

}  // namespace deepwallet::gui
