#include "gui/form_pane.hpp"

#include <QCheckBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "engine/scenario/fields.hpp"
#include "gui/fault_text.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

std::string section_of(const std::string& path) {
    const std::size_t dot = path.find('.');
    return dot == std::string::npos ? "" : path.substr(0, dot);
}

/// Most questions are asked of these: they come first, and open.
constexpr std::array kFirst = {"cluster", "parallelism", "training", "economics", "model", "site"};

std::size_t order_of(const std::string& section) {
    return static_cast<std::size_t>(std::find(kFirst.begin(), kFirst.end(), section) -
                                    kFirst.begin());
}

bool opens_at_first(const std::string& section) {
    return section == "cluster" || section == "parallelism" || section == "training";
}

std::string origin_of(const Origin& origin) {
    std::string out;
    if (!origin.place.file.empty())
        out = origin.place.file + ":" + std::to_string(origin.place.line);
    if (!origin.provenance.source.empty())
        out += (out.empty() ? "" : " — ") + origin.provenance.source;
    if (!origin.provenance.as_of.empty())
        out += " (" + origin.provenance.as_of + ")";
    if (origin.provenance.assumption)
        out += " — " + told("assumption").toStdString();
    return out;
}

std::string fault_about(const Faults& faults, const std::string& path) {
    for (const Fault& fault : faults) {
        if (fault.path == path)
            return told_fault(fault, "; ").toStdString();
    }
    return "";
}

/// What is refused stays as it was typed, and what was given before is gone.
void show_given(const std::vector<Assignment>& inputs, const std::string& path, FieldState& state) {
    const auto at = std::find_if(
        inputs.begin(), inputs.end(), [&](const Assignment& input) { return input.path == path; });
    if (at != inputs.end()) {
        const auto* typed = std::get_if<std::string>(&at->value);
        state.text = typed != nullptr ? *typed : to_text(at->value);
    } else if (state.given) {
        state.text.clear();
    }
    state.given = at != inputs.end();
}

}  // namespace

FormPane::FormPane(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    filter_ = new QLineEdit;
    filter_->setObjectName("find");
    filter_->setPlaceholderText(tr("Find a field (Ctrl+F)"));
    filter_->setClearButtonEnabled(true);
    filter_->setAccessibleName(tr("Find a field"));
    only_given_ = new QCheckBox(tr("Changed from preset only"));
    auto* inside = new QWidget;
    auto* list = new QVBoxLayout(inside);
    list->setContentsMargins(4, 0, 8, 0);
    list->setSpacing(2);
    add_sections(list);
    list->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    // Its fields take the keyboard, and scroll with it.
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 0, 4);
    column->addWidget(filter_);
    column->addWidget(only_given_);
    column->addWidget(scroll, 1);
    setEnabled(session_.current() >= 0);
    connect(filter_, &QLineEdit::textChanged, this, &FormPane::apply_filter);
    connect(only_given_, &QCheckBox::toggled, this, &FormPane::apply_filter);
    finding_ = new QTimer(this);
    finding_->setSingleShot(true);
    connect(finding_, &QTimer::timeout, this, &FormPane::make_found);
    connect(&session_, &Session::current_changed, this, [this] {
        end_strokes();
        for (const auto& [field, editor] : editors_) editor->forget_refusal();
        show_answer();
    });
    connect(&session_, &Session::edited, this, &FormPane::end_strokes);
    connect(&session_, &Session::refused, this, [this](const QString& reason) {
        if (edits_ != nullptr)
            edits_->refuse(reason);
    });
    const auto show_if_front = [this](int index) {
        if (index == session_.current())
            show_answer();
    };
    connect(&session_, &Session::answered, this, show_if_front);
    connect(&session_, &Session::doubted, this, show_if_front);
}

/// A stroke lasts while its own field is changed and nothing else.
void FormPane::end_strokes() {
    for (const auto& [field, editor] : editors_) {
        if (editor != edits_)
            editor->end_stroke();
    }
}

