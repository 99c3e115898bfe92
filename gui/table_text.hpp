#pragma once

/// Tables of a page: cells to look at, and all of them as CSV.

#include <QString>

class QTableWidget;
class QTableWidgetItem;

namespace deepwallet::gui {

/// To be read and copied, not changed; numbers stand to the right.
QTableWidgetItem* table_cell(const QString& text, bool is_number = false);

/// With the heads of its columns first.
QString table_csv(const QTableWidget& table);

}  // namespace deepwallet::gui
