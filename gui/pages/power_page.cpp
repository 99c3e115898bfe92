#include "gui/pages/power_page.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>

#include "engine/report/format.hpp"
#include "engine/sweep/export.hpp"
#include "gui/fault_text.hpp"
#include "gui/metric_text.hpp"
#include "gui/path_name.hpp"
#include "gui/table_text.hpp"
#include "gui/text.hpp"
#include "gui/widgets/chart_view.hpp"
#include "gui/widgets/parts_bar.hpp"
#include "gui/widgets/tile.hpp"
#include "gui/widgets/tile_grid.hpp"

namespace deepwallet::gui {

namespace {

constexpr const char* kParts = "power.breakdown_kw.";
constexpr const char* kSite = "site.preset";

double at(const Answer& answer, const char* path) {
    return number_of(value_of(*find_metric(path), answer));
}

QString text_at(const Answer& answer, const char* path) {
    const Metric& metric = *find_metric(path);
    return tile_text(metric, value_of(metric, answer));
}

struct Part {
    const Metric* metric;
    double kilowatts;
};

std::vector<Part> parts_of(const Answer& answer) {
    std::vector<Part> out;
    for (const Metric& metric : metrics()) {
        const bool is_part = metric.path.rfind(kParts, 0) == 0;
        const double value = is_part ? number_of(value_of(metric, answer)) : 0.0;
        if (is_part && std::isfinite(value))
            out.push_back({&metric, value});
    }
    return out;
}

QString name_of(const Metric& part) {
    std::string name = part.path.substr(std::string(kParts).size());
    std::replace(name.begin(), name.end(), '_', ' ');
    return told(name, part.path);
}

/// Whole ones, or a few digits where there are less than ten.
QString count_text(double n) {
    constexpr double kFew = 10.0;
    return qt(n >= kFew ? grouped(std::round(n)) : significant(n));
}

struct Equivalent {
    const char* metric;
    const char* field;
    QString sentence;  ///< of %1 things
};

std::array<Equivalent, 4> equivalents_of() {
    return {{{"carbon.equivalents.flights",
              "equivalents.flight_kg",
              PowerPage::tr("%1 passengers flying from New York to San Francisco")},
             {"carbon.equivalents.car_years",
              "equivalents.car_year_kg",
              PowerPage::tr("%1 cars driven for a year")},
             {"carbon.equivalents.home_years",
              "equivalents.home_year_kg",
              PowerPage::tr("%1 households for a year")},
             {"carbon.equivalents.tree_years",
              "equivalents.tree_year_kg",
              PowerPage::tr("what %1 trees take up in a year")}}};
}

QString source_text(const LoadedScenario& loaded, const char* field) {
    const Provenance& from = provenance_of(loaded, field);
    const auto value = find_field(field)->get(loaded.scenario);
    const FieldInfo& info = *find_field(field);
    QString out = value ? qt(significant(std::get<double>(*value)) + " " + info.unit) : QString();
    if (from.low && from.high)
        out += PowerPage::tr(", %1 to %2")
                   .arg(qt(significant(*from.low)), qt(significant(*from.high)));
    return out + (from.source.empty() ? QString() : "; " + qt(from.source));
}

/// What draws power where nothing is trained.
QString without_run(const Answer& a) {
    const QString none = PowerPage::tr(
        "No run draws power here: nothing is trained, or there are no training.tokens.");
    if (!std::isfinite(at(a, "serving.facility_kw")))
        return none;
    return none + ' ' +
           PowerPage::tr("Serving draws %1 in the facility: %2 and %3.")
               .arg(text_at(a, "serving.facility_kw"),
                    text_at(a, "serving.kwh_per_million_tokens"),
                    text_at(a, "serving.g_per_million_tokens"));
}

}  // namespace

PowerPage::PowerPage(Session& session, QWidget* parent)
    : Page("power", tr("Power"), parent),
      session_(session),
      background_(this),
      limits_study_(this) {
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->addWidget(make_tiles());
    sentence_ = new QLabel;
    sentence_->setWordWrap(true);
    bar_ = new PartsBar;
    bar_->setAccessibleName(tr("Power from the accelerators to the facility"));
    column->addWidget(sentence_);
    column->addWidget(bar_);
    auto* split = new QSplitter(Qt::Vertical);
    split->addWidget(make_parts());
    split->addWidget(make_sites());
    split->setSizes({280, 290});
    column->addWidget(split, 1);
    set_content(content);
    connect(&session_, &Session::answered, this, &PowerPage::show_answer);
    connect(&session_, &Session::doubted, this, &PowerPage::show_tiles);
    connect(&session_, &Session::current_changed, this, &PowerPage::show_answer);
}

PowerPage::~PowerPage() {
    if (stop_)
        *stop_ = true;
}

QWidget* PowerPage::make_tiles() {
    const std::vector<std::pair<const char*, QString>> wanted = {
        {"power.facility_mean_kw", tr("Facility")},
        {"power.cooling_tons", tr("Cooling")},
        {"energy.facility_mwh", tr("Energy")},
        {"energy.water_m3", tr("Water on site")},
        {"carbon.total_t", tr("Carbon, CO2e")},
        {"power.pue", tr("PUE")}};
    grid_ = new TileGrid(static_cast<int>(wanted.size()));
    for (const auto& [path, title] : wanted) {
        Tile* tile = grid_->add(title);
        tile->setToolTip(told(find_metric(path)->meaning));
        tiles_.push_back({path, tile});
    }
    return grid_;
}

QWidget* PowerPage::make_parts() {
    table_ = new QTableWidget;
    table_->setAccessibleName(tr("Power from the accelerators to the facility"));
    table_->setAlternatingRowColors(true);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    words_ = new QLabel;
    words_->setWordWrap(true);
    words_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    words_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    words_->setMargin(4);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(words_);
    scroll->setAccessibleName(tr("Carbon, cooling and water in words"));
    auto* both = new QSplitter(Qt::Horizontal);
    both->addWidget(table_);
    both->addWidget(scroll);
    both->setSizes({430, 450});
    return both;
}

QWidget* PowerPage::make_sites() {
    views_ = new QTabWidget;
    views_->setDocumentMode(true);
    views_->setAccessibleName(tr("Sites and limits"));
    views_->addTab(make_site_table(), tr("Sites"));
    views_->addTab(make_site_chart(), tr("Sites as bars"));
    views_->addTab(make_limits(), tr("Power limits"));
    return views_;
}

QWidget* PowerPage::make_site_table() {
    about_sites_ = new QLabel;
    about_sites_->setWordWrap(true);
    view_ = new QTableView;
    model_.set_headings({{kSite, tr("Site")},
                         {"site.grid_g_per_kwh", tr("Grid")},
                         {"site.electricity_usd_per_kwh", tr("Price")},
                         {"power.pue", tr("PUE")},
                         {"power.facility_mean_kw", tr("Power")},
                         {"power.cooling_tons", tr("Cooling")},
                         {"energy.facility_mwh", tr("Energy")},
                         {"carbon.operational_t", tr("Running")},
                         {"carbon.total_t", tr("Carbon")},
                         {"energy.water_m3", tr("Water")},
                         {"energy.water_off_site_m3", tr("Off site")},
                         {"cost.on_prem.energy_usd", tr("Electricity")},
                         {"cost.total_usd", tr("Bill")}});
    view_->setModel(&model_);
    view_->setSortingEnabled(true);
    view_->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    view_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view_->horizontalHeader()->setHighlightSections(false);
    view_->setAlternatingRowColors(true);
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setSelectionMode(QAbstractItemView::SingleSelection);
    view_->setAccessibleName(tr("The same run at every site"));
    view_->setToolTip(tr("Double click: move the scenario there"));
    view_->verticalHeader()->hide();
    view_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    connect(view_, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        use_site(model_.row_at(index.row()));
    });
    auto* out = new QWidget;
    auto* column = new QVBoxLayout(out);
    column->setContentsMargins(0, 4, 0, 0);
    column->addWidget(about_sites_);
    column->addWidget(view_, 1);
    return out;
}

