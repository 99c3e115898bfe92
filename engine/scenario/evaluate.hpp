#pragma once

/// The whole program in one call: no I/O, no hidden state, safe from any thread.

#include <map>

#include "engine/core/error.hpp"
#include "engine/scenario/report.hpp"
#include "engine/scenario/scenario.hpp"
#include "engine/workload/flops.hpp"

namespace deepwallet {

/// One simulated iteration, and what it is about.
struct TracedScenario {
    Layout layout;
    SimulatedIteration iteration;
};

/// What contradicts itself in a scenario, over all of its sections.
Faults scenario_faults(const Scenario& scenario);

/// What the engines see of a scenario; both outlive it.
IterationInput iteration_input(const Scenario& scenario, const Layout& layout);

/// By the closed form, whichever engine the scenario names. Needs a scenario without faults; a plan
/// that does not fit in memory is answered like any other. Allocates nothing.
Report evaluate_analytic(const Scenario& scenario);

/// The same for scenarios that differ in plan, batch or number of servers alone, one after the
/// other: what a plan shares with the one before is not computed again. Not for two threads at
/// once.
class NeighbourEvaluator {
public:
    NeighbourEvaluator() = default;
    NeighbourEvaluator(const NeighbourEvaluator&) = delete;
    NeighbourEvaluator& operator=(const NeighbourEvaluator&) = delete;
    NeighbourEvaluator(NeighbourEvaluator&&) = default;
    NeighbourEvaluator& operator=(NeighbourEvaluator&&) = default;
    ~NeighbourEvaluator() = default;

    /// As evaluate_analytic() to the last bit. All of the scenario but its plan and its number of
    /// servers is that of the call before, unless forget() was called.
    Report evaluate(const Scenario& scenario);

    /// The same, or nothing where the plan does not fit in memory, which is told first.
    std::optional<Report> evaluate_if_fits(const Scenario& scenario);

    /// A report whose time, energy, carbon and bill no schedule, virtual stages, ZeRO stage or
    /// offload of this plan's slice and pipeline beats (least_iteration()); its memory is not
    /// filled.
    Report least(const Scenario& scenario);

    /// Before a scenario that differs in anything else.
    void forget() { *this = {}; }

private:
    /// All of a plan that the time and the memory of its blocks depend on.
    struct Blocks {
        Slice slice;
        Recomputation recompute = Recompute::none;
        bool pipelined = false;
        bool split_backward = false;
        Group tensor_group;
        Group context_group;
        Group expert_group;

        friend bool operator==(const Blocks&, const Blocks&) = default;
    };

    /// All of a plan that its stages depend on.
    struct Stages {
        std::int64_t pipeline = 0;
        std::int64_t chunks = 0;
        StagePlacement placement = StagePlacement::in_turn;
        std::vector<std::int64_t> split;

        friend auto operator<=>(const Stages&, const Stages&) = default;
        friend bool operator==(const Stages&, const Stages&) = default;
    };

    Report begin(const Scenario& scenario);
    void know_network(const Scenario& scenario);
    void know_stages(const Scenario& scenario);
    void know_blocks(const IterationInput& in);
    SharedParts parts(const IterationInput& in);
    void finish(const Scenario& scenario, Report& report);
    [[nodiscard]] const StageKinds& kinds() const {
        return other_kinds_ != nullptr ? *other_kinds_ : first_kinds_;
    }

    Report begun_;  ///< what depends on the model alone
    ForwardFlops forward_;
    bool counted_ = false;
    std::int64_t servers_ = 0;  ///< of the network that begun_ has
    /// The first needs no memory of its own: a single evaluation has no other.
    Stages first_stages_;
    StageKinds first_kinds_;
    std::map<Stages, StageKinds> other_stages_;
    const StageKinds* other_kinds_ = nullptr;  ///< of the plan at hand; null where the first has it
    Blocks blocks_;
    BlockMemory memory_;
    BlockTimes times_;
    bool priced_ = false;                   ///< are the times those of the blocks?
    std::optional<ServingReport> serving_;  ///< the same of every plan
    bool served_ = false;                   ///< is it known?
};

/// By the engine that the scenario names. Faults: a simulation that does not come to an end.
Result<Report> evaluate(const Scenario& scenario);

/// Memory of a GPU of a pipeline stage that holds the activations of so many micro-batches.
Data memory_in_use(const Scenario& scenario,
                   const Layout& layout,
                   std::int64_t stage,
                   double micro_batches);

/// The iteration of a scenario by discrete events, with its trace. Needs a scenario without faults.
/// `replica` is the data parallel one to record where all are simulated; all of them where absent.
Result<TracedScenario> trace(const Scenario& scenario, std::optional<std::int64_t> replica = {});

}  // namespace deepwallet
