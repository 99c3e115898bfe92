#pragma once

/// All inputs of the document in front, by section; made from the field registry.

#include <QWidget>
#include <map>

#include "gui/session.hpp"
#include "gui/widgets/field_editor.hpp"

class QCheckBox;
class QLineEdit;
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
    };

    void add_sections(QVBoxLayout* into);
    void open_section(Section& section, bool open);
    void make_editors(Section& section);
    void apply_filter();
    void show_answer();
    void show_editor(std::size_t field, FieldEditor& editor, const Answered& answer);
    [[nodiscard]] bool matches(std::size_t field) const;
    [[nodiscard]] bool is_given(std::size_t field) const;

    Session& session_;
    QLineEdit* filter_ = nullptr;
    QCheckBox* only_given_ = nullptr;
    std::vector<Section> sections_;
    std::map<std::size_t, FieldEditor*> editors_;
};

}  // namespace deepwallet::gui
