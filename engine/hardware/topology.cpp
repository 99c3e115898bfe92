#include "engine/hardware/topology.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>

#include "engine/core/math.hpp"
#include "engine/core/mix.hpp"
#include "engine/hardware/interior.hpp"
#include "engine/hardware/network_parts.hpp"
#include "engine/hardware/topology_builder.hpp"

namespace deepwallet {

namespace {

constexpr std::uint16_t kNoWay = std::numeric_limits<std::uint16_t>::max();
constexpr std::uint32_t kNoLink = std::numeric_limits<std::uint32_t>::max();

void add_use(Route& route, std::uint32_t link, double share) {
    for (LinkShare& use : route) {
        if (use.link == link) {
            use.share += share;
            return;
        }
    }
    route.push_back({link, share});
}

}  // namespace

std::string Topology::name_of(std::uint32_t vertex) const {
    const Vertex& v = vertices_[vertex];
    switch (v.kind) {
        case VertexKind::gpu:
            return fmt::format("server{}/gpu{}", v.group, v.index);
        case VertexKind::scaleup:
            return fmt::format("server{}/switch", v.group);
        case VertexKind::pcie_switch:
            return fmt::format("server{}/pcie{}", v.group, v.index);
        case VertexKind::processor:
            return fmt::format("server{}/cpu{}", v.group, v.index);
        case VertexKind::nic:
            return fmt::format("server{}/nic{}", v.group, v.index);
        case VertexKind::leaf:
            return fmt::format("leaf{}.{}", v.group, v.index);
        case VertexKind::spine:
            return fmt::format("spine{}.{}", v.group, v.index);
        case VertexKind::core:
            return fmt::format("core{}", v.index);
        case VertexKind::router:
            return fmt::format("group{}.{}", v.group, v.index);
    }
    return "";
}

bool Topology::works(std::int64_t nic) const {
    const auto at = static_cast<std::size_t>(nic);
    return links_[nic_out_[at]].capacity > 0.0 && links_[nic_in_[at]].capacity > 0.0;
}

std::int64_t Topology::nic_of(std::int64_t gpu) const {
    const std::int64_t server = server_of(gpu);
    const std::int64_t own = gpu % per_server_ * nics_ / per_server_;
    for (std::int64_t i = 0; i < nics_; ++i) {
        const std::int64_t nic = server * nics_ + (own + i) % nics_;
        if (works(nic))
            return nic;
    }
    return server * nics_ + own;
}

std::int64_t Topology::gpu_at(std::int64_t nic) const {
    return nic / nics_ * per_server_ + ceil_div(nic % nics_ * per_server_, nics_);
}

void Topology::inside(std::int64_t from, std::int64_t to, Route& route) const {
    if (from == to)
        return;
    if (inside_.empty()) {
        add_use(route, port_out_[static_cast<std::size_t>(from)], 1.0);
        add_use(route, port_in_[static_cast<std::size_t>(to)], 1.0);
        return;
    }
    const std::int64_t server = server_of(from);
    const auto own = broken_.find(server);
    const auto& routes = own == broken_.end() ? inside_ : own->second;
    const std::int64_t pair = from % per_server_ * per_server_ + to % per_server_;
    const auto first = static_cast<std::uint32_t>(server * inside_links_);
    for (const LinkShare& use : routes[static_cast<std::size_t>(pair)])
        add_use(route, first + use.link, use.share);
}

/// Does it reach most of its own server? Those that do not are the ones cut off.
bool Topology::works_inside(std::int64_t gpu) const {
    if (per_server_ == 1 || !torus_.empty())
        return true;
    if (inside_.empty()) {
        const auto at = static_cast<std::size_t>(gpu);
        return links_[port_out_[at]].capacity > 0.0 && links_[port_in_[at]].capacity > 0.0;
    }
    std::int64_t reached = 0;
    for (std::int64_t i = 1; i < per_server_; ++i) {
        Route route;
        inside(gpu, server_of(gpu) * per_server_ + (gpu + i) % per_server_, route);
        reached += route.empty() ? 0 : 1;
    }
    return 2 * reached >= per_server_ - 1 && reached > 0;
}

Route Topology::route(std::int64_t from, std::int64_t to, std::uint64_t flow) const {
    if (!torus_.empty())
        return torus_route(from, to);
    Route route;
    if (server_of(from) == server_of(to)) {
        inside(from, to, route);
        return route;
    }
    if (nics_ == 0)
        return {};
    const std::int64_t in = nic_of(to);
    std::int64_t out = nic_of(from);
    const std::int64_t same_rail = server_of(from) * nics_ + in % nics_;
    if (changes_rail_inside_ && works(same_rail))
        out = same_rail;
    const auto serves = [&](std::int64_t gpu, std::int64_t nic) {
        return gpu % per_server_ * nics_ / per_server_ == nic % nics_;
    };
    if (!serves(from, out))
        inside(from, gpu_at(out), route);
    add_use(route, nic_out_[static_cast<std::size_t>(out)], 1.0);
    const std::uint32_t leaf = nic_switch_[static_cast<std::size_t>(out)];
    const std::uint32_t target = nic_switch_[static_cast<std::size_t>(in)];
    if (!works(out) || !works(in) || distance(leaf, target) == kNoWay)
        return {};
    if (dragonfly_groups_ > 0) {
        if (routing_ == Routing::adaptive)
            spread_over_detours(leaf, target, route);
        else
            through_group(leaf, target, 1.0, route);
    } else if (routing_ == Routing::adaptive) {
        spread(leaf, target, 1.0, route);
    } else {
        const auto ends = static_cast<std::uint64_t>(from * gpus() + to);
        pick(leaf, target, mix(mix(ends) + flow), route);
    }
    add_use(route, nic_in_[static_cast<std::size_t>(in)], 1.0);
    if (!serves(to, in))
        inside(gpu_at(in), to, route);
    return route;
}

/// Over all links on shortest paths, in the ratio of their capacities.
void Topology::spread(std::uint32_t at, std::uint32_t target, double share, Route& route) const {
    if (at == target)
        return;
    const std::uint16_t next = distance(at, target) - 1;
    double all = 0.0;
    for (const std::uint32_t link : out_of(at)) {
        if (distance(links_[link].to, target) == next)
            all += links_[link].capacity;
    }
    for (const std::uint32_t link : out_of(at)) {
        if (distance(links_[link].to, target) != next)
            continue;
        const double part = share * (links_[link].capacity / all);
        add_use(route, link, part);
        spread(links_[link].to, target, part, route);
    }
}

/// A dragonfly's minimal way: to the router with the cable to the other group, over it, and on from
/// there. Another cable would be a detour, even where it takes fewer hops.
void Topology::through_group(std::uint32_t at,
                             std::uint32_t target,
                             double share,
                             Route& route) const {
    const auto here = static_cast<std::uint32_t>(vertices_[at].group);
    const auto there = static_cast<std::uint32_t>(vertices_[target].group);
    if (here == there) {
        spread(at, target, share, route);
        return;
    }
    const std::uint32_t routers = dragonfly_routers_;
    const std::uint32_t out = first_switch_ + here * routers + there % routers;
    const std::uint32_t in = first_switch_ + there * routers + here % routers;
    spread(at, out, share, route);
    spread(out, in, share, route);
    spread(in, target, share, route);
}

/// Valiant's routing, which adaptive routing falls back on where shortest paths are full (Kim et
/// al. 2008, section 4): evenly over the shortest way and those through each other group, or
/// through each other router of the same group. Half of what uniform traffic could have; half too
/// for the worst traffic, of which shortest paths carry a fraction.
void Topology::spread_over_detours(std::uint32_t at, std::uint32_t target, Route& route) const {
    const auto router = [&](std::uint32_t group, std::uint32_t index) {
        return first_switch_ + group * dragonfly_routers_ + index;
    };
    const auto here = static_cast<std::uint32_t>(vertices_[at].group);
    const auto there = static_cast<std::uint32_t>(vertices_[target].group);
    std::vector<std::uint32_t> detours;
    if (at == target)
        return;
    for (std::uint32_t i = 0; here == there && i < dragonfly_routers_; ++i) {
        if (router(here, i) != at && router(here, i) != target)
            detours.push_back(router(here, i));
    }
    // Where the cable between the groups comes in.
    for (std::uint32_t group = 0; here != there && group < dragonfly_groups_; ++group) {
        if (group != here && group != there)
            detours.push_back(router(group, here % dragonfly_routers_));
    }
    const double share = 1.0 / static_cast<double>(detours.size() + 1);
    through_group(at, target, share, route);
    for (const std::uint32_t detour : detours) {
        through_group(at, detour, share, route);
        through_group(detour, target, share, route);
    }
}

void Topology::pick(std::uint32_t at,
                    std::uint32_t target,
                    std::uint64_t flow,
                    Route& route) const {
    while (at != target) {
        const std::uint16_t next = distance(at, target) - 1;
        std::uint64_t choices = 0;
        for (const std::uint32_t link : out_of(at))
            choices += distance(links_[link].to, target) == next ? 1U : 0U;
        std::uint64_t choice = mix(flow + at) % choices;
        for (const std::uint32_t link : out_of(at)) {
            if (distance(links_[link].to, target) != next)
                continue;
            if (choice-- > 0)
                continue;
            add_use(route, link, 1.0);
            at = links_[link].to;
            break;
        }
    }
}

/// Dimension by dimension, the shorter way round; half each way where both are as long.
Route Topology::torus_route(std::int64_t from, std::int64_t to) const {
    Route route;
    std::int64_t at = from;
    std::int64_t stride = 1;
    std::uint32_t first_link = 0;
    for (const std::int64_t size : torus_) {
        if (size > 1) {
            const std::int64_t place = at / stride % size;
            const std::int64_t goal = to / stride % size;
            const std::int64_t up = (goal - place + size) % size;
            const std::int64_t down = size - up;
            const double share_up = up < down ? 1.0 : up == down ? 0.5 : 0.0;
            const auto walk = [&](std::int64_t step, std::int64_t count, double share) {
                std::int64_t here = place;
                for (std::int64_t i = 0; i < count; ++i) {
                    const std::int64_t next = (here + step + size) % size;
                    // A link up belongs to where it starts, the way back to where that ends.
                    const std::int64_t owner = at + ((step > 0 ? here : next) - place) * stride;
                    const auto link =
                        first_link + 2 * static_cast<std::uint32_t>(owner) + (step > 0 ? 0U : 1U);
                    if (links_[link].capacity <= 0.0)
                        return false;
                    add_use(route, link, share);
                    here = next;
                }
                return true;
            };
            if (up > 0 && share_up > 0.0 && !walk(1, up, share_up))
                return {};
            if (up > 0 && share_up < 1.0 && !walk(-1, down, 1.0 - share_up))
                return {};
            at += (goal - place) * stride;
            first_link += 2 * static_cast<std::uint32_t>(gpus());
        }
        stride *= size;
    }
    return route;
}

std::int64_t Topology::switches_crossed(std::int64_t from, std::int64_t to) const {
    if (!torus_.empty() || server_of(from) == server_of(to))
        return 0;
    const auto at = [&](std::int64_t nic) { return nic_switch_[static_cast<std::size_t>(nic)]; };
    return distance(at(nic_of(from)), at(nic_of(to))) + 1;
}

/// Hops between switches, by breadth-first search from each.
void Topology::find_distances() {
    const auto count = static_cast<std::uint32_t>(vertices_.size()) - first_switch_;
    using Graph = boost::compressed_sparse_row_graph<boost::directedS>;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    std::vector<std::vector<std::uint32_t>> out(count);
    for (std::uint32_t i = 0; i < links_.size(); ++i) {
        const NetworkLink& link = links_[i];
        if (link.from < first_switch_ || link.to < first_switch_ || link.capacity <= 0.0)
            continue;
        edges.emplace_back(link.from - first_switch_, link.to - first_switch_);
        out[link.from - first_switch_].push_back(i);
    }
    first_out_.assign(1, 0);
    for (const auto& list : out) {
        out_.insert(out_.end(), list.begin(), list.end());
        first_out_.push_back(static_cast<std::uint32_t>(out_.size()));
    }
    const Graph graph(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), count);
    const auto index = get(boost::vertex_index, graph);
    distances_.assign(static_cast<std::size_t>(count) * count, kNoWay);
    for (std::uint32_t from = 0; from < count; ++from) {
        const auto row =
            distances_.begin() + static_cast<std::ptrdiff_t>(std::size_t{from} * count);
        *(row + from) = 0;
        const auto hops = boost::make_iterator_property_map(row, index);
        boost::breadth_first_search(graph,
                                    from,
                                    boost::visitor(boost::make_bfs_visitor(
                                        boost::record_distances(hops, boost::on_tree_edge()))));
    }
}

