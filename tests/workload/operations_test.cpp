#include "engine/workload/operations.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/workload/flops.hpp"
#include "engine/workload/parameters.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

using Name = OperationName;

constexpr double kRounding = 1e-14;

/// The 22B model of Korthikanti et al. 2022: h 6144, 64 heads of 96, s 2048, b 4, t 8.
Model gpt_22b() {
    Model m;
    m.layers = 48;
    m.hidden = 6144;
    m.heads = 64;
    m.vocab = 51200;
    return m;
}

Slice sliced(std::int64_t tensor) {
    Slice s;
    s.micro_batch = 4;
    s.sequence_length = 2048;
    s.tensor = tensor;
    return s;
}

/// Grouped-query attention, SwiGLU, rotary positions, no dropout and no biases.
Model llama() {
    Model m = gpt_22b();
    m.hidden = 4096;
    m.heads = 32;
    m.kv_heads = 8;
    m.ffn_hidden = 14336;
    m.gated_ffn = true;
    m.biases = false;
    m.dropout = false;
    m.normalization = Normalization::rms_norm;
    m.positions = Positions::rotary;
    return m;
}

Model mixtral() {
    Model m = llama();
    m.experts = 8;
    m.experts_per_token = 2;
    return m;
}

/// Attention of DeepSeek-V3 (arXiv:2412.19437, section 4.2), with one dense layer.
Model latent() {
    Model m = llama();
    m.layers = 1;
    m.hidden = 7168;
    m.heads = 128;
    m.kv_heads.reset();
    m.head_size = 192;
    m.value_head_size = 128;
    m.kv_lora_rank = 512;
    m.q_lora_rank = 1536;
    m.rope_head_size = 64;
    m.ffn_hidden = 18432;
    return m;
}

Operations rows(const Operations& all, Name name, Pass pass) {
    Operations out;
    for (const Operation& op : all) {
        if (op.name == name && op.pass == pass)
            out.push_back(op);
    }
    return out;
}

/// Bytes of all kernels of this name, in either gradient pass for `backward`.
double bytes(const Operations& all, Name name, bool backward) {
    double sum = 0.0;
    for (const Operation& op : all) {
        if (op.name == name && (op.pass != Pass::forward) == backward) {
            sum += op.count * op.bytes.base();
        }
    }
    return sum;
}

double gemm_flops(const Operations& all, Pass pass) {
    double sum = 0.0;
    for (const Operation& op : all) {
        if (op.kind == OperationKind::gemm && op.pass == pass) {
            sum += op.count * op.gemm.flops().base();
        }
    }
    return sum;
}

double backward_gemm_flops(const Operations& all) {
    return gemm_flops(all, Pass::input_gradient) + gemm_flops(all, Pass::weight_gradient);
}

struct GemmRow {
    Name name;
    Pass pass;
    std::vector<std::vector<double>> shapes;  // m, n, k, batch
};

void check_gemms(const Operations& all, const std::vector<GemmRow>& expected) {
    std::size_t listed = 0;
    for (const GemmRow& row : expected) {
        const Operations found = rows(all, row.name, row.pass);
        CAPTURE(name_of(row.name), static_cast<int>(row.pass));
        REQUIRE(found.size() == row.shapes.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            const GemmShape& g = found[i].gemm;
            CHECK(found[i].kind == OperationKind::gemm);
            CHECK(std::vector<double>{g.m, g.n, g.k, g.batch} == row.shapes[i]);
            CHECK(found[i].count == 1.0);
        }
        listed += found.size();
    }
    const auto gemms = std::count_if(
        all.begin(), all.end(), [](const Operation& op) { return op.kind == OperationKind::gemm; });
    CHECK(static_cast<std::size_t>(gemms) == listed);
}

struct BytesRow {
    Name name;
    double forward;
    double backward;
};

void check_bytes(const Operations& all, const std::vector<BytesRow>& expected) {
    for (const BytesRow& row : expected) {
        CAPTURE(name_of(row.name));
        CHECK_THAT(bytes(all, row.name, false), WithinRel(row.forward, kRounding));
        CHECK_THAT(bytes(all, row.name, true), WithinRel(row.backward, kRounding));
    }
    for (const Operation& op : all) {
        if (op.kind != OperationKind::streaming)
            continue;
        CAPTURE(name_of(op.name));
        CHECK(std::any_of(expected.begin(), expected.end(), [&](const BytesRow& row) {
            return row.name == op.name;
        }));
    }
}

constexpr Pass kForward = Pass::forward;
constexpr Pass kInput = Pass::input_gradient;
constexpr Pass kWeight = Pass::weight_gradient;

}  // namespace

