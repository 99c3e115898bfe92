// The page that compares what is open: which scenario is its base, what its sliders write, and what
// its charts and its table name.

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSlider>
#include <QTabWidget>
#include <QtCharts/QChart>
#include <QtCharts/QLineSeries>
#include <algorithm>
#include <map>

#include "engine/report/metrics.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/study/payment.hpp"
#include "gui/metric_text.hpp"
#include "gui/pages/uncertainty_page.hpp"
#include "gui/widgets/chart_view.hpp"
#include "gui/widgets/ways_table.hpp"
#include "gui/widgets/winners_map.hpp"
#include "tests/gui/tabs.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;
using namespace deepwallet::test;

TEST_CASE("the base of a comparison stays the scenario it was, whichever is closed") {
    Tabs tabs({"a.toml", "b.toml", "c.toml", "d.toml"});
    tabs.window.show_page("compare");
    tabs.window.wait();
    auto* base = tabs.compare().findChild<QComboBox*>();
    base->setCurrentIndex(2);
    Q_EMIT base->activated(2);
    tabs.window.wait();
    REQUIRE(tabs.compare().base_title() == "c.toml");
    tabs.session.close(0);
    tabs.window.wait();
    CHECK(tabs.compare().base_title() == "c.toml");
}

TEST_CASE("money of several scenarios stands in one chart: owning and the cheapest rent of each") {
    Tabs tabs({"a.toml", "b.toml"});
    tabs.session.set_value("economics.compare",
                           std::vector<std::string>{"on-prem", "aws-p4de-3yr", "azure-nd-a100-v4"});
    tabs.choose(0);
    tabs.session.set_value("economics.compare",
                           std::vector<std::string>{"on-prem", "aws-p4de-spot", "aws-p4de"});
    tabs.window.show_page("compare");
    tabs.window.wait();
    const QStringList names = tabs.compare().money_names();
    REQUIRE(names.size() == 4);
    // The cheapest of each for this run, beside its owning.
    CHECK(names.filter("A: ").size() == 2);
    CHECK(names.filter("B: ").size() == 2);
    CHECK(names.contains("A: aws-p4de-spot"));
    CHECK(names.contains("B: aws-p4de-3yr"));
    CHECK(tabs.columns().front() == "A: a.toml");
}

TEST_CASE("two moves of a slider are two steps, and a drag is one") {
    Tabs tabs({"a.toml"});
    tabs.window.show_page("compare");
    tabs.window.wait();
    const std::string before = tabs.session.document(0).text();
    auto* slider = tabs.compare().findChild<QSlider*>();
    REQUIRE(slider != nullptr);
    slider->setSliderDown(true);
    for (const int step : {20, 30, 40}) slider->setValue(step);
    slider->setSliderDown(false);
    const std::string first = tabs.session.document(0).text();
    slider->setSliderDown(true);
    for (const int step : {60, 70}) slider->setValue(step);
    slider->setSliderDown(false);
    tabs.window.wait();
    tabs.session.undo();
    CHECK(tabs.session.document(0).text() == first);
    tabs.session.undo();
    CHECK(tabs.session.document(0).text() == before);
}

TEST_CASE("a head that is broken on the screen is one line of a comparison's CSV") {
    Tabs tabs({"a-long-name-of-a-scenario.toml", "another-long-name-of-one.toml"});
    tabs.window.show_page("compare");
    tabs.window.wait();
    const QString head = tabs.compare().csv().section('\n', 0, 0);
    CHECK(head == "What," + tabs.columns().join(','));
}

