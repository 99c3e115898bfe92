#include "engine/des/collective_flows.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/math.hpp"
#include "engine/des/collective_pattern.hpp"
#include "engine/des/collective_run.hpp"

namespace deepwallet {

namespace {

/// A run adds up as many roundings as it has steps.
constexpr double kRounding = 1e-7;
/// Beyond, 32-bit counters of steps and messages end.
constexpr std::int64_t kMostRanks = 1 << 24;
constexpr std::int64_t kMostChunks = 1 << 20;

Fault fault_at(const char* field, ErrorCode code, std::string what, const char* help) {
    Fault out;
    out.code = code;
    out.path = fmt::format("collective.{}", field);
    out.message = fmt::format("{}: {}", out.path, what);
    out.help = help;
    return out;
}

bool does(CollectiveAlgorithm algorithm, CollectiveKind kind) {
    switch (algorithm) {
        case CollectiveAlgorithm::ring:
        case CollectiveAlgorithm::halving_doubling:
            return kind == CollectiveKind::all_reduce || kind == CollectiveKind::all_gather ||
                   kind == CollectiveKind::reduce_scatter;
        case CollectiveAlgorithm::pairwise:
            return kind == CollectiveKind::all_to_all;
        case CollectiveAlgorithm::tree:
        case CollectiveAlgorithm::double_tree:
        case CollectiveAlgorithm::hierarchical:
        case CollectiveAlgorithm::in_network:
            return kind == CollectiveKind::all_reduce;
    }
    return false;
}

bool has_twins(std::vector<std::int64_t> ranks) {
    std::sort(ranks.begin(), ranks.end());
    return std::adjacent_find(ranks.begin(), ranks.end()) != ranks.end();
}

void check_ranks(const CollectiveTask& task, Faults& faults) {
    const auto n = static_cast<std::int64_t>(task.ranks.size());
    const auto add = [&](ErrorCode code, std::string what, const char* help) {
        faults.push_back(fault_at("ranks", code, std::move(what), help));
    };
    if (n < 1 || n > kMostRanks)
        add(ErrorCode::out_of_range, fmt::format("{} ranks", n), "name 1 to 2^24 of them");
    if (has_twins(task.ranks))
        add(ErrorCode::conflict, "one accelerator twice", "name each of them once");
    if (task.algorithm == CollectiveAlgorithm::halving_doubling && n > 0 &&
        !std::has_single_bit(task.ranks.size()))
        add(ErrorCode::conflict,
            fmt::format("halving and doubling of {} ranks", n),
            "take a power of two, or a ring");
    if (task.per_server < 1 || task.per_server > kMostRanks ||
        (task.algorithm == CollectiveAlgorithm::hierarchical && n % task.per_server != 0)) {
        faults.push_back(fault_at("per_server",
                                  ErrorCode::out_of_range,
                                  fmt::format("{} of {} ranks a server", task.per_server, n),
                                  "give at least 1, and a divisor of the number of ranks"));
    }
}

/// Shares of an activity on the links of a network, added up densely: a collective crosses most of
/// them, and an all-to-all each of them many times.
class LinkSum {
public:
    explicit LinkSum(std::size_t links) : shares_(links, 0.0) {}

