#pragma once

/// Changes to a TOML document that leave all of its other bytes as they are: comments, order,
/// spacing.

#include <string>
#include <string_view>

#include "engine/config/value.hpp"

namespace deepwallet {

/// The text with this value at a dotted path. What is there is replaced, an annotated value with
/// its source; what is not goes to the end of its section, or into a new one at the end. Fault:
/// text that is not TOML, or a path that cannot be written without rewriting others (inside of an
/// inline table, below a value).
Result<std::string> with_value(std::string_view text, const std::string& path, const Value& value);

/// The text without what is at this path, its line and the comment on it; as it is where nothing
/// is there.
Result<std::string> without_value(std::string_view text, const std::string& path);

}  // namespace deepwallet
