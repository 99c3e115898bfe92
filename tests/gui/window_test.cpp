// The window as a person drives it: typing, clicking, looking at tiles.

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <sstream>

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QStatusBar>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "cli/app.hpp"
#include "engine/core/file.hpp"
#include "gui/appearance.hpp"
#include "gui/command_text.hpp"
#include "gui/form_pane.hpp"
#include "gui/help_menu.hpp"
#include "gui/language.hpp"
#include "gui/main_window.hpp"
#include "gui/pages/compare_page.hpp"
#include "gui/pages/overview_page.hpp"
#include "gui/pages/sweep_page.hpp"
#include "gui/pages/uncertainty_page.hpp"
#include "gui/widgets/result_view.hpp"
#include "tests/gui/slow.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;

namespace {

const std::filesystem::path kRoot = DEEPWALLET_SOURCE_DIR;
const std::filesystem::path kMtNlg = kRoot / "scenarios" / "published" / "mt-nlg-530b-280.toml";

/// A window with MT-NLG open, in a folder of its own.
struct Opened {
    QTemporaryDir folder;
    std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "mine.toml";
    Session session{HardwareDb{kRoot / "hardware_db"}};
    MainWindow window{session};

    explicit Opened(const std::string& text = read_file(kMtNlg, 1U << 20U).value()) {
        REQUIRE(write_file(file, text));
        window.resize(1280, 800);
        window.show();
        REQUIRE(window.open_file(QString::fromStdString(file.string())));
        window.wait();
    }

    OverviewPage& overview() { return static_cast<OverviewPage&>(*window.page("overview")); }

    /// Replaces what is in a field, key by key.
    void type(const std::string& path, const QString& text) {
        FieldEditor* editor = window.form().editor(path);
        REQUIRE(editor != nullptr);
        auto* line = qobject_cast<QLineEdit*>(editor->input());
        REQUIRE(line != nullptr);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
        window.wait();
    }
};

/// The line of the command's report that begins with a word.
std::string cli_line(const std::filesystem::path& file, const std::string& word) {
    std::ostringstream out;
    std::ostringstream err;
    const std::vector<std::string> words = {"run", file.string()};
    REQUIRE(static_cast<int>(cli::main(words, {out, err})) == 0);
    std::istringstream lines(out.str());
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind(word, 0) == 0)
            return line;
    }
    return "";
}

}  // namespace

TEST_CASE("MT-NLG on 420 servers shows what the command prints") {
    Opened opened;
    const QString days = opened.overview().tile_value("run.days");
    opened.type("cluster.servers", "420");
    CHECK(opened.overview().tile_value("run.days") != days);
    const auto other = kRoot / "scenarios" / "published" / "mt-nlg-530b-420.toml";
    using Catch::Contains;
    CHECK_THAT(cli_line(other, "time"),
               Contains(opened.overview().tile_value("run.days").toStdString()));
    CHECK_THAT(cli_line(other, "power"),
               Contains(opened.overview().tile_value("power.facility_mean_kw").toStdString()));
    CHECK_THAT(cli_line(other, "speed"),
               Contains(opened.overview().tile_value("iteration.mfu").toStdString()));
}

TEST_CASE("a broken field says what is wrong, and a good one takes it back") {
    Opened opened;
    auto* faults = opened.overview().findChild<QListWidget*>();
    opened.type("parallelism.tensor", "7");
    REQUIRE(faults->count() >= 1);
    CHECK(faults->item(0)->text().contains("parallelism.tensor"));
    opened.type("parallelism.tensor", "abc");
    REQUIRE(faults->count() >= 1);
    opened.type("parallelism.tensor", "8");
    CHECK(faults->count() == 0);
    CHECK(opened.overview().tile_value("run.days") == "49.6 days");
}

