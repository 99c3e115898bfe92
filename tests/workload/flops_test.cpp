#include "engine/workload/flops.hpp"

#include <vector>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

Model gpt(std::int64_t layers, std::int64_t hidden) {
    Model m;
    m.layers = layers;
    m.hidden = hidden;
    m.heads = hidden / 128;
    m.vocab = 51200;
    return m;
}

Model llama_2_7b() {
    Model m = gpt(32, 4096);
    m.ffn_hidden = 11008;
    m.gated_ffn = true;
    m.biases = false;
    m.vocab = 32000;
    m.tied_embeddings = false;
    return m;
}

struct Shape {
    std::int64_t layers;
    std::int64_t hidden;
    std::int64_t batch;
    double with_recompute;  // F96, where it is known to seven digits
};

constexpr double kPrinted = 2e-7;
constexpr double kRounding = 1e-14;
constexpr double kSequence = 2048.0;
constexpr double kVocab = 51200.0;

}  // namespace

TEST_CASE("model FLOPs of an iteration are 72 B s l h^2 (1 + s/6h + V/12lh)") {
    // Narayanan et al. 2021 eq. 3 without its recomputed forward pass: three forward passes.
    const Shape shape =
        GENERATE(Shape{96, 12288, 1536, 0}, Shape{128, 25600, 3072, 0}, Shape{105, 20480, 1920, 0});
    const double l = static_cast<double>(shape.layers);
    const double h = static_cast<double>(shape.hidden);
    const double batch = static_cast<double>(shape.batch);
    const double f72 =
        72 * batch * kSequence * l * h * h * (1 + kSequence / (6 * h) + kVocab / (12 * l * h));
    Training t;
    t.sequence_length = 2048;
    t.global_batch = shape.batch;
    const Work work = model_flops(gpt(shape.layers, shape.hidden), t);
    CHECK_THAT(work.base(), WithinRel(f72, kRounding));
    // 3.386197e18 for GPT-3 175B with a batch of 1536.
    if (shape.layers == 96)
        CHECK_THAT(work.base(), WithinRel(3.386197e18, kPrinted));
}

TEST_CASE("full recomputation adds one forward pass of the layers: 96 B s l h^2 (...)") {
    // Narayanan et al. 2021 eq. 3, evaluated; its V/(16 l h) is the head's 6 B s h V, forward and
    // backward once each: the head is not computed again.
    const Shape shape = GENERATE(Shape{96, 12288, 1536, 4.510971e18},
                                 Shape{128, 25600, 3072, 5.139051e19},
                                 Shape{105, 20480, 1920, 1.692643e19});
    Training t;
    t.sequence_length = 2048;
    t.global_batch = shape.batch;
    const Model m = gpt(shape.layers, shape.hidden);
    const double again = static_cast<double>(shape.batch) * forward_flops(m, 2048).layers.base();
    CHECK_THAT(model_flops(m, t).base() + again, WithinRel(shape.with_recompute, kPrinted));
}

TEST_CASE("selective recomputation adds the two s x s products once: 4 s^2 h l a sequence") {
    // QK^T is 2 s^2 d a head, and so are the attention weights times V: 4 s^2 d a = 4 s^2 h a
    // layer.
    const ForwardFlops f = forward_flops(gpt(96, 12288), 2048);
    CHECK(f.attention_core.base() == 4 * kSequence * kSequence * 12288 * 96);
    // Against 24 s h^2 (1 + s/6h) of a layer's forward pass: a share of s / (6h + s).
    CHECK_THAT(f.attention_core / f.layers,
               WithinRel(kSequence / (6 * 12288 + kSequence), kRounding));
}

TEST_CASE("a token of Llama-2-7B costs 13.21 GFLOP forward and 2.15 more for attention") {
    // Matrices that multiply every token: 32 (4 h^2 + 3 h f) + V h = 6 607 077 376, twice;
    // attention over the full square of s = 4096: 4 s h l.
    const ForwardFlops f = forward_flops(llama_2_7b(), 4096);
    CHECK_THAT(f.total().base() / 4096, WithinRel(2 * 6607077376.0 + 2147483648.0, kRounding));
    CHECK_THAT(f.attention_core.base() / 4096, WithinRel(2147483648.0, kRounding));
    Training t;
    t.sequence_length = 4096;
    t.global_batch = 7;
    CHECK_THAT(model_flops(llama_2_7b(), t).base() / (7 * 4096),
               WithinRel(46.0849152e9, kRounding));
}

