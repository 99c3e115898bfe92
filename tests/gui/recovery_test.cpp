// Unsaved work after a crash: what a program that is gone has left is offered by the next.

#include "gui/recovery.hpp"

#include <QAbstractButton>
#include <QApplication>
#include <QMessageBox>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "engine/core/file.hpp"
#include "gui/main_window.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;

namespace {

const std::filesystem::path kRoot = DEEPWALLET_SOURCE_DIR;

std::filesystem::path path_of(const QTemporaryDir& folder) { return folder.path().toStdString(); }

/// What a program leaves that is killed: its folder with a lock of a process that is gone.
void crash_with(const std::filesystem::path& root, const UnsavedWork& work) {
    Session session{HardwareDb{kRoot / "hardware_db"}};
    Recovery recovery(session, root);
    recovery.reopen({work});
    session.wait();
    for (const auto& entry : std::filesystem::directory_iterator(root)) {
        if (std::filesystem::exists(entry.path() / "unsaved.json") &&
            entry.path().filename() != "crashed")
            std::filesystem::copy(
                entry.path(), root / "crashed", std::filesystem::copy_options::recursive);
    }
    // As QLockFile writes it. No process has the number 0x7ffffff0: Linux ends long before.
    const QString lock = QString("2147483632\ngone\n%1\n%2\n%3\n")
                             .arg(QSysInfo::machineHostName(),
                                  QString(QSysInfo::machineUniqueId()),
                                  QString(QSysInfo::bootUniqueId()));
    REQUIRE(write_file(root / "crashed" / "lock", lock.toStdString()));
}

/// Presses the button of the next question whose text begins so.
void press(const QString& text) {
    QTimer::singleShot(50, qApp, [text] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        REQUIRE(box != nullptr);
        for (QAbstractButton* button : box->buttons()) {
            if (button->text().startsWith(text))
                return button->click();
        }
        box->reject();
        FAIL("no such button");
    });
}

}  // namespace

TEST_CASE("unsaved work of a program that crashed is offered, and comes back unsaved") {
    const QTemporaryDir folder;
    const auto file = path_of(folder) / "mine.toml";
    REQUIRE(write_file(file, "name = \"as saved\"\n"));
    crash_with(path_of(folder) / "kept", {"name = \"as typed\"\n", file});

    Session session{HardwareDb{kRoot / "hardware_db"}};
    MainWindow window{session};
    Recovery recovery(session, path_of(folder) / "kept");
    REQUIRE(recovery.left_behind().size() == 1);
    press("Open it");
    window.offer(recovery);
    REQUIRE(session.count() == 1);
    CHECK(session.document(0).text() == "name = \"as typed\"\n");
    CHECK(session.document(0).file() == file);
    CHECK(session.document(0).is_changed());
    session.undo();
    CHECK(session.document(0).text() == "name = \"as saved\"\n");
    CHECK(recovery.left_behind().empty());
}

TEST_CASE("unsaved work is kept until somebody decides, and gone when it is discarded") {
    const QTemporaryDir folder;
    crash_with(path_of(folder), {"name = \"as typed\"\n", {}});
    Session session{HardwareDb{kRoot / "hardware_db"}};
    MainWindow window{session};
    Recovery recovery(session, path_of(folder));
    press("Ask again");
    window.offer(recovery);
    CHECK(session.count() == 0);
    CHECK(recovery.left_behind().size() == 1);
    press("Discard");
    window.offer(recovery);
    CHECK(session.count() == 0);
    CHECK(recovery.left_behind().empty());
}

TEST_CASE("a program that runs keeps its own work to itself, and leaves nothing when it ends") {
    const QTemporaryDir folder;
    {
        Session session{HardwareDb{kRoot / "hardware_db"}};
        Recovery recovery(session, path_of(folder));
        recovery.reopen({{"name = \"mine\"\n", {}}});
        Session other{HardwareDb{kRoot / "hardware_db"}};
        const Recovery second(other, path_of(folder));
        CHECK(second.left_behind().empty());
        session.wait();
    }
    CHECK(std::filesystem::is_empty(path_of(folder)));
}

TEST_CASE("unsaved work of a file that is open comes into its tab") {
    const QTemporaryDir folder;
    const auto file = path_of(folder) / "mine.toml";
    REQUIRE(write_file(file, "name = \"as saved\"\n"));
    crash_with(path_of(folder) / "kept", {"name = \"as typed\"\n", file});
    Session session{HardwareDb{kRoot / "hardware_db"}};
    MainWindow window{session};
    Recovery recovery(session, path_of(folder) / "kept");
    REQUIRE(window.open_file(QString::fromStdString(file.string())));
    press("Open it");
    window.offer(recovery);
    REQUIRE(session.count() == 1);
    CHECK(session.document(0).text() == "name = \"as typed\"\n");
    session.undo();
    CHECK(session.document(0).text() == "name = \"as saved\"\n");
}

