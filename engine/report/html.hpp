#pragma once

/// Pages of HTML in one file that opens without a network: no scripts, no fonts, nothing fetched,
/// which its content security policy enforces. Light, dark and printed. The same bytes for the same
/// page.

#include <string>
#include <variant>
#include <vector>

namespace deepwallet {

/// Text of a paragraph; a warning is set apart.
struct HtmlNote {
    std::string text;
    bool warning = false;
};

struct HtmlColumn {
    std::string name;
    bool number = false;  ///< to the right
};

/// Long ones are folded under their caption where asked.
struct HtmlTable {
    std::string caption;
    std::vector<HtmlColumn> columns;
    std::vector<std::vector<std::string>> rows;
    bool folded = false;
};

/// A number that is read first, with what is said of it.
struct HtmlTile {
    std::string name;
    std::string value;
    std::vector<std::string> details;
};

struct HtmlTiles {
    std::vector<HtmlTile> tiles;
};

struct HtmlList {
    std::vector<std::string> items;
};

/// Pictures of `to_svg`, side by side where there is room; nothing of them is escaped again.
struct HtmlCharts {
    std::vector<std::string> svgs;
};

using HtmlBlock = std::variant<HtmlNote, HtmlTable, HtmlTiles, HtmlList, HtmlCharts>;

struct HtmlSection {
    std::string title;
    std::vector<HtmlBlock> blocks;
};

struct HtmlPage {
    std::string title;
    std::string subtitle;
    std::vector<HtmlSection> sections;  ///< those without blocks are left out
    std::string footer;
};

std::string html(const HtmlPage& page);

}  // namespace deepwallet
