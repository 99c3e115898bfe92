// Layers, heads and embeddings: published times of one layer, each kernel of it by hand, and what
// collectives hide behind.

#include "engine/cost/layer.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"
#include "tests/support/dgx_a100.hpp"
#include "tests/support/gpt.hpp"

using namespace deepwallet;
using namespace deepwallet::units;
using namespace deepwallet::test;

namespace {

constexpr double kExact = 1e-12;
constexpr double kModel = 0.005;

/// Owns what a LayerContext refers to.
struct Case {
    Model model;
    Slice slice;
    Recompute recompute = Recompute::none;
    SoftwareStack software = plain_stack();
    Accelerator accelerator = round_a100();
    Server server = dgx_a100();
    Fabric fabric = hdr_fat_tree();

    [[nodiscard]] LayerContext context() const {
        return {.model = &model,
                .software = &software,
                .chip = kernel_model(accelerator, Precision::bf16),
                .wide_chip = kernel_model(accelerator, Precision::bf16),
                .net = network(server, fabric),
                .slice = slice,
                .recompute = recompute,
                .tensor_group = place(slice.tensor, 1, 8),
                .context_group = place(slice.context, slice.tensor, 8),
                .expert_group = place(slice.expert, slice.tensor * slice.context, 8),
                .teacher = {}};
    }
    [[nodiscard]] BlockTime layer(LayerKind kind = {}) const { return layer_time(context(), kind); }
};

/// The layer of Korthikanti et al. 2022, table 4: the 22B model, t = 8, four sequences of 2048.
Case layer_22b() {
    Case out;
    out.model = gpt_22b();
    out.slice.micro_batch = 4;
    out.slice.sequence_length = 2048;
    out.slice.tensor = 8;
    return out;
}

/// Kernels of one row, added up.
Time row_time(const Operations& operations, const Case& at, OperationName name, Pass pass) {
    const double d = static_cast<double>(head_size(at.model));
    Time sum;
    for (const Operation& op : operations) {
        if (op.name == name && op.pass == pass)
            sum += kernel_time(op, d, at.context().chip);
    }
    return sum;
}

Time pass_total(const BlockTime& block, Pass pass) {
    switch (pass) {
        case Pass::forward:
            return block.forward.total();
        case Pass::input_gradient:
            return block.input_gradient.total();
        case Pass::weight_gradient:
            return block.weight_gradient.total();
    }
    return {};
}

/// Forward of the attention core of the 22B layer: scores, softmax, dropout, values.
constexpr double kCoreMs = 0.285 + 0.333 + 0.415 + 0.184;

}  // namespace

TEST_CASE("the layer of 22B takes what Korthikanti et al. 2022, table 4, measured") {
    struct Row {
        bool sequence_parallel;
        Recompute recompute;
        double forward, backward, total;
    };
    const auto row = GENERATE(values<Row>({
        {false, Recompute::none, 7.7, 11.9, 19.6},
        {true, Recompute::none, 7.2, 11.8, 19.0},
        {false, Recompute::full, 7.7, 19.5, 27.2},
        {false, Recompute::selective, 7.7, 13.2, 20.9},
        {true, Recompute::selective, 7.2, 13.1, 20.3},
    }));
    constexpr double kMeasured = 0.06;
    Case at = layer_22b();
    at.accelerator = a100();  // as fitted, not rounded
    at.slice.sequence_parallel = row.sequence_parallel;
    at.recompute = row.recompute;
    CAPTURE(row.sequence_parallel, static_cast<int>(row.recompute));
    const BlockTime block = at.layer();
    CHECK_THAT(block.forward.total().in(ms), WithinRel(row.forward, kMeasured));
    CHECK_THAT(block.backward().in(ms), WithinRel(row.backward, kMeasured));
    CHECK_THAT(block.total().in(ms), WithinRel(row.total, kMeasured));
}

