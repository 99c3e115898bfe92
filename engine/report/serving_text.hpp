#pragma once

/// Lines of an answer about how the model comes about and what it is to serve it.

#include <string>

#include "engine/report/metrics.hpp"

namespace deepwallet {

/// What others published of it, to hold the answer against; a line a figure.
std::string published_lines(const Scenario& scenario);

/// How the model comes about where that is not from nothing, and what somebody measured of it.
std::string recipe_line(const Answer& answer);

/// What a million tokens take; empty where nobody asks.
std::string serving_line(const Answer& answer);

/// Of a model that is used as it is.
std::string untrained_text();

}  // namespace deepwallet
