#pragma once

/// One iteration in closed form:
///
///     T = factor x (pipeline makespan + transfers + gradient reduction + embedding sync +
///     optimizer, or the host's where it is offloaded)
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
    Time offload;   ///< states to and from the host, as exposed, and the optimizer step there
    Time software;  ///< the software stack's whole-iteration factor

    [[nodiscard]] Time total() const {
        return compute + memory_bound + recompute + tensor_comm + context_comm + expert_comm +
               pipeline_comm + data_comm + host + bubble + optimizer + offload + software;
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

/// What each block of the model takes on one rank for one micro-batch. Depends on the slice, on
/// recomputation and on what lies beside it, and on nothing else of the plan: neighbours in a
/// search share it.
struct BlockTimes {
    std::array<BlockTime, kLayerKinds> layer;  ///< by kind; zero where the model has none
    BlockTime head;
    BlockTime embedding;
};

struct Iteration {
    Time time;
    IterationBreakdown breakdown;
    PhaseTimes phases;

    // How it came about.
    BlockTimes blocks;
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

/// What its memory depends on; with the blocks' own part of it where that is known.
MemoryContext memory_context(const IterationInput& in, const BlockMemory& blocks);
MemoryContext memory_context(const IterationInput& in);

/// What a stage hands to its neighbour.
struct StageOutput {
    Data bytes;   ///< that each rank sends
    Time gather;  ///< of the parts, in the neighbour's server
};

/// With scatter and gather each tensor rank sends its part over its own adapter and the parts are
/// gathered in the server; with sequence parallelism they are apart already.
StageOutput stage_output(const IterationInput& in, const LayerContext& at);

/// Of the two copies of a tied embedding, once an iteration; none where one rank holds both.
Time embedding_sync_time(const IterationInput& in, const Network& net);

/// The optimizer step of a rank with these parameters, at this memory bandwidth.
Time optimizer_time(const IterationInput& in,
                    const RankParameters& parameters,
                    Bandwidth bandwidth);

/// What a rank does for a micro-batch, and how much of that is matrix products and attention.
struct StageWork {
    StageTime time;
    StageTime compute;
};

/// Of every rank of the pipeline, as the iteration prices them.
std::vector<StageWork> stage_work(const IterationInput& in);

BlockTimes block_times(const IterationInput& in);

/// What a plan shares with its neighbours; all of it outlives the call.
struct SharedParts {
    const BlockTimes& times;    ///< block_times()
    const BlockMemory& memory;  ///< block_memory()
    const StageKinds& stages;   ///< stage_kinds()
};

/// Of a plan whose parts are priced.
Iteration analytic_iteration(const IterationInput& in, const SharedParts& parts);

Iteration analytic_iteration(const IterationInput& in);

/// A time that no schedule, ZeRO stage, offload or network of this slice beats: the mean stage's
/// own work, without bubble, transfers, data parallel traffic, optimizer and what the host does.
/// The slowest stage is no faster than the mean one, and works m times. Its parts are none above
/// those of the whole.
Iteration least_iteration(const IterationInput& in, const SharedParts& parts);

}  // namespace deepwallet
