#pragma once

/// The plan with nothing left open: every degree, the groups they form, who holds which layers.

#include <array>
#include <cstdint>

#include <boost/container/small_vector.hpp>

#include "engine/plan/parallelism.hpp"
#include "engine/plan/placement.hpp"
#include "engine/workload/model.hpp"
#include "engine/workload/training.hpp"

namespace deepwallet {

/// Accelerators in use.
std::int64_t gpu_count(const ClusterSize& cluster, std::int64_t gpus_per_server);

/// Model chunks that a pipeline rank runs for each micro-batch: virtual stages, or ZB-V's two.
std::int64_t chunks(const Parallelism& p);

struct Layout {
    std::int64_t gpus = 1;
    std::int64_t tensor = 1;
    std::int64_t context = 1;
    std::int64_t data = 1;
    std::int64_t expert = 1;
    std::int64_t pipeline = 1;
    std::int64_t virtual_stages = 1;
    std::int64_t micro_batches = 1;  ///< of one pipeline in one iteration

    Group tensor_group;
    Group context_group;
    Group expert_group;
    Group gradient_group;         ///< ranks that hold the same weights: data and context
    Group expert_gradient_group;  ///< the same for routed experts
    Group pipeline_group;
};

/// Needs a plan without faults (plan/rules.hpp).
Layout make_layout(const Parallelism& parallelism,
                   const Training& training,
                   const ClusterSize& cluster,
                   std::int64_t gpus_per_server);

/// Kinds of layers by index: cross-attention is bit 0, mixture of experts bit 1.
constexpr int kLayerKinds = 4;
constexpr LayerKind layer_kind_at(int index) { return {(index & 1) != 0, (index & 2) != 0}; }

/// How many layers of each kind.
struct LayerCounts {
    std::array<std::int64_t, kLayerKinds> of = {};

    [[nodiscard]] std::int64_t total() const { return of[0] + of[1] + of[2] + of[3]; }

    friend bool operator==(const LayerCounts&, const LayerCounts&) = default;
};

/// Layers `begin` to `end` of a model, counted from its input.
struct LayerSpan {
    std::int64_t begin = 0;
    std::int64_t end = 0;
};

/// The layers of one stage of the model: of its `pipeline x chunks` pieces, in their order.
LayerSpan model_stage_span(const Model& model,
                           const Parallelism& parallelism,
                           std::int64_t model_stage);

/// The layers that a pipeline rank computes for one micro-batch. Without a given split, chunk j of
/// n holds layers floor(j L / n) to floor((j + 1) L / n).
LayerCounts stage_layers(const Model& model, const Parallelism& parallelism, std::int64_t stage);

/// The layers whose weights it stores: DualPipe keeps two copies of the model.
LayerCounts stored_layers(const Model& model, const Parallelism& parallelism, std::int64_t stage);

/// Pipeline ranks with the same layers: whatever depends on layers alone is the same on all of
/// them. The ends, which hold more than layers, are kinds of their own.
struct StageKind {
    std::int64_t first = 0;  ///< rank
    LayerCounts computed;    ///< stage_layers() of each
    LayerCounts stored;      ///< stored_layers() of each
};

/// All ranks of the pipeline. Longer ones than published models make allocate.
struct StageKinds {
    boost::container::small_vector<StageKind, 8> kinds;  ///< in the order of their first ranks
    boost::container::small_vector<std::uint16_t, 128> of_rank;  ///< index of its kind
};

StageKinds stage_kinds(const Model& model, const Parallelism& parallelism);

/// The kind of this rank, with it as the first.
StageKind stage_kind(const Model& model, const Parallelism& parallelism, std::int64_t stage);

}  // namespace deepwallet
