#include "engine/hardware/interior.hpp"

#include <deque>

#include <fmt/format.h>

#include "engine/core/math.hpp"

namespace deepwallet {

namespace {

/// All pairs of a larger mesh would be more links than a server has.
constexpr std::int64_t kMostOfAMesh = 64;

void join(Interior& interior, std::int64_t a, std::int64_t b, double rate) {
    interior.links.push_back({a, b, rate});
    interior.links.push_back({b, a, rate});
}

void add_mesh(Interior& interior, double rate) {
    for (std::int64_t a = 0; a < interior.accelerators; ++a) {
        for (std::int64_t b = a + 1; b < interior.accelerators; ++b) join(interior, a, b, rate);
    }
}

/// NVIDIA DGX-1 with V100, system architecture white paper (2017), and nvidia-smi topo -m of one:
/// links between two accelerators, six of each.
void add_cube_mesh(Interior& interior, double rate_of_two) {
    constexpr int kLinks[8][8] = {{0, 1, 1, 2, 2, 0, 0, 0},
                                  {1, 0, 2, 1, 0, 2, 0, 0},
                                  {1, 2, 0, 2, 0, 0, 1, 0},
                                  {2, 1, 2, 0, 0, 0, 0, 1},
                                  {2, 0, 0, 0, 0, 1, 1, 2},
                                  {0, 2, 0, 0, 1, 0, 2, 1},
                                  {0, 0, 1, 0, 1, 2, 0, 2},
                                  {0, 0, 0, 1, 2, 1, 2, 0}};
    for (std::int64_t a = 0; a < 8; ++a) {
        for (std::int64_t b = a + 1; b < 8; ++b) {
            if (kLinks[a][b] > 0)
                join(interior, a, b, rate_of_two * kLinks[a][b] / 2.0);
        }
    }
}

/// Two cards share a switch's one port to their processor; more than two pairs take two processors,
/// whose link carries what all switches of one send.
void add_pcie(Interior& interior, double rate) {
    const std::int64_t n = interior.accelerators;
    interior.pcie_switches = ceil_div(n, 2);
    interior.processors = interior.pcie_switches > 2 ? 2 : 1;
    const std::int64_t first_processor = n + interior.pcie_switches;
    for (std::int64_t gpu = 0; gpu < n; ++gpu) join(interior, gpu, n + gpu / 2, rate);
    const std::int64_t each = ceil_div(interior.pcie_switches, interior.processors);
    for (std::int64_t at = 0; at < interior.pcie_switches; ++at)
        join(interior, n + at, first_processor + at / each, rate);
    if (interior.processors == 2)
        join(interior, first_processor, first_processor + 1, rate * real(each));
}

/// Shortest ways through one server.
class Paths {
public:
    Paths(const Interior& interior, const std::vector<double>& rates)
        : interior_(interior), rates_(rates), out_(static_cast<std::size_t>(interior.vertices())) {
        for (std::uint32_t i = 0; i < interior.links.size(); ++i) {
            if (rates[i] > 0.0)
                out_[static_cast<std::size_t>(interior.links[i].from)].push_back(i);
        }
    }

    void route(std::int64_t from, std::int64_t to, Route& route) const {
        const std::vector<std::int64_t> hops = hops_to(to);
        if (hops[static_cast<std::size_t>(from)] != kNoWay)
            spread(from, to, 1.0, hops, route);
    }

private:
    static constexpr std::int64_t kNoWay = -1;

    [[nodiscard]] std::vector<std::int64_t> hops_to(std::int64_t target) const {
        // Links come in both directions, cut together or alike: the way there is the way back.
        std::vector<std::int64_t> hops(out_.size(), kNoWay);
        std::deque<std::int64_t> queue = {target};
        hops[static_cast<std::size_t>(target)] = 0;
        while (!queue.empty()) {
            const auto at = static_cast<std::size_t>(queue.front());
            queue.pop_front();
            for (const std::uint32_t link : out_[at]) {
                const auto next = static_cast<std::size_t>(interior_.links[link].to);
                if (hops[next] != kNoWay)
                    continue;
                hops[next] = hops[at] + 1;
                queue.push_back(interior_.links[link].to);
            }
        }
        return hops;
    }

    void spread(std::int64_t at,
                std::int64_t target,
                double share,
                const std::vector<std::int64_t>& hops,
                Route& route) const {
        if (at == target)
            return;
        const auto leads = [&](std::uint32_t link) {
            return hops[static_cast<std::size_t>(interior_.links[link].to)] ==
                   hops[static_cast<std::size_t>(at)] - 1;
        };
        double all = 0.0;
        for (const std::uint32_t link : out_[static_cast<std::size_t>(at)])
            all += leads(link) ? rates_[link] : 0.0;
        for (const std::uint32_t link : out_[static_cast<std::size_t>(at)]) {
            if (!leads(link))
                continue;
            const double part = share * (rates_[link] / all);
            route.push_back({link, part});
            spread(interior_.links[link].to, target, part, hops, route);
        }
    }

    const Interior& interior_;
    const std::vector<double>& rates_;
    std::vector<std::vector<std::uint32_t>> out_;
};

}  // namespace

Interior make_interior(const Server& server) {
    Interior out;
    out.accelerators = server.accelerators;
    const double rate = server.point_to_point_bandwidth.base();
    switch (server.scaleup_kind) {
        case ScaleUpKind::scaleup_switch:
            break;
        case ScaleUpKind::mesh:
            add_mesh(out, rate);
            break;
        case ScaleUpKind::cube_mesh:
            add_cube_mesh(out, rate);
            break;
        case ScaleUpKind::pcie:
            add_pcie(out, rate);
            break;
    }
    return out;
}

std::vector<Route> interior_routes(const Interior& interior, const std::vector<double>& rates) {
    const Paths paths(interior, rates);
    std::vector<Route> out;
    for (std::int64_t from = 0; from < interior.accelerators; ++from) {
        for (std::int64_t to = 0; to < interior.accelerators; ++to)
            paths.route(from, to, out.emplace_back());
    }
    return out;
}

Faults interior_faults(const Server& server) {
    const auto refuse = [&](const char* what, const char* help) {
        Fault fault;
        fault.code = ErrorCode::conflict;
        fault.path = "server.scaleup_topology";
        fault.message = fmt::format(
            "server.scaleup_topology: {} accelerators, and {}", server.accelerators, what);
        fault.help = help;
        fault.about = {"cluster.server", "server.accelerators"};
        return Faults{fault};
    };
    const bool cube = server.scaleup_kind == ScaleUpKind::cube_mesh;
    if (cube && server.accelerators != 8)
        return refuse("a cube mesh joins 8", "\"mesh\" joins every two of any number");
    if (server.scaleup_kind != ScaleUpKind::scaleup_switch && server.accelerators > kMostOfAMesh)
        return refuse("64 are the most without a switch", "\"switch\" joins any number");
    return {};
}

}  // namespace deepwallet
