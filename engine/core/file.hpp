#pragma once

/// Files are read whole, and appear whole or not at all.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>

#include "engine/core/error.hpp"

namespace deepwallet {

/// All bytes of a regular file of at most this size.
Result<std::string> read_file(const std::filesystem::path& file, std::uintmax_t most_bytes);

/// Could it be written, as far as can be told without writing: a fault before long work and not
/// behind it.
[[nodiscard]] Result<void> check_writable(const std::filesystem::path& file);

/// Writes beside the target and renames; an existing file stays as it was where anything fails.
/// Links and permissions stay; devices and pipes are written to as they are.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& file, std::string_view content);

/// The same of what `write` writes, which may be more than fits in memory.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& file,
                                      const std::function<void(std::ostream&)>& write);

}  // namespace deepwallet
