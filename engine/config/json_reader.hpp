#pragma once

/// A JSON object to assignments, for configurations that other programs wrote.

#include <filesystem>
#include <string_view>

#include "engine/config/value.hpp"

namespace deepwallet {

/// The members of a JSON object: numbers, texts, booleans, and lists of numbers alone or texts
/// alone. Null is as good as absent, and so are deeper objects and other lists: they are left out.
/// Text that is no JSON object is a fault, with its place.
Result<Assignments> read_json(std::string_view text, const std::string& file);

/// The same for a file; refuses what is not a regular file of reasonable size.
Result<Assignments> read_json_file(const std::filesystem::path& file);

/// The same with what lies deeper, under dotted paths, and with the place of each key: at most 8
/// objects deep; a list that is neither of numbers nor of texts is an empty list of texts.
Result<Assignments> read_json_tree(std::string_view text, const std::string& file);

Result<Assignments> read_json_tree_file(const std::filesystem::path& file);

}  // namespace deepwallet