QWidget* PowerPage::make_site_chart() {
    quantity_ = new QComboBox;
    quantity_->setAccessibleName(tr("Compare sites by"));
    for (const char* path : {"carbon.total_t",
                             "energy.facility_mwh",
                             "cost.on_prem.energy_usd",
                             "energy.water_m3",
                             "power.cooling_tons"})
        quantity_->addItem(told(find_metric(path)->meaning), QString(path));
    quantity_->setItemText(0, tr("Carbon, operational and embodied"));
    quantity_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(quantity_, &QComboBox::currentIndexChanged, this, &PowerPage::show_sites_chart);
    chart_ = new ChartView;
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(chart_);
    scroll->setAccessibleName(tr("Sites as bars"));
    auto* out = new QWidget;
    auto* column = new QVBoxLayout(out);
    column->setContentsMargins(0, 4, 0, 0);
    column->addWidget(quantity_);
    column->addWidget(scroll, 1);
    return out;
}

QWidget* PowerPage::make_limits() {
    about_limits_ = new QLabel;
    about_limits_->setWordWrap(true);
    limits_ = new QTableWidget;
    limits_->setAccessibleName(tr("The same run under power limits"));
    limits_->setAlternatingRowColors(true);
    limits_->verticalHeader()->hide();
    limits_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    auto* out = new QWidget;
    auto* column = new QVBoxLayout(out);
    column->setContentsMargins(0, 4, 0, 0);
    column->addWidget(about_limits_);
    column->addWidget(limits_, 1);
    return out;
}

