#pragma once

/// What the training code does with the hardware: what it fuses, overlaps and keeps in fp32, and
/// the few constants that are fitted for it as a whole (never for a model, size or scenario).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/units.hpp"

namespace deepwallet {

enum class DataOverlap {
    none,           ///< after the last backward
    last_backward,  ///< with the backward of the last micro-batch, bucket by bucket
};
/// What the training software's own log calls its peak memory.
enum class MemoryReport {
    device,          ///< all that is taken on the device
    allocated,       ///< by tensors: without the runtime and what lies unused between them
    optimizer_step,  ///< by tensors in the optimizer step, when activations are gone
};
enum class PipelineTransfer {
    blocking,      ///< sender and receiver wait
    asynchronous,  ///< the transfer runs beside compute
};

struct SoftwareStack {
    std::string name;
    std::vector<std::string> fitted;  ///< which of these constants are fitted to measured runs
    double iteration_factor = 1.0;    ///< on the whole iteration, applied last
    bool flash_attention = false;
    bool fused_attention = false;    ///< its own attention is one kernel, as FlashAttention is
    std::int64_t flash_version = 2;  ///< of FlashAttention, or what its own kernel is like
    bool eager_kernels = false;      ///< norms, softmax and the like are the framework's own
    double attention_rate = 1.0;     ///< of its attention kernel, against the accelerator's curve
    bool fused_elementwise = true;
    double unfused_factor = 2.0;  ///< bytes of element-wise rows where they are not fused
    bool compiled = false;  ///< a compiler writes the pointwise kernels, and fuses them as it can
    /// Kernels are captured once and replayed as a graph: the host issues none of them.
    bool graph_capture = false;
    std::optional<Time> graph_gap;  ///< between two kernels of a graph; the chip's where absent
    bool fused_gradient_accumulation = false;
    std::int64_t gradient_bytes = 4;  ///< of a gradient as accumulated and reduced
    bool overlap_tensor_backward = true;
    DataOverlap overlap_data = DataOverlap::none;
    double last_bucket = 0.0;  ///< share of the gradients that no backward can hide
    PipelineTransfer pipeline_transfer = PipelineTransfer::blocking;
    bool scatter_gather = false;  ///< stage outputs cross the fabric once a tensor-parallel group
    bool balance_stages = false;  ///< by weights, the head's too, where no split is given
    double expert_permute_efficiency = 1.0;  ///< of the streaming rate
    double expert_imbalance = 1.0;           ///< tokens of the busiest expert over the mean
    bool expert_forwarding = false;  ///< tokens cross the fabric once a server, not once a copy
    bool narrow_expert_dispatch = false;  ///< to experts in the products' format, back in 16 bits
    bool overlap_experts = false;  ///< beside another micro-batch's work, where a schedule has both
    double expert_compute_units = 0.0;  ///< that all-to-alls hold beside such work
    Time host_forward;                  ///< least host time to issue a layer's forward
    Time host_backward;                 ///< the same of its backward
    Time host_tensor;                   ///< more of both, for each further tensor parallel rank
    Time host_tensor_pipelined;         ///< the same where there is a pipeline
    Time host_iteration;  ///< once an iteration: data, logging, the optimizer's launch

    // Memory.
    std::int64_t least_zero_stage = 0;      ///< its optimizer is sharded so far, asked for or not
    bool always_sequence_parallel = false;  ///< wherever there is tensor parallelism
    bool shard_master_weights = true;       ///< ZeRO shards them with the moments
    std::int64_t moment_bytes = 4;          ///< of each of Adam's two moments
    bool narrow_linear_inputs = false;      ///< kept for backward in the products' format
    bool narrow_activation_inputs = false;  ///< the same of the FFN's activation function
    MemoryReport memory_report = MemoryReport::device;
    Data runtime_memory;         ///< context, libraries and communicators
    double fragmentation = 1.0;  ///< on what is allocated and freed in every iteration
    double bucket_parameters = 0.0;
};

}  // namespace deepwallet