TEST_CASE("rows of a comparison have names on the screen, and paths in its CSV and tooltips") {
    Tabs tabs({"a.toml"});
    tabs.window.show_page("compare");
    tabs.window.wait();
    const QTableWidgetItem* days = nullptr;
    const QTableWidget& table = tabs.compare().table();
    for (int row = 0; row < table.rowCount(); ++row) {
        if (table.verticalHeaderItem(row)->toolTip().endsWith("run.days"))
            days = table.verticalHeaderItem(row);
    }
    REQUIRE(days != nullptr);
    CHECK(days->text() == "wall time of the run");
    CHECK(tabs.compare().csv().contains("\nrun.days,"));
    CHECK_FALSE(tabs.compare().csv().contains("wall time of the run"));
}

TEST_CASE("all ways to pay of all scenarios stand side by side, against any one of them") {
    Tabs tabs({"a.toml", "b.toml"});
    const std::vector<std::string> offers = {"on-prem", "aws-p4de-3yr", "azure-nd-a100-v4"};
    for (const int tab : {0, 1}) {
        tabs.choose(tab);
        tabs.session.set_value("economics.compare", offers);
    }
    tabs.window.show_page("compare");
    tabs.window.wait();
    const WaysTable& ways = tabs.compare().ways();
    const QTableWidget& table = ways.table();
    REQUIRE(table.rowCount() == 6);
    const auto name = [&](int row) { return table.verticalHeaderItem(row)->text(); };
    CHECK(name(0) == "A: on-prem");
    CHECK(name(5) == "B: azure-nd-a100-v4");
    // What `deepwallet compare` prints of this scenario.
    CHECK(table.item(0, 0)->text() == tabs.overview().tile_value("cost.total_usd"));
    CHECK(table.item(0, 1)->text() == "=");
    CHECK(table.item(3, 1)->text() == "=");
    CHECK(table.item(2, 1)->text().startsWith('+'));
    auto* base = ways.findChild<QComboBox*>();
    base->setCurrentIndex(5);
    Q_EMIT base->activated(5);
    CHECK(table.item(5, 1)->text() == "=");
    CHECK(table.item(0, 1)->text().startsWith('-'));
    CHECK(tabs.compare().csv().contains("\nA: azure-nd-a100-v4,"));
}

TEST_CASE("the chart of money has all offers where they are asked for") {
    Tabs tabs({"a.toml", "b.toml"});
    tabs.window.show_page("compare");
    tabs.window.wait();
    const auto few = tabs.compare().money_names().size();
    tabs.compare().findChild<QCheckBox*>()->setChecked(true);
    CHECK(few == 4);
    CHECK(tabs.compare().money_names().size() == tabs.compare().ways().table().rowCount());
}

TEST_CASE("with a base that has faults nothing is compared, and the page says so") {
    Tabs tabs({"a.toml", "b.toml", "c.toml"});
    tabs.window.show_page("compare");
    tabs.window.wait();
    REQUIRE(tabs.compare().base_title() == "a.toml");
    tabs.choose(0);
    tabs.session.set_value("parallelism.tensor", std::int64_t{7});
    tabs.window.wait();
    CHECK(tabs.compare().left_out_text().contains("a.toml"));
    CHECK(tabs.compare().left_out_text().contains("choose another base"));
    // What has faults is none of the command's either.
    CHECK_FALSE(tabs.window.command_line().contains("a.toml"));
    CHECK(tabs.window.command_line().contains("b.toml"));
    const QTableWidget& table = tabs.compare().table();
    for (int row = 0; row < table.rowCount(); ++row) {
        const QTableWidgetItem* change = table.item(row, 2);
        CHECK((change == nullptr || change->text().isEmpty()));
    }
}

TEST_CASE("of a scenario with faults no cash flow and no map of winners is shown") {
    Tabs tabs({"a.toml", "b.toml"});
    tabs.window.show_page("compare");
    tabs.window.wait();
    const auto tables = tabs.compare().findChildren<QTableWidget*>();
    const auto cash = std::find_if(tables.begin(), tables.end(), [](const QTableWidget* table) {
        return table->accessibleName() == "Cash flow";
    });
    REQUIRE(cash != tables.end());
    REQUIRE((*cash)->rowCount() > 0);
    tabs.session.set_value("parallelism.tensor", std::int64_t{7});
    tabs.window.wait();
    CHECK((*cash)->rowCount() == 0);
}