Bandwidth Topology::bisection() const {
    const std::int64_t half = torus_.empty() ? servers_ / 2 * per_server_ : gpus() / 2;
    std::vector<std::int64_t> first;
    std::vector<std::int64_t> second;
    for (std::int64_t gpu = 0; gpu < gpus(); ++gpu) (gpu < half ? first : second).push_back(gpu);
    return max_flow(first, second);
}

Faults Topology::unreachable() const {
    const auto fault = [&](std::int64_t gpu, const char* what) {
        Fault out;
        out.path = "simulation.degraded_links";
        out.message = fmt::format("simulation.degraded_links: {} cannot reach {}",
                                  name_of(static_cast<std::uint32_t>(gpu)),
                                  what);
        out.help = "cut fewer links, or leave the server out";
        return Faults{out};
    };
    for (std::int64_t gpu = 0; gpu < gpus(); ++gpu) {
        if (!works_inside(gpu))
            return fault(gpu, "its own server");
        if (servers_ == 1 && torus_.empty())
            continue;
        if (torus_.empty() && !works(nic_of(gpu)))
            return fault(gpu, "the other servers");
        const std::int64_t first = server_of(gpu) == 0 ? gpus() - 1 : 0;
        if (gpu != first && (route(first, gpu).empty() || route(gpu, first).empty()))
            return fault(gpu, name_of(static_cast<std::uint32_t>(first)).c_str());
    }
    return {};
}

