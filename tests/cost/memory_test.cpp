// Memory of a rank: model states after Rajbhandari et al. 2020, activations to the byte after
// Korthikanti et al. 2022, and MT-NLG as a whole.

#include "engine/cost/memory.hpp"
#include "engine/core/math.hpp"

#include <cstdint>

#include "tests/support/catch.hpp"
#include "tests/support/dgx_a100.hpp"
#include "tests/support/gpt.hpp"

using namespace deepwallet;
using namespace deepwallet::units;
using namespace deepwallet::test;

namespace {

constexpr double kExact = 1e-12;
constexpr double kPrinted = 0.0006;  ///< four printed digits

Slice slice(std::int64_t tensor, bool sequence_parallel = false) {
    Slice out;
    out.sequence_length = 2048;
    out.tensor = tensor;
    out.sequence_parallel = sequence_parallel;
    return out;
}

double activation_bytes_of(const Model& m, const Slice& s, Recompute r = Recompute::none) {
    return layer_activations(m, {}, s, r).in(byte);
}

/// Owns what a MemoryContext refers to: MT-NLG on 280 servers (Smith et al. 2022), t 8, p 35, d 8.
struct Case {
    Model model = mt_nlg_530b();
    Parallelism parallelism;
    Training training;
    SoftwareStack software = plain_stack();
    Layout layout;

    Case() {
        parallelism.tensor = 8;
        parallelism.pipeline = 35;
        parallelism.recompute = Recompute::full;
        training.sequence_length = 2048;
        training.global_batch = 1920;
    }

    [[nodiscard]] MemoryContext context() {
        layout = make_layout(parallelism, training, {.servers = 280, .gpus = {}}, 8);
        Slice s = slice(parallelism.tensor, parallelism.sequence_parallel);
        s.micro_batch = parallelism.micro_batch;
        s.expert = parallelism.expert;
        return {.model = &model,
                .parallelism = &parallelism,
                .training = &training,
                .software = &software,
                .layout = &layout,
                .slice = s,
                .blocks = block_memory(model, s, parallelism.recompute)};
    }
    [[nodiscard]] MemoryUse stage(std::int64_t stage, double in_flight) {
        return stage_memory(context(), stage, in_flight);
    }
};

/// Of MT-NLG: b s h, and parameters of a layer on each of 8 ranks. Matrices 12 h^2 and biases 7 h
/// are split; two norms of 2 h and the two biases behind row-split matrices are whole.
constexpr double kHidden = 20480;
constexpr double kBsh = 2048 * kHidden;
constexpr double kRankLayer = (12 * kHidden * kHidden + 7 * kHidden) / 8 + 6 * kHidden;

}  // namespace

TEST_CASE("model states of 7.5 B parameters on 64 ranks are those of the ZeRO paper") {
    struct Row {
        std::int64_t stage;
        double gigabytes;
    };
    // Rajbhandari et al. 2020, figure 1: 2 + 2 + 12 bytes a parameter.
    const auto row = GENERATE(values<Row>({{0, 120}, {1, 31.41}, {2, 16.64}, {3, 1.875}}));
    CAPTURE(row.stage);
    const ModelStates states = model_states(7.5e9, {2, 2, 12}, row.stage, 64);
    CHECK_THAT(states.total().in(GB), WithinRel(row.gigabytes, kPrinted));
}

TEST_CASE("ZeRO divides optimizer, gradients and weights by the ranks, one after the other") {
    const ModelStates whole = model_states(1e9, {2, 4, 12}, 0, 10);
    CHECK(whole.weights == 2 * GB);
    CHECK(whole.gradients == 4 * GB);
    CHECK(whole.optimizer == 12 * GB);
    for (std::int64_t stage = 0; stage <= 3; ++stage) {
        const ModelStates part = model_states(1e9, {2, 4, 12}, stage, 10);
        CAPTURE(stage);
        CHECK_THAT(part.optimizer / whole.optimizer, WithinRel(stage >= 1 ? 0.1 : 1.0, kExact));
        CHECK_THAT(part.gradients / whole.gradients, WithinRel(stage >= 2 ? 0.1 : 1.0, kExact));
        CHECK_THAT(part.weights / whole.weights, WithinRel(stage >= 3 ? 0.1 : 1.0, kExact));
        CHECK(model_states(1e9, {2, 4, 12}, stage, 1).total() == whole.total());
    }
}

