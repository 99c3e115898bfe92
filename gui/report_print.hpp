#pragma once

/// A report's page of HTML on sheets of paper: its tables with all of their rows, its charts as
/// drawings.

#include <QString>
#include <QStringList>
#include <string>

class QPdfWriter;

namespace deepwallet::gui {

/// `html` as the engine writes it (engine/report/html.hpp).
void print_page(const std::string& html, QPdfWriter& sheets);

/// Its charts, each as a drawing that stands alone: without variables of a style, in light colours.
[[nodiscard]] QStringList drawings_of(const QString& html);

}  // namespace deepwallet::gui
