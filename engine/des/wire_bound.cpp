#include "engine/des/wire_bound.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "engine/des/collective_pattern.hpp"
#include "engine/des/collective_run.hpp"

namespace deepwallet {

namespace {

constexpr double kRounding = 1e-9;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// Bytes that leave a part, and enter it.
struct Flow {
    double out = 0.0;
    double in = 0.0;
};

Flow least_of(const CollectiveTask& task, double part) {
    const double n = static_cast<double>(task.ranks.size());
    const double all = task.bytes.base();
    const double own = part / n * all;
    const double others = (n - part) / n * all;
    switch (task.kind) {
        case CollectiveKind::all_reduce:
            return {all, all};
        case CollectiveKind::all_gather:
            return {own, others};
        case CollectiveKind::reduce_scatter:
            return {others, own};
        case CollectiveKind::all_to_all:
            return {part * others, part * others};
        case CollectiveKind::point_to_point:
            break;
    }
    return {};
}

/// Links one of which every route crosses in full: of each route the one whose rate is least for
/// the number of routes that cross it. Their rates add up to what can cross at most.
class Cut {
public:
    explicit Cut(std::span<const double> rates) : rates_(rates), routes_(rates.size(), 0) {}

    void add(const Route& route) {
        const std::size_t before = links_.size();
        for (const LinkShare& use : route) {
            if (use.share < 1.0 - kRounding)
                continue;
            if (routes_[use.link]++ == 0)
                crossed_.push_back(use.link);
            links_.push_back(use.link);
        }
        unbounded_ = unbounded_ || links_.size() == before;
        ends_.push_back(links_.size());
    }

    /// Bytes a second; and empties the cut.
    double take_capacity() {
        std::vector<std::uint32_t> chosen;
        std::size_t at = 0;
        for (const std::size_t end : ends_) {
            if (end > at) {
                chosen.push_back(*std::min_element(
                    links_.begin() + static_cast<std::ptrdiff_t>(at),
                    links_.begin() + static_cast<std::ptrdiff_t>(end),
                    [&](std::uint32_t a, std::uint32_t b) { return price(a) < price(b); }));
            }
            at = end;
        }
        std::sort(chosen.begin(), chosen.end());
        chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
        double sum = unbounded_ ? kInfinite : 0.0;
        for (const std::uint32_t link : chosen) sum += rates_[link];
        for (const std::uint32_t link : crossed_) routes_[link] = 0;
        crossed_.clear();
        links_.clear();
        ends_.clear();
        unbounded_ = false;
        return sum;
    }

private:
    [[nodiscard]] double price(std::uint32_t link) const { return rates_[link] / routes_[link]; }

    std::span<const double> rates_;
    std::vector<std::uint32_t> routes_;   ///< by link
    std::vector<std::uint32_t> crossed_;  ///< links with any
    std::vector<std::uint32_t> links_;    ///< of the routes, one after the other
    std::vector<std::size_t> ends_;
    bool unbounded_ = false;
};

/// Ranks first <= i < end against all others.
struct Part {
    std::uint32_t first = 0;
    std::uint32_t end = 0;

    [[nodiscard]] bool has(std::uint32_t rank) const { return rank >= first && rank < end; }
};

/// Bytes a second that can leave a part, and enter it.
Result<Flow> capacity_of(const CollectiveTask& task, const Wiring& wiring, Part part, Cut& cut) {
    Flow out;
    for (const bool leaving : {true, false}) {
        for (std::uint32_t here = part.first; here < part.end; ++here) {
            for (std::uint32_t there = 0; there < task.ranks.size(); ++there) {
                if (part.has(there))
                    continue;
                const auto route = leaving ? route_between(task, wiring, here, there)
                                           : route_between(task, wiring, there, here);
                if (!route)
                    return tl::unexpected<Faults>(route.error());
                cut.add(*route);
            }
        }
        (leaving ? out.out : out.in) = cut.take_capacity();
    }
    return out;
}

/// Of parts of `size` ranks after each other, in seconds.
Result<double> bound_of_parts(const CollectiveTask& task,
                              const Wiring& wiring,
                              std::uint32_t size) {
    const auto n = static_cast<std::uint32_t>(task.ranks.size());
    Cut cut(wiring.link_rates);
    Flow all;
    double bound = 0.0;
    double parts = 0.0;
    for (std::uint32_t first = 0; first < n; first += size, parts += 1.0) {
        const Part part = {first, std::min(n, first + size)};
        const auto capacity = capacity_of(task, wiring, part, cut);
        if (!capacity)
            return tl::unexpected<Faults>(capacity.error());
        const Flow least = least_of(task, part.end - part.first);
        bound = std::max({bound, least.out / capacity->out, least.in / capacity->in});
        all.out += capacity->out;
        all.in += capacity->in;
    }
    const bool adds = task.algorithm == CollectiveAlgorithm::in_network;
    if (task.kind != CollectiveKind::all_reduce || adds)
        return bound;
    const double total = 2.0 * (parts - 1.0) * task.bytes.base();
    return std::max({bound, total / all.out, total / all.in});
}

}  // namespace

Result<Time> wire_bound(const CollectiveTask& task, const Wiring& wiring) {
    Faults faults = input_faults(task, wiring);
    if (!faults.empty())
        return tl::unexpected<Faults>(std::move(faults));
    const auto n = static_cast<std::uint32_t>(task.ranks.size());
    std::vector<std::uint32_t> sizes = {1, static_cast<std::uint32_t>(task.per_server), n - n / 2};
    std::sort(sizes.begin(), sizes.end());
    sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
    double bound = 0.0;
    for (const std::uint32_t size : sizes) {
        if (size >= n)
            continue;
        const auto of_parts = bound_of_parts(task, wiring, size);
        if (!of_parts)
            return tl::unexpected<Faults>(of_parts.error());
        bound = std::max(bound, *of_parts);
    }
    return Time::from_base(bound);
}

Faults faster_than_wire(const CollectiveTask& task, const Wiring& wiring, Time time) {
    const auto bound = wire_bound(task, wiring);
    if (!bound)
        return bound.error();
    if (time.base() >= bound->base() * (1.0 - kRounding))
        return {};
    Fault fault;
    fault.path = "collective.time";
    fault.message = fmt::format(
        "collective.time: {} s, where links allow no less than {} s", time.base(), bound->base());
    fault.help = "no algorithm is as fast on these links";
    return {fault};
}

}  // namespace deepwallet
