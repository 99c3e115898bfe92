#pragma once

/// Answers and pages that the engine writes, in the language of the window.

#include <QString>
#include <string>

namespace deepwallet::gui {

/// The page with its texts told in words of the window: headings, notes, names, units and meanings.
/// What is data stays: titles of scenarios, paths, sources. Pictures keep their layout.
[[nodiscard]] std::string told_page(const std::string& html);

/// The same of an answer in lines, as the command line prints them.
[[nodiscard]] QString told_lines(const std::string& text);

}  // namespace deepwallet::gui
