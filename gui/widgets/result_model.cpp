#include "gui/widgets/result_model.hpp"

#include <cmath>

#include "engine/config/value.hpp"
#include "engine/report/format.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

void ResultModel::show_table(std::shared_ptr<const ResultTable> table) {
    beginResetModel();
    table_ = std::move(table);
    endResetModel();
}

int ResultModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !table_ ? 0 : static_cast<int>(table_->rows);
}

int ResultModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || !table_ ? 0 : static_cast<int>(table_->columns.size());
}

QVariant ResultModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !table_)
        return {};
    const ResultColumn& column = table_->columns[static_cast<std::size_t>(index.column())];
    const auto row = static_cast<std::size_t>(index.row());
    if (role == Qt::TextAlignmentRole)
        return QVariant(column.is_text() ? Qt::AlignLeft | Qt::AlignVCenter
                                         : Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::UserRole)
        return {};
    if (column.is_text())
        return qt(column.texts[row]);
    const double number = column.numbers[row];
    if (role == Qt::UserRole)
        return number;
    if (std::isnan(number))
        return QStringLiteral("–");
    return qt(column.is_input ? to_text(number) : significant(number));
}

QVariant ResultModel::headerData(int section, Qt::Orientation way, int role) const {
    if (role != Qt::DisplayRole || !table_)
        return {};
    if (way == Qt::Vertical)
        return section + 1;
    const ResultColumn& column = table_->columns[static_cast<std::size_t>(section)];
    return qt(column.path + (column.unit.empty() ? "" : " [" + column.unit + "]"));
}

}  // namespace deepwallet::gui
