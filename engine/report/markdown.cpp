#include "engine/report/markdown.hpp"

namespace deepwallet {

std::string markdown_cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|')
            out += "\\|";
        else if (c == '<')
            out += "&lt;";
        else if (static_cast<unsigned char>(c) < 0x20U)
            out += ' ';
        else
            out += c;
    }
    return out;
}

std::string markdown_row(const std::vector<std::string>& cells) {
    std::string out = "|";
    for (const std::string& cell : cells) out += ' ' + markdown_cell(cell) + " |";
    return out + '\n';
}

}  // namespace deepwallet
