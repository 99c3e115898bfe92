#include "engine/energy/power.hpp"

#include <algorithm>

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

Power network_power(const Fabric& fabric, const NetworkParts& parts) {
    return static_cast<double>(parts.switches) * fabric.switch_power +
           static_cast<double>(parts.optics) * fabric.optics_power;
}

namespace {

void add_facility(PowerUse& use, const Site& site) {
    use.pue = site.pue;
    use.overhead = (site.pue - 1.0) * use.it_mean;
    use.facility_mean = use.it_mean + use.overhead;
}

}  // namespace

PowerUse cluster_power(const Accelerator& accelerator,
                       const PhaseTimes& phases,
                       const Server& server,
                       double servers,
                       double gpus,
                       Power network,
                       const Site& site) {
    const double each = static_cast<double>(server.accelerators);
    const double idle_gpus = servers * each - gpus;
    const auto of_servers = [&](Power busy) {
        return servers *
               server_power(server, (gpus * busy + idle_gpus * accelerator.idle) / servers);
    };
    PowerUse use;
    use.servers_mean = of_servers(accelerator_power(accelerator, phases));
    use.network = network;
    use.training = use.servers_mean + use.network;
    use.waiting = of_servers(accelerator.waiting) + use.network;
    use.idle = of_servers(accelerator.idle) + use.network;
    use.it_mean = use.training;
    use.it_peak = servers * server.max_power + use.network;
    add_facility(use, site);
    return use;
}

PowerUse power_over(PowerUse use, const CampaignTimes& times, const Site& site) {
    const Time training = times.work + times.evaluation + times.replay;
    const Time waiting = times.checkpoint + times.detection;
    const Time idle = times.restart + times.waiting + times.startup;
    const Energy energy = use.training * training + use.waiting * waiting + use.idle * idle;
    use.it_mean = energy / times.total();
    use.servers_mean = use.it_mean - use.network;
    add_facility(use, site);
    return use;
}

ServerPowerParts server_power_parts(const Server& server, double servers, Power drawn) {
    ServerPowerParts out;
    const Power supplied = server.psu_efficiency * drawn;
    out.rest = servers * server.base_power;
    out.accelerators = (supplied - out.rest) / (1.0 + server.fan_share);
    out.fans = server.fan_share * out.accelerators;
    out.losses = drawn - supplied;
    return out;
}

Energy tdp_hours(const Accelerator& accelerator, double accelerators, Time wall) {
    return accelerators * accelerator.tdp * wall;
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
