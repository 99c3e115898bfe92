#include "gui/widgets/comparison_table.hpp"

#include <QHeaderView>
#include <QStyle>
#include <algorithm>
#include <cmath>

#include "engine/study/comparison_text.hpp"
#include "engine/study/page_parts.hpp"
#include "gui/fault_text.hpp"
#include "gui/metric_text.hpp"
#include "gui/table_text.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

constexpr int kWidestName = 44;  ///< of a row, in digits; its tooltip has all of it

/// Of a scenario's values; its differences from the base stand behind them.
int column_of(int scenario) { return scenario == 0 ? 0 : 2 * scenario - 1; }

}  // namespace

ComparisonTable::ComparisonTable(QWidget* parent) : QTableWidget(parent) {
    setAccessibleName(tr("Scenarios side by side"));
    setAlternatingRowColors(true);
    // Names of rows stay in sight however many scenarios there are.
    verticalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    verticalHeader()->setTextElideMode(Qt::ElideRight);
    verticalHeader()->setMaximumWidth(kWidestName * fontMetrics().horizontalAdvance('0'));
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    setCornerButtonEnabled(false);
    wrap_heads(*this);
}

void ComparisonTable::show_scenarios(const std::vector<ComparedScenario>& compared, bool has_base) {
    clear();
    const auto n = static_cast<int>(compared.size());
    setColumnCount(n + std::max(0, n - 1));
    QStringList heads;
    for (int i = 0; i < n; ++i) {
        // By its letter the charts name it, as the command does.
        const auto place = static_cast<std::size_t>(i);
        const QString letter = n > 1 ? qt(column_name(place)) + ": " : QString();
        heads << on_two_lines(letter + qt(compared[place].title));
        if (i > 0)
            heads << on_two_lines(tr("to the base"));
    }
    setHorizontalHeaderLabels(heads);
    setRowCount(0);
    const auto add_row = [&](const std::string& path) {
        const int row = rowCount();
        insertRow(row);
        setVerticalHeaderItem(row, path_cell(path));
        return row;
    };
    for (const DifferingInput& input : differing_inputs(compared)) {
        if (is_told_apart(input.path))
            continue;
        const int row = add_row(input.path);
        for (int i = 0; i < n; ++i)
            setItem(row,
                    column_of(i),
                    table_cell(told(input.values[static_cast<std::size_t>(i)], input.path), true));
        QFont slanted = font();
        slanted.setItalic(true);
        verticalHeaderItem(row)->setFont(slanted);
    }
    const auto is_unknown = [](const Metric& metric) {
        return [&metric](const ComparedScenario& one) {
            return std::holds_alternative<std::monostate>(value_of(metric, one.answer()));
        };
    };
    for (const Metric* metric : compared_metrics()) {
        if (std::all_of(compared.begin(), compared.end(), is_unknown(*metric)))
            continue;
        const int row = add_row(metric->path);
        double base = 0.0;
        for (int i = 0; i < n; ++i) {
            const ComparedScenario& one = compared[static_cast<std::size_t>(i)];
            const MetricValue value = value_of(*metric, one.answer());
            auto* item = std::holds_alternative<std::string>(value)
                             ? table_cell(tile_text(*metric, value), true)
                             : number_cell(tile_text(*metric, value), number_of(value));
            const QString range = range_text(*metric, one.uncertainty.ranges);
            item->setToolTip(range.isEmpty() ? item->text() : range);
            setItem(row, column_of(i), item);
            if (i == 0)
                base = number_of(value);
            else if (has_base)
                setItem(row,
                        column_of(i) + 1,
                        number_cell(change_text(number_of(value), base),
                                    (number_of(value) - base) / std::abs(base)));
        }
    }
    resizeColumnsToContents();
    // A long name is in the tooltip of its head.
    const int widest = widest_column();
    // Titles of narrow columns take more lines.
    constexpr int kMargin = 10;
    constexpr int kMostLines = 5;
    int head = 2 * fontMetrics().lineSpacing();
    for (int c = 0; c < columnCount(); ++c) {
        setColumnWidth(c, std::min(widest, columnWidth(c)));
        const QRect room(0, 0, columnWidth(c) - kMargin, 10'000);
        const QString text = horizontalHeaderItem(c)->text();
        head = std::max(head, fontMetrics().boundingRect(room, Qt::TextWordWrap, text).height());
        horizontalHeaderItem(c)->setToolTip(horizontalHeaderItem(c)->text().remove('\n'));
    }
    horizontalHeader()->setFixedHeight(std::min(head, kMostLines * fontMetrics().lineSpacing()) +
                                       8);
    // Names of rows take what is left.
    int free = viewport()->width() + verticalHeader()->width();
    for (int c = 0; c < columnCount(); ++c) free -= columnWidth(c);
    verticalHeader()->setMaximumWidth(
        std::max(kWidestName * fontMetrics().horizontalAdvance('0'), free));
    // Names of presets that narrow columns cut stand on more lines.
    for (int row = 0; row < rowCount(); ++row) {
        if (verticalHeaderItem(row)->font().italic())
            resizeRowToContents(row);
    }
}

/// So that the table has room without being moved sideways, where that can be.
int ComparisonTable::widest_column() const {
    const int letter = fontMetrics().horizontalAdvance('0');
    int widest = 0;
    // The names of rows take their place beside the columns only after this.
    const int room =
        width() - std::min(verticalHeader()->sizeHint().width(), verticalHeader()->maximumWidth()) -
        2 * frameWidth() - style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    for (const int letters : {28, 19, 15, 12}) {
        widest = letters * letter;
        int sum = 0;
        for (int c = 0; c < columnCount(); ++c) sum += std::min(widest, columnWidth(c));
        if (sum <= room)
            break;
    }
    return widest;
}

}  // namespace deepwallet::gui
