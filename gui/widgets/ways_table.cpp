#include "gui/widgets/ways_table.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>
#include <cmath>

#include "engine/report/format.hpp"
#include "engine/study/comparison_text.hpp"
#include "engine/study/page_parts.hpp"
#include "engine/study/way_cells.hpp"
#include "gui/metric_text.hpp"
#include "gui/report_words.hpp"
#include "gui/table_text.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

WaysTable::Cell cell(const std::string& text, double number) {
    return {text == "-" ? QString() : told_lines(text), number};
}

template <class T>
double or_none(const std::optional<T>& value, T unit) {
    return value ? *value / unit : NAN;
}

double or_none(const std::optional<double>& value) { return value.value_or(NAN); }

/// In the order of heads().
std::vector<WaysTable::Cell> cells_of(const ComparedScenario& scenario, const WayToPay& way) {
    const WayCells cells = way_cells(scenario, way);
    const auto& buying = way.buying;
    const auto range = run_range(scenario.uncertainty.ranges, scenario.uncertainty.offers, way);
    const auto end = [&](double MetricRange::*at) {
        return range ? cell(format_money((*range).*at * units::usd), (*range).*at)
                     : WaysTable::Cell{};
    };
    return {end(&MetricRange::p10),
            end(&MetricRange::p90),
            cell(cells.gpu_hour, (way.gpu_hour * units::hour).in(units::usd)),
            cell(cells.committed, way.committed.in(units::usd)),
            cell(cells.break_even_months, or_none(way.break_even, units::month)),
            cell(cells.break_even_utilisation, or_none(way.break_even_utilisation)),
            cell(cells.npv, buying ? buying->npv_usd : NAN),
            cell(cells.irr, buying ? or_none(buying->irr) : NAN),
            cell(cells.payback_months, buying ? or_none(buying->payback, units::month) : NAN),
            cell(cells.discounted_payback_months,
                 buying ? or_none(buying->discounted_payback, units::month) : NAN),
            cell(cells.owning_is_cheaper_in, or_none(own_share(scenario, way)))};
}

QStringList heads() {
    return {WaysTable::tr("this run"),
            WaysTable::tr("to the base"),
            WaysTable::tr("P10"),
            WaysTable::tr("P90"),
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
    connect(base_, &QComboBox::activated, this, [this] {
        chose_ = true;
        show_rows();
    });
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
    // What nobody chose is the first.
    const int kept = chose_ ? base_->findData(chosen) : 0;
    base_->setCurrentIndex(std::max(rows_.empty() ? -1 : 0, kept));
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
        for (int c = 2; const Cell& one : row.cells)
            table_->setItem(r, c++, number_cell(one.text, one.text.isEmpty() ? NAN : one.number));
    }
    table_->resizeColumnsToContents();
}

QString WaysTable::csv() const { return table_csv(*table_, tr("way")); }

}  // namespace deepwallet::gui
