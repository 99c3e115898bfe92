#include "engine/energy/power.hpp"

#include <algorithm>
#include <cmath>

namespace deepwallet {

Power accelerator_power(const Accelerator& a, const PhaseTimes& t) {
    const auto limited = [&](Power p) { return a.power_cap ? std::min(p, *a.power_cap) : p; };
    const Energy sum = limited(a.computing) * t.computing + limited(a.streaming) * t.streaming +
                       limited(a.communicating) * t.communicating + limited(a.waiting) * t.waiting;
    return sum / t.total();
}

Power server_power(const Server& server, Power accelerators) {
    return (server.base_power + (1.0 + server.fan_share) * accelerators) / server.psu_efficiency;
}

double fat_tree_switches(double ports, double k) {
    if (ports <= k)
        return ports > 0.0 ? 1.0 : 0.0;
    // Each leaf has half of its ports down; each tier above the leaves as many ports as it needs.
    const double leaves = std::ceil(ports / (k / 2.0));
    if (ports <= k * k / 2.0)
        return leaves + std::ceil(ports / k);
    return 2.0 * leaves + std::ceil(ports / k);
}

Power network_power(const Fabric& fabric, double ports) {
    const auto k = static_cast<double>(fabric.switch_ports);
    const double tiers = ports <= k ? 1.0 : ports <= k * k / 2.0 ? 2.0 : 3.0;
    return fat_tree_switches(ports, k) * fabric.switch_power +
           2.0 * tiers * ports * fabric.optics_power;
}

PowerUse cluster_power(const Accelerator& accelerator,
                       const PhaseTimes& phases,
                       const Server& server,
                       double servers,
                       double gpus,
                       const Fabric& fabric,
                       const Site& site) {
    const double idle_gpus = servers * static_cast<double>(server.accelerators) - gpus;
    const Power accelerators =
        (gpus * accelerator_power(accelerator, phases) + idle_gpus * accelerator.idle) / servers;
    const double ports = servers > 1.0 ? servers * static_cast<double>(server.nics) : 0.0;
    PowerUse use;
    use.servers_mean = servers * server_power(server, accelerators);
    use.network = network_power(fabric, ports);
    use.it_mean = use.servers_mean + use.network;
    use.it_peak = servers * server.max_power + use.network;
    use.overhead = (site.pue - 1.0) * use.it_mean;
    use.facility_mean = use.it_mean + use.overhead;
    return use;
}

EnergyUse energy_use(const PowerUse& power, Time wall, const Site& site) {
    EnergyUse use;
    use.it = power.it_mean * wall;
    use.overhead = power.overhead * wall;
    use.facility = use.it + use.overhead;
    use.water_on_site = use.it * site.water_on_site;
    use.water_off_site = use.facility * site.water_off_site;
    use.operational = use.facility * site.grid;
    return use;
}

}  // namespace deepwallet
