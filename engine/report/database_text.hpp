#pragma once

/// The hardware database as people and programs read it.

#include <span>
#include <string>

#include "engine/scenario/database.hpp"

namespace deepwallet {

/// The kind, how many there are of it, and their names in columns.
std::string entries_text(const HardwareDb& db, EntryKind kind);

/// `{"servers": ["dgx-1v", …], …}` of these kinds.
std::string entries_json(const HardwareDb& db, std::span<const EntryKind> kinds);

/// One value a line with its unit, date, range and source.
std::string entry_text(const Assignments& values);

std::string entry_json(const Assignments& values);

}  // namespace deepwallet