// Construction.

TopologyBuilder::TopologyBuilder(const Server& server, const Fabric& fabric, std::int64_t servers)
    : server_(server), fabric_(fabric) {
    out_.servers_ = servers;
    out_.per_server_ = server.accelerators;
    out_.routing_ = fabric.routing;
    // Over NVLink and its kin, not over PCIe.
    out_.changes_rail_inside_ =
        fabric.kind == FabricKind::rail_optimized && server.scaleup_kind != ScaleUpKind::pcie;
    if (fabric.kind == FabricKind::torus) {
        out_.torus_ = fabric.torus;
        return;
    }
    if (servers > 1 && server.nics > 0) {
        // Adapters of one accelerator act as one.
        out_.nics_ = std::min(server.nics, server.accelerators);
        nic_rate_ = server.nic_bandwidth.base() * fabric.efficiency *
                    (real(server.nics) / real(out_.nics_));
    }
}

std::uint32_t TopologyBuilder::add_vertex(VertexKind kind,
                                          std::int64_t group,
                                          std::int64_t index,
                                          std::int64_t count) {
    out_.vertices_.push_back({kind,
                              static_cast<std::int32_t>(group),
                              static_cast<std::int32_t>(index),
                              static_cast<std::int32_t>(count)});
    return static_cast<std::uint32_t>(out_.vertices_.size()) - 1;
}

