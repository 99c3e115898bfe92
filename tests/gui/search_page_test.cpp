// The search page as a person uses it: what is asked stands in the scenario's text, what is found
// is what the command finds.

#include "gui/pages/search_page.hpp"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <regex>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/app.hpp"
#include "engine/core/file.hpp"
#include "engine/search/question.hpp"
#include "engine/study/table_view.hpp"
#include "gui/language.hpp"
#include "gui/widgets/chart_view.hpp"
#include "gui/widgets/result_view.hpp"
#include "tests/gui/slow.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;
using namespace deepwallet::test;

namespace {

/// Two servers and a small model: its plans are few.
const std::string kSmall = R"(name = "small"

[model]
preset = "gpt3-1.3b"

[cluster]
servers = 2

[training]
sequence_length = 2048
global_batch = 64
tokens = 10e9

[economics]
compare = ["on-prem"]
)";

struct Shown {
    QTemporaryDir folder;
    std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "mine.toml";
    Session session{HardwareDb{shipped_database()}};
    SearchPage page{session};

    explicit Shown(const std::string& text = kSmall) {
        REQUIRE(write_file(file, text));
        REQUIRE(session.open(file));
        page.resize(1000, 800);
        page.show();
        settle();
    }

    void settle() {
        session.wait();
        REQUIRE(QTest::qWaitFor([&] { return !page.is_busy(); }, kPatience));
        QCoreApplication::processEvents();
    }

    void search() {
        page.start();
        settle();
    }

    const std::string& text() { return session.document(session.current()).text(); }

    /// What the command says to the saved text.
    std::string printed(const std::vector<std::string>& options = {}) {
        REQUIRE(session.save_as(file));
        std::ostringstream out;
        std::ostringstream err;
        std::vector<std::string> words = {"search", file.string()};
        words.insert(words.end(), options.begin(), options.end());
        REQUIRE(static_cast<int>(cli::main(words, {out, err})) == 0);
        return out.str();
    }

    nlohmann::json command() { return nlohmann::json::parse(printed({"--json"})); }
};

/// A text but for how long it took and on how many threads.
std::string without_times(const std::string& text) {
    static const std::regex kTimes("[0-9.]+ (ms|s|us) on [0-9]+ threads");
    return std::regex_replace(text, kTimes, "");
}

}  // namespace

TEST_CASE("the number of plans is told before the search, and is the command's") {
    Shown shown;
    REQUIRE(shown.page.plan_count());
    CHECK(*shown.page.plan_count() == shown.command()["space"].get<std::int64_t>());
    CHECK(shown.page.found() == nullptr);
}

TEST_CASE("the best plans, the front and the own plan's rank are the command's") {
    Shown shown;
    shown.search();
    const FoundPlansPtr found = shown.page.found();
    REQUIRE(found);
    const nlohmann::json said = shown.command();
    REQUIRE(found->best == said["plans"].size());
    for (std::size_t i = 0; i < found->best; ++i)
        CHECK(found->outcome.best[i].score == said["plans"][i]["objective"].get<double>());
    CHECK(found->front.size() == said["pareto"].size());
    CHECK(found->outcome.evaluated == said["evaluated"].get<std::int64_t>());
    REQUIRE(found->own);
    CHECK(found->outcome.better + 1 == said["own"]["rank"].get<std::int64_t>());
    CHECK_THAT(shown.page.own_text().toStdString(), ContainsSubstring("Your own plan is number"));
}

TEST_CASE("the page says what decided between models as the command does") {
    Shown shown;
    shown.page.add_axis("model.preset", "\"gpt3-350m\", \"gpt3-1.3b\"");
    shown.settle();
    shown.search();
    const nlohmann::json said = shown.command();
    const nlohmann::json& axis = said["decided"]["axes"][0];
    const double best = said["plans"][0]["objective"].get<double>();
    const double other = axis["others"][0]["objective"].get<double>();
    CHECK_THAT(
        shown.page.own_text().toStdString(),
        ContainsSubstring(fmt::format("model · preset is {}; the best with {} is {:.1f} % off",
                                      axis["value"].get<std::string>(),
                                      axis["others"][0]["value"].get<std::string>(),
                                      100.0 * (other / best - 1.0))));
}

