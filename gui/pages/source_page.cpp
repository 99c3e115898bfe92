#include "gui/pages/source_page.hpp"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QVBoxLayout>

#include "gui/fault_text.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

SourcePage::SourcePage(Session& session, QWidget* parent)
    : Page("source", tr("Text"), parent), session_(session), edit_(new QPlainTextEdit) {
    edit_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    edit_->setLineWrapMode(QPlainTextEdit::NoWrap);
    edit_->setAccessibleName(tr("Text of the scenario"));
    // The document's own steps are the way back, whoever made them.
    edit_->setUndoRedoEnabled(false);
    auto* column = new QVBoxLayout(this);
    column->addWidget(edit_);
    connect(edit_, &QPlainTextEdit::textChanged, this, [this] {
        if (!showing_)
            session_.set_text(edit_->toPlainText().toStdString(), true);
    });
    connect(&session_, &Session::current_changed, this, &SourcePage::show_document);
    connect(&session_, &Session::edited, this, &SourcePage::show_document);
    connect(&session_, &Session::answered, this, &SourcePage::mark_faults);
    show_document();
}

void SourcePage::show_document() {
    const int now = session_.current();
    setEnabled(now >= 0);
    const QString text = now < 0 ? QString() : qt(session_.document(now).text());
    if (text == edit_->toPlainText())
        return;
    showing_ = true;
    const int at = edit_->textCursor().position();
    edit_->setPlainText(text);
    QTextCursor cursor = edit_->textCursor();
    cursor.setPosition(std::min(at, static_cast<int>(text.size())));
    edit_->setTextCursor(cursor);
    showing_ = false;
    mark_faults();
}

void SourcePage::mark_faults() {
    const int now = session_.current();
    const AnswerPtr answer = now < 0 ? nullptr : session_.answer(now);
    QList<QTextEdit::ExtraSelection> marks;
    if (answer != nullptr && answer->text == session_.document(now).text()) {
        for (const Fault& fault : answer->faults) {
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
