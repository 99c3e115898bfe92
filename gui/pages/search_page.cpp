#include "gui/pages/search_page.hpp"

#include <QComboBox>
#include <QCompleter>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>

#include "engine/report/format.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/search/inverse_question.hpp"
#include "engine/search/question.hpp"
#include "engine/sweep/export.hpp"
#include "gui/fault_text.hpp"
#include "gui/found_plan.hpp"
#include "gui/metric_text.hpp"
#include "gui/path_name.hpp"
#include "gui/report_words.hpp"
#include "gui/text.hpp"
#include "gui/widgets/field_choice.hpp"
#include "gui/widgets/result_view.hpp"

namespace deepwallet::gui {

namespace {

constexpr const char* kWhere = "search.where";
constexpr const char* kObjective = "search.objective";
constexpr const char* kTop = "search.top";
constexpr const char* kSet = "search.set.";
constexpr int kMostTop = 1000;
constexpr std::array kObjectives = {
    "time", "cost", "energy", "carbon", "gpus", "power.facility_mean_kw"};

/// Single words are told in the window's language; formulas and paths are as they are.
QString shown_objective(const std::string& formula) { return told(formula, "search.objective"); }

/// What the text says for it.
QString written_objective(const QString& shown) {
    for (const char* word : kObjectives) {
        if (shown_objective(word) == shown)
            return word;
    }
    return shown;
}

QString formulas(const std::vector<PlacedText>& all) {
    QStringList out;
    for (const PlacedText& each : all) out << qt(each.text);
    return out.join(", ");
}

}  // namespace

SearchPage::SearchPage(Session& session, QWidget* parent)
    : Page("search", tr("Search"), parent), session_(session), counter_(this) {
    results_ = new ResultView;
    own_ = new QLabel;
    own_->setWordWrap(true);
    open_ = new QPushButton(tr("&Open this plan"));
    open_->setToolTip(tr("The selected plan as a scenario of its own"));
    auto* row = new QHBoxLayout;
    own_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    said_ = new QScrollArea;
    said_->setWidgetResizable(true);
    said_->setFrameShape(QFrame::NoFrame);
    said_->setAccessibleName(tr("What was found"));
    said_->setWidget(own_);
    said_->setFixedHeight(0);
    row->addWidget(said_, 1);
    row->addWidget(open_);
    auto* column = new QVBoxLayout(this);
    column->addWidget(make_terms());
    column->addWidget(make_free());
    note_ = new QLabel;
    note_->setWordWrap(true);
    note_->hide();
    column->addWidget(note_);
    column->addWidget(make_run());
    whose_ = new QLabel;
    whose_->setStyleSheet(QStringLiteral("font-weight: bold"));
    whose_->hide();
    column->addWidget(whose_);
    column->addLayout(row);
    column->addWidget(make_answer(), 3);
    column->addWidget(results_, 1);
    connect(open_, &QPushButton::clicked, this, [this] {
        if (const auto rows = results_->selected_rows(); !rows.empty())
            open_plan(static_cast<int>(rows.front()));
    });
    connect(results_, &ResultView::opened, this, &SearchPage::open_plan);
    connect(results_, &ResultView::selection_changed, this, &SearchPage::show_buttons);
    connect(&session_, &Session::current_changed, this, &SearchPage::show_question);
    connect(&session_, &Session::edited, this, &SearchPage::show_question);
    connect(&session_, &Session::current_changed, this, &SearchPage::show_whose);
    connect(&session_, &Session::documents_changed, this, &SearchPage::show_whose);
    connect(&session_, &Session::edited, this, &SearchPage::show_whose);
    const auto show_progress = [this](qint64 done, qint64 total) {
        constexpr int kSteps = 1000;
        progress_->setRange(0, kSteps);
        progress_->setValue(static_cast<int>(kSteps * done / std::max<qint64>(1, total)));
        progress_->setFormat(QStringLiteral("%p %"));
    };
    connect(&job_, &SearchJob::progressed, this, show_progress);
    connect(&goal_job_, &GoalJob::progressed, this, show_progress);
    connect(&job_, &SearchJob::found, this, &SearchPage::take_plans);
    connect(&job_, &SearchJob::finished, this, [this] {
        show_buttons();
        show_own();
    });
    const auto show_failure = [this](const QString& message) {
        show_buttons();
        size_->setText(message);
    };
    connect(&job_, &SearchJob::failed, this, show_failure);
    connect(&goal_job_, &GoalJob::failed, this, show_failure);
    connect(&goal_job_, &GoalJob::answered, this, &SearchPage::take_answer);
    show_buttons();
}

SearchPage::~SearchPage() {
    // A line that loses the focus as it goes says that it was edited, and its box that something
    // was chosen, to a page that is gone.
    disconnect(objective_->lineEdit(), nullptr, this, nullptr);
    disconnect(objective_, nullptr, this, nullptr);
    if (stop_count_)
        *stop_count_ = true;
}

QWidget* SearchPage::make_terms() {
    objective_ = new QComboBox;
    objective_->setEditable(true);
    objective_->setInsertPolicy(QComboBox::NoInsert);
    objective_->setAccessibleName(tr("What is wanted least"));
    objective_->setToolTip(
        tr("A number, or a formula over numbers, of which the least is best: time, cost, "
           "run.days + 2e-6 * cost.total_usd, -iteration.mfu"));
    for (const char* word : kObjectives) objective_->addItem(shown_objective(word));
    connect(objective_, &QComboBox::textActivated, this, &SearchPage::set_objective);
    connect(objective_->lineEdit(), &QLineEdit::editingFinished, this, [this] {
        set_objective(objective_->currentText());
    });
    condition_ = new QLineEdit;
    condition_->setPlaceholderText(tr("run.days <= 30"));
    condition_->setAccessibleName(tr("Condition"));
    auto* add = new QPushButton(tr("Add &condition"));
    const auto add_now = [this] { add_condition(condition_->text()); };
    connect(add, &QPushButton::clicked, this, add_now);
    connect(condition_, &QLineEdit::returnPressed, this, add_now);
    top_ = new QSpinBox;
    top_->setRange(1, kMostTop);
    top_->setAccessibleName(tr("How many of the best"));
    connect(top_, &QSpinBox::valueChanged, this, [this](int n) {
        session_.set_value(kTop, std::int64_t{n}, true);
    });
    auto* out = new QWidget;
    auto* row = new QHBoxLayout(out);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(new QLabel(tr("The least")));
    row->addWidget(objective_, 3);
    row->addWidget(new QLabel(tr("best")));
    row->addWidget(top_);
    row->addWidget(new QLabel(tr("where")));
    row->addWidget(condition_, 2);
    row->addWidget(add);
    return out;
}

QWidget* SearchPage::make_free() {
    field_ = field_choice(tr("Field that is free"));
    field_->setCurrentIndex(field_->findData("cluster.servers"));
    values_ = new QLineEdit;
    values_->setPlaceholderText(tr("values, for example 280, 350, 420"));
    values_->setAccessibleName(tr("Values of the free field"));
    auto* add = new QPushButton(tr("&Free a field"));
    const auto add_now = [this] { add_axis(chosen_field(*field_), values_->text()); };
    connect(add, &QPushButton::clicked, this, add_now);
    connect(values_, &QLineEdit::returnPressed, this, add_now);
    auto* remove = new QPushButton(tr("&Remove"));
    connect(remove, &QPushButton::clicked, this, [this] { this->remove(list_->currentRow()); });
    list_ = new QListWidget;
    list_->setAccessibleName(tr("Conditions and free fields"));
    auto* out = new QWidget;
    auto* column = new QVBoxLayout(out);
    column->setContentsMargins(0, 0, 0, 0);
    auto* row = new QHBoxLayout;
    row->addWidget(field_, 2);
    row->addWidget(values_, 3);
    row->addWidget(add);
    row->addWidget(remove);
    column->addLayout(row);
    column->addWidget(list_);
    return out;
}

QWidget* SearchPage::make_run() {
    size_ = new QLabel;
    size_->setWordWrap(true);
    size_->setToolTip(
        tr("Every way to split tensors, stages, sequences, experts and batches, each schedule, "
           "recomputation, ZeRO stage and offload, and what is free above"));
    progress_ = new QProgressBar;
    progress_->setFormat({});
    progress_->setAccessibleName(tr("Progress"));
    run_ = new QPushButton(tr("&Search"));
    stop_ = new QPushButton(tr("&Pause"));
    stop_->setToolTip(tr("What is found is kept; Search goes on with the rest"));
    connect(run_, &QPushButton::clicked, this, &SearchPage::start);
    connect(stop_, &QPushButton::clicked, this, &SearchPage::stop);
    auto* out = new QWidget;
    auto* row = new QHBoxLayout(out);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(size_, 2);
    row->addWidget(progress_, 1);
    row->addWidget(run_);
    row->addWidget(stop_);
    return out;
}

/// In letters of one width, as the command prints it.
QWidget* SearchPage::make_answer() {
    answer_ = new QPlainTextEdit;
    answer_->setReadOnly(true);
    answer_->setLineWrapMode(QPlainTextEdit::NoWrap);
    answer_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    answer_->setAccessibleName(tr("Answer"));
    answer_->hide();
    return answer_;
}

void SearchPage::show_note(const SearchSection& section) {
    goal_ = goal_of(section);
    kind_ = goal_ ? Kind::goal : section.targets.empty() ? Kind::plans : Kind::target;
    QString said;
    if (kind_ == Kind::goal)
        said = tr("This file asks what a budget buys: %1, %2.")
                   .arg(told(section.question->text, "search.question"),
                        section.budget ? qt(section.budget->text) : formulas(section.where));
    else if (kind_ == Kind::target)
        said = tr("This file asks for the least GPUs, dollars and power that reach %1: one answer "
                  "each.")
                   .arg(formulas(section.targets));
    note_->setText(said);
    note_->setVisible(!said.isEmpty());
    // These ask for no list of plans by an objective of one's own.
    objective_->setEnabled(kind_ == Kind::plans);
    top_->setEnabled(kind_ == Kind::plans);
}

// The question: it stands in the text of the scenario.

void SearchPage::set_objective(const QString& shown) {
    const QString formula = written_objective(shown);
    const auto read = metric_expression(formula.toStdString(), {});
    if (!read) {
        size_->setText(told_faults(read.error()));
        return;
    }
    const int now = session_.current();
    if (now < 0)
        return;
    const Document& document = session_.document(now);
    const auto section = read_search_section(document.text(), document.place().string());
    const std::string before =
        section && section->objective ? section->objective->text : std::string("time");
    if (formula.toStdString() != before)
        session_.set_value(kObjective, formula.toStdString());
}

QStringList SearchPage::conditions() const {
    QStringList out;
    for (int i = 0; i < list_->count(); ++i) {
        const QListWidgetItem* item = list_->item(i);
        if (item->data(Qt::UserRole).toString() == kWhere)
            out << item->data(Qt::UserRole + 1).toString();
    }
    return out;
}

void SearchPage::set_conditions(const QStringList& all) {
    if (all.isEmpty())
        return session_.reset_value(kWhere);
    std::vector<std::string> texts;
    for (const QString& each : all) texts.push_back(each.toStdString());
    session_.set_value(kWhere, texts);
}

void SearchPage::add_condition(const QString& formula) {
    const auto read = metric_expression(formula.toStdString(), {});
    if (!read) {
        size_->setText(told_faults(read.error()));
        return;
    }
    set_conditions(conditions() << formula.trimmed());
    condition_->clear();
}

void SearchPage::add_axis(const QString& path, const QString& values) {
    const Result<Assignment> axis = axis_assignment(path, values);
    if (!axis) {
        size_->setText(told_fault(axis.error().front()));
        return;
    }
    session_.set_value(kSet + axis->path, axis->value);
    values_->clear();
}

void SearchPage::remove(int item) {
    const QListWidgetItem* at = list_->item(item);
    if (at == nullptr)
        return;
    const QString path = at->data(Qt::UserRole).toString();
    if (path != kWhere)
        return session_.reset_value(path.toStdString());
    QStringList left = conditions();
    left.removeOne(at->data(Qt::UserRole + 1).toString());
    set_conditions(left);
}

void SearchPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    show_question();
}

