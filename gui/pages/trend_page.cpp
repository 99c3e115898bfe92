#include "gui/pages/trend_page.hpp"

#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>
#include <cmath>

#include "engine/report/format.hpp"
#include "engine/study/trend_text.hpp"
#include "gui/fault_text.hpp"
#include "gui/table_text.hpp"
#include "gui/text.hpp"
#include "gui/widgets/chart_view.hpp"

namespace deepwallet::gui {

namespace {

constexpr const char* kHistory = "language-models";

QString growth_text(const Trend& trend) {
    const Growth& g = trend.growth;
    constexpr double kMonths = 12.0;
    return TrendPage::tr(
               "The largest models grew ×%1 a year (95 % interval ×%2 to ×%3) and doubled in %4 "
               "months; hardware gave ×%5 a year for a dollar.")
        .arg(qt(significant(g.yearly_factor())),
             qt(significant(std::pow(10.0, g.slope_low))),
             qt(significant(std::pow(10.0, g.slope_high))),
             qt(significant(kMonths * g.doubling_years())),
             qt(significant(trend.data.flops_per_usd_years.factor_after(1.0))));
}

/// As trend_doubt() has it, in the language of the window.
QString doubt_text(const Trend& trend) {
    const QString points = TrendPage::tr(
                               "%1 points, each chosen because it was the largest of its day, say "
                               "how fast records fell; they prove no law.")
                               .arg(trend.growth.points);
    if (trend.data.since.empty())
        return points;
    return points + ' ' +
           TrendPage::tr(
               "Of the %1 models since, %2 are below the line and %3 outside of its 95 % interval.")
               .arg(trend.data.since.size())
               .arg(trend.since_below)
               .arg(trend.since_outside);
}

/// Two lines a rule: the scenario's hardware, and what there would be.
LineChart cost_chart(const Trend& trend) {
    LineChart out = trend_cost_chart(trend);
    for (std::size_t i = 0; i < out.series.size(); ++i) {
        const FamilyCost& cost = trend.costs[i / 2];
        const auto& per_parameter = cost.rule.tokens_per_parameter;
        const QString rule =
            per_parameter
                ? TrendPage::tr("%1 tokens a parameter").arg(qt(significant(*per_parameter)))
                : TrendPage::tr("%1 tokens").arg(qt(format_count(cost.tokens)));
        out.series[i].name =
            (i % 2 == 0 ? TrendPage::tr("%1, same hardware") : TrendPage::tr("%1, later hardware"))
                .arg(rule)
                .toStdString();
    }
    return out;
}

/// Tonnes by the billion where whole digits would not be read.
QString tonnes(double t) {
    constexpr double kMillion = 1e6;
    return t < kMillion ? qt(short_value(t, "t")) : qt(format_count(t)) + QStringLiteral(" t");
}

}  // namespace

TrendPage::TrendPage(Session& session, QWidget* parent)
    : Page("trend", tr("Trend"), parent), session_(session), background_(this) {
    said_ = new QLabel;
    said_->setWordWrap(true);
    said_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    models_ = new ChartView;
    models_->setAccessibleName(tr("Models by month, with the line and its interval"));
    costs_ = new ChartView;
    costs_->setAccessibleName(tr("What one run costs by month"));
    table_ = new QTableWidget;
    table_->setAccessibleName(tr("What the next models would take"));
    table_->setAlternatingRowColors(true);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    wrap_heads(*table_);
    charts_ = new QTabWidget;
    charts_->setDocumentMode(true);
    charts_->addTab(models_, tr("Models"));
    charts_->addTab(costs_, tr("Cost of a run"));
    auto* split = new QSplitter(Qt::Vertical);
    split->addWidget(charts_);
    split->addWidget(table_);
    split->setSizes({440, 240});
    auto* column = new QVBoxLayout(this);
    column->addWidget(said_);
    column->addWidget(split, 1);
}

void TrendPage::fill(const QString& view) { charts_->setCurrentIndex(view == "cost" ? 1 : 0); }

void TrendPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    ask();
}

void TrendPage::ask() {
    if (trend_ || background_.is_running())
        return;
    said_->setText(tr("Plans of the family are evaluated…"));
    background_.run(
        [db = session_.database()]() -> Result<Trend> {
            Result<TrendData> history = read_trend(db, kHistory);
            if (!history)
                return tl::unexpected(history.error());
            return trend(*std::move(history), db, {});
        },
        [this](const Result<Trend>& found) { show_found(found); });
}

void TrendPage::show_found(const Result<Trend>& found) {
    if (!found) {
        said_->setText(told_faults(found.error()));
        return;
    }
    trend_ = *found;
    said_->setText(growth_text(*trend_) + ' ' + doubt_text(*trend_));
    models_->show_chart(trend_chart(*trend_));
    costs_->show_chart(cost_chart(*trend_));
    // Names that long are cut in a row.
    costs_->chart()->legend()->setAlignment(Qt::AlignRight);
    fill_table(*trend_);
}

void TrendPage::fill_table(const Trend& trend) {
    const QStringList heads = {tr("Month"),
                               tr("Parameters"),
                               tr("95 % of models"),
                               tr("Tokens"),
                               tr("Dollars"),
                               tr("on later\nhardware"),
                               tr("Power"),
                               tr("on later\nhardware"),
                               tr("CO2e"),
                               tr("on later\nhardware")};
    table_->setColumnCount(static_cast<int>(heads.size()));
    table_->setHorizontalHeaderLabels(heads);
    table_->setRowCount(static_cast<int>(trend.rows.size() * trend.costs.size()));
    int row = 0;
    for (const TrendRow& at : trend.rows) {
        for (std::size_t rule = 0; rule < trend.costs.size(); ++rule, ++row) {
            const ProjectedPair& pair = at.by_rule[rule];
            const auto& per_parameter = trend.costs[rule].rule.tokens_per_parameter;
            const QString tokens = per_parameter
                                       ? tr("%1 a parameter").arg(qt(significant(*per_parameter)))
                                       : qt(format_count(trend.costs[rule].tokens));
            int column = 0;
            for (const QString& text : {qt(year_as_month(at.year)),
                                        qt(format_count(at.parameters)),
                                        qt(format_count(at.low) + " … " + format_count(at.high)),
                                        tokens,
                                        qt(short_value(pair.today.usd, "USD")),
                                        qt(short_value(pair.then.usd, "USD")),
                                        qt(short_value(pair.today.power_mw * 1e3, "kW")),
                                        qt(short_value(pair.then.power_mw * 1e3, "kW")),
                                        tonnes(pair.today.carbon_t),
                                        tonnes(pair.then.carbon_t)}) {
                table_->setItem(row, column, table_cell(text, column > 3));
                ++column;
            }
        }
    }
    table_->resizeColumnsToContents();
}

QString TrendPage::csv() const { return trend_ ? qt(trend_csv(*trend_)) : QString(); }

QString TrendPage::said() const { return said_->text(); }

}  // namespace deepwallet::gui