std::uint32_t TopologyBuilder::connect(std::uint32_t a, std::uint32_t b, double capacity) {
    out_.links_.push_back({a, b, capacity});
    out_.links_.push_back({b, a, capacity});
    return static_cast<std::uint32_t>(out_.links_.size()) - 2;
}

void TopologyBuilder::plug(std::int64_t server, std::int64_t nic, std::uint32_t vertex) {
    const auto number = static_cast<std::size_t>(server * nics() + nic);
    const auto adapter = first_adapter_ + static_cast<std::uint32_t>(number);
    const std::uint32_t link = connect(adapter, vertex, nic_rate_);
    out_.nic_out_[number] = link;
    out_.nic_in_[number] = link + 1;
    out_.nic_switch_[number] = vertex;
}

/// Accelerators first, then what joins them in their servers, then adapters.
void TopologyBuilder::add_servers() {
    const std::int64_t each = server_.accelerators;
    for (std::int64_t gpu = 0; gpu < gpus(); ++gpu)
        add_vertex(VertexKind::gpu, gpu / each, gpu % each);
    if (fabric_.kind == FabricKind::torus)
        return;
    if (server_.scaleup_kind == ScaleUpKind::scaleup_switch)
        add_scaleup_switches();
    else
        add_interiors();
    first_adapter_ = static_cast<std::uint32_t>(out_.vertices_.size());
    for (std::int64_t nic = 0; nic < servers() * nics(); ++nic)
        add_vertex(VertexKind::nic, nic / nics(), nic % nics());
    const auto adapters = static_cast<std::size_t>(servers() * nics());
    out_.nic_out_.assign(adapters, kNoLink);
    out_.nic_in_.assign(adapters, kNoLink);
    out_.nic_switch_.assign(adapters, kNoLink);
}

