// Files of the window: opening, saving, what leaves it, and what is asked before anything is lost.

#include "gui/main_window.hpp"

#include <QAbstractButton>
#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QStatusBar>
#include <QUrl>

#include "gui/fault_text.hpp"
#include "gui/file_to_write.hpp"
#include "gui/pages/compare_page.hpp"
#include "gui/pages/sweep_page.hpp"
#include "gui/picture.hpp"
#include "gui/recovery.hpp"
#include "gui/report_export.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

constexpr int kMostRecent = 8;

QString filter() { return MainWindow::tr("Scenarios (*.toml);;All files (*)"); }

QString name_of(const UnsavedWork& work) {
    const std::filesystem::path& place = work.file.empty() ? work.place : work.file;
    return place.empty() ? MainWindow::tr("without a name") : qt(place.filename().string());
}

}  // namespace

bool MainWindow::open_file(const QString& file) {
    if (is_store(file.toStdString()))
        return open_results(file);
    if (const Result<void> opened = session_.open(file.toStdString()); !opened) {
        QMessageBox::warning(this, tr("This file cannot be opened"), told_faults(opened.error()));
        return false;
    }
    remember(file);
    const AnswerPtr answer = session_.answer(session_.current());
    if (front_page_id() == "start" || (answer != nullptr && !answer->faults.empty()))
        show_page("overview");
    return true;
}

/// The page says what is wrong with them.
bool MainWindow::open_results(const QString& file) {
    show_page("sweep");
    auto& sweep = static_cast<SweepPage&>(*page("sweep"));
    if (!sweep.open_store(file))
        return false;
    remember(file);
    show_asked(sweep);
    return true;
}

/// The scenario that results were asked with: its tab, or a draft of it.
void MainWindow::show_asked(SweepPage& sweep) {
    const Asked& asked = sweep.shown();
    if (asked.text.empty())
        return;
    int at = 0;
    while (at < session_.count() && session_.document(at).text() != asked.text) ++at;
    if (at < session_.count())
        session_.set_current(at);
    else
        session_.add(Document::draft(asked.text, asked.place));
    sweep.adopt(session_.id(session_.current()));
}

void MainWindow::choose_file() {
    const QStringList files =
        QFileDialog::getOpenFileNames(this, tr("Open scenarios"), {}, filter());
    for (const QString& file : files) open_file(file);
}

void MainWindow::remember(const QString& file) {
    QSettings settings;
    QStringList recent = settings.value("recent").toStringList();
    const QString whole = QFileInfo(file).absoluteFilePath();
    recent.removeAll(whole);
    recent.prepend(whole);
    settings.setValue("recent", QStringList(recent.mid(0, kMostRecent)));
}

void MainWindow::show_recent() {
    recent_->clear();
    for (const QString& file : QSettings().value("recent").toStringList())
        recent_->addAction(QDir::toNativeSeparators(file), this, [this, file] { open_file(file); });
    // A menu that is disabled is never shown again, and so would stay as it is.
    if (recent_->isEmpty())
        recent_->addAction(tr("None yet"))->setEnabled(false);
}

bool MainWindow::save() {
    const int now = session_.current();
    if (now < 0)
        return true;
    const std::filesystem::path file = session_.document(now).file();
    if (file.empty())
        return save_as();
    return session_.document(now).differs_on_disk() ? save_over_changes() : write_to(file);
}