TEST_CASE("each kernel of the 22B layer takes its share") {
    using Name = OperationName;
    struct Row {
        Name name;
        Pass pass;
        double ms;
    };
    // N h = 50.33e6 elements (X), b a/t s^2 = 134.2e6 (S), 1.6312 TB/s, 4 us a launch. Norms 2 x 4
    // X and 2 x 8 X bytes; softmax 4 S and 6 S; dropout 5 S; dropout and residual 2 x 7 X and 2 x 5
    // X, residual gradients 2 x 6 X; GeLU 16 X/8 and 24 X/8; transposes 4 X/8 and 6 X/8; biases 2 x
    // 2 X, 6 X/8 and 8 X/8 in four launches; accumulation 10 bytes for each of 12 h^2/8 weights.
    // Products: waves of 256x128 tiles.
    const auto row = GENERATE(values<Row>({
        {Name::norm, Pass::forward, 0.255},
        {Name::norm, Pass::input_gradient, 0.502},
        {Name::qkv, Pass::forward, 0.953},
        {Name::scores, Pass::forward, 0.285},
        {Name::scores, Pass::input_gradient, 0.368},
        {Name::softmax, Pass::forward, 0.333},
        {Name::softmax, Pass::input_gradient, 0.498},
        {Name::attention_dropout, Pass::forward, 0.415},
        {Name::attention_dropout, Pass::input_gradient, 0.415},
        {Name::values, Pass::forward, 0.184},
        {Name::values, Pass::input_gradient, 0.469},
        {Name::transpose, Pass::forward, 0.0194},
        {Name::transpose, Pass::input_gradient, 0.0271},
        {Name::projection, Pass::forward, 0.366},
        {Name::dropout_add, Pass::forward, 0.440},
        {Name::dropout_add, Pass::input_gradient, 0.317},
        {Name::residual_gradient, Pass::input_gradient, 0.378},
        {Name::ffn_up, Pass::forward, 1.269},
        {Name::ffn_down, Pass::forward, 1.243},
        {Name::activation, Pass::forward, 0.0657},
        {Name::activation, Pass::input_gradient, 0.0966},
        {Name::bias_gradient, Pass::weight_gradient, 0.1774 + 4 * 0.004},
        {Name::gradient_accumulation, Pass::weight_gradient, 0.351},
    }));
    const Case at = layer_22b();
    CAPTURE(name_of(row.name), static_cast<int>(row.pass));
    const Operations operations = layer_operations(at.model, {}, at.slice);
    CHECK_THAT(row_time(operations, at, row.name, row.pass).in(ms), WithinRel(row.ms, kModel));
}

TEST_CASE("the passes of the 22B layer are the sums of their kernels and collectives") {
    const BlockTime block = layer_22b().layer();
    // Forward: norms 0.255, QKV 0.953, core 1.217, transpose 0.019, projection 0.366, dropout
    // 0.440, FFN 1.269 + 1.243, GeLU 0.066; two all-reduces of 0.8576.
    CHECK_THAT((block.forward.compute + block.forward.streaming).in(ms), WithinRel(5.828, kModel));
    CHECK_THAT(block.forward.tensor.in(ms), WithinRel(1.715, kModel));
    CHECK_THAT(block.forward.total().in(ms), WithinRel(7.54, kModel));
    // Input gradients of the four products.
    const double products = 1.269 + 1.243 + 0.320 + 0.941;
    CHECK_THAT(block.input_gradient.compute.in(ms), WithinRel(products + 0.368 + 0.469, kModel));
    CHECK_THAT(block.weight_gradient.compute.in(ms), WithinRel(3.854, kModel));
    // Both all-reduces run beside weight gradients, which take longer: 1.715 x 0.15 / 0.85.
    CHECK_THAT(block.weight_gradient.tensor.in(ms), WithinRel(0.303, kModel));
    CHECK(block.input_gradient.tensor == Time{});
    CHECK_THAT(block.backward().in(ms), WithinRel(11.54, kModel));
    CHECK(block.forward.context + block.forward.expert + block.forward.host == Time{});
}

TEST_CASE("recomputation adds the forward pass, or that of the attention core, to the backward") {
    Case at = layer_22b();
    const BlockTime none = at.layer();
    CHECK(none.recompute.total() == Time{});
    at.recompute = Recompute::full;
    CHECK(at.layer().recompute.total() == none.forward.total());
    CHECK(at.layer().forward.total() == none.forward.total());
    at.recompute = Recompute::selective;
    CHECK_THAT(at.layer().recompute.total().in(ms), WithinRel(kCoreMs, kModel));
    // FlashAttention does that inside of its own backward kernel.
    at.slice.flash_attention = true;
    CHECK(at.layer().recompute.total() == Time{});
}