TEST_CASE("a parameter takes 16, 18 or, in fp32 throughout, 16 bytes") {
    const auto sum = [](StateBytes b) { return b.weight + b.gradient + b.optimizer; };
    SoftwareStack software;
    software.gradient_bytes = 2;
    CHECK(sum(state_bytes(Precision::bf16, software)) == 16);  // Rajbhandari et al. 2020
    software.gradient_bytes = 4;
    CHECK(sum(state_bytes(Precision::bf16, software)) == 18);  // Megatron-LM
    // The weight is its own master copy.
    CHECK(sum(state_bytes(Precision::fp32, software)) == 16);
}

TEST_CASE("master weights that are not sharded stay whole up to ZeRO-2") {
    SoftwareStack software;
    software.shard_master_weights = false;
    const StateBytes bytes = state_bytes(Precision::bf16, software);
    // 4 bytes of master weight and an eighth of 8 of moments; all of it an eighth under ZeRO-3.
    CHECK(model_states(1e9, bytes, 0, 8).optimizer == 12e9 * byte);
    CHECK(model_states(1e9, bytes, 1, 8).optimizer == 5e9 * byte);
    CHECK(model_states(1e9, bytes, 2, 8).optimizer == 5e9 * byte);
    CHECK(model_states(1e9, bytes, 3, 8).optimizer == 1.5e9 * byte);
}

TEST_CASE("a log shows the device, its tensors, or the tensors of the optimizer step") {
    const MemoryUse use{.weights = 1.0 * GiB,
                        .gradients = 2.0 * GiB,
                        .optimizer = 4.0 * GiB,
                        .activations = 8.0 * GiB,
                        .working = 16.0 * GiB,
                        .logits = 32.0 * GiB,
                        .buffers = 64.0 * GiB,
                        .fragmentation = 128.0 * GiB,
                        .runtime = 256.0 * GiB,
                        .offloaded = {}};
    CHECK(reported_memory(use, MemoryReport::device) == 511.0 * GiB);
    CHECK(reported_memory(use, MemoryReport::allocated) == 127.0 * GiB);
    CHECK(reported_memory(use, MemoryReport::optimizer_step) == 71.0 * GiB);
}

TEST_CASE("activations of a layer are those of Korthikanti et al. 2022, table 2, to the byte") {
    const Model model = GENERATE(gpt_22b(), gpt3_175b(), mt_nlg_530b(), gpt_1t());
    const std::int64_t t = GENERATE(1, 2, 8);
    const std::int64_t b = GENERATE(1, 4);
    CAPTURE(model.hidden, t, b);
    const double sbh = real(b) * 2048 * real(model.hidden);
    const double core = 5.0 * real(b) * 2048 * 2048 * real(model.heads);  // s b h (5 a s / h)
    const double ranks = real(t);
    Slice whole = slice(t);
    Slice split = slice(t, true);
    whole.micro_batch = b;
    split.micro_batch = b;
    const auto bytes = [&](const Slice& cut, Recompute r) {
        return activation_bytes_of(model, cut, r);
    };
    CHECK(bytes(whole, Recompute::none) == sbh * (10 + 24 / ranks) + core / ranks);
    CHECK(bytes(split, Recompute::none) == sbh * 34 / ranks + core / ranks);
    CHECK(bytes(whole, Recompute::selective) == sbh * (10 + 24 / ranks));
    CHECK(bytes(split, Recompute::selective) == sbh * 34 / ranks);
    CHECK(bytes(whole, Recompute::full) == 2 * sbh);
    CHECK(bytes(split, Recompute::full) == 2 * sbh / ranks);
}