void FormPane::add_sections(QVBoxLayout* into) {
    const auto& fields = scenario_fields();
    std::vector<std::string> names;
    for (const FieldInfo& field : fields) {
        const std::string name = section_of(field.path);
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    }
    std::stable_sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
        return order_of(a) < order_of(b);
    });
    sections_.resize(names.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto at = std::find(names.begin(), names.end(), section_of(fields[i].path));
        sections_[static_cast<std::size_t>(at - names.begin())].fields.push_back(i);
    }
    for (std::size_t k = 0; k < names.size(); ++k) {
        Section& section = sections_[k];
        section.head = new QToolButton;
        section.head->setText(names[k].empty() ? tr("general") : told(names[k]));
        section.head->setCheckable(true);
        section.head->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        section.head->setArrowType(Qt::RightArrow);
        section.head->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        section.body = new QWidget;
        auto* rows = new QVBoxLayout(section.body);
        rows->setContentsMargins(12, 0, 0, 6);
        rows->setSpacing(1);
        section.body->hide();
        into->addWidget(section.head);
        into->addWidget(section.body);
        connect(section.head, &QToolButton::toggled, this, [this, k](bool open) {
            open_section(sections_[k], open);
        });
        if (opens_at_first(names[k]))
            section.head->setChecked(true);
    }
}

void FormPane::open_section(Section& section, bool open) {
    section.head->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    section.opened_by_search = false;
    if (open)
        make_editors(section);
    section.body->setVisible(open);
    if (!open || !is_searched())
        return;
    for (const std::size_t field : section.fields) editors_[field]->setVisible(matches(field));
}

/// Only what somebody looks at is made: there are hundreds of fields.
void FormPane::make_editors(Section& section) {
    for (const std::size_t index : section.fields) make_editor(section, index);
    show_section(section);
}

/// Among the others of its section, in the order of the registry whichever came first.
FieldEditor* FormPane::make_editor(Section& section, std::size_t index) {
    if (const auto at = editors_.find(index); at != editors_.end())
        return at->second;
    const FieldInfo& field = scenario_fields()[index];
    auto* editor = new FieldEditor(field, session_.database());
    const auto before =
        std::count_if(section.fields.begin(), section.fields.end(), [&](std::size_t other) {
            return other < index && editors_.count(other) > 0;
        });
    static_cast<QVBoxLayout*>(section.body->layout())
        ->insertWidget(static_cast<int>(before), editor);
    editors_[index] = editor;
    put_in_tab_order(section, index);
    connect(
        editor, &FieldEditor::changed, this, [this, editor, &field](const QString& text, bool on) {
            edits_ = editor;
            editor->forget_refusal();
            if (text.trimmed().isEmpty())
                session_.reset_value(field.path, on);
            else
                session_.set_value(field.path, value_of(field, text.toStdString()), on);
            edits_ = nullptr;
        });
    connect(editor, &FieldEditor::reset, this, [this, editor, &field] {
        edits_ = editor;
        editor->forget_refusal();
        session_.reset_value(field.path);
        edits_ = nullptr;
    });
    return editor;
}

/// Behind the field before it, or the head of its section, whenever it was made.
void FormPane::put_in_tab_order(const Section& section, std::size_t index) {
    QWidget* before = section.head;
    for (const std::size_t other : section.fields) {
        if (const auto at = editors_.find(other); other < index && at != editors_.end())
            before = at->second->last_focus();
    }
    FieldEditor& editor = *editors_.at(index);
    QWidget::setTabOrder(before, editor.input());
    QWidget::setTabOrder(editor.input(), editor.last_focus());
}

bool FormPane::is_searched() const {
    return !filter_->text().trimmed().isEmpty() || only_given_->isChecked();
}

/// What is found and was never shown, until a few milliseconds have gone: the rest after whatever
/// else the window has to do, as the next letter.
void FormPane::make_found() {
    constexpr qint64 kPieceMs = 15;
    QElapsedTimer since;
    since.start();
    const AnswerPtr answer = session_.front_answer();
    for (Section& section : sections_) {
        if (!section.opened_by_search)
            continue;
        for (const std::size_t field : section.fields) {
            if (editors_.count(field) > 0 || !matches(field))
                continue;
            if (since.elapsed() >= kPieceMs)
                return finding_->start(0);
            FieldEditor* editor = make_editor(section, field);
            if (answer != nullptr)
                show_editor(field, *editor, *answer);
        }
    }
}

bool FormPane::is_given(std::size_t field) const {
    const AnswerPtr answer = session_.front_last_good();
    return answer != nullptr && answer->loaded->origins[field].kind == OriginKind::given;
}

