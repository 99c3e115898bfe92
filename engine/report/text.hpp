#pragma once

/// The report as people read it.

#include <string>
#include <vector>

#include "engine/report/doubt.hpp"
#include "engine/report/metrics.hpp"
#include "engine/scenario/load.hpp"

namespace deepwallet {

/// What is asked, on what, and which engine answers.
std::string report_title(const Answer& answer);

/// A title, then one line a question: the answer first, its parts behind it.
std::string report_text(const LoadedScenario& loaded, const Report& report, const Doubt& doubt);

/// Every metric with its unit and meaning, one a line, and the bill by cause.
std::string report_details(const Answer& answer);

/// Why what the answer says cannot be done: it does not fit, never ends, outlives the machine that
/// is bought for it, or breaks a limit that somebody gave; a sentence each, worst first.
std::vector<std::string> warnings(const Answer& answer);

/// By how much and on which stage a plan does not fit, and which single change would make it fit;
/// empty where it fits.
std::string misfit_text(const Scenario& scenario, const Report& report);

}  // namespace deepwallet
