#include "gui/form_pane.hpp"

#include <QCheckBox>
#include <QLineEdit>
#include <QScrollArea>
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

}  // namespace

FormPane::FormPane(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    filter_ = new QLineEdit;
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
    connect(filter_, &QLineEdit::textChanged, this, &FormPane::apply_filter);
    connect(only_given_, &QCheckBox::toggled, this, &FormPane::apply_filter);
    connect(&session_, &Session::current_changed, this, &FormPane::show_answer);
    connect(&session_, &Session::answered, this, [this](int index) {
        if (index == session_.current())
            show_answer();
    });
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
    if (open)
        make_editors(section);
    section.body->setVisible(open);
}

/// Only what somebody looks at is made: there are hundreds of fields.
void FormPane::make_editors(Section& section) {
    if (section.body->layout()->count() > 0)
        return;
    for (const std::size_t index : section.fields) {
        const FieldInfo& field = scenario_fields()[index];
        auto* editor = new FieldEditor(field, session_.database());
        section.body->layout()->addWidget(editor);
        editors_[index] = editor;
        connect(editor, &FieldEditor::changed, this, [this, &field](const QString& text, bool on) {
            if (text.trimmed().isEmpty())
                session_.reset_value(field.path);
            else
                session_.set_value(field.path, value_of(field, text.toStdString()), on);
        });
        connect(editor, &FieldEditor::reset, this, [this, &field] {
            session_.reset_value(field.path);
        });
    }
    show_answer();
}

bool FormPane::is_given(std::size_t field) const {
    const int now = session_.current();
    const AnswerPtr answer = now < 0 ? nullptr : session_.last_good(now);
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
    const bool filtered = !filter_->text().trimmed().isEmpty() || only_given_->isChecked();
    for (Section& section : sections_) {
        const bool any = std::any_of(section.fields.begin(),
                                     section.fields.end(),
                                     [&](std::size_t field) { return matches(field); });
        section.head->setVisible(any);
        if (filtered && any)
            section.head->setChecked(true);
        section.body->setVisible(any && section.head->isChecked());
        for (const std::size_t field : section.fields) {
            if (const auto at = editors_.find(field); at != editors_.end())
                at->second->setVisible(matches(field));
        }
    }
}

void FormPane::show_answer() {
    const int now = session_.current();
    setEnabled(now >= 0);
    const AnswerPtr answer = now < 0 ? nullptr : session_.answer(now);
    if (answer == nullptr)
        return;
    for (const auto& [field, editor] : editors_) show_editor(field, *editor, *answer);
    if (only_given_->isChecked())
        apply_filter();
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
    // What is refused stays as it was typed.
    for (const Assignment& input : answer.inputs) {
        if (input.path == field.path && !answer.loaded) {
            state.text = to_text(input.value);
            state.given = true;
        }
    }
    editor.show_state(state);
}

FieldEditor* FormPane::editor(const std::string& path) {
    const Field<Scenario>* field = find_field(path);
    if (field == nullptr)
        return nullptr;
    const auto index = static_cast<std::size_t>(field - scenario_fields().data());
    for (Section& section : sections_) {
        if (std::find(section.fields.begin(), section.fields.end(), index) != section.fields.end())
            section.head->setChecked(true);
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
