#pragma once

/// All inputs of the document in front, by section; made from the field registry.

#include <QWidget>
#include <map>

#include "gui/session.hpp"
#include "gui/widgets/field_editor.hpp"

class QCheckBox;
class QLineEdit;
class QTimer;
class QToolButton;
class QVBoxLayout;

namespace deepwallet::gui {

class FormPane : public QWidget {
    Q_OBJECT

public:
    explicit FormPane(Session& session, QWidget* parent = nullptr);

    /// Opens the field's section and puts the keyboard into it; nothing where there is none.
    void show_field(const std::string& path);
    void find_field_by_name();
    [[nodiscard]] FieldEditor* editor(const std::string& path);

private:
    struct Section {
        QToolButton* head = nullptr;
        QWidget* body = nullptr;
        std::vector<std::size_t> fields;  ///< by index into scenario_fields()
        bool opened_by_search = false;    ///< and closes with it
    };

    void add_sections(QVBoxLayout* into);
    void open_section(Section& section, bool open);
    void make_editors(Section& section);
    void put_in_tab_order(const Section& section, std::size_t index);
    FieldEditor* make_editor(Section& section, std::size_t field);
    void make_found();
    void apply_filter();
    void open_for_search(Section& section, bool found);
    void show_answer();
    void show_section(const Section& section);
    void end_strokes();
    [[nodiscard]] bool is_searched() const;
    void show_editor(std::size_t field, FieldEditor& editor, const Answered& answer);
    [[nodiscard]] bool matches(std::size_t field) const;
    [[nodiscard]] bool is_given(std::size_t field) const;

    Session& session_;
    QLineEdit* filter_ = nullptr;
    QCheckBox* only_given_ = nullptr;
    std::vector<Section> sections_;
    std::map<std::size_t, FieldEditor*> editors_;
    QTimer* finding_ = nullptr;     ///< makes what was found, a piece at a time
    FieldEditor* edits_ = nullptr;  ///< where the change that is under way comes from
};

}  // namespace deepwallet::gui
