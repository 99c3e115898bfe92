#include "engine/des/discrete_iteration.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "engine/core/math.hpp"
#include "engine/des/simulation_terms.hpp"

namespace deepwallet {

namespace {

/// What a stage's program is made of, without waits: to split what the accounts keep together.
struct StageShares {
    double kernel_streaming = 0.0;     ///< of kernels, the part bound by memory
    double recompute_streaming = 0.0;  ///< of computing again
    double recompute_comm = 0.0;
};

StageShares stage_shares(const Job& job, std::uint32_t stage) {
    double kernels = 0.0;
    double streaming = 0.0;
    double again = 0.0;
    double again_streaming = 0.0;
    double again_comm = 0.0;
    for (std::uint32_t i = job.first[stage]; i < job.first[stage + 1]; ++i) {
        if (job.ops[i].kind != OpKind::step)
            continue;
        const StepCost& step = job.steps[job.ops[i].index];
        if (step.cause == Cause::kernels) {
            kernels += step.kernels + step.cover;
            streaming += step.streaming;
        } else if (step.cause == Cause::recompute) {
            again += step.kernels + step.cover;
            again_streaming += step.streaming;
            if (step.collective != kNone)
                again_comm += job.collectives[step.collective].time;
        }
    }
    const auto share = [](double part, double whole) { return whole > 0.0 ? part / whole : 0.0; };
    return {share(streaming, kernels),
            share(again_streaming, again + again_comm),
            share(again_comm, again + again_comm)};
}

/// The stage whose ranks are busiest, and of those the busiest rank.
std::uint32_t bottleneck_rank(const Simulation& simulation) {
    const auto busy = [](const RankTotals& rank) { return rank.end - rank.of(Cause::waiting); };
    std::uint32_t best = 0;
    for (std::uint32_t i = 1; i < simulation.ranks.size(); ++i) {
        // Equals but for rounding count as one: the first.
        if (busy(simulation.ranks[i]) > busy(simulation.ranks[best]) * (1.0 + 1e-9))
            best = i;
    }
    return best;
}

IterationBreakdown break_down(const Job& job,
                              const Simulation& simulation,
                              std::uint32_t id,
                              double factor) {
    const RankTotals& rank = simulation.ranks[id];
    const StageShares shares = stage_shares(job, id / job.lanes);
    const auto part = [&](Cause cause) { return Time::from_base(rank.of(cause) / factor); };
    IterationBreakdown b;
    b.memory_bound = shares.kernel_streaming * part(Cause::kernels);
    b.compute = part(Cause::kernels) - b.memory_bound;
    b.recompute = part(Cause::recompute);
    b.tensor_comm = part(Cause::tensor_comm);
    b.context_comm = part(Cause::context_comm);
    b.expert_comm = part(Cause::expert_comm);
    b.pipeline_comm = part(Cause::pipeline_comm);
    b.data_comm = part(Cause::data_comm);
    b.host = part(Cause::host);
    b.optimizer = part(Cause::optimizer);
    b.bubble = simulation.makespan / factor - b.total();
    b.software = simulation.makespan - simulation.makespan / factor;
    return b;
}

/// In the mean over all ranks.
PhaseTimes phases(const Job& job, const Simulation& simulation) {
    PhaseTimes sum;
    for (std::uint32_t stage = 0; stage < job.stages(); ++stage) {
        const StageShares shares = stage_shares(job, stage);
        for (std::uint32_t lane = 0; lane < job.lanes; ++lane) {
            const RankTotals& rank = simulation.ranks[stage * job.lanes + lane];
            const auto part = [&](Cause cause) { return Time::from_base(rank.of(cause)); };
            const Time again = part(Cause::recompute);
            const Time streaming =
                shares.kernel_streaming * part(Cause::kernels) + shares.recompute_streaming * again;
            sum.streaming += streaming + part(Cause::optimizer);
            sum.computing +=
                part(Cause::kernels) + (1.0 - shares.recompute_comm) * again - streaming;
            sum.communicating += part(Cause::tensor_comm) + part(Cause::context_comm) +
                                 part(Cause::expert_comm) + part(Cause::pipeline_comm) +
                                 part(Cause::data_comm) + shares.recompute_comm * again;
        }
    }
    const double ranks = real(job.ranks());
    sum.computing *= 1.0 / ranks;
    sum.streaming *= 1.0 / ranks;
    sum.communicating *= 1.0 / ranks;
    sum.waiting = simulation.makespan - sum.computing - sum.streaming - sum.communicating;
    return sum;
}

std::vector<StageUse> stage_uses(const Job& job, const Simulation& simulation, double chunks) {
    std::vector<StageUse> out(job.stages());
    for (std::uint32_t id = 0; id < job.ranks(); ++id) {
        const RankTotals& rank = simulation.ranks[id];
        StageUse& use = out[id / job.lanes];
        const double each = 1.0 / (simulation.makespan.base() * real(job.lanes));
        use.kernels += each * (rank.of(Cause::kernels) + rank.of(Cause::recompute));
        use.communication += each * (rank.of(Cause::tensor_comm) + rank.of(Cause::context_comm) +
                                     rank.of(Cause::expert_comm) + rank.of(Cause::pipeline_comm) +
                                     rank.of(Cause::data_comm));
        use.other += each * (rank.of(Cause::host) + rank.of(Cause::optimizer));
        use.most_held = std::max(use.most_held, rank.most_held / chunks);
    }
    for (StageUse& use : out) use.waiting = 1.0 - use.kernels - use.communication - use.other;
    return out;
}

HeldUp held_up(const Simulation& simulation) {
    HeldUp out;
    double most = 0.0;
    double waiting = 0.0;
    for (std::size_t i = 0; i < simulation.ranks.size(); ++i) {
        waiting += simulation.ranks[i].of(Cause::waiting);
        // Equals but for rounding count as one: the first.
        if (simulation.ranks[i].held_up > most * (1.0 + 1e-9)) {
            most = simulation.ranks[i].held_up;
            out.gpu = static_cast<std::int64_t>(i);
        }
    }
    out.others = Time::from_base(most);
    out.waiting = Time::from_base(waiting);
    return out;
}

/// Links and slow accelerators, from their texts.
struct Machine {
    std::unique_ptr<Topology> topology;
    Wiring wiring;
    std::vector<SlowGpu> slow;
};

Result<Machine> machine(const IterationInput& in,
                        const SimulationTerms& terms,
                        std::int64_t servers) {
    Machine out;
    auto slow = read_slow_gpus(terms.slow_gpus, in.layout.gpus, in.server.accelerators);
    if (!slow)
        return tl::unexpected<Faults>(std::move(slow.error()));
    out.slow = std::move(*slow);
    auto faults = read_link_faults(terms.degraded_links);
    if (!faults)
        return tl::unexpected<Faults>(std::move(faults.error()));
    if (terms.detail == Detail::replica)
        return out;
    auto topology = make_topology(in.server, in.fabric, servers, *faults);
    if (!topology)
        return tl::unexpected<Faults>(std::move(topology.error()));
    out.topology = std::make_unique<Topology>(std::move(*topology));
    for (const NetworkLink& link : out.topology->links())
        out.wiring.link_rates.push_back(link.capacity);
    out.wiring.route = [network = out.topology.get()](std::int64_t from, std::int64_t to) {
        return network->route(from, to);
    };
    return out;
}

Noise noise(const SimulationTerms& terms, std::int64_t run) {
    // Runs of neighbouring seeds have nothing in common.
    const std::uint64_t seed =
        mix(mix(static_cast<std::uint64_t>(terms.seed)) + static_cast<std::uint64_t>(run));
    return {seed, terms.jitter, terms.speed_spread};
}

// A simulation beyond these would take tens of gigabytes, or hours.
constexpr double kMostOperations = 2e8;
constexpr double kMostAccelerators = 1e6;
constexpr double kMostTasks = 2e11;

/// Operations of all stages' programs, about.
double operations(const IterationInput& in) {
    const LayerContext at = layer_context(in);
    const Parallelism whole;
    const LayerCounts counts = stage_layers(in.model, whole, 0);
    double of_micro_batch = 8.0 * real(in.layout.pipeline) * real(in.layout.virtual_stages);
    for (int k = 0; k < kLayerKinds; ++k) {
        const auto count = counts.of[static_cast<std::size_t>(k)];
        if (count > 0)
            of_micro_batch +=
                real(count) * static_cast<double>(layer_steps(at, layer_kind_at(k)).size());
    }
    return of_micro_batch * real(in.layout.micro_batches);
}

Faults size_faults(const IterationInput& in, const SimulationTerms& terms) {
    const double ops = operations(in);
    const bool full = terms.detail == Detail::full;
    const double lanes = full ? real(in.layout.gpus) / real(in.layout.pipeline) : 1.0;
    const double tasks = ops * lanes * real(terms.repeats);
    const bool too_many_gpus = full && real(in.layout.gpus) > kMostAccelerators;
    if (ops <= kMostOperations && !too_many_gpus && tasks <= kMostTasks)
        return {};
    Fault fault;
    fault.code = ErrorCode::out_of_range;
    fault.path = "simulation.detail";
    fault.message = fmt::format(
        "simulation.detail: {:.3g} operations on {:.3g} accelerators, run {} times, "
        "are too many to simulate",
        ops,
        lanes * real(in.layout.pipeline),
        terms.repeats);
    fault.help =
        "simulation.engine = \"analytic\" answers any size; detail = \"replica\", fewer "
        "repeats or a smaller training.global_batch make it smaller";
    fault.about = {"simulation.engine", "training.global_batch", "simulation.repeats"};
    return {fault};
}

/// Of 40 bytes each in memory, and a hundred in a file.
constexpr double kMostSpans = 25e6;

Fault no_such_replica(std::int64_t replica, std::int64_t data) {
    Fault fault;
    fault.code = ErrorCode::out_of_range;
    fault.message = fmt::format("replica {}: there are 0 to {}", replica, data - 1);
    return fault;
}

Fault too_long_a_trace(double spans) {
    Fault fault;
    fault.code = ErrorCode::out_of_range;
    fault.message = fmt::format("a trace of {:.0f} million spans is more than {:.0f} million",
                                spans / 1e6,
                                kMostSpans / 1e6);
    fault.help =
        "show one replica (--replica 0), simulate one (simulation.detail = \"replica\"), or "
        "give a smaller training.global_batch";
    return fault;
}

/// Links to the host, its drives and its processors are none of the simulated ones.
Fault offload_is_closed_form() {
    Fault fault;
    fault.path = "parallelism.offload";
    fault.message = "parallelism.offload: the discrete-event engine knows nothing of the host";
    fault.help = "simulation.engine = \"analytic\" prices it";
    fault.about = {"simulation.engine"};
    return fault;
}

}  // namespace

Faults simulation_faults(const IterationInput& in,
                         const SimulationTerms& terms,
                         std::int64_t servers) {
    if (in.parallelism.offload != Offload::none)
        return {offload_is_closed_form()};
    if (Faults faults = detail_faults(terms); !faults.empty())
        return faults;
    if (Faults faults = size_faults(in, terms); !faults.empty())
        return faults;
    const auto made = machine(in, terms, servers);
    return made ? Faults{} : made.error();
}

Result<SimulatedIteration> traced_iteration(const IterationInput& in,
                                            const SimulationTerms& terms,
                                            std::int64_t servers,
                                            std::optional<std::int64_t> replica) {
    const auto made = machine(in, terms, servers);
    if (!made)
        return tl::unexpected<Faults>(made.error());
    SimulatedIteration out{iteration_job(in, terms.detail, made->wiring, made->slow), {}};
    SimulationOptions options{noise(terms, 0), true};
    if (replica && terms.detail == Detail::full) {
        if (*replica < 0 || *replica >= in.layout.data)
            return failure(no_such_replica(*replica, in.layout.data));
        const auto lanes = static_cast<std::uint32_t>(out.job.lanes / in.layout.data);
        options.first_lane = static_cast<std::uint32_t>(*replica) * lanes;
        options.end_lane = options.first_lane + lanes;
    }
    const std::uint32_t lanes = std::min(options.end_lane, out.job.lanes) - options.first_lane;
    if (const double spans = real(lanes) * static_cast<double>(out.job.ops.size());
        spans > kMostSpans)
        return failure(too_long_a_trace(spans));
    auto simulation = simulate(out.job, options);
    if (!simulation)
        return tl::unexpected<Faults>(std::move(simulation.error()));
    out.simulation = std::move(*simulation);
    return out;
}

namespace {

/// Of repeated runs, by the time they take.
struct Runs {
    Time p10;
    Time p50;
    Time p90;
    std::int64_t median = 0;  ///< the number of the run
};

Result<Runs> repeat(const Job& job, const SimulationTerms& terms) {
    struct Run {
        Time time;
        std::int64_t number;
    };
    std::vector<Run> runs;
    for (std::int64_t i = 0; i < terms.repeats; ++i) {
        const auto simulation = simulate(job, {noise(terms, i), false});
        if (!simulation)
            return tl::unexpected<Faults>(simulation.error());
        runs.push_back({simulation->makespan, i});
    }
    std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) {
        return a.time < b.time || (a.time == b.time && a.number < b.number);
    });
    const auto at = [&](double share) {
        return runs[static_cast<std::size_t>(share * real(terms.repeats - 1) + 0.5)];
    };
    return Runs{at(0.1).time, at(0.5).time, at(0.9).time, at(0.5).number};
}

