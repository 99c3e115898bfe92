#pragma once

/// Which sections of a scenario entries of the database fill.

#include <string>
#include <vector>

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

}  // namespace deepwallet
