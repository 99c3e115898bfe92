#include "gui/widgets/ways_table.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/report/format.hpp"
#include "engine/study/comparison_text.hpp"
#include "engine/study/way_cells.hpp"
#include "gui/metric_text.hpp"
#include "gui/report_words.hpp"
#include "gui/table_text.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

QString shown(const std::string& cell) { return cell == "-" ? QString() : qt(cell); }

/// In the order of heads().
QStringList cells_of(const ComparedScenario& scenario, const WayToPay& way) {
    const WayCells cells = way_cells(scenario, way);
    return {shown(cells.run_range).replace(" to ", " … "),
            shown(cells.gpu_hour),
            shown(cells.committed),
            told_lines(shown(cells.break_even_months).toStdString()),
            shown(cells.break_even_utilisation),
            shown(cells.npv),
            shown(cells.irr),
            shown(cells.payback_months),
            shown(cells.discounted_payback_months),
            shown(cells.owning_is_cheaper_in)};
}

QStringList heads() {
    return {WaysTable::tr("this run"),
            WaysTable::tr("to the base"),
            WaysTable::tr("P10 to P90"),
            WaysTable::tr("a GPU-hour"),
            WaysTable::tr("bound to"),
            WaysTable::tr("break-even,\nmonths of use"),
            WaysTable::tr("break-even,\nshare of use"),
            WaysTable::tr("buying instead:\nNPV"),
            WaysTable::tr("buying instead:\nIRR"),
            WaysTable::tr("paid back,\nmonths"),
            WaysTable::tr("discounted,\nmonths"),
            WaysTable::tr("owning is\ncheaper in")};
}

}  // namespace

WaysTable::WaysTable(QWidget* parent)
    : QWidget(parent), base_(new QComboBox), table_(new QTableWidget) {
    base_->setAccessibleName(tr("Way to pay that the others are compared with"));
    base_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    table_->setAccessibleName(tr("Ways to pay side by side"));
    table_->setAlternatingRowColors(true);
    table_->verticalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    auto* top = new QHBoxLayout;
    top->addWidget(new QLabel(tr("Against")));
    top->addWidget(base_);
    top->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->addLayout(top);
    column->addWidget(table_, 1);
    connect(base_, &QComboBox::activated, this, &WaysTable::show_rows);
}

void WaysTable::show_ways(const std::vector<ComparedScenario>& compared,
                          const std::vector<int>& ids) {
    const QVariant chosen = base_->currentData();
    rows_.clear();
    base_->clear();
    for (std::size_t i = 0; i < compared.size(); ++i) {
        const QString letter = compared.size() > 1 ? qt(column_name(i)) + ": " : QString();
        for (const WayToPay& way : compared[i].ways) {
            rows_.push_back({letter + told(way.name), way.run, cells_of(compared[i], way)});
            base_->addItem(rows_.back().name, QString("%1 %2").arg(ids[i]).arg(qt(way.name)));
        }
    }
    base_->setCurrentIndex(std::max(rows_.empty() ? -1 : 0, base_->findData(chosen)));
    show_rows();
}

void WaysTable::show_rows() {
    const QStringList names = heads();
    table_->clear();
    table_->setColumnCount(static_cast<int>(names.size()));
    table_->setHorizontalHeaderLabels(names);
    table_->setRowCount(static_cast<int>(rows_.size()));
    for (int r = 0; r < table_->rowCount(); ++r) {
        const Row& row = rows_[static_cast<std::size_t>(r)];
        const Money base = rows_[static_cast<std::size_t>(base_->currentIndex())].run;
        table_->setVerticalHeaderItem(r, new QTableWidgetItem(row.name));
        table_->setItem(r, 0, number_cell(qt(format_money(row.run)), row.run.in(units::usd)));
        table_->setItem(r,
                        1,
                        number_cell(change_text(row.run.in(units::usd), base.in(units::usd)),
                                    row.run / base - 1.0));
        for (int c = 0; c < row.cells.size(); ++c)
            table_->setItem(r, c + 2, table_cell(row.cells[c], true));
    }
    table_->resizeColumnsToContents();
}

QString WaysTable::csv() const { return table_csv(*table_, tr("way")); }

}  // namespace deepwallet::gui
