#include "gui/pages/source_page.hpp"

#include <QAction>
#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <chrono>
#include <memory>
#include <vector>

#include "gui/fault_text.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

/// What is typed without a pause of this length is undone at once.
constexpr std::chrono::milliseconds kPause{1500};

/// Undo and redo are the document's, whoever made its steps; files that are dropped are opened.
class Editor : public QPlainTextEdit {
public:
    explicit Editor(Session& session) : session_(session) { setUndoRedoEnabled(false); }

protected:
    void keyPressEvent(QKeyEvent* event) override {
        if (event->matches(QKeySequence::Undo))
            session_.undo();
        else if (event->matches(QKeySequence::Redo))
            session_.redo();
        else
            QPlainTextEdit::keyPressEvent(event);
    }

    void contextMenuEvent(QContextMenuEvent* event) override {
        const std::unique_ptr<QMenu> menu(createStandardContextMenu(event->pos()));
        const int now = session_.current();
        const auto use = [&](const char* name, bool is_possible, void (Session::*step)()) {
            auto* action = menu->findChild<QAction*>(QLatin1String(name));
            if (action == nullptr)
                return;
            action->disconnect();
            action->setEnabled(is_possible);
            connect(action, &QAction::triggered, &session_, step);
        };
        use("edit-undo", now >= 0 && session_.document(now).can_undo(), &Session::undo);
        use("edit-redo", now >= 0 && session_.document(now).can_redo(), &Session::redo);
        menu->exec(event->globalPos());
    }

    [[nodiscard]] bool canInsertFromMimeData(const QMimeData* given) const override {
        const QList<QUrl> urls = given->urls();
        const bool has_file = std::any_of(
            urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); });
        return !has_file && QPlainTextEdit::canInsertFromMimeData(given);
    }

private:
    Session& session_;
};

struct Line {
    std::string text;
    std::string end;  ///< of the last line: nothing
};

std::vector<Line> lines_of(const std::string& text) {
    std::vector<Line> out(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\n' && text[i] != '\r') {
            out.back().text += text[i];
            continue;
        }
        const bool is_pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        out.back().end = is_pair ? "\r\n" : std::string(1, text[i]);
        i += is_pair ? 1 : 0;
        out.emplace_back();
    }
    return out;
}

/// As the editor gives it back: a space that does not break is a space to it.
QString shown_line(const std::string& bytes) {
    return qt(bytes).replace(QChar::Nbsp, QLatin1Char(' '));
}

/// As the editor has it: every line ends alike.
QString shown_text(const std::string& text) {
    QStringList out;
    for (const Line& line : lines_of(text)) out << shown_line(line.text);
    return out.join(QLatin1Char('\n'));
}

/// The text as it was, byte by byte, but for the lines that are shown otherwise now. They end as
/// the line that was in their place, or as the first does.
std::string with_shown(const std::string& text, const QString& shown) {
    const std::vector<Line> before = lines_of(text);
    const QStringList now = shown.split(QLatin1Char('\n'));
    const auto new_count = static_cast<std::size_t>(now.size());
    const auto most = std::min(before.size(), new_count);
    const auto is_kept = [&](std::size_t old_line, std::size_t new_line) {
        return shown_line(before[old_line].text) == now[static_cast<qsizetype>(new_line)];
    };
    std::size_t head = 0;
    while (head < most && is_kept(head, head)) ++head;
    std::size_t tail = 0;
    while (tail < most - head && is_kept(before.size() - 1 - tail, new_count - 1 - tail)) ++tail;
    const std::string usual = before.front().end.empty() ? "\n" : before.front().end;
    std::string out;
    for (std::size_t i = 0; i < new_count; ++i) {
        const bool in_tail = i >= new_count - tail;
        const std::size_t old_line = in_tail ? i + before.size() - new_count : i;
        const bool kept = i < head || in_tail;
        const bool has_old = kept || old_line < before.size() - tail;
        out += kept ? before[old_line].text : now[static_cast<qsizetype>(i)].toStdString();
        if (i + 1 < new_count)
            out += has_old && !before[old_line].end.empty() ? before[old_line].end : usual;
    }
    return out;
}

