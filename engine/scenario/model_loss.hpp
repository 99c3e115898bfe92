#pragma once

/// What loss the trained model of a scenario is expected to have, and what the same work could
/// reach.

#include <optional>

#include "engine/scenario/report.hpp"
#include "engine/scenario/scenario.hpp"

namespace deepwallet {

struct ModelLoss {
    double parameters = 0.0;  ///< as the fit counts them
    double tokens = 0.0;
    double loss = 0.0;  ///< nats a token
    ComputeOptimal optimal;
};

/// Do scaling laws speak of this model? They are fitted to dense decoders.
bool has_scaling_law(const Model& model);

/// Absent where no tokens are given, where the model is none that scaling laws speak of, where the
/// data is passed over more often than the fit holds for, and where it is served in so few bits
/// that they lose something.
std::optional<ModelLoss> model_loss(const Scenario& scenario, double tokens);
std::optional<ModelLoss> model_loss(const Scenario& scenario, const Report& report);

}  // namespace deepwallet
