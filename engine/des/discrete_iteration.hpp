#pragma once

/// One iteration by discrete events, told as the analytic engine tells it, and what only events can
/// say: who waits, how far repeated runs spread, the chain of causes.

#include "engine/des/critical_path.hpp"
#include "engine/des/iteration_job.hpp"
#include "engine/des/simulation_terms.hpp"
#include "engine/des/simulator.hpp"

namespace deepwallet {

/// What a pipeline stage's ranks do in the mean, as shares of the iteration.
struct StageUse {
    double kernels = 0.0;  ///< computing again included
    double communication = 0.0;
    double waiting = 0.0;    ///< for other ranks, and for the end of the iteration
    double other = 0.0;      ///< host, optimizer
    double most_held = 0.0;  ///< micro-batches in flight, in whole stages

    [[nodiscard]] double total() const { return kernels + communication + waiting + other; }
};

/// The accelerator for which others waited longest: that came last to their collectives, or sent
/// what they waited for. It may itself have waited for another.
struct HeldUp {
    std::int64_t gpu = 0;
    Time others;   ///< of all that waited for it, together
    Time waiting;  ///< of all accelerators, for whomever
};

/// What events say beyond the iteration's time and its parts.
struct DiscreteDetails {
    Time closed_form;                 ///< what the analytic engine says
    IterationBreakdown closed_parts;  ///< and of what parts
    Time p10;                         ///< over repeated runs
    Time p50;
    Time p90;
    std::uint64_t tasks = 0;
    std::vector<StageUse> stages;
    std::optional<HeldUp> held_up;  ///< in full detail, where one replica does not stand for all
    std::array<double, kCauses> path =
        {};  ///< of the critical path, seconds by cause; replica alone
};

struct DiscreteIteration {
    Iteration iteration;  ///< the median run
    DiscreteDetails details;
};

/// The job, and what it was made from.
struct SimulatedIteration {
    Job job;
    Simulation simulation;
};

/// What the terms say that this cluster does not have.
Faults simulation_faults(const IterationInput& in,
                         const SimulationTerms& terms,
                         std::int64_t servers);

/// Needs terms without faults. One run, the first, with its trace: of one data parallel replica, or
/// of all. Faults: a trace that no one could look at.
Result<SimulatedIteration> traced_iteration(const IterationInput& in,
                                            const SimulationTerms& terms,
                                            std::int64_t servers,
                                            std::optional<std::int64_t> replica = {});

Result<DiscreteIteration> discrete_iteration(const IterationInput& in,
                                             const SimulationTerms& terms,
                                             std::int64_t servers);

}  // namespace deepwallet