void PowerPage::fill(const QString& view) {
    views_->setCurrentIndex(view == "limits" ? 2 : view == "chart" ? 1 : 0);
}

QStringList PowerPage::command() const {
    return views_->currentIndex() == 2 ? QStringList{"power"} : QStringList{"run", "--verbose"};
}

void PowerPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    show_answer();
}

void PowerPage::show_answer() {
    const AnswerPtr good = session_.front_last_good();
    if (!isVisible())
        return;
    show_tiles();
    if (good == nullptr)
        return;
    const bool draws =
        good->report->run && std::isfinite(at(good->answer(), "power.facility_mean_kw"));
    for (QWidget* part : std::initializer_list<QWidget*>{bar_, table_, words_, views_})
        part->setVisible(draws);
    if (!draws)
        return sentence_->setText(without_run(good->answer()));
    show_parts(*good);
    show_words(*good);
    ask_limits(good);
    ask_sites(good);
}

void PowerPage::show_tiles() {
    const int now = session_.current();
    const AnswerPtr good = session_.front_last_good();
    if (!isVisible())
        return;
    // What this document had before a fault is greyed while that is mended.
    const bool is_of_now = good != nullptr && good == session_.answer(now);
    bar_->setEnabled(is_of_now);
    table_->setEnabled(is_of_now);
    for (const Shown& shown : tiles_) {
        const Metric& metric = *find_metric(shown.path);
        shown.tile->setEnabled(is_of_now);
        if (good == nullptr)
            shown.tile->show_value("–", {});
        else
            shown.tile->show_value(tile_text(metric, value_of(metric, good->answer())),
                                   range_text(metric, good->doubt.ranges),
                                   good->is_whole);
    }
    grid_->arrange();
}

void PowerPage::show_parts(const Answered& answer) {
    const Answer a = answer.answer();
    const double whole = at(a, "power.facility_mean_kw");
    const double energy = at(a, "energy.facility_mwh");
    const double carbon = at(a, "carbon.operational_t");
    std::vector<BarPart> bars;
    const std::vector<Part> parts = parts_of(a);
    table_->clear();
    table_->setColumnCount(5);
    int head = 0;
    for (const auto& [shown, written] : {std::pair(tr("Part"), "part"),
                                         {tr("Power"), "power_kw"},
                                         {tr("Share"), "share"},
                                         {tr("Energy"), "energy_mwh"},
                                         {tr("CO2e of it"), "operational_carbon_t"}})
        table_->setHorizontalHeaderItem(head++, head_cell(shown, written));
    table_->setRowCount(static_cast<int>(parts.size()) + 1);
    const auto write = [&](int row, const QString& name, double kilowatts) {
        const double share = kilowatts / whole;
        const auto text = [](double value, const char* unit) {
            return std::isfinite(value) ? qt(short_value(value, unit)) : QStringLiteral("–");
        };
        table_->setItem(row, 0, table_cell(name));
        table_->setItem(row, 1, number_cell(text(kilowatts, "kW"), kilowatts));
        table_->setItem(row, 2, number_cell(qt(format_share(share)), share));
        table_->setItem(row, 3, number_cell(text(share * energy, "MWh"), share * energy));
        table_->setItem(row, 4, number_cell(text(share * carbon, "t CO2e"), share * carbon));
    };
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const QString name = name_of(*parts[i].metric);
        write(static_cast<int>(i), name, parts[i].kilowatts);
        table_->item(static_cast<int>(i), 0)->setToolTip(told(parts[i].metric->meaning));
        bars.push_back({name,
                        qt(short_value(parts[i].kilowatts, "kW")),
                        parts[i].kilowatts,
                        part_color(i),
                        "\n" + told(parts[i].metric->meaning)});
    }
    write(static_cast<int>(parts.size()), tr("facility"), whole);
    table_->resizeColumnsToContents();
    bar_->show_parts(std::move(bars));
    sentence_->setText(
        tr("Of %1 that the facility draws on average, %2 % reach the accelerators; IT takes %3, "
           "and %4 by its name plates.")
            .arg(text_at(a, "power.facility_mean_kw"))
            .arg(100.0 * at(a, "power.breakdown_kw.accelerators") / whole, 0, 'f', 0)
            .arg(text_at(a, "power.it_mean_kw"), text_at(a, "power.it_peak_kw")));
}