bool FormPane::matches(std::size_t field) const {
    const FieldInfo& info = scenario_fields()[field];
    const QString wanted = filter_->text().trimmed();
    if (only_given_->isChecked() && !is_given(field))
        return false;
    QString name = qt(info.path);
    return wanted.isEmpty() || name.contains(wanted, Qt::CaseInsensitive) ||
           name.replace('_', ' ').contains(wanted, Qt::CaseInsensitive) ||
           qt(info.help).contains(wanted, Qt::CaseInsensitive) ||
           told(info.help).contains(wanted, Qt::CaseInsensitive) ||
           told(field_name(info), info.path).contains(wanted, Qt::CaseInsensitive);
}

void FormPane::apply_filter() {
    for (Section& section : sections_) {
        bool any = false;
        for (const std::size_t field : section.fields) {
            const bool wanted = matches(field);
            any = any || wanted;
            if (const auto at = editors_.find(field); at != editors_.end())
                at->second->setVisible(wanted);
        }
        section.head->setVisible(any);
        open_for_search(section, is_searched() && any);
        const bool was_shown = section.body->isVisibleTo(this);
        section.body->setVisible(any && section.head->isChecked());
        if (!was_shown)
            show_section(section);
    }
    finding_->start(0);
}

/// As it was before, when nothing is searched for any more.
void FormPane::open_for_search(Section& section, bool found) {
    const bool opens = found && !section.head->isChecked();
    const bool closes = !found && section.opened_by_search;
    if (!opens && !closes)
        return;
    const QSignalBlocker quiet(section.head);
    section.head->setChecked(opens);
    section.head->setArrowType(opens ? Qt::DownArrow : Qt::RightArrow);
    section.opened_by_search = opens;
}

void FormPane::show_answer() {
    const int now = session_.current();
    setEnabled(now >= 0);
    const AnswerPtr answer = session_.front_answer();
    // Nothing is known of the one in front yet: what another has is not shown for it.
    if (answer == nullptr) {
        for (const auto& [field, editor] : editors_) editor->show_state({});
        return;
    }
    for (const Section& section : sections_) show_section(section);
    if (only_given_->isChecked())
        apply_filter();
}

/// Of a closed one when it is opened.
void FormPane::show_section(const Section& section) {
    const AnswerPtr answer = session_.front_answer();
    if (answer == nullptr || !section.head->isChecked())
        return;
    for (const std::size_t field : section.fields) {
        if (const auto at = editors_.find(field); at != editors_.end())
            show_editor(field, *at->second, *answer);
    }
}

void FormPane::show_editor(std::size_t index, FieldEditor& editor, const Answered& answer) {
    const Field<Scenario>& field = scenario_fields()[index];
    // A text with faults has no values: those of before stay, beside the fault.
    const AnswerPtr before = session_.last_good(session_.current());
    const LoadedScenario* loaded = answer.loaded ? &*answer.loaded
                                   : before      ? &*before->loaded
                                                 : nullptr;
    FieldState state;
    state.fault = fault_about(answer.faults, field.path);
    if (loaded != nullptr) {
        const auto value = field.get(loaded->scenario);
        state.text = value ? read_back(*value) : "";
        const Origin& origin = loaded->origins[index];
        state.given = origin.kind == OriginKind::given;
        state.origin = origin_of(origin);
        const auto& idle = answer.doubt.tornado.given_without_effect;
        state.without_effect = std::find(idle.begin(), idle.end(), field.path) != idle.end();
    }
    if (const auto at = answer.presets.find(field.path); at != answer.presets.end())
        state.preset = at->second;
    if (!answer.loaded && !answer.inputs.empty())
        show_given(answer.inputs, field.path, state);
    editor.show_state(state);
}

FieldEditor* FormPane::editor(const std::string& path) {
    const Field<Scenario>* field = find_field(path);
    if (field == nullptr)
        return nullptr;
    const auto index = static_cast<std::size_t>(field - scenario_fields().data());
    for (Section& section : sections_) {
        if (std::find(section.fields.begin(), section.fields.end(), index) == section.fields.end())
            continue;
        section.head->setChecked(true);
        make_editor(section, index);
        show_section(section);
    }
    return editors_[index];
}

void FormPane::show_field(const std::string& path) {
    filter_->clear();
    only_given_->setChecked(false);
    if (FieldEditor* found = editor(path); found != nullptr)
        found->take_focus();
}

void FormPane::find_field_by_name() {
    filter_->setFocus(Qt::ShortcutFocusReason);
    filter_->selectAll();
}

}  // namespace deepwallet::gui
