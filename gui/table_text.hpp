#pragma once

/// Tables of a page as CSV.

#include <QString>

class QTableWidget;

namespace deepwallet::gui {

/// With the heads of its columns first.
QString table_csv(const QTableWidget& table);

}  // namespace deepwallet::gui
