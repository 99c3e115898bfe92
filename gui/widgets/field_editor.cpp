#include "gui/widgets/field_editor.hpp"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/config/toml_reader.hpp"
#include "engine/scenario/preset_sections.hpp"
#include "gui/appearance.hpp"
#include "gui/path_name.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

bool is_number(const FieldInfo& field) {
    return field.type == FieldType::integer || field.type == FieldType::number;
}

/// Texts are shown without their quotes.
std::string bare(const FieldInfo& field, const std::string& text) {
    const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
    const bool is_text = field.type == FieldType::text || field.type == FieldType::choice;
    return is_text && quoted ? text.substr(1, text.size() - 2) : text;
}

}  // namespace

std::string field_name(const FieldInfo& field) {
    const std::size_t dot = field.path.rfind('.');
    std::string name = dot == std::string::npos ? field.path : field.path.substr(dot + 1);
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

Value value_of(const FieldInfo& field, const std::string& text) {
    if (field.type == FieldType::text || field.type == FieldType::choice)
        return text;
    const Result<Assignment> read = read_setting(field.path + "=" + text);
    if (!read)
        return text;
    const Result<Value> good = checked(field, *read);
    return good ? *good : read->value;
}

FieldEditor::FieldEditor(const FieldInfo& field, const HardwareDb& db, QWidget* parent)
    : QWidget(parent), field_(field) {
    label_ = new QLabel(told(field_name(field_), field_.path));
    label_->setMinimumWidth(150);
    label_->setWordWrap(true);
    make_input(db);
    unit_ = new QLabel(field_.unit.empty() ? QString() : told(field_.unit, "unit"));
    unit_->setVisible(!field_.unit.empty());
    reset_ = new QToolButton;
    reset_->setText(QStringLiteral("\u21ba"));
    reset_->setAutoRaise(true);
    reset_->setAccessibleName(tr("Reset %1 to its preset").arg(qt(field_.path)));
    connect(reset_, &QToolButton::clicked, this, [this] {
        // The line may have the focus still.
        typing_ = false;
        Q_EMIT reset();
    });
    // Fields stand below each other whether there is something to reset or not.
    QSizePolicy keeps_place = reset_->sizePolicy();
    keeps_place.setRetainSizeWhenHidden(true);
    reset_->setSizePolicy(keeps_place);
    reset_->hide();
    note_ = new QLabel;
    note_->setWordWrap(true);
    note_->setTextFormat(Qt::PlainText);
    note_->hide();

    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(label_);
    row->addWidget(input_, 1);
    row->addWidget(unit_);
    row->addWidget(reset_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 1, 0, 1);
    column->setSpacing(1);
    column->addLayout(row);
    column->addWidget(note_);

    label_->setBuddy(input_);
    input_->setAccessibleName(qt(field_.path));
    input_->setAccessibleDescription(told(field_.help));
    if (is_number(field_)) {
        label_->setCursor(Qt::SizeHorCursor);
        label_->installEventFilter(this);
        input_->installEventFilter(this);
    }
}

FieldEditor::~FieldEditor() {
    // What loses the focus as it goes says that it was edited, to an editor that is gone.
    disconnect(input_, nullptr, this, nullptr);
}

void FieldEditor::make_input(const HardwareDb& db) {
    // A list of words is typed.
    const bool listed = field_.type == FieldType::texts;
    const std::vector<std::string> choices =
        listed ? std::vector<std::string>{} : choices_of(field_, db);
    if (choices.empty()) {
        line_ = new QLineEdit;
        input_ = line_;
        connect(line_, &QLineEdit::textEdited, this, [this](const QString& text) {
            Q_EMIT changed(text, typing_);
            typing_ = true;
        });
        connect(line_, &QLineEdit::editingFinished, this, [this] { typing_ = false; });
        return;
    }
    combo_ = new QComboBox;
    combo_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo_->setMinimumContentsLength(8);
    for (const std::string& word : choices)
        combo_->addItem(value_name(field_.path, word), qt(word));
    constexpr int kSearched = 12;
    if (combo_->count() > kSearched) {
        combo_->setEditable(true);
        combo_->lineEdit()->clear();
        combo_->setInsertPolicy(QComboBox::NoInsert);
        combo_->completer()->setFilterMode(Qt::MatchContains);
        combo_->completer()->setCompletionMode(QCompleter::PopupCompletion);
        // What was typed and never chosen is taken at its word when the field is left.
        connect(combo_->lineEdit(), &QLineEdit::editingFinished, this, [this] { commit(shown()); });
    }
    // Nothing is chosen until a scenario says what.
    combo_->setCurrentIndex(-1);
    input_ = combo_;
    connect(combo_, &QComboBox::textActivated, this, [this] { commit(shown()); });
}

/// Of a box of choices; once, by whichever of its signals comes first.
void FieldEditor::commit(const QString& text) {
    const QString before = committed_.value_or(state_ ? qt(bare(field_, state_->text)) : QString());
    if (text == before)
        return;
    committed_ = text;
    Q_EMIT changed(text, false);
}

QString FieldEditor::shown() const {
    if (line_ != nullptr)
        return line_->text();
    // Other text than that of the entry was typed.
    const int at = combo_->findText(combo_->currentText());
    return at < 0 ? combo_->currentText() : combo_->itemData(at).toString();
}

void FieldEditor::set_shown(const QString& text) {
    if (line_ != nullptr) {
        // What somebody is typing is not written over: "1." is on its way to 1.5.
        if ((line_->hasFocus() && typing_) || line_->text() == text)
            return;
        line_->setText(text);
        // Of what is too long its beginning is seen.
        if (!line_->hasFocus() && fontMetrics().horizontalAdvance(text) > line_->width())
            line_->setCursorPosition(0);
        return;
    }
    if (shown() == text)
        return;
    if (combo_->findData(text) < 0 && !combo_->isEditable())
        combo_->addItem(text, text);
    combo_->setCurrentIndex(combo_->findData(text));
    if (combo_->isEditable() && shown() != text)
        combo_->setEditText(text);
    if (combo_->isEditable())
        combo_->lineEdit()->setCursorPosition(0);
}

void FieldEditor::show_state(const FieldState& state) {
    committed_.reset();
    set_shown(qt(bare(field_, state.text)));
    // Most fields stay as they are when one is changed, and words cost more than their comparison.
    if (state_ == state)
        return;
    state_ = state;
    show_words(state);
}

void FieldEditor::show_words(const FieldState& state) {
    QFont font = label_->font();
    font.setBold(state.given);
    label_->setFont(font);
    reset_->setVisible(state.given);
    QString tip = "<b>" + qt(field_.path) + "</b><br>" + told(field_.help).toHtmlEscaped();
    if (!state.origin.empty())
        tip += "<br><i>" + qt(state.origin).toHtmlEscaped() + "</i>";
    label_->setToolTip(tip);
    input_->setToolTip(tip);
    QString note = refusal_.isEmpty() ? qt(state.fault) : refusal_;
    const bool is_fault = !note.isEmpty();
    QStringList said;
    if (!is_fault && state.without_effect)
        said << tr("this input changed nothing");
    const std::string preset = bare(field_, state.preset);
    if (!is_fault && state.given && !preset.empty() && state.preset != state.text)
        said << tr("preset: %1").arg(value_name(field_.path, preset));
    if (!is_fault)
        note = said.join(QStringLiteral("; "));
    note_->setText(note);
    note_->setVisible(!note.isEmpty());
    if (!note.isEmpty())
        note_->setStyleSheet(
            QStringLiteral("color: %1; font-weight: %2")
                .arg(is_fault ? fault_color(palette()).name() : quiet_color(palette()).name(),
                     is_fault ? "bold" : "normal"));
}

void FieldEditor::refuse(const QString& reason) {
    typing_ = false;
    refusal_ = reason;
    const FieldState state = state_.value_or(FieldState{});
    set_shown(qt(bare(field_, state.text)));
    show_words(state);
}

void FieldEditor::forget_refusal() {
    if (std::exchange(refusal_, {}).isEmpty())
        return;
    show_words(state_.value_or(FieldState{}));
}

void FieldEditor::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && state_)
        show_words(*state_);
}