void TopologyBuilder::add_scaleup_switches() {
    for (std::int64_t server = 0; server < servers(); ++server)
        add_vertex(VertexKind::scaleup, server, 0);
    for (std::int64_t gpu = 0; gpu < gpus(); ++gpu) {
        const std::uint32_t link =
            connect(static_cast<std::uint32_t>(gpu),
                    static_cast<std::uint32_t>(gpus() + gpu / server_.accelerators),
                    server_.point_to_point_bandwidth.base());
        out_.port_out_.push_back(link);
        out_.port_in_.push_back(link + 1);
    }
}

void TopologyBuilder::add_interiors() {
    const Interior interior = make_interior(server_);
    const std::int64_t others = interior.pcie_switches + interior.processors;
    const std::int64_t first_other = gpus();
    for (std::int64_t server = 0; server < servers(); ++server) {
        for (std::int64_t i = 0; i < interior.pcie_switches; ++i)
            add_vertex(VertexKind::pcie_switch, server, i);
        for (std::int64_t i = 0; i < interior.processors; ++i)
            add_vertex(VertexKind::processor, server, i);
    }
    for (std::int64_t server = 0; server < servers(); ++server) {
        const auto vertex = [&](std::int64_t local) {
            const std::int64_t n = server_.accelerators;
            return static_cast<std::uint32_t>(
                local < n ? server * n + local : first_other + server * others + local - n);
        };
        for (const Interior::Link& link : interior.links)
            out_.links_.push_back({vertex(link.from), vertex(link.to), link.rate});
    }
    out_.inside_links_ = static_cast<std::int64_t>(interior.links.size());
    out_.inside_ = interior_routes(interior, interior_rates(0));
}

/// Of the links inside of a server, as they are now.
std::vector<double> TopologyBuilder::interior_rates(std::int64_t server) const {
    std::vector<double> rates;
    for (std::int64_t i = 0; i < out_.inside_links_; ++i)
        rates.push_back(
            out_.links_[static_cast<std::size_t>(server * out_.inside_links_ + i)].capacity);
    return rates;
}

/// Where links are cut, traffic inside of the server goes round them.
void TopologyBuilder::route_round_cuts() {
    const Interior interior = make_interior(server_);
    for (std::int64_t server = 0; server < servers() && out_.inside_links_ > 0; ++server) {
        const std::vector<double> rates = interior_rates(server);
        if (std::find(rates.begin(), rates.end(), 0.0) != rates.end())
            out_.broken_.emplace(server, interior_routes(interior, rates));
    }
}