TEST_CASE("matrix products of a GPT layer have the shapes of Shoeybi et al. 2019") {
    // N = b s = 8192 tokens, t = 8: QKV 3h/t = 2304 wide, projection from h/t = 768, FFN 4h/t =
    // 3072, attention in b a/t = 32 products of head size 96. For Y (N x n) = X (N x k) W: the
    // gradient of X is N x k x n, that of W k x n x N.
    check_gemms(layer_operations(gpt_22b(), {}, sliced(8)),
                {{Name::qkv, kForward, {{8192, 2304, 6144, 1}}},
                 {Name::qkv, kInput, {{8192, 6144, 2304, 1}}},
                 {Name::qkv, kWeight, {{6144, 2304, 8192, 1}}},
                 {Name::scores, kForward, {{2048, 2048, 96, 32}}},
                 {Name::scores, kInput, {{2048, 96, 2048, 32}, {2048, 96, 2048, 32}}},
                 {Name::values, kForward, {{2048, 96, 2048, 32}}},
                 {Name::values, kInput, {{2048, 2048, 96, 32}, {2048, 96, 2048, 32}}},
                 {Name::projection, kForward, {{8192, 6144, 768, 1}}},
                 {Name::projection, kInput, {{8192, 768, 6144, 1}}},
                 {Name::projection, kWeight, {{768, 6144, 8192, 1}}},
                 {Name::ffn_up, kForward, {{8192, 3072, 6144, 1}}},
                 {Name::ffn_up, kInput, {{8192, 6144, 3072, 1}}},
                 {Name::ffn_up, kWeight, {{6144, 3072, 8192, 1}}},
                 {Name::ffn_down, kForward, {{8192, 6144, 3072, 1}}},
                 {Name::ffn_down, kInput, {{8192, 3072, 6144, 1}}},
                 {Name::ffn_down, kWeight, {{3072, 6144, 8192, 1}}}});
}

TEST_CASE("grouped queries narrow QKV, and the two up matrices of a gated FFN are one product") {
    // t = 4: (32 + 2 x 8) x 128 / 4 = 1536, a d / t = 1024, 2 f / t = 7168, f / t = 3584.
    Slice s = sliced(4);
    s.flash_attention = true;
    check_gemms(layer_operations(llama(), {}, s),
                {{Name::qkv, kForward, {{8192, 1536, 4096, 1}}},
                 {Name::qkv, kInput, {{8192, 4096, 1536, 1}}},
                 {Name::qkv, kWeight, {{4096, 1536, 8192, 1}}},
                 {Name::projection, kForward, {{8192, 4096, 1024, 1}}},
                 {Name::projection, kInput, {{8192, 1024, 4096, 1}}},
                 {Name::projection, kWeight, {{1024, 4096, 8192, 1}}},
                 {Name::ffn_up, kForward, {{8192, 7168, 4096, 1}}},
                 {Name::ffn_up, kInput, {{8192, 4096, 7168, 1}}},
                 {Name::ffn_up, kWeight, {{4096, 7168, 8192, 1}}},
                 {Name::ffn_down, kForward, {{8192, 4096, 3584, 1}}},
                 {Name::ffn_down, kInput, {{8192, 3584, 4096, 1}}},
                 {Name::ffn_down, kWeight, {{3584, 4096, 8192, 1}}}});
}

TEST_CASE("more tensor ranks than key/value heads copy a head rather than split it") {
    // 8 key/value heads on 16 ranks: 2 query heads and one of each kind, (2 + 2) x 128 wide.
    const Operations all = layer_operations(llama(), {}, sliced(16));
    CHECK(rows(all, Name::qkv, kForward).at(0).gemm.n == 512);
}

TEST_CASE("an expert computes the tokens that are routed to it") {
    // 8192 tokens visit 2 experts each: 16384 copies over 8 experts are 2048 a piece, in a batch of
    // 8; over e = 4 ranks, which each send as many, 2 local experts get 8192 each.
    struct Row {
        std::int64_t expert;
        double tokens;
        double local;
    };
    const Row row = GENERATE(Row{1, 2048, 8}, Row{4, 8192, 2}, Row{8, 16384, 1});
    Slice s = sliced(2);
    s.expert = row.expert;
    const Operations all = layer_operations(mixtral(), {.mixture_of_experts = true}, s);
    const double width = 14336 / 2;
    const auto shape = [&](Name name, Pass pass) {
        const GemmShape g = rows(all, name, pass).at(0).gemm;
        return std::vector<double>{g.m, g.n, g.k, g.batch};
    };
    using Shape = std::vector<double>;
    CHECK(shape(Name::ffn_up, kForward) == Shape{row.tokens, 2 * width, 4096, row.local});
    CHECK(shape(Name::ffn_up, kInput) == Shape{row.tokens, 4096, 2 * width, row.local});
    CHECK(shape(Name::ffn_up, kWeight) == Shape{4096, 2 * width, row.tokens, row.local});
    CHECK(shape(Name::ffn_down, kForward) == Shape{row.tokens, 4096, width, row.local});
    CHECK(shape(Name::router, kForward) == Shape{8192, 8, 4096, 1});
    CHECK(shape(Name::router, kWeight) == Shape{4096, 8, 8192, 1});
}

