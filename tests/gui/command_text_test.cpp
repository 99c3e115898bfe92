// The command that is copied gives the numbers of the window.

#include "gui/command_text.hpp"

#include <sstream>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QStatusBar>
#include <QTemporaryDir>

#include "cli/app.hpp"
#include "engine/core/file.hpp"
#include "gui/main_window.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;

namespace {

const std::filesystem::path kRoot = DEEPWALLET_SOURCE_DIR;
const std::filesystem::path kPublished = kRoot / "scenarios" / "published";

struct Opened {
    QTemporaryDir folder;
    std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "mine.toml";
    Session session;
    MainWindow window{session};

    explicit Opened(const std::string& more = {}, const std::filesystem::path& db = shipped())
        : session(HardwareDb{db}) {
        REQUIRE(write_file(
            file, read_file(kPublished / "mt-nlg-530b-280.toml", 1U << 20U).value() + more));
        window.show();
        REQUIRE(window.open_file(QString::fromStdString(file.string())));
        window.wait();
    }

    static std::filesystem::path shipped() { return shipped_database(); }
    void set(const std::string& path, const Value& value) {
        session.set_value(path, value);
        window.wait();
    }
    void press(const QKeySequence& keys) {
        for (QAction* action : window.findChildren<QAction*>()) {
            if (action->shortcut() == keys)
                return action->trigger();
        }
        FAIL("no such entry");
    }
};

/// Without quotes around words: none of these has a space.
std::string output_of(const QString& line) {
    std::vector<std::string> words;
    for (const QString& word : line.split(' ').mid(1)) {
        QString plain = word;
        words.push_back(plain.remove('\'').toStdString());
    }
    std::ostringstream out;
    std::ostringstream err;
    REQUIRE(static_cast<int>(cli::main(words, {out, err})) == 0);
    return out.str();
}

}  // namespace

TEST_CASE("changes that are not saved are settings of the command") {
    Opened opened;
    opened.set("cluster.servers", std::int64_t{420});
    opened.set("economics.utilisation", 0.5);
    opened.window.show_page("overview");
    const CommandText command = command_text(*opened.window.page("overview"), opened.session);
    CHECK(command.to_save.isEmpty());
    CHECK(command.line.contains("--set cluster.servers=420"));
    CHECK(command.line.contains("--set economics.utilisation=0.5"));
    CHECK(command.line.endsWith("mine.toml"));
    // 420 servers of eight.
    CHECK_THAT(output_of(command.line), ContainsSubstring("3,360 × NVIDIA"));
    REQUIRE(opened.session.save_as(opened.file));
    CHECK_FALSE(opened.window.command_line().contains("--set"));
}

TEST_CASE("what no setting can say has to be saved first, and the window says so") {
    Opened opened;
    opened.session.reset_value("cluster.fabric");
    opened.window.wait();
    opened.press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    CHECK(QApplication::clipboard()->text().endsWith("mine.toml"));
    CHECK(opened.window.statusBar()->currentMessage().contains("mine.toml"));
    CHECK(opened.window.statusBar()->currentMessage().contains("saved"));
    // A document without a file is named as it will be.
    opened.session.duplicate(0);
    opened.window.wait();
    const CommandText command = command_text(*opened.window.page("overview"), opened.session);
    CHECK(command.to_save == QStringList{"mine-copy.toml"});
    CHECK(command.line.endsWith("mine-copy.toml"));
}

TEST_CASE("the axes of a sweep are no settings of its command") {
    Opened opened;
    opened.set("sweep.grid.cluster.servers", std::vector<double>{280, 350});
    CHECK(command_text(*opened.window.page("sweep"), opened.session).to_save.size() == 1);
    // What a run reads is as it was.
    const CommandText run = command_text(*opened.window.page("overview"), opened.session);
    CHECK(run.to_save.isEmpty());
    CHECK_FALSE(run.line.contains("--set"));
}

TEST_CASE("a text with spaces is one word of the command, and one with commas no axis") {
    Opened opened;
    opened.set("name", std::string("two words"));
    const Page& run = *opened.window.page("overview");
    const Page& sweep = *opened.window.page("sweep");
    CHECK(command_text(run, opened.session).line.contains("--set 'name=\"two words\"'"));
    CHECK(command_text(sweep, opened.session).to_save.isEmpty());
    opened.set("name", std::string("one, two"));
    CHECK(command_text(run, opened.session).to_save.isEmpty());
    CHECK(command_text(sweep, opened.session).to_save.size() == 1);
}

TEST_CASE("of several scenarios that are compared each has to be saved, and the base comes first") {
    Opened opened;
    const auto other = QString::fromStdString((kPublished / "palm-540b.toml").string());
    REQUIRE(opened.window.open_file(other));
    opened.window.show_page("compare");
    opened.window.wait();
    Page& page = *opened.window.page("compare");
    CHECK(command_text(page, opened.session).line.endsWith(other));
    page.findChild<QComboBox*>()->setCurrentIndex(1);
    const CommandText command = command_text(page, opened.session);
    CHECK(command.line.endsWith("mine.toml"));
    CHECK(command.line.contains("palm-540b.toml"));
    CHECK(command.to_save.isEmpty());
    opened.session.set_current(0);
    opened.set("cluster.servers", std::int64_t{420});
    CHECK(command_text(page, opened.session).to_save == QStringList{"mine.toml"});
}

TEST_CASE("the command names the database that the window was started with") {
    const QTemporaryDir folder;
    const std::filesystem::path other = std::filesystem::path(folder.path().toStdString()) / "db";
    std::filesystem::copy(shipped_database(), other, std::filesystem::copy_options::recursive);
    const Opened opened({}, other);
    CHECK(opened.window.command_line().contains("--db " + QString::fromStdString(other.string())));
    const Opened usual;
    CHECK_FALSE(usual.window.command_line().contains("--db"));
}

TEST_CASE("a page without a table leaves what was copied before") {
    Opened opened;
    opened.window.show_page("source");
    QApplication::clipboard()->setText("before");
    opened.press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    CHECK(QApplication::clipboard()->text() == "before");
    CHECK(opened.window.statusBar()->currentMessage().contains("nothing to copy"));
}
