#include "gui/main_window.hpp"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "engine/report/text.hpp"
#include "gui/appearance.hpp"
#include "gui/command_text.hpp"
#include "gui/fault_text.hpp"
#include "gui/form_pane.hpp"
#include "gui/help_menu.hpp"
#include "gui/pages/alternatives_page.hpp"
#include "gui/pages/compare_page.hpp"
#include "gui/pages/hardware_page.hpp"
#include "gui/pages/overview_page.hpp"
#include "gui/pages/power_page.hpp"
#include "gui/pages/search_page.hpp"
#include "gui/pages/source_page.hpp"
#include "gui/pages/start_page.hpp"
#include "gui/pages/sweep_page.hpp"
#include "gui/pages/timeline_page.hpp"
#include "gui/pages/trend_page.hpp"
#include "gui/pages/uncertainty_page.hpp"
#include "gui/report_words.hpp"
#include "gui/text.hpp"
#include "gui/widgets/input_guard.hpp"

namespace deepwallet::gui {

namespace {

/// Alt with a digit; those behind the tenth with Shift.
QKeySequence page_keys(int page) {
    constexpr int kDigits = 10;
    const auto digit = static_cast<Qt::Key>(Qt::Key_0 + (page + 1) % kDigits);
    return page < kDigits ? QKeySequence(Qt::ALT | digit)
                          : QKeySequence(Qt::ALT | Qt::SHIFT | digit);
}

}  // namespace

MainWindow::MainWindow(Session& session, QWidget* parent) : QMainWindow(parent), session_(session) {
    setWindowTitle("Deepwallet");
    setAcceptDrops(true);
    setDockOptions(QMainWindow::AnimatedDocks);
    documents_ = new QTabBar;
    documents_->setTabsClosable(true);
    documents_->setExpanding(false);
    documents_->setDocumentMode(true);
    documents_->setAccessibleName(tr("Open scenarios"));
    pages_ = new QTabWidget;
    pages_->setDocumentMode(true);
    pages_->setAccessibleName(tr("Pages"));
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(documents_);
    column->addWidget(make_notice());
    warning_ = new QLabel;
    warning_->setObjectName("warning");
    warning_->setWordWrap(true);
    warning_->setContentsMargins(8, 4, 8, 4);
    warning_->hide();
    column->addWidget(warning_);
    column->addWidget(pages_, 1);
    setCentralWidget(middle);

    overview_ = new OverviewPage(session_);
    source_ = new SourcePage(session_);
    add_page(make_start_page());
    add_page(overview_);
    add_page(new ComparePage(session_));
    add_page(new TimelinePage(session_));
    add_page(new PowerPage(session_));
    add_page(new UncertaintyPage(session_));
    add_page(new SweepPage(session_));
    add_page(new SearchPage(session_));
    add_page(new TrendPage(session_));
    add_page(make_alternatives_page());
    auto* hardware = new HardwarePage(session_);
    add_page(hardware);
    add_page(source_);
    // Behind the pages in the order of the tab key.
    form_ = new FormPane(session_);
    form_dock_ = new QDockWidget(tr("Scenario"));
    form_dock_->setObjectName("form");
    form_dock_->setWidget(form_);
    form_dock_->setMinimumWidth(380);
    addDockWidget(Qt::LeftDockWidgetArea, form_dock_);
    // The tab key leaves a table; arrows go through its cells.
    for (QTableView* table : findChildren<QTableView*>()) table->setTabKeyNavigation(false);
    make_menus();
    auto* news = new QLabel;
    statusBar()->addPermanentWidget(news);
    state_ = new QLabel;
    state_->setObjectName("state");
    state_->setAccessibleName(tr("State of the scenario"));
    statusBar()->addPermanentWidget(state_);
    // What was said of one thing is not said of the next.
    connect(&session_, &Session::edited, statusBar(), &QStatusBar::clearMessage);
    connect(&session_, &Session::current_changed, statusBar(), &QStatusBar::clearMessage);
    connect(pages_, &QTabWidget::currentChanged, statusBar(), &QStatusBar::clearMessage);

    connect(documents_, &QTabBar::currentChanged, &session_, &Session::set_current);
    connect(documents_, &QTabBar::tabCloseRequested, this, [this](int index) {
        if (may_close(index))
            session_.close(index);
    });
    connect(&session_, &Session::documents_changed, this, &MainWindow::show_documents);
    connect(&session_, &Session::current_changed, this, &MainWindow::show_documents);
    connect(&session_, &Session::edited, this, &MainWindow::show_documents);
    connect(&session_, &Session::edited, news, &QLabel::clear);
    connect(&session_, &Session::read_again, this, [this, news](int index) {
        news->setText(tr("%1 had changed on disk, and was read again")
                          .arg(qt(session_.document(index).title())));
    });
    connect(&session_, &Session::came_with_faults, this, &MainWindow::show_faults);
    connect(&session_, &Session::refused, this, [this](const QString& message) {
        statusBar()->showMessage(message);
    });
    connect(&session_, &Session::answered, this, [this](int index) {
        if (index == session_.current())
            show_state();
    });
    connect(&session_, &Session::current_changed, this, &MainWindow::show_state);
    new InputGuard(this);
    connect(overview_, &OverviewPage::wants_field, this, [this](const QString& path) {
        form_->show_field(path.toStdString());
    });
    connect(
        hardware, &HardwarePage::copied, this, [this](const QString& name, const QString& path) {
            form_->show_field(path.toStdString());
            statusBar()->showMessage(
                tr("%1 stands in the scenario now, with its sources: edit it in the form")
                    .arg(name));
        });
    connect(overview_, &OverviewPage::wants_line, this, [this](int line) {
        if (line <= 0)
            return;
        show_page("source");
        source_->show_line(line);
    });
    resize(1280, 800);
    QSettings settings;
    restoreGeometry(settings.value("geometry").toByteArray());
    restoreState(settings.value("state").toByteArray());
    show_documents();
}

/// Of the document in front, while its file holds what somebody else wrote, or is gone.
QWidget* MainWindow::make_notice() {
    notice_ = new QWidget;
    notice_->setObjectName("notice");
    notice_text_ = new QLabel;
    notice_text_->setWordWrap(true);
    reload_ = new QPushButton(tr("&Reload"));
    reload_->setToolTip(tr("Takes what the file has now; undo comes back to what you typed"));
    connect(reload_, &QPushButton::clicked, this, &MainWindow::reload_front);
    auto* row = new QHBoxLayout(notice_);
    row->addWidget(notice_text_, 1);
    row->addWidget(reload_);
    notice_->hide();
    return notice_;
}

void MainWindow::reload_front() {
    const int now = session_.current();
    if (now < 0)
        return;
    if (const Result<void> read = session_.reload(now); !read)
        QMessageBox::warning(this, tr("This file cannot be opened"), told_faults(read.error()));
}

void MainWindow::show_notice() {
    const int now = session_.current();
    const bool stale = now >= 0 && session_.is_stale(now);
    const bool gone = now >= 0 && session_.is_gone(now);
    if (gone)
        notice_text_->setText(tr("The file of %1 is gone: what you see is nowhere else. Saving "
                                 "writes it again.")
                                  .arg(qt(session_.document(now).title())));
    else if (stale)
        notice_text_->setText(tr("%1 was changed by another program, and has changes of yours that "
                                 "are not saved.")
                                  .arg(qt(session_.document(now).title())));
    reload_->setVisible(!gone);
    notice_->setVisible(stale || gone);
}

/// The page that lists them, whichever was in front.
void MainWindow::show_faults(int index) {
    if (index == session_.current())
        show_page("overview");
}

Page* MainWindow::make_start_page() {
    auto* start = new StartPage(session_);
    connect(start, &StartPage::wants_file, this, &MainWindow::choose_file);
    connect(start, &StartPage::wants, this, &MainWindow::show_files);
    return start;
}

Page* MainWindow::make_alternatives_page() {
    auto* page = new AlternativesPage(session_);
    connect(page, &AlternativesPage::wants, this, &MainWindow::show_files);
    return page;
}

void MainWindow::show_files(const QStringList& files, const QString& page) {
    bool good = true;
    for (const QString& file : files) good = open_example(file) && good;
    // What was asked about is the first of them.
    if (good && open_example(files.front()))
        show_page(page);
}

bool MainWindow::open_example(const QString& file) {
    const std::filesystem::path path = file.toStdString();
    for (int i = 0; i < session_.count(); ++i) {
        if (session_.document(i).place() == path) {
            session_.set_current(i);
            return true;
        }
    }
    const Result<Document> example = Document::open(path);
    if (!example) {
        statusBar()->showMessage(told_faults(example.error()));
        return false;
    }
    session_.add(Document::draft(example->text(), path));
    return true;
}

void MainWindow::add_page(Page* page) { pages_->addTab(page, page->title()); }

Page* MainWindow::front_page() const { return static_cast<Page*>(pages_->currentWidget()); }

Page* MainWindow::page(const QString& id) const {
    for (int i = 0; i < pages_->count(); ++i) {
        auto* page = static_cast<Page*>(pages_->widget(i));
        if (page->id() == id)
            return page;
    }
    return nullptr;
}

QStringList MainWindow::page_ids() const {
    QStringList out;
    for (int i = 0; i < pages_->count(); ++i) out << static_cast<Page*>(pages_->widget(i))->id();
    return out;
}

void MainWindow::show_page(const QString& id) {
    if (Page* wanted = page(id); wanted != nullptr)
        pages_->setCurrentWidget(wanted);
}

void MainWindow::wait() {
    session_.wait();
    QCoreApplication::processEvents();
    while (front_page()->is_busy()) QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    QCoreApplication::processEvents();
}

void MainWindow::make_menus() {
    make_file_menu();
    make_edit_menu();
    make_view_menu();
    add_help_menu(*menuBar());
}

void MainWindow::make_file_menu() {
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    menu->addAction(tr("&Open…"), QKeySequence::Open, this, &MainWindow::choose_file);
    recent_ = menu->addMenu(tr("Open &recent"));
    connect(recent_, &QMenu::aboutToShow, this, &MainWindow::show_recent);
    menu->addAction(tr("&Duplicate"), QKeySequence(Qt::CTRL | Qt::Key_D), this, [this] {
        if (session_.current() >= 0)
            session_.duplicate(session_.current());
    });
    menu->addSeparator();
    menu->addAction(tr("&Save"), QKeySequence::Save, this, &MainWindow::save);
    menu->addAction(tr("Save &as…"), QKeySequence::SaveAs, this, &MainWindow::save_as);
    menu->addSeparator();
    menu->addAction(tr("&Export report…"),
                    QKeySequence(Qt::CTRL | Qt::Key_E),
                    this,
                    &MainWindow::export_report);
    menu->addSeparator();
    menu->addAction(tr("&Close"), QKeySequence::Close, this, [this] {
        const int now = session_.current();
        if (now >= 0 && may_close(now))
            session_.close(now);
    });
    menu->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
}

void MainWindow::make_edit_menu() {
    QMenu* menu = menuBar()->addMenu(tr("&Edit"));
    undo_ = menu->addAction(tr("&Undo"), QKeySequence::Undo, &session_, &Session::undo);
    redo_ = menu->addAction(tr("&Redo"), QKeySequence::Redo, &session_, &Session::redo);
    menu->addSeparator();
    menu->addAction(tr("&Find a field"), QKeySequence::Find, this, [this] {
        form_dock_->show();
        form_->find_field_by_name();
    });
    menu->addSeparator();
    menu->addAction(tr("Copy page as &CSV"),
                    QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
                    this,
                    &MainWindow::copy_table);
    menu->addAction(tr("Copy command &line"),
                    QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L),
                    this,
                    &MainWindow::copy_command);
    menu->addAction(tr("Save &picture of page…"),
                    QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
                    this,
                    &MainWindow::save_picture);
}

