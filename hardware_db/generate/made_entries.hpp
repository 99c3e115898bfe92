#pragma once

/// Database entries made from tables, so that a hundred of them are refreshed by changing a cell.
///
/// In the folder of tables:
/// - `layout.csv`: the fields of each kind of entry in the order of its files (kind, field, type,
///   heading); a heading is the comment above the field.
/// - `KIND.csv`: an entry a row. `entry` is the file's name, `title` its comment, `unconfirmed`
///   lists the fields that only one source remembers, `groups` the groups of values that it shares.
///   All other columns are fields; `source` and `as_of` hold for all values without their own.
/// - `KIND_values.csv`: a value a row, of an entry or of a group, with its own source, date and
///   range. `times` names a column of KIND.csv that value, low and high are multiplied by.
///
/// A field is what the entry's own values say, else its row, else its groups in their order.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"

namespace deepwallet {

struct MadeEntry {
    std::filesystem::path file;  ///< "servers/dgx-b300.toml"
    std::string text;
};

/// All entries that the tables describe. Unknown columns, fields and groups, and cells that are
/// not of their field's type are faults.
Result<std::vector<MadeEntry>> made_entries(const std::filesystem::path& tables);

/// Does the text begin with the line that tells a made file from one kept by hand?
bool is_made(std::string_view text);

/// Writes the entries below `database`; a file that is kept by hand stays as it is. Returns the
/// files written.
Result<std::vector<std::filesystem::path>> write_entries(const std::vector<MadeEntry>& entries,
                                                         const std::filesystem::path& database);

}  // namespace deepwallet
