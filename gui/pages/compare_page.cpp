#include "gui/pages/compare_page.hpp"

#include <QAbstractSeries>
#include <QChart>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLegend>
#include <QSplitter>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <map>

#include "engine/config/value.hpp"
#include "engine/report/format.hpp"
#include "engine/report/text.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/study/comparison_page.hpp"
#include "engine/study/comparison_text.hpp"
#include "engine/study/page_parts.hpp"
#include "gui/appearance.hpp"
#include "gui/fault_text.hpp"
#include "gui/metric_text.hpp"
#include "gui/report_words.hpp"
#include "gui/table_text.hpp"
#include "gui/text.hpp"
#include "gui/widgets/chart_view.hpp"
#include "gui/widgets/comparison_table.hpp"
#include "gui/widgets/levers.hpp"
#include "gui/widgets/ways_table.hpp"
#include "gui/widgets/winners_pane.hpp"

namespace deepwallet::gui {

namespace {

/// Where a document stands among those that are compared; the first place where it does not.
/// None of a document with faults, which is not compared.
std::optional<std::size_t> place_in(const std::vector<int>& documents, int document) {
    const auto at = std::find(documents.begin(), documents.end(), document);
    if (at == documents.end())
        return {};
    return static_cast<std::size_t>(at - documents.begin());
}

/// `files`: what tells those apart that have one name.
std::vector<ComparedScenario> compare(const std::vector<AnswerPtr>& answers,
                                      const std::vector<std::string>& files) {
    std::vector<ComparedScenario> out;
    std::map<std::string, int> named;
    for (const AnswerPtr& one : answers) {
        out.push_back(compared(*one->loaded, *one->report, one->uncertainty));
        ++named[out.back().title];
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (named.at(out[i].title) > 1)
            out[i].title += " (" + files[i] + ")";
    }
    return out;
}

/// A flow's first entry is of the start, the others of a month each.
std::vector<Money> by_year(const CashFlow& months) {
    constexpr std::size_t kMonths = 12;
    std::vector<Money> out;
    for (std::size_t m = 0; m < months.size(); ++m) {
        const std::size_t year = m == 0 ? 0 : 1 + (m - 1) / kMonths;
        out.resize(std::max(out.size(), year + 1));
        out[year] += months[m] * units::usd;
    }
    return out;
}

/// Its crossings are named in the language of the window, with what the machine is compared with.
void name_months(LineChart& chart, const QString& before) {
    for (ChartMark& mark : chart.marks)
        mark.label = (before + ComparePage::tr("%1: paid back %2")
                                   .arg(told(chart.series[mark.series].name),
                                        QString::number(mark.at.x, 'f', 1)))
                         .toStdString();
}

/// To own the machine, and the offer that is cheapest for this run: ways come cheapest first.
std::vector<WayToPay> own_and_cheapest(const std::vector<WayToPay>& ways) {
    std::vector<WayToPay> out;
    const auto take = [&](bool offer) {
        const auto at = std::find_if(ways.begin(), ways.end(), [&](const WayToPay& way) {
            return way.offer.has_value() == offer;
        });
        if (at != ways.end())
            out.push_back(*at);
    };
    take(false);
    take(true);
    return out;
}

/// Of one scenario all ways to pay; of several the two that decide of each or, where asked for,
/// all, with its letter, which stands before its title in the table.
LineChart money_chart(const std::vector<ComparedScenario>& all, bool all_offers) {
    if (all.size() == 1) {
        const ComparedScenario& one = all.front();
        LineChart out = spending_chart(one.title, one.ways, one.uncertainty.payback);
        name_months(out, {});
        return out;
    }
    // Those of all offers lie over each other.
    const bool has_bands = !all_offers;
    const QString what = all_offers ? ComparePage::tr("Owning and all offers of each")
                                    : ComparePage::tr("Owning and the cheapest rent of each");
    // The legend has no room for them beside all lines.
    const QString title =
        has_bands ? ComparePage::tr("%1; shaded: P10 to P90 of when it has paid").arg(what) : what;
    LineChart out = spending_chart(title.toStdString(), {}, {});
    for (std::size_t i = 0; i < all.size(); ++i) {
        const QString letter = qt(column_name(i)) + ": ";
        LineChart one = spending_chart({},
                                       all_offers ? all[i].ways : own_and_cheapest(all[i].ways),
                                       all[i].uncertainty.payback);
        name_months(one, letter);
        const std::size_t before = out.series.size();
        if (has_bands) {
            for (ChartBand& band : one.bands) {
                band.series += before;
                band.label.clear();
                out.bands.push_back(std::move(band));
            }
        }
        for (ChartSeries& series : one.series) {
            series.name = (letter + told(series.name)).toStdString();
            series.colour.reset();
            out.series.push_back(std::move(series));
        }
        for (ChartMark& mark : one.marks) {
            mark.series += before;
            out.marks.push_back(std::move(mark));
        }
    }
    return out;
}

/// Of the bills that gap_chart() splits: ways come cheapest first.
QString gap_title(const std::vector<ComparedScenario>& all, std::size_t other) {
    const auto name = [&](std::size_t i) {
        return qt(column_name(i)) + ", " + told(all[i].ways.front().name);
    };
    return ComparePage::tr("From %1 to %2").arg(name(0), name(other));
}

}  // namespace

/// The first where the one that was chosen is gone.
int ComparePage::first_scenario() const {
    for (int i = 0; i < session_.count(); ++i) {
        if (base_->currentData() == session_.id(i))
            return i;
    }
    return session_.count() > 0 ? 0 : -1;
}

ComparePage::ComparePage(Session& session, QWidget* parent)
    : Page("compare", tr("Compare"), parent), session_(session), background_(this) {
    base_ = new QComboBox;
    base_->setAccessibleName(tr("Base of the comparison"));
    base_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    table_ = new ComparisonTable;
    money_ = new ChartView;
    ways_ = new WaysTable;
    all_offers_ = new QCheckBox(tr("All offers"));
    all_offers_->setToolTip(tr("All offers of each scenario, not the cheapest one alone"));
    gap_ = new ChartView;
    map_ = new WinnersPane;
    charts_ = new QTabWidget;
    charts_->addTab(money_, tr("Money over the years"));
    charts_->addTab(ways_, tr("Ways to pay"));
    charts_->addTab(make_cash_table(), tr("Cash flow"));
    charts_->addTab(gap_, tr("What the gap is made of"));
    charts_->addTab(map_, tr("Map of winners"));
    charts_->setCornerWidget(all_offers_);
    left_out_ = new QLabel;
    left_out_->setWordWrap(true);
    warnings_ = new QLabel;
    warnings_->setWordWrap(true);
    warnings_->hide();
    auto* top = new QHBoxLayout;
    top->addWidget(new QLabel(tr("Against")));
    top->addWidget(base_);
    verdict_ = new QLabel;
    verdict_->setWordWrap(true);
    top->addWidget(verdict_, 1);
    top->addWidget(left_out_, 1);
    auto* split = new QSplitter(Qt::Vertical);
    split->addWidget(table_);
    split->addWidget(charts_);
    split->setSizes({280, 360});
    auto* column = new QVBoxLayout(this);
    column->addLayout(top);
    column->addWidget(warnings_);
    column->addWidget(split, 1);
    levers_ = new Levers;
    column->addWidget(levers_);
    connect(levers_, &Levers::moved, this, [this](const std::string& path, double value, bool on) {
        session_.set_value(path, value, on);
    });
    connect(base_, &QComboBox::activated, this, &ComparePage::ask);
    connect(all_offers_, &QCheckBox::toggled, this, &ComparePage::show_charts);
    connect(charts_, &QTabWidget::currentChanged, this, &ComparePage::show_choice);
    connect(&session_, &Session::answered, this, &ComparePage::ask);
    connect(&session_, &Session::doubted, this, &ComparePage::ask);
    connect(&session_, &Session::documents_changed, this, &ComparePage::ask);
    connect(&session_, &Session::current_changed, this, &ComparePage::ask);
}

QWidget* ComparePage::make_cash_table() {
    cash_ = new QTableWidget;
    cash_->setAccessibleName(tr("Cash flow"));
    cash_->setAlternatingRowColors(true);
    return cash_;
}

void ComparePage::fill(const QString& view) {
    const QStringList views = {"money", "ways", "cash", "gap", "winners"};
    charts_->setCurrentIndex(std::max(0, static_cast<int>(views.indexOf(view))));
}

void ComparePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    ask();
}

