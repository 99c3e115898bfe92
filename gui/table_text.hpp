#pragma once

/// Tables and trees of a page: cells to look at, and all of them as CSV.

#include <QString>
#include <string>
#include <vector>

class QSize;
class QTableView;
class QTableWidget;
class QTableWidgetItem;
class QWidget;

namespace deepwallet::gui {

/// To be read and copied, not changed; numbers stand to the right.
QTableWidgetItem* table_cell(const QString& text, bool is_number = false);

/// Of a head that is broken for its column's sake, after a dash or between two words.
[[nodiscard]] QString on_one_line(QString text);

/// A number as it is shown, and in table_csv with all of its digits, in the same unit.
QTableWidgetItem* number_cell(const QString& shown, double number);

/// A head that has another name in table_csv.
QTableWidgetItem* head_cell(const QString& shown, const QString& written);

/// Called by its name, with its path in the tooltip and in table_csv.
QTableWidgetItem* path_cell(const std::string& path);

/// Heads of columns may have more than one line.
void wrap_heads(QTableWidget& table);

/// As wide as the heads and the texts of their first rows, with no room for an arrow of sorting.
void fit_columns(QTableView& view);

/// One column gets what the others leave of the width, and shows its texts in full on hover.
void stretch_column(QTableWidget& table, int column);

/// A name on lines of about so many letters, broken where its language breaks lines.
QString on_lines(const QString& name, int letters = 16, const QString& line_break = "\n");

/// Of a row of a tree. Fonts of some languages leave nothing between lines.
QSize tree_row_size(const QWidget& tree);

/// Lines of cells.
QString csv_of(const std::vector<std::vector<std::string>>& lines);

/// With the heads of its columns first, and paths and numbers of what has one; those of its rows in
/// a column of this name, if it has any.
QString table_csv(const QTableWidget& table, const QString& rows = {});

}  // namespace deepwallet::gui
