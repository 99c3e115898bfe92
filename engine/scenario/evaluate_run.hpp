#pragma once

/// The second half of evaluate(): from an iteration to days, energy, carbon and dollars.

#include <optional>

#include "engine/campaign/simulate.hpp"
#include "engine/scenario/report.hpp"
#include "engine/scenario/scenario.hpp"

namespace deepwallet {

/// Tokens of the whole run, however the scenario gives them; 0 where it does not.
double training_tokens(const Training& training, double flops_per_sequence);

/// Spares stand beside the servers in use.
std::int64_t all_servers(const Scenario& scenario);

/// What the campaign of a report is about.
CampaignInput campaign_input(const Scenario& scenario, const Report& report);

/// Fills power and run of a report whose iteration is known. Where an outcome is given, the
/// campaign went that way instead of as expected.
void finish_run(const Scenario& scenario,
                Report& report,
                const CampaignOutcome* outcome = nullptr,
                const std::optional<ServingReport>* serving = nullptr);

/// What contradicts itself in how long the run is and how its batch grows.
Faults run_faults(const Scenario& scenario);

}  // namespace deepwallet