TEST_CASE("objective, conditions and free fields become the [search] of the text") {
    Shown shown;
    const std::int64_t before = *shown.page.plan_count();
    shown.page.set_objective("cost.total_usd + 100 * run.days");
    shown.page.add_condition("run.days <= 30");
    shown.page.add_condition("gpus <= 16");
    shown.page.add_axis("cluster.servers", "1, 2");
    shown.settle();
    const auto section = read_search_section(shown.text(), "");
    REQUIRE(section);
    CHECK(section->objective->text == "cost.total_usd + 100 * run.days");
    REQUIRE(section->where.size() == 2);
    CHECK(section->where[1].text == "gpus <= 16");
    REQUIRE(section->axes.size() == 1);
    CHECK(*shown.page.plan_count() > before);
    // Conditions come first in the list.
    shown.page.remove(0);
    shown.settle();
    CHECK(read_search_section(shown.text(), "")->where.size() == 1);
    shown.page.remove(1);
    shown.settle();
    CHECK(*shown.page.plan_count() == before);
}

TEST_CASE(
    "the words of objectives are in the window's language, and in the text as the file has them") {
    const Language japanese("ja");
    Shown shown;
    auto* objective = shown.page.findChild<QComboBox*>();
    REQUIRE(objective != nullptr);
    CHECK(objective->currentText().toStdString() == "時間");
    shown.page.set_objective("費用");
    shown.settle();
    const auto section = read_search_section(shown.text(), "");
    REQUIRE(section);
    REQUIRE(section->objective);
    CHECK(section->objective->text == "cost");
    CHECK(objective->currentText().toStdString() == "費用");
    shown.page.set_objective("run.days + 2e-6 * cost.total_usd");
    shown.settle();
    CHECK(objective->currentText() == "run.days + 2e-6 * cost.total_usd");
}

TEST_CASE("no plan that is found breaks a condition") {
    Shown shown;
    shown.page.add_condition("parallelism.pipeline >= 2");
    CHECK_THAT(shown.page.message().toStdString(), ContainsSubstring("parallelism.pipeline"));
    shown.page.add_condition("memory.per_gpu_gib <= 20");
    shown.settle();
    shown.search();
    const ResultTable& table = shown.page.found()->table;
    for (std::size_t row = 0; row < shown.page.found()->best; ++row)
        CHECK(table.column("memory.per_gpu_gib")->numbers[row] <= 20.0);
}

TEST_CASE("a plan becomes a scenario that comes to what the search said of it") {
    Shown shown;
    shown.page.add_axis("cluster.servers", "1, 2");
    shown.settle();
    shown.search();
    const double days = shown.page.found()->table.column("run.days")->numbers[0];
    shown.page.open_plan(0);
    shown.session.wait();
    REQUIRE(shown.session.count() == 2);
    const AnswerPtr answer = shown.session.answer(1);
    REQUIRE(answer->has_report());
    CHECK_THAT(number_of(value_of(*find_metric("run.days"), answer->answer())),
               WithinRel(days, 1e-12));
    // What the plan leaves alone stays as it was written.
    CHECK_THAT(answer->text, ContainsSubstring("preset = \"gpt3-1.3b\""));
}

TEST_CASE("a plan of a quoted axis of a shipped search opens with its server") {
    Shown shown(
        read_file(project_root() / "scenarios/searches/h100-or-a100.toml", 1U << 20U).value());
    shown.search();
    shown.page.open_plan(0);
    shown.session.wait();
    const AnswerPtr answer = shown.session.answer(1);
    REQUIRE(answer->has_report());
    CHECK(answer->loaded->scenario.presets.server == "dgx-h100");
    CHECK(answer->loaded->scenario.cluster.servers == 32);
    CHECK_THAT(number_of(value_of(*find_metric("cost.total_usd"), answer->answer())),
               WithinRel(shown.page.found()->outcome.best[0].score, 1e-12));
}

TEST_CASE("a search that is paused goes on to the same plans") {
    Shown shown;
    QStringList caps;
    for (int i = 0; i < 40; ++i) caps << QString::number(0.6 + 0.01 * i);
    shown.page.add_axis("economics.utilisation", caps.join(','));
    shown.settle();
    shown.page.start();
    shown.page.stop();
    REQUIRE(QTest::qWaitFor([&] { return !shown.page.is_busy(); }, kPatience));
    CHECK_THAT(shown.page.own_text().toStdString(), ContainsSubstring("Paused"));
    shown.search();
    const SearchOutcome whole =
        search(*read_search_question(shown.text(), shown.file, shown.session.database()));
    const SearchOutcome& pieces = shown.page.found()->outcome;
    CHECK(pieces.plans == whole.plans);
    CHECK(pieces.evaluated == whole.evaluated);
    REQUIRE(pieces.best.size() == whole.best.size());
    for (std::size_t i = 0; i < whole.best.size(); ++i)
        CHECK(pieces.best[i].score == whole.best[i].score);
    CHECK(pieces.pareto.size() == whole.pareto.size());
}

