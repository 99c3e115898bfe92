#pragma once

/// A table of results for Qt's views; read where it is, never copied.

#include <QAbstractTableModel>
#include <memory>

#include "engine/study/result_table.hpp"

namespace deepwallet::gui {

class ResultModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void show_table(std::shared_ptr<const ResultTable> table);
    [[nodiscard]] const std::shared_ptr<const ResultTable>& table() const { return table_; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    /// Sorted by Qt::UserRole, shown by Qt::DisplayRole.
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation way, int role) const override;

private:
    std::shared_ptr<const ResultTable> table_;
};

}  // namespace deepwallet::gui
