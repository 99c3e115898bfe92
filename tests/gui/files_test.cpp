// Files of documents: nothing on disk is written over that was not read from there, nothing that
// was typed is lost.

#include <filesystem>

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "engine/core/file.hpp"
#include "gui/command_text.hpp"
#include "gui/main_window.hpp"
#include "gui/pages/search_page.hpp"
#include "gui/pages/sweep_page.hpp"
#include "tests/gui/slow.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;
using namespace deepwallet::test;

namespace {

const std::filesystem::path kRoot = DEEPWALLET_SOURCE_DIR;
const std::filesystem::path kMtNlg = kRoot / "scenarios" / "published" / "mt-nlg-530b-280.toml";

std::string text_of(const std::filesystem::path& file) {
    return read_file(file, 1U << 20U).value();
}

struct Opened {
    QTemporaryDir folder;
    std::filesystem::path file = beside("mine.toml");
    Session session{HardwareDb{kRoot / "hardware_db"}};
    MainWindow window{session};

    explicit Opened(const std::string& text = text_of(kMtNlg)) {
        REQUIRE(write_file(file, text));
        window.resize(1280, 800);
        window.show();
        REQUIRE(window.open_file(QString::fromStdString(file.string())));
        window.wait();
    }

    [[nodiscard]] std::filesystem::path beside(const std::string& name) const {
        return std::filesystem::path(folder.path().toStdString()) / name;
    }

    /// The entry of a menu, by its words.
    void press(const QString& words) {
        for (QAction* action : window.findChildren<QAction*>()) {
            if (action->text().remove('&') == words)
                return action->trigger();
        }
        FAIL("no such entry");
    }

    void servers(std::int64_t n) {
        session.set_value("cluster.servers", n);
        window.wait();
    }
};

/// What the next dialog proposes as a name; it is taken, or another one beside it.
void take_name(QString& proposed, const QString& other = {}) {
    // A dialog that has not read its folder yet takes the name back.
    constexpr int kReady = kIsSanitized ? 1500 : 50;
    QTimer::singleShot(kReady, qApp, [&proposed, other] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (dialog == nullptr)
            return;
        proposed = dialog->selectedFiles().value(0);
        if (!other.isEmpty())
            dialog->findChild<QLineEdit*>("fileNameEdit")->setText(other);
        // A question of the dialog's own would wait for somebody.
        QTimer::singleShot(3000, dialog, [dialog] {
            for (QMessageBox* box : dialog->findChildren<QMessageBox*>()) box->reject();
            dialog->reject();
        });
        static_cast<QDialog*>(dialog)->accept();
    });
}

/// Presses the button of the next question; `asked` stays as it is where none comes.
void answer_question(const QString& button, bool& asked) {
    QTimer::singleShot(50, qApp, [button, &asked] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (box == nullptr)
            return;
        for (QAbstractButton* each : box->buttons()) {
            if (each->text().remove('&').startsWith(button)) {
                asked = true;
                return each->click();
            }
        }
        box->reject();
    });
}

/// Long enough for a question that would come, which is then sent away.
void settle() { QTest::qWait(100); }

void come_back(MainWindow& window) {
    QEvent event(QEvent::WindowActivate);
    QApplication::sendEvent(&window, &event);
}

}  // namespace

