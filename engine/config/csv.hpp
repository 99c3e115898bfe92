#pragma once

/// CSV text to rows of cells (RFC 4180): a header line, quoted cells with doubled quotes, lines
/// ended by LF or CRLF.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"

namespace deepwallet {

struct CsvRow {
    std::vector<std::string> cells;  ///< as many as the header has
    int line = 0;
};

struct CsvTable {
    std::string file;
    std::vector<std::string> columns;
    std::vector<CsvRow> rows;

    /// Index of the column of this name.
    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
    /// The cell under this name; empty where there is no such column.
    [[nodiscard]] const std::string& cell(const CsvRow& row, std::string_view name) const;
};

/// An unclosed quote, an unnamed or repeated column, and a row of another length than the header
/// are faults; empty lines are skipped.
Result<CsvTable> read_csv(std::string_view text, const std::string& file);

/// The same for a file of at most 64 MiB.
Result<CsvTable> read_csv_file(const std::filesystem::path& file);

/// A cell as CSV writes it: quoted where it holds a comma, a quote or a line break.
std::string csv_cell(std::string_view text);

}  // namespace deepwallet
