#pragma once

/// The constants of an accelerator or a server, fitted to tables of measured kernels and
/// collectives, as people read it.

#include <filesystem>
#include <string>

#include "engine/core/error.hpp"
#include "engine/scenario/database.hpp"

namespace deepwallet {

/// `measured` is a folder in the form of hardware_db/measured. For an accelerator: constants with
/// 95 % intervals and errors, in-sample and cross-validated, for each family of kernels that rows
/// are of; for a server: its all-reduce curve. Faults: a name that no row has, with those that have
/// some; those of the tables and of the entry.
Result<std::string> hardware_calibration(const HardwareDb& db,
                                         const std::filesystem::path& measured,
                                         const std::string& entry);

}  // namespace deepwallet
