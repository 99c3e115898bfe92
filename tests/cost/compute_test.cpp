// The time of single kernels on an A100: its limits by hand, and the choice of tiles against a
// search through all of them.

#include "engine/cost/compute.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "tests/support/catch.hpp"
#include "tests/support/dgx_a100.hpp"
#include "tests/support/random.hpp"

using namespace deepwallet;
using namespace deepwallet::units;
using namespace deepwallet::test;

namespace {

constexpr double kExact = 1e-12;
constexpr double kPrinted = 0.0005;  ///< the last printed digit, as a share
constexpr double kGap = 4.0;         ///< us between kernels

const Accelerator& chip() {
    static const Accelerator kA100 = a100();
    return kA100;
}

const KernelModel& kernels() {
    static const KernelModel kModel = kernel_model(chip(), Precision::bf16);
    return kModel;
}

double gemm_us(const GemmShape& shape, bool accumulate = false) {
    return gemm_time(shape, accumulate, kernels()).in(us);
}

/// Slowest of: the best of all tiles and splits of the inner dimension, each in whole waves of 108
/// units at 0.91 of the peak and 5 us a wave; the power limit at 0.80; memory at 0.80 x 2039 GB/s.
double exhaustive_us(const GemmShape& g, bool accumulate) {
    struct Tile {
        double m, n, rate;
    };
    const double bandwidth = 0.80 * 2039e9;
    double best = 1e30;
    for (const Tile tile : {Tile{256, 128, 1.0},
                            Tile{128, 256, 1.0},
                            Tile{128, 128, 0.80},
                            Tile{128, 64, 0.65},
                            Tile{64, 128, 0.65}}) {
        const double tiles = g.batch * std::ceil(g.m / tile.m) * std::ceil(g.n / tile.n);
        for (int split = 1; split <= 8; ++split) {
            const bool allowed = tiles < 108 && tiles * split <= 432 && g.k / split >= 1024;
            if (split > 1 && !allowed)
                continue;
            const double waves = std::ceil(tiles * split / 108);
            const double flops = 2 * tile.m * tile.n * (g.k / split) * 108;
            const double wave = flops / (312e12 * 0.91 * tile.rate) + 5e-6;
            const double sums = split > 1 ? 8.0 * split * g.m * g.n * g.batch / bandwidth : 0.0;
            best = std::min(best, waves * wave + sums);
        }
    }
    const double power = 2 * g.m * g.n * g.k * g.batch / (312e12 * 0.80 * (accumulate ? 0.95 : 1));
    const double output = accumulate ? 8 : 2;
    const double bytes = g.batch * (2 * g.m * g.k + 2 * g.k * g.n + output * g.m * g.n);
    return std::max({best, power, bytes / bandwidth}) * 1e6 + kGap;
}

GemmShape random_shape(Random& random) {
    const auto size = [&] { return std::floor(std::exp2(random.between(4.0, 14.5))); };
    return {size(), size(), size(), static_cast<double>(random.whole(1, 4))};
}

}  // namespace

TEST_CASE("a matrix product is limited by its waves of tiles, the board's power or memory") {
    struct Row {
        GemmShape shape;
        double us;
    };
    // Power: 2 m n k / (0.80 x 312 TFLOP/s). A wave of 256x128 tiles: 2 x 256 x 128 k x 108 / (0.91
    // x 312 TFLOP/s) + 5 us. 4 us between kernels on top.
    const auto row = GENERATE(values<Row>({
        {{8192, 8192, 8192}, 4405.1 + kGap},   // power
        {{4096, 4096, 4096}, 550.6 + kGap},    // power
        {{2048, 9600, 25600}, 4033.0 + kGap},  // power
        {{8192, 2304, 6144}, 949.0 + kGap},    // 576 tiles, 6 waves of 153.2 + 5
        {{8192, 3072, 6144}, 1265.3 + kGap},   // 768 tiles, 8 waves
        {{8192, 6144, 768}, 362.2 + kGap},     // 1536 tiles, 15 waves of 19.1 + 5
        {{2048, 2048, 96, 32}, 280.9 + kGap},  // QK^T: 4096 tiles, 38 waves of 2.4 + 5
        {{2048, 96, 2048, 32}, 180.0 + kGap},  // its values: 293.6 MB to and from memory
        {{512, 512, 512}, 9.9 + kGap},         // 32 tiles of 128x64 in one wave, 4.9 + 5
        {{512, 512, 8192}, 34.0 + kGap},       // 16 tiles of 128x128, k in 6 parts, 12.6 MB of sums
    }));
    CAPTURE(row.shape.m, row.shape.n, row.shape.k);
    CHECK_THAT(gemm_us(row.shape), WithinRel(row.us, 0.005));
}

