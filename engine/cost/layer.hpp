#pragma once

/// The time of one layer, of the head and of the embedding on one rank for one micro-batch:
/// kernels, the collectives between ranks that share the layer, and what hides behind what.

#include "engine/cost/collectives.hpp"
#include "engine/cost/compute.hpp"
#include "engine/hardware/software_stack.hpp"
#include "engine/plan/layout.hpp"

namespace deepwallet {

/// Where the time of a pass goes. All parts are exposed time: they add up.
struct PassTime {
    Time compute;    ///< matrix products and attention kernels
    Time streaming;  ///< memory-bound kernels
    Time tensor;     ///< tensor and sequence parallel collectives
    Time context;    ///< ring attention
    Time expert;     ///< all-to-alls of experts
    Time host;       ///< waiting for the host to issue kernels

    [[nodiscard]] Time total() const {
        return compute + streaming + tensor + context + expert + host;
    }
    PassTime& operator+=(const PassTime& o);
    friend PassTime operator*(double factor, const PassTime& t);
};

/// Forward, input gradient, weight gradient, and what recomputation adds to the backward pass.
struct BlockTime {
    PassTime forward;
    PassTime input_gradient;
    PassTime weight_gradient;
    PassTime recompute;

    [[nodiscard]] Time backward() const {
        return input_gradient.total() + weight_gradient.total() + recompute.total();
    }
    [[nodiscard]] Time total() const { return forward.total() + backward(); }
    BlockTime& operator+=(const BlockTime& o);
    friend BlockTime operator*(double factor, const BlockTime& t);
};

/// What prices a layer; all of it outlives the calls below.
struct LayerContext {
    const Model* model = nullptr;
    const SoftwareStack* software = nullptr;
    KernelModel chip;       ///< at the training precision
    KernelModel wide_chip;  ///< at 16 bits where that is fp8, else the same
    Network net;
    Slice slice;
    Recompute recompute = Recompute::none;
    bool pipelined = false;
    Group tensor_group;
    Group context_group;
    Group expert_group;
};

/// What runs an operation: fp8 training keeps attention, router and head in 16 bits (Micikevicius
/// et al. 2022, section 4; Transformer Engine).
const KernelModel& chip_for(const LayerContext& at, const Operation& op);

/// Bytes of the activations of one micro-batch on one rank of the context group, 2 b s h at 16
/// bits.
Data activation_bytes(const LayerContext& at);

/// Exposure: forward all-reduces are; backward all-reduces run beside the weight gradients of the
/// same matrices; with sequence parallelism the gather of the output gradient is exposed, that of
/// the saved input runs beside the input gradient, the reduce-scatter beside the weight gradient
/// (Korthikanti et al. 2022, section 4.2.2).
BlockTime layer_time(const LayerContext& at, LayerKind kind);

/// Output head with its cross-entropy, on the last stage.
BlockTime head_time(const LayerContext& at);

/// Look-up, on the first stage; a vocabulary-parallel table needs an all-reduce.
BlockTime embedding_time(const LayerContext& at);

}  // namespace deepwallet
