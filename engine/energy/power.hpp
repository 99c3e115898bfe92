#pragma once

/// Power of the cluster while it trains, and the heat that is to be carried away.

#include <cstdint>

#include "engine/analytic/iteration.hpp"
#include "engine/campaign/campaign.hpp"
#include "engine/energy/site.hpp"
#include "engine/hardware/accelerator.hpp"
#include "engine/hardware/fabric.hpp"
#include "engine/hardware/network_parts.hpp"
#include "engine/hardware/server.hpp"

namespace deepwallet {

/// Mean of an accelerator over an iteration, weighted by what it does.
Power accelerator_power(const Accelerator& accelerator, const PhaseTimes& phases);

/// (base + (1 + fans) x accelerators) / power supply efficiency.
Power server_power(const Server& server, Power accelerators);

/// Switches, and the optics at the ends of optical cables.
Power network_power(const Fabric& fabric, const NetworkParts& parts);

struct PowerUse {
    Power servers_mean;
    Power network;
    Power it_mean;
    Power it_peak;   ///< nameplates
    Power overhead;  ///< cooling and losses, as PUE counts them
    Power facility_mean;
    // IT power by what the whole cluster does.
    Power training;
    Power waiting;  ///< all accelerators spin, for a checkpoint or for one that failed
    Power idle;     ///< nothing runs
    double pue = 1.0;
};

/// `gpus` of the servers' accelerators train, the others idle; `network` as network_power().
PowerUse cluster_power(const Accelerator& accelerator,
                       const PhaseTimes& phases,
                       const Server& server,
                       double servers,
                       double gpus,
                       Power network,
                       const Site& site);

/// Mean power over a campaign: training while iterations run, waiting while checkpoints are written
/// and failures not yet noticed, idle else. The energy of the run follows from the time line.
PowerUse power_over(PowerUse while_training, const CampaignTimes& times, const Site& site);

/// What servers draw by who takes it: server_power() the other way round, which is linear, so that
/// it holds for means as well.
struct ServerPowerParts {
    Power accelerators;
    Power fans;
    Power rest;    ///< processors, memory, adapters, drives
    Power losses;  ///< of their power supplies
};

ServerPowerParts server_power_parts(const Server& server, double servers, Power drawn);

/// Accelerators at their limit for all of the time: what is often printed in place of a model.
Energy tdp_hours(const Accelerator& accelerator, double accelerators, Time wall);

struct EnergyUse {
    Energy it;
    Energy overhead;
    Energy facility;
    Volume water_on_site;   ///< WUE counts IT energy
    Volume water_off_site;  ///< power plants feed the whole facility
    Carbon operational;
};

EnergyUse energy_use(const PowerUse& power, Time wall, const Site& site);

}  // namespace deepwallet
