// Trees, and switches that add.

#include <algorithm>

#include <fmt/format.h>

#include "engine/des/collective_pattern.hpp"

namespace deepwallet {

namespace {

constexpr std::uint8_t kReduce = 0;
constexpr std::uint8_t kBroadcast = 1;

std::uint32_t count_of(const CollectiveTask& task) {
    return static_cast<std::uint32_t>(task.ranks.size());
}

/// A tree of ranks, and where its streams stand: one up and one down for each place but the root.
struct Tree {
    std::vector<std::uint32_t> parent;   ///< by place
    std::vector<std::uint32_t> rank_at;  ///< by place
    std::uint32_t first = 0;             ///< stream

    [[nodiscard]] std::uint32_t places() const { return static_cast<std::uint32_t>(parent.size()); }
    [[nodiscard]] std::uint32_t up(std::uint32_t place) const { return first + 2 * (place - 1); }
    [[nodiscard]] std::uint32_t down(std::uint32_t place) const { return up(place) + 1; }
};

/// Faults: those of the route.
Result<TreeStream> tree_stream(const CollectiveTask& task,
                               const Wiring& wiring,
                               std::uint32_t from,
                               std::uint32_t to,
                               std::uint8_t phase) {
    auto route = route_between(task, wiring, from, to);
    if (!route)
        return tl::unexpected<Faults>(std::move(route.error()));
    return TreeStream{.from = from,
                      .to = to,
                      .share = task.algorithm == CollectiveAlgorithm::double_tree ? 0.5 : 1.0,
                      .latency = latency_between(task, from, to),
                      .phase = phase,
                      .route = std::move(*route)};
}

Faults add_edges(const CollectiveTask& task,
                 const Wiring& wiring,
                 const Tree& tree,
                 std::vector<TreeStream>& streams) {
    for (std::uint32_t place = 1; place < tree.places(); ++place) {
        const std::uint32_t child = tree.rank_at[place];
        const std::uint32_t above = tree.rank_at[tree.parent[place]];
        auto up = tree_stream(task, wiring, child, above, kReduce);
        auto down = tree_stream(task, wiring, above, child, kBroadcast);
        if (!up || !down)
            return std::move((up ? down : up).error());
        streams.push_back(std::move(*up));
        streams.push_back(std::move(*down));
    }
    return {};
}

void need(std::vector<TreeStream>& streams, std::uint32_t stream, std::uint32_t below) {
    streams[stream].needs.push_back(below);
    streams[below].wakes.push_back(stream);
}

/// The broadcast follows the reduction rather than its chunks (MPI_Reduce, MPI_Bcast).
void order_streams(const Tree& tree, std::vector<TreeStream>& streams) {
    std::vector<std::uint32_t> below_root;
    for (std::uint32_t place = 1; place < tree.places(); ++place) {
        const std::uint32_t parent = tree.parent[place];
        if (parent == 0) {
            below_root.push_back(place);
            continue;
        }
        need(streams, tree.up(parent), tree.up(place));
        need(streams, tree.down(place), tree.down(parent));
    }
    for (const std::uint32_t place : below_root) {
        streams[tree.down(place)].needs_all = true;
        for (const std::uint32_t other : below_root)
            need(streams, tree.down(place), tree.up(other));
    }
}

/// Latency from the furthest leaf to the root, in seconds.
double longest_way(const CollectiveTask& task,
                   const Tree& tree,
                   const std::vector<TreeStream>& streams) {
    const auto seconds = latencies(task);
    double longest = 0.0;
    for (std::uint32_t place = 1; place < tree.places(); ++place) {
        double way = 0.0;
        for (std::uint32_t at = place; at != 0; at = tree.parent[at])
            way += seconds[static_cast<std::size_t>(streams[tree.up(at)].latency)];
        longest = std::max(longest, way);
    }
    return longest;
}

Result<StreamSet> trees(const CollectiveTask& task, const Wiring& wiring) {
    const std::uint32_t n = count_of(task);
    const int count = task.algorithm == CollectiveAlgorithm::double_tree ? 2 : 1;
    StreamSet out;
    double longest = 0.0;
    for (int i = 0; i < count; ++i) {
        Tree tree = {.parent = tree_parents(n),
                     .rank_at = std::vector<std::uint32_t>(n),
                     .first = static_cast<std::uint32_t>(out.streams.size())};
        for (std::uint32_t rank = 0; rank < n; ++rank)
            tree.rank_at[i == 0 ? rank : place_in_second_tree(rank, n)] = rank;
        Faults faults = add_edges(task, wiring, tree, out.streams);
        if (!faults.empty())
            return tl::unexpected<Faults>(std::move(faults));
        order_streams(tree, out.streams);
        longest = std::max(longest, longest_way(task, tree, out.streams));
    }
    out.latencies = {longest, longest};
    return out;
}

/// What of `route` nobody has claimed yet: switches pass on a link once what they add up.
Route unclaimed(const Route& route, std::vector<double>& claimed) {
    Route out;
    for (const LinkShare& use : route) {
        const double rest = use.share - claimed[use.link];
        if (rest <= 0.0)
            continue;
        claimed[use.link] = use.share;
        out.push_back({use.link, rest});
    }
    return out;
}

Result<Route> with_own_port(const CollectiveTask& task, Result<Route> route, std::uint32_t rank) {
    if (!route || (route->front().share >= 1.0 && route->back().share >= 1.0))
        return route;
    Fault fault;
    fault.path = "collective.algorithm";
    fault.message = fmt::format(
        "collective.algorithm: what accelerator {} sends is spread before a switch could add it",
        task.ranks[rank]);
    fault.help = "take a ring";
    return failure(std::move(fault));
}

/// A rank's way up to the switch that adds, and down from it.
struct OwnWays {
    Route up;
    Route down;
};

/// Everything meets at the switch of the first rank: up the routes to it but for its own port, and
/// down those from it.
Result<OwnWays> ways_to_switch(const CollectiveTask& task,
                               const Wiring& wiring,
                               std::uint32_t rank) {
    const std::uint32_t peer = rank == 0 ? 1 : 0;
    auto up = with_own_port(task, route_between(task, wiring, rank, peer), rank);
    auto down = with_own_port(task, route_between(task, wiring, peer, rank), rank);
    if (!up || !down)
        return tl::unexpected<Faults>(std::move((up ? down : up).error()));
    if (rank == 0) {
        up->erase(up->begin() + 1, up->end());
        down->erase(down->begin(), down->end() - 1);
    } else {
        up->pop_back();
        down->erase(down->begin());
    }
    return OwnWays{std::move(*up), std::move(*down)};
}

/// Streams up, one that stands for the sum, and streams down.
Result<StreamSet> switched(const CollectiveTask& task, const Wiring& wiring) {
    const std::uint32_t n = count_of(task);
    const auto seconds = latencies(task);
    std::vector<double> claimed(wiring.link_rates.size(), 0.0);
    StreamSet out;
    out.latencies = {0.0};
    out.streams.resize(2 * std::size_t{n} + 1);
    for (std::uint32_t i = 0; i < n; ++i) {
        const auto ways = ways_to_switch(task, wiring, i);
        if (!ways)
            return tl::unexpected<Faults>(ways.error());
        const Latency latency = latency_between(task, i, i == 0 ? 1 : 0);
        out.latencies[0] = std::max(out.latencies[0], seconds[static_cast<std::size_t>(latency)]);
        out.streams[i] = {
            .from = i, .share = 1.0, .latency = latency, .route = unclaimed(ways->up, claimed)};
        out.streams[n + 1 + i] = {.to = i, .share = 1.0, .route = unclaimed(ways->down, claimed)};
    }
    for (std::uint32_t i = 0; i < n; ++i) {
        need(out.streams, n, i);
        need(out.streams, n + 1 + i, n);
    }
    return out;
}

}  // namespace

Result<StreamSet> streams_of(const CollectiveTask& task, const Wiring& wiring) {
    if (task.ranks.size() < 2)
        return StreamSet{};
    switch (task.algorithm) {
        case CollectiveAlgorithm::in_network:
            return switched(task, wiring);
        case CollectiveAlgorithm::tree:
        case CollectiveAlgorithm::double_tree:
            return trees(task, wiring);
        default:
            return StreamSet{};
    }
}

std::vector<std::uint32_t> tree_parents(std::uint32_t n) {
    std::vector<std::uint32_t> out(n, 0);
    for (std::uint32_t place = 1; place < n; ++place) {
        const std::uint32_t bit = place & (~place + 1);
        const std::uint32_t above = (place ^ bit) | (bit << 1U);
        out[place] = above < n ? above : place ^ bit;
    }
    return out;
}

std::uint32_t place_in_second_tree(std::uint32_t rank, std::uint32_t n) {
    return n % 2 == 0 ? n - 1 - rank : (rank + n - 1) % n;
}

}  // namespace deepwallet