void SearchPage::show_question() {
    const int now = session_.current();
    if (!isVisible())
        return;
    if (now < 0) {
        text_.clear();
        question_.reset();
        count_.reset();
        size_->clear();
        return show_buttons();
    }
    asks_ = asked_of_front(session_);
    if (asks_.text == text_ && asks_.place == file_)
        return;
    text_ = asks_.text;
    file_ = asks_.place;
    question_.reset();
    count_.reset();
    show_section(text_);
    count_plans();
    show_buttons();
}

void SearchPage::show_section(const std::string& text) {
    list_->clear();
    const Result<SearchSection> section = read_search_section(text, file_.string());
    show_note(section ? *section : SearchSection{});
    if (!section)
        return;
    const auto add = [&](const QString& shown, const QString& path, const QString& what) {
        auto* item = new QListWidgetItem(shown, list_);
        item->setData(Qt::UserRole, path);
        item->setToolTip(path);
        item->setData(Qt::UserRole + 1, what);
    };
    for (const PlacedText& condition : section->where)
        add(tr("where %1").arg(qt(condition.text)), kWhere, qt(condition.text));
    for (const Axis& axis : section->axes) add(axis_line(axis), qt(kSet + axis.path), {});
    for (const Assignment& setting : section->settings)
        add(path_name(setting.path) + " = " + value_name(setting.path, to_text(setting.value)),
            qt(kSet + setting.path),
            {});
    constexpr int kMostRows = 4;
    fit_height(*list_, kMostRows);
    list_->setVisible(list_->count() > 0);
    if (!objective_->hasFocus() || !objective_->lineEdit()->isModified())
        objective_->setCurrentText(
            shown_objective(section->objective ? section->objective->text : "time"));
    const QSignalBlocker quiet(top_);
    constexpr std::size_t kUsual = 10;
    top_->setValue(static_cast<int>(section->top.value_or(kUsual)));
}