/// Where two texts begin to differ, and how much of their ends is the same.
std::pair<int, int> common_ends(const QString& a, const QString& b) {
    const auto most = static_cast<int>(std::min(a.size(), b.size()));
    int head = 0;
    while (head < most && a[head] == b[head]) ++head;
    int tail = 0;
    while (tail < most - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
    return {head, tail};
}

}  // namespace

SourcePage::SourcePage(Session& session, QWidget* parent)
    : Page("source", tr("Text"), parent), session_(session), edit_(new Editor(session)) {
    edit_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    edit_->setLineWrapMode(QPlainTextEdit::NoWrap);
    edit_->setAccessibleName(tr("Text of the scenario"));
    auto* column = new QVBoxLayout(this);
    column->addWidget(edit_);
    connect(edit_, &QPlainTextEdit::textChanged, this, &SourcePage::take_typed);
    connect(&session_, &Session::current_changed, this, [this] {
        show_document();
        edit_->moveCursor(QTextCursor::Start);
    });
    connect(&session_, &Session::edited, this, &SourcePage::show_document);
    connect(&session_, &Session::answered, this, &SourcePage::mark_faults);
    show_document();
}

void SourcePage::take_typed() {
    const int now = session_.current();
    if (showing_ || now < 0)
        return;
    const int line = edit_->textCursor().blockNumber();
    const bool goes_on = since_key_.isValid() && since_key_.elapsed() < kPause.count() &&
                         line == line_ && edit_->blockCount() == lines_;
    line_ = line;
    lines_ = edit_->blockCount();
    typing_ = true;
    session_.set_text(with_shown(session_.document(now).text(), edit_->toPlainText()), goes_on);
    typing_ = false;
    since_key_.start();
}

void SourcePage::show_document() {
    const int now = session_.current();
    setEnabled(now >= 0);
    // What comes from elsewhere is a step of its own.
    if (!typing_)
        since_key_.invalidate();
    const QString text = now < 0 ? QString() : shown_text(session_.document(now).text());
    const QString before = edit_->toPlainText();
    if (text == before)
        return;
    showing_ = true;
    // What is the same stays where it is, and the cursor goes to what changed.
    const auto [head, tail] = common_ends(before, text);
    QTextCursor cursor(edit_->document());
    cursor.setPosition(head);
    cursor.setPosition(static_cast<int>(before.size()) - tail, QTextCursor::KeepAnchor);
    cursor.insertText(text.mid(head, text.size() - head - tail));
    edit_->setTextCursor(cursor);
    showing_ = false;
    mark_faults();
}

void SourcePage::mark_faults() {
    const int now = session_.current();
    const AnswerPtr answer = session_.front_answer();
    QList<QTextEdit::ExtraSelection> marks;
    if (answer != nullptr && answer->text == session_.document(now).text()) {
        constexpr qsizetype kMostMarks = 1000;
        for (const Fault& fault : answer->faults) {
            if (marks.size() == kMostMarks)
                break;
            const QTextBlock block = edit_->document()->findBlockByNumber(fault.place.line - 1);
            if (fault.place.line <= 0 || !block.isValid())
                continue;
            QTextEdit::ExtraSelection mark;
            mark.cursor = QTextCursor(block);
            mark.format.setProperty(QTextFormat::FullWidthSelection, true);
            mark.format.setBackground(QColor(0xD5, 0x5E, 0x00, 90));
            mark.format.setToolTip(told_message(fault));
            marks << mark;
        }
    }
    edit_->setExtraSelections(marks);
}

void SourcePage::show_line(int line) {
    const QTextBlock block = edit_->document()->findBlockByNumber(line - 1);
    if (!block.isValid())
        return;
    edit_->setTextCursor(QTextCursor(block));
    edit_->centerCursor();
    edit_->setFocus();
}

}  // namespace deepwallet::gui
