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
    static const Accelerator kA100 = [] {
        Accelerator a = round_a100();
        a.flash_forward_efficiency = 0.75;
        a.flash_backward_efficiency = 0.60;
        a.flash_scores_per_us = 2.5e6;
        a.flash_large_head_rate = 0.8;
        a.flash_padded_head_rate = 0.9;
        a.flash_forward_prologue = 100.0;
        a.flash_backward_prologue = 200.0;
        a.flash_latency = 10.0 * us;
        a.flash1_rate = 0.5;
        a.flash3_rate = 1.5;
        a.fused_softmax = {0.5, 0.4, 7.0, 2.0};
        a.eager_softmax = {0.25, 0.2, 70.0, 20.0};
        a.power_cap_shares = {0.5, 1.0};
        a.power_cap_rates = {0.7, 1.0};
        return a;
    }();
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

TEST_CASE("FlashAttention takes the products and exponentials of whole waves of blocks") {
    struct Row {
        double heads;
        double head_size;
        double keys;
        Pass pass;
        bool causal;
        double us;
    };
    // A pair of query and key: 4 x 128 FLOP at 0.75 x 312 TFLOP/s and an exponential at 2.5e6 a us
    // make 2.188e-6 + 0.4e-6 us with the whole chip at work. A block of 128 queries over 108 units:
    // 128 x 108 such pairs a key, 100 keys more for its prologue. Then 10 us, and the gap of 4.
    const double pair = 4.0 * 128 / (0.75 * 312e6) + 1 / 2.5e6;
    const double back = 10.0 * 128 / (0.60 * 312e6) + 2.5 / 2.5e6;
    const double small = 4.0 * 64 / (0.75 * 312e6) + 1 / 2.5e6;
    const double large = 4.0 * 160 / (0.75 * 312e6) + 1 / 2.5e6;
    const double block = 128.0 * 108;
    const auto row = GENERATE_COPY(values<Row>({
        // 27 heads of 512 queries: 108 blocks, one wave; of 640: 135 blocks, two.
        {27, 128, 512, Pass::forward, false, block * 612 * pair + 14},
        {27, 128, 640, Pass::forward, false, 2 * block * 740 * pair + 14},
        {27, 128, 512, Pass::input_gradient, false, block * 712 * back + 34},
        // Causal: 2160 blocks of half of the keys in the mean, 20 a unit.
        {27, 128, 10240, Pass::forward, true, 20 * block * 5220 * pair + 14},
        // One head: 4 blocks, of which the longest counts.
        {1, 128, 512, Pass::forward, true, block * 612 * pair + 14},
        {27, 64, 512, Pass::forward, false, block * 612 * small + 14},
        // 48 elements are padded to 64, 0.9 as fast; above 128, 0.8.
        {27, 48, 512, Pass::forward, false, block * 612 * small / 0.9 + 14},
        {27, 160, 512, Pass::forward, false, block * 612 * large / 0.8 + 14},
        {27, 144, 512, Pass::forward, false, block * 612 * large / 0.9 / 0.8 + 14},
    }));
    CAPTURE(row.heads, row.head_size, row.keys, row.causal);
    Operation op;
    op.name = OperationName::flash_attention;
    op.kind = OperationKind::attention;
    op.pass = row.pass;
    op.attention_heads = row.heads;
    op.attention_rows = row.keys;
    op.attention_keys = row.keys;
    op.causal = row.causal;
    CHECK_THAT(attention_time(op, row.head_size, kernels()).in(us), WithinRel(row.us, kExact));
    // The other versions are so much faster or slower on the chip.
    const KernelModel third = kernel_model(chip(), Precision::bf16, {.flash_version = 3});
    const double latency = row.pass == Pass::forward ? 14.0 : 34.0;
    CHECK_THAT(attention_time(op, row.head_size, third).in(us),
               WithinRel((row.us - latency) / 1.5 + latency, kExact));
    // 1.6 TB take longer.
    op.bytes = 1631.2 * GB;
    CHECK_THAT(attention_time(op, row.head_size, kernels()).in(us),
               WithinRel(1e6 + latency, kExact));
}

TEST_CASE("kernels with constants of their own take their share of bandwidth and their latency") {
    Operation op;
    op.name = OperationName::softmax;
    op.bytes = 203.9 * MB;  // 100 us at the peak of 2039 GB/s
    struct Row {
        Pass pass;
        bool eager;
        double us;
    };
    const auto row = GENERATE(values<Row>({{Pass::forward, false, 100 / 0.5 + 7},
                                           {Pass::input_gradient, false, 100 / 0.4 + 2},
                                           {Pass::forward, true, 100 / 0.25 + 70},
                                           {Pass::input_gradient, true, 100 / 0.2 + 20}}));
    op.pass = row.pass;
    op.eager = row.eager;
    CHECK_THAT(streaming_time(op, kernels()).in(us), WithinRel(row.us + kGap, kExact));
    op.name = OperationName::transpose;
    CHECK(streaming_time(op, kernels()) == streaming_time(op.bytes, kernels()));
}

TEST_CASE("a kernel measured alone runs at a higher power limit, a capped board at a lower one") {
    const GemmShape shape = {8192, 8192, 8192};
    Accelerator cool = chip();
    cool.power_efficiency = 1.0;
    const KernelModel alone = kernel_model(cool, Precision::bf16, {.duty = Duty::alone});
    // Not limited by power, then, but by 19 waves of 256x128 tiles: 19 x 108 / 2048 = 1.002.
    CHECK_THAT(gemm_time(shape, false, alone).in(us),
               WithinRel(4405.1 * 0.80 / 0.91 * 1.00195 + 19 * 5 + kGap, kPrinted));
    Accelerator capped = chip();
    capped.power_cap = 200.0 * watt;
    CHECK_THAT(gemm_time(shape, false, kernel_model(capped, Precision::bf16)).in(us),
               WithinRel(4405.1 / 0.7 + kGap, kPrinted));
    // The clock of a wave goes down with it; what memory limits is as fast as before.
    const GemmShape wave = {8192, 2304, 6144};
    CHECK_THAT(gemm_time(wave, false, kernel_model(capped, Precision::bf16)).in(us),
               WithinRel((gemm_us(wave) - kGap - 30.0) / 0.7 + 30.0 + kGap, kExact));
    CHECK(gemm_time({8192, 8192, 64}, true, kernel_model(capped, Precision::bf16)) ==
          gemm_time({8192, 8192, 64}, true, kernels()));
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
