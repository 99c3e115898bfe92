#pragma once

/// One answer as a page: what it comes to and how far that may be off, where the time and the money
/// go, what it rests on.

#include <string>

#include "engine/report/doubt.hpp"
#include "engine/scenario/load.hpp"
#include "engine/scenario/report.hpp"

namespace deepwallet {

/// HTML in one file; nothing in it is fetched. Parts that the answer does not have are left out.
std::string report_page(const LoadedScenario& loaded, const Report& report, const Doubt& doubt);

}  // namespace deepwallet