/// Of the answer to the scenario in front.
void MainWindow::show_state() {
    const AnswerPtr answer = session_.front_answer();
    QStringList cannot;
    if (answer != nullptr && answer->has_report()) {
        for (const std::string& warning : warnings(answer->answer())) cannot << told_lines(warning);
    }
    warning_->setText(tr("Beware: %1").arg(cannot.join(" · ")));
    set_alarm(*warning_, true);
    warning_->setVisible(!cannot.isEmpty());
    if (answer == nullptr)
        return state_->clear();
    const auto faults = static_cast<int>(answer->faults.size());
    state_->setText(faults == 0 ? tr("Up to date") : tr("%n fault(s)", nullptr, faults));
}

void MainWindow::copy_table() {
    const QString table = front_page()->csv();
    if (table.isEmpty())
        return statusBar()->showMessage(tr("This page has nothing to copy"));
    QApplication::clipboard()->setText(table);
    statusBar()->showMessage(tr("Copied"));
}

void MainWindow::copy_command() {
    const CommandText command = command_text(*front_page(), session_);
    QApplication::clipboard()->setText(command.line);
    if (const QString lacks = front_page()->command_lacks(); !lacks.isEmpty())
        return statusBar()->showMessage(tr("Copied: %1 (%2)").arg(command.line, lacks));
    statusBar()->showMessage(
        command.to_save.isEmpty()
            ? tr("Copied: %1").arg(command.line)
            : tr("Copied, but it gives these numbers only when this is saved: %1")
                  .arg(command.to_save.join(", ")));
}

