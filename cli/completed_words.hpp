#pragma once

/// Words of the engine that a shell completes: fields and their values, metrics, entries.

#include <string>
#include <utility>
#include <vector>

#include "engine/scenario/database.hpp"

namespace deepwallet::cli {

/// What an option's value is made of: metrics, of objectives and conditions.
std::vector<std::string> completed_values(const std::vector<std::string>& option_names);

/// Every field with the words that it takes: choices, true and false, names of entries.
std::vector<std::pair<std::string, std::vector<std::string>>> completed_fields(
    const HardwareDb& db);

/// What may stand behind a command beside files: metrics behind `explain`, kinds and entries behind
/// `db`.
std::vector<std::string> completed_words(const std::string& command, const HardwareDb& db);

}  // namespace deepwallet::cli