TEST_CASE("shared experts are one dense FFN beside the routed ones") {
    Model m = mixtral();
    m.shared_experts = 2;
    m.expert_hidden = 1024;
    const Operations all = layer_operations(m, {.mixture_of_experts = true}, sliced(1));
    const Operations ups = rows(all, Name::ffn_up, kForward);
    REQUIRE(ups.size() == 2);
    CHECK(ups[1].gemm.m == 8192);
    CHECK(ups[1].gemm.n == 2 * 2 * 1024);
    CHECK(ups[1].gemm.batch == 1);
}

TEST_CASE("the output embedding multiplies tokens, vocabulary over t, and hidden") {
    check_gemms(head_operations(gpt_22b(), sliced(8)),
                {{Name::head, kForward, {{8192, 6400, 6144, 1}}},
                 {Name::head, kInput, {{8192, 6144, 6400, 1}}},
                 {Name::head, kWeight, {{6144, 6400, 8192, 1}}}});
}

TEST_CASE("streaming kernels of a GPT layer move each tensor once") {
    // fp16, masks of a byte. X = N h elements, S2 = b a/t s^2; per kernel, reads + writes in bytes:
    const bool sequence_parallel = GENERATE(false, true);
    const double t = 8.0;
    const double q = sequence_parallel ? t : 1.0;
    const double x = 8192. * 6144.;
    const double s2 = 4. * 8. * 2048. * 2048.;
    const double weights = 12. * 6144. * 6144. / t;
    Slice s = sliced(8);
    s.sequence_parallel = sequence_parallel;
    check_bytes(
        layer_operations(gpt_22b(), {}, s),
        {// In, out; backward: gradient, input, output, and one more pass for the statistics.
         {Name::norm, 2 * 4 * x / q, 2 * 8 * x / q},
         // In, out; backward: gradient, output, gradient.
         {Name::softmax, 4 * s2, 6 * s2},
         // In, out, mask, both ways.
         {Name::attention_dropout, 5 * s2, 5 * s2},
         // In, out; backward joins three gradients.
         {Name::transpose, 4 * x / t, 6 * x / t},
         // In, residual, out, mask; backward: gradient, mask, gradient. Twice a layer.
         {Name::dropout_add, 2 * 7 * x / q, 2 * 5 * x / q},
         // GeLU of 4 h: in, out; backward: gradient, input, gradient.
         {Name::activation, 16 * x / t, 24 * x / t},
         // Two addends, one sum, twice.
         {Name::residual_gradient, 0, 2 * 6 * x / q},
         // Each biased output's gradient read once: projection and down h, QKV 3h, up 4h.
         {Name::bias_gradient, 0, 4 * x / q + 6 * x / t + 8 * x / t},
         // fp16 gradient read, fp32 sum read and written.
         {Name::gradient_accumulation, 0, 10 * weights}});
}

TEST_CASE("streaming kernels of a Llama layer move each tensor once") {
    // No dropout: no masks, and no kernel for it backward; SwiGLU reads two tensors and writes one.
    const double t = 4.0, n = 8192.0, h = 4096.0, f = 14336.0, d = 128.0;
    const double x = n * h;
    const double s2 = 4. * 8. * 2048. * 2048.;
    const double weights = (2 * h * h + 2 * h * 8 * d + 3 * h * f) / t;
    check_bytes(layer_operations(llama(), {}, sliced(4)),
                {{Name::norm, 2 * 4 * x, 2 * 8 * x},
                 {Name::rotary, 4 * n * (32 + 8) * d / t, 4 * n * (32 + 8) * d / t},
                 {Name::softmax, 4 * s2, 6 * s2},
                 {Name::transpose, 4 * x / t, 6 * x / t},
                 {Name::dropout_add, 2 * 6 * x, 0},
                 {Name::activation, 6 * n * f / t, 10 * n * f / t},
                 {Name::residual_gradient, 0, 2 * 6 * x},
                 {Name::gradient_accumulation, 0, 10 * weights}});
}

