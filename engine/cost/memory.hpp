#pragma once

/// What one rank of each stage keeps in memory, in full.

#include <array>

#include "engine/cost/layer.hpp"
#include "engine/plan/layout.hpp"

namespace deepwallet {

/// Bytes a parameter: working weight, gradient, and optimizer state (fp32 master copy and Adam's
/// two moments), before sharding. 2 + 2 + 12 in Rajbhandari et al. 2020; 2 + 4 + 12 with fp32
/// gradients.
struct StateBytes {
    double weight = 2.0;
    double gradient = 4.0;
    double optimizer = 12.0;
    double unsharded = 0.0;  ///< of the optimizer state, what every rank keeps under ZeRO-1 and 2
};

StateBytes state_bytes(Precision precision, const SoftwareStack& software);

/// The same of what a recipe trains: weights that are frozen have no gradient and no states, and
/// adapters have all of theirs; the mask of what is pruned, a byte, counts as optimizer state.
StateBytes state_bytes(const Training& training, const SoftwareStack& software);

struct ModelStates {
    Data weights;
    Data gradients;
    Data optimizer;

    [[nodiscard]] Data total() const { return weights + gradients + optimizer; }
};

/// `parameters` of one rank under ZeRO over `ranks` (Rajbhandari et al. 2020, section 5).
ModelStates model_states(double parameters,
                         StateBytes bytes,
                         std::int64_t zero_stage,
                         double ranks);

/// Activations that one micro-batch leaves behind in a layer until its backward pass, to the byte
/// (Korthikanti et al. 2022, table 2, for other FFNs, GQA, no dropout, FlashAttention and experts).
Data layer_activations(const Model& model,
                       LayerKind kind,
                       const Slice& slice,
                       const Recomputation& recompute);

struct MemoryUse {
    Data weights;
    Data gradients;
    Data optimizer;
    Data activations;  ///< of all micro-batches in flight
    Data working;      ///< one layer computed again, or gathered under ZeRO-3
    Data logits;
    Data buffers;  ///< stage transfers and gradient buckets
    Data fragmentation;
    Data runtime;
    Data offloaded;  ///< kept outside of the device: none of the total

    [[nodiscard]] Data total() const {
        return weights + gradients + optimizer + activations + working + logits + buffers +
               fragmentation + runtime;
    }
};

/// What each block of the model keeps on one rank. Depends on the slice and on recomputation, and
/// on nothing else of the plan: neighbours in a search share it.
struct BlockMemory {
    struct Layer {
        double shared = 0.0;   ///< parameters, routed experts apart
        double experts = 0.0;  ///< parameters of routed experts
        Data activations;      ///< that a micro-batch leaves behind, layer_activations()
        Data recomputed;       ///< the same while it is computed again
    };
    std::array<Layer, kLayerKinds> layer = {};  ///< by kind; zero where the model has none
    double vocabulary = 0.0;                    ///< parameters of one vocabulary matrix
    double input = 0.0;                         ///< parameters beside it on the first stage
    double output = 0.0;                        ///< and on the last
};

BlockMemory block_memory(const Model& model, const Slice& slice, const Recomputation& recompute);

/// A plan as the memory model sees it; what it points to outlives the calls below.
struct MemoryContext {
    const Model* model = nullptr;
    const Parallelism* parallelism = nullptr;
    const Training* training = nullptr;
    const SoftwareStack* software = nullptr;
    const Layout* layout = nullptr;
    Slice slice;
    BlockMemory blocks;  ///< of this model, slice and recomputation
};

/// Parameters on one rank of a stage, embeddings included.
struct RankParameters {
    double shared = 0.0;   ///< equal on all data and context ranks
    double experts = 0.0;  ///< routed experts, equal on the expert gradient group

    [[nodiscard]] double total() const { return shared + experts; }
};

/// Of each rank of this kind.
RankParameters rank_parameters(const MemoryContext& at, const StageKind& kind);

RankParameters rank_parameters(const MemoryContext& at, std::int64_t stage);

/// Of them, those that a rank updates under ZeRO, and hands to the host where it offloads.
double offloaded_parameters(const Layout& layout, const RankParameters& parameters);

/// What the training software's own log would show of it.
Data reported_memory(const MemoryUse& use, MemoryReport report);

/// Of a rank of this kind with the activations of `in_flight` micro-batches at the peak, which the
/// schedule decides (schedule/peak_memory.hpp).
MemoryUse stage_memory(const MemoryContext& at, const StageKind& kind, double in_flight);

MemoryUse stage_memory(const MemoryContext& at, std::int64_t stage, double in_flight);

}  // namespace deepwallet