/// The base stays the document that was chosen, wherever it stands by now; the first where it is
/// gone.
void ComparePage::show_documents() {
    const QVariant chosen = base_->currentData();
    QStringList left_out;
    base_->clear();
    for (int i = 0; i < session_.count(); ++i) {
        const QString title = qt(session_.document(i).title());
        base_->addItem(title, session_.id(i));
        const AnswerPtr answer = session_.answer(i);
        if (answer != nullptr && !answer->has_report())
            left_out << title;
    }
    const int at = chosen.isValid() ? base_->findData(chosen) : -1;
    base_->setCurrentIndex(base_->count() == 0 ? -1 : std::max(0, at));
    QString text = left_out.isEmpty()
                       ? QString()
                       : tr("Left out, as they have faults: %1").arg(left_out.join(", "));
    if (left_out.contains(base_->currentText()))
        text += " – " + tr("There is nothing to compare with: choose another base.");
    left_out_->setText(text);
    left_out_->setVisible(!text.isEmpty());
}

const QTableWidget& ComparePage::table() const { return *table_; }

/// Of those that are compared: what cannot be done is no bargain.
void ComparePage::show_warnings() {
    QStringList lines;
    for (std::size_t i = 0; i < compared_.size(); ++i) {
        const QString letter = compared_.size() > 1 ? qt(column_name(i)) + ": " : QString();
        for (const std::string& warning : warnings(compared_[i].answer()))
            lines << letter + told_lines(warning);
    }
    // More of them have room where the pointer rests.
    constexpr int kMostLines = 2;
    warnings_->setToolTip(lines.join('\n'));
    if (lines.size() > kMostLines)
        lines = lines.mid(0, kMostLines) << QStringLiteral("…");
    warnings_->setText(lines.join('\n'));
    // The window says it of the one that is alone.
    warnings_->setVisible(compared_.size() > 1 && !lines.isEmpty());
    set_alarm(*warnings_, true);
}