QWidget* FieldEditor::last_focus() const { return reset_; }

void FieldEditor::take_focus() { input_->setFocus(Qt::ShortcutFocusReason); }

/// Of a number that is 0, of which a hundredth is nothing: a hundredth of its range. Far bounds
/// tell a number from nonsense, and are no range to go through.
double FieldEditor::step_from_zero() const {
    constexpr double kWidestRange = 1e4;
    const double width = field_.range.greatest - field_.range.least;
    return width <= kWidestRange ? width / 100.0 : 0.01;
}

/// Whole numbers by ones, others by a hundredth of themselves.
void FieldEditor::step(double steps, bool goes_on) {
    bool ok = false;
    const double now = shown().toDouble(&ok);
    if (!ok)
        return;
    const double next = field_.type == FieldType::integer
                            ? std::round(now + steps * std::fmax(1.0, std::round(now / 100.0)))
                        : now == 0.0 ? steps * step_from_zero()
                                     : now * std::pow(1.01, steps);
    if (!field_.range.contains(next) || next == now)
        return;
    const Value value = field_.type == FieldType::integer
                            ? Value(static_cast<std::int64_t>(next))
                            : Value(std::stod(QString::number(next, 'g', 4).toStdString()));
    line_->setText(qt(to_text(value)));
    Q_EMIT changed(line_->text(), goes_on);
}

bool FieldEditor::eventFilter(QObject* watched, QEvent* event) {
    if (line_ == nullptr)
        return false;
    if (watched == line_ && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const double size = (key->modifiers() & Qt::ShiftModifier) != 0 ? 10.0 : 1.0;
        if (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down) {
            step(key->key() == Qt::Key_Up ? size : -size, false);
            return true;
        }
    }
    if (watched != label_)
        return false;
    if (event->type() == QEvent::MouseButtonPress) {
        drag_from_ = static_cast<QMouseEvent*>(event)->pos().x();
        typing_ = false;
        return true;
    }
    if (event->type() == QEvent::MouseMove) {
        constexpr int kPixels = 4;
        const int moved = static_cast<QMouseEvent*>(event)->pos().x() - drag_from_;
        if (std::abs(moved) >= kPixels) {
            step(moved / kPixels, typing_);
            typing_ = true;
            drag_from_ += moved / kPixels * kPixels;
        }
        return true;
    }
    if (event->type() == QEvent::MouseButtonRelease)
        typing_ = false;
    return false;
}

}  // namespace deepwallet::gui