DiscreteIteration report(const IterationInput& in, const Job& job, const Simulation& simulation) {
    DiscreteIteration out;
    out.iteration = analytic_iteration(in);
    out.details.closed_form = out.iteration.time;
    out.details.closed_parts = out.iteration.breakdown;
    out.details.p10 = out.details.p50 = out.details.p90 = simulation.makespan;
    out.details.tasks = simulation.tasks;
    const std::uint32_t bottleneck = bottleneck_rank(simulation);
    out.iteration.time = simulation.makespan;
    out.iteration.bottleneck = bottleneck / job.lanes;
    out.iteration.breakdown = break_down(job, simulation, bottleneck, in.software.iteration_factor);
    out.iteration.phases = phases(job, simulation);
    out.details.stages = stage_uses(job, simulation, real(in.layout.virtual_stages));
    return out;
}

}  // namespace

Result<DiscreteIteration> discrete_iteration(const IterationInput& in,
                                             const SimulationTerms& terms,
                                             std::int64_t servers) {
    const auto made = machine(in, terms, servers);
    if (!made)
        return tl::unexpected<Faults>(made.error());
    const Job job = iteration_job(in, terms.detail, made->wiring, made->slow);
    Runs runs;
    if (terms.repeats > 1) {
        const auto repeated = repeat(job, terms);
        if (!repeated)
            return tl::unexpected<Faults>(repeated.error());
        runs = *repeated;
    }
    // The path needs a trace, which takes memory for every operation of every accelerator.
    const bool record = terms.detail == Detail::replica;
    const auto median = simulate(job, {noise(terms, runs.median), record});
    if (!median)
        return tl::unexpected<Faults>(median.error());
    DiscreteIteration out = report(in, job, *median);
    if (terms.repeats > 1) {
        out.details.p10 = runs.p10;
        out.details.p50 = runs.p50;
        out.details.p90 = runs.p90;
    }
    if (terms.detail == Detail::full)
        out.details.held_up = held_up(*median);
    if (record) {
        const auto path = path_by_cause(critical_path(median->trace, job.ranks()));
        std::copy(path.begin(), path.end(), out.details.path.begin());
    }
    return out;
}

}  // namespace deepwallet