TEST_CASE("what remains of the activations with eight ranks is what Korthikanti et al. 2022 say") {
    struct Row {
        Model model;
        double square;  ///< 5 a s / h
        double sequence, selective, both, full;
    };
    // Percent of the tensor parallel row, 10 + 24/8 + (5 a s / h)/8, from table 2.
    const auto row = GENERATE(values<Row>({
        {gpt_22b(), 106.67, 66.77, 49.37, 16.14, 7.59},
        {gpt3_175b(), 80, 61.96, 56.52, 18.48, 8.70},
        {mt_nlg_530b(), 64, 58.33, 61.90, 20.24, 9.52},
        {gpt_1t(), 64, 58.33, 61.90, 20.24, 9.52},
    }));
    CAPTURE(row.model.hidden);
    const double base = activation_bytes_of(row.model, slice(8));
    const auto percent = [&](bool sequence_parallel, Recompute r) {
        return 100.0 * activation_bytes_of(row.model, slice(8, sequence_parallel), r) / base;
    };
    CHECK_THAT(percent(true, Recompute::none), WithinAbs(row.sequence, 0.005));
    CHECK_THAT(percent(false, Recompute::selective), WithinAbs(row.selective, 0.005));
    CHECK_THAT(percent(true, Recompute::selective), WithinAbs(row.both, 0.005));
    CHECK_THAT(percent(false, Recompute::full), WithinAbs(row.full, 0.005));
    // All on one rank: 34 + 5 a s / h.
    const double bsh = 2048 * real(row.model.hidden);
    CHECK_THAT(activation_bytes_of(row.model, slice(1)) / bsh, WithinRel(34 + row.square, 1e-4));
}

TEST_CASE("other kinds of layers keep what their own tensors need") {
    // Llama-2-70B: h 8192, 64 heads of 128, 8 of keys and values, f 28672.
    Model m = gpt(80, 8192, 64);
    m.dropout = false;
    const double n = 2048;
    const double h = 8192;
    const double square = 2048.0 * 2048 * 64;
    // Without dropout: norms 2 x 2 h, their outputs 2 x 2 h, Q K V and the projection's input 4 x 2
    // h, FFN 2 x 2 x 4 h, and of the square the softmax alone.
    CHECK(activation_bytes_of(m, slice(1)) == n * 32 * h + 2 * square);
    // Keys and values an eighth as wide.
    m.kv_heads = 8;
    CHECK(activation_bytes_of(m, slice(1)) == n * (32 * h - 2 * 2 * (h - h / 8)) + 2 * square);
    // Gated: gate, up and their product, 3 x 2 f, in the place of 2 x 2 x 4 h.
    m.gated_ffn = true;
    m.ffn_hidden = 28672;
    const double gated = n * (32 * h - 3.5 * h - 16 * h + 6 * 28672);
    CHECK(activation_bytes_of(m, slice(1)) == gated + 2 * square);
    // FlashAttention: 4 bytes a token and head, which recomputation of the core does not drop.
    Slice flash = slice(1);
    flash.flash_attention = true;
    CHECK(activation_bytes_of(m, flash) == gated + 4 * n * 64);
    CHECK(activation_bytes_of(m, flash, Recompute::selective) == gated + 4 * n * 64);
    CHECK(activation_bytes_of(m, slice(1), Recompute::selective) == gated);
}

TEST_CASE("latent attention keeps its latents whole and its heads split") {
    // DeepSeek-V3: h 7168, 128 heads, keys of 128 + 64, values of 128, ranks 1536 and 512, f 18432.
    Model m = gpt(1, 7168, 128);
    m.dropout = false;
    m.gated_ffn = true;
    m.ffn_hidden = 18432;
    m.head_size = 192;
    m.value_head_size = 128;
    m.kv_lora_rank = 512;
    m.q_lora_rank = 1536;
    m.rope_head_size = 64;
    Slice s = slice(8);
    s.flash_attention = true;
    // Two norms' inputs and outputs; latents before and behind their norms, the rotated key once.
    const double whole = 2 * (4 * 7168 + 2 * (1536 + 512) + 64);
    // Queries, keys, values, output; gate, up, product; statistics of 4 bytes a head.
    const double split = 2 * 128 * (192 + 192 + 128 + 128) + 2 * 3 * 18432 + 4 * 128;
    CHECK(activation_bytes_of(m, s) == 2048 * (whole + split / 8));
}