TEST_CASE("saved and opened again it is the same scenario, comments and order kept") {
    Opened opened;
    const std::string before = opened.session.document(0).text();
    opened.type("cluster.servers", "420");
    REQUIRE(opened.session.save_as(opened.file));
    const std::string saved = read_file(opened.file, 1U << 20U).value();
    // One number differs.
    std::string expected = before;
    const std::size_t at = expected.find("servers = 280");
    REQUIRE(at != std::string::npos);
    expected.replace(at, 13, "servers = 420");
    CHECK(saved == expected);
    Session again{HardwareDb{kRoot / "hardware_db"}};
    REQUIRE(again.open(opened.file));
    again.wait();
    CHECK(again.answer(0)->loaded->scenario.cluster.servers == 420);
}

TEST_CASE("undo brings the answer back") {
    Opened opened;
    opened.type("cluster.servers", "420");
    opened.session.undo();
    opened.window.wait();
    while (opened.session.document(0).can_undo()) {
        opened.session.undo();
        opened.window.wait();
    }
    CHECK(opened.overview().tile_value("run.days") == "49.6 days");
}

TEST_CASE("a malformed file opens with its faults, which lead to their line") {
    Opened opened("[cluster]\nserver = \"dgx-a100-80gb\"\nservers = = 3\n");
    auto* faults = opened.overview().findChild<QListWidget*>();
    REQUIRE(faults->count() == 1);
    CHECK(faults->item(0)->text().contains("3"));
    Q_EMIT faults->itemActivated(faults->item(0));
    auto* text = opened.window.page("source")->findChild<QPlainTextEdit*>();
    CHECK(text->textCursor().blockNumber() == 2);
    CHECK(opened.session.document(0).text().find("servers = = 3") != std::string::npos);
}

TEST_CASE("one click on a fault leads to its line") {
    Opened opened("[cluster]\nserver = \"dgx-a100-80gb\"\nservers = = 3\n");
    opened.window.show_page("overview");
    QApplication::processEvents();
    auto* faults = opened.overview().findChild<QListWidget*>();
    REQUIRE(faults->count() == 1);
    QTest::mouseClick(
        faults->viewport(), Qt::LeftButton, {}, faults->visualItemRect(faults->item(0)).center());
    CHECK(opened.window.front_page_id() == "source");
    auto* text = opened.window.page("source")->findChild<QPlainTextEdit*>();
    CHECK(text->textCursor().blockNumber() == 2);
}

TEST_CASE("a file with faults brings the page that lists them to the front") {
    Opened opened;
    const auto bad = opened.file.parent_path() / "bad.toml";
    REQUIRE(write_file(bad, "[cluster]\nservers = = 3\n"));
    for (const QString& id : opened.window.page_ids()) {
        opened.window.show_page(id);
        REQUIRE(opened.window.open_file(QString::fromStdString(bad.string())));
        opened.window.wait();
        INFO(id.toStdString());
        CHECK(opened.window.front_page_id() == "overview");
        opened.session.close(opened.session.current());
    }
}

TEST_CASE("the list of recent files comes back after it was empty") {
    Opened opened;
    QSettings().remove("recent");
    QMenu* recent = nullptr;
    for (QMenu* menu : opened.window.findChildren<QMenu*>()) {
        if (menu->title().contains("recent"))
            recent = menu;
    }
    REQUIRE(recent != nullptr);
    Q_EMIT recent->aboutToShow();
    CHECK(recent->menuAction()->isEnabled());
    REQUIRE(recent->actions().size() == 1);
    CHECK_FALSE(recent->actions().front()->isEnabled());
    REQUIRE(opened.window.open_file(QString::fromStdString(opened.file.string())));
    Q_EMIT recent->aboutToShow();
    REQUIRE(recent->actions().size() == 1);
    CHECK(recent->actions().front()->isEnabled());
    CHECK(recent->actions().front()->text().endsWith("mine.toml"));
}

