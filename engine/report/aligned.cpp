#include "engine/report/aligned.hpp"

#include <algorithm>

namespace deepwallet {

std::string aligned(const std::vector<std::vector<std::string>>& rows) {
    // A column is as many characters wide as its longest cell, whatever bytes they take.
    const auto width_of = [](const std::string& cell) {
        return static_cast<std::size_t>(std::count_if(cell.begin(), cell.end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        }));
    };
    std::vector<std::size_t> width;
    for (const auto& row : rows) {
        width.resize(std::max(width.size(), row.size()));
        for (std::size_t c = 0; c < row.size(); ++c)
            width[c] = std::max(width[c], width_of(row[c]));
    }
    std::string out;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t c = 0; c < row.size(); ++c) {
            const std::string gap(width[c] - width_of(row[c]), ' ');
            line += c == 0 ? row[c] + gap : "  " + gap + row[c];
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + '\n';
    }
    return out;
}

}  // namespace deepwallet
