#pragma once

/// A validation as people and programs read it.

#include <string>

#include "engine/study/validation.hpp"

namespace deepwallet {

/// Every run with what was predicted and measured, then the groups, then what was skipped and why.
std::string validation_text(const Validation& validation);

/// A table of groups, and what was skipped; parts of the above.
std::string groups_text(const std::vector<GroupErrors>& groups);
std::string skipped_text(const std::vector<SkippedRun>& skipped);

/// `groups`, `rows` and `skipped`; errors as fractions.
std::string validation_json(const Validation& validation);

/// One line a comparison.
std::string validation_csv(const Validation& validation);

}  // namespace deepwallet
