#pragma once

/// Files appear whole or not at all.

#include <filesystem>
#include <string_view>

#include "engine/core/error.hpp"

namespace deepwallet {

/// Writes beside the target and renames; an existing file stays as it was where anything fails.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& file, std::string_view content);

}  // namespace deepwallet