TEST_CASE("half as much work again is almost free where it fills the last wave") {
    // 4096 x 1024: 256 tiles of 128x128 in 3 waves of 63.8 + 5; in 128 large tiles it takes 2 waves
    // of 107.1. 4096 x 1536: 192 large tiles, 2 waves of 107.1.
    const double small = gemm_us({4096, 1024, 4096});
    const double large = gemm_us({4096, 1536, 4096});
    CHECK_THAT(small, WithinRel(3 * (63.82 + 5.0) + kGap, kPrinted));
    CHECK_THAT(large, WithinRel(2 * (102.11 + 5.0) + kGap, kPrinted));
    CHECK(large / small < 1.04);
}

TEST_CASE("the time of a product is that of the best tile and split of all") {
    Random random;
    for (int i = 0; i < 2000; ++i) {
        const GemmShape shape = random_shape(random);
        const bool accumulate = random.whole(0, 1) == 1;
        CAPTURE(shape.m, shape.n, shape.k, shape.batch, accumulate);
        CHECK_THAT(gemm_us(shape, accumulate), WithinRel(exhaustive_us(shape, accumulate), kExact));
    }
}

TEST_CASE("no product is faster than the peak, and none shorter than the gap between kernels") {
    Random random;
    for (int i = 0; i < 500; ++i) {
        const GemmShape shape = random_shape(random);
        const Time time = gemm_time(shape, false, kernels());
        CHECK(shape.flops() / time < 312e12 * flops);
        CHECK(time > chip().launch_gap);
    }
}

TEST_CASE("more memory bandwidth, more peak and a shorter gap never slow a product down") {
    Random random;
    for (int i = 0; i < 500; ++i) {
        const GemmShape shape = random_shape(random);
        const bool accumulate = random.whole(0, 1) == 1;
        const Time usual = gemm_time(shape, accumulate, kernels());
        Accelerator wider = chip();
        wider.memory_bandwidth *= random.between(1.0, 4.0);
        CHECK(gemm_time(shape, accumulate, kernel_model(wider, Precision::bf16)) <= usual);
        Accelerator faster = chip();
        faster.peak_bf16 = *faster.peak_bf16 * random.between(1.0, 4.0);
        CHECK(gemm_time(shape, accumulate, kernel_model(faster, Precision::bf16)) <= usual);
        Accelerator nimbler = chip();
        nimbler.launch_gap = 1 * us;
        CHECK_THAT(gemm_time(shape, accumulate, kernel_model(nimbler, Precision::bf16)).in(us),
                   WithinRel(usual.in(us)-3.0, kExact));
    }
}

TEST_CASE("adding into fp32 costs power in long products and bandwidth in flat ones") {
    // 2 x 8192^3 / (0.95 x 0.80 x 312 TFLOP/s).
    CHECK_THAT(gemm_us({8192, 8192, 8192}, true), WithinRel(4405.1 / 0.95 + kGap, kPrinted));
    // Two operands of 2 bytes, 2 x 8192 x 64 each, and 8192^2 sums of 4 bytes read and written.
    const double bytes = 2.0 * 2.0 * 8192 * 64 + 8.0 * 8192 * 8192;
    CHECK_THAT(gemm_us({8192, 8192, 64}, true), WithinRel(bytes / 1631.2e3 + kGap, kPrinted));
}

