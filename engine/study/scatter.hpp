#pragma once

/// A chart of predicted against measured iteration times, as SVG.

#include <string>

#include "engine/study/validation.hpp"

namespace deepwallet {

/// Both axes logarithmic; one colour and marker a group, the line of equality and a band of 10 % on
/// either side. Rows of other metrics than the iteration's time are not in it.
std::string scatter_svg(const Validation& validation);

}  // namespace deepwallet