TEST_CASE("a token of DeepSeek-V2 and V3 costs 155 and 250 GFLOP to train") {
    // Zhao et al. 2025 (arXiv:2505.09343), table 2: s = 4096, of the attention's square the causal
    // half.
    struct Row {
        std::int64_t layers, hidden, ffn, experts, expert_hidden, visited, shared, dense, vocab;
        double attention;  // weights
        double gflop;
    };
    const Row row = GENERATE(Row{60, 5120, 12288, 160, 1536, 6, 2, 1, 102400, 149225472, 155},
                             Row{61, 7168, 18432, 256, 2048, 8, 1, 3, 129280, 187105280, 250});
    Model m = llama_2_7b();
    m.layers = row.layers;
    m.hidden = row.hidden;
    m.heads = 128;
    m.head_size = 192;
    m.value_head_size = 128;
    m.kv_lora_rank = 512;
    m.q_lora_rank = 1536;
    m.rope_head_size = 64;
    m.ffn_hidden = row.ffn;
    m.experts = row.experts;
    m.experts_per_token = row.visited;
    m.shared_experts = row.shared;
    m.expert_hidden = row.expert_hidden;
    m.dense_layers = row.dense;
    m.vocab = row.vocab;
    const double s = 4096.0;
    const ForwardFlops f = forward_flops(m, 4096);
    const double causal = 3.0 * (f.total() - 0.5 * f.attention_core).base() / s;
    constexpr double kPrintedDigits = 0.003;
    CHECK_THAT(causal / 1e9, WithinRel(row.gflop, kPrintedDigits));

    // By hand: attention by its weights, 3 h f of the FFN or of each visited expert, router, head;
    // scores 192 and values 128 wide over 128 heads.
    const double l = static_cast<double>(row.layers), h = static_cast<double>(row.hidden);
    const double dense = static_cast<double>(row.dense);
    const double visited = static_cast<double>(row.visited + row.shared);
    const double ffn = dense * 3 * h * static_cast<double>(row.ffn) +
                       (l - dense) * (visited * 3 * h * static_cast<double>(row.expert_hidden) +
                                      h * static_cast<double>(row.experts));
    CHECK_THAT(f.attention_core.base(), WithinRel(l * 2 * s * s * 128 * (192 + 128), kRounding));
    CHECK_THAT((f.layers - f.attention_core).base(),
               WithinRel(2 * s * (l * row.attention + ffn), kRounding));
}

TEST_CASE("a narrower embedding makes the head cheaper, but for its two projections") {
    Model m = gpt(2, 1024);
    m.embedding_size = 512;
    CHECK(forward_flops(m, 2048).head.base() == 2 * kSequence * (512 * kVocab + 2 * 512 * 1024));
}

TEST_CASE("the output embedding costs 2 s h V, tied or not") {
    Model m = gpt(2, 1024);
    CHECK(forward_flops(m, 2048).head.base() == 2 * kSequence * 1024 * kVocab);
    m.tied_embeddings = false;
    CHECK(forward_flops(m, 2048).head.base() == 2 * kSequence * 1024 * kVocab);
}

TEST_CASE("fewer key/value heads save their projections, not attention") {
    Model m = llama_2_7b();
    const ForwardFlops all = forward_flops(m, 4096);
    m.kv_heads = 8;
    const ForwardFlops few = forward_flops(m, 4096);
    // 2 s x 2 h x 24 x 128 a layer less.
    CHECK_THAT((all.layers - few.layers).base(),
               WithinRel(32. * 2 * 4096 * 2 * 4096 * 24 * 128, kRounding));
    CHECK(few.attention_core == all.attention_core);
}

TEST_CASE("a token pays for the experts it visits, those it shares, and the router") {
    Model m = llama_2_7b();
    m.experts = 64;
    m.experts_per_token = 6;
    m.shared_experts = 2;
    m.expert_hidden = 1408;
    // 2 s (4 h^2 + 8 x 3 h 1408 + 64 h) + 4 s^2 h, 32 times.
    const double s = 4096.0, h = 4096.0;
    const double layer = 2 * s * (4 * h * h + 8 * 3 * h * 1408 + 64 * h) + 4 * s * s * h;
    CHECK_THAT(forward_flops(m, 4096).layers.base(), WithinRel(32 * layer, kRounding));
    m.experts = 128;
    // More experts cost nothing but a wider router.
    CHECK_THAT(forward_flops(m, 4096).layers.base(),
               WithinRel(32 * (layer + 2 * s * 64 * h), kRounding));
}

TEST_CASE("leading dense layers keep a dense FFN, in the encoder and beyond it") {
    const double s = 256.0, h = 4096.0, f = 11008.0;
    const double attention = 2 * s * 4 * h * h + 4 * s * s * h;
    const double dense = 2 * s * 3 * h * f;
    const double sparse = 2 * s * (2 * 3 * h * f + 8 * h);
    for (const int leading : {0, 2, 4, 5, 8}) {
        Model m = llama_2_7b();
        m.experts = 8;
        m.experts_per_token = 2;
        m.dense_layers = leading;
        m.layers = 8;
        CAPTURE(leading);
        const double ffn = leading * dense + (8 - leading) * sparse;
        CHECK_THAT(forward_flops(m, 256).layers.base(), WithinRel(8 * attention + ffn, kRounding));
        m.architecture = Architecture::encoder_decoder;
        m.layers = 4;
        m.decoder_layers = 4;
        // Each of the 4 decoder layers attends twice.
        CHECK_THAT(forward_flops(m, 256).layers.base(), WithinRel(12 * attention + ffn, kRounding));
    }
}

TEST_CASE("the FLOPs of an iteration grow with the batch, and linearly") {
    Training one;
    one.sequence_length = 2048;
    one.global_batch = 1;
    Training many = one;
    many.global_batch = 1920;
    const Model m = gpt(105, 20480);
    CHECK_THAT(model_flops(m, many) / model_flops(m, one), WithinRel(1920.0, kRounding));
}