TEST_CASE("the uncertainty of a model used as it is is that of serving it") {
    Tabs tabs({});
    const std::string text = *read_file(
        deepwallet::test::project_root() / "scenarios/alternatives/llama-2-7b-as-is.toml",
        1U << 20U);
    tabs.open("as-is.toml", text);
    tabs.window.show_page("uncertainty");
    tabs.window.wait();
    const auto& page = static_cast<UncertaintyPage&>(*tabs.window.page("uncertainty"));
    CHECK(page.findChild<QComboBox*>()->currentData() == "serving.usd_per_million_tokens");
    CHECK(page.table().rowCount() > 0);
}

TEST_CASE("a slider of the machine's price reaches twice the price it has") {
    Tabs tabs({"a.toml"});
    tabs.window.show_page("compare");
    tabs.window.wait();
    QSlider* price = nullptr;
    for (QSlider* slider : tabs.compare().findChildren<QSlider*>()) {
        if (slider->accessibleName() == "server.price_usd")
            price = slider;
    }
    REQUIRE(price != nullptr);
    // 199,000 USD a DGX A100.
    price->setValue(price->maximum());
    tabs.window.wait();
    CHECK(tabs.session.document(0).text().find("price_usd = 398000") != std::string::npos);
}

TEST_CASE("the way that others are compared with is its scenario's, wherever that stands") {
    Tabs tabs({"a.toml", "b.toml", "c.toml"});
    tabs.window.show_page("compare");
    tabs.window.wait();
    const WaysTable& ways = tabs.compare().ways();
    auto* base = ways.findChild<QComboBox*>();
    const int chosen = base->findText("B: on-prem");
    REQUIRE(chosen >= 0);
    base->setCurrentIndex(chosen);
    Q_EMIT base->activated(chosen);
    tabs.session.close(0);
    tabs.window.wait();
    CHECK(base->currentText() == "A: on-prem");
    CHECK(tabs.columns().front() == "A: b.toml");
}

TEST_CASE("a slider shows no value of the scenario that was in front before") {
    Tabs tabs({"a.toml"});
    tabs.open("palm.toml",
              *read_file(std::filesystem::path(DEEPWALLET_SOURCE_DIR) /
                             "scenarios/published/palm-540b.toml",
                         1U << 20U));
    tabs.window.show_page("compare");
    const auto shows_price = [&] {
        const auto labels = tabs.compare().findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->text() == "199,000 USD";
        });
    };
    tabs.choose(0);
    REQUIRE(shows_price());
    // Its servers are not for sale.
    tabs.choose(1);
    CHECK_FALSE(shows_price());
}

TEST_CASE("a comparison has the doubt of the overview, and its numbers before it") {
    Tabs tabs({"a.toml", "b.toml"});
    tabs.window.show_page("compare");
    tabs.window.wait();
    const auto days = [&] {
        const QTableWidget& table = tabs.compare().table();
        for (int row = 0; row < table.rowCount(); ++row) {
            if (table.verticalHeaderItem(row)->toolTip().contains("run.days"))
                return table.item(row, 1);
        }
        return table.item(0, 0);
    };
    const std::string range = days()->toolTip().toStdString();
    CHECK(range == range_text(*find_metric("run.days"),
                              tabs.session.answer(tabs.session.current())->doubt.ranges)
                       .toStdString());
    const QString before = days()->text();
    bool is_whole = false;
    QObject::connect(&tabs.session, &Session::doubted, &tabs.window, [&] { is_whole = true; });
    tabs.session.set_value("cluster.servers", std::int64_t{420});
    bool came_first = false;
    static_cast<void>(QTest::qWaitFor([&] {
        came_first = came_first || (!is_whole && days()->text() != before);
        return is_whole;
    }));
    CHECK(came_first);
    tabs.window.wait();
    CHECK(days()->toolTip().toStdString() != range);
}

