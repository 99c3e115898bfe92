#pragma once

/// One input of the scenario: its name, its value, its unit, what its preset says, and what is
/// wrong with it.

#include <QLabel>
#include <QWidget>
#include <functional>
#include <optional>

#include "engine/config/field.hpp"
#include "engine/scenario/database.hpp"

class QComboBox;
class QLineEdit;
class QToolButton;

namespace deepwallet::gui {

/// The last part of its path, as words.
std::string field_name(const FieldInfo& field);

/// What a form shows of a field.
struct FieldState {
    bool operator==(const FieldState&) const = default;

    std::string text;             ///< of the value, as TOML has it; empty where there is none
    bool given = false;           ///< by the file, not by a preset or by default
    std::string preset;           ///< what it would be if it were not given
    std::string origin;           ///< who said it
    std::string fault;            ///< empty where it is as it should be
    bool without_effect = false;  ///< given, and moves no number
};

class FieldEditor : public QWidget {
    Q_OBJECT

public:
    FieldEditor(const FieldInfo& field, const HardwareDb& db, QWidget* parent = nullptr);
    ~FieldEditor() override;

    [[nodiscard]] const FieldInfo& field() const { return field_; }
    void show_state(const FieldState& state);
    /// What is typed next is a step of its own, and what is typed now gives way to what is shown:
    /// another scenario came to the front, or this value was changed from elsewhere.
    void end_stroke() { typing_ = false; }
    /// An edit of it cannot be made: the value of the document comes back, and why stands beside it
    /// until the next edit.
    void refuse(const QString& reason);
    void forget_refusal();
    /// Puts the keyboard into it.
    void take_focus();
    [[nodiscard]] QWidget* input() const { return input_; }
    /// Of the keyboard's way through it.
    [[nodiscard]] QWidget* last_focus() const;

Q_SIGNALS:
    /// As it was typed; `goes_on` while the same stroke of typing or dragging lasts.
    void changed(const QString& text, bool goes_on);
    void reset();

private:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void make_input(const HardwareDb& db);
    [[nodiscard]] double step_from_zero() const;
    void step(double steps, bool goes_on);
    [[nodiscard]] QString shown() const;
    void set_shown(const QString& text);
    void commit(const QString& text);
    void show_words(const FieldState& state);

    FieldInfo field_;
    QLabel* label_ = nullptr;
    QWidget* input_ = nullptr;
    QLineEdit* line_ = nullptr;
    QComboBox* combo_ = nullptr;
    QLabel* unit_ = nullptr;
    QToolButton* reset_ = nullptr;
    QLabel* note_ = nullptr;
    std::optional<FieldState> state_;   ///< that is shown
    QString refusal_;                   ///< of the last edit; empty where it was made
    std::optional<QString> committed_;  ///< since it was shown
    bool typing_ = false;               ///< within one stroke of edits
    int drag_from_ = 0;
};

/// The value that this text means for a field: TOML, or bare text. Text that means none is passed
/// on as it is, for the loader to refuse in its own words.
Value value_of(const FieldInfo& field, const std::string& text);

}  // namespace deepwallet::gui
