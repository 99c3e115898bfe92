#include "gui/widgets/field_choice.hpp"

#include <QCompleter>

#include "engine/config/toml_reader.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/sweep/axes.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

QComboBox* field_choice(const QString& accessible_name) {
    auto* out = new QComboBox;
    out->setEditable(true);
    out->setInsertPolicy(QComboBox::NoInsert);
    out->completer()->setFilterMode(Qt::MatchContains);
    out->completer()->setCompletionMode(QCompleter::PopupCompletion);
    out->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    out->setAccessibleName(accessible_name);
    for (const FieldInfo& field : scenario_fields()) out->addItem(qt(field.path));
    return out;
}

Result<Assignment> axis_assignment(const QString& path, const QString& values) {
    const std::string field = path.trimmed().toStdString();
    Result<Assignment> read = read_setting(field + "=[" + values.toStdString() + "]");
    // Words need no quotes here.
    if (!read || std::holds_alternative<std::string>(read->value)) {
        std::vector<std::string> words;
        for (const QString& word : values.split(',')) words.push_back(word.trimmed().toStdString());
        read = Assignment{field, words, {}, {}};
    }
    if (const Result<Axis> axis = read_axis(field, *read); !axis)
        return tl::unexpected(axis.error());
    return read;
}

}  // namespace deepwallet::gui
