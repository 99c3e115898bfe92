#include "gui/widgets/field_choice.hpp"

#include <QCompleter>
#include <QLineEdit>
#include <QScrollBar>
#include <algorithm>

#include "engine/config/toml_reader.hpp"
#include "engine/scenario/fields.hpp"
#include "gui/path_name.hpp"
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
    // A long name is seen from its begin.
    QObject::connect(
        out,
        &QComboBox::currentTextChanged,
        out,
        [out] {
            if (out->findText(out->currentText()) >= 0)
                out->lineEdit()->setCursorPosition(0);
        },
        Qt::QueuedConnection);
    // Both can be typed.
    for (const FieldInfo& field : scenario_fields())
        out->addItem(path_name(field.path) + " (" + qt(field.path) + ")", qt(field.path));
    return out;
}

QString chosen_field(const QComboBox& choice) {
    const int listed = choice.findText(choice.currentText().trimmed());
    return listed < 0 ? choice.currentText() : choice.itemData(listed).toString();
}

QString axis_line(const Axis& axis) {
    QStringList values;
    for (const Value& value : axis.values) values << value_name(axis.path, plain_text(value));
    return path_name(axis.path) + ": " + values.join(", ");
}

void fit_height(QListWidget& list, int most) {
    constexpr int kFrame = 6;
    const bool scrolls = list.sizeHintForColumn(0) > list.viewport()->width();
    const int bar = scrolls ? list.horizontalScrollBar()->sizeHint().height() : 0;
    list.setFixedHeight(std::min(most, list.count()) * list.sizeHintForRow(0) + kFrame + bar);
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
