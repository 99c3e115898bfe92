#pragma once

/// The inputs of a question that somebody gave a range, and how they are drawn from it.

#include <functional>
#include <string>
#include <vector>

#include "engine/scenario/load.hpp"

namespace deepwallet {

/// An input with a range. Drawn from a triangle over it with its peak at the value in use; over a
/// factor of ten and more the triangle stands over the logarithm.
struct UncertainInput {
    std::string path;
    double low = 0.0;
    double value = 0.0;
    double high = 0.0;
    bool whole = false;  ///< an integer
    std::function<void(Scenario&, double)> set;
};

/// All of a scenario: fields whose source states a range, and prices of the offers compared.
std::vector<UncertainInput> uncertain_inputs(const LoadedScenario& loaded);

/// The value below which a share `u` of the draws lies.
double quantile_of(const UncertainInput& input, double u);

/// The same question without events: noise and waits are alike on both sides of a comparison.
Scenario in_closed_form(const Scenario& scenario);

}  // namespace deepwallet