TEST_CASE("tokens are permuted to their experts and back: 4 N k h bytes each way") {
    Slice s = sliced(2);
    const Operations all = layer_operations(mixtral(), {.mixture_of_experts = true}, s);
    const double each = 4. * 8192 * 2 * 4096;
    CHECK_THAT(bytes(all, Name::permute, false), WithinRel(2 * each, kRounding));
    CHECK_THAT(bytes(all, Name::permute, true), WithinRel(2 * each, kRounding));
    // A kernel that reaches a quarter of the streaming rate takes as long as four times the bytes.
    s.permute_efficiency = 0.25;
    CHECK_THAT(
        bytes(layer_operations(mixtral(), {.mixture_of_experts = true}, s), Name::permute, false),
        WithinRel(8 * each, kRounding));
}

TEST_CASE("both up matrices of a gated FFN have a bias gradient") {
    // Read once each: QKV 3h, projection h, up and gate 2f, down h; two bytes an element.
    Model m = gpt_22b();
    m.gated_ffn = true;
    m.ffn_hidden = 16384;
    const double n = 8192.0;
    const double widths = 5 * 6144. + 2 * 16384.;
    CHECK_THAT(bytes(layer_operations(m, {}, sliced(1)), Name::bias_gradient, true),
               WithinRel(2 * n * widths, kRounding));
}

TEST_CASE("softmax of GPT-3 moves 201.3 MB forward") {
    // h 12288, a 96, b 1, s 2048, t 8: S2 = 12 x 2048^2 = 50.33e6 elements of 4 bytes.
    Model m = gpt_22b();
    m.hidden = 12288;
    m.heads = 96;
    Slice s = sliced(8);
    s.micro_batch = 1;
    CHECK_THAT(bytes(layer_operations(m, {}, s), Name::softmax, false),
               WithinRel(201326592.0, kRounding));
}

TEST_CASE("unfused element-wise kernels move more; norms, dropout and copies do not") {
    Slice fused = sliced(4);
    Slice unfused = fused;
    unfused.elementwise_factor = 2.0;
    Model m = llama();
    m.dropout = true;
    const Operations a = layer_operations(m, {}, fused);
    const Operations b = layer_operations(m, {}, unfused);
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        const Name name = a[i].name;
        CAPTURE(name_of(name));
        const bool elementwise = name == Name::softmax || name == Name::rotary ||
                                 name == Name::activation || name == Name::dropout_add;
        CHECK_THAT(b[i].bytes.base(),
                   WithinRel((elementwise ? 2.0 : 1.0) * a[i].bytes.base(), kRounding));
    }
}

TEST_CASE("fp32 elements take twice the bytes of the tensors, and none more of the masks") {
    Slice s = sliced(8);
    s.element_bytes = 4.0;
    const Operations all = layer_operations(gpt_22b(), {}, s);
    const double s2 = 4. * 8. * 2048. * 2048.;
    CHECK_THAT(bytes(all, Name::softmax, false), WithinRel(8 * s2, kRounding));
    CHECK_THAT(bytes(all, Name::attention_dropout, false), WithinRel(9 * s2, kRounding));
}

TEST_CASE("accumulation fused into the weight gradients leaves no kernel of its own") {
    Slice s = sliced(8);
    s.fused_accumulation = true;
    for (const Operations& all :
         {layer_operations(gpt_22b(), {}, s), head_operations(gpt_22b(), s)}) {
        for (const Operation& op : all) {
            CAPTURE(name_of(op.name));
            CHECK(op.name != Name::gradient_accumulation);
            const bool weight_gemm = op.kind == OperationKind::gemm && op.pass == kWeight;
            CHECK(op.accumulate == weight_gemm);
        }
    }
    for (const Operation& op : layer_operations(gpt_22b(), {}, sliced(8)))
        CHECK_FALSE(op.accumulate);
}

TEST_CASE("accumulation reads and writes every weight matrix of the rank, experts too") {
    // Matrices of the layer: parameters less biases and norms; none of Mixtral's has biases.
    const LayerParameters p = layer_parameters(mixtral(), {.mixture_of_experts = true});
    const double router = 8. * 4096.;
    for (const std::int64_t e : {1, 2, 8}) {
        Slice s = sliced(4);
        s.expert = e;
        s.gradient_bytes = 2.0;
        const double weights = p.sharded / 4 + p.experts / (4 * static_cast<double>(e)) + router;
        CHECK_THAT(bytes(layer_operations(mixtral(), {.mixture_of_experts = true}, s),
                         Name::gradient_accumulation,
                         true),
                   WithinRel((2 + 2 * 2) * weights, kRounding));
    }
}

