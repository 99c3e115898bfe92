#pragma once

/// The window: documents as tabs, the form on the left, pages on the right, menus around them.

#include <QMainWindow>

#include "gui/page.hpp"
#include "gui/session.hpp"

class QDockWidget;
class QLabel;
class QMenu;
class QPushButton;
class QTabBar;
class QTabWidget;

namespace deepwallet::gui {

class FormPane;
class OverviewPage;
class Recovery;
class SourcePage;
class SweepPage;

class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(Session& session, QWidget* parent = nullptr);

    /// A scenario as a tab, results of a sweep on their page; tells what is wrong with a file that
    /// cannot be read.
    bool open_file(const QString& file);
    [[nodiscard]] Page* page(const QString& id) const;
    [[nodiscard]] QStringList page_ids() const;
    void show_page(const QString& id);
    [[nodiscard]] QString front_page_id() const { return front_page()->id(); }
    /// PDF, or HTML where the file's name ends so (report_export.hpp).
    Result<void> write_report(const QString& file);
    /// Asks about work that an earlier program left unsaved.
    void offer(Recovery& recovery);
    /// Until the page in front shows the answers to all documents.
    void wait();
    [[nodiscard]] FormPane& form() { return *form_; }
    /// The command that prints what the page in front shows (command_text.hpp).
    [[nodiscard]] QString command_line() const;

private:
    Page* make_start_page();
    Page* make_alternatives_page();
    /// Opens examples, and with the first of them in front a page.
    void show_files(const QStringList& files, const QString& page);
    /// A draft of it: the file stays as it is.
    bool open_example(const QString& file);
    void add_page(Page* page);
    void make_menus();
    void make_file_menu();
    void make_edit_menu();
    void make_view_menu();
    void make_scenario_entries(QMenu& menu);
    QWidget* make_notice();
    void show_documents();
    void show_notice();
    void reload_front();
    void show_faults(int index);
    void show_state();
    void copy_table();
    void copy_command();
    void show_next(int step);
    void go_to_next_pane();
    void show_recent();
    void remember(const QString& file);
    void choose_file();
    bool open_results(const QString& file);
    void show_asked(SweepPage& sweep);
    bool save();
    bool save_as();
    /// The file is not as it was read: asks what to do about it.
    bool save_over_changes();
    bool write_to(const std::filesystem::path& file);
    void save_picture();
    void export_report();
    /// False where somebody wants to go on with it.
    bool may_close(int index);
    [[nodiscard]] Page* front_page() const;

    bool event(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

    Session& session_;
    QTabBar* documents_ = nullptr;
    QWidget* notice_ = nullptr;
    QLabel* notice_text_ = nullptr;
    QLabel* warning_ = nullptr;  ///< what is shown cannot be done: on every page
    QLabel* state_ = nullptr;    ///< of the scenario in front, beside what was said last
    QPushButton* reload_ = nullptr;
    QTabWidget* pages_ = nullptr;
    QDockWidget* form_dock_ = nullptr;
    FormPane* form_ = nullptr;
    OverviewPage* overview_ = nullptr;
    SourcePage* source_ = nullptr;
    QMenu* recent_ = nullptr;
    QAction* undo_ = nullptr;
    QAction* redo_ = nullptr;
};

}  // namespace deepwallet::gui
