#pragma once

/// What a search found, in sentences, and a plan of it as a scenario.

#include <QString>
#include <string>
#include <vector>

#include "engine/scenario/database.hpp"
#include "gui/asked.hpp"
#include "gui/search_job.hpp"

namespace deepwallet::gui {

/// Where the own plan stands among those found.
QString own_plan_text(const FoundPlans& found);

/// How near the best plan comes to what limits it, and the best with another value of each field.
QString decision_text(const FoundPlans& found);

/// The text that was asked with, with what the plan has otherwise. Fault: a text that does not let
/// it be written.
Result<std::string> plan_text(const Asked& asked,
                              const std::vector<ResultColumn>& columns,
                              const Scenario& plan,
                              const HardwareDb& db);

}  // namespace deepwallet::gui
