#pragma once

/// Which sections of a scenario entries of the database fill.

#include <string>
#include <vector>

#include "engine/config/field.hpp"
#include "engine/scenario/database.hpp"

namespace deepwallet {

/// A section of the scenario that a database entry fills.
struct PresetSection {
    EntryKind kind;
    std::string prefix;
    std::string selector;  ///< field that names the entry
};

/// The server comes first: it names accelerator and fabric where the scenario does not.
const std::vector<PresetSection>& preset_sections();

/// Words that a field takes: those of a choice, entries of the database, true and false; none where
/// it takes any.
std::vector<std::string> choices_of(const FieldInfo& field, const HardwareDb& db);

}  // namespace deepwallet