TEST_CASE("an offer keeps its colour whatever it costs") {
    Tabs tabs({"a.toml"});
    tabs.window.show_page("compare");
    tabs.window.wait();
    const auto colours = [&] {
        std::map<QString, QColor> out;
        for (const ChartView* view : tabs.compare().findChildren<ChartView*>()) {
            for (const QAbstractSeries* series : view->chart()->series()) {
                if (const auto* line = qobject_cast<const QLineSeries*>(series))
                    out[line->name()] = line->pen().color();
            }
        }
        return out;
    };
    const auto before = colours();
    REQUIRE(before.size() == 3);
    const QString cheapest = tabs.compare().ways().table().verticalHeaderItem(1)->text();
    // Rented by the hour, little use costs little: the order of the offers changes.
    tabs.session.set_value("economics.utilisation", 0.2);
    tabs.window.wait();
    REQUIRE(tabs.compare().ways().table().verticalHeaderItem(1)->text() != cheapest);
    CHECK(colours() == before);
}

TEST_CASE("a map's cells are won by whom the ways to pay there name first") {
    Tabs tabs({"a.toml", "b.toml"});
    tabs.session.set_value("cluster.servers", std::int64_t{420});
    tabs.window.wait();
    const Scenario& a = tabs.session.answer(0)->loaded->scenario;
    const Scenario& b = tabs.session.answer(1)->loaded->scenario;
    const LeverRange use{"economics.utilisation", 0.1, 1.0};
    const LeverRange price{"server.price_usd"};
    const WinnersMap map = winners({{"A: ", &a, false}, {"B: ", &b, true}}, use, price, 4);
    REQUIRE(map.winner.size() == 16);
    CHECK(map.x_now == 0.8);
    // Up to twice what it has.
    CHECK(map.ys.back() == 398'000.0);
    for (std::size_t i = 0; i < map.winner.size(); ++i) {
        std::string name;
        Money least{};
        for (const auto& [letter, of] : {std::pair("A: ", &a), {"B: ", &b}}) {
            Scenario there = *of;
            there.ownership.utilisation = map.xs[i % 4];
            there.server.price = map.ys[i / 4] * units::usd;
            const WayToPay way = ways_to_pay(there, evaluate_analytic(there)).front();
            if (name.empty() || way.run < least) {
                name = letter + way.name;
                least = way.run;
            }
        }
        CHECK(map.names[map.winner[i]] == name);
    }
    CHECK(map.names.size() > 1);
}

TEST_CASE("the CSV of a comparison has every view, its numbers as numbers") {
    Tabs tabs({"a.toml", "b.toml"});
    tabs.session.set_value("cluster.servers", std::int64_t{420});
    tabs.window.show_page("compare");
    tabs.window.wait();
    const QString csv = tabs.compare().csv();
    CHECK(csv.contains("\nway,this run,to the base,P10,P90,"));
    CHECK(csv.contains("\nway,at the start,year 1,"));
    CHECK(csv.contains("\nstep,USD\n"));
    CHECK_FALSE(csv.contains(" M,"));
    CHECK_FALSE(csv.contains('$'));
}

TEST_CASE(
    "scenarios of one name are told apart by their files, and the verdict is of the one in front") {
    Tabs tabs({"a.toml"});
    tabs.session.duplicate(0);
    tabs.session.set_value("cluster.servers", std::int64_t{420});
    tabs.window.show_page("compare");
    tabs.window.wait();
    CHECK(tabs.columns()[0].contains("a.toml"));
    CHECK(tabs.columns()[1].contains("copy"));
    bool is_told = false;
    for (const QLabel* label : tabs.compare().findChildren<QLabel*>())
        is_told = is_told || label->text().startsWith("B: cheapest for this run: on-prem");
    CHECK(is_told);
}