TEST_CASE("FlashAttention executes 4 b s^2 a d FLOPs, half of it under a causal mask") {
    // Dao et al. 2022, 2023. Forward two products, backward five; bytes: Q, K, V, O of two bytes
    // and a statistic of four a row, backward twice that.
    for (const bool causal : {true, false}) {
        Model m = gpt_22b();
        m.architecture = causal ? Architecture::decoder : Architecture::encoder;
        Slice s = sliced(8);
        s.flash_attention = true;
        const Operations all = layer_operations(m, {}, s);
        const Operation forward = rows(all, Name::flash_attention, kForward).at(0);
        const Operation backward = rows(all, Name::flash_attention, kInput).at(0);
        const double square = 4. * 4 * 2048. * 2048 * 64 * 96 / 8 * (causal ? 0.5 : 1.0);
        const double n = 8192.0;
        CHECK_THAT(forward.flops.base(), WithinRel(square, kRounding));
        CHECK_THAT(backward.flops.base(), WithinRel(2.5 * square, kRounding));
        CHECK_THAT(forward.bytes.base(), WithinRel(8 * n * 768 + 4 * n * 8, kRounding));
        CHECK_THAT(backward.bytes.base(), WithinRel(16 * n * 768 + 8 * n * 8, kRounding));
        CHECK(forward.attention_heads == 4 * 8);
        CHECK(forward.attention_rows == 2048);
        CHECK(forward.attention_keys == 2048);
        CHECK(forward.causal == causal);
        CHECK(forward.kind == OperationKind::attention);
        for (const Name quadratic :
             {Name::scores, Name::softmax, Name::attention_dropout, Name::values}) {
            CHECK(rows(all, quadratic, kForward).empty());
        }
    }
}

TEST_CASE("in an encoder-decoder only the decoder's attention to itself is causal") {
    // Raffel et al. 2020: the encoder sees its whole input, and so does cross-attention.
    Model m = gpt_22b();
    m.architecture = Architecture::encoder_decoder;
    m.decoder_layers = 48;
    Slice s = sliced(8);
    s.flash_attention = true;
    const double square = 4. * 4 * 2048. * 2048 * 64 * 96 / 8;
    const Operations encoder = layer_operations(m, {}, s);
    const Operations in_encoder = rows(encoder, Name::flash_attention, kForward);
    REQUIRE(in_encoder.size() == 1);
    CHECK_THAT(in_encoder[0].flops.base(), WithinRel(square, kRounding));
    const Operations decoder = layer_operations(m, {.cross_attention = true}, s);
    const Operations in_decoder = rows(decoder, Name::flash_attention, kForward);
    REQUIRE(in_decoder.size() == 2);
    CHECK_THAT(in_decoder[0].flops.base(), WithinRel(0.5 * square, kRounding));
    CHECK_THAT(in_decoder[1].flops.base(), WithinRel(square, kRounding));
}

TEST_CASE("selective recomputation repeats scores, softmax, dropout and values, nothing else") {
    // Korthikanti et al. 2022, section 5.
    for (const Operation& op : layer_operations(gpt_22b(), {}, sliced(8))) {
        CAPTURE(name_of(op.name));
        const bool core = op.name == Name::scores || op.name == Name::softmax ||
                          op.name == Name::attention_dropout || op.name == Name::values;
        CHECK(op.attention_core == core);
    }
}

TEST_CASE("latent attention projects down on every rank, and up to the heads of its own") {
    struct Row {
        Name name;
        std::size_t index;
        double m, n, k, batch;
    };
    // N = 4 x 2048 tokens; of 128 heads 16 a rank, 192 = 128 + 64 a key, 128 a value.
    constexpr double n = 4 * 2048;
    const std::vector<Row> expected = {
        {Name::latents, 0, n, 1536 + 512 + 64, 7168, 1},
        {Name::qkv, 0, n, 16 * 192, 1536, 1},
        {Name::qkv, 1, n, 16 * (128 + 128), 512, 1},
        {Name::scores, 0, 2048, 2048, 192, 4 * 16},
        {Name::values, 0, 2048, 128, 2048, 4 * 16},
        {Name::projection, 0, n, 7168, 16 * 128, 1},
    };
    const Operations all = layer_operations(latent(), {}, sliced(8));
    for (const Row& row : expected) {
        const Operations found = rows(all, row.name, kForward);
        CAPTURE(name_of(row.name), row.index);
        REQUIRE(found.size() > row.index);
        CHECK(found[row.index].gemm.m == row.m);
        CHECK(found[row.index].gemm.n == row.n);
        CHECK(found[row.index].gemm.k == row.k);
        CHECK(found[row.index].gemm.batch == row.batch);
    }
    // Without a rank of queries they are projected from the residual stream (DeepSeek-V2-Lite).
    Model lite = latent();
    lite.q_lora_rank.reset();
    const Operations direct = layer_operations(lite, {}, sliced(8));
    CHECK(rows(direct, Name::latents, kForward)[0].gemm.n == 512 + 64);
    CHECK(rows(direct, Name::qkv, kForward)[0].gemm.k == 7168);
}