TEST_CASE("sequence parallelism divides norms, dropouts and residuals by the ranks") {
    Case at = layer_22b();
    const BlockTime whole = at.layer();
    at.slice.sequence_parallel = true;
    const BlockTime split = at.layer();
    // Forward: 7/8 of 2 x (4 + 7) X bytes are gone.
    CHECK_THAT((whole.forward.streaming - split.forward.streaming).in(ms),
               WithinRel(7.0 / 8 * 22 * 50.331648e6 / 1631.2e6, 1e-6));
    CHECK_THAT((split.forward.compute - whole.forward.compute).in(ms), WithinAbs(0.0, 1e-9));
    // Two gathers and two scatters forward, of half of an all-reduce each.
    CHECK_THAT(split.forward.tensor.in(ms), WithinRel(whole.forward.tensor.in(ms), kExact));
    // Backward two gathers of output gradients are exposed, 0.8576, and four slow their cover.
    CHECK_THAT((split.input_gradient.tensor + split.weight_gradient.tensor).in(ms),
               WithinRel(0.8576 + 4 * 0.4288 * 0.15 / 0.85, kModel));
}

TEST_CASE("backward collectives that hide behind nothing are exposed in full") {
    Case at = layer_22b();
    at.software.overlap_tensor_backward = false;
    CHECK_THAT(at.layer().input_gradient.tensor.in(ms), WithinRel(2 * 0.8576, kModel));
    at.slice.sequence_parallel = true;
    const BlockTime split = at.layer();
    // Six halves: gathers of output gradients and of inputs, scatters.
    CHECK_THAT((split.input_gradient.tensor + split.weight_gradient.tensor).in(ms),
               WithinRel(6 * 0.4288, kModel));
}

TEST_CASE("a layer on one rank sends nothing") {
    Case at = layer_22b();
    at.slice.tensor = 1;
    for (const Pass pass : {Pass::forward, Pass::input_gradient, Pass::weight_gradient}) {
        CHECK(pass_total(at.layer(), pass) > Time{});
    }
    CHECK(at.layer().forward.tensor + at.layer().input_gradient.tensor == Time{});
    CHECK(at.layer().weight_gradient.tensor == Time{});
}

TEST_CASE("fusing gradient accumulation saves its kernel and derates the weight products") {
    Case at = layer_22b();
    const BlockTime apart = at.layer();
    at.slice.fused_accumulation = true;
    const BlockTime fused = at.layer();
    CHECK_THAT((apart.weight_gradient.streaming - fused.weight_gradient.streaming).in(ms),
               WithinRel(0.351, kModel));
    CHECK(fused.weight_gradient.compute > apart.weight_gradient.compute);
    // At most 1/0.95, where power is the limit.
    CHECK(fused.weight_gradient.compute * 0.95 <= apart.weight_gradient.compute);
}

TEST_CASE("a small layer takes as long as the host needs to issue it") {
    // One sequence of 128 with h 256: microseconds of work in each kernel.
    Case at;
    at.model = gpt(1, 256, 4);
    at.slice.sequence_length = 128;
    const BlockTime block = at.layer();
    CHECK(block.forward.compute + block.forward.streaming < 0.3 * ms);
    CHECK_THAT(block.forward.total().in(ms), WithinRel(0.3, kExact));
    CHECK_THAT(block.backward().in(ms), WithinRel(0.7, kExact));
    at.software.host_forward = {};
    at.software.host_backward = {};
    CHECK(at.layer().total() < 1.0 * ms);
    CHECK(at.layer().forward.host == Time{});
}

TEST_CASE("the host issues fewer kernels where a compiler has fused them") {
    Case at = layer_22b();
    at.slice.tensor = 1;
    at.slice.flash_attention = true;
    at.slice.fused_norms = true;
    at.software.unfused_factor = 2.0;
    at.software.host_forward = 1.0 * s;
    const Time eager = at.layer().forward.total();
    CHECK_THAT(eager.in(units::s), WithinRel(1.0, 1e-12));
    // Forward: two norms, QKV, FlashAttention, transpose, projection, FFN up and down; activation
    // and two of bias, dropout and residual, each of two kernels. Fused the latter are one each,
    // and the norms part of them.
    at.software.compiled = true;
    CHECK_THAT(at.layer().forward.total() / eager, WithinRel(9.0 / 14.0, 1e-12));
}

