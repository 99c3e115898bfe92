#pragma once

/// To choose a field of the scenario, and the values that it takes.

#include <QComboBox>

#include "engine/config/value.hpp"

namespace deepwallet::gui {

/// All fields, found by any part of their path.
QComboBox* field_choice(const QString& accessible_name);

/// The list of values as an axis has it: "280, 350, 420", words without quotes. Faults: no such
/// field, values that it refuses.
Result<Assignment> axis_assignment(const QString& path, const QString& values);

}  // namespace deepwallet::gui
