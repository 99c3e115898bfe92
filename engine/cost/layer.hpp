#pragma once

/// One layer, the head and the embedding on one rank for one micro-batch: kernels, the collectives
/// between ranks that share the layer, and what hides behind what.

#include "engine/cost/collectives.hpp"
#include "engine/cost/compute.hpp"
#include "engine/cost/steps.hpp"
#include "engine/hardware/software_stack.hpp"
#include "engine/plan/layout.hpp"

namespace deepwallet {

/// What prices a layer; all of it outlives the calls below.
struct LayerContext {
    const Model* model = nullptr;
    const SoftwareStack* software = nullptr;
    KernelModel chip;       ///< at the training precision
    KernelModel wide_chip;  ///< at 16 bits where that is fp8, else the same
    Network net;
    Slice slice;
    Recomputation recompute = Recompute::none;
    bool pipelined = false;
    bool split_backward = false;  ///< weight gradients run apart from the input gradients
    Group tensor_group;
    Group context_group;
    Group expert_group;
    Time teacher;  ///< forward of a distilled model's teacher, a layer of the student
};

/// The chip with the gaps between kernels that this software leaves: within a captured graph the
/// device starts one behind the other, and no host is waited for (Gray 2019, NVIDIA Developer Blog,
/// "Getting Started with CUDA Graphs").
KernelModel driven_by(const SoftwareStack& software, KernelModel chip);

/// Of the kernels that an eager framework issues for these operations, those that are left where a
/// compiler has fused them, 1 where it has not: a chain of element-wise kernels, which moves its
/// bytes software.unfused_factor times as often, becomes one, and a norm part of it (Ansel et al.
/// 2024, ASPLOS, "PyTorch 2", section 4).
double issued_share(const Operations& operations, const SoftwareStack& software);

/// What runs an operation: fp8 training keeps attention, router and head in 16 bits (Micikevicius
/// et al. 2022, section 4; Transformer Engine).
const KernelModel& chip_for(const LayerContext& at, const Operation& op);

/// Bytes of the activations of one micro-batch on one rank of the context group, 2 b s h at 16
/// bits.
Data activation_bytes(const LayerContext& at);

/// A layer's passes in the order of execution: forward, recomputation, and from the last block to
/// the first both gradients.
///
/// Forward all-reduces are exposed; backward all-reduces run beside the weight gradient of the same
/// block's first matrix; with sequence parallelism the gather of the output gradient is exposed,
/// that of the saved input runs beside the input gradient, the reduce-scatter beside the weight
/// gradient (Korthikanti et al. 2022, section 4.2.2). Where the backward pass is split, no weight
/// gradient is there to hide behind.
Steps layer_steps(const LayerContext& at, LayerKind kind);

/// Output head with its cross-entropy, on the last stage.
Steps head_steps(const LayerContext& at);

/// Look-up, on the first stage; a vocabulary-parallel table needs an all-reduce.
Steps embedding_steps(const LayerContext& at);

// What they add up to.
BlockTime layer_time(const LayerContext& at, LayerKind kind);
BlockTime head_time(const LayerContext& at);
BlockTime embedding_time(const LayerContext& at);

}  // namespace deepwallet
