#pragma once

/// The three tables of one kind of entry, read and looked up.

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/config/csv.hpp"

namespace deepwallet {

/// A line of an entry's file.
struct LayoutField {
    std::string name;
    std::string type;  ///< text, number or list
    std::string heading;
};

/// One value with what is said about it, as the tables write it; empty where nothing is said.
struct TableValue {
    std::string value;
    std::string low;
    std::string high;
    std::string source;
    std::string as_of;
    std::string notes;
    bool assumption = false;
};

class KindTables {
public:
    static Result<KindTables> read(const std::filesystem::path& tables,
                                   const CsvTable& layout,
                                   const std::string& kind);

    [[nodiscard]] const std::vector<LayoutField>& layout() const { return layout_; }
    [[nodiscard]] const std::vector<CsvRow>& rows() const { return entries_.rows; }
    [[nodiscard]] const std::string& cell(const CsvRow& row, const std::string& column) const {
        return entries_.cell(row, column);
    }
    [[nodiscard]] Place place(const CsvRow& row) const { return {entries_.file, row.line, 1}; }

    /// What the tables say about a field of the entry; nothing where they do not.
    [[nodiscard]] std::optional<TableValue> find(const CsvRow& row, const std::string& field) const;

private:
    using Key = std::pair<std::string, std::string>;  ///< entry or group, field

    Faults check() const;
    void take_value(const CsvRow& row, Faults& faults);
    [[nodiscard]] bool has_field(const std::string& name) const;
    [[nodiscard]] TableValue scaled(const CsvRow& entry, const CsvRow& value) const;

    std::vector<LayoutField> layout_;
    CsvTable entries_;
    CsvTable values_;
    std::map<Key, std::size_t> value_rows_;  ///< rows of values_
    std::set<std::string> named_;            ///< entries and groups that have values
};

/// Words of a cell, parted by spaces.
std::vector<std::string> words(const std::string& cell);

/// A number, all of the text.
std::optional<double> number_in(const std::string& text);

}  // namespace deepwallet
