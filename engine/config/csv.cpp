#include "engine/config/csv.hpp"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>
#include <boost/spirit/home/x3.hpp>

#include "engine/core/file.hpp"

namespace deepwallet {

namespace {

namespace x3 = boost::spirit::x3;

constexpr std::uintmax_t kLargestFile = 64U << 20U;

using Cells = std::vector<std::string>;

// NOLINTBEGIN: the grammar library's own idiom
const auto quoted_cell = x3::lexeme['"' >> *(("\"\"" >> x3::attr('"')) | ~x3::char_('"')) >> '"'];
const auto plain_cell = *~x3::char_(",\"\r\n");
const auto csv_line = x3::rule<struct LineTag, Cells>{"line"} =
    (x3::rule<struct CellTag, std::string>{} = quoted_cell | plain_cell) % ',';
// NOLINTEND

/// Line numbers of growing offsets, counted once through the text.
class LineCounter {
public:
    explicit LineCounter(std::string_view text) : text_(text) {}
    int at(std::size_t offset) {
        line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                             text_.begin() + static_cast<std::ptrdiff_t>(offset),
                                             '\n'));
        counted_ = offset;
        return line_;
    }

private:
    std::string_view text_;
    std::size_t counted_ = 0;
    int line_ = 1;
};

Fault fault_at(const std::string& file, int line, std::string message, std::string help = "") {
    return {ErrorCode::syntax, "", std::move(message), std::move(help), {file, line, 1}};
}

void check_header(const CsvTable& table, int line, Faults& faults) {
    std::unordered_set<std::string> seen;
    for (const std::string& name : table.columns) {
        if (name.empty())
            faults.push_back(fault_at(table.file, line, "a column has no name"));
        else if (!seen.insert(name).second)
            faults.push_back(fault_at(table.file, line, "two columns are called " + name));
    }
}

void take_row(CsvTable& table, Cells cells, int line, Faults& faults) {
    if (cells.size() == table.columns.size()) {
        table.rows.push_back({std::move(cells), line});
        return;
    }
    faults.push_back(
        fault_at(table.file,
                 line,
                 fmt::format("{} cells, but the header has {}", cells.size(), table.columns.size()),
                 "a cell that holds a comma is written in quotes"));
}

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
    const auto found = std::find(columns.begin(), columns.end(), name);
    if (found == columns.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
}

const std::string& CsvTable::cell(const CsvRow& row, std::string_view name) const {
    static const std::string none;
    const auto index = column(name);
    return index ? row.cells[*index] : none;
}

Result<CsvTable> read_csv(std::string_view text, const std::string& file) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark)
        text.remove_prefix(kByteOrderMark.size());
    CsvTable table{file, {}, {}};
    Faults faults;
    LineCounter lines(text);
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    for (const char* at = begin; at != end;) {
        const int number = lines.at(static_cast<std::size_t>(at - begin));
        Cells cells;
        const bool read = x3::parse(at, end, csv_line >> (x3::eol | x3::eoi), cells);
        if (!read) {
            // What follows a broken quote cannot be told apart into lines.
            faults.push_back(fault_at(file,
                                      number,
                                      "a quote is not closed, or stands inside of a cell",
                                      "inside of a quoted cell a quote is written twice"));
            break;
        }
        const bool empty = cells.size() == 1 && cells.front().empty();
        if (empty)
            continue;
        if (table.columns.empty()) {
            table.columns = std::move(cells);
            check_header(table, number, faults);
        } else {
            take_row(table, std::move(cells), number, faults);
        }
    }
    if (table.columns.empty() && faults.empty())
        faults.push_back(fault_at(file, 0, "no header line", "the first line names the columns"));
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    return table;
}

Result<CsvTable> read_csv_file(const std::filesystem::path& file) {
    const Result<std::string> text = read_file(file, kLargestFile);
    if (!text)
        return tl::unexpected(text.error());
    return read_csv(*text, file.string());
}

std::string csv_cell(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

}  // namespace deepwallet
