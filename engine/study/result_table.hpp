#pragma once

/// Many answers as columns: the points of a sweep, the plans of a search.

#include <cstddef>
#include <string>
#include <vector>

namespace deepwallet {

/// How the values of an input go together with those of the others.
enum class InputRole {
    grid,     ///< each with every value of the others
    zip,      ///< row by row with the other zipped ones
    sampled,  ///< drawn anew for each sample
    derived,  ///< follows from the others of its row
};

/// One input or one metric of every row; of numbers or of texts.
struct ResultColumn {
    std::string path;
    std::string unit;
    bool is_input = false;             ///< an axis; else a metric
    std::vector<double> numbers;       ///< NaN where not known
    std::vector<std::string> texts;    ///< in their place; empty for numbers
    InputRole role = InputRole::grid;  ///< of an input

    [[nodiscard]] bool is_text() const { return !texts.empty(); }
};

struct ResultTable {
    std::string title;
    std::vector<ResultColumn> columns;
    std::size_t rows = 0;
    std::vector<std::string> notes = {};  ///< of what is not in it

    /// Of this path, or none.
    [[nodiscard]] const ResultColumn* column(const std::string& path) const {
        for (const ResultColumn& each : columns) {
            if (each.path == path)
                return &each;
        }
        return nullptr;
    }
};

}  // namespace deepwallet
