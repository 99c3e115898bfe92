#pragma once

/// Rows of cells as a table of text.

#include <string>
#include <vector>

namespace deepwallet {

/// Columns as wide as the characters in them, two blanks apart; the first one to the left, the
/// others to the right. A line a row, without blanks at its end.
std::string aligned(const std::vector<std::vector<std::string>>& rows);

}  // namespace deepwallet