TEST_CASE("FlashAttention reads queries, keys and values as wide as they are") {
    // 2 b s^2 a (d + d_v) FLOPs, half of it causal; bytes of Q, K, V and output, and 4 a statistic.
    Slice s = sliced(8);
    s.flash_attention = true;
    const Operations all = layer_operations(latent(), {}, s);
    const Operation forward = rows(all, Name::flash_attention, kForward)[0];
    CHECK(forward.flops.base() == 0.5 * 2. * 4 * 2048. * 2048. * 16 * (192 + 128));
    CHECK(forward.bytes.base() == 4. * 2048 * 16 * (2. * (2 * 192 + 2 * 128) + 4));
}

TEST_CASE("a parallel FFN shares the norm of the attention unless it has its own") {
    Model m = llama();
    const double norm = bytes(layer_operations(m, {}, sliced(1)), Name::norm, false) / 2;
    m.parallel_ffn = true;
    CHECK(bytes(layer_operations(m, {}, sliced(1)), Name::norm, false) == norm);
    m.layer_norms = 2;
    CHECK(bytes(layer_operations(m, {}, sliced(1)), Name::norm, false) == 2 * norm);
    // Queries and keys of 32 and 8 heads of 128, each read and written.
    m.qk_norm = true;
    const double qk = 4. * 4 * 2048 * (32 + 8) * 128;
    CHECK(bytes(layer_operations(m, {}, sliced(1)), Name::norm, false) == 2 * norm + qk);
}

TEST_CASE("biases of QKV and of the FFN are apart from the others") {
    Model m = llama();
    m.qkv_biases = true;
    // Gradients of 4096 + 2 x 1024 biases a token, 2 bytes each.
    CHECK(bytes(layer_operations(m, {}, sliced(1)), Name::bias_gradient, true) ==
          2. * 4 * 2048 * (4096 + 2 * 1024));
    m.qkv_biases = false;
    m.ffn_biases = true;
    CHECK(bytes(layer_operations(m, {}, sliced(1)), Name::bias_gradient, true) ==
          2. * 4 * 2048 * (4096 + 2 * 14336));
}

TEST_CASE("experts may be ungated where the dense FFN is gated") {
    Model m = mixtral();
    m.gated_experts = false;
    const Operations all = layer_operations(m, {.mixture_of_experts = true}, sliced(1));
    CHECK(rows(all, Name::ffn_up, kForward)[0].gemm.n == 14336);
    CHECK(rows(layer_operations(m, {}, sliced(1)), Name::ffn_up, kForward)[0].gemm.n == 2 * 14336);
}

TEST_CASE("a narrower embedding is projected to before the head") {
    Model m = gpt_22b();
    m.embedding_size = 512;
    const Operations all = head_operations(m, sliced(8));
    const Operations products = rows(all, Name::head, kForward);
    REQUIRE(products.size() == 2);
    CHECK(products[0].gemm.n == 512);
    CHECK(products[0].gemm.k == 6144);
    CHECK(products[1].gemm.n == 51200 / 8);
    CHECK(products[1].gemm.k == 512);
}

TEST_CASE("tensor ranks together do the model's FLOPs forward, and twice as many backward") {
    Model cross = gpt_22b();
    cross.architecture = Architecture::encoder_decoder;
    cross.decoder_layers = 1;
    struct Row {
        Model model;
        LayerKind kind;
    };
    for (const Row& row :
         {Row{gpt_22b(), {}}, Row{llama(), {}}, Row{cross, {.cross_attention = true}}}) {
        // Layers of one kind: what a second one adds to the whole model.
        Model one = row.model;
        Model two = row.model;
        (row.kind.cross_attention ? one.decoder_layers : one.layers) = 1;
        (row.kind.cross_attention ? two.decoder_layers : two.layers) = 2;
        const double sequences = 4.0;
        const double model =
            sequences * (forward_flops(two, 2048).layers - forward_flops(one, 2048).layers).base();
        for (const std::int64_t t : {1, 2, 4, 8}) {
            const Operations all = layer_operations(row.model, row.kind, sliced(t));
            const double ranks = static_cast<double>(t);
            CAPTURE(t);
            CHECK_THAT(ranks * gemm_flops(all, kForward), WithinRel(model, kRounding));
            CHECK_THAT(ranks * backward_gemm_flops(all), WithinRel(2 * model, kRounding));
        }
    }
}