TEST_CASE("each further tensor parallel rank takes the host longer") {
    Case at;
    at.model = gpt(1, 256, 8);
    at.slice.sequence_length = 128;
    at.slice.tensor = 8;
    at.software.host_tensor = 2.0 * ms;
    at.software.host_tensor_pipelined = 3.0 * ms;
    LayerContext context = at.context();
    context.tensor_group = {1, 1};  // no collectives, so that the host is all there is
    const BlockTime alone = layer_time(context, {});
    // 0.3 + 0.7 ms, and seven times 2 ms in the same proportion.
    CHECK_THAT(alone.forward.total().in(ms), WithinRel(0.3 * 15, kExact));
    CHECK_THAT(alone.backward().in(ms), WithinRel(0.7 * 15, kExact));
    context.pipelined = true;
    CHECK_THAT(layer_time(context, {}).total().in(ms), WithinRel(1.0 + 7 * 3.0, kExact));
}

TEST_CASE("attention runs at the rate of the training code's kernel") {
    Case at;
    at.model = gpt(1, 8192, 64);
    at.slice.flash_attention = true;
    const BlockTime full = at.layer();
    at.software.attention_rate = 0.5;
    const BlockTime half = at.layer();
    at.software.attention_rate = 0.25;
    const BlockTime quarter = at.layer();
    // Twice the attention more: its time is the first difference.
    const Time attention = half.total() - full.total();
    CHECK(attention > 0.0 * ms);
    CHECK_THAT((quarter.total() - half.total()).in(ms), WithinRel(2.0 * attention.in(ms), 1e-9));
}

TEST_CASE("ring attention hides behind the attention of a block") {
    // 131072 tokens over 8 servers, 8 x 128 wide keys and values: 67.1 MB a step, 3.16 ms on one
    // adapter, beside a causal block of 4 x 16384^2 x 8192 / 2 FLOP, 25 ms at 0.56 of the peak: all
    // that is left is 0.02/0.98 of it. Backward twice as much beside 2.5 times as long.
    Case at;
    at.model = gpt(1, 8192, 64);
    at.model.kv_heads = 8;
    at.slice.sequence_length = 131072;
    at.slice.context = 8;
    at.slice.flash_attention = true;
    LayerContext context = at.context();
    context.context_group = {8, 1};
    const BlockTime block = layer_time(context, {});
    const double hop = 15e-3 + 67.108864e6 / 21.25e6;
    const double hop_back = 15e-3 + 2 * 67.108864e6 / 21.25e6;
    CHECK_THAT(block.forward.context.in(ms), WithinRel(7 * hop * 0.02 / 0.98, 1e-9));
    CHECK_THAT(block.input_gradient.context.in(ms), WithinRel(7 * hop_back * 0.02 / 0.98, 1e-9));
}

TEST_CASE("ring attention over a slow link is exposed for what outlasts the attention") {
    Case at;
    at.model = gpt(1, 8192, 64);
    at.slice.sequence_length = 8192;
    at.slice.context = 8;
    at.slice.flash_attention = true;
    LayerContext context = at.context();
    context.context_group = {8, 1};
    // The slowed attention ends before the transfer does, so that it costs nothing more.
    // A step: 1024 tokens, 2 x 8192 wide, 33.6 MB in 1.594 ms; beside it an eighth of the attention
    // of 64 heads, 512 blocks of 128 queries over 108 units, 4096 keys in the mean. Backward twice
    // the bytes beside 2.5 times as long.
    const BlockTime layer = layer_time(context, {});
    const double hop = 15e-3 + 33.554432e6 / 21.25e6;
    const double back = 15e-3 + 2 * 33.554432e6 / 21.25e6;
    const Accelerator& a = at.accelerator;
    const double pair =
        4.0 * 128 / (a.flash_forward_efficiency * 312e9) + 1e-3 / a.flash_scores_per_us;
    const double waves = 512.0 * 128 * (4096 + a.flash_forward_prologue);
    const double block = (waves * pair + a.flash_latency.in(ms) + 4e-3) / 8;
    CHECK_THAT(layer.forward.context.in(ms), WithinRel(7 * (hop - block), 1e-9));
    CHECK_THAT(layer.input_gradient.context.in(ms), WithinRel(7 * (back - 2.5 * block), 1e-9));
}

