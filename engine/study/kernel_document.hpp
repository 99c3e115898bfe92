#pragma once

/// The part of docs/validation.md on single kernels and collectives.

#include <string>

#include "engine/core/error.hpp"
#include "engine/scenario/database.hpp"

namespace deepwallet {

/// Tables of the errors that the constants of the database's accelerators and servers have on the
/// kernels and collectives of its folder `measured`; empty where there is none. Faults: those of
/// the tables and entries.
Result<std::string> kernel_document(const HardwareDb& db);

}  // namespace deepwallet
