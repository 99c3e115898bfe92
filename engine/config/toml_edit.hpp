#pragma once

/// Changes to a TOML document that leave all of its other bytes as they are: comments, order,
/// spacing.

#include <string>
#include <string_view>

#include "engine/config/value.hpp"

namespace deepwallet {

/// The text with this value at a dotted path. What is there is replaced, an annotated value with
/// its source; what is not goes beside its neighbours and is written as they are: below the last of
/// its section, behind the last dotted key or in the braces of an inline table; or into a new
/// section at the end. Fault: text that is not TOML, or a path that cannot be written without
/// rewriting others (below a value, in place of a section). A text that is returned has been read
/// again: it says what was asked, and all else as before.
Result<std::string> with_value(std::string_view text, const std::string& path, const Value& value);

/// The same with what is known of the value: { value = 0.8, source = "…", low = 0.7, high = 0.9 }.
Result<std::string> with_annotated_value(std::string_view text, const Assignment& assignment);

/// The text without what is at this path: its line and the comment on it, or in braces its entry
/// and a comma; as it is where nothing is there.
Result<std::string> without_value(std::string_view text, const std::string& path);

}  // namespace deepwallet
