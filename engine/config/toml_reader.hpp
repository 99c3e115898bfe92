#pragma once

/// TOML text to assignments. The only door through which toml++ is seen.

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "engine/config/value.hpp"

namespace deepwallet {

/// Bytes. Longer inputs are not scenarios; refusing them keeps a wrong file name from filling
/// memory.
inline constexpr std::uintmax_t kLargestFile = 4U << 20U;

/// The leaves of a TOML document, in the order of the file, with dotted paths and positions.
///
/// A leaf is a number, text, boolean, a list of those, or an annotated value:
/// `{ value = 312, source = "…", as_of = "2020-05", assumption = true, low = 300, high = 320 }`.
/// Top-level `source`, `as_of` and `assumption` hold for every leaf without its own. Sections named
/// in `skip` are left to others. Dates, nested lists and lists of mixed types are faults, as is
/// malformed text. Where `sections` names what there is, an empty section of another name is a
/// fault: it has no leaf to tell by.
Result<Assignments> read_toml(std::string_view text,
                              const std::string& file,
                              std::span<const std::string_view> skip = {},
                              std::span<const std::string> sections = {});

/// The same for a file; refuses what is not a regular file of reasonable size.
Result<Assignments> read_toml_file(const std::filesystem::path& file,
                                   std::span<const std::string_view> skip = {},
                                   std::span<const std::string> sections = {});

/// The leaves of one section alone, with paths below it: tables in it are no annotated values.
/// Empty where there is no such section.
Result<Assignments> read_toml_section(std::string_view text,
                                      const std::string& file,
                                      std::string_view section);

/// `path=value` as `--set` writes it: the value is TOML, or bare text where it is not.
Result<Assignment> read_setting(const std::string& setting);

}  // namespace deepwallet
