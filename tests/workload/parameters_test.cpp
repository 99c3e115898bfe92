#include "engine/workload/parameters.hpp"

#include <string>
#include <vector>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

Model gpt(std::int64_t layers, std::int64_t hidden, std::int64_t heads) {
    Model m;
    m.layers = layers;
    m.hidden = hidden;
    m.heads = heads;
    m.vocab = 51200;
    return m;
}

/// RMSNorm, rotary positions, SwiGLU, no biases, output matrix of its own (Touvron et al. 2023).
Model llama(std::int64_t layers,
            std::int64_t hidden,
            std::int64_t ffn,
            std::int64_t heads,
            std::int64_t kv,
            std::int64_t vocab) {
    Model m = gpt(layers, hidden, heads);
    m.ffn_hidden = ffn;
    m.kv_heads = kv;
    m.vocab = vocab;
    m.gated_ffn = true;
    m.biases = false;
    m.dropout = false;
    m.tied_embeddings = false;
    m.normalization = Normalization::rms_norm;
    m.positions = Positions::rotary;
    return m;
}

Model mixtral() {
    Model m = llama(32, 4096, 14336, 32, 8, 32000);
    m.experts = 8;
    m.experts_per_token = 2;
    return m;
}

Model t5_11b() {
    Model m = gpt(24, 1024, 128);
    m.architecture = Architecture::encoder_decoder;
    m.decoder_layers = 24;
    m.head_size = 128;
    m.ffn_hidden = 65536;
    m.vocab = 32128;
    m.biases = false;
    m.normalization = Normalization::rms_norm;
    m.positions = Positions::relative;
    return m;
}

/// DeepSeek-V3 (DeepSeek-AI 2024, arXiv:2412.19437, section 4.2).
Model deepseek_v3() {
    Model m = llama(61, 7168, 18432, 128, 128, 129280);
    m.head_size = 192;
    m.value_head_size = 128;
    m.kv_lora_rank = 512;
    m.q_lora_rank = 1536;
    m.rope_head_size = 64;
    m.experts = 256;
    m.experts_per_token = 8;
    m.shared_experts = 1;
    m.expert_hidden = 2048;
    m.dense_layers = 3;
    return m;
}

/// Layer by layer, as the model is written down: what the closed sums must add up to.
double sum_of_layers(const Model& m) {
    double sum = 0.0;
    for (std::int64_t i = 0; i < total_layers(m); ++i) {
        sum += layer_parameters(m, layer_kind(m, i)).total();
    }
    return sum;
}

}  // namespace

TEST_CASE("a GPT layer has 12 h^2 + 13 h parameters") {
    // Narayanan et al. 2021 eq. 2, per layer: QKV 3h^2 + 3h, projection h^2 + h, FFN 8h^2 + 5h, two
    // LayerNorms 4h; for h = 12288: 12 x 150994944 + 13 x 12288.
    CHECK(layer_parameters(gpt(96, 12288, 96), {}).total() == 1812099072.0);
}

TEST_CASE("GPT totals are those of Narayanan et al. 2021 eq. 2 and the final LayerNorm") {
    struct Row {
        std::int64_t layers;
        std::int64_t hidden;
        double printed;  // 12 l h^2 (1 + 13/(12h) + (V+s)/(12lh)) for V = 51200, s = 2048
    };
    constexpr double kPrinted = 1e-6;
    const Row row = GENERATE(
        Row{96, 12288, 174.6158e9}, Row{105, 20480, 529.6008e9}, Row{128, 25600, 1008.0387e9});
    const double l = static_cast<double>(row.layers);
    const double h = static_cast<double>(row.hidden);
    // The equation leaves out the weight and bias of the LayerNorm behind the last layer: 2h.
    const double equation = 12 * l * h * h + 13 * l * h + (51200.0 + 2048.0) * h;
    const double total = total_parameters(gpt(row.layers, row.hidden, 128), 2048);
    CHECK(total == equation + 2.0 * h);
    CHECK_THAT(total - 2.0 * h, WithinRel(row.printed, kPrinted));
}