TEST_CASE("a parallel FFN keeps one input for both, further norms an input each") {
    Model m = gpt(1, 4096, 32);
    const double usual = activation_bytes_of(m, slice(1));
    const double input = 2048 * 2 * 4096;
    m.layer_norms = 4;
    CHECK(activation_bytes_of(m, slice(1)) == usual + 2 * input);
    m.layer_norms.reset();
    m.parallel_ffn = true;
    // Shared: what goes into the norm, and what comes out of it.
    CHECK(activation_bytes_of(m, slice(1)) == usual - 2 * input);
    m.layer_norms = 2;
    CHECK(activation_bytes_of(m, slice(1)) == usual - input);
    // Queries and keys before their norm.
    m.qk_norm = true;
    CHECK(activation_bytes_of(m, slice(1)) == usual + input);
}

TEST_CASE("context parallelism divides the activations of a layer") {
    const Model m = gpt_22b();
    Slice whole = slice(2);
    Slice split = slice(2);
    split.context = 4;
    for (const Recompute r : {Recompute::none, Recompute::selective, Recompute::full}) {
        CHECK(activation_bytes_of(m, split, r) * 4 == activation_bytes_of(m, whole, r));
    }
}

TEST_CASE("a layer of experts keeps a copy of each token for each expert it visits") {
    Model m = gpt(1, 4096, 32);
    m.experts = 8;
    m.experts_per_token = 2;
    m.biases = false;
    const double n = 2048;
    const double h = 4096;
    // Beside a dense layer: two inputs of 2 h and twice the inner width.
    const double dense = activation_bytes_of(m, slice(1));
    const Data sparse =
        layer_activations(m, {.mixture_of_experts = true}, slice(1), Recompute::none);
    CHECK(sparse.in(byte) == dense + n * (2 * 2 * h + 16 * h));
}

TEST_CASE("DeepSeek-V3's layers keep a third of their activations, by its recomputation and fp8") {
    // DeepSeek-AI 2024 (arXiv:2412.19437): shape of section 4.2; norms, up-projections and SwiGLU
    // computed again (3.2.3, 3.3.3), inputs of products and of SwiGLU in fp8 (3.3.3).
    Model m;
    m.layers = 61;
    m.hidden = 7168;
    m.heads = 128;
    m.head_size = 192;
    m.value_head_size = 128;
    m.kv_lora_rank = 512;
    m.q_lora_rank = 1536;
    m.rope_head_size = 64;
    m.ffn_hidden = 18432;
    m.gated_ffn = true;
    m.biases = false;
    m.experts = 256;
    m.experts_per_token = 8;
    m.shared_experts = 1;
    m.expert_hidden = 2048;
    Slice s = slice(1);
    s.flash_attention = true;
    const LayerKind sparse = {.mixture_of_experts = true};
    const auto a_token = [&](const Slice& at, LayerKind kind, const Recomputation& again) {
        return layer_activations(m, kind, at, again).in(byte) / tokens(at);
    };
    // Inputs of both norms and what comes out of them, latents before and behind theirs, queries,
    // keys, values and output, the softmax's sums; 8 copies, and three times 9 experts' width.
    const double h = 7168;
    const double heads = 128.0 * (2 * 192 + 2 * 128) * 2 + 4 * 128;
    const double all = 4 * 2 * h + 2 * (2 * 2112 - 64) + heads + 8 * 2 * h + 3 * 2 * 9 * 2048;
    CHECK(a_token(s, sparse, Recompute::none) == all);
    Recomputation again = Recompute::selective;
    for (const RecomputeModule module :
         {RecomputeModule::layernorm, RecomputeModule::mla_up_proj, RecomputeModule::moe_act})
        again.modules.add(module);
    s.input_bytes = 1.0;
    s.activation_input_bytes = 1.0;
    // Inputs of the norms in 16 bits, latents, the attention's output; copies and gates in 8.
    const double kept = 2 * 2 * h + 2 * 2112 + 128 * 128 * 2 + 4 * 128 + 8 * h + 2 * 9 * 2048;
    CHECK(a_token(s, sparse, again) == kept);
    CHECK(kept < 0.37 * all);
    // A dense layer's SwiGLU is no expert's: what comes out of it is kept.
    CHECK(a_token(s, {}, again) == 2 * 2 * h + 2 * 2112 + 128 * 128 * 2 + 4 * 128 + 3 * 18432);
}