void MainWindow::show_next(int step) {
    if (session_.count() > 0)
        session_.set_current((session_.current() + step + session_.count()) % session_.count());
}

void MainWindow::make_scenario_entries(QMenu& menu) {
    QAction* next = menu.addAction(tr("&Next scenario"), this, [this] { show_next(1); });
    next->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::Key_Tab), QKeySequence(Qt::CTRL | Qt::Key_PageDown)});
    QAction* previous = menu.addAction(tr("&Previous scenario"), this, [this] { show_next(-1); });
    previous->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab),
                            QKeySequence(Qt::CTRL | Qt::Key_PageUp)});
}

void MainWindow::make_view_menu() {
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    QAction* form = form_dock_->toggleViewAction();
    form->setShortcut(QKeySequence(Qt::Key_F9));
    form->setText(tr("&Form"));
    menu->addAction(form);
    menu->addAction(tr("Next pa&ne"), QKeySequence(Qt::Key_F6), this, &MainWindow::go_to_next_pane);
    // Charts take the colours that they have when they are made.
    connect(add_appearance_menu(*menu), &QMenu::triggered, &session_, &Session::current_changed);
    menu->addSeparator();
    make_scenario_entries(*menu);
    menu->addSeparator();
    for (int i = 0; i < pages_->count(); ++i) {
        auto* page = static_cast<Page*>(pages_->widget(i));
        QAction* action =
            menu->addAction(page->title(), this, [this, id = page->id()] { show_page(id); });
        action->setShortcut(page_keys(i));
    }
}