/// Of the scenario in front.
void ComparePage::show_verdict() {
    const std::optional<std::size_t> front = in_front();
    const QString of = front && compared_.size() > 1 ? qt(column_name(*front)) + ": " : QString();
    verdict_->setText(front ? of + told_lines(verdict_text(compared_[*front])) : QString());
}

QString ComparePage::base_title() const { return base_->currentText(); }

QStringList ComparePage::money_names() const {
    QStringList out;
    for (const QAbstractSeries* series : money_->chart()->series()) {
        if (series->type() == QAbstractSeries::SeriesTypeLine)
            out << series->name();
    }
    return out;
}

QString ComparePage::left_out_text() const { return left_out_->text(); }

void ComparePage::ask() {
    if (!isVisible())
        return;
    show_documents();
    std::vector<int> documents;
    for (int i = 0; i < session_.count(); ++i) {
        const AnswerPtr answer = session_.answer(i);
        if (answer != nullptr && answer->has_report())
            documents.push_back(i);
    }
    // The base comes first.
    const auto base = std::find(documents.begin(), documents.end(), base_->currentIndex());
    const bool has_base = base != documents.end();
    if (has_base)
        std::rotate(documents.begin(), base, base + 1);
    std::vector<AnswerPtr> answers;
    for (const int document : documents) answers.push_back(session_.answer(document));
    const auto front = place_in(documents, session_.current());
    map_->show_answers(front ? answers : std::vector<AnswerPtr>(), front.value_or(0));
    std::vector<std::string> files;
    for (const int document : documents) files.push_back(session_.document(document).title());
    background_.run([answers, files] { return compare(answers, files); },
                    [this, documents, has_base](std::vector<ComparedScenario> compared) {
                        has_base_ = has_base;
                        compared_ = std::move(compared);
                        documents_ = documents;
                        show_comparison();
                    });
}

std::optional<std::size_t> ComparePage::in_front() const {
    return place_in(documents_, session_.current());
}

void ComparePage::show_comparison() {
    table_->show_scenarios(compared_, has_base_);
    show_verdict();
    show_warnings();
    show_charts();
    show_titles();
    std::vector<int> ids;
    for (const int document : documents_) ids.push_back(session_.id(document));
    ways_->show_ways(compared_, ids);
    show_cash();
    const std::optional<std::size_t> front = in_front();
    levers_->show_scenario(front ? &compared_[*front].loaded.scenario : nullptr,
                           front ? session_.id(session_.current()) : -1);
}

