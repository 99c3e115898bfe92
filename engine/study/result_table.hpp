#pragma once

/// Many answers as columns: the points of a sweep, the plans of a search.

#include <cstddef>
#include <string>
#include <vector>

namespace deepwallet {

/// One input or one metric of every row; of numbers or of texts.
struct ResultColumn {
    std::string path;
    std::string unit;
    bool is_input = false;           ///< an axis; else a metric
    std::vector<double> numbers;     ///< NaN where not known
    std::vector<std::string> texts;  ///< in their place; empty for numbers

    [[nodiscard]] bool is_text() const { return !texts.empty(); }
};

struct ResultTable {
    std::string title;
    std::vector<ResultColumn> columns;
    std::size_t rows = 0;

    [[nodiscard]] const ResultColumn* column(const std::string& path) const {
        for (const ResultColumn& each : columns) {
            if (each.path == path)
                return &each;
        }
        return nullptr;
    }
};

}  // namespace deepwallet