TEST_CASE("keys go from scenario to scenario, and to every page") {
    Opened opened;
    opened.session.duplicate(0);
    opened.session.duplicate(0);
    opened.window.wait();
    REQUIRE(opened.session.current() == 2);
    std::map<QString, QAction*> by_keys;
    for (QAction* action : opened.window.findChildren<QAction*>()) {
        // Keys of a table are its own while it has the focus.
        if (action->shortcutContext() != Qt::WindowShortcut)
            continue;
        for (const QKeySequence& keys : action->shortcuts()) {
            INFO(keys.toString().toStdString());
            CHECK(by_keys.emplace(keys.toString(), action).second);
        }
    }
    REQUIRE(by_keys.count("Ctrl+Tab") == 1);
    by_keys["Ctrl+Tab"]->trigger();
    CHECK(opened.session.current() == 0);
    by_keys["Ctrl+PgDown"]->trigger();
    CHECK(opened.session.current() == 1);
    by_keys["Ctrl+PgUp"]->trigger();
    by_keys["Ctrl+Shift+Tab"]->trigger();
    CHECK(opened.session.current() == 2);
    for (const QString& id : opened.window.page_ids()) {
        const QString title = opened.window.page(id)->title();
        const bool has_key = std::any_of(by_keys.begin(), by_keys.end(), [&](const auto& entry) {
            return entry.second->text() == title;
        });
        INFO(id.toStdString());
        CHECK(has_key);
    }
}

TEST_CASE("the number of faults is told in words that go with it") {
    const Language english("en");
    Opened opened("[cluster]\nserver = \"dgx-a100-80gb\"\nservers = = 3\n");
    CHECK(opened.window.findChild<QLabel*>("state")->text() == "1 fault");
    CHECK(MainWindow::tr("%n fault(s)", nullptr, 2) == "2 faults");
}

TEST_CASE("bytes that are no text open without a crash") {
    std::string bytes;
    for (int i = 0; i < 2000; ++i) bytes += static_cast<char>(i * 37);
    const Opened opened(bytes);
    CHECK_FALSE(opened.session.answer(0)->faults.empty());
}

TEST_CASE("changes that are not saved are asked about") {
    Opened opened;
    opened.type("cluster.servers", "420");
    bool asked = false;
    QTimer::singleShot(50, [&] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        asked = box != nullptr;
        if (box != nullptr)
            box->button(QMessageBox::Cancel)->click();
    });
    CHECK_FALSE(opened.window.close());
    CHECK(asked);
    opened.session.undo();
}

TEST_CASE("a window closes while a line of it has the keyboard and is half typed") {
    auto opened = std::make_unique<Opened>();
    FieldEditor* field = opened->window.form().editor("cluster.servers");
    REQUIRE(field != nullptr);
    field->take_focus();
    auto* line = qobject_cast<QLineEdit*>(field->input());
    REQUIRE(line != nullptr);
    QTest::keyClicks(line, "4");
    opened.reset();
    // The same for a formula of the search page.
    opened = std::make_unique<Opened>();
    opened->window.show_page("search");
    for (QLineEdit* each : opened->window.page("search")->findChildren<QLineEdit*>()) {
        each->setFocus();
        QTest::keyClicks(each, "1");
    }
    opened->window.wait();
    opened.reset();
    SUCCEED("nobody was called that was gone");
}

TEST_CASE("two scenarios stand side by side with their differences") {
    Opened opened;
    REQUIRE(opened.window.open_file(
        QString::fromStdString((kRoot / "scenarios/published/mt-nlg-530b-420.toml").string())));
    opened.window.show_page("compare");
    opened.window.wait();
    const auto& page = static_cast<ComparePage&>(*opened.window.page("compare"));
    REQUIRE(page.table().columnCount() == 3);
    QString servers;
    for (int row = 0; row < page.table().rowCount(); ++row) {
        if (page.table().verticalHeaderItem(row)->toolTip() == "cluster.servers")
            servers = page.table().item(row, 0)->text() + " " + page.table().item(row, 1)->text();
    }
    CHECK(servers == "280 420");
    CHECK(page.csv().startsWith("What,"));
    CHECK(page.csv().contains("\ncluster.servers,280,420,"));
    CHECK(page.csv().contains("run.days"));
}