TEST_CASE("published models have exactly the parameters of their shape") {
    struct Row {
        const char* name;
        Model model;
        double parameters;
    };
    Model bloom = gpt(70, 14336, 112);
    bloom.vocab = 250880;
    bloom.positions = Positions::alibi;
    bloom.embedding_norm = true;
    const std::vector<Row> rows = {
        // l (4 h^2 + 3 h f + 2h) + h + 2 V h = 32 x 202383360 + 4096 + 262144000.
        {"Llama-2-7B", llama(32, 4096, 11008, 32, 32, 32000), 6738415616.0},
        // GQA: attention 2 h^2 + 2 h x 8 x 128.
        {"Llama-2-70B", llama(80, 8192, 28672, 64, 8, 32000), 68976648192.0},
        {"Llama-3-8B", llama(32, 4096, 14336, 32, 8, 128256), 8030261248.0},
        {"Llama-3-405B", llama(126, 16384, 53248, 128, 8, 128256), 405853388800.0},
        // 70 (12 h^2 + 13 h) + 250880 h + LayerNorms of embedding and output 4h, no positions.
        {"BLOOM", bloom, 176247271424.0},
        // FFN of 8 experts and a router: l (attention + 8 x 3 h f + 8 h + 2h) + h + 2 V h.
        {"Mixtral-8x7B", mixtral(), 46702792704.0},
        // Encoder 4 h a d + 2 h f + 2h, decoder 8 h a d + 2 h f + 3h, 2 final norms, 2 x 32 a of
        // relative positions, V h shared (Raffel et al. 2020).
        {"T5-11B", t5_11b(), 11307321344.0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        CHECK(total_parameters(row.model, 4096) == row.parameters);
    }
}

TEST_CASE("a token of Mixtral visits 12 879 925 248 parameters") {
    // 6 of 8 experts less in each of 32 layers: 46702792704 - 32 x 6 x 3 x 4096 x 14336.
    CHECK(active_parameters(mixtral(), 4096) == 12879925248.0);
}

TEST_CASE(
    "latent attention has low-rank queries, keys and values, one rotated key, and two norms") {
    // h = 7168, a = 128, ranks 1536 and 512, key 128 + 64, value 128: down h 1536 + h (512 + 64);
    // up 1536 a 192 + 512 a (128 + 128); projection a 128 h; norms of the latents and of the layer.
    const double down = 7168. * (1536 + 512 + 64);
    const double up = 1536. * 128 * 192 + 512. * 128 * 256;
    const double projection = 128. * 128 * 7168;
    CHECK(attention_weights(deepseek_v3()) == down + up + projection);
    CHECK(down + up + projection == 187105280.0);
    const LayerParameters dense = layer_parameters(deepseek_v3(), {});
    CHECK(dense.sharded == up + projection + 3. * 7168 * 18432);
    CHECK(dense.replicated == down + 1536 + 512 + 2 * 7168);
    // Without a rank the queries are projected as usual.
    Model lite = deepseek_v3();
    lite.q_lora_rank.reset();
    CHECK(attention_weights(lite) ==
          7168. * 128 * 192 + 7168. * (512 + 64) + 512. * 128 * 256 + projection);
}

TEST_CASE("DeepSeek-V3 has 671 B parameters, 37 B of them for a token") {
    // 3 dense layers of 583 483 392 and 58 of 11 507 286 016; V h twice and the last norm. The
    // published weights, 671 026 419 200, hold 58 x 256 more: the biases that balance the experts,
    // which no gradient trains.
    constexpr double kTotal = 3. * 583483392 + 58. * 11507286016 + 2. * 129280 * 7168 + 7168;
    CHECK(kTotal == 671026419200.0 - 58 * 256);
    CHECK(total_parameters(deepseek_v3(), 4096) == kTotal);
    // 248 of 256 experts idle in 58 layers.
    CHECK(active_parameters(deepseek_v3(), 4096) == kTotal - 58. * 248 * 3 * 7168 * 2048);
    // The paper's 37 B leave out the look-up of the input, V h.
    const double multiplied = active_parameters(deepseek_v3(), 4096) - 129280. * 7168;
    CHECK_THAT(multiplied, WithinRel(37e9, 0.5 / 37));
}

TEST_CASE("a layer of tensor ranks has the latents whole and its heads in part") {
    const double whole = 7168. * (1536 + 512 + 64) + 1536 + 512 + 2 * 7168;
    const double split = layer_parameters(deepseek_v3(), {}).total() - whole;
    CHECK(rank_layer_parameters(deepseek_v3(), {}, 8) == split / 8 + whole);
}

TEST_CASE("experts in every other layer, ungated beside a gated FFN") {
    Model m = mixtral();
    m.expert_interval = 2;
    m.gated_experts = false;
    // 16 layers with a dense gated FFN, 16 with 8 experts of two matrices and a router.
    const double attention = 2 * 4096. * 4096. + 2 * 4096. * 1024. + 2 * 4096.;
    const double dense = 3 * 4096. * 14336.;
    const double sparse = 8 * 2 * 4096. * 14336. + 8 * 4096.;
    const double beside = 2. * 32000. * 4096. + 4096.;
    const double total = 32 * attention + 16 * (dense + sparse) + beside;
    CHECK(total_parameters(m, 4096) == total);
    CHECK(active_parameters(m, 4096) == total - 16. * 6 * 2 * 4096. * 14336.);
    CHECK(sum_of_layers(m) + beside == total);
}

TEST_CASE("biases of QKV and of the FFN can differ from the others") {
    Model m = llama(1, 4096, 11008, 32, 8, 32000);
    const double none = layer_parameters(m, {}).total();
    m.qkv_biases = true;
    CHECK(layer_parameters(m, {}).total() == none + 4096 + 2 * 1024);
    m.qkv_biases = false;
    m.ffn_biases = true;
    CHECK(layer_parameters(m, {}).total() == none + 2 * 11008 + 4096);
    m.ffn_biases.reset();
    m.biases = true;
    CHECK(layer_parameters(m, {}).total() == none + 4096 + 2 * 11008 + 4096);
}

TEST_CASE("norms of a layer are two, or one beside a parallel FFN, or as many as given") {
    Model m = llama(1, 4096, 11008, 32, 32, 32000);
    const double two = layer_parameters(m, {}).total();
    m.parallel_ffn = true;
    CHECK(layer_parameters(m, {}).total() == two - 4096);
    m.layer_norms = 4;
    CHECK(layer_parameters(m, {}).total() == two + 2 * 4096);
    // One norm over the 128 elements of a head for queries, one for keys.
    m.qk_norm = true;
    CHECK(layer_parameters(m, {}).total() == two + 2 * 4096 + 2 * 128);
}

TEST_CASE("Transformer-XL's positions take one more matrix a layer") {
    Model m = gpt(1, 512, 8);
    const double usual = layer_parameters(m, {}).total();
    m.positions = Positions::transformer_xl;
    CHECK(layer_parameters(m, {}).total() == usual + 512. * 512.);
}

TEST_CASE("BERT-base has 109 482 240 parameters") {
    // Devlin et al. 2018: 12 (12 h^2 + 13 h), (30522 + 512 + 2) h of embeddings and their norm, no
    // norm behind the last layer, whose own comes last, and a pooler h^2 + h.
    Model m = gpt(12, 768, 12);
    m.architecture = Architecture::encoder;
    m.vocab = 30522;
    m.max_positions = 512;
    m.token_types = 2;
    m.embedding_norm = true;
    m.final_norm = false;
    m.pooler = true;
    CHECK(total_parameters(m, 512) == 109482240.0);
}

TEST_CASE("both stacks of an encoder-decoder have learned positions and a norm of the embedding") {
    // BART-large (Lewis et al. 2019): 12 (12 h^2 + 13 h) + 12 (16 h^2 + 19 h) + V h + 2 (1026 h +
    // 2h).
    Model m = gpt(12, 1024, 16);
    m.architecture = Architecture::encoder_decoder;
    m.decoder_layers = 12;
    m.vocab = 50265;
    m.max_positions = 1026;
    m.embedding_norm = true;
    m.final_norm = false;
    CHECK(total_parameters(m, 1024) == 406291456.0);
}

TEST_CASE("a narrower embedding is projected in and out") {
    // OPT-350M (Zhang et al. 2022): 24 (12 h^2 + 13 h), V x 512, 2 x 512 h, 2050 positions.
    Model m = gpt(24, 1024, 16);
    m.vocab = 50272;
    m.embedding_size = 512;
    m.max_positions = 2050;
    m.final_norm = false;
    CHECK(total_parameters(m, 2048) == 331196416.0);
}

TEST_CASE("every parameter of a dense model is active") {
    for (const Model& m : {gpt(96, 12288, 96), t5_11b()}) {
        CHECK(active_parameters(m, 2048) == total_parameters(m, 2048));
    }
}

TEST_CASE("with as many experts a token as there are, all of a mixture is active") {
    Model m = mixtral();
    m.experts_per_token = 8;
    CHECK(active_parameters(m, 4096) == total_parameters(m, 4096));
}

TEST_CASE("matrices and column biases are sharded; norms, row biases and routers are replicated") {
    const double h = 1024.0;
    const LayerParameters dense = layer_parameters(gpt(2, 1024, 16), {});
    // QKV 3h^2 + 3h, projection h^2, up 4h^2 + 4h, down 4h^2; biases of projection and down, norms.
    CHECK(dense.sharded == 12 * h * h + 7 * h);
    CHECK(dense.replicated == 2 * h + 4 * h);
    CHECK(dense.experts == 0.0);

    Model m = mixtral();
    m.shared_experts = 1;
    m.expert_hidden = 2048;
    const LayerParameters sparse = layer_parameters(m, {.mixture_of_experts = true});
    // Attention 2 h^2 + 2 h x 8 x 128 and one shared expert of 3 h 2048; router 8 h and norms 2h.
    CHECK(sparse.sharded == 2 * 4096. * 4096. + 2 * 4096. * 1024. + 3 * 4096. * 2048.);
    CHECK(sparse.replicated == 8 * 4096. + 2 * 4096.);
    CHECK(sparse.experts == 8 * 3 * 4096. * 2048.);
}

TEST_CASE("cross-attention adds a whole attention block with its norm") {
    // Biased: QKV 3h^2 + 3h, projection h^2 + h, LayerNorm 2h.
    const double h = 512.0;
    const Model m = gpt(2, 512, 8);
    const double more =
        layer_parameters(m, {.cross_attention = true}).total() - layer_parameters(m, {}).total();
    CHECK(more == 4 * h * h + 6 * h);
}

TEST_CASE("a gated FFN has three matrices, and a bias for each but the last in the row") {
    // Shazeer 2020: h f more, and f more of bias.
    Model m = gpt(2, 512, 8);
    const double plain = layer_parameters(m, {}).total();
    m.gated_ffn = true;
    CHECK(layer_parameters(m, {}).total() - plain == 512. * 2048. + 2048.);
}

TEST_CASE("with one key/value head the matrices of keys and values are one head wide") {
    // 2 h (a - 1) d less than with all heads (Shazeer 2019), biases off.
    Model m = llama(1, 4096, 11008, 32, 32, 32000);
    const double all = layer_parameters(m, {}).total();
    m.kv_heads = 1;
    CHECK(all - layer_parameters(m, {}).total() == 2. * 4096. * 31. * 128.);
}

TEST_CASE("learned positions are as many as the model says, else as the sequence is long") {
    Model m = gpt(2, 512, 8);
    CHECK(position_parameters(m, 2048) == 2048. * 512.);
    m.max_positions = 1024;
    CHECK(position_parameters(m, 2048) == 1024. * 512.);
    m.embedding_norm = true;
    CHECK(position_parameters(m, 2048) == 1024. * 512. + 2. * 512.);
    for (const Positions none : {Positions::rotary, Positions::alibi, Positions::none}) {
        m.positions = none;
        CHECK(position_parameters(m, 2048) == 2. * 512.);
    }
}

TEST_CASE("an untied output matrix adds V h") {
    Model m = gpt(2, 512, 8);
    const double tied = total_parameters(m, 128);
    m.tied_embeddings = false;
    CHECK(total_parameters(m, 128) - tied == 51200. * 512.);
    CHECK(embedding_parameters(m) == 51200. * 512.);
}

TEST_CASE("the total is the sum over layers and what stands beside them") {
    for (const std::int64_t dense : {0, 1, 3, 5, 7, 10}) {
        for (const auto architecture : {Architecture::decoder, Architecture::encoder_decoder}) {
            Model m = mixtral();
            m.architecture = architecture;
            m.layers = architecture == Architecture::decoder ? 10 : 5;
            m.decoder_layers = architecture == Architecture::decoder ? 0 : 5;
            m.dense_layers = dense;
            CAPTURE(dense, total_layers(m));
            const double stacks = architecture == Architecture::decoder ? 1.0 : 2.0;
            const double beside = 2. * 32000. * 4096. + stacks * 4096.;
            CHECK(total_parameters(m, 4096) == sum_of_layers(m) + beside);
            // 6 of the 8 experts of each layer that has them are idle.
            const double idle = static_cast<double>(10 - dense) * 6. * 3. * 4096. * 14336.;
            CHECK(active_parameters(m, 4096) == total_parameters(m, 4096) - idle);
        }
    }
}
