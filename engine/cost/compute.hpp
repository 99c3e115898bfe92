#pragma once

/// The time of one kernel.
///
/// A matrix product is limited by whichever is slowest: whole waves of tiles over the compute units
/// (tile and wave quantization: NVIDIA Matrix Multiplication Background User's Guide), the power
/// limit of the board, or memory. A partly filled last wave leaves units idle but lets the rest
/// clock higher, so the two limits combine by maximum, not by product.

#include <array>

#include "engine/core/units.hpp"
#include "engine/hardware/accelerator.hpp"
#include "engine/workload/operations.hpp"

namespace deepwallet {

/// An accelerator at one precision: what the kernel model needs, looked up once.
struct KernelModel {
    double compute_units = 0.0;
    Throughput peak;
    Throughput wave_peak;   ///< peak x wave efficiency x share of full clock
    Throughput power_peak;  ///< peak x power efficiency
    Bandwidth memory_peak;
    Bandwidth bandwidth;  ///< achieved by fused streaming kernels
    Time wave_overhead;
    Time launch_gap;
    double tile_128_rate = 0.0;
    double tile_64_rate = 0.0;
    double accumulate_derate = 1.0;
    double operand_bytes = 2.0;                ///< of a matrix element read by a product
    double flash_rate = 1.0;                   ///< of the FlashAttention version, against 2
    const Accelerator* accelerator = nullptr;  ///< for its FlashAttention and eager constants
};

/// What the power limit of the board is up against.
enum class Duty {
    training,  ///< hours of it, on a warm board
    alone,     ///< one kind of kernel, as benchmarks measure it
};

struct KernelOptions {
    Duty duty = Duty::training;
    int flash_version = 2;  ///< 1, 2 or 3
};

/// The accelerator must have a peak at this precision and outlive the result. A power cap lowers
/// the power-limited rate along the accelerator's curve.
KernelModel kernel_model(const Accelerator& accelerator,
                         Precision precision,
                         const KernelOptions& options = {});

Time gemm_time(const GemmShape& shape, bool accumulate, const KernelModel& chip);

/// Bytes over the achieved bandwidth, and the gap to the next kernel.
Time streaming_time(Data bytes, const KernelModel& chip);

/// The same, or, for a kernel that the accelerator has constants of, its own share of peak
/// bandwidth and its own latency.
Time streaming_time(const Operation& op, const KernelModel& chip);

/// FlashAttention works through blocks of 128 queries, one a compute unit (Dao 2023). Each pair of
/// query and key costs the FLOPs of its products and the exponential of its score, which
/// FlashAttention-2 does not overlap (Shah et al. 2024); each block starts with a prologue. Blocks
/// of equal length come in whole waves; causal ones, of half the length in the mean, are handed
/// out longest first. Heads are padded to the next size that a kernel is made for.
Time attention_time(const Operation& op, double head_size, const KernelModel& chip);

/// All `op.count` kernels.
Time kernel_time(const Operation& op, double head_size, const KernelModel& chip);

/// How much longer compute takes that shares the chip with a collective for time `hidden`, when the
/// collective holds `share` of the compute units (Isaev et al. 2023).
inline Time interference(Time hidden, double share) { return hidden * (share / (1.0 - share)); }

}  // namespace deepwallet
