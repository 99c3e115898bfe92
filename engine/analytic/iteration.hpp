#pragma once

/// One iteration in closed form:
///
///     T = factor x (pipeline makespan + transfers + gradient reduction + embedding sync +
///     optimizer)
///
/// with the makespan of schedule/ over stage times of cost/ (Narayanan et al. 2021, sections 2 and
/// 3).

#include <array>

#include "engine/cost/layer.hpp"
#include "engine/cost/memory.hpp"
#include "engine/schedule/schedule.hpp"

namespace deepwallet {

/// Where the iteration goes, seen from the bottleneck stage. The parts add up to the iteration.
struct IterationBreakdown {
    Time compute;       ///< matrix products and attention kernels
    Time memory_bound;  ///< norms, softmax, activations, accumulation
    Time recompute;     ///< the forward pass again, with its communication
    Time tensor_comm;
    Time context_comm;
    Time expert_comm;
    Time pipeline_comm;
    Time data_comm;  ///< gradients, gathered weights, tied embeddings
    Time host;       ///< waiting for kernels to be issued
    Time bubble;
    Time optimizer;
    Time software;  ///< the software stack's whole-iteration factor

    [[nodiscard]] Time total() const {
        return compute + memory_bound + recompute + tensor_comm + context_comm + expert_comm +
               pipeline_comm + data_comm + host + bubble + optimizer + software;
    }
};

/// What the mean accelerator does over an iteration; adds up to the iteration too.
struct PhaseTimes {
    Time computing;
    Time streaming;
    Time communicating;
    Time waiting;

    [[nodiscard]] Time total() const { return computing + streaming + communicating + waiting; }
};

struct Iteration {
    Time time;
    IterationBreakdown breakdown;
    PhaseTimes phases;

    // How it came about.
    std::array<BlockTime, kLayerKinds> layer;  ///< by kind; zero where the model has none
    BlockTime head;
    BlockTime embedding;
    StageTime bottleneck_time;  ///< of one micro-batch, blocking transfers included
    std::int64_t bottleneck = 0;
    Time hop;  ///< one transfer between neighbouring stages
    Time makespan;
    Time gradient_reduction;  ///< as exposed, once an iteration
    Time embedding_sync;
};

/// A question to the engine; all of it outlives the call.
struct IterationInput {
    const Model& model;
    const Training& training;
    const Parallelism& parallelism;
    const SoftwareStack& software;
    const Accelerator& accelerator;
    const Server& server;
    const Fabric& fabric;
    const Layout& layout;
};

/// How this plan cuts a layer on this stack.
Slice make_slice(const IterationInput& in);

/// What prices its layers.
LayerContext layer_context(const IterationInput& in);

/// What its memory depends on.
MemoryContext memory_context(const IterationInput& in);

Iteration analytic_iteration(const IterationInput& in);

}  // namespace deepwallet