TEST_CASE("the head's FLOPs over tensor ranks are the model's") {
    const double model = 4. * forward_flops(gpt_22b(), 2048).head.base();
    for (const std::int64_t t : {1, 2, 4, 8}) {
        const Operations all = head_operations(gpt_22b(), sliced(t));
        const double ranks = static_cast<double>(t);
        CHECK_THAT(ranks * gemm_flops(all, kForward), WithinRel(model, kRounding));
        CHECK_THAT(ranks * backward_gemm_flops(all), WithinRel(2 * model, kRounding));
    }
}

TEST_CASE("experts do the model's FLOPs however many ranks they are spread over") {
    Model one = mixtral();
    one.layers = 1;
    const double model = 4. * forward_flops(one, 2048).layers.base();
    const LayerKind kind = {.mixture_of_experts = true};
    for (const std::int64_t e : {1, 2, 4, 8}) {
        Slice s = sliced(1);
        s.expert = e;
        // Each of the e ranks brings tokens of its own: per rank the work stays the same.
        CAPTURE(e);
        CHECK_THAT(gemm_flops(layer_operations(mixtral(), kind, s), kForward),
                   WithinRel(model, kRounding));
        CHECK_THAT(backward_gemm_flops(layer_operations(mixtral(), kind, s)),
                   WithinRel(2 * model, kRounding));
    }
}

TEST_CASE("context ranks together do the work of one, weight traffic apart") {
    for (const bool flash : {false, true}) {
        Slice whole = sliced(2);
        whole.flash_attention = flash;
        const Operations one = layer_operations(llama(), {}, whole);
        for (const std::int64_t c : {2, 4}) {
            Slice split = whole;
            split.context = c;
            const double ranks = static_cast<double>(c);
            const Operations part = layer_operations(llama(), {}, split);
            REQUIRE(part.size() == one.size());
            CHECK(tokens(split) * ranks == tokens(whole));
            for (std::size_t i = 0; i < one.size(); ++i) {
                CAPTURE(name_of(one[i].name), c);
                CHECK_THAT(ranks * part[i].gemm.flops().base(),
                           WithinRel(one[i].gemm.flops().base(), kRounding));
                CHECK_THAT(ranks * part[i].flops.base(), WithinRel(one[i].flops.base(), kRounding));
                const bool by_weight = one[i].name == Name::gradient_accumulation;
                CHECK_THAT((by_weight ? 1.0 : ranks) * part[i].bytes.base(),
                           WithinRel(one[i].bytes.base(), kRounding));
            }
        }
    }
}

TEST_CASE("cross-entropy moves the logits once in fp16 and three times in fp32") {
    // N V/t logits: read 2, write 4, softmax read 4 and write 4; backward read 4, write 2.
    const Operations all = head_operations(gpt_22b(), sliced(8));
    const double logits = 8192. * 6400.;
    CHECK_THAT(bytes(all, Name::cross_entropy, false), WithinRel(14 * logits, kRounding));
    CHECK_THAT(bytes(all, Name::cross_entropy, true), WithinRel(6 * logits, kRounding));
    CHECK_THAT(bytes(all, Name::gradient_accumulation, true),
               WithinRel(10. * 6144 * 6400, kRounding));
}

TEST_CASE("the embedding moves six bytes an element, forward and backward") {
    // Gather, position add and dropout of N h elements in fp16; the scatter is its like.
    const Operations all = embedding_operations(gpt_22b(), sliced(8));
    CHECK_THAT(bytes(all, Name::embedding, false), WithinRel(6 * 8192. * 6144, kRounding));
    CHECK_THAT(bytes(all, Name::embedding, true), WithinRel(6 * 8192. * 6144, kRounding));
}

TEST_CASE("the longest layer there is fits its container") {
    Model m = mixtral();
    m.biases = true;
    m.dropout = true;
    m.shared_experts = 1;
    m.architecture = Architecture::encoder_decoder;
    m.decoder_layers = 1;
    m.kv_heads.reset();
    m.kv_lora_rank = 512;
    m.q_lora_rank = 1536;
    m.qk_norm = true;
    // Twice attention: norms 2 x 3, latents 3, QKV 6, rotary 2, core 10, transpose 2, projection 3,
    // residual 3 and biases 2; experts: norm 2, router 3, permutation 2, two FFNs of 8, residual 3;
    // accumulation.
    const LayerKind kind = {.cross_attention = true, .mixture_of_experts = true};
    constexpr std::size_t least = 2 * 37 + 26 + 1;
    CHECK(layer_operations(m, kind, sliced(1)).size() >= least);
    STATIC_REQUIRE(least <= Operations::static_capacity);
}