/// From the form to the tabs of the pages, from there into the page, and back to the form.
void MainWindow::go_to_next_pane() {
    const QWidget* now = QApplication::focusWidget();
    if (now != nullptr && form_->isAncestorOf(now))
        return pages_->tabBar()->setFocus(Qt::ShortcutFocusReason);
    if (now == pages_->tabBar() || !form_dock_->isVisible()) {
        for (QWidget* inside : front_page()->findChildren<QWidget*>()) {
            if (inside->focusPolicy() != Qt::NoFocus && inside->isVisible() && inside->isEnabled())
                return inside->setFocus(Qt::ShortcutFocusReason);
        }
    }
    form_->find_field_by_name();
}

void MainWindow::show_documents() {
    const QSignalBlocker quiet(documents_);
    while (documents_->count() > session_.count()) documents_->removeTab(documents_->count() - 1);
    while (documents_->count() < session_.count()) documents_->addTab({});
    for (int i = 0; i < session_.count(); ++i) {
        const Document& document = session_.document(i);
        documents_->setTabText(
            i, qt(document.title()) + (document.is_changed() || session_.is_gone(i) ? " *" : ""));
        documents_->setTabToolTip(
            i, document.file().empty() ? tr("Not saved yet") : qt(document.file().string()));
    }
    const int now = session_.current();
    documents_->setCurrentIndex(now);
    undo_->setEnabled(now >= 0 && session_.document(now).can_undo());
    redo_->setEnabled(now >= 0 && session_.document(now).can_redo());
    setWindowTitle(now < 0 ? QStringLiteral("Deepwallet")
                           : qt(session_.document(now).title()) + " — Deepwallet");
    show_notice();
}

QString MainWindow::command_line() const { return command_text(*front_page(), session_).line; }

/// Somebody who comes back to the window may have been at its files.
bool MainWindow::event(QEvent* event) {
    const bool done = QMainWindow::event(event);
    if (event->type() == QEvent::WindowActivate)
        session_.look_at_files();
    return done;
}

}  // namespace deepwallet::gui