void SearchPage::count_plans() {
    if (stop_count_)
        *stop_count_ = true;
    stop_count_ = std::make_shared<std::atomic<bool>>(false);
    size_->setText(kind_ == Kind::plans ? tr("Counting plans…") : QString());
    counter_.run(
        [text = text_, file = file_, db = session_.database(), stop = stop_count_, kind = kind_] {
            Counted out{read_search_question(text, file, db)};
            if (out.question && kind == Kind::plans)
                out.count = deepwallet::plan_count(*out.question, stop.get());
            return out;
        },
        [this](Counted counted) { take(std::move(counted)); });
}

void SearchPage::take(Counted counted) {
    const bool starts = std::exchange(starts_when_counted_, false);
    if (!counted.question) {
        size_->setText(told_faults(counted.question.error()));
        return show_buttons();
    }
    question_ = std::move(*counted.question);
    if (kind_ == Kind::plans) {
        count_ = counted.count;
        size_->setText(tr("%1 plans to look at").arg(count_text(*count_)));
    } else {
        size_->setText(tr("Several searches answer this, one after the other."));
    }
    show_buttons();
    if (starts)
        start();
}

// The search.

bool SearchPage::is_running() const { return job_.is_running() || goal_job_.is_running(); }

void SearchPage::stop() {
    job_.stop();
    goal_job_.stop();
}

