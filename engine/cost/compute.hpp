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
    Throughput wave_peak;   ///< peak x wave efficiency
    Throughput power_peak;  ///< peak x power efficiency
    Bandwidth bandwidth;    ///< achieved by streaming kernels
    Time wave_overhead;
    Time launch_gap;
    double tile_128_rate = 0.0;
    double tile_64_rate = 0.0;
    double accumulate_derate = 1.0;
    double operand_bytes = 2.0;                ///< of a matrix element read by a product
    const Accelerator* accelerator = nullptr;  ///< for its FlashAttention curves
};

/// The accelerator must have a peak at this precision and outlive the result.
KernelModel kernel_model(const Accelerator& accelerator, Precision precision);

Time gemm_time(const GemmShape& shape, bool accumulate, const KernelModel& chip);

/// Bytes over the achieved bandwidth, and the gap to the next kernel.
Time streaming_time(Data bytes, const KernelModel& chip);

/// `head_size` decides whether the small-head rate applies.
Time attention_time(const Operation& op, double head_size, const KernelModel& chip);

/// All `op.count` kernels.
Time kernel_time(const Operation& op, double head_size, const KernelModel& chip);

/// How much longer compute takes that shares the chip with a collective for time `hidden`, when the
/// collective holds `share` of the compute units (Isaev et al. 2023).
inline Time interference(Time hidden, double share) { return hidden * (share / (1.0 - share)); }

}  // namespace deepwallet