TEST_CASE("experts exchange tokens twice in each direction") {
    // Lepikhin et al. 2020: dispatch and combine. 4096 tokens to 2 experts each, h 4096.
    Case at;
    at.model = gpt(1, 4096, 32);
    at.model.experts = 8;
    at.model.experts_per_token = 2;
    at.model.biases = false;
    at.slice.sequence_length = 4096;
    at.slice.expert = 8;
    const Time exchange = all_to_all(at.context().net, {8, 8}, 2.0 * 4096 * 2 * 4096 * byte);
    const BlockTime block = at.layer({.mixture_of_experts = true});
    CHECK(block.forward.expert == 2.0 * exchange);
    CHECK(block.input_gradient.expert == 2.0 * exchange);
    CHECK(at.layer().forward.expert == Time{});
}

namespace {

/// Experts over two servers, one a rank.
Case expert_layer() {
    Case at;
    at.model = gpt(1, 4096, 32);
    at.model.experts = 16;
    at.model.experts_per_token = 2;
    at.model.biases = false;
    at.slice.sequence_length = 4096;
    at.slice.expert = 16;
    return at;
}

constexpr LayerKind kSparse = {.mixture_of_experts = true};

Time all_kernels(const BlockTime& block) {
    Time sum;
    for (const PassTime& pass :
         {block.forward, block.recompute, block.input_gradient, block.weight_gradient})
        sum += pass.compute + pass.streaming;
    return sum;
}

}  // namespace

TEST_CASE("tokens go out in 8 bits and come back in 16, forward and backward") {
    // DeepSeek-AI 2024 (arXiv:2412.19437), section 3.3.3: dispatch in fp8, combine in bf16.
    Case at = expert_layer();
    const auto exchanges = [&](bool narrow) {
        at.software.narrow_expert_dispatch = narrow;
        LayerContext context = at.context();
        context.chip.operand_bytes = 1.0;
        return layer_time(context, kSparse);
    };
    const auto exchange = [&](double bytes) {
        return all_to_all(at.context().net, {16, 8}, bytes * 4096 * 2 * 4096 * byte);
    };
    CHECK(exchanges(false).forward.expert == 2.0 * exchange(2.0));
    CHECK(exchanges(true).forward.expert == exchange(1.0) + exchange(2.0));
    CHECK(exchanges(true).input_gradient.expert == exchange(1.0) + exchange(2.0));
}

TEST_CASE("forwarded, a token's copies for one server cross the fabric as one") {
    Case at = expert_layer();
    const Time each = at.layer(kSparse).forward.expert;
    at.software.expert_forwarding = true;
    // Two of sixteen experts on two servers: on both with 8/15, of which half are away.
    const double crossing = (1.0 + 8.0 / 15.0) / 2.0;
    const Data token = 2.0 * 4096 * 4096 * byte;
    const Time once =
        forwarded_all_to_all(at.context().net, {16, 8}, 2.0 * token, crossing * token).time();
    CHECK_THAT(at.layer(kSparse).forward.expert / (2.0 * once), WithinRel(1.0, kExact));
    CHECK(2.0 * once < each);
}

TEST_CASE("beside another micro-batch's work all-to-alls cost its compute units, or their excess") {
    // Both directions' all-to-alls of a layer beside both directions' kernels; 20 of 108 units.
    Case at = expert_layer();
    at.software.overlap_experts = true;
    at.software.expert_compute_units = 20;
    const auto left = [](const BlockTime& block) {
        return block.forward.expert + block.input_gradient.expert - block.hidden;
    };
    const BlockTime much = at.layer(kSparse);
    const Time all = much.forward.expert + much.input_gradient.expert;
    CHECK(all_kernels(much) > all);
    CHECK_THAT(left(much) / all, WithinRel(20.0 / 88.0, kExact));
    at.fabric.oversubscription = 20.0;
    const BlockTime little = at.layer(kSparse);
    const Time longer = little.forward.expert + little.input_gradient.expert;
    CHECK(all_kernels(little) < longer);
    CHECK_THAT(left(little) / (longer - all_kernels(little)), WithinRel(1.0, kExact));
    at.software.overlap_experts = false;
    CHECK(at.layer(kSparse).hidden == Time{});
}

