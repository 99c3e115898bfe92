#include "engine/cost/compute.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/math.hpp"

namespace deepwallet {

namespace {

struct Tile {
    double m;
    double n;
    double rate;  ///< throughput against the largest tile
};

/// Splitting the inner dimension pays while tiles leave compute units idle and each part stays
/// long; the limits are those of the published fit.
constexpr int kMostSplits = 8;
constexpr double kMostSplitWaves = 4.0;
constexpr double kLeastSplitDepth = 1024.0;

/// Bytes an element of the partial sums of a split costs: written and read in fp32.
constexpr double kSplitBytes = 8.0;

/// Output bytes an element: 16 bits written, or an fp32 sum read and written.
constexpr double kOutputBytes = 2.0;
constexpr double kAccumulatedOutputBytes = 8.0;

double waves(double tiles, double splits, double units) {
    return std::ceil(tiles * splits / units);
}

Time wave_time(
    const GemmShape& g, const Tile& tile, double splits, double count, const KernelModel& chip) {
    const Work work = 2.0 * tile.m * tile.n * (g.k / splits) * chip.compute_units * units::flop;
    return count * (work / (chip.wave_peak * tile.rate) + chip.wave_overhead);
}

Time tiled_time(const GemmShape& g, const Tile& tile, const KernelModel& chip) {
    const double tiles = g.batch * std::ceil(g.m / tile.m) * std::ceil(g.n / tile.n);
    Time best = wave_time(g, tile, 1.0, waves(tiles, 1.0, chip.compute_units), chip);
    if (tiles >= chip.compute_units)
        return best;
    for (int splits = 2; splits <= kMostSplits; ++splits) {
        if (tiles * splits > kMostSplitWaves * chip.compute_units)
            break;
        if (g.k < kLeastSplitDepth * splits)
            break;
        const Data partial = kSplitBytes * splits * g.m * g.n * g.batch * units::byte;
        const Time time =
            wave_time(g, tile, splits, waves(tiles, splits, chip.compute_units), chip) +
            partial / chip.bandwidth;
        best = std::min(best, time);
    }
    return best;
}

Time memory_time(const GemmShape& g, bool accumulate, const KernelModel& chip) {
    const double output =
        accumulate ? kAccumulatedOutputBytes : std::max(kOutputBytes, chip.operand_bytes);
    const double bytes =
        g.batch * (chip.operand_bytes * (g.m * g.k + g.k * g.n) + output * g.m * g.n);
    return bytes * units::byte / chip.bandwidth;
}

/// Queries of a block, as FlashAttention-2's kernels have them for most head sizes.
constexpr double kQueryBlock = 128.0;

/// FLOPs of a pair of query and key, an element of the head: two products forward, five backward.
constexpr double kForwardFlops = 4.0;
constexpr double kBackwardFlops = 10.0;

/// Backward prepares its row sums before, and rounds the gradient of queries after the main kernel.
constexpr double kBackwardKernels = 3.0;

/// The head sizes that FlashAttention-2 has kernels for.
double padded_head(double size) {
    constexpr std::array<double, 7> kSizes = {32, 64, 96, 128, 160, 192, 224};
    for (const double kernel : kSizes) {
        if (size <= kernel)
            return kernel;
    }
    return std::ceil(size / 256.0) * 256.0;
}

/// Of one pair, with the whole chip at work on such.
Time score_time(bool forward, double head_size, const KernelModel& chip) {
    const Accelerator& a = *chip.accelerator;
    const double padded = padded_head(head_size);
    const double flops = forward ? kForwardFlops : kBackwardFlops;
    const Throughput products =
        chip.peak * (forward ? a.flash_forward_efficiency : a.flash_backward_efficiency);
    double rate = chip.flash_rate;
    if (padded > 128.0)
        rate *= a.flash_large_head_rate;
    if (padded > head_size)
        rate *= a.flash_padded_head_rate;
    // Backward recomputes the scores, and their other element-wise work grows as its products do.
    const Time exponential = flops / kForwardFlops / a.flash_scores_per_us * units::us;
    return (flops * padded * units::flop / products + exponential) / rate;
}

/// Keys that the busiest compute unit goes through, prologues counted.
double waves_of_keys(const Operation& op, double prologue, double units) {
    const double blocks = op.attention_heads * std::ceil(op.attention_rows / kQueryBlock);
    if (!op.causal)
        return std::ceil(blocks / units) * (op.attention_keys + prologue);
    return std::max(blocks / units * (0.5 * op.attention_keys + prologue),
                    op.attention_keys + prologue);
}

const std::vector<double>* fused_kernel(const Accelerator& a, OperationName name) {
    switch (name) {
        case OperationName::activation:
            return &a.fused_activation;
        case OperationName::dropout_add:
        case OperationName::residual_gradient:
            return &a.fused_residual;
        case OperationName::softmax:
            return &a.fused_softmax;
        default:
            return nullptr;
    }
}

const std::vector<double>* eager_kernel(const Accelerator& a, OperationName name) {
    switch (name) {
        case OperationName::activation:
        case OperationName::dropout_add:
        case OperationName::residual_gradient:
            return fused_kernel(a, name);
        case OperationName::norm:
            return &a.eager_norm;
        case OperationName::softmax:
            return &a.eager_softmax;
        case OperationName::rotary:
            return &a.eager_rotary;
        case OperationName::embedding:
            return &a.eager_embedding;
        case OperationName::cross_entropy:
            return &a.eager_cross_entropy;
        case OperationName::optimizer:
            return &a.eager_optimizer;
        default:
            return nullptr;
    }
}

/// Of the power-limited rate, where a limit is set below that of the board.
double capped_rate(const Accelerator& a) {
    if (!a.power_cap || a.power_cap_shares.empty())
        return 1.0;
    return interpolate_log(a.power_cap_shares, a.power_cap_rates, *a.power_cap / a.tdp);
}

double flash_rate(const Accelerator& a, int version) {
    return version == 1 ? a.flash1_rate : version == 3 ? a.flash3_rate : 1.0;
}

}  // namespace

KernelModel kernel_model(const Accelerator& a, Precision precision, const KernelOptions& options) {
    const Throughput full = peak(a, precision).value_or(Throughput{});
    const double power = options.duty == Duty::alone ? a.power_efficiency : a.sustained_efficiency;
    const double capped = capped_rate(a);
    const double clock = std::min(1.0, power / a.power_efficiency) * capped;
    return {.compute_units = static_cast<double>(a.compute_units),
            .peak = full,
            .wave_peak = full * a.wave_efficiency * clock,
            .power_peak = full * power * capped,
            .memory_peak = a.memory_bandwidth,
            .bandwidth = a.memory_bandwidth * a.memory_efficiency,
            .wave_overhead = a.wave_overhead,
            .launch_gap = a.launch_gap,
            .tile_128_rate = a.tile_128_rate,
            .tile_64_rate = a.tile_64_rate,
            .accumulate_derate = a.accumulate_derate,
            .operand_bytes = operand_size(precision).in(units::byte),
            .flash_rate = flash_rate(a, options.flash_version),
            .accelerator = &a};
}

Time gemm_time(const GemmShape& g, bool accumulate, const KernelModel& chip) {
    const std::array<Tile, 5> tiles = {{{256, 128, 1.0},
                                        {128, 256, 1.0},
                                        {128, 128, chip.tile_128_rate},
                                        {128, 64, chip.tile_64_rate},
                                        {64, 128, chip.tile_64_rate}}};
    const double derate = accumulate ? chip.accumulate_derate : 1.0;
    const Time floor =
        std::max(g.flops() / (chip.power_peak * derate), memory_time(g, accumulate, chip));
    Time best = tiled_time(g, tiles[0], chip);
    for (std::size_t i = 1; i < tiles.size() && best > floor; ++i) {
        best = std::min(best, tiled_time(g, tiles[i], chip));
    }
    return std::max(best, floor) + chip.launch_gap;
}

Time streaming_time(Data bytes, const KernelModel& chip) {
    return bytes / chip.bandwidth + chip.launch_gap;
}

Time streaming_time(const Operation& op, const KernelModel& chip) {
    const Accelerator& a = *chip.accelerator;
    const std::vector<double>* own = op.eager ? eager_kernel(a, op.name) : fused_kernel(a, op.name);
    if (own == nullptr || own->size() != 4)
        return streaming_time(op.bytes, chip);
    const std::size_t backward = op.pass == Pass::forward ? 0 : 1;
    return op.bytes / (chip.memory_peak * (*own)[backward]) + (*own)[2 + backward] * units::us +
           chip.launch_gap;
}

Time attention_time(const Operation& op, double head_size, const KernelModel& chip) {
    const Accelerator& a = *chip.accelerator;
    const bool forward = op.pass == Pass::forward;
    const double prologue = forward ? a.flash_forward_prologue : a.flash_backward_prologue;
    const double keys = waves_of_keys(op, prologue, chip.compute_units);
    const Time compute =
        chip.compute_units * kQueryBlock * keys * score_time(forward, head_size, chip);
    const double kernels = forward ? 1.0 : kBackwardKernels;
    return std::max(compute, op.bytes / chip.bandwidth) + kernels * a.flash_latency +
           chip.launch_gap;
}

Time kernel_time(const Operation& op, double head_size, const KernelModel& chip) {
    switch (op.kind) {
        case OperationKind::gemm:
            return op.count * gemm_time(op.gemm, op.accumulate, chip);
        case OperationKind::attention:
            return op.count * attention_time(op, head_size, chip);
        case OperationKind::streaming:
            return op.count * streaming_time(op, chip);
    }
    return {};
}

}  // namespace deepwallet
