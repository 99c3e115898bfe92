#pragma once

/// To choose a field of the scenario, and the values that it takes.

#include <QComboBox>
#include <QListWidget>

#include "engine/config/value.hpp"
#include "engine/sweep/axes.hpp"

namespace deepwallet::gui {

/// All fields by name and path, found by any part of either.
QComboBox* field_choice(const QString& accessible_name);

/// The path of the field that is chosen, or what was typed in its place.
QString chosen_field(const QComboBox& choice);

/// A field and its values as a line of a list.
QString axis_line(const Axis& axis);

/// As high as its lines, of which more than `most` scroll; a long line scrolls below itself.
void fit_height(QListWidget& list, int most);

/// The list of values as an axis has it: "280, 350, 420", words without quotes. Faults: no such
/// field, values that it refuses.
Result<Assignment> axis_assignment(const QString& path, const QString& values);

}  // namespace deepwallet::gui