/// Cooling, water and what the carbon is as much as, each with where its figure comes from.
void PowerPage::show_words(const Answered& answer) {
    const Answer a = answer.answer();
    QStringList said;
    if (a.report.run) {
        said << tr("<b>Carbon.</b> %1: %2 from electricity, %3 from making the machine.")
                    .arg(text_at(a, "carbon.total_t"),
                         text_at(a, "carbon.operational_t"),
                         text_at(a, "carbon.embodied_t"));
        if (!a.scenario.site.grid_basis.empty())
            said.back() +=
                ' ' + tr("Basis: %1.").arg(qt(a.scenario.site.grid_basis).toHtmlEscaped());
        said.back() += ' ' + tr("That is as much as");
        QString list = "<ul style='margin:0 0 0 14px; -qt-list-indent:0'>";
        for (const Equivalent& each : equivalents_of())
            list += "<li>" + each.sentence.arg(count_text(at(a, each.metric))) + " (" +
                    source_text(*answer.loaded, each.field).toHtmlEscaped() + ")</li>";
        said.back() += list + "</ul>";
    }
    said << tr("<b>Cooling.</b> %1 of heat, as much as %2 tons of refrigeration carry away; %3 by "
               "the "
               "name plates.")
                .arg(qt(short_value(at(a, "power.heat_btu_per_h"), "BTU/h")),
                     qt(significant(at(a, "power.cooling_tons"))),
                     qt(significant(at(a, "power.cooling_peak_tons"))));
    if (a.report.cooling)
        said.back() += ' ' + tr("No chiller is needed for %1 % of it; PUE is %2 on the design day.")
                                 .arg(100.0 * at(a, "power.free_cooling_share"), 0, 'f', 0)
                                 .arg(qt(significant(at(a, "power.pue_design_day"))));
    if (a.report.run)
        said << tr("<b>Water.</b> %1 on site and %2 in power plants.")
                    .arg(text_at(a, "energy.water_m3"), text_at(a, "energy.water_off_site_m3"));
    const QString paragraph = "<p style='margin-top:0; margin-bottom:5px'>";
    words_->setText(paragraph + said.join("</p>" + paragraph) + "</p>");
}

// Sites.

void PowerPage::ask_sites(const AnswerPtr& answer) {
    if (answer == asked_) {
        show_own_site();
        return;
    }
    asked_ = answer;
    if (stop_)
        *stop_ = true;
    stop_ = std::make_shared<std::atomic<bool>>(false);
    background_.run(
        [answer, db = session_.database(), stop = stop_] {
            return site_study(answer->inputs, db, stop.get());
        },
        [this](const Result<SiteStudy>& study) { take_sites(study); });
}

void PowerPage::take_sites(const Result<SiteStudy>& study) {
    if (!study) {
        about_sites_->setText(told_faults(study.error()));
        return;
    }
    QString said =
        tr("The same run at each of %1 sites, as the database has them.").arg(study->table.rows);
    if (!study->left_out.empty())
        said += ' ' + tr("Left out for want of weather or for a contradiction: %1.")
                          .arg(study->left_out.size());
    QStringList own;
    for (const Assignment& given : asked_->inputs) {
        if (given.path.rfind("site.", 0) == 0 && given.path != "site.preset")
            own << short_path_name(given.path);
    }
    if (!own.isEmpty())
        said +=
            ' ' + tr("What the scenario gives of its own site stays out: %1.").arg(own.join(", "));
    about_sites_->setText(said);
    QStringList reasons;
    for (const std::string& reason : study->left_out) reasons << qt(reason);
    about_sites_->setToolTip(reasons.join('\n'));
    model_.show_table(std::make_shared<const ResultTable>(study->table));
    fit_columns(*view_);
    show_sites_chart();
    show_own_site();
}

// Limits.

void PowerPage::ask_limits(const AnswerPtr& answer) {
    if (answer == asked_)
        return;
    limits_study_.run([answer] { return power_study(answer->loaded->scenario); },
                      [this, answer](const PowerStudy& study) { show_limits(answer, study); });
}

