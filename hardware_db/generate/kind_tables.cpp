#include "hardware_db/generate/kind_tables.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <sstream>

#include <fmt/format.h>

#include "engine/config/hints.hpp"
#include "engine/config/value.hpp"

namespace deepwallet {

namespace {

/// Group of every cell that its entry calls unconfirmed: gives ranges and reasons.
constexpr const char* kUnconfirmed = "unconfirmed";

constexpr std::array<const char*, 4> kEntryColumns = {"entry", "title", "groups", "unconfirmed"};

bool contains(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// A product of table numbers, without the digits that no table has.
std::string product(const std::string& value, double factor) {
    if (value.empty())
        return value;
    std::string out;
    for (const std::string& word : words(value)) {
        const double exact = number_in(word).value_or(NAN) * factor;
        const double rounded = number_in(fmt::format("{:.4g}", exact)).value_or(exact);
        out += (out.empty() ? "" : " ") + to_text(rounded);
    }
    return out;
}

}  // namespace

std::vector<std::string> words(const std::string& cell) {
    std::istringstream in(cell);
    std::vector<std::string> out;
    for (std::string word; in >> word;) out.push_back(word);
    return out;
}

std::optional<double> number_in(const std::string& text) {
    double x = 0.0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, x);
    if (error != std::errc{} || stop != end || !std::isfinite(x))
        return std::nullopt;
    return x;
}

Result<KindTables> KindTables::read(const std::filesystem::path& tables,
                                    const CsvTable& layout,
                                    const std::string& kind) {
    KindTables out;
    for (const CsvRow& row : layout.rows) {
        if (layout.cell(row, "kind") == kind)
            out.layout_.push_back(
                {layout.cell(row, "field"), layout.cell(row, "type"), layout.cell(row, "heading")});
    }
    Result<CsvTable> entries = read_csv_file(tables / (kind + ".csv"));
    Result<CsvTable> values = read_csv_file(tables / (kind + "_values.csv"));
    if (!entries)
        return tl::unexpected(entries.error());
    if (!values)
        return tl::unexpected(values.error());
    out.entries_ = std::move(*entries);
    out.values_ = std::move(*values);
    Faults faults;
    for (const CsvRow& row : out.values_.rows) out.take_value(row, faults);
    for (Fault& fault : out.check()) faults.push_back(std::move(fault));
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    return out;
}

bool KindTables::has_field(const std::string& name) const {
    return std::any_of(
        layout_.begin(), layout_.end(), [&](const LayoutField& f) { return f.name == name; });
}

void KindTables::take_value(const CsvRow& row, Faults& faults) {
    const std::string& of = values_.cell(row, "of");
    const std::string& field = values_.cell(row, "field");
    const Place place{values_.file, row.line, 1};
    if (!has_field(field))
        faults.push_back({ErrorCode::unknown_name, field, field + ": no such field", "", place});
    const std::string& times = values_.cell(row, "times");
    if (!times.empty() && !entries_.column(times))
        faults.push_back({ErrorCode::unknown_name, times, times + ": no such column", "", place});
    const auto index = static_cast<std::size_t>(&row - values_.rows.data());
    if (!value_rows_.emplace(Key{of, field}, index).second)
        faults.push_back({ErrorCode::conflict, field, of + ", " + field + ": twice", "", place});
    named_.insert(of);
}

Faults KindTables::check() const {
    Faults faults;
    const auto unknown = [&](const std::string& word, const Place& at) {
        std::vector<std::string> known(named_.begin(), named_.end());
        for (const LayoutField& field : layout_) known.push_back(field.name);
        faults.push_back({ErrorCode::unknown_name,
                          word,
                          word + ": neither a field nor a group",
                          did_you_mean(word, known),
                          at});
    };
    for (const std::string& column : entries_.columns) {
        const bool own =
            std::find(kEntryColumns.begin(), kEntryColumns.end(), column) != kEntryColumns.end();
        if (!own && !has_field(column))
            unknown(column, {entries_.file, 1, 1});
    }
    std::set<std::string> used{kUnconfirmed};
    for (const CsvRow& row : entries_.rows) {
        used.insert(cell(row, "entry"));
        for (const std::string& group : words(cell(row, "groups"))) {
            used.insert(group);
            if (named_.count(group) == 0)
                unknown(group, place(row));
        }
        for (const std::string& field : words(cell(row, "unconfirmed"))) {
            if (!has_field(field))
                unknown(field, place(row));
        }
    }
    for (const std::string& name : named_) {
        if (used.count(name) == 0)
            faults.push_back(
                {ErrorCode::unknown_name,
                 name,
                 name + ": values of no entry and no group",
                 did_you_mean(name, std::vector<std::string>(used.begin(), used.end())),
                 {values_.file, 0, 0}});
    }
    return faults;
}

TableValue KindTables::scaled(const CsvRow& entry, const CsvRow& value) const {
    const std::string& times = values_.cell(value, "times");
    const double factor =
        times.empty() ? 1.0 : number_in(entries_.cell(entry, times)).value_or(NAN);
    const auto number = [&](const char* column) {
        const std::string& text = values_.cell(value, column);
        return times.empty() ? text : product(text, factor);
    };
    return {number("value"),
            number("low"),
            number("high"),
            values_.cell(value, "source"),
            values_.cell(value, "as_of"),
            values_.cell(value, "notes"),
            values_.cell(value, "assumption") == "yes"};
}

std::optional<TableValue> KindTables::find(const CsvRow& row, const std::string& field) const {
    if (const auto own = value_rows_.find({cell(row, "entry"), field}); own != value_rows_.end())
        return scaled(row, values_.rows[own->second]);
    if (const std::string& text = cell(row, field); !text.empty()) {
        TableValue value{text, "", "", "", "", "", false};
        if (contains(words(cell(row, "unconfirmed")), field)) {
            value.assumption = true;
            value.notes = "not confirmed";
            if (const auto range = value_rows_.find({kUnconfirmed, field});
                range != value_rows_.end()) {
                const TableValue doubt = scaled(row, values_.rows[range->second]);
                value.low = doubt.low;
                value.high = doubt.high;
                value.notes = doubt.notes;
            }
        }
        return value;
    }
    for (const std::string& group : words(cell(row, "groups"))) {
        if (const auto shared = value_rows_.find({group, field}); shared != value_rows_.end())
            return scaled(row, values_.rows[shared->second]);
    }
    return std::nullopt;
}

}  // namespace deepwallet
