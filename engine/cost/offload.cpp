#include "engine/cost/offload.hpp"

#include <algorithm>

#include "engine/core/math.hpp"

namespace deepwallet {

namespace {

using units::byte;

/// What a rank has of its host while all ranks of the server use it.
struct HostShare {
    Bandwidth link;
    Bandwidth read;        ///< into the accelerator's memory, from where the states lie
    Bandwidth write;       ///< and back
    double updates = 0.0;  ///< parameters a second
};

HostShare host_share(const Server& server, const Layout& layout, bool drives) {
    const double ranks = ranks_of_server(layout, server);
    HostShare out;
    out.link = std::min(*server.host_link, *server.host_links / ranks);
    out.read = out.write = out.link;
    if (drives) {
        out.read = std::min(out.link, *server.nvme_read / ranks);
        out.write = std::min(out.link, *server.nvme_write / ranks);
    }
    out.updates = *server.host_updates_per_us * 1e6 / ranks;
    return out;
}

/// Where states lie on drives: moments, master weights and gradients in; the first two, and weights
/// that are offloaded, out.
Time drives_time(const MemoryContext& at, const Server& server, const StateBytes& b, double count) {
    const double ranks = ranks_of_server(*at.layout, server);
    const bool weights = at.parallelism->offload == Offload::parameters;
    const Data in = count * (b.optimizer + b.gradient) * byte;
    const Data out = count * (b.optimizer + (weights ? b.weight : 0.0)) * byte;
    return in / (*server.nvme_read / ranks) + out / (*server.nvme_write / ranks);
}

}  // namespace

OffloadTraffic offload_traffic(const MemoryContext& at,
                               const Server& server,
                               const RankParameters& parameters) {
    const Parallelism& p = *at.parallelism;
    if (p.offload == Offload::none)
        return {};
    const bool drives = p.offload_to == OffloadTo::nvme;
    const StateBytes bytes = state_bytes(at.training->precision, *at.software);
    const double count = offloaded_parameters(*at.layout, parameters);
    const HostShare host = host_share(server, *at.layout, drives);
    OffloadTraffic out;
    // What is there already comes back to be added to: all but the first micro-batch's.
    const double again = p.zero_stage >= 2 ? 1.0 - 1.0 / real(at.layout->micro_batches) : 0.0;
    const Data gradients = count * bytes.gradient * byte;
    out.store = gradients / host.write + again * gradients / host.read;
    out.update = count / host.updates * units::s;
    if (drives)
        out.update = std::max(out.update, drives_time(at, server, bytes, count));
    const Data weights = count * bytes.weight * byte;
    if (p.offload == Offload::parameters)
        out.load = weights / host.read;
    else
        out.update = std::max(out.update, weights / host.link);
    return out;
}

double ranks_of_server(const Layout& layout, const Server& server) {
    return real(std::min(layout.gpus, server.accelerators));
}

Data offload_capacity(const Server& server, OffloadTo to) {
    return (to == OffloadTo::host ? server.host_memory : server.nvme).value_or(Data{});
}

}  // namespace deepwallet
