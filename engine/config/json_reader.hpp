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

}  // namespace deepwallet
