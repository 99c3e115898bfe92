#pragma once

/// What the discrete-event engine adds to a report: one line a question, as in text.hpp.

#include <string>

#include "engine/report/metrics.hpp"

namespace deepwallet {

/// Empty where the closed form answered.
std::string simulation_lines(const Answer& answer);

/// What each pipeline stage does with its time, a line a stage.
std::string stage_table(const DiscreteDetails& details);

/// "kernels 61.0 %   recompute 20.3 %": the critical path, largest first.
std::string path_shares(const std::array<double, kCauses>& path);

}  // namespace deepwallet
