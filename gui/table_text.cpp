#include "gui/table_text.hpp"

#include <QTableWidget>

#include "engine/config/csv.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

QTableWidgetItem* table_cell(const QString& text, bool is_number) {
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    if (is_number)
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

QSize tree_row_size(const QWidget& tree) {
    constexpr int kBetween = 4;
    return {0, tree.fontMetrics().height() + kBetween};
}

QString table_csv(const QTableWidget& table) {
    QString out;
    const auto add_row = [&](auto text_of) {
        QStringList cells;
        for (int c = 0; c < table.columnCount(); ++c)
            cells << qt(csv_cell(text_of(c).toStdString()));
        out += cells.join(',') + '\n';
    };
    const auto text = [](const QTableWidgetItem* item) {
        return item == nullptr ? QString() : item->text();
    };
    add_row([&](int c) { return text(table.horizontalHeaderItem(c)); });
    for (int r = 0; r < table.rowCount(); ++r)
        add_row([&](int c) { return text(table.item(r, c)); });
    return out;
}

}  // namespace deepwallet::gui