TEST_CASE("a sweep of an axis gives a row for each value, and a row becomes its scenario") {
    Opened opened;
    auto& page = static_cast<SweepPage&>(*opened.window.page("sweep"));
    opened.window.show_page("sweep");
    page.add_axis("cluster.servers", "280, 350, 420");
    page.start();
    REQUIRE(QTest::qWaitFor([&] { return !page.is_running(); }, 20'000));
    REQUIRE(page.rows() == 3);
    page.open_row(2);
    opened.window.wait();
    REQUIRE(opened.session.count() == 2);
    CHECK(opened.session.answer(1)->loaded->scenario.cluster.servers == 420);
}

TEST_CASE("a row of an axis of lists becomes its scenario, and its chart has two columns") {
    const auto file = kRoot / "scenarios" / "sweeps" / "cloud-contract.toml";
    Opened opened(read_file(file, 1U << 20U).value());
    auto& page = static_cast<SweepPage&>(*opened.window.page("sweep"));
    opened.window.show_page("sweep");
    page.start();
    REQUIRE(QTest::qWaitFor([&] { return !page.is_running(); }, 20'000));
    REQUIRE(page.rows() == 5);
    page.open_row(2);
    opened.window.wait();
    REQUIRE(opened.session.count() == 2);
    CHECK(opened.session.answer(1)->faults.empty());
    CHECK(opened.session.document(1).text().find("\ncompare = [\"aws-p4de-1yr\"]\n") !=
          std::string::npos);
    const auto [across, upwards] = page.results().chosen();
    CHECK(across != upwards);
}

TEST_CASE("a row of results opens by the keyboard") {
    Opened opened;
    auto& page = static_cast<SweepPage&>(*opened.window.page("sweep"));
    opened.window.show_page("sweep");
    page.add_axis("cluster.servers", "280, 350, 420");
    page.start();
    REQUIRE(QTest::qWaitFor([&] { return !page.is_running(); }, 20'000));
    QTableView& table = page.results().table_view();
    QApplication::setActiveWindow(&opened.window);
    table.setFocus();
    table.selectRow(1);
    QTest::keyClick(&table, Qt::Key_Return);
    opened.window.wait();
    REQUIRE(opened.session.count() == 2);
    CHECK(opened.session.answer(1)->loaded->scenario.cluster.servers == 350);
}

TEST_CASE("an axis that is drawn is removed like another, and no field is two axes") {
    Opened opened;
    auto& page = static_cast<SweepPage&>(*opened.window.page("sweep"));
    opened.session.set_text(opened.session.document(0).text() +
                            "\n[sweep]\nsamples = 20\n[sweep.sample]\n"
                            "\"site.electricity_usd_per_kwh\" = { low = 0.03, high = 0.3 }\n"
                            "\"economics.utilisation\" = { low = 0.4, high = 0.9 }\n");
    page.add_axis("site.electricity_usd_per_kwh", "0.1, 0.2");
    CHECK(page.message().contains("is an axis already"));
    page.add_axis("cluster.servers", "280, 280");
    CHECK_FALSE(page.message().contains("--set"));
    auto* axes = page.findChild<QListWidget*>();
    const auto remove_first = [&] {
        axes->setCurrentRow(0);
        for (QPushButton* button : page.findChildren<QPushButton*>()) {
            if (button->text() == "Remove axis")
                button->click();
        }
    };
    REQUIRE(axes->count() == 2);
    remove_first();
    // The other one is drawn as often as before.
    CHECK(axes->count() == 1);
    CHECK_THAT(opened.session.document(0).text(), ContainsSubstring("samples = 20"));
    remove_first();
    CHECK(axes->count() == 0);
    CHECK_THAT(opened.session.document(0).text(), !ContainsSubstring("0.03"));
    CHECK_THAT(opened.session.document(0).text(), !ContainsSubstring("samples"));
}

TEST_CASE("where nothing varies, what to do is told and nothing runs") {
    Opened opened;
    auto& page = static_cast<SweepPage&>(*opened.window.page("sweep"));
    opened.window.show_page("sweep");
    page.start();
    CHECK_FALSE(page.is_running());
    CHECK(page.rows() == 0);
}

TEST_CASE("the help names a shortcut of each menu, and the manual is there") {
    Opened opened;
    const QString said = shortcuts_text(*opened.window.menuBar());
    for (const char* command : {"Open", "Undo", "Find a field", "Form", "Compare"})
        CHECK(said.contains(command));
    CHECK_FALSE(said.contains('&'));
    CHECK(std::filesystem::exists(shipped_database().parent_path() / "README.md"));
}

TEST_CASE("an appearance that is chosen stands at once and is kept") {
    const QPalette before = QApplication::palette();
    keep_appearance(Appearance::dark);
    apply_appearance(kept_appearance());
    CHECK(is_dark(QApplication::palette()));
    keep_appearance(Appearance::light);
    apply_appearance(kept_appearance());
    CHECK_FALSE(is_dark(QApplication::palette()));
    keep_appearance(Appearance::system);
    CHECK(kept_appearance() == Appearance::system);
    QApplication::setPalette(before);
}

TEST_CASE("points that do not fit in memory are in no chart of a sweep, and their number is told") {
    // MT-NLG with four and eight sequences a micro-batch needs more than the 80 GiB of its A100.
    Opened opened;
    auto& page = static_cast<SweepPage&>(*opened.window.page("sweep"));
    opened.window.show_page("sweep");
    page.add_axis("cluster.servers", "280, 350");
    page.add_axis("parallelism.micro_batch", "1, 2, 4, 8");
    CHECK(page.left_out_text().isEmpty());
    page.start();
    REQUIRE(QTest::qWaitFor([&] { return !page.is_running(); }, 20'000));
    CHECK(page.rows() == 4);
    CHECK(page.left_out_text().startsWith("4 of 8 points do not fit in memory"));
    // Its CSV is of all points.
    CHECK(page.csv().count('\n') == 9);
    ResultView& results = page.results();
    for (const double fits : results.table()->column("memory.fits")->numbers) CHECK(fits == 1.0);
    results.choose("memory.per_gpu_gib", "run.days");
    results.show_front(true);
    for (const std::size_t row : results.front())
        CHECK(results.table()->column("memory.per_gpu_gib")->numbers[row] <= 80.0);
    results.show_view("heat");
    QCoreApplication::processEvents();
    CHECK(results.heat().map().columns.size() == 2);
    CHECK(results.heat().map().rows == std::vector<std::string>{"1", "2"});
    // The scenario of a row is that of its own inputs.
    page.open_row(3);
    opened.window.wait();
    CHECK(
        opened.session.answer(1)->loaded->scenario.parallelism.micro_batch ==
        static_cast<std::int64_t>(results.table()->column("parallelism.micro_batch")->numbers[3]));
}

TEST_CASE("a sweep of which no point fits in memory is shown, and said to be none to carry out") {
    Opened opened;
    auto& page = static_cast<SweepPage&>(*opened.window.page("sweep"));
    page.add_axis("parallelism.micro_batch", "4, 8");
    page.start();
    REQUIRE(QTest::qWaitFor([&] { return !page.is_running(); }, 20'000));
    CHECK(page.rows() == 2);
    CHECK(page.left_out_text().startsWith("No point fits in memory"));
}

namespace {

/// 40,000 of them, which no other sweep has where prices begin elsewhere.
void add_many_points(SweepPage& page, int first_price) {
    QStringList prices;
    for (int i = 0; i < 400; ++i) prices << QString::number(first_price + i);
    QStringList shares;
    for (int i = 0; i < 100; ++i) shares << QString::number(0.2 + 0.005 * i);
    page.add_axis("server.price_usd", prices.join(','));
    page.add_axis("economics.utilisation", shares.join(','));
}

}  // namespace

TEST_CASE("a sweep that is paused goes on where it was, and ends with all of its points") {
    Opened opened;
    auto& page = static_cast<SweepPage&>(*opened.window.page("sweep"));
    opened.window.show_page("sweep");
    add_many_points(page, 100'000);
    page.start();
    QTest::qWait(20);
    page.stop();
    CHECK(page.message().startsWith("Stopping"));
    REQUIRE(QTest::qWaitFor([&] { return !page.is_running(); }, 20'000));
    const int before = page.rows();
    page.start();
    REQUIRE(QTest::qWaitFor([&] { return !page.is_running(); }, test::kPatience));
    CHECK(before <= page.rows());
    CHECK(page.rows() == 40'000);
}

TEST_CASE("a sweep that is cancelled shows what is done, and has nothing to go on with") {
    Opened opened;
    auto& page = static_cast<SweepPage&>(*opened.window.page("sweep"));
    opened.window.show_page("sweep");
    add_many_points(page, 200'000);
    const auto button = [&](const QString& text) -> QPushButton* {
        for (QPushButton* each : page.findChildren<QPushButton*>()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    };
    REQUIRE(button("Cancel") != nullptr);
    CHECK_FALSE(button("Cancel")->isEnabled());
    page.start();
    CHECK(button("Cancel")->isEnabled());
    QTest::qWait(20);
    button("Cancel")->click();
    REQUIRE(QTest::qWaitFor([&] { return !page.is_running(); }, 20'000));
    CHECK(button("Run") != nullptr);
    CHECK(button("Go on") == nullptr);
    CHECK_FALSE(button("Cancel")->isEnabled());
    const int done = page.rows();
    // What is done is kept all the same.
    page.start();
    REQUIRE(QTest::qWaitFor([&] { return !page.is_running(); }, test::kPatience));
    CHECK(done <= page.rows());
    CHECK(page.rows() == 40'000);
}

TEST_CASE("a store that the command wrote opens with its points") {
    const Opened opened;
    const std::string store = opened.folder.path().toStdString() + "/points.db";
    std::ostringstream out;
    std::ostringstream err;
    const std::vector<std::string> words = {
        "sweep", opened.file.string(), "--set", "cluster.servers=280,350", "--store", store};
    REQUIRE(static_cast<int>(cli::main(words, {out, err})) == 0);
    auto& page = static_cast<SweepPage&>(*opened.window.page("sweep"));
    REQUIRE(page.open_store(QString::fromStdString(store)));
    CHECK(page.rows() == 2);
    // Where its scenario is not open it comes as a draft, and the command names the file once it
    // has one.
    Session session{HardwareDb{shipped_database()}};
    MainWindow window{session};
    REQUIRE(window.open_file(QString::fromStdString(store)));
    REQUIRE(session.count() == 1);
    CHECK(session.document(0).text() == opened.session.document(0).text());
    CHECK_FALSE(session.document(0).is_unsaved());
    window.wait();
    const Page& sweep = *window.page("sweep");
    CHECK(command_text(sweep, session).to_save.size() == 1);
    const auto file = std::filesystem::path(opened.folder.path().toStdString()) / "kept.toml";
    REQUIRE(session.save_as(file));
    const CommandText command = command_text(sweep, session);
    CHECK(command.to_save.isEmpty());
    CHECK(command.line.endsWith("--set cluster.servers=280,350 " +
                                QString::fromStdString(file.string())));
    // Opened again it finds its tab.
    REQUIRE(window.open_file(QString::fromStdString(store)));
    CHECK(session.count() == 1);
}

TEST_CASE("the command of a comparison has all that is open, others what is in front") {
    Opened opened;
    const auto other = shipped_database().parent_path() / "scenarios/published/palm-540b.toml";
    REQUIRE(opened.window.open_file(QString::fromStdString(other.string())));
    opened.window.show_page("compare");
    CHECK(opened.window.command_line().contains("mine.toml"));
    CHECK(opened.window.command_line().endsWith("palm-540b.toml"));
    opened.window.show_page("overview");
    CHECK_FALSE(opened.window.command_line().contains("mine.toml"));
}

TEST_CASE("every page tells the command that prints the same") {
    Opened opened;
    for (const QString& id : opened.window.page_ids()) {
        opened.window.show_page(id);
        opened.window.wait();
        CHECK(opened.window.command_line().startsWith("deepwallet "));
        const bool of_scenario =
            opened.window.page(id)->command_scenarios() != Page::Scenarios::none;
        CHECK(opened.window.command_line().endsWith("mine.toml") == of_scenario);
    }
}
