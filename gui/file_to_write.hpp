#pragma once

#include <QString>

class QWidget;

namespace deepwallet::gui {

/// The file that somebody chooses to write, `proposed` unless another is; empty where it is
/// cancelled. A name without an ending gets that of the chosen kind, so that the dialog still asks
/// before a file of that name is replaced. `kinds` as of QFileDialog: "Pictures (*.png);;…".
QString file_to_write(QWidget* parent,
                      const QString& title,
                      const QString& proposed,
                      const QString& kinds);

}  // namespace deepwallet::gui
