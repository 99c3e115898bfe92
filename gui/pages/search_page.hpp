#pragma once

/// The best plans, or what a budget buys, or the least for a target: what is wanted, what must hold
/// and which fields are free, as the scenario's [search] says it; the search beside the window, its
/// plans as table and charts, and the scenario's own plan among them.

#include <atomic>
#include <memory>
#include <optional>

#include "engine/search/search_section.hpp"
#include "gui/asked.hpp"
#include "gui/background.hpp"
#include "gui/goal_job.hpp"
#include "gui/page.hpp"
#include "gui/search_job.hpp"
#include "gui/session.hpp"

class QComboBox;
class QLabel;
class QScrollArea;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace deepwallet::gui {

class ResultView;

class SearchPage : public Page {
    Q_OBJECT

public:
    explicit SearchPage(Session& session, QWidget* parent = nullptr);
    ~SearchPage() override;

    [[nodiscard]] QString csv() const override;
    [[nodiscard]] QStringList command() const override { return {"search"}; }
    [[nodiscard]] std::optional<ShownQuestion> shown_question() const override;
    [[nodiscard]] bool is_busy() const override;
    void fill(const QString& view) override;

    // As a person does it.
    /// A formula, or a word for one in the language of the window.
    void set_objective(const QString& shown);
    void add_condition(const QString& formula);
    void add_axis(const QString& path, const QString& values);
    void remove(int item);
    void start();
    void stop();

    /// Plans that will be looked at; absent while they are counted, where the question has faults
    /// or takes several searches.
    [[nodiscard]] std::optional<std::int64_t> plan_count() const { return count_; }
    [[nodiscard]] const FoundPlansPtr& found() const { return found_; }
    [[nodiscard]] QString message() const;
    /// To what a budget buys, or what a target takes at the least.
    [[nodiscard]] const GoalAnswerPtr& answered() const { return answered_; }
    /// Of a file that asks for something else than plans: what; else empty.
    [[nodiscard]] QString note() const;
    [[nodiscard]] QString own_text() const;
    /// Whose plans these are; empty where they are of the scenario in front.
    [[nodiscard]] QString whose_text() const;
    [[nodiscard]] ResultView& results() { return *results_; }
    /// A tab with the scenario of a row.
    void open_plan(int row);

private:
    /// What the file asks for.
    enum class Kind { plans, target, goal };
    struct Counted {
        Result<SearchQuestion> question;
        std::int64_t count = 0;
    };

    QWidget* make_terms();
    QWidget* make_free();
    QWidget* make_run();
    QWidget* make_answer();
    void show_question();
    void show_section(const std::string& text);
    void show_note(const SearchSection& section);
    void count_plans();
    void take(Counted counted);
    void run(const SearchQuestion& question);
    void take_plans(const FoundPlansPtr& plans);
    void take_answer(const GoalAnswerPtr& answer);
    [[nodiscard]] bool is_running() const;
    void show_buttons();
    void show_own();
    void show_whose();
    [[nodiscard]] bool has_results() const { return found_ || answered_; }
    void set_conditions(const QStringList& all);
    [[nodiscard]] QStringList conditions() const;
    void showEvent(QShowEvent* event) override;

    Session& session_;
    SearchJob job_;
    GoalJob goal_job_;
    Background counter_;
    std::shared_ptr<std::atomic<bool>> stop_count_;
    std::optional<SearchQuestion> question_;
    std::optional<std::int64_t> count_;
    bool starts_when_counted_ = false;
    Kind kind_ = Kind::plans;
    std::optional<BudgetGoal> goal_;
    std::string text_;  ///< that the question is of
    std::filesystem::path file_;
    Asked asks_;   ///< the same, and whose it is
    Asked asked_;  ///< by the search
    Asked shown_;  ///< with the plans that are shown
    FoundPlansPtr found_;
    GoalAnswerPtr answered_;
    QComboBox* objective_ = nullptr;
    QSpinBox* top_ = nullptr;
    QLineEdit* condition_ = nullptr;
    QComboBox* field_ = nullptr;
    QLineEdit* values_ = nullptr;
    QListWidget* list_ = nullptr;
    QLabel* size_ = nullptr;
    QLabel* note_ = nullptr;
    QPlainTextEdit* answer_ = nullptr;
    QProgressBar* progress_ = nullptr;
    QPushButton* run_ = nullptr;
    QPushButton* stop_ = nullptr;
    QPushButton* open_ = nullptr;
    QLabel* own_ = nullptr;
    QScrollArea* said_ = nullptr;
    QLabel* whose_ = nullptr;
    ResultView* results_ = nullptr;
};

}  // namespace deepwallet::gui
