// Results stay with the question that they answer: whatever comes to the front, runs beside them
// or is opened, a row is its own scenario, and the command is the one that prints it.

#include <cmath>
#include <map>
#include <sstream>

#include <QListWidget>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QUrl>

#include "cli/app.hpp"
#include "engine/report/metrics.hpp"
#include "gui/command_text.hpp"
#include "gui/pages/search_page.hpp"
#include "gui/pages/sweep_page.hpp"
#include "gui/widgets/result_view.hpp"
#include "tests/gui/slow.hpp"
#include "tests/gui/tabs.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;
using namespace deepwallet::test;

namespace {

SweepPage& sweep_of(Tabs& tabs) { return static_cast<SweepPage&>(*tabs.window.page("sweep")); }

void run(SweepPage& page) {
    page.start();
    REQUIRE(QTest::qWaitFor([&] { return !page.is_running(); }, kPatience));
}

std::string beside(const Tabs& tabs, const std::string& name) {
    return tabs.folder.path().toStdString() + "/" + name;
}

std::string print(std::vector<std::string> words) {
    std::ostringstream out;
    std::ostringstream err;
    INFO(words.front());
    const int code = static_cast<int>(cli::main(words, {out, err}));
    INFO(err.str());
    REQUIRE(code == 0);
    return out.str();
}

/// The store of the command for a.toml, which is open.
std::string store_of(const Tabs& tabs, const std::vector<std::string>& settings) {
    const std::string store = beside(tabs, "points.sweep.db");
    std::vector<std::string> words = {"sweep", beside(tabs, "a.toml"), "--store", store};
    for (const std::string& setting : settings) {
        words.emplace_back("--set");
        words.push_back(setting);
    }
    print(words);
    return store;
}

/// The metrics of a row, and of the scenario that opens from it.
void check_row(Tabs& tabs, int row) {
    SweepPage& page = sweep_of(tabs);
    const ResultTable table = *page.results().table();
    page.open_row(row);
    tabs.window.wait();
    const AnswerPtr answer = tabs.session.front_answer();
    REQUIRE(answer->has_report());
    std::size_t compared = 0;
    for (const ResultColumn& column : table.columns) {
        const Metric* metric = column.is_input ? nullptr : find_metric(column.path);
        // Whether it fits is no number.
        if (metric == nullptr || column.is_text() || column.path == "memory.fits")
            continue;
        const double told = column.numbers[static_cast<std::size_t>(row)];
        if (!std::isfinite(told))
            continue;
        INFO(column.path);
        CHECK_THAT(number_of(value_of(*metric, answer->answer())), WithinRel(told, 1e-9));
        ++compared;
    }
    CHECK(compared > 3);
}

/// Enough of them to be still under way when the test looks.
std::string many_points() {
    std::string out = "\n[sweep.grid]\n\"server.price_usd\" = [";
    for (int i = 0; i < 1000; ++i) out += std::to_string(400'000 + i) + ", ";
    out += "1]\n\"economics.utilisation\" = [";
    for (int i = 0; i < 100; ++i) out += std::to_string(0.2 + 0.005 * i) + ", ";
    return out + "0.9]\n";
}

}  // namespace

TEST_CASE("a row of a store is the scenario that the command was told, with its settings") {
    Tabs tabs({"a.toml"});
    const std::string store = store_of(tabs,
                                       {"cluster.servers=280,350",
                                        "training.tokens=540e9",
                                        "server.price_usd=200000",
                                        "economics.lifetime_years=3"});
    REQUIRE(sweep_of(tabs).open_store(QString::fromStdString(store)));
    REQUIRE(sweep_of(tabs).rows() == 2);
    check_row(tabs, 1);
    const Scenario& scenario = tabs.session.front_answer()->loaded->scenario;
    CHECK(scenario.cluster.servers == 350);
    CHECK_THAT(tabs.session.document(1).text(), ContainsSubstring("price_usd = 200000"));
}

TEST_CASE("a value that stands in the place of an axis is that of every row") {
    Tabs tabs({});
    tabs.open("a.toml",
              Tabs::named("a") +
                  "\n[sweep.grid]\n\"cluster.servers\" = [280, 350]\n"
                  "\"economics.utilisation\" = [0.5, 0.6]\n");
    const std::string store = store_of(tabs, {"economics.utilisation=0.7"});
    REQUIRE(sweep_of(tabs).open_store(QString::fromStdString(store)));
    REQUIRE(sweep_of(tabs).rows() == 2);
    check_row(tabs, 1);
}

TEST_CASE("results are not opened while others come, and rows belong to their own question") {
    Tabs tabs({"a.toml"});
    const std::string store = store_of(tabs, {"cluster.servers=280,350"});
    tabs.open("b.toml", Tabs::named("b") + many_points());
    SweepPage& page = sweep_of(tabs);
    tabs.window.show_page("sweep");
    REQUIRE(page.open_store(QString::fromStdString(store)));
    page.start();
    REQUIRE(page.is_running());
    CHECK_FALSE(page.open_store(QString::fromStdString(store)));
    for (const QPushButton* button : page.findChildren<QPushButton*>()) {
        if (button->text().startsWith("Open results"))
            CHECK_FALSE(button->isEnabled());
    }
    // What is shown meanwhile is of the store still.
    CHECK(page.rows() == 2);
    page.open_row(1);
    CHECK_THAT(tabs.session.document(2).text(), ContainsSubstring("name = \"a"));
    tabs.session.set_current(1);
    const auto* progress = page.findChild<QProgressBar*>();
    REQUIRE(QTest::qWaitFor([&] { return progress->value() > 100; }, kPatience));
    page.cancel();
    REQUIRE(QTest::qWaitFor([&] { return !page.is_running(); }, kPatience));
    REQUIRE(page.rows() > 2);
    page.open_row(0);
    CHECK_THAT(tabs.session.document(3).text(), ContainsSubstring("name = \"b"));
    // The store opens now, and its rows are its own.
    REQUIRE(page.open_store(QString::fromStdString(store)));
    check_row(tabs, 0);
}

TEST_CASE("results of a sweep say whose they are where another scenario is in front") {
    Tabs tabs({});
    tabs.open("a.toml", Tabs::named("a") + "\n[sweep.grid]\n\"cluster.servers\" = [280, 350]\n");
    SweepPage& page = sweep_of(tabs);
    tabs.window.show_page("sweep");
    run(page);
    CHECK(page.whose_text().isEmpty());
    CHECK(tabs.window.command_line().endsWith("a.toml"));
    const auto* progress = page.findChild<QProgressBar*>();
    CHECK(progress->format() == "2 of 2 points");
    tabs.open("b.toml", Tabs::named("b"));
    tabs.window.show_page("sweep");
    CHECK(page.whose_text() == "Results of a.toml");
    CHECK(progress->format() == "a.toml: 2 of 2 points");
    CHECK(tabs.window.command_line().endsWith("a.toml"));
    page.open_row(0);
    tabs.window.wait();
    CHECK(tabs.session.document(2).title() == "a-row-1.toml");
    CHECK(page.whose_text() == "Results of a.toml");
    tabs.session.set_current(0);
    CHECK(page.whose_text().isEmpty());
    // Under another name they are its own still.
    REQUIRE(tabs.session.save_as(beside(tabs, "c.toml")));
    tabs.session.set_current(1);
    CHECK(page.whose_text() == "Results of c.toml");
    while (tabs.session.count() > 0) tabs.session.close(0);
    CHECK(page.whose_text() == "Results of a.toml");
    CHECK(page.rows() == 2);
    CHECK(tabs.window.command_line().endsWith("a.toml"));
}

TEST_CASE("the command of results is that of the text that they were asked with") {
    Tabs tabs({});
    tabs.open("a.toml", Tabs::named("a") + "\n[sweep.grid]\n\"cluster.servers\" = [280, 350]\n");
    tabs.session.set_value("economics.utilisation", 0.5);
    SweepPage& page = sweep_of(tabs);
    tabs.window.show_page("sweep");
    run(page);
    tabs.session.set_value("economics.utilisation", 0.6);
    tabs.window.wait();
    CHECK(tabs.window.command_line().contains("--set economics.utilisation=0.5"));
    const CommandText same = command_text(page, tabs.session);
    CHECK(same.to_save.isEmpty());
    // Of a store, with what its command was told.
    const std::string store = store_of(tabs, {"cluster.servers=420", "training.tokens=540e9"});
    REQUIRE(page.open_store(QString::fromStdString(store)));
    CHECK(page.whose_text() == "Results of points.sweep.db");
    CHECK(tabs.window.command_line().contains("--set training.tokens=540e9"));
    CHECK(command_text(page, tabs.session).to_save.size() == 1);
}

TEST_CASE("plans of a search say whose they are, and no plan of another is called one's own") {
    Tabs tabs({});
    tabs.open("a.toml", Tabs::named("a") + "\n[search]\nset.\"cluster.servers\" = [280, 350]\n");
    auto& page = static_cast<SearchPage&>(*tabs.window.page("search"));
    tabs.window.show_page("search");
    page.start();
    REQUIRE(QTest::qWaitFor([&] { return page.found() && !page.is_busy(); }, 120'000));
    CHECK(page.whose_text().isEmpty());
    REQUIRE(page.own_text().contains("Your own plan"));
    tabs.open("b.toml", Tabs::named("b"));
    tabs.window.show_page("search");
    tabs.window.wait();
    CHECK(page.whose_text() == "Results of a.toml");
    CHECK_FALSE(page.own_text().contains("Your own plan"));
    CHECK(tabs.window.command_line().endsWith("a.toml"));
    page.open_plan(0);
    tabs.window.wait();
    CHECK_THAT(tabs.session.document(2).text(), ContainsSubstring("name = \"a"));
    tabs.choose(0);
    CHECK(page.whose_text().isEmpty());
    CHECK(page.own_text().contains("Your own plan"));
    while (tabs.session.count() > 0) tabs.session.close(0);
    CHECK(page.whose_text() == "Results of a.toml");
}

TEST_CASE("a file of results is known by what it holds, and opens on the page of sweeps") {
    Tabs tabs({"a.toml"});
    const std::string store = store_of(tabs, {"cluster.servers=280,350"});
    const std::string other_name = beside(tabs, "points.toml");
    std::filesystem::rename(store, other_name);
    REQUIRE(tabs.window.open_file(QString::fromStdString(other_name)));
    CHECK(tabs.session.count() == 1);
    CHECK(tabs.window.front_page_id() == "sweep");
    CHECK(sweep_of(tabs).rows() == 2);
    // Another database, dropped on the window, is said to be none of a sweep.
    tabs.window.show_page("overview");
    REQUIRE(write_file(beside(tabs, "x.db"), std::string("SQLite format 3\0and no more", 27)));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString(beside(tabs, "x.db")))});
    const auto give = [&](QDropEvent&& event) { QApplication::sendEvent(&tabs.window, &event); };
    give(QDragEnterEvent({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier));
    give(QDropEvent({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier));
    CHECK(tabs.session.count() == 1);
    CHECK(tabs.window.front_page_id() == "sweep");
    CHECK(sweep_of(tabs).rows() == 2);
}

TEST_CASE("results of before the last edit say so, and undo makes them current") {
    Tabs tabs({"a.toml"});
    tabs.window.show_page("sweep");
    SweepPage& page = sweep_of(tabs);
    page.add_axis("cluster.servers", "280, 350");
    run(page);
    CHECK(page.whose_text().isEmpty());
    tabs.session.set_value("economics.utilisation", 0.3);
    CHECK(page.whose_text() == "Results of a.toml before its last edits");
    tabs.session.undo();
    CHECK(page.whose_text().isEmpty());
}

TEST_CASE("a sweep shows what follows from its axes, and its command says what it lacks") {
    Tabs tabs({"a.toml"});
    SweepPage& page = sweep_of(tabs);
    tabs.window.show_page("sweep");
    CHECK(page.command_lacks() == "add an axis first");
    tabs.open("b.toml",
              Tabs::named("b") +
                  "\n[sweep.grid]\n\"cluster.servers\" = [280, 350]\n[sweep.derive]\n"
                  "\"training.global_batch\" = \"1920 * cluster.servers / 280\"\n");
    tabs.window.show_page("sweep");
    CHECK(page.command_lacks().isEmpty());
    const auto* axes = page.findChild<QListWidget*>();
    REQUIRE(axes->count() == 2);
    CHECK(axes->item(1)->text().endsWith("follows: 1920 * cluster.servers / 280"));
}
