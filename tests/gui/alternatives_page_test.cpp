// The page of alternatives: every file of the program, its numbers, its quality and who measured
// it.

#include "gui/pages/alternatives_page.hpp"

#include <QApplication>
#include <QElapsedTimer>
#include <QTableWidget>
#include <QTest>
#include <filesystem>

#include "engine/report/metrics.hpp"
#include "engine/scenario/evaluate.hpp"
#include "gui/main_window.hpp"
#include "gui/metric_text.hpp"
#include "tests/gui/slow.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;
using namespace deepwallet::test;

namespace {

std::filesystem::path alternatives() {
    return shipped_database().parent_path() / "scenarios" / "alternatives";
}

int files() {
    int n = 0;
    for (const auto& entry : std::filesystem::directory_iterator(alternatives()))
        n += entry.path().extension() == ".toml";
    return n;
}

struct Shown {
    Session session{HardwareDb{shipped_database()}};
    AlternativesPage page{session};

    Shown() {
        page.resize(1000, 700);
        page.show();
    }

    void settle() {
        session.wait();
        REQUIRE(QTest::qWaitFor([&] { return !page.is_busy(); }, kPatience));
        QCoreApplication::processEvents();
    }

    int row_of(const QString& title) {
        for (int row = 0; row < page.table().rowCount(); ++row) {
            if (page.table().item(row, 0)->text() == title)
                return row;
        }
        return -1;
    }

    QString quality_of(const QString& title, int column) {
        for (int row = 0; row < page.quality().rowCount(); ++row) {
            if (page.quality().item(row, 0)->text() == title)
                return page.quality().item(row, column)->text();
        }
        return {};
    }
};

QString training_of(const std::filesystem::path& file) {
    const auto loaded = load_scenario(*read_inputs(file, {}), HardwareDb{shipped_database()});
    REQUIRE(loaded);
    const auto report = evaluate(loaded->scenario);
    REQUIRE(report);
    const Metric& bill = *find_metric("cost.total_usd");
    return tile_text(bill, value_of(bill, {loaded->scenario, *report}));
}

}  // namespace

TEST_CASE("alternatives are evaluated beside the window, and every file of them has a row") {
    Shown shown;
    CHECK(shown.page.is_busy());
    CHECK(shown.page.table().rowCount() == 0);
    shown.settle();
    CHECK(shown.page.table().rowCount() == files());
    CHECK_FALSE(shown.page.said().contains("Left out"));
}

TEST_CASE("an alternative's bill is that of its file, the ones that cost nothing come first") {
    Shown shown;
    shown.settle();
    constexpr int kTraining = 5;
    const int row = shown.row_of("MT-NLG 530B from scratch");
    REQUIRE(row >= 0);
    CHECK(shown.page.table().item(row, kTraining)->text() ==
          training_of(alternatives() / "mt-nlg-530b.toml") + " own");
    // Used as it is, nothing is trained, nor cooled.
    const int first = shown.row_of("Llama 2 7B as it is");
    CHECK(first < shown.row_of("Llama 2 7B, LoRA"));
    CHECK(shown.row_of("Llama 2 7B, LoRA") < row);
    CHECK(shown.page.table().item(first, 4)->text() == "–");
    // Two orders above the largest that is known.
    CHECK(shown.row_of("100 trillion parameters") == shown.page.table().rowCount() - 1);
}

TEST_CASE("quality stands beside who measured it, and what nobody measured is not known") {
    Shown shown;
    shown.settle();
    // Sanh et al. 2019, abstract: 97 % of BERT's score on GLUE.
    CHECK(shown.quality_of("DistilBERT, distilled", 1).startsWith("97 %"));
    CHECK(shown.quality_of("DistilBERT, distilled", 2).contains("arXiv:1910.01108"));
    CHECK(shown.quality_of("100 trillion parameters", 1).startsWith("unknown"));
    CHECK(shown.quality_of("100 trillion parameters", 2).isEmpty());
}

TEST_CASE("the scenario in front stands among its alternatives, and follows what is edited") {
    Shown shown;
    REQUIRE(shown.session.open(reference_file()));
    shown.settle();
    CHECK(shown.page.table().rowCount() == files() + 1);
    const QString own = QString::fromStdString(shown.session.answer(0)->loaded->scenario.name);
    const int row = shown.row_of(own);
    REQUIRE(row >= 0);
    CHECK(shown.page.file_of(row).isEmpty());
    const QString before = shown.page.table().item(row, 3)->text();
    shown.session.set_value("cluster.servers", std::int64_t{420});
    shown.settle();
    CHECK(shown.page.table().item(shown.row_of(own), 3)->text() != before);
}

TEST_CASE("a click on an alternative's name opens it as a tab") {
    Session session{HardwareDb{shipped_database()}};
    MainWindow window(session);
    window.resize(1280, 800);
    window.show_page("alternatives");
    window.show();
    window.wait();
    auto& page = static_cast<AlternativesPage&>(*window.page("alternatives"));
    auto& table = const_cast<QTableWidget&>(page.table());
    REQUIRE(table.rowCount() > 0);
    const QString title = table.item(2, 0)->text();
    QTest::mouseClick(
        table.viewport(), Qt::LeftButton, {}, table.visualItemRect(table.item(2, 0)).center());
    window.wait();
    REQUIRE(session.count() == 1);
    CHECK(QString::fromStdString(session.answer(0)->loaded->scenario.name) == title);
    CHECK(window.front_page_id() == "overview");
}

TEST_CASE("the page leaves the program as CSV, and as the command that prints the same") {
    Shown shown;
    shown.settle();
    CHECK(shown.page.csv().count('\n') == files() + 1);
    CHECK(shown.page.csv().contains("Sanh et al. 2019"));
    CHECK(shown.page.command().front() == "compare");
    CHECK(shown.page.command().size() == files() + 1);
}