Result<Topology> TopologyBuilder::build(std::span<const LinkFault> faults) {
    Faults found = interior_faults(server_);
    if (!found.empty())
        return tl::unexpected<Faults>(std::move(found));
    const bool tree =
        fabric_.kind == FabricKind::fat_tree || fabric_.kind == FabricKind::rail_optimized;
    if (nics() > 0 || fabric_.kind == FabricKind::torus)
        found = tree ? tree_faults(*this) : network_faults(server_, fabric_, servers());
    if (!found.empty())
        return tl::unexpected<Faults>(std::move(found));
    add_servers();
    out_.first_switch_ = static_cast<std::uint32_t>(out_.vertices_.size());
    if (fabric_.kind == FabricKind::torus) {
        build_torus(*this);
    } else if (nics() > 0) {
        switch (fabric_.kind) {
            case FabricKind::dragonfly:
                build_dragonfly(*this);
                break;
            case FabricKind::fat_tree:
            case FabricKind::rail_optimized:
                build_tree(*this);
                break;
            default:
                build_single_switch(*this);
                break;
        }
    }
    for (const LinkFault& fault : faults) {
        const Faults more = apply(fault);
        found.insert(found.end(), more.begin(), more.end());
    }
    if (!found.empty())
        return tl::unexpected<Faults>(std::move(found));
    route_round_cuts();
    out_.find_distances();
    if (Faults cut = out_.unreachable(); !cut.empty())
        return tl::unexpected<Faults>(std::move(cut));
    return std::move(out_);
}

void TopologyBuilder::scale(std::uint32_t link, double share) {
    out_.links_[link].capacity *= share;
}

/// Vertices that a name stands for, and which part of each: one of several merged switches.
std::vector<std::uint32_t> TopologyBuilder::vertices_named(const std::string& name,
                                                           std::vector<double>& parts) const {
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = 0; i < out_.vertices_.size(); ++i) {
        const Vertex& vertex = out_.vertices_[i];
        if (vertex.count == 1) {
            if (out_.name_of(i) != name)
                continue;
            out.push_back(i);
            parts.push_back(1.0);
            continue;
        }
        const std::string prefix =
            vertex.kind == VertexKind::core ? "core" : fmt::format("spine{}.", vertex.group);
        for (std::int32_t k = 0; k < vertex.count; ++k) {
            if (name == fmt::format("{}{}", prefix, k)) {
                out.push_back(i);
                parts.push_back(1.0 / vertex.count);
            }
        }
    }
    return out;
}

Faults TopologyBuilder::apply(const LinkFault& fault) {
    const std::size_t dash = fault.name.find('-');
    std::vector<double> parts;
    const auto a = vertices_named(fault.name.substr(0, dash), parts);
    const auto b = dash == std::string::npos ? std::vector<std::uint32_t>{}
                                             : vertices_named(fault.name.substr(dash + 1), parts);
    bool any = false;
    const bool two = dash != std::string::npos;
    if (a.size() == 1 && b.size() == (two ? 1U : 0U)) {
        double part = 1.0;
        for (const double p : parts) part *= p;
        for (std::uint32_t i = 0; i < out_.links_.size(); ++i) {
            const NetworkLink& link = out_.links_[i];
            const bool touches = link.from == a[0] || link.to == a[0];
            const bool other = !two || link.from == b[0] || link.to == b[0];
            if (touches && other) {
                scale(i, 1.0 - part * (1.0 - fault.share));
                any = true;
            }
        }
    }
    if (any)
        return {};
    Fault out;
    out.code = ErrorCode::unknown_name;
    out.path = "simulation.degraded_links";
    out.message = fmt::format("simulation.degraded_links: no link is called '{}'", fault.name);
    out.help = fmt::format(
        "\"server0/gpu0\" to \"server{}/gpu{}\" and \"server0/nic0\" to \"server{}/nic{}\" are "
        "accelerators and adapters; \"{}\" is a switch, \"{}-…\" a cable of it",
        servers() - 1,
        server_.accelerators - 1,
        servers() - 1,
        std::max<std::int64_t>(0, nics() - 1),
        out_.first_switch_ < out_.vertices_.size() ? out_.name_of(out_.first_switch_) : "leaf0.0",
        out_.first_switch_ < out_.vertices_.size() ? out_.name_of(out_.first_switch_) : "leaf0.0");
    return {out};
}

Result<Topology> make_topology(const Server& server,
                               const Fabric& fabric,
                               std::int64_t servers,
                               std::span<const LinkFault> faults) {
    return TopologyBuilder(server, fabric, servers).build(faults);
}

}  // namespace deepwallet
