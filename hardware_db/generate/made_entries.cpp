#include "hardware_db/generate/made_entries.hpp"

#include <fmt/format.h>

#include "engine/config/field.hpp"
#include "engine/core/file.hpp"
#include "hardware_db/generate/kind_tables.hpp"

namespace deepwallet {

namespace {

constexpr std::string_view kMark = "# Made by make_hardware_db from tables/";
constexpr std::uintmax_t kLargestEntry = 1U << 20U;

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

/// The value in TOML; nothing where the cell is not of its field's type.
std::optional<std::string> toml_value(const LayoutField& field, const std::string& text) {
    if (field.type == "text")
        return quoted(text);
    std::string list;
    for (const std::string& word : words(text)) {
        if (!number_in(word))
            return std::nullopt;
        list += (list.empty() ? "" : ", ") + word;
    }
    if (field.type == "list")
        return "[" + list + "]";
    return number_in(text) ? std::optional(text) : std::nullopt;
}

/// `field = value`, with what is said about it where anything is.
std::string toml_line(const LayoutField& field, const TableValue& v, const std::string& value) {
    std::string notes;
    const auto note = [&](const char* key, const std::string& text) {
        if (!text.empty())
            notes += fmt::format(", {} = {}", key, text);
    };
    const auto text = [](const std::string& s) { return s.empty() ? s : quoted(s); };
    note("source", text(v.source));
    note("as_of", text(v.as_of));
    note("assumption", v.assumption ? "true" : "");
    note("low", v.low);
    note("high", v.high);
    note("notes", text(v.notes));
    if (notes.empty())
        return fmt::format("{} = {}\n", field.name, value);
    return fmt::format("{} = {{ value = {}{} }}\n", field.name, value, notes);
}

Fault not_of_type(const KindTables& tables,
                  const CsvRow& row,
                  const LayoutField& field,
                  const std::string& text) {
    return {ErrorCode::wrong_type,
            field.name,
            fmt::format(
                "{} of {} = {}: not a {}", field.name, tables.cell(row, "entry"), text, field.type),
            "",
            tables.place(row)};
}

bool is_number_or_none(const std::string& text) { return text.empty() || number_in(text); }

std::string body(const KindTables& tables, const CsvRow& row, Faults& faults) {
    std::string out;
    std::string heading;  // stands above the next field that there is
    for (const LayoutField& field : tables.layout()) {
        if (!field.heading.empty())
            heading = field.heading == "-" ? "\n" : "\n# " + field.heading + "\n";
        const std::optional<TableValue> value = tables.find(row, field.name);
        if (!value)
            continue;
        const auto text = toml_value(field, value->value);
        if (!text || !is_number_or_none(value->low) || !is_number_or_none(value->high)) {
            faults.push_back(not_of_type(tables, row, field, value->value));
            continue;
        }
        out += std::exchange(heading, "") + toml_line(field, *value, *text);
    }
    return out;
}

/// The file: its mark, its title, then the fields.
MadeEntry made_entry(const KindTables& tables,
                     const std::string& kind,
                     const CsvRow& row,
                     Faults& faults) {
    const std::string& name = tables.cell(row, "entry");
    if (!is_plain_name(name))
        faults.push_back(
            {ErrorCode::out_of_range, "entry", name + ": not a name", "", tables.place(row)});
    std::string text = fmt::format("{}{}.csv: change the table, not this file.\n# {}\n\n",
                                   kMark,
                                   kind,
                                   tables.cell(row, "title"));
    return {std::filesystem::path(kind) / (name + ".toml"), text + body(tables, row, faults)};
}

std::vector<std::string> kinds_of(const CsvTable& layout) {
    std::vector<std::string> kinds;
    for (const CsvRow& row : layout.rows) {
        const std::string& kind = layout.cell(row, "kind");
        if (kinds.empty() || kinds.back() != kind)
            kinds.push_back(kind);
    }
    return kinds;
}

}  // namespace

Result<std::vector<MadeEntry>> made_entries(const std::filesystem::path& tables) {
    const Result<CsvTable> layout = read_csv_file(tables / "layout.csv");
    if (!layout)
        return tl::unexpected(layout.error());
    std::vector<MadeEntry> entries;
    Faults faults;
    for (const std::string& kind : kinds_of(*layout)) {
        if (!is_plain_name(kind)) {
            faults.push_back(
                {ErrorCode::out_of_range, "kind", kind + ": not a name", "", {layout->file}});
            continue;
        }
        const Result<KindTables> read = KindTables::read(tables, *layout, kind);
        if (!read) {
            faults.insert(faults.end(), read.error().begin(), read.error().end());
            continue;
        }
        for (const CsvRow& row : read->rows())
            entries.push_back(made_entry(*read, kind, row, faults));
    }
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    return entries;
}

bool is_made(std::string_view text) { return text.substr(0, kMark.size()) == kMark; }

Result<std::vector<std::filesystem::path>> write_entries(const std::vector<MadeEntry>& entries,
                                                         const std::filesystem::path& database) {
    std::vector<std::filesystem::path> written;
    for (const MadeEntry& entry : entries) {
        const std::filesystem::path file = database / entry.file;
        std::error_code ec;
        std::filesystem::create_directories(file.parent_path(), ec);
        if (std::filesystem::exists(file, ec)) {
            const Result<std::string> old = read_file(file, kLargestEntry);
            if (!old)
                return tl::unexpected(old.error());
            if (!is_made(*old))
                continue;
        }
        if (const Result<void> done = write_file(file, entry.text); !done)
            return tl::unexpected(done.error());
        written.push_back(entry.file);
    }
    return written;
}

}  // namespace deepwallet