TEST_CASE("experts computed again keep no more than what goes into their norm and their router") {
    Model m = gpt(1, 4096, 32);
    m.experts = 8;
    m.experts_per_token = 2;
    m.biases = false;
    m.dropout = false;
    Recomputation again = Recompute::selective;
    again.modules.add(RecomputeModule::moe);
    const LayerKind sparse = {.mixture_of_experts = true};
    const double n = 2048;
    const double h = 4096;
    const Data whole = layer_activations(m, sparse, slice(1), Recompute::none);
    const Data less = layer_activations(m, sparse, slice(1), again);
    CHECK((whole - less).in(byte) == n * (2 * 2 * h + 2 * 16 * h));
    // While they are, one layer of them is there.
    const BlockMemory blocks = block_memory(m, slice(1), again);
    CHECK((blocks.layer[2].recomputed - blocks.layer[2].activations).in(byte) ==
          n * (2 * 2 * h + 2 * 16 * h));
}

TEST_CASE("gradients of a chunk are whole until all micro-batches in a row have passed it") {
    // MT-NLG's 35 stages of three layers, eight replicas, in three chunks: with ZeRO-2 an eighth of
    // all, and one chunk, or two where one is scattered beside the next.
    Case at;
    at.parallelism.zero_stage = 2;
    const Data all = 3 * kRankLayer * 4 * byte;
    CHECK_THAT(at.stage(17, 1).gradients / all, WithinRel(1.0 / 8, kExact));
    at.parallelism.virtual_stages = 3;
    at.parallelism.schedule = GENERATE(ScheduleKind::breadth_first, ScheduleKind::interleaved);
    CHECK_THAT(at.stage(17, 1).gradients / all, WithinRel(1.0 / 8 + 1.0 / 3, kExact));
    at.software.overlap_data = DataOverlap::last_backward;
    CHECK_THAT(at.stage(17, 1).gradients / all, WithinRel(1.0 / 8 + 2.0 / 3, kExact));
}

TEST_CASE("moments in 16 bits take 8 bytes a parameter with their master copy") {
    // DeepSeek-AI 2024 (arXiv:2412.19437), section 3.3.3.
    SoftwareStack software;
    software.moment_bytes = 2;
    CHECK(state_bytes(Precision::fp8, software).optimizer == 8);
}

TEST_CASE("cross-attention keeps as much as self-attention") {
    const Model m = gpt(1, 4096, 32);
    const double n = 2048;
    // 11 h and a norm's 2 h, and the square once more.
    const double more = n * 13 * 4096 + 5 * 32 * n * n;
    const Data cross = layer_activations(m, {.cross_attention = true}, slice(1), Recompute::none);
    CHECK(cross.in(byte) == activation_bytes_of(m, slice(1)) + more);
}

