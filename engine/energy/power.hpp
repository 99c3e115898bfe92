#pragma once

/// Power of the cluster while it trains, and the heat that is to be carried away.

#include <cstdint>

#include "engine/analytic/iteration.hpp"
#include "engine/energy/site.hpp"
#include "engine/hardware/accelerator.hpp"
#include "engine/hardware/fabric.hpp"
#include "engine/hardware/server.hpp"

namespace deepwallet {

/// Mean of an accelerator over an iteration, weighted by what it does.
Power accelerator_power(const Accelerator& accelerator, const PhaseTimes& phases);

/// (base + (1 + fans) x accelerators) / power supply efficiency.
Power server_power(const Server& server, Power accelerators);

/// Switches of a folded-Clos (fat tree) fabric of `ports` end ports with k-port switches at full
/// bisection: 1 switch, two tiers up to k^2/2 ports, else three (Al-Fares et al. 2008).
double fat_tree_switches(double ports, double switch_ports);

/// Switches, and optics at both ends of each tier's cables.
Power network_power(const Fabric& fabric, double ports);

struct PowerUse {
    Power servers_mean;
    Power network;
    Power it_mean;
    Power it_peak;   ///< nameplates
    Power overhead;  ///< cooling and losses, as PUE counts them
    Power facility_mean;
};

/// `gpus` of the servers' accelerators train, the others idle.
PowerUse cluster_power(const Accelerator& accelerator,
                       const PhaseTimes& phases,
                       const Server& server,
                       double servers,
                       double gpus,
                       const Fabric& fabric,
                       const Site& site);

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