TEST_CASE("a click on a plan's point selects its row, and does not zoom") {
    Shown shown;
    shown.search();
    ResultView& results = shown.page.results();
    results.choose("run.days", "memory.per_gpu_gib");
    QCoreApplication::processEvents();
    const ResultTable& table = *results.table();
    const std::size_t row = table.rows - 1;
    const QPoint at = results.chart().place_of(
        {table.column("run.days")->numbers[row], table.column("memory.per_gpu_gib")->numbers[row]});
    QTest::mouseClick(results.chart().viewport(), Qt::LeftButton, {}, at);
    REQUIRE(results.selected_rows().size() == 1);
    // Plans that take the same lie on one another.
    const std::size_t picked = results.selected_rows().front();
    CHECK_THAT(table.column("run.days")->numbers[picked],
               WithinRel(table.column("run.days")->numbers[row], 1e-3));
    // A click is no zoom.
    CHECK(results.chart().place_of({table.column("run.days")->numbers[row],
                                    table.column("memory.per_gpu_gib")->numbers[row]}) == at);
}

TEST_CASE("a faulty scenario says what is wrong in the place of a number of plans") {
    Shown shown("[model]\npreset = \"no-such-model\"\n");
    CHECK_FALSE(shown.page.plan_count());
    CHECK_THAT(shown.page.message().toStdString(), ContainsSubstring("no-such-model"));
    shown.page.start();
    shown.settle();
    CHECK(shown.page.found() == nullptr);
}

TEST_CASE("what a budget buys is answered as the command answers it, and opens with its tokens") {
    Shown shown(kSmall +
                "\n[search]\nquestion = \"largest-model\"\nbudget = \"usd=20e3,days=30\"\n"
                "set.\"model.preset\" = [\"gpt3-1.3b\", \"gpt3-2.7b\"]\n");
    CHECK(shown.page.note().contains("usd=20e3,days=30"));
    CHECK_FALSE(shown.page.plan_count());
    shown.search();
    REQUIRE(shown.page.answered());
    CHECK_FALSE(shown.page.answered()->stopped);
    CHECK(without_times(shown.page.answered()->text) == without_times(shown.printed()));
    REQUIRE(shown.page.results().model().rowCount() == 1);
    CHECK(shown.page.results().table()->column("question")->texts[0] == "largest-model");
    const nlohmann::json said = shown.command();
    shown.page.open_plan(0);
    shown.session.wait();
    const AnswerPtr answer = shown.session.answer(1);
    REQUIRE(answer->has_report());
    CHECK(answer->loaded->scenario.presets.model == said["model"].get<std::string>());
    CHECK_THAT(number_of(value_of(*find_metric("cost.total_usd"), answer->answer())),
               WithinRel(said["metrics"]["cost.total_usd"].get<double>(), 1e-9));
}

TEST_CASE("the least for a target is answered as the command answers it, a row each") {
    const std::string target = "\n[search]\ntarget = [\"run.days <= 10\"]\n";
    Shown shown(kSmall + target);
    CHECK(shown.page.note().contains("run.days <= 10"));
    shown.search();
    REQUIRE(shown.page.answered());
    CHECK(without_times(shown.page.answered()->text) == without_times(shown.printed()));
    CHECK(shown.page.results().table()->column("least")->texts ==
          std::vector<std::string>{"gpus", "cost.total_usd", "power.facility_mean_kw"});
    for (const double days : shown.page.results().table()->column("run.days")->numbers)
        CHECK(days <= 10.0);
    // The same page lists plans again where the file asks for them.
    shown.session.set_text(kSmall);
    shown.settle();
    CHECK(shown.page.note().isEmpty());
    shown.search();
    CHECK_FALSE(shown.page.answered());
    CHECK(shown.page.found());
}

TEST_CASE("an answer that is cancelled says that it was stopped before the end") {
    Shown shown(kSmall + "\n[search]\nquestion = \"lowest-loss\"\nbudget = \"days=300\"\n");
    shown.page.start();
    shown.page.stop();
    shown.settle();
    REQUIRE(shown.page.answered());
    CHECK(shown.page.answered()->stopped);
    CHECK_THAT(shown.page.answered()->text, ContainsSubstring("stopped before the end"));
}

TEST_CASE("a question of a budget without a budget is a fault of the file") {
    Shown shown(kSmall + "\n[search]\nquestion = \"shortest\"\n");
    CHECK_THAT(shown.page.message().toStdString(), ContainsSubstring("budget"));
    shown.page.start();
    shown.settle();
    CHECK_FALSE(shown.page.answered());
}
