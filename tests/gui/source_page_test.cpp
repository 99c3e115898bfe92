// The page of the text: its keys are steps of the document, and leave what they do not touch.

#include "gui/pages/source_page.hpp"

#include <QApplication>
#include <QDropEvent>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QUrl>

#include "engine/core/file.hpp"
#include "gui/main_window.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;

namespace {

const std::filesystem::path kRoot = DEEPWALLET_SOURCE_DIR;

struct Shown {
    Session session{HardwareDb{kRoot / "hardware_db"}};
    MainWindow window{session};
    QPlainTextEdit* edit = window.page("source")->findChild<QPlainTextEdit*>();

    explicit Shown(const std::string& text) {
        session.add(Document(text));
        window.show();
        window.wait();
        window.show_page("source");
        edit->setFocus();
    }
    ~Shown() { window.wait(); }

    void cursor_to(int line, int column) {
        QTextCursor cursor(edit->document()->findBlockByNumber(line));
        cursor.movePosition(QTextCursor::Right, QTextCursor::MoveAnchor, column);
        edit->setTextCursor(cursor);
    }
    [[nodiscard]] const std::string& text() const { return session.document(0).text(); }
};

}  // namespace

TEST_CASE("undo in the text takes back what was typed, line by line") {
    Shown shown("name = \"a\"\n# b\n");
    shown.cursor_to(0, 8);
    QTest::keyClicks(shown.edit, "xy");
    shown.cursor_to(1, 3);
    QTest::keyClicks(shown.edit, "cd");
    CHECK(shown.text() == "name = \"xya\"\n# bcd\n");
    QTest::keyClick(shown.edit, Qt::Key_Z, Qt::ControlModifier);
    CHECK(shown.text() == "name = \"xya\"\n# b\n");
    CHECK(shown.edit->toPlainText() == "name = \"xya\"\n# b\n");
    QTest::keyClick(shown.edit, Qt::Key_Z, Qt::ControlModifier);
    CHECK(shown.text() == "name = \"a\"\n# b\n");
    QTest::keyClick(shown.edit, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(shown.text() == "name = \"xya\"\n# b\n");
}

TEST_CASE("a pause ends what undo takes back") {
    Shown shown("# a\n");
    shown.cursor_to(0, 3);
    QTest::keyClicks(shown.edit, "b");
    QTest::qWait(1700);
    QTest::keyClicks(shown.edit, "c");
    QTest::keyClick(shown.edit, Qt::Key_Z, Qt::ControlModifier);
    CHECK(shown.text() == "# ab\n");
}

TEST_CASE("a key in a file with other ends of lines changes its own line alone") {
    Shown shown(
        "name = \"a\"\r\n# no\xC2\xA0"
        "break\n# third\r\n");
    shown.cursor_to(0, 8);
    QTest::keyClicks(shown.edit, "x");
    CHECK(shown.text() ==
          "name = \"xa\"\r\n# no\xC2\xA0"
          "break\n# third\r\n");
    // A new line ends as the first one does.
    shown.cursor_to(2, 7);
    QTest::keyClick(shown.edit, Qt::Key_Return);
    QTest::keyClicks(shown.edit, "#");
    CHECK(shown.text() ==
          "name = \"xa\"\r\n# no\xC2\xA0"
          "break\n# third\r\n#\r\n");
    // A line that goes takes its end with it.
    shown.cursor_to(0, 0);
    for (int i = 0; i < 12; ++i) QTest::keyClick(shown.edit, Qt::Key_Delete);
    CHECK(shown.text() ==
          "# no\xC2\xA0"
          "break\n# third\r\n#\r\n");
}

TEST_CASE("a file that is dropped on the text is opened") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("dropped.toml");
    REQUIRE(write_file(file.toStdString(), "name = \"dropped\"\n"));
    Shown shown("# a\n");
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    QWidget* onto = shown.edit->viewport();
    const auto give = [&](QDropEvent&& event) { QApplication::sendEvent(onto, &event); };
    give(QDragEnterEvent({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier));
    give(QDropEvent({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier));
    CHECK(shown.text() == "# a\n");
    REQUIRE(shown.session.count() == 2);
    CHECK(shown.session.document(1).file() == file.toStdString());
}
