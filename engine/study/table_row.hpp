#pragma once

/// Rows of measured tables, cell by cell, with what is wrong and where.

#include <array>
#include <charconv>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/config/csv.hpp"
#include "engine/config/hints.hpp"
#include "engine/core/error.hpp"

namespace deepwallet {

/// Reads the cells of one row, and keeps what is wrong with them.
class RowReader {
public:
    RowReader(const CsvTable& table, const CsvRow& row, Faults& faults)
        : table_(table), row_(row), faults_(faults) {}

    [[nodiscard]] const std::string& text(const char* column) const {
        return table_.cell(row_, column);
    }

    /// A finite number above zero, or zero where that is allowed.
    double number(const char* column, bool zero_allowed = false) {
        const std::string& cell = text(column);
        double value = 0.0;
        const auto [end, code] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        const bool read = code == std::errc{} && end == cell.data() + cell.size();
        if (read && value <= 1e18 && (value > 0.0 || (zero_allowed && value == 0.0)))
            return value;
        refuse(column, zero_allowed ? "a number, zero or more" : "a number above zero");
        return 1.0;
    }

    /// A number from `least` to `most`.
    double between(const char* column, double least, double most) {
        const std::string& cell = text(column);
        double value = 0.0;
        const auto [end, code] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        const bool read = code == std::errc{} && end == cell.data() + cell.size();
        if (read && value >= least && value <= most)
            return value;
        refuse(column, fmt::format("a number from {} to {}", least, most));
        return least;
    }

    bool flag(const char* column) {
        if (text(column) == "1" || text(column) == "0")
            return text(column) == "1";
        refuse(column, "0 or 1");
        return false;
    }

    template <class T, std::size_t N>
    T word(const char* column, const std::array<std::pair<const char*, T>, N>& words) {
        std::vector<std::string> known;
        for (const auto& [name, value] : words) {
            if (text(column) == name)
                return value;
            known.emplace_back(name);
        }
        refuse(column, did_you_mean(text(column), known));
        return words.front().second;
    }

private:
    void refuse(const char* column, std::string help) {
        faults_.push_back({.code = ErrorCode::out_of_range,
                           .path = column,
                           .message = fmt::format("{} = '{}'", column, text(column)),
                           .help = std::move(help),
                           .place = {table_.file, row_.line, 0}});
    }

    const CsvTable& table_;
    const CsvRow& row_;
    Faults& faults_;
};

template <std::size_t N>
Faults missing_columns(const CsvTable& table, const std::array<const char*, N>& columns) {
    Faults out;
    for (const char* column : columns) {
        if (!table.column(column)) {
            out.push_back({.code = ErrorCode::missing,
                           .path = column,
                           .message = fmt::format("no column {}", column),
                           .help = fmt::format("columns: {}", fmt::join(columns, ", ")),
                           .place = {table.file, 1, 0}});
        }
    }
    return out;
}

/// All rows of a table with these columns, each read by `read_row(RowReader&)`.
template <class Row, std::size_t N, class ReadRow>
Result<std::vector<Row>> read_table(const std::filesystem::path& file,
                                    const std::array<const char*, N>& columns,
                                    const ReadRow& read_row) {
    const Result<CsvTable> table = read_csv_file(file);
    if (!table)
        return tl::unexpected<Faults>(table.error());
    if (Faults faults = missing_columns(*table, columns); !faults.empty())
        return tl::unexpected<Faults>(std::move(faults));
    Faults faults;
    std::vector<Row> out;
    for (const CsvRow& row : table->rows) {
        RowReader reader(*table, row, faults);
        out.push_back(read_row(reader));
    }
    if (!faults.empty())
        return tl::unexpected<Faults>(std::move(faults));
    return out;
}

}  // namespace deepwallet
