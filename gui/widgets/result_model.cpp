#include "gui/widgets/result_model.hpp"

#include <QApplication>
#include <QPalette>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <optional>

#include "engine/config/value.hpp"
#include "engine/report/format.hpp"
#include "engine/study/table_view.hpp"
#include "gui/answer.hpp"
#include "gui/path_name.hpp"
#include "gui/report_words.hpp"
#include "gui/table_text.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

std::optional<double> number_in(const std::string& text) {
    double value = 0.0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = code == std::errc{} && end == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

/// What is not known comes last, whichever way it goes.
template <class Less>
void sort_by(std::vector<std::size_t>& order, bool falling, const Less& less) {
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return falling ? less(b, a) : less(a, b);
    });
}

QString unit_line(const ResultColumn& column) {
    return column.unit.empty() ? QString() : "\n[" + told(column.unit, "unit") + "]";
}

}  // namespace

bool text_less(const std::string& a, const std::string& b) {
    const std::optional<double> x = number_in(a);
    const std::optional<double> y = number_in(b);
    if (x && y)
        return *x < *y;
    return x.has_value() != y.has_value() ? x.has_value() : a < b;
}

void ResultModel::show_table(std::shared_ptr<const ResultTable> table) {
    beginResetModel();
    table_ = std::move(table);
    shown_headings_.clear();
    if (table_) {
        for (const ResultColumn& column : table_->columns)
            shown_headings_.push_back(heading(column));
    }
    mask_.clear();
    put_in_order();
    endResetModel();
}

void ResultModel::show_only(RowMask mask, bool hide_others) {
    const bool same_rows = !hide_others && !hide_others_;
    mask_ = std::move(mask);
    hide_others_ = hide_others;
    if (same_rows) {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    put_in_order();
    endResetModel();
}

void ResultModel::sort(int column, Qt::SortOrder order) {
    sorted_by_ = column;
    direction_ = order;
    if (!table_)
        return;
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<std::size_t> rows;
    for (const QModelIndex& index : before) rows.push_back(row_at(index.row()));
    put_in_order();
    std::vector<int> places(table_->rows, -1);
    for (std::size_t i = 0; i < order_.size(); ++i) places[order_[i]] = static_cast<int>(i);
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after << index(places[rows[static_cast<std::size_t>(i)]], before[i].column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

void ResultModel::put_in_order() {
    order_.resize(table_ ? table_->rows : 0);
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    if (hide_others_)
        order_.erase(
            std::remove_if(
                order_.begin(), order_.end(), [&](std::size_t row) { return is_grey(row); }),
            order_.end());
    if (!table_ || sorted_by_ < 0 || sorted_by_ >= columnCount())
        return;
    const ResultColumn& column = table_->columns[static_cast<std::size_t>(sorted_by_)];
    const bool falling = direction_ == Qt::DescendingOrder;
    if (column.is_text())
        return sort_by(order_, falling, [&](std::size_t a, std::size_t b) {
            return text_less(column.texts[a], column.texts[b]);
        });
    const auto unknown = std::stable_partition(order_.begin(), order_.end(), [&](std::size_t row) {
        return !std::isnan(column.numbers[row]);
    });
    std::vector<std::size_t> last(unknown, order_.end());
    order_.erase(unknown, order_.end());
    sort_by(order_, falling, [&](std::size_t a, std::size_t b) {
        return column.numbers[a] < column.numbers[b];
    });
    order_.insert(order_.end(), last.begin(), last.end());
}

std::shared_ptr<const ResultTable> ResultModel::seen() const {
    return hides_rows() ? std::make_shared<const ResultTable>(rows_of(*table_, mask_)) : table_;
}

int ResultModel::place_of(std::size_t row) const {
    const auto at = std::find(order_.begin(), order_.end(), row);
    return at == order_.end() ? -1 : static_cast<int>(at - order_.begin());
}

int ResultModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(order_.size());
}

int ResultModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || !table_ ? 0 : static_cast<int>(table_->columns.size());
}

QVariant ResultModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !table_)
        return {};
    const ResultColumn& column = table_->columns[static_cast<std::size_t>(index.column())];
    const std::size_t row = row_at(index.row());
    if (role == Qt::TextAlignmentRole)
        return QVariant(column.is_text() ? Qt::AlignLeft | Qt::AlignVCenter
                                         : Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ForegroundRole && is_grey(row))
        return QApplication::palette().brush(QPalette::Disabled, QPalette::Text);
    if (role != Qt::DisplayRole)
        return {};
    return cell(column, row);
}

QString ResultModel::cell(const ResultColumn& column, std::size_t row) const {
    if (column.is_text())
        return value_name(column.path, column.texts[row]);
    const double number = column.numbers[row];
    if (std::isnan(number))
        return QStringLiteral("–");
    return qt(column.is_input ? read_back(number) : significant(number));
}

QVariant ResultModel::headerData(int section, Qt::Orientation way, int role) const {
    if ((role != Qt::DisplayRole && role != Qt::ToolTipRole) || !table_)
        return {};
    if (way == Qt::Vertical)
        return static_cast<qulonglong>(row_at(section) + 1);
    const ResultColumn& column = table_->columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return shown_headings_[static_cast<std::size_t>(section)];
    return path_name(column.path) + unit_line(column) + '\n' + qt(column.path);
}

QString ResultModel::heading(const ResultColumn& column) const {
    if (const auto named = headings_.find(column.path); named != headings_.end())
        return named->second + unit_line(column);
    // A word of ours rather than a path.
    if (column.path.find('.') == std::string::npos)
        return told_lines(column.path) + unit_line(column);
    return on_lines(short_name(column)) + unit_line(column);
}

QString ResultModel::short_name(const ResultColumn& column) const {
    const QString name = short_path_name(column.path);
    const auto same = std::count_if(
        table_->columns.begin(), table_->columns.end(), [&](const ResultColumn& other) {
            return short_path_name(other.path) == name;
        });
    // The name of an entry says nothing without its section.
    const bool says_enough = !qt(column.path).endsWith(".preset");
    return same == 1 && says_enough ? name : path_name(column.path);
}

}  // namespace deepwallet::gui
