#include "engine/des/collective_pattern.hpp"

#include <cmath>

#include <fmt/format.h>

namespace deepwallet {

namespace {

std::uint32_t count_of(const CollectiveTask& task) {
    return static_cast<std::uint32_t>(task.ranks.size());
}

Fault route_fault(const CollectiveTask& task,
                  std::uint32_t from,
                  std::uint32_t to,
                  ErrorCode code,
                  const std::string& what) {
    Fault out;
    out.code = code;
    out.path = "collective.ranks";
    out.message = fmt::format(
        "collective.ranks: from accelerator {} to {} {}", task.ranks[from], task.ranks[to], what);
    out.help = "cut fewer links, or leave one of them out";
    return out;
}

/// An all-reduce goes round twice: to add up, and to hand out.
std::uint32_t ring_steps(CollectiveKind kind, std::uint32_t n) {
    return kind == CollectiveKind::all_reduce ? 2 * (n - 1) : n - 1;
}

std::vector<Rounds> halving_doubling(CollectiveKind kind, std::uint32_t n, double bytes) {
    std::vector<Rounds> out;
    const auto exchange = [&](std::uint32_t distance) {
        out.push_back({.rule = Rounds::Rule::pairs,
                       .steps = 1,
                       .stride = distance,
                       .size = 2,
                       .bytes = bytes * distance / n});
    };
    if (kind != CollectiveKind::all_gather) {
        for (std::uint32_t distance = n / 2; distance > 0; distance /= 2) exchange(distance);
    }
    if (kind != CollectiveKind::reduce_scatter) {
        for (std::uint32_t distance = 1; distance < n; distance *= 2) exchange(distance);
    }
    return out;
}

/// The second level has 1/g of the data in each of its g rings.
std::vector<Rounds> hierarchical(const CollectiveTask& task, double bytes) {
    const auto inner = static_cast<std::uint32_t>(task.per_server);
    const std::uint32_t servers = count_of(task) / inner;
    const Rounds inside = {.steps = inner - 1, .size = inner, .bytes = bytes / inner};
    const Rounds across = {.steps = 2 * (servers - 1),
                           .stride = inner,
                           .size = servers,
                           .bytes = bytes / (double{1} * inner * servers)};
    return {inside, across, inside};
}

}  // namespace

std::array<double, kLatencies> latencies(const CollectiveTask& task) {
    return {task.latency.base(), task.inside_latency.base(), 0.0};
}

Latency latency_between(const CollectiveTask& task, std::uint32_t from, std::uint32_t to) {
    const auto each = static_cast<std::uint32_t>(task.per_server);
    return from / each == to / each ? Latency::inside : Latency::across;
}

std::uint32_t Rounds::to(std::uint32_t rank, std::uint32_t step) const {
    if (rule == Rule::pairs)
        return rank ^ stride;
    if (rule == Rule::shift)
        return (rank + step + 1) % size;
    const bool last = rank / stride % size == size - 1;
    return last ? rank - (size - 1) * stride : rank + stride;
}

std::uint32_t Rounds::from(std::uint32_t rank, std::uint32_t step) const {
    if (rule == Rule::pairs)
        return rank ^ stride;
    if (rule == Rule::shift)
        return (rank + size - step - 1) % size;
    const bool first = rank / stride % size == 0;
    return first ? rank + (size - 1) * stride : rank - stride;
}

std::vector<Rounds> rounds_of(const CollectiveTask& task) {
    const std::uint32_t n = count_of(task);
    const double bytes = task.bytes.base();
    switch (task.algorithm) {
        case CollectiveAlgorithm::ring:
            return {{.steps = ring_steps(task.kind, n), .size = n, .bytes = bytes / n}};
        case CollectiveAlgorithm::halving_doubling:
            return halving_doubling(task.kind, n, bytes);
        case CollectiveAlgorithm::hierarchical:
            return hierarchical(task, bytes);
        case CollectiveAlgorithm::pairwise:
            return {{.rule = Rounds::Rule::shift, .steps = n - 1, .size = n, .bytes = bytes / n}};
        case CollectiveAlgorithm::tree:
        case CollectiveAlgorithm::double_tree:
        case CollectiveAlgorithm::in_network:
            break;
    }
    return {};
}

Result<Route> route_between(const CollectiveTask& task,
                            const Wiring& wiring,
                            std::uint32_t from,
                            std::uint32_t to) {
    const auto fault = [&](ErrorCode code, const char* what) {
        return failure(route_fault(task, from, to, code, what));
    };
    Route route = wiring.route(task.ranks[from], task.ranks[to]);
    if (route.empty())
        return fault(ErrorCode::conflict, "there is no way");
    for (const LinkShare& use : route) {
        if (use.link >= wiring.link_rates.size() || !std::isfinite(use.share) || use.share < 0.0)
            return fault(ErrorCode::out_of_range, "the route names a link that there is not");
        const double rate = wiring.link_rates[use.link];
        if (!std::isfinite(rate) || rate <= 0.0)
            return fault(ErrorCode::out_of_range, "a link has no bandwidth");
    }
    return route;
}

}  // namespace deepwallet