/// A view is of the scenario in front alone, and says which.
void ComparePage::show_titles() {
    const auto front = in_front();
    const QString whose = front && compared_.size() > 1 ? " (" + qt(column_name(*front)) + ")" : "";
    charts_->setTabText(charts_->indexOf(cash_), tr("Cash flow") + whose);
}

/// Of the offers that the chart of money has.
void ComparePage::show_choice() {
    all_offers_->setVisible(compared_.size() > 1 && charts_->currentWidget() == money_);
}

void ComparePage::show_charts() {
    money_->clear();
    gap_->clear();
    gap_split_.reset();
    if (compared_.empty()) {
        for (ChartView* view : {money_, gap_})
            view->show_nothing(tr("Nothing to compare: no open scenario is free of faults"));
        return;
    }
    if (const LineChart chart = money_chart(compared_, all_offers_->isChecked());
        !chart.series.empty())
        money_->show_chart(chart);
    else
        money_->show_nothing(tr("No way to pay is known: no price, or no training to pay for"));
    show_choice();
    // Names have room below each other, not in a row.
    money_->chart()->legend()->setAlignment(Qt::AlignRight);
    // Whose it is, where there is one line alone.
    money_->chart()->legend()->setVisible(!money_->chart()->series().isEmpty());
    const std::size_t other = std::max<std::size_t>(in_front().value_or(1), 1);
    if (!has_base_)
        return gap_->show_nothing(tr("There is nothing to compare with: choose another base."));
    if (compared_.size() < 2) {
        auto chart = own_or_rent_chart(compared_.front());
        if (!chart)
            return gap_->show_nothing(
                tr("Open another scenario: the gap between both bills is split here"));
        chart->title =
            tr("From %1 to %2").arg(told(chart->from_name), told(chart->to_name)).toStdString();
        gap_split_ = std::move(*chart);
        return gap_->show_chart(*gap_split_);
    }
    auto chart = gap_chart(compared_, other);
    if (!chart)
        return gap_->show_nothing(tr("One of both has no bill"));
    chart->title = gap_title(compared_, other).toStdString();
    gap_split_ = std::move(*chart);
    gap_->show_chart(*gap_split_);
}

/// Money of each year, one row a way to pay.
void ComparePage::show_cash() {
    cash_->clear();
    cash_->setRowCount(0);
    const std::optional<std::size_t> front = in_front();
    if (!front)
        return;
    const std::vector<WayToPay>& ways = compared_[*front].ways;
    std::size_t years = 0;
    for (const WayToPay& way : ways) years = std::max(years, by_year(way.flow).size());
    cash_->setColumnCount(static_cast<int>(years));
    cash_->setRowCount(static_cast<int>(ways.size()));
    QStringList names;
    QStringList heads;
    for (std::size_t y = 0; y < years; ++y)
        heads << (y == 0 ? tr("at the start") : tr("year %1").arg(y));
    for (std::size_t w = 0; w < ways.size(); ++w) {
        names << told(ways[w].name) + ", " + told(ways[w].contract);
        const std::vector<Money> flow = by_year(ways[w].flow);
        for (std::size_t y = 0; y < flow.size(); ++y)
            cash_->setItem(static_cast<int>(w),
                           static_cast<int>(y),
                           number_cell(qt(format_money(flow[y])), flow[y].in(units::usd)));
    }
    cash_->setHorizontalHeaderLabels(heads);
    cash_->setVerticalHeaderLabels(names);
    cash_->resizeColumnsToContents();
}

QStringList ComparePage::command() const { return {"compare"}; }

/// Of every view; the map where somebody looked at it.
QString ComparePage::csv() const {
    QString out = table_csv(*table_, tr("What")) + '\n' + ways_->csv();
    if (cash_->rowCount() > 0)
        out += '\n' + table_csv(*cash_, tr("way"));
    for (const QString& more : {gap_csv(), map_->csv()}) {
        if (!more.isEmpty())
            out += '\n' + more;
    }
    return out;
}

QString ComparePage::gap_csv() const {
    if (!gap_split_)
        return {};
    std::vector<std::vector<std::string>> lines = {{"step", gap_split_->value.unit},
                                                   {gap_split_->title, to_text(gap_split_->from)}};
    for (std::size_t i = 0; i < gap_split_->steps.size(); ++i)
        lines.push_back({gap_split_->names[i], to_text(gap_split_->steps[i])});
    return csv_of(lines);
}

}  // namespace deepwallet::gui