    void add(const Route& route, double share) {
        for (const LinkShare& use : route) shares_[use.link] += use.share * share;
    }
    /// In the order of links.
    [[nodiscard]] Route route() const {
        Route out;
        for (std::uint32_t link = 0; link < shares_.size(); ++link) {
            if (shares_[link] > 0.0)
                out.push_back({link, shares_[link]});
        }
        return out;
    }

private:
    std::vector<double> shares_;
};

/// A hop that repeats in every step is looked up once.
Result<FluidPhase> fluid_phase(const CollectiveTask& task,
                               const Wiring& wiring,
                               const Rounds& rounds) {
    const bool shifts = rounds.rule == Rounds::Rule::shift;
    const std::uint32_t different = shifts ? rounds.steps : std::min(rounds.steps, 1U);
    const auto seconds = latencies(task);
    LinkSum sum(wiring.link_rates.size());
    double latency = 0.0;
    for (std::uint32_t step = 0; step < different; ++step) {
        double longest = 0.0;
        for (std::uint32_t rank = 0; rank < task.ranks.size(); ++rank) {
            const std::uint32_t to = rounds.to(rank, step);
            const auto route = route_between(task, wiring, rank, to);
            if (!route)
                return tl::unexpected<Faults>(route.error());
            sum.add(*route, 1.0 / different);
            longest = std::max(longest,
                               seconds[static_cast<std::size_t>(latency_between(task, rank, to))]);
        }
        latency += longest * rounds.steps / different;
    }
    return FluidPhase{
        Time::from_base(latency), Data::from_base(rounds.bytes * rounds.steps), sum.route()};
}

std::vector<FluidPhase> fluid_phases(const CollectiveTask& task,
                                     const StreamSet& set,
                                     std::size_t links) {
    std::vector<FluidPhase> out;
    for (std::size_t phase = 0; phase < set.latencies.size(); ++phase) {
        LinkSum sum(links);
        for (const Stream& stream : set.streams) {
            if (stream.phase == phase)
                sum.add(stream.route, stream.share);
        }
        out.push_back({Time::from_base(set.latencies[phase]), task.bytes, sum.route()});
    }
    return out;
}

/// Bytes that every rank sends and receives, whatever the mode.
void count_traffic(const CollectiveTask& task, const StreamSet& set, CollectiveRun& run) {
    for (const Rounds& rounds : rounds_of(task)) {
        for (double& bytes : run.sent) bytes += rounds.bytes * rounds.steps;
        for (double& bytes : run.received) bytes += rounds.bytes * rounds.steps;
        run.messages += std::uint64_t{rounds.steps} * task.ranks.size();
    }
    for (const Stream& stream : set.streams) {
        if (stream.from != kSwitch)
            run.sent[stream.from] += stream.share * task.bytes.base();
        if (stream.to != kSwitch)
            run.received[stream.to] += stream.share * task.bytes.base();
        if (stream.share > 0.0)
            run.messages += static_cast<std::uint64_t>(task.chunks);
    }
}

Result<std::vector<FluidPhase>> phases_with(const CollectiveTask& task,
                                            const Wiring& wiring,
                                            const StreamSet& set) {
    std::vector<FluidPhase> out = fluid_phases(task, set, wiring.link_rates.size());
    for (const Rounds& rounds : rounds_of(task)) {
        if (rounds.steps == 0)
            continue;
        auto phase = fluid_phase(task, wiring, rounds);
        if (!phase)
            return tl::unexpected<Faults>(std::move(phase.error()));
        out.push_back(std::move(*phase));
    }
    return out;
}

/// Least bytes that one rank sends and receives, and that all of them send.
struct Needs {
    double sent = 0.0;
    double received = 0.0;
    double total = 0.0;
};

/// Each rank's data goes into every other's result. Without switches that add, n - 1 buffers are
/// sent until the sum exists, and n - 1 more until all have it (Patarasuk and Yuan 2009).
Needs needs_of(const CollectiveTask& task) {
    const double n = real(static_cast<std::int64_t>(task.ranks.size()));
    const double all = task.bytes.base();
    const double others = (n - 1.0) / n * all;
    if (n < 2.0)
        return {};
    switch (task.kind) {
        case CollectiveKind::all_reduce: {
            const bool switches = task.algorithm == CollectiveAlgorithm::in_network;
            return {all, all, switches ? n * all : 2.0 * (n - 1.0) * all};
        }
        case CollectiveKind::all_gather:
            return {all / n, others, n * others};
        case CollectiveKind::reduce_scatter:
            return {others, all / n, n * others};
        case CollectiveKind::all_to_all:
            return {others, others, n * others};
        case CollectiveKind::point_to_point:
            break;
    }
    return {};
}

}  // namespace

const char* name_of(CollectiveAlgorithm algorithm) {
    switch (algorithm) {
        case CollectiveAlgorithm::ring:
            return "ring";
        case CollectiveAlgorithm::tree:
            return "tree";
        case CollectiveAlgorithm::double_tree:
            return "double tree";
        case CollectiveAlgorithm::halving_doubling:
            return "halving and doubling";
        case CollectiveAlgorithm::hierarchical:
            return "hierarchical";
        case CollectiveAlgorithm::pairwise:
            return "pairwise";
        case CollectiveAlgorithm::in_network:
            return "in the network";
    }
    return "";
}

Faults task_faults(const CollectiveTask& task) {
    Faults faults;
    check_ranks(task, faults);
    const auto check = [&](const char* field, double value) {
        if (!std::isfinite(value) || value < 0.0)
            faults.push_back(fault_at(field,
                                      ErrorCode::out_of_range,
                                      fmt::format("{}", value),
                                      "give a finite number that is not negative"));
    };
    check("bytes", task.bytes.base());
    check("latency", task.latency.base());
    check("inside_latency", task.inside_latency.base());
    if (task.chunks < 1 || task.chunks > kMostChunks)
        faults.push_back(fault_at(
            "chunks", ErrorCode::out_of_range, fmt::format("{}", task.chunks), "give 1 to 2^20"));
    if (!does(task.algorithm, task.kind))
        faults.push_back(fault_at("algorithm",
                                  ErrorCode::conflict,
                                  fmt::format("{} cannot do this kind", name_of(task.algorithm)),
                                  "take a ring, or pairwise for an all-to-all"));
    return faults;
}

Faults input_faults(const CollectiveTask& task, const Wiring& wiring) {
    Faults faults = task_faults(task);
    if (!wiring.route)
        faults.push_back(fault_at(
            "route", ErrorCode::missing, "no routes", "give a way between two accelerators"));
    return faults;
}

Result<CollectiveRun> checked(const CollectiveTask& task,
                              const Wiring& wiring,
                              const FluidNetwork& network,
                              CollectiveRun run) {
    for (std::uint32_t link = 0; link < wiring.link_rates.size(); ++link)
        run.carried.push_back(network.carried(link).base());
    Faults faults = conservation_faults(task, run, wiring.link_rates);
    if (!faults.empty())
        return tl::unexpected<Faults>(std::move(faults));
    return run;
}

Result<std::vector<FluidPhase>> fluid_phases(const CollectiveTask& task, const Wiring& wiring) {
    Faults faults = input_faults(task, wiring);
    if (!faults.empty())
        return tl::unexpected<Faults>(std::move(faults));
    const auto set = streams_of(task, wiring);
    if (!set)
        return tl::unexpected<Faults>(set.error());
    return phases_with(task, wiring, *set);
}

Result<CollectiveRun> run_fluid(const CollectiveTask& task, const Wiring& wiring) {
    Faults faults = input_faults(task, wiring);
    if (!faults.empty())
        return tl::unexpected<Faults>(std::move(faults));
    const auto set = streams_of(task, wiring);
    if (!set)
        return tl::unexpected<Faults>(set.error());
    const auto phases = phases_with(task, wiring, *set);
    if (!phases)
        return tl::unexpected<Faults>(phases.error());
    FluidNetwork network(wiring.link_rates);
    CollectiveRun run;
    std::vector<FluidNetwork::ActivityId> done;
    for (const FluidPhase& phase : *phases) {
        run.time += phase.latency;
        network.start(run.time, phase.links, phase.bytes, kUnlimited);
        run.time = network.next_completion();
        network.complete(run.time, done);
    }
    run.sent.assign(task.ranks.size(), 0.0);
    run.received.assign(task.ranks.size(), 0.0);
    count_traffic(task, *set, run);
    return checked(task, wiring, network, std::move(run));
}

Faults conservation_faults(const CollectiveTask& task,
                           const CollectiveRun& run,
                           std::span<const double> link_rates) {
    Faults faults;
    const auto fault = [&](std::string what) {
        faults.push_back(fault_at("time",
                                  ErrorCode::conflict,
                                  std::move(what),
                                  "this is faster than the network allows: report it"));
    };
    const double seconds = run.time.base();
    if (!std::isfinite(seconds) || seconds < 0.0)
        fault(fmt::format("{} s", seconds));
    for (std::size_t link = 0; link < run.carried.size(); ++link) {
        if (run.carried[link] > link_rates[link] * seconds * (1.0 + kRounding))
            fault(fmt::format("link {} carried {} bytes in {} s at {} bytes a second",
                              link,
                              run.carried[link],
                              seconds,
                              link_rates[link]));
    }
    const Needs least = needs_of(task);
    double total = 0.0;
    for (std::size_t rank = 0; rank < run.sent.size(); ++rank) {
        total += run.sent[rank];
        if (run.sent[rank] < least.sent * (1.0 - kRounding) ||
            run.received[rank] < least.received * (1.0 - kRounding))
            fault(fmt::format("rank {} sent {} and received {} bytes, needs {} and {}",
                              rank,
                              run.sent[rank],
                              run.received[rank],
                              least.sent,
                              least.received));
    }
    if (total < least.total * (1.0 - kRounding))
        fault(fmt::format("{} bytes sent, of {} that are needed", total, least.total));
    return faults;
}

}  // namespace deepwallet