TEST_CASE("MT-NLG on 280 servers keeps 32 GiB of states on a middle stage, 34.5 on the first") {
    Case at;
    const double middle = 3 * kRankLayer;
    CHECK(rank_parameters(at.context(), 17).total() == middle);
    // With the division of all parameters by 8 it is 1.8875e9 and 31.64 GiB at 18 bytes each.
    CHECK_THAT(middle, WithinRel(1.8875e9, 0.0005));
    const MemoryUse use = at.stage(17, 18);
    CHECK_THAT((use.weights + use.gradients + use.optimizer).in(GiB), WithinRel(31.64, 0.0005));
    // On the first an eighth of the vocabulary, and positions, which each tensor rank holds whole,
    // as Megatron-LM does; with them split as well it would be 33.93 GiB.
    const double vocabulary = 51200 * kHidden / 8;
    const double positions = 2048 * kHidden;
    CHECK(rank_parameters(at.context(), 0).total() == middle + vocabulary + positions);
    const MemoryUse first = at.stage(0, 35);
    const Data states = first.weights + first.gradients + first.optimizer;
    CHECK_THAT(states.in(GiB)-18 * positions * 7 / 8 / 1073741824.0, WithinRel(33.93, 0.0005));
    // On the last the tied copy of the vocabulary and the last norm.
    CHECK(rank_parameters(at.context(), 34).total() == middle + vocabulary + 2 * kHidden);
}

TEST_CASE("MT-NLG keeps 8.2 GiB of checkpoints and works on 0.82 GiB") {
    Case at;
    // 2 s b h for each of 3 layers and 35 micro-batches; on the first stage also the mask of the
    // embedding's dropout, s b h, whole on each tensor rank without sequence parallelism.
    const double checkpoints = 2 * kBsh * 3 * 35;
    CHECK_THAT((checkpoints * byte).in(GiB), WithinRel(8.20, 0.0006));
    CHECK(at.stage(0, 35).activations == (checkpoints + 35 * kBsh) * byte);
    CHECK(at.stage(1, 34).activations == 2 * kBsh * 3 * 34 * byte);
    // s b h (10 + 24/8 + 64/8).
    CHECK(at.stage(0, 35).working == 21 * kBsh * byte);
    CHECK_THAT(at.stage(0, 35).working.in(GiB), WithinRel(0.82, 0.0006));
    // With sequence parallelism the input of a layer and the mask are split.
    at.parallelism.sequence_parallel = true;
    CHECK(at.stage(0, 35).activations == (checkpoints + 35 * kBsh) / 8 * byte);
}

TEST_CASE("MT-NLG interleaved fits with sequence parallelism and selective recomputation only") {
    Case at;
    at.parallelism.schedule = ScheduleKind::interleaved;
    at.parallelism.virtual_stages = 3;
    at.parallelism.recompute = Recompute::none;
    // Korthikanti et al. 2022, section 4.2.3: L (1 + (p-1)/(p v)) layers, 105 + 34 on the first
    // stage; and the embedding's mask for as many micro-batches, 139/3.
    const double in_flight = 139.0 / 3;
    const MemoryUse whole = at.stage(0, in_flight);
    CHECK_THAT((whole.activations - in_flight * kBsh * byte).in(GiB), WithinRel(114.02, 1e-4));
    CHECK(whole.total() > a100().memory);
    at.parallelism.recompute = Recompute::selective;
    at.parallelism.sequence_parallel = true;
    const MemoryUse split = at.stage(0, in_flight);
    CHECK_THAT((split.activations - in_flight * kBsh / 8 * byte).in(GiB), WithinRel(23.08, 2e-4));
    CHECK(split.total() < a100().memory);
}

TEST_CASE(
    "the last stage keeps norm and head inputs and fp32 logits of each micro-batch in flight") {
    Case at;
    CHECK(at.stage(0, 35).logits == Data{});
    CHECK(at.stage(33, 2).logits == Data{});
    // 2 x 2 s b h, 4 s b V/8, and a 16-bit copy of the logits during the loss.
    const double logits = 2048.0 * 51200 / 8;
    CHECK(at.stage(34, 1).logits == (4 * kBsh + 6 * logits) * byte);
    // 1F1B takes the loss back at once; GPipe keeps what two micro-batches need for it.
    CHECK(at.stage(34, 2).logits == (4 * kBsh + 6 * logits) * byte);
    at.parallelism.schedule = ScheduleKind::gpipe;
    CHECK(at.stage(34, 2).logits == (8 * kBsh + 10 * logits) * byte);
}

