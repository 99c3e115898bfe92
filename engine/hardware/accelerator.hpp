#pragma once

/// One accelerator: its peaks, and the constants of the kernel model that were fitted for it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/units.hpp"
#include "engine/workload/training.hpp"

namespace deepwallet {

struct Accelerator {
    std::string name;
    std::int64_t compute_units = 0;  ///< streaming multiprocessors, or what schedules tiles

    // Dense peaks; a format that the chip lacks is absent.
    std::optional<Throughput> peak_fp32;
    std::optional<Throughput> peak_tf32;
    std::optional<Throughput> peak_fp16;
    std::optional<Throughput> peak_bf16;
    std::optional<Throughput> peak_fp8;
    std::optional<Throughput> peak_fp4;
    std::optional<double> peak_int8_tops;
    /// What brochures print with 2:4 sparsity, to tell it from the dense peak.
    std::optional<Throughput> sparse_fp16;
    // Dense peak of 16-bit formats = units x clock x FLOP a clock and unit, where both are known.
    std::optional<double> boost_clock_mhz;
    std::optional<double> flops_per_clock_per_unit;

    Data memory;
    Bandwidth memory_bandwidth;
    Power tdp;

    // Scale-up links, one way: links x rate of one is what a server's switch or mesh can carry.
    std::optional<std::int64_t> links;
    std::optional<Bandwidth> link_bandwidth;

    std::string launched;
    std::optional<Money> price;  ///< of one; absent where it is not sold alone

    // Kernel model (cost/compute.hpp).
    double wave_efficiency = 0.0;   ///< share of peak of one full wave at full clock
    double power_efficiency = 0.0;  ///< power-limited share of peak of a long GEMM run alone
    /// The same through hours of training: the board is warm, and operands are not the zeros and
    /// ones of a benchmark.
    double sustained_efficiency = 0.0;
    Time wave_overhead;              ///< prologue and epilogue of a wave
    double tile_128_rate = 0.0;      ///< throughput of a 128x128 tile against 256x128
    double tile_64_rate = 0.0;       ///< the same of 128x64
    double accumulate_derate = 0.0;  ///< further power derate when the output adds up in fp32
    Time launch_gap;                 ///< between kernels on the GPU's own time line
    double memory_efficiency = 0.0;  ///< share of peak bandwidth of streaming kernels

    // Serving (cost/serving.hpp).
    /// Of matrix products with 2:4 sparsity, as measured; absent where the chip skips no zeros.
    std::optional<double> sparse_speedup;
    /// Weights that are widened as they are read, against the rate of 16-bit ones; 1 where absent.
    std::optional<double> eight_bit_read_rate;
    std::optional<double> four_bit_read_rate;

    // FlashAttention-2 (cost/compute.hpp), and the other versions as a factor on its rate.
    double flash_forward_efficiency = 0.0;   ///< share of peak of its products alone
    double flash_backward_efficiency = 0.0;  ///< the same backward
    double flash_scores_per_us = 0.0;        ///< exponentials, which no product hides
    double flash_large_head_rate = 1.0;      ///< of heads above 128 elements
    double flash_padded_head_rate = 1.0;     ///< of heads that no kernel is made for
    double flash_forward_prologue = 0.0;     ///< of a block of queries, as keys more to look at
    double flash_backward_prologue = 0.0;
    Time flash_latency;  ///< of a forward; the three kernels of a backward take it each
    double flash1_rate = 1.0;
    double flash3_rate = 1.0;

    /// Memory-bound kernels that have constants of their own: shares of memory bandwidth forward
    /// and backward, then latencies in us. Empty: `memory_efficiency`. Those of an eager framework
    /// are on the bytes that a fused kernel would move.
    std::vector<double> fused_activation;
    std::vector<double> fused_residual;
    std::vector<double> fused_softmax;
    std::vector<double> eager_norm;
    std::vector<double> eager_softmax;
    std::vector<double> eager_rotary;
    std::vector<double> eager_embedding;
    std::vector<double> eager_cross_entropy;
    std::vector<double> eager_optimizer;

    // A board limit below `tdp`: the sustained rate of long GEMMs by the share of it.
    std::optional<Power> power_cap;
    std::vector<double> power_cap_shares;
    std::vector<double> power_cap_rates;

    // Power by what the chip is doing (energy/power.hpp).
    Power idle;
    Power waiting;  ///< spinning in a pipeline bubble at full clock
    Power communicating;
    Power streaming;  ///< memory-bound kernels
    Power computing;  ///< long matrix products

    Carbon embodied;
};

/// Dense peak in a format; absent where the chip has none.
inline std::optional<Throughput> peak(const Accelerator& a, Precision p) {
    switch (p) {
        case Precision::fp32:
            return a.peak_fp32;
        case Precision::tf32:
            return a.peak_tf32;
        case Precision::fp16:
            return a.peak_fp16;
        case Precision::bf16:
            return a.peak_bf16;
        case Precision::fp8:
            return a.peak_fp8;
        case Precision::nvfp4:
            return a.peak_fp4;
    }
    return std::nullopt;
}

}  // namespace deepwallet