TEST_CASE("selective recomputation repeats the modules that are given, and their communication") {
    Case at = expert_layer();
    at.software.flash_attention = at.slice.flash_attention = true;
    const auto repeated = [&](std::initializer_list<RecomputeModule> modules, LayerKind kind) {
        LayerContext context = at.context();
        context.recompute = Recompute::selective;
        for (const RecomputeModule module : modules) context.recompute.modules.add(module);
        return layer_time(context, kind).recompute;
    };
    const auto row = [&](OperationName name, LayerKind kind) {
        return row_time(layer_operations(at.model, kind, at.slice), at, name, Pass::forward);
    };
    // FlashAttention computes the core again inside of its backward kernel.
    CHECK(repeated({RecomputeModule::core_attn}, {}).total() == Time{});
    CHECK_THAT(repeated({RecomputeModule::layernorm}, {}).total() / row(OperationName::norm, {}),
               WithinRel(1.0, kExact));
    CHECK_THAT(repeated({RecomputeModule::moe_act}, kSparse).total() /
                   row(OperationName::activation, kSparse),
               WithinRel(1.0, kExact));
    CHECK(repeated({RecomputeModule::moe_act}, {}).total() == Time{});
    CHECK(repeated({RecomputeModule::mla_up_proj}, {}).total() == Time{});
    const PassTime mlp = repeated({RecomputeModule::mlp}, {});
    CHECK_THAT(mlp.compute / (row(OperationName::ffn_up, {}) + row(OperationName::ffn_down, {})),
               WithinRel(1.0, kExact));
    CHECK(repeated({RecomputeModule::mlp}, kSparse).total() == Time{});
    CHECK(repeated({RecomputeModule::moe}, kSparse).expert == at.layer(kSparse).forward.expert);
}

TEST_CASE("queries, keys and values of latent attention are computed again from their latents") {
    Case at;
    at.model = gpt(1, 4096, 32);
    at.model.positions = Positions::rotary;
    at.model.kv_lora_rank = 512;
    at.model.q_lora_rank = 1536;
    at.model.rope_head_size = 64;
    at.slice.sequence_length = 2048;
    LayerContext context = at.context();
    context.recompute = Recompute::selective;
    context.recompute.modules.add(RecomputeModule::mla_up_proj);
    const Operations operations = layer_operations(at.model, {}, at.slice);
    const Time up = row_time(operations, at, OperationName::qkv, Pass::forward) +
                    row_time(operations, at, OperationName::rotary, Pass::forward);
    CHECK_THAT(layer_time(context, {}).recompute.total() / up, WithinRel(1.0, kExact));
}

TEST_CASE("a layer with cross-attention reduces three blocks instead of two") {
    Case at = layer_22b();
    at.software.overlap_tensor_backward = false;
    const auto ratio = [&](auto part) {
        return part(at.layer({.cross_attention = true})) / part(at.layer());
    };
    const auto forward = [](const BlockTime& t) { return t.forward.tensor; };
    const auto backward = [](const BlockTime& t) {
        return t.input_gradient.tensor + t.weight_gradient.tensor;
    };
    for (const bool sequence_parallel : {false, true}) {
        at.slice.sequence_parallel = sequence_parallel;
        CHECK_THAT(ratio(forward), WithinRel(1.5, kExact));
        CHECK_THAT(ratio(backward), WithinRel(1.5, kExact));
    }
}

TEST_CASE("attention and a parallel FFN are added before they are reduced") {
    Case at = layer_22b();
    at.software.overlap_tensor_backward = false;
    const Time twice = at.layer().forward.tensor;
    at.model.parallel_ffn = true;
    CHECK_THAT(at.layer().forward.tensor / twice, WithinRel(0.5, kExact));
    // Backward, one sum hides beside the weight gradients of both.
    const Time exposed = at.layer().input_gradient.tensor;
    CHECK_THAT(exposed / twice, WithinRel(0.5, kExact));
    at.software.overlap_tensor_backward = true;
    const BlockTime hidden = at.layer();
    CHECK(hidden.input_gradient.tensor + hidden.weight_gradient.tensor < exposed);
}

