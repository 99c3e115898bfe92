#include "gui/pages/compare_page.hpp"

#include <QAbstractSeries>
#include <QChart>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLegend>
#include <QSlider>
#include <QSplitter>
#include <QStyle>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "engine/report/format.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/study/comparison_page.hpp"
#include "engine/study/comparison_text.hpp"
#include "engine/study/page_parts.hpp"
#include "gui/fault_text.hpp"
#include "gui/metric_text.hpp"
#include "gui/table_text.hpp"
#include "gui/text.hpp"
#include "gui/widgets/chart_view.hpp"
#include "gui/widgets/field_editor.hpp"
#include "gui/widgets/ways_table.hpp"
#include "gui/widgets/winners_map.hpp"

namespace deepwallet::gui {

namespace {

constexpr int kSliderSteps = 200;
constexpr double kUsualPrice = 400e3;  ///< at the end of a slider that began at nothing
constexpr int kWidestName = 44;        ///< of a row, in digits; its tooltip has all of it
constexpr const char* kUse = "economics.utilisation";
constexpr const char* kPrice = "server.price_usd";
constexpr const char* kElectricity = "site.electricity_usd_per_kwh";

/// Where a document stands among those that are compared; the first place where it does not.
/// None of a document with faults, which is not compared.
std::optional<std::size_t> place_in(const std::vector<int>& documents, int document) {
    const auto at = std::find(documents.begin(), documents.end(), document);
    if (at == documents.end())
        return {};
    return static_cast<std::size_t>(at - documents.begin());
}

/// None of what is not compared, or where no training is to be paid.
WinnersMap winners_of(const AnswerPtr& answer) {
    if (answer == nullptr || !answer->has_report() || !answer->report->run ||
        answer->loaded->scenario.recipe.kind == RecipeKind::as_is)
        return {};
    constexpr int kSteps = 24;
    return winners(answer->loaded->scenario, kUse, {0.05, 1.0}, kElectricity, {0.0, 0.4}, kSteps);
}

/// Of a scenario's values; its differences from the base stand behind them.
int column_of(int scenario) { return scenario == 0 ? 0 : 2 * scenario - 1; }

std::vector<ComparedScenario> compare(const std::vector<AnswerPtr>& answers) {
    std::vector<ComparedScenario> out;
    for (const AnswerPtr& one : answers)
        out.push_back(compared(*one->loaded, *one->report, one->uncertainty));
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

/// Its crossings are named in the language of the window.
void name_months(LineChart& chart, const QString& before) {
    for (ChartMark& mark : chart.marks)
        mark.label =
            (before + ComparePage::tr("paid back %1").arg(mark.at.x, 0, 'f', 1)).toStdString();
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
    // Spans of doubt of more scenarios lie over each other.
    const bool has_bands = all.size() <= 3 && !all_offers;
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
        if (has_bands) {
            for (ChartBand& band : one.bands) {
                band.series += out.series.size();
                band.label.clear();
                out.bands.push_back(std::move(band));
            }
        }
        for (ChartSeries& series : one.series) {
            series.name = (letter + told(series.name)).toStdString();
            out.series.push_back(std::move(series));
        }
        out.marks.insert(out.marks.end(), one.marks.begin(), one.marks.end());
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
    : Page("compare", tr("Compare"), parent), session_(session), background_(this), mapping_(this) {
    base_ = new QComboBox;
    base_->setAccessibleName(tr("Base of the comparison"));
    base_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    table_ = new QTableWidget;
    table_->setAccessibleName(tr("Scenarios side by side"));
    table_->setAlternatingRowColors(true);
    // Names of rows stay in sight however many scenarios there are.
    table_->verticalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->verticalHeader()->setTextElideMode(Qt::ElideRight);
    table_->verticalHeader()->setMaximumWidth(kWidestName * fontMetrics().horizontalAdvance('0'));
    table_->setCornerButtonEnabled(false);
    wrap_heads(*table_);
    money_ = new ChartView;
    ways_ = new WaysTable;
    all_offers_ = new QCheckBox(tr("All offers"));
    all_offers_->setToolTip(tr("All offers of each scenario, not the cheapest one alone"));
    gap_ = new ChartView;
    map_ = new WinnersView;
    charts_ = new QTabWidget;
    charts_->addTab(money_, tr("Money over the years"));
    charts_->addTab(ways_, tr("Ways to pay"));
    charts_->addTab(make_cash_table(), tr("Cash flow"));
    charts_->addTab(gap_, tr("What the gap is made of"));
    charts_->addTab(map_, tr("Map of winners"));
    charts_->setCornerWidget(all_offers_);
    left_out_ = new QLabel;
    left_out_->setWordWrap(true);
    auto* top = new QHBoxLayout;
    top->addWidget(new QLabel(tr("Against")));
    top->addWidget(base_);
    top->addWidget(left_out_, 1);
    auto* split = new QSplitter(Qt::Vertical);
    split->addWidget(table_);
    split->addWidget(charts_);
    split->setSizes({280, 360});
    table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    auto* column = new QVBoxLayout(this);
    column->addLayout(top);
    column->addWidget(split, 1);
    column->addWidget(make_levers());
    connect(base_, &QComboBox::activated, this, &ComparePage::ask);
    connect(all_offers_, &QCheckBox::toggled, this, &ComparePage::show_charts);
    connect(charts_, &QTabWidget::currentChanged, this, [this] {
        show_choice();
        ask_map();
    });
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

/// Of the scenario in front: what the answer to "buy or rent" hangs on.
QWidget* ComparePage::make_levers() {
    levers_ = {{kUse, 0.01, 1.0},
               {kElectricity, 0.0, 0.4},
               {"economics.lifetime_years", 1.0, 10.0},
               {"site.pue", 1.0, 2.0},
               {kPrice, 0.0, 0.0},
               {"economics.discount_rate", 0.0, 0.2}};
    auto* out = new QWidget;
    auto* grid = new QGridLayout(out);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(2 * fontMetrics().horizontalAdvance('0'));
    // Large letters leave room for two beside each other.
    constexpr int kWidest = 10;
    const int columns = fontMetrics().horizontalAdvance('0') < kWidest ? 3 : 2;
    int at = 0;
    for (Lever& lever : levers_) {
        const FieldInfo& field = *find_field(lever.path);
        auto* name = new QLabel(lever.path == kPrice ? tr("server's price")
                                                     : told(field_name(field), field.path));
        name->setToolTip(told(field.help));
        lever.slider = new QSlider(Qt::Horizontal);
        lever.slider->setRange(0, kSliderSteps);
        lever.slider->setAccessibleName(qt(lever.path));
        lever.value = new QLabel;
        lever.value->setMinimumWidth(70);
        const int column = at % columns * 3;
        grid->addWidget(name, at / columns, column);
        grid->addWidget(lever.slider, at / columns, column + 1);
        grid->addWidget(lever.value, at / columns, column + 2);
        grid->setColumnStretch(column + 1, 1);
        ++at;
        connect(lever.slider, &QSlider::sliderPressed, this, [this] { drags_ = false; });
        connect(lever.slider, &QSlider::valueChanged, this, [this, &lever](int step) {
            move_lever(lever, step);
        });
    }
    return out;
}

/// One way back for a drag however long; another drag or key is a step of its own.
void ComparePage::move_lever(const Lever& lever, int step) {
    const double share = static_cast<double>(step) / kSliderSteps;
    const double value = lever.low + share * (lever.now_high - lever.low);
    const bool goes_on = drags_ && lever.slider->isSliderDown();
    drags_ = lever.slider->isSliderDown();
    session_.set_value(lever.path, std::round(value * 1e4) / 1e4, goes_on);
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
    background_.run([answers] { return compare(answers); },
                    [this, documents, has_base](std::vector<ComparedScenario> compared) {
                        has_base_ = has_base;
                        compared_ = std::move(compared);
                        documents_ = documents;
                        show_comparison();
                    });
    ask_map();
}

/// Hundreds of answers, for those who look at them.
void ComparePage::ask_map() {
    if (!isVisible() || charts_->currentWidget() != map_)
        return;
    const AnswerPtr front = session_.front_answer();
    const std::string text = front == nullptr ? std::string() : front->text;
    if (text == mapped_)
        return;
    mapped_ = text;
    mapping_.run([front] { return winners_of(front); },
                 [this](WinnersMap map) { map_->show_map(std::move(map)); });
}

std::optional<std::size_t> ComparePage::in_front() const {
    return place_in(documents_, session_.current());
}

void ComparePage::show_comparison() {
    show_table();
    show_charts();
    show_titles();
    std::vector<int> ids;
    for (const int document : documents_) ids.push_back(session_.id(document));
    ways_->show_ways(compared_, ids);
    show_cash();
    show_levers();
}

void ComparePage::show_table() {
    table_->clear();
    const auto n = static_cast<int>(compared_.size());
    table_->setColumnCount(n + std::max(0, n - 1));
    QStringList heads;
    for (int i = 0; i < n; ++i) {
        // By its letter the charts name it, as the command does.
        const auto place = static_cast<std::size_t>(i);
        const QString letter = n > 1 ? qt(column_name(place)) + ": " : QString();
        heads << on_two_lines(letter + qt(compared_[place].title));
        if (i > 0)
            heads << on_two_lines(tr("to the base"));
    }
    table_->setHorizontalHeaderLabels(heads);
    table_->setRowCount(0);
    const auto add_row = [&](const std::string& path) {
        const int row = table_->rowCount();
        table_->insertRow(row);
        table_->setVerticalHeaderItem(row, path_cell(path));
        return row;
    };
    for (const DifferingInput& input : differing_inputs(compared_)) {
        if (is_told_apart(input.path))
            continue;
        const int row = add_row(input.path);
        for (int i = 0; i < n; ++i)
            table_->setItem(
                row,
                column_of(i),
                table_cell(told(input.values[static_cast<std::size_t>(i)], input.path), true));
        QFont font = table_->font();
        font.setItalic(true);
        table_->verticalHeaderItem(row)->setFont(font);
    }
    for (const Metric* metric : compared_metrics()) {
        const int row = add_row(metric->path);
        double base = 0.0;
        for (int i = 0; i < n; ++i) {
            const ComparedScenario& one = compared_[static_cast<std::size_t>(i)];
            const MetricValue value = value_of(*metric, one.answer());
            auto* item = std::holds_alternative<std::string>(value)
                             ? table_cell(tile_text(*metric, value), true)
                             : number_cell(tile_text(*metric, value), number_of(value));
            const QString range = range_text(*metric, one.uncertainty.ranges);
            item->setToolTip(range.isEmpty() ? item->text() : range);
            table_->setItem(row, column_of(i), item);
            if (i == 0)
                base = number_of(value);
            else if (has_base_)
                table_->setItem(row,
                                column_of(i) + 1,
                                number_cell(change_text(number_of(value), base),
                                            (number_of(value) - base) / std::abs(base)));
        }
    }
    table_->resizeColumnsToContents();
    // A long name is in the tooltip of its head.
    const int widest = widest_column();
    // Titles of narrow columns take four lines.
    const bool is_narrow = widest < 15 * fontMetrics().horizontalAdvance('0');
    table_->horizontalHeader()->setFixedHeight((is_narrow ? 4 : 2) * fontMetrics().lineSpacing() +
                                               8);
    for (int c = 0; c < table_->columnCount(); ++c) {
        table_->setColumnWidth(c, std::min(widest, table_->columnWidth(c)));
        table_->horizontalHeaderItem(c)->setToolTip(
            table_->horizontalHeaderItem(c)->text().remove('\n'));
    }
    // Names of presets that narrow columns cut stand on more lines.
    for (int row = 0; row < table_->rowCount(); ++row) {
        if (table_->verticalHeaderItem(row)->font().italic())
            table_->resizeRowToContents(row);
    }
}

/// So that the table has room without being moved sideways, where that can be.
int ComparePage::widest_column() const {
    const int letter = fontMetrics().horizontalAdvance('0');
    int widest = 0;
    // The names of rows take their place beside the columns only after this.
    const int room = table_->width() -
                     std::min(table_->verticalHeader()->sizeHint().width(),
                              table_->verticalHeader()->maximumWidth()) -
                     2 * table_->frameWidth() -
                     table_->style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    for (const int letters : {28, 19, 15, 12}) {
        widest = letters * letter;
        int sum = 0;
        for (int c = 0; c < table_->columnCount(); ++c)
            sum += std::min(widest, table_->columnWidth(c));
        if (sum <= room)
            break;
    }
    return widest;
}

/// Two views are of the scenario in front alone, and say which.
void ComparePage::show_titles() {
    const auto front = in_front();
    const QString whose = front && compared_.size() > 1 ? " (" + qt(column_name(*front)) + ")" : "";
    charts_->setTabText(charts_->indexOf(cash_), tr("Cash flow") + whose);
    charts_->setTabText(charts_->indexOf(map_), tr("Map of winners") + whose);
}

/// Of the offers that the chart of money has.
void ComparePage::show_choice() {
    all_offers_->setVisible(compared_.size() > 1 && charts_->currentWidget() == money_);
}

void ComparePage::show_charts() {
    money_->clear();
    gap_->clear();
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
    // Names of many lines have room below each other, not in a row.
    if (compared_.size() > 1) {
        money_->chart()->legend()->setAlignment(Qt::AlignRight);
        // Whose it is, where there is one line alone.
        money_->chart()->legend()->setVisible(true);
    }
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
        return gap_->show_chart(*chart);
    }
    auto chart = gap_chart(compared_, other);
    if (!chart)
        return gap_->show_nothing(tr("One of both has no bill"));
    chart->title = gap_title(compared_, other).toStdString();
    gap_->show_chart(*chart);
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

void ComparePage::show_levers() {
    // They change the scenario in front, and show no other's values.
    const std::optional<std::size_t> front = in_front();
    for (const Lever& lever : levers_) {
        lever.slider->setEnabled(front.has_value());
        lever.value->clear();
    }
    if (!front)
        return;
    const Scenario& scenario = compared_[*front].loaded.scenario;
    for (Lever& lever : levers_) {
        const FieldInfo& field = *find_field(lever.path);
        const auto value = find_field(lever.path)->get(scenario);
        lever.slider->setEnabled(value.has_value());
        if (!value)
            continue;
        const double now = std::get<double>(*value);
        const QSignalBlocker quiet(lever.slider);
        if (!lever.slider->isSliderDown()) {
            if (lever.high > 0.0)
                lever.now_high = lever.high;
            else if (lever.of != session_.id(session_.current()) || now > lever.now_high)
                lever.now_high = now > 0.0 ? 2.0 * now : kUsualPrice;
            lever.of = session_.id(session_.current());
            lever.slider->setValue(static_cast<int>(
                std::lround((now - lever.low) / (lever.now_high - lever.low) * kSliderSteps)));
        }
        lever.value->setText(
            told_value(significant(now) + (field.unit.empty() ? "" : " " + field.unit)));
    }
}

QStringList ComparePage::command() const { return {"compare"}; }

QString ComparePage::csv() const { return table_csv(*table_, tr("What")) + '\n' + ways_->csv(); }

}  // namespace deepwallet::gui
