#pragma once

/// One iteration by discrete events, told as the analytic engine tells it, and what only events can
/// say: who waits, how far repeated runs spread, the chain of causes.

#include "engine/des/critical_path.hpp"
#include "engine/des/iteration_job.hpp"
#include "engine/des/simulator.hpp"
#include "engine/hardware/topology.hpp"

namespace deepwallet {

/// How an iteration is simulated.
struct SimulationTerms {
    Detail detail = Detail::replica;
    std::int64_t seed = 1;
    std::int64_t repeats = 1;   ///< runs with other random numbers
    double jitter = 0.0;        ///< relative spread of the duration of each piece of work
    double speed_spread = 0.0;  ///< relative spread of the speed of accelerators
    std::vector<std::string> slow_gpus = {};       ///< "17=0.8", "16-23=0.9", "server3=0.95"
    std::vector<std::string> degraded_links = {};  ///< "server3/nic2=0.5", "leaf0.1-spine0.2=0"
};

/// What a pipeline stage's ranks do in the mean, as shares of the iteration.
struct StageUse {
    double kernels = 0.0;  ///< computing again included
    double communication = 0.0;
    double waiting = 0.0;    ///< for other ranks, and for the end of the iteration
    double other = 0.0;      ///< host, optimizer
    double most_held = 0.0;  ///< micro-batches in flight, in whole stages

    [[nodiscard]] double total() const { return kernels + communication + waiting + other; }
};

struct DiscreteIteration {
    Iteration iteration;  ///< the median run
    Time closed_form;     ///< what the analytic engine says
    Time p10;             ///< over repeated runs
    Time p50;
    Time p90;
    std::uint64_t tasks = 0;
    std::vector<StageUse> stages;
    std::array<double, kCauses> path = {};  ///< of the critical path, seconds by cause
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

/// Needs terms without faults. One run, the first, with its trace.
Result<SimulatedIteration> traced_iteration(const IterationInput& in,
                                            const SimulationTerms& terms,
                                            std::int64_t servers);

Result<DiscreteIteration> discrete_iteration(const IterationInput& in,
                                             const SimulationTerms& terms,
                                             std::int64_t servers);

}  // namespace deepwallet