void SearchPage::start() {
    if (is_running())
        return;
    if (kind_ == Kind::plans && job_.can_go_on() && asked_.text == text_ && asked_.place == file_) {
        job_.go_on();
        return show_buttons();
    }
    if (question_)
        run(*question_);
    else
        starts_when_counted_ = counter_.is_running();
}

void SearchPage::run(const SearchQuestion& question) {
    asked_ = asks_;
    progress_->setValue(0);
    if (kind_ == Kind::plans)
        job_.start(question);
    else
        goal_job_.start({question, goal_});
    show_buttons();
}

void SearchPage::fill(const QString& view) {
    results_->show_view(view);
    start();
}

bool SearchPage::is_busy() const { return counter_.is_running() || is_running(); }

void SearchPage::take_plans(const FoundPlansPtr& plans) {
    const bool first = found_ == nullptr;
    found_ = plans;
    shown_ = asked_;
    answered_.reset();
    answer_->hide();
    results_->show_charts(true);
    ResultMarks marks;
    marks.own = plans->own;
    marks.own_name = tr("own plan, %1").arg(count_text(plans->outcome.better + 1));
    marks.joins_points = false;
    marks.shows_front = first;
    for (const std::string& name : plans->question.objective.names()) marks.objectives << qt(name);
    // The front that was asked for.
    QStringList front;
    for (const Expression& goal : plans->question.goals) front += QStringList(qt(goal.text()));
    while (front.size() < 2) front += "run.days";
    marks.x = front[0];
    marks.y = front[1];
    marks.color = front.value(2);
    results_->show_table(std::shared_ptr<const ResultTable>(plans, &plans->table), marks);
    show_whose();
    show_buttons();
}

