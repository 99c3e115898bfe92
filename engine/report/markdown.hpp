#pragma once

/// Tables of Markdown.

#include <string>
#include <string_view>
#include <vector>

namespace deepwallet {

/// Any text in a cell: neither a column, nor a line, nor a tag of its own.
std::string markdown_cell(std::string_view text);

/// A line of a table, its cells made safe.
std::string markdown_row(const std::vector<std::string>& cells);

}  // namespace deepwallet