void PowerPage::show_limits(const AnswerPtr& answer, const PowerStudy& study) {
    const Scenario& scenario = answer->loaded->scenario;
    const std::vector<std::pair<const char*, QString>> numbers = {
        {"iteration.time_s", tr("Iteration")},
        {"run.days", tr("Time")},
        {"power.facility_mean_kw", tr("Facility")},
        {"energy.facility_mwh", tr("Energy")},
        {"carbon.total_t", tr("CO2e")},
        {"cost.on_prem.total_usd", tr("Bill of owning")}};
    limits_->clear();
    limits_->setColumnCount(2 + static_cast<int>(numbers.size()));
    limits_->setHorizontalHeaderItem(0, head_cell(tr("Limit"), "limit_w"));
    limits_->setHorizontalHeaderItem(1, head_cell(tr("Share"), "share"));
    for (int i = 0; const auto& [path, title] : numbers)
        limits_->setHorizontalHeaderItem(2 + i++, head_cell(title, path));
    limits_->setRowCount(static_cast<int>(study.caps.size()));
    int row = 0;
    for (const CapPoint& point : study.caps) {
        const double watts = point.share * scenario.accelerator.tdp.in(units::watt);
        limits_->setItem(row, 0, number_cell(qt(short_value(watts, "W")), watts));
        limits_->setItem(row, 1, number_cell(qt(format_share(point.share)), point.share));
        const Answer there{scenario, point.report};
        for (int i = 0; const auto& [path, title] : numbers)
            limits_->setItem(row, 2 + i++, number_cell(text_at(there, path), at(there, path)));
        ++row;
    }
    limits_->resizeColumnsToContents();
    if (study.caps.size() < 2)
        return about_limits_->setText(
            tr("No curve of power limits is known for this accelerator."));
    const std::string source = provenance_of(*answer->loaded, "accelerator.power_cap_rates").source;
    about_limits_->setText(
        tr("The same run with each accelerator held below a power limit. Slowing only work that "
           "nothing waits for would save %1 of IT energy at equal time.")
            .arg(qt(format_share(study.slowed.saved / study.iteration))) +
        (source.empty() ? QString() : " " + tr("Curve: %1.").arg(qt(source))));
}

void PowerPage::show_sites_chart() {
    const auto& table = model_.table();
    const std::string path = quantity_->currentData().toString().toStdString();
    const ResultColumn* column = table ? table->column(path) : nullptr;
    if (column == nullptr)
        return;
    BarChart bars;
    bars.title = quantity_->currentText().toStdString();
    bars.value = {"", column->unit, AxisScale::linear};
    bars.series.push_back({"", {}});
    for (std::size_t row = 0; row < table->rows; ++row) {
        if (!std::isfinite(column->numbers[row]))
            continue;
        bars.names.push_back(table->column(kSite)->texts[row]);
        bars.series[0].points.push_back({0.0, column->numbers[row]});
    }
    bars.ranked = true;
    chart_->show_chart(std::move(bars));
}

void PowerPage::show_own_site() {
    if (!asked_ || !model_.table())
        return;
    const std::string& own = asked_->loaded->scenario.presets.site;
    chart_->mark_bar(own);
    const auto& sites = model_.table()->column(kSite)->texts;
    const auto row = std::find(sites.begin(), sites.end(), own);
    const int place =
        row == sites.end() ? -1 : model_.place_of(static_cast<std::size_t>(row - sites.begin()));
    if (place < 0)
        return;
    view_->selectRow(place);
    view_->scrollTo(model_.index(place, 0), QAbstractItemView::PositionAtCenter);
}

void PowerPage::use_site(std::size_t row) {
    session_.set_value(kSite, model_.table()->column(kSite)->texts[row]);
}

QString PowerPage::equivalents() const { return words_->text(); }

QString PowerPage::tile_value(const std::string& path) const {
    for (const Shown& shown : tiles_) {
        if (shown.path == path)
            return shown.tile->value();
    }
    return {};
}

QString PowerPage::csv() const {
    const AnswerPtr answer = session_.front_answer();
    if (answer == nullptr || !answer->has_report())
        return {};
    return table_csv(*table_) +
           (model_.table() ? "\n" + qt(result_csv(*model_.table())) : QString()) +
           (limits_->rowCount() > 0 ? "\n" + table_csv(*limits_) : QString());
}

}  // namespace deepwallet::gui