TEST_CASE("a last stage whose backward follows at once keeps the logits of one micro-batch") {
    // Interleaved, the last rank holds forwards of its other chunks meanwhile; the head is in the
    // last.
    Case at;
    const Data once = at.stage(34, 1).logits;
    at.parallelism.schedule = ScheduleKind::interleaved;
    at.parallelism.virtual_stages = 3;
    CHECK(at.stage(34, 71.0 / 3).logits == once);
}

TEST_CASE(
    "transfers are buffered in a pipeline, gradient buckets where they are reduced in parts") {
    Case at;
    // Two tensors of 2 s b h: one on its way in, one on its way out.
    CHECK(at.stage(5, 30).buffers == 2 * 2 * kBsh * byte);
    at.parallelism.zero_stage = 1;
    CHECK(at.stage(5, 30).buffers == (4 * kBsh + 4 * 40e6) * byte);
    at.parallelism.zero_stage = 0;
    at.software.overlap_data = DataOverlap::last_backward;
    CHECK(at.stage(5, 30).buffers == (4 * kBsh + 4 * 40e6) * byte);
    // No bucket is larger than what there is to reduce.
    at.software.bucket_parameters = 1e12;
    CHECK(at.stage(5, 30).buffers == (4 * kBsh + 4 * 3 * kRankLayer) * byte);
}

TEST_CASE("ZeRO-3 works on one layer's gathered weights and fetches the next") {
    Case at;
    at.parallelism.zero_stage = 3;
    at.parallelism.recompute = Recompute::none;
    CHECK(at.stage(5, 30).working == 2 * 2 * kRankLayer * byte);
    // Eight data parallel ranks.
    CHECK_THAT(at.stage(5, 30).weights.in(byte), WithinRel(2 * 3 * kRankLayer / 8, kExact));
}

TEST_CASE("fragmentation takes a share of what comes and goes, not of the states") {
    Case at;
    const MemoryUse use = at.stage(34, 1);
    const Data dynamic = use.activations + use.working + use.logits + use.buffers;
    CHECK_THAT(use.fragmentation / dynamic, WithinRel(0.06, 1e-9));
    CHECK(use.runtime == 2.5 * GB);
}

TEST_CASE("all ranks together hold the model once, but for what each must have") {
    // A model without norms' and positions' copies to count: untied, no learned positions.
    Case at;
    at.model = gpt(12, 1024, 16);
    at.model.positions = Positions::rotary;
    at.model.tied_embeddings = false;
    at.parallelism.tensor = 1;
    at.parallelism.pipeline = 7;  // stages of one and of two layers
    double sum = 0.0;
    for (std::int64_t i = 0; i < 7; ++i) sum += rank_parameters(at.context(), i).total();
    // 12 h^2 + 13 h a layer, two matrices of V h, the last norm.
    const double h = 1024;
    CHECK(sum == 12 * (12 * h * h + 13 * h) + 2 * 51200 * h + 2 * h);
    // DualPipe keeps two copies.
    at.parallelism.pipeline = 4;
    at.parallelism.schedule = ScheduleKind::dualpipe;
    double twice = 0.0;
    for (std::int64_t i = 0; i < 4; ++i) twice += rank_parameters(at.context(), i).total();
    CHECK(twice == 2 * sum);
}

TEST_CASE("expert parallel ranks divide the experts, and replicate nothing else more often") {
    Case at;
    at.model = gpt(2, 4096, 32);
    at.model.experts = 8;
    at.model.experts_per_token = 2;
    at.model.biases = false;
    at.parallelism.tensor = 2;
    at.parallelism.pipeline = 2;
    const RankParameters one = rank_parameters(at.context(), 0);
    at.parallelism.expert = 4;
    const RankParameters quarter = rank_parameters(at.context(), 0);
    // 8 experts of 8 h^2 over two tensor ranks.
    const double h = 4096;
    CHECK(one.experts == 8 * 8 * h * h / 2);
    CHECK(quarter.experts * 4 == one.experts);
    CHECK(quarter.shared == one.shared);
}
