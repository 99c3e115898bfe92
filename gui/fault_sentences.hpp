#pragma once

/// What the engine says of faults, as source texts of the catalogue's context "faults": %1 to %5
/// stand for what changes.

#include <span>

namespace deepwallet::gui {

/// What is wrong, behind the path and the value.
std::span<const char* const> fault_sentences();

/// What is allowed or to be done.
std::span<const char* const> fault_helps();

}  // namespace deepwallet::gui