void SearchPage::take_answer(const GoalAnswerPtr& answer) {
    found_.reset();
    shown_ = asked_;
    answered_ = answer;
    own_->clear();
    said_->setFixedHeight(0);
    answer_->setPlainText(told_lines(answer->text));
    answer_->show();
    results_->show_charts(false);
    results_->show_table(std::shared_ptr<const ResultTable>(answer, &answer->table));
    progress_->setValue(progress_->maximum());
    show_whose();
    show_buttons();
}

void SearchPage::show_buttons() {
    const bool rest =
        kind_ == Kind::plans && job_.can_go_on() && asked_.text == text_ && asked_.place == file_;
    run_->setEnabled(!is_running() && (rest || question_));
    run_->setText(rest ? tr("Go &on") : tr("&Search"));
    stop_->setEnabled(is_running());
    stop_->setText(goal_job_.is_running() ? tr("Ca&ncel") : tr("&Pause"));
    stop_->setToolTip(goal_job_.is_running()
                          ? tr("The best of what was looked at by then is shown")
                          : tr("What is found is kept; Search goes on with the rest"));
    open_->setEnabled(has_results() && !results_->selected_rows().empty());
}

/// Behind the plans of a scenario that another one is in front of, whose own plan is none of them.
void SearchPage::show_whose() {
    whose_->setText(has_results() ? gui::whose_text(shown_, session_) : QString());
    whose_->setVisible(!whose_->text().isEmpty());
    show_own();
}

/// What was looked at, and where the plan of the scenario in front stands.
void SearchPage::show_own() {
    if (!found_)
        return;
    const SearchOutcome& o = found_->outcome;
    QString said = tr("%1 plans in %2: %3 evaluated, %4 too large for memory, %5 behind a bound.")
                       .arg(count_text(o.plans),
                            told_value(format_time(found_->seconds * units::s)),
                            count_text(o.evaluated),
                            count_text(o.too_large),
                            count_text(o.pruned));
    said += ' ';
    if (o.best.empty())
        said += job_.is_running() ? QString() : tr("None of them fits and meets the conditions.");
    else if (!is_of_front(shown_, session_))
        said.chop(1);
    else if (!found_->own)
        said += tr("Your own plan is none of those that fit and meet the conditions.");
    else
        said += own_plan_text(*found_);
    if (!o.best.empty())
        said += decision_text(*found_);
    if (job_.can_go_on())
        said += ' ' + tr("Paused: plans that were not looked at may be better.");
    own_->setText(said);
    // However much there is to say, the table keeps its place.
    constexpr int kMostLines = 4;
    said_->setFixedHeight(std::min(kMostLines * fontMetrics().lineSpacing(),
                                   own_->heightForWidth(said_->viewport()->width())) +
                          2);
}

void SearchPage::open_plan(int row) {
    const std::vector<Scenario>* plans = answered_ ? &answered_->plans
                                         : found_  ? &found_->plans
                                                   : nullptr;
    if (plans == nullptr || row < 0 || row >= static_cast<int>(plans->size()))
        return;
    const Scenario& plan = (*plans)[static_cast<std::size_t>(row)];
    const auto text = plan_text(shown_, results_->table()->columns, plan, session_.database());
    if (!text) {
        Q_EMIT session_.refused(told_faults(text.error()));
        return;
    }
    session_.add(Document::draft(
        *text, session_.free_name(shown_.place, "plan-" + std::to_string(row + 1))));
}

QString SearchPage::message() const { return size_->text(); }

QString SearchPage::note() const { return note_->text(); }

QString SearchPage::own_text() const { return own_->text(); }

QString SearchPage::whose_text() const { return whose_->text(); }

std::optional<ShownQuestion> SearchPage::shown_question() const {
    if (!has_results())
        return std::nullopt;
    return ShownQuestion{document_of(shown_, session_), {}};
}

QString SearchPage::csv() const {
    return has_results() ? qt(result_csv(*results_->model().seen())) : QString();
}

}  // namespace deepwallet::gui
