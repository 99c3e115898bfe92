#pragma once

/// The whole question as plain values: presets looked up, overrides applied, nothing left to
/// search.

#include <algorithm>
#include <string>
#include <vector>

#include "engine/campaign/terms.hpp"
#include "engine/cost/serving.hpp"
#include "engine/des/simulation_terms.hpp"
#include "engine/economics/terms.hpp"
#include "engine/energy/cooling.hpp"
#include "engine/energy/site.hpp"
#include "engine/hardware/accelerator.hpp"
#include "engine/hardware/fabric.hpp"
#include "engine/hardware/server.hpp"
#include "engine/hardware/software_stack.hpp"
#include "engine/plan/parallelism.hpp"
#include "engine/workload/model.hpp"
#include "engine/workload/recipe.hpp"
#include "engine/workload/scaling_law.hpp"
#include "engine/workload/training.hpp"

namespace deepwallet {

enum class EngineKind { analytic, discrete_event };

/// Names of the database entries that fill the sections below them.
struct Presets {
    std::string model;
    std::string huggingface;                   ///< a config.json in the place of `model`
    std::optional<std::string> megatron_args;  ///< launch arguments, or a file that holds them
    std::optional<std::string> deepspeed;      ///< a ds_config.json
    std::string server = "dgx-a100-80gb";
    std::string accelerator;  ///< the server's own where empty
    std::string fabric;       ///< the server's own where empty
    std::string stack = "megatron-2022";
    std::string site = "us-average";
    std::string cooling;  ///< none: the site's PUE and WUE stand
    std::string campaign = "default";
    std::string ownership = "default";
    std::string equivalents = "default";
    std::string scaling_law = "chinchilla-refit";
};

/// What the place and the purse allow; absent where nothing is said.
struct SiteLimits {
    std::optional<double> facility_mw;
    std::optional<double> cooling_tons;
    std::optional<double> racks;
    std::optional<double> rack_kw;
    std::optional<double> days;
    std::optional<double> budget_usd;
    std::optional<double> purchase_usd;
};

/// What the model is served on, where that is not what it is trained on.
struct ServingMachine {
    Server server;
    std::string accelerator_name;
    Accelerator accelerator;
};

struct Scenario {
    std::string name;
    /// Figures to hold an answer against, each with its source.
    std::vector<std::string> published;
    Presets presets;
    Model model;
    Training training;
    ScalingLaw scaling_law;
    ClusterSize cluster;
    Accelerator accelerator;
    Server server;
    Fabric fabric;
    Parallelism parallelism;
    SoftwareStack software;
    EngineKind engine = EngineKind::analytic;
    SimulationTerms simulation;
    CampaignTerms campaign;
    Site site;
    CoolingPlant cooling;
    CarbonEquivalents equivalents;
    Ownership ownership;
    SiteLimits limits;
    Recipe recipe;
    std::optional<Model> teacher;  ///< that the recipe names
    ServingTerms serving;
    std::optional<ServingMachine> serving_machine;
    std::vector<CloudOffer> serving_offers;  ///< of the accelerator that serves
    std::vector<std::string> compare = {"on-prem"};
    std::vector<CloudOffer> offers;  ///< the cloud offers that `compare` names
};

/// Is buying one of the ways to pay that are asked about?
inline bool compares_owning(const Scenario& s) {
    return std::find(s.compare.begin(), s.compare.end(), "on-prem") != s.compare.end();
}

}  // namespace deepwallet