TEST_CASE("a long product takes twice as long at half of the peak") {
    // TF32: 156 TFLOP/s.
    const KernelModel tf32 = kernel_model(chip(), Precision::tf32);
    CHECK_THAT(gemm_time({8192, 8192, 8192}, false, tf32).in(us),
               WithinRel(2 * 4405.1 + kGap, kPrinted));
}

TEST_CASE("a streaming kernel takes its bytes over four fifths of the bandwidth, and the gap") {
    // Softmax of 12 heads of 2048 x 2048 in 16 bits, read and written: 201.3 MB.
    const Data softmax = 4.0 * 12 * 2048 * 2048 * byte;
    CHECK_THAT(softmax.in(MB), WithinRel(201.326592, kExact));
    CHECK_THAT(streaming_time(softmax, kernels()).in(us),
               WithinRel(201.326592e6 / (0.8 * 2039e9) * 1e6 + kGap, kExact));
    CHECK(streaming_time(Data{}, kernels()) == chip().launch_gap);
}

TEST_CASE("FlashAttention runs at the share of peak of as many heads") {
    struct Row {
        double heads;
        double head_size;
        Pass pass;
        double share;
    };
    // Curves over (4, 8, 32) heads: forward (0.26, 0.39, 0.56), backward (0.34, 0.38, 0.48); 16 is
    // half of the way from 8 to 32 in logarithms; small heads cost 0.85.
    const auto row = GENERATE(values<Row>({
        {4, 128, Pass::forward, 0.26},
        {2, 128, Pass::forward, 0.26},
        {8, 128, Pass::forward, 0.39},
        {16, 128, Pass::forward, (0.39 + 0.56) / 2},
        {32, 128, Pass::forward, 0.56},
        {64, 128, Pass::forward, 0.56},
        {8, 128, Pass::input_gradient, 0.38},
        {16, 128, Pass::input_gradient, 0.43},
        {32, 65, Pass::forward, 0.56},
        {32, 64, Pass::forward, 0.56 * 0.85},
    }));
    CAPTURE(row.heads, row.head_size);
    Operation op;
    op.name = OperationName::flash_attention;
    op.kind = OperationKind::attention;
    op.pass = row.pass;
    op.attention_heads = row.heads;
    op.flops = 1 * TFLOP;
    CHECK_THAT(attention_time(op, row.head_size, kernels()).in(us),
               WithinRel(1e12 / (312e12 * row.share) * 1e6 + kGap, kExact));
    // 163 GB take longer than a TFLOP.
    op.bytes = 163.12 * GB;
    CHECK_THAT(attention_time(op, row.head_size, kernels()).in(us),
               WithinRel(163.12e9 / 1631.2e9 * 1e6 + kGap, kExact));
}

TEST_CASE("equal kernels that follow each other take as long as each") {
    Operation op;
    op.count = 3;
    SECTION("streaming") {
        op.bytes = 10 * MB;
        CHECK(kernel_time(op, 128, kernels()) == 3.0 * streaming_time(op.bytes, kernels()));
    }
    SECTION("matrix products") {
        op.kind = OperationKind::gemm;
        op.gemm = {4096, 1024, 4096};
        CHECK(kernel_time(op, 128, kernels()) == 3.0 * gemm_time(op.gemm, false, kernels()));
    }
}

TEST_CASE(
    "compute beside a collective is lengthened by what the collective's share takes from it") {
    // Isaev et al. 2023: x u / (1 - u), so that 1.714 ms beside NVLink add 1.714 x 0.15 / 0.85.
    CHECK_THAT(interference(1.714 * ms, 0.15).in(ms), WithinRel(0.3025, 0.001));
    CHECK(interference(1.714 * ms, 0.0) == Time{});
}
