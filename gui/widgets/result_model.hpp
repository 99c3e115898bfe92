#pragma once

/// A table of results for Qt's views; read where it is, never copied. Sorted and filtered by an
/// order of its rows, which takes milliseconds for a hundred thousand.

#include <QAbstractTableModel>
#include <QString>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/study/result_table.hpp"

namespace deepwallet::gui {

/// Rows of a table that somebody pointed at; none: all of them.
using RowMask = std::vector<bool>;

class ResultModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void show_table(std::shared_ptr<const ResultTable> table);
    /// Heads of columns by path, where they are called otherwise here. Set before the table.
    void set_headings(std::map<std::string, QString> headings) { headings_ = std::move(headings); }
    [[nodiscard]] const std::shared_ptr<const ResultTable>& table() const { return table_; }

    /// Rows outside of it are grey, or not shown at all.
    void show_only(RowMask mask, bool hide_others);
    [[nodiscard]] const RowMask& mask() const { return mask_; }
    [[nodiscard]] bool hides_rows() const { return hide_others_ && !mask_.empty(); }
    /// Without the rows that are hidden.
    [[nodiscard]] std::shared_ptr<const ResultTable> seen() const;

    /// Row of the table at a place of the view.
    [[nodiscard]] std::size_t row_at(int place) const {
        return order_[static_cast<std::size_t>(place)];
    }
    /// -1 where it is not shown.
    [[nodiscard]] int place_of(std::size_t row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation way, int role) const override;
    /// Of an input without its section, where no other has the same name.
    [[nodiscard]] QString short_name(const ResultColumn& column) const;
    /// A value as its cell shows it.
    [[nodiscard]] QString cell(const ResultColumn& column, std::size_t row) const;
    /// What is not known comes last; a column below zero is the table's own order.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    void put_in_order();
    [[nodiscard]] QString heading(const ResultColumn& column) const;
    [[nodiscard]] bool is_grey(std::size_t row) const { return !mask_.empty() && !mask_[row]; }

    std::shared_ptr<const ResultTable> table_;
    std::vector<std::size_t> order_;
    RowMask mask_;
    std::map<std::string, QString> headings_;
    std::vector<QString> shown_headings_;  ///< by column; asked for at every painting
    bool hide_others_ = false;
    int sorted_by_ = -1;
    Qt::SortOrder direction_ = Qt::AscendingOrder;
};

/// Numbers in texts are compared as numbers: "9" before "10".
bool text_less(const std::string& a, const std::string& b);

}  // namespace deepwallet::gui
