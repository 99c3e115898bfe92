#pragma once

/// The same run at every site of the database: what the place alone makes of it.

#include <atomic>
#include <string>
#include <vector>

#include "engine/scenario/load.hpp"
#include "engine/study/result_table.hpp"

namespace deepwallet {

struct SiteStudy {
    ResultTable table;                  ///< a row a site, by name
    std::vector<std::string> left_out;  ///< sites that the rest contradicts, and why
};

/// In closed form. Every site as the database has it: what the inputs say of their own site is left
/// out. Ends early where `stop` says so. Faults of the inputs beside the site.
Result<SiteStudy> site_study(const Assignments& inputs,
                             const HardwareDb& db,
                             const std::atomic<bool>* stop = nullptr);

}  // namespace deepwallet
