#include "gui/table_text.hpp"

#include <QHeaderView>
#include <QRegularExpression>
#include <QTableWidget>
#include <QTextBoundaryFinder>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/config/csv.hpp"
#include "engine/config/value.hpp"
#include "engine/report/metrics.hpp"
#include "gui/path_name.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

constexpr int kWritten = Qt::UserRole + 1;  ///< what stands in CSV

}  // namespace

QTableWidgetItem* table_cell(const QString& text, bool is_number) {
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    if (is_number)
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

QTableWidgetItem* number_cell(const QString& shown, double number) {
    QTableWidgetItem* item = table_cell(shown, true);
    item->setData(kWritten, std::isfinite(number) ? qt(to_text(Value(number))) : QString());
    return item;
}

QTableWidgetItem* head_cell(const QString& shown, const QString& written) {
    auto* item = new QTableWidgetItem(shown);
    item->setData(kWritten, written);
    return item;
}

QTableWidgetItem* path_cell(const std::string& path) {
    auto* item = table_cell(path_name(path));
    item->setData(kWritten, qt(path));
    const Metric* metric = find_metric(path);
    item->setToolTip(metric == nullptr ? qt(path) : told(metric->meaning) + '\n' + qt(path));
    return item;
}

void wrap_heads(QTableWidget& table) {
    table.horizontalHeader()->setDefaultAlignment(
        Qt::Alignment(Qt::AlignCenter | Qt::TextWordWrap));
}

void fit_columns(QTableView& view) {
    constexpr int kMargin = 10;
    constexpr int kLooks = 200;
    const QAbstractItemModel& model = *view.model();
    const auto width_of = [&](const QString& text) {
        int widest = 0;
        for (const QString& line : text.split('\n'))
            widest = std::max(widest, view.fontMetrics().horizontalAdvance(line));
        return widest;
    };
    for (int c = 0; c < model.columnCount(); ++c) {
        int widest = width_of(model.headerData(c, Qt::Horizontal).toString());
        for (int r = 0; r < std::min(kLooks, model.rowCount()); ++r)
            widest = std::max(widest, width_of(model.index(r, c).data().toString()));
        view.setColumnWidth(c, widest + kMargin);
    }
}

void stretch_column(QTableWidget& table, int column) {
    // Where large letters leave no room to speak of, the table moves sideways.
    constexpr int kLeastLetters = 16;
    const int least = kLeastLetters * table.fontMetrics().horizontalAdvance('0');
    int room = table.viewport()->width();
    for (int c = 0; c < table.columnCount(); ++c) room -= c == column ? 0 : table.columnWidth(c);
    table.horizontalHeader()->setSectionResizeMode(
        column, room < least ? QHeaderView::Interactive : QHeaderView::Stretch);
    if (room < least)
        table.setColumnWidth(column, least);
    for (int row = 0; row < table.rowCount(); ++row) {
        if (QTableWidgetItem* item = table.item(row, column); item != nullptr)
            item->setToolTip(item->toolTip().isEmpty() ? item->text() : item->toolTip());
    }
}

QString on_lines(const QString& name, int letters, const QString& line_break) {
    const auto width = [](QStringView text) {
        // Signs of East Asia are twice as wide.
        return std::accumulate(text.begin(), text.end(), 0, [](int sum, QChar sign) {
            return sum + (sign.unicode() >= 0x2E80 ? 2 : 1);
        });
    };
    QTextBoundaryFinder finder(QTextBoundaryFinder::Line, name);
    QString out;
    qsizetype line = 0;
    qsizetype before = 0;
    for (qsizetype at = finder.toNextBoundary(); at >= 0; at = finder.toNextBoundary()) {
        const QStringView text = QStringView(name).mid(line, at - line).trimmed();
        if (width(text) > letters && before > line) {
            out += name.mid(line, before - line).trimmed() + line_break;
            line = before;
        }
        before = at;
    }
    return out + name.mid(line).trimmed();
}

QSize tree_row_size(const QWidget& tree) {
    constexpr int kBetween = 4;
    return {0, tree.fontMetrics().height() + kBetween};
}

QString csv_of(const std::vector<std::vector<std::string>>& lines) {
    QString out;
    for (const std::vector<std::string>& line : lines) {
        QStringList cells;
        for (const std::string& cell : line) cells << qt(csv_cell(cell));
        out += cells.join(',') + '\n';
    }
    return out;
}

QString on_one_line(QString text) {
    static const QRegularExpression glued(QStringLiteral("(?<=[\\s-])\n"));
    return text.remove(glued).replace('\n', ' ');
}

QString table_csv(const QTableWidget& table, const QString& rows) {
    QString out;
    const auto text = [](const QTableWidgetItem* item) {
        if (item == nullptr)
            return QString();
        const QVariant written = item->data(kWritten);
        return written.isValid() ? written.toString() : item->text();
    };
    // Heads are broken for their columns' sake.
    const auto head = [&](const QTableWidgetItem* item) { return on_one_line(text(item)); };
    const auto add_row = [&](const QString& name, auto text_of) {
        QStringList cells;
        if (!rows.isEmpty())
            cells << qt(csv_cell(name.toStdString()));
        for (int c = 0; c < table.columnCount(); ++c)
            cells << qt(csv_cell(text_of(c).toStdString()));
        out += cells.join(',') + '\n';
    };
    add_row(rows, [&](int c) { return head(table.horizontalHeaderItem(c)); });
    for (int r = 0; r < table.rowCount(); ++r)
        add_row(text(table.verticalHeaderItem(r)), [&](int c) { return text(table.item(r, c)); });
    return out;
}

}  // namespace deepwallet::gui