TEST_CASE("work that had no file yet comes back with the name that it was to have") {
    const QTemporaryDir folder;
    const auto name = path_of(folder) / "mine-row-3.toml";
    crash_with(path_of(folder) / "kept", {"name = \"row\"\n", {}, name});
    Session session{HardwareDb{kRoot / "hardware_db"}};
    Recovery recovery(session, path_of(folder) / "kept");
    recovery.reopen(recovery.left_behind());
    REQUIRE(session.count() == 1);
    CHECK(session.document(0).file().empty());
    CHECK(session.document(0).place() == name);
    CHECK_FALSE(session.document(0).can_undo());
}

TEST_CASE("steady typing is kept while it goes on") {
    const QTemporaryDir folder;
    Session session{HardwareDb{kRoot / "hardware_db"}};
    using std::chrono::milliseconds;
    // A pause that never comes, and an upper bound that does.
    const Recovery recovery(session, path_of(folder), {milliseconds(60'000), milliseconds(300)});
    session.add(Document("name = \"a\"\n"));
    const auto is_kept = [&] {
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(folder.path().toStdString())) {
            if (entry.path().filename() == "unsaved.json")
                return true;
        }
        return false;
    };
    for (int i = 0; i < 60 && !is_kept(); ++i) {
        session.set_text("name = \"" + std::to_string(i) + "\"\n", true);
        QTest::qWait(20);
    }
    CHECK(is_kept());
    session.wait();
}

TEST_CASE("what is no kept work is passed over") {
    const QTemporaryDir folder;
    for (const auto& [name, text] : {std::pair("a", "no json"),
                                     std::pair("b", "[3, {\"text\": 4}]"),
                                     std::pair("c", "{}"),
                                     std::pair("d", "[{\"text\": \"x\", \"file\": \"y\"}]"),
                                     std::pair("e", "[{\"text\": 1, \"file\": 2}]")}) {
        std::filesystem::create_directories(path_of(folder) / name);
        REQUIRE(write_file(path_of(folder) / name / "unsaved.json", text));
    }
    Session session{HardwareDb{kRoot / "hardware_db"}};
    const Recovery recovery(session, path_of(folder));
    REQUIRE(recovery.left_behind().size() == 1);
    CHECK(recovery.left_behind().front().text == "x");
}

TEST_CASE("work of a file that was opened by a relative path comes back to that file alone") {
    const QTemporaryDir first;
    const QTemporaryDir second;
    const QTemporaryDir kept;
    REQUIRE(write_file(path_of(first) / "run.toml", "name = \"first\"\n"));
    REQUIRE(write_file(path_of(second) / "run.toml", "name = \"second\"\n"));
    const std::filesystem::path here = std::filesystem::current_path();
    std::filesystem::current_path(path_of(first));
    const auto whole = std::filesystem::absolute("run.toml");
    {
        Session session{HardwareDb{kRoot / "hardware_db"}};
        REQUIRE(session.open("run.toml"));
        CHECK(session.document(0).file() == whole);
        session.wait();
    }
    {
        const auto opened = Document::open("run.toml");
        REQUIRE(opened);
        std::filesystem::current_path(path_of(second));
        crash_with(path_of(kept), {"name = \"typed\"\n", opened->file()});
    }
    Session session{HardwareDb{kRoot / "hardware_db"}};
    Recovery recovery(session, path_of(kept));
    recovery.reopen(recovery.left_behind());
    std::filesystem::current_path(here);
    REQUIRE(session.count() == 1);
    CHECK(session.document(0).file() == whole);
    session.wait();
}

TEST_CASE("kept work of a path that is not whole has no file to be written to") {
    Session session{HardwareDb{kRoot / "hardware_db"}};
    const QTemporaryDir folder;
    Recovery recovery(session, path_of(folder));
    recovery.reopen({{"name = \"typed\"\n", "some/where/run.toml"}});
    REQUIRE(session.count() == 1);
    CHECK(session.document(0).file().empty());
    CHECK(session.document(0).title() == "run.toml");
    CHECK(session.document(0).is_changed());
    session.wait();
}

TEST_CASE(
    "work whose file was changed since it was kept is not saved over that without a question") {
    const bool is_open = GENERATE(false, true);
    const QTemporaryDir folder;
    const auto file = path_of(folder) / "mine.toml";
    REQUIRE(write_file(file, "name = \"as saved\"\n"));
    crash_with(path_of(folder) / "kept", {"name = \"as typed\"\n", file});
    REQUIRE(write_file(file, "name = \"theirs\"\n"));
    Session session{HardwareDb{kRoot / "hardware_db"}};
    if (is_open)
        REQUIRE(session.open(file));
    Recovery recovery(session, path_of(folder) / "kept");
    recovery.reopen(recovery.left_behind());
    REQUIRE(session.count() == 1);
    CHECK(session.document(0).text() == "name = \"as typed\"\n");
    CHECK(session.document(0).is_changed());
    CHECK(session.document(0).differs_on_disk());
    session.undo();
    CHECK(session.document(0).text() == "name = \"as saved\"\n");
    session.wait();
}