bool MainWindow::save_over_changes() {
    const int now = session_.current();
    QMessageBox box(QMessageBox::Question,
                    tr("Changed on disk"),
                    tr("%1 was changed by another program since it was read.")
                        .arg(qt(session_.document(now).title())),
                    QMessageBox::Cancel,
                    this);
    const QAbstractButton* overwrite =
        box.addButton(tr("&Overwrite"), QMessageBox::DestructiveRole);
    const QAbstractButton* elsewhere = box.addButton(tr("Save &as…"), QMessageBox::ActionRole);
    const QAbstractButton* reload = box.addButton(tr("&Reload"), QMessageBox::ActionRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    if (box.clickedButton() == overwrite)
        return write_to(session_.document(now).file());
    if (box.clickedButton() == elsewhere)
        return save_as();
    if (box.clickedButton() == reload)
        reload_front();
    return false;
}

bool MainWindow::write_to(const std::filesystem::path& file) {
    if (const Result<void> saved = session_.save_as(file); !saved) {
        QMessageBox::warning(this, tr("This file cannot be saved"), told_faults(saved.error()));
        return false;
    }
    statusBar()->showMessage(tr("Saved"));
    return true;
}

bool MainWindow::save_as() {
    const int now = session_.current();
    if (now < 0)
        return true;
    const Document& document = session_.document(now);
    QString proposed = qt(document.place().string());
    // What the program came with stays as it is.
    const auto shipped = folder(session_.database(), EntryKind::model).parent_path();
    if (document.file().empty() && proposed.startsWith(qt(shipped.string())))
        proposed = QDir::home().filePath(QFileInfo(proposed).fileName());
    const QString file = file_to_write(this, tr("Save scenario"), proposed, filter());
    if (file.isEmpty())
        return false;
    if (const int other = session_.find(file.toStdString()); other >= 0 && other != now) {
        QMessageBox::warning(this,
                             tr("This file cannot be saved"),
                             tr("%1 is open in another tab. Close that one first, or take another "
                                "name.")
                                 .arg(QFileInfo(file).fileName()));
        return false;
    }
    if (!write_to(file.toStdString()))
        return false;
    remember(file);
    return true;
}

void MainWindow::save_picture() {
    const QString file =
        file_to_write(this, tr("Save picture"), front_page()->id() + ".png", picture_filter());
    if (!file.isEmpty() && !gui::save_picture(*front_page(), file))
        QMessageBox::warning(this, tr("This picture cannot be saved"), file);
}

void MainWindow::export_report() {
    const QString file =
        file_to_write(this,
                      tr("Export report"),
                      tr("report.pdf"),
                      tr("Sheets to print (*.pdf);;One page for a browser (*.html)"));
    if (file.isEmpty())
        return;
    if (const Result<void> written = write_report(file); !written) {
        QMessageBox::warning(
            this, tr("This report cannot be written"), told_faults(written.error()));
        return;
    }
    statusBar()->showMessage(tr("Written: %1").arg(QDir::toNativeSeparators(file)));
}

Result<void> MainWindow::write_report(const QString& file) {
    const int base = page("compare")->first_scenario();
    const std::filesystem::path to = file.toStdString();
    return file.endsWith(".html", Qt::CaseInsensitive) ? write_html_report(session_, base, to)
                                                       : write_pdf_report(session_, base, to);
}

void MainWindow::offer(Recovery& recovery) {
    const std::vector<UnsavedWork> work = recovery.left_behind();
    if (work.empty())
        return recovery.forget_left_behind();
    QStringList names;
    for (const UnsavedWork& one : work) names << name_of(one);
    QMessageBox box(QMessageBox::Question,
                    tr("Unsaved work"),
                    tr("Deepwallet ended without being closed. Unsaved work was kept: %1.")
                        .arg(names.join(", ")),
                    QMessageBox::NoButton,
                    this);
    const QAbstractButton* open = box.addButton(tr("Open it"), QMessageBox::AcceptRole);
    const QAbstractButton* discard = box.addButton(tr("Discard it"), QMessageBox::DestructiveRole);
    box.addButton(tr("Ask again next time"), QMessageBox::RejectRole);
    box.exec();
    if (box.clickedButton() == open) {
        recovery.reopen(work);
        show_page("overview");
    }
    if (box.clickedButton() == open || box.clickedButton() == discard)
        recovery.forget_left_behind();
}

bool MainWindow::may_close(int index) {
    const Document& document = session_.document(index);
    if (!document.is_unsaved())
        return true;
    session_.set_current(index);
    const auto answer = QMessageBox::question(
        this,
        tr("Save changes?"),
        (document.is_gone() ? tr("The file of %1 is gone. Closing it drops what is nowhere else.")
                            : tr("%1 has changes that are not saved."))
            .arg(qt(document.title())),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
    if (answer == QMessageBox::Save)
        return save();
    return answer == QMessageBox::Discard;
}

void MainWindow::closeEvent(QCloseEvent* event) {
    for (int i = 0; i < session_.count(); ++i) {
        if (!may_close(i)) {
            event->ignore();
            return;
        }
    }
    QSettings settings;
    settings.setValue("geometry", saveGeometry());
    settings.setValue("state", saveState());
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            open_file(url.toLocalFile());
    }
}

}  // namespace deepwallet::gui
