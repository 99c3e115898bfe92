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

}  // namespace

KernelModel kernel_model(const Accelerator& a, Precision precision) {
    const Throughput full = peak(a, precision).value_or(Throughput{});
    return {.compute_units = static_cast<double>(a.compute_units),
            .peak = full,
            .wave_peak = full * a.wave_efficiency,
            .power_peak = full * a.power_efficiency,
            .bandwidth = a.memory_bandwidth * a.memory_efficiency,
            .wave_overhead = a.wave_overhead,
            .launch_gap = a.launch_gap,
            .tile_128_rate = a.tile_128_rate,
            .tile_64_rate = a.tile_64_rate,
            .accumulate_derate = a.accumulate_derate,
            .operand_bytes =
                precision == Precision::fp8 ? 1.0 : element_size(precision).in(units::byte),
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

Time attention_time(const Operation& op, double head_size, const KernelModel& chip) {
    const Accelerator& a = *chip.accelerator;
    const bool forward = op.pass == Pass::forward;
    double efficiency =
        interpolate_log(a.flash_heads,
                        forward ? a.flash_forward_efficiency : a.flash_backward_efficiency,
                        op.attention_heads);
    if (head_size <= 64.0)
        efficiency *= a.flash_small_head_rate;
    const Time compute = op.flops / (chip.peak * efficiency);
    return std::max(compute, op.bytes / chip.bandwidth) + chip.launch_gap;
}

Time kernel_time(const Operation& op, double head_size, const KernelModel& chip) {
    switch (op.kind) {
        case OperationKind::gemm:
            return op.count * gemm_time(op.gemm, op.accumulate, chip);
        case OperationKind::attention:
            return op.count * attention_time(op, head_size, chip);
        case OperationKind::streaming:
            return op.count * streaming_time(op.bytes, chip);
    }
    return {};
}

}  // namespace deepwallet