TEST_CASE("the look-up of tokens streams 6 bytes an element and sums over the vocabulary's ranks") {
    // 175B, one sequence: 6 x 2048 x 12288 bytes, 92.6 + 4 us; all-reduce of 50.33 MB over 8, 95 +
    // 381.3.
    Case at;
    at.model = gpt3_175b();
    at.slice.sequence_length = 2048;
    at.slice.tensor = 8;
    const BlockTime block = embedding_time(at.context());
    CHECK_THAT(block.forward.streaming.in(us), WithinRel(96.6, 0.0005));
    CHECK_THAT(block.forward.tensor.in(us), WithinRel(476.3, 0.0005));
    CHECK_THAT(block.weight_gradient.total().in(us), WithinRel(96.6, 0.0005));
    CHECK(block.input_gradient.total() == Time{});
}

TEST_CASE("the head of the 1T model takes 9.26 ms, and its gradient accumulation 1.0 more") {
    // Three products of 2 x 2048 x 25600 x 6400 FLOP, 14 and 6 bytes for each of 2048 x 6400
    // logits, three all-reduces of 8 kB and one of 104.9 MB.
    Case at;
    at.model = gpt_1t();
    at.slice.sequence_length = 2048;
    at.slice.tensor = 8;
    const BlockTime block = head_time(at.context());
    const Operations operations = head_operations(at.model, at.slice);
    const Time accumulation =
        row_time(operations, at, OperationName::gradient_accumulation, Pass::weight_gradient);
    CHECK_THAT((block.total() - accumulation).in(ms), WithinRel(9.26, kModel));
    // Maximum, sum and target logit of 2048 tokens in fp32.
    const Network net = at.context().net;
    CHECK_THAT(block.forward.tensor / all_reduce(net, {8, 8}, 8192.0 * byte),
               WithinRel(3.0, kExact));
    // 10 bytes for each of 25600 x 6400 weights.
    CHECK_THAT(accumulation.in(ms), WithinRel(1.6384e9 / 1.6312e9 + 0.004, 1e-6));
    at.slice.fused_accumulation = true;
    CHECK(row_time(head_operations(at.model, at.slice),
                   at,
                   OperationName::gradient_accumulation,
                   Pass::weight_gradient) == Time{});
}

TEST_CASE("faster memory, links and products never slow a layer down") {
    struct Row {
        const char* what;
        void (*change)(Case&);
    };
    const auto row = GENERATE(values<Row>({
        {"memory", [](Case& c) { c.accelerator.memory_bandwidth *= 1.5; }},
        {"peak", [](Case& c) { c.accelerator.peak_bf16 = 600.0 * TFLOPS; }},
        {"links",
         [](Case& c) {
             for (double& b : c.server.all_reduce_bus_gb_per_s) b *= 1.5;
         }},
    }));
    CAPTURE(row.what);
    for (const bool sequence_parallel : {false, true}) {
        Case at = layer_22b();
        at.slice.sequence_parallel = sequence_parallel;
        const Time usual = at.layer().total();
        row.change(at);
        CHECK(at.layer().total() < usual);
    }
}

TEST_CASE("a captured graph waits for no host, and leaves its own gap between kernels") {
    // The launch gap of the chip is 4 us, the graph's 0.5 (Gray 2019: 3.4 us a kernel of 2.9).
    Case at = layer_22b();
    at.slice.micro_batch = 1;
    at.slice.sequence_length = 16;
    at.software.host_forward = 5.0 * ms;
    at.software.host_backward = 9.0 * ms;
    CHECK(at.layer().forward.total() >= 5.0 * ms);
    const double kernels = [&] {
        double sum = 0.0;
        for (const Operation& op : layer_operations(at.model, {}, at.slice))
            sum += op.pass == Pass::forward ? op.count : 0.0;
        return sum;
    }();
    const auto forward = [&] { return at.layer().forward.compute + at.layer().forward.streaming; };
    const Time launched = forward();
    at.software.graph_capture = true;
    at.software.graph_gap = 0.5 * us;
    CHECK(at.layer().forward.host == Time{});
    CHECK(at.layer().weight_gradient.host == Time{});
    LayerContext context = at.context();
    const Time gap = context.chip.launch_gap;
    context.chip = driven_by(at.software, context.chip);
    context.wide_chip = context.chip;
    const BlockTime captured = layer_time(context, {});
    const Time saved = launched - captured.forward.compute - captured.forward.streaming;
    CHECK_THAT(saved.in(us), WithinRel(kernels * (gap.in(us)-0.5), 1e-6));
}