TEST_CASE("a row of a sweep has no file until it is given one, and the scenario's own stays") {
    Opened opened;
    auto& page = static_cast<SweepPage&>(*opened.window.page("sweep"));
    page.add_axis("cluster.servers", "280, 350, 420");
    page.start();
    REQUIRE(QTest::qWaitFor([&] { return !page.is_running(); }, 20'000));
    const std::string before = text_of(opened.file);
    page.open_row(2);
    opened.window.wait();
    CHECK(opened.session.document(1).file().empty());
    CHECK(opened.session.document(1).title() == "mine-row-3.toml");
    // The results have it: nobody is asked about it before it is changed.
    CHECK_FALSE(opened.session.document(1).is_unsaved());
    // There is nothing before it.
    CHECK_FALSE(opened.session.document(1).can_undo());
    QString proposed;
    take_name(proposed);
    opened.press("Save");
    settle();
    CHECK(proposed.toStdString() == opened.beside("mine-row-3.toml").string());
    CHECK(text_of(opened.file) == before);
    CHECK(opened.session.document(1).file() == opened.beside("mine-row-3.toml"));
    CHECK_THAT(text_of(opened.beside("mine-row-3.toml")), ContainsSubstring("servers = 420"));
    CHECK_FALSE(opened.session.document(1).is_changed());
}

TEST_CASE("a file that is saved under a bare name is a TOML file, and can be opened again") {
    Opened opened;
    QString proposed;
    take_name(proposed, QString::fromStdString(opened.beside("bare").string()));
    opened.press("Save as…");
    settle();
    CHECK(opened.session.document(0).file() == opened.beside("bare.toml"));
    CHECK(std::filesystem::exists(opened.beside("bare.toml")));
    CHECK_FALSE(std::filesystem::exists(opened.beside("bare")));
}

TEST_CASE("what a scenario imports is found from its copies too") {
    const QTemporaryDir folder;
    const std::filesystem::path root = folder.path().toStdString();
    REQUIRE(write_file(root / "args.sh", "--micro-batch-size 2\n"));
    REQUIRE(write_file(root / "mine.toml",
                       text_of(kMtNlg) + "\n[import]\nmegatron_args = \"args.sh\"\n"));
    Session session{HardwareDb{kRoot / "hardware_db"}};
    REQUIRE(session.open(root / "mine.toml"));
    session.duplicate(0);
    session.wait();
    const auto faults = [&](int index) { return render(session.answer(index)->faults); };
    CHECK(faults(1) == faults(0));
    CHECK(session.answer(1)->has_report());
}

TEST_CASE("a plan of a search has no file until it is given one") {
    Opened opened(text_of(kMtNlg) + "\n[search]\nset.\"cluster.servers\" = [280, 350]\n");
    const std::string before = text_of(opened.file);
    auto& page = static_cast<SearchPage&>(*opened.window.page("search"));
    opened.window.show_page("search");
    page.start();
    REQUIRE(QTest::qWaitFor([&] { return page.found() && !page.is_busy(); }, kPatience));
    page.open_plan(0);
    opened.window.wait();
    REQUIRE(opened.session.count() == 2);
    CHECK(opened.session.document(1).file().empty());
    CHECK(opened.session.document(1).title() == "mine-plan-1.toml");
    CHECK_FALSE(opened.session.document(1).can_undo());
    CHECK(opened.session.answer(1)->has_report());
    CHECK(text_of(opened.file) == before);
}

TEST_CASE("a duplicate is unsaved, and its name is one that nothing has") {
    Opened opened;
    REQUIRE(write_file(opened.beside("mine-copy.toml"), "name = \"somebody's\"\n"));
    opened.session.duplicate(0);
    opened.session.duplicate(0);
    CHECK(opened.session.document(1).file().empty());
    CHECK(opened.session.document(1).title() == "mine-copy-2.toml");
    CHECK(opened.session.document(2).title() == "mine-copy-3.toml");
    CHECK(opened.session.document(1).is_changed());
    CHECK_FALSE(opened.session.document(1).can_undo());
    QString proposed;
    take_name(proposed);
    opened.press("Save");
    settle();
    CHECK(proposed.toStdString() == opened.beside("mine-copy-3.toml").string());
    CHECK(text_of(opened.beside("mine-copy.toml")) == "name = \"somebody's\"\n");
    opened.window.wait();
}

TEST_CASE("a document is not saved onto the file of another tab") {
    Opened opened;
    const std::string before = text_of(opened.file);
    opened.session.duplicate(0);
    opened.servers(420);
    QString proposed;
    // The dialog asks whether the file is to be replaced, and the window says that it is open.
    take_name(proposed, QString::fromStdString(opened.file.string()));
    bool told = false;
    QTimer questions;
    QObject::connect(&questions, &QTimer::timeout, qApp, [&] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (box == nullptr)
            return;
        told = told || box->text().contains("open in another tab");
        QAbstractButton* yes = box->button(QMessageBox::Yes);
        (yes != nullptr ? yes : box->buttons().front())->click();
    });
    questions.start(20);
    opened.press("Save as…");
    settle();
    CHECK(told);
    CHECK(text_of(opened.file) == before);
    CHECK(opened.session.document(1).file().empty());
}

TEST_CASE("a file that another program changed is written over only where somebody says so") {
    Opened opened;
    opened.servers(420);
    REQUIRE(write_file(opened.file, "name = \"theirs\"\n"));
    bool asked = false;
    answer_question("Cancel", asked);
    opened.press("Save");
    settle();
    CHECK(asked);
    CHECK(text_of(opened.file) == "name = \"theirs\"\n");
    CHECK(opened.session.document(0).is_changed());

    asked = false;
    answer_question("Overwrite", asked);
    opened.press("Save");
    settle();
    CHECK(asked);
    CHECK_THAT(text_of(opened.file), ContainsSubstring("servers = 420"));
    // What is there now is known: no further question.
    opened.servers(350);
    asked = false;
    answer_question("Cancel", asked);
    opened.press("Save");
    settle();
    CHECK_FALSE(asked);
    CHECK_THAT(text_of(opened.file), ContainsSubstring("servers = 350"));
}

TEST_CASE(
    "what another program wrote can be taken instead, and undo comes back to what was typed") {
    Opened opened;
    opened.servers(420);
    const std::string typed = opened.session.document(0).text();
    const std::string theirs = text_of(opened.file) + "# theirs\n";
    REQUIRE(write_file(opened.file, theirs));
    bool asked = false;
    answer_question("Reload", asked);
    opened.press("Save");
    settle();
    CHECK(asked);
    CHECK(opened.session.document(0).text() == theirs);
    CHECK_FALSE(opened.session.document(0).is_changed());
    opened.session.undo();
    CHECK(opened.session.document(0).text() == typed);
    opened.window.wait();
}

TEST_CASE("an open file that changed on disk is read again when it is opened again") {
    Opened opened;
    const std::string theirs = text_of(opened.file) + "# theirs\n";
    REQUIRE(write_file(opened.file, theirs));
    REQUIRE(opened.window.open_file(QString::fromStdString(opened.file.string())));
    CHECK(opened.session.count() == 1);
    CHECK(opened.session.document(0).text() == theirs);
    CHECK_FALSE(opened.session.document(0).is_changed());
    opened.window.wait();
}

TEST_CASE("coming back to the window tells of changes on disk, and leaves what was typed") {
    Opened opened;
    const std::string theirs = text_of(opened.file) + "# theirs\n";
    REQUIRE(write_file(opened.file, theirs));
    come_back(opened.window);
    CHECK(opened.session.document(0).text() == theirs);
    auto* notice = opened.window.findChild<QWidget*>("notice");
    REQUIRE(notice != nullptr);
    CHECK(notice->isHidden());

    opened.servers(420);
    const std::string typed = opened.session.document(0).text();
    REQUIRE(write_file(opened.file, theirs + "# again\n"));
    come_back(opened.window);
    CHECK(opened.session.document(0).text() == typed);
    CHECK_FALSE(notice->isHidden());
    auto* reload = notice->findChild<QAbstractButton*>();
    REQUIRE(reload != nullptr);
    reload->click();
    CHECK(opened.session.document(0).text() == theirs + "# again\n");
    CHECK(notice->isHidden());
    opened.window.wait();
}

TEST_CASE("a document whose file is gone is asked about before its only copy is dropped") {
    Opened opened;
    const std::string text = text_of(opened.file);
    std::filesystem::remove(opened.file);
    bool asked = false;
    answer_question("Cancel", asked);
    opened.press("Close");
    settle();
    CHECK(asked);
    REQUIRE(opened.session.count() == 1);
    come_back(opened.window);
    auto* notice = opened.window.findChild<QWidget*>("notice");
    REQUIRE(notice != nullptr);
    CHECK_FALSE(notice->isHidden());
    CHECK_THAT(notice->findChild<QLabel*>()->text().toStdString(), ContainsSubstring("is gone"));
    CHECK(opened.window.findChild<QTabBar*>()->tabText(0) == "mine.toml *");
    // A command has no file to read.
    opened.window.show_page("overview");
    CHECK(command_text(*opened.window.page("overview"), opened.session).to_save ==
          QStringList{"mine.toml"});

    opened.press("Save");
    settle();
    CHECK(text_of(opened.file) == text);
    CHECK(notice->isHidden());
    asked = false;
    answer_question("Cancel", asked);
    opened.press("Close");
    settle();
    CHECK_FALSE(asked);
    CHECK(opened.session.count() == 0);
}
