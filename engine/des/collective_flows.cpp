#include "engine/des/collective_flows.hpp"

#include <algorithm>

#include "engine/des/collective_pattern.hpp"
#include "engine/des/collective_run.hpp"
#include "engine/des/fluid_network.hpp"

namespace deepwallet {

namespace {

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
Result<FluidPhase> round_phase(const CollectiveTask& task,
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

std::vector<FluidPhase> stream_phases(const CollectiveTask& task,
                                      const StreamSet& set,
                                      std::size_t links) {
    std::vector<FluidPhase> out;
    for (std::size_t phase = 0; phase < set.latencies.size(); ++phase) {
        LinkSum sum(links);
        for (const TreeStream& stream : set.streams) {
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
    for (const TreeStream& stream : set.streams) {
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
    std::vector<FluidPhase> out = stream_phases(task, set, wiring.link_rates.size());
    for (const Rounds& rounds : rounds_of(task)) {
        if (rounds.steps == 0)
            continue;
        auto phase = round_phase(task, wiring, rounds);
        if (!phase)
            return tl::unexpected<Faults>(std::move(phase.error()));
        out.push_back(std::move(*phase));
    }
    return out;
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

}  // namespace deepwallet