TEST_CASE("every operation has a name of its own") {
    std::vector<std::string> names;
    for (int i = 0; i <= static_cast<int>(Name::embedding); ++i) {
        names.emplace_back(name_of(static_cast<Name>(i)));
        CHECK_FALSE(names.back().empty());
    }
    std::sort(names.begin(), names.end());
    CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
}

namespace {

/// Two layers of 3 million weights, of which a sample uses each 100 times.
Model convolutional() {
    Model m;
    m.architecture = Architecture::convolutional;
    m.layers = 2;
    m.parameters = 6e6;
    m.flops_per_sample = 2.0 * 100.0 * 6e6;
    m.activations_per_sample = 8e5;
    return m;
}

}  // namespace

TEST_CASE("a convolutional network does the FLOPs and has the parameters that it is described by") {
    const Model m = convolutional();
    Slice s;
    s.micro_batch = 16;
    double flops = 0.0;
    double forward_bytes = 0.0;
    for (const Operation& op : layer_operations(m, {}, s)) {
        flops += op.kind == OperationKind::gemm ? op.gemm.flops().base() : 0.0;
        forward_bytes += op.pass == Pass::forward ? op.bytes.base() : 0.0;
    }
    // Forward, and as much for each gradient.
    CHECK_THAT(2.0 * flops, WithinRel(3.0 * 16.0 * 1.2e9, 1e-12));
    CHECK_THAT(forward_flops(m, 16).total().base(), WithinRel(16.0 * 1.2e9, 1e-12));
    CHECK(total_parameters(m, 1) == 6e6);
    CHECK(active_parameters(m, 1) == 6e6);
    // Each element is read and written once, at 16 bits.
    CHECK_THAT(2.0 * forward_bytes, WithinRel(16.0 * 8e5 * 2.0 * 2.0, 1e-12));
    CHECK(head_operations(m, s).empty());
    CHECK(embedding_operations(m, s).empty());
}

TEST_CASE("a fused norm reads nothing forward, and takes the residual's gradient with its own") {
    Slice s = sliced(1);
    const Model m = gpt_22b();
    const auto bytes = [&](bool fused) {
        s.fused_norms = fused;
        double sum = 0.0;
        for (const Operation& op : layer_operations(m, {}, s)) sum += op.count * op.bytes.base();
        return sum;
    };
    // Two norms: 2 of 4 bytes an element of each forward, 6 of each residual's gradient.
    const double elements = 4.0 * 2048.0 * 6144.0;
    CHECK_THAT(bytes(false) - bytes(true), WithinRel(2.0 * (2.0 + 6.0) * elements, 1e-12));
}

TEST_CASE("rounded weights and inputs of products are read and written beside them") {
    // Forward range, reading and writing with a byte that says what was cut off, 3 x 2 + 1;
    // backward the gradient in and out past that byte, 2 x 2 + 1. Llama's layer on one rank: inputs
    // h to QKV, h to the projection, h to both halves of FFN up, f to FFN down.
    const Model m = llama();
    Slice s = sliced(1);
    const auto bytes = [&](const Slice& slice, Pass pass) {
        double sum = 0.0;
        for (const Operation& op : layer_operations(m, {}, slice)) {
            if (op.name == Name::fake_quantization && op.pass == pass)
                sum += op.count * op.bytes.in(units::byte);
        }
        return sum;
    };
    CHECK(bytes(s, Pass::forward) == 0.0);
    s.fake_quantized = true;
    const double n = 4.0 * 2048.0;
    const double h = 4096.0;
    const double f = 14336.0;
    const double inputs = n * (3.0 * h + f);
    const double weights = h * (h + 2.0 * 1024.0) + h * h + 3.0 * h * f;
    CHECK_THAT(bytes(s, Pass::forward), WithinRel(7.0 * (inputs + weights), kRounding));
    CHECK_THAT(bytes(s, Pass::input_gradient), WithinRel(5.0 * inputs, kRounding));
    CHECK_THAT(bytes(s, Pass::weight_gradient), WithinRel(5.0 * weights, kRounding));
    // The longest layer there is has room for its rows.
    Model longest = latent();
    longest.experts = 256;
    longest.experts_per_token = 8;
    longest.shared_experts = 1;
    LayerKind kind;
    kind.mixture_of_experts = true;
    kind.cross_attention = true;
    s.flash_attention = false;
    const Operations all = layer_operations(longest, kind, s);
    CHECK(all.size() < all.capacity());
}
