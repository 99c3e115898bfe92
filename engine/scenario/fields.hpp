#pragma once

/// The field registry: every input of a scenario and of the database files that fill it, once.

#include "engine/config/field.hpp"
#include "engine/scenario/scenario.hpp"

namespace deepwallet {

Fields<Model> model_fields();
Fields<Training> training_fields();
Fields<ScalingLaw> scaling_law_fields();
Fields<Accelerator> accelerator_fields();
Fields<Server> server_fields();
Fields<Fabric> fabric_fields();
Fields<SoftwareStack> software_fields();
Fields<Parallelism> parallelism_fields();
Fields<SimulationTerms> simulation_fields();
Fields<CampaignTerms> campaign_fields();
Fields<Site> site_fields();
Fields<CoolingPlant> cooling_fields();
Fields<CarbonEquivalents> equivalents_fields();
Fields<Ownership> ownership_fields();
Fields<SiteLimits> limit_fields();
Fields<Recipe> recipe_fields();
Fields<ServingTerms> serving_fields();

/// All of them, under their sections, with the names of the presets: the paths of scenario files.
const Fields<Scenario>& scenario_fields();

/// The field with this path, or none.
const Field<Scenario>* find_field(const std::string& path);

}  // namespace deepwallet
