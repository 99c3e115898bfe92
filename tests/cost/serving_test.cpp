#include "engine/cost/serving.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/dgx_a100.hpp"

using namespace deepwallet;
using namespace deepwallet::units;

namespace {

Model llama_2(std::int64_t layers, std::int64_t hidden, std::int64_t heads, std::int64_t ffn) {
    Model m;
    m.layers = layers;
    m.hidden = hidden;
    m.heads = heads;
    m.ffn_hidden = ffn;
    m.gated_ffn = true;
    m.vocab = 32000;
    m.tied_embeddings = false;
    m.biases = false;
    m.normalization = Normalization::rms_norm;
    m.positions = Positions::rotary;
    return m;
}

Model llama_2_7b() { return llama_2(32, 4096, 32, 11008); }

Model llama_2_70b() {
    Model m = llama_2(80, 8192, 64, 28672);
    m.kv_heads = 8;
    return m;
}

struct Case {
    Model model = llama_2_7b();
    ServingTerms terms;
    SoftwareStack software;
    Accelerator chip = test::a100();
    Server server = test::dgx_a100();
    Fabric fabric = test::hdr_fat_tree();
    double weight_bytes = 2.0;
    double read_rate = 1.0;

    Case() {
        terms.prompt_tokens = 5.0;
        terms.generated_tokens = 200.0;
        software.flash_attention = true;
    }
    [[nodiscard]] ServingInput input() const {
        return {model, terms, software, chip, server, fabric, weight_bytes, read_rate, 1.0};
    }
    [[nodiscard]] double tokens_per_s(std::int64_t tensor) const {
        return 1.0 / decode_step(input(), 1.0, {tensor}).total().in(s);
    }
};

}  // namespace

TEST_CASE("keys and values of a token take 2 L kv d elements") {
    // Llama 2 7B: 2 x 32 x 4096 x 2 bytes = 0.5 MiB a token; 70B with 8 heads of 128 on 80 layers
    // 0.3125 MiB; MT-NLG's kin without GQA as many as it has hidden.
    CHECK(request_cache(llama_2_7b(), 1.0, 0.0, 2.0).in(byte) == 524288.0);
    CHECK(request_cache(llama_2_70b(), 0.0, 1.0, 2.0).in(byte) == 327680.0);
    // DeepSeek-V2: (512 + 64) elements a layer (DeepSeek-AI 2024, table 1).
    Model latent = llama_2_7b();
    latent.layers = 60;
    latent.kv_lora_rank = 512;
    latent.rope_head_size = 64;
    CHECK(request_cache(latent, 1.0, 0.0, 2.0).in(byte) == 60.0 * 576.0 * 2.0);
    Model encoder = llama_2_7b();
    encoder.architecture = Architecture::encoder;
    CHECK(request_cache(encoder, 512.0, 0.0, 2.0) == Data{});
}

TEST_CASE("one reader's step reads the weights once") {
    const Case c;
    const DecodeStep step = decode_step(c.input(), 1.0, {1});
    // Layers 32 (4 h^2 + 3 h f + 2 h), head V h and the last norm; embeddings are looked up.
    const double h = 4096.0;
    const double read = 32.0 * (4.0 * h * h + 3.0 * h * 11008.0 + 2.0 * h) + 32000.0 * h + h;
    const double cache = 524288.0 * (5.0 + 100.0);
    const double bandwidth = 2039e9 * c.chip.memory_efficiency;
    CHECK_THAT(step.read.in(s), WithinRel((2.0 * read + cache) / bandwidth, 1e-9));
    CHECK(step.read > step.compute);
    CHECK(step.network == Time{});
}

TEST_CASE("a large batch is limited by FLOPs, and two per parameter and token are they") {
    const Case c;
    const DecodeStep one = decode_step(c.input(), 1.0, {1});
    const DecodeStep many = decode_step(c.input(), 64.0, {1});
    CHECK_THAT(many.compute / one.compute, WithinRel(64.0, 1e-9));
    const double flops = 2.0 * 6.607e9 + 4.0 * 32.0 * 4096.0 * 105.0;
    const double rate = c.chip.peak_bf16->in(TFLOPS)*1e12 * c.chip.sustained_efficiency;
    CHECK_THAT(one.compute.in(s), WithinRel(flops / rate, 2e-3));
}

TEST_CASE("tokens a second of one reader are those that gpt-fast publishes") {
    // pytorch-labs/gpt-fast, README, 2023-11-30, A100 80GB of 330 W, 5 tokens of prompt and 200 of
    // answer, weights of 16 bits.
    struct Row {
        bool large;
        std::int64_t tensor;
        double published;
        double tolerance;
    };
    for (const Row& row : {Row{false, 1, 104.9, 0.05},
                           Row{false, 2, 168.84, 0.10},
                           Row{false, 4, 254.02, 0.10},
                           Row{false, 8, 328.43, 0.15},
                           Row{true, 4, 38.01, 0.10},
                           Row{true, 8, 62.50, 0.10}}) {
        Case c;
        c.model = row.large ? llama_2_70b() : llama_2_7b();
        // NCCL's low-latency protocol in a ring: 6.6 us and 0.6 us a hop (src/graph/tuning.cc).
        c.terms.all_reduce_us = 6.6 + 2.0 * (static_cast<double>(row.tensor) - 1.0) * 0.6;
        INFO(row.large << " on " << row.tensor);
        CHECK_THAT(c.tokens_per_s(row.tensor), WithinRel(row.published, row.tolerance));
    }
}

TEST_CASE("weights of half the bits are read in half the time, and prompts are no faster") {
    Case c;
    const DecodeStep wide = decode_step(c.input(), 1.0, {1});
    const Time prompt = prefill_time(c.input(), 1, {1}).total();
    c.weight_bytes = 1.0;
    c.terms.prompt_tokens = 5.0;
    const DecodeStep narrow = decode_step(c.input(), 1.0, {1});
    const Time cache = request_cache(c.model, 5.0, 100.0, 2.0) /
                       (c.chip.memory_bandwidth * c.chip.memory_efficiency);
    CHECK_THAT((wide.read - cache) / (narrow.read - cache), WithinRel(2.0, 1e-9));
    // By kernels that widen them, of weights alone.
    c.read_rate = 0.8;
    const DecodeStep widened = decode_step(c.input(), 1.0, {1});
    CHECK_THAT((widened.read - cache) / (narrow.read - cache), WithinRel(1.0 / 0.8, 1e-9));
    CHECK(prefill_time(c.input(), 1, {1}).total() == prompt);
}

TEST_CASE("the largest batch is what memory holds beside the weights") {
    Case c;
    c.terms.prompt_tokens = 1000.0;
    c.terms.generated_tokens = 1000.0;
    c.terms.tensor = 1;
    const ReplicaSpeed speed = replica_speed(c.input());
    // (80 GiB - 6.738e9 x 2) / (2000 x 0.5 MiB).
    const double room = 80.0 * 1073741824.0 - 2.0 * 6'738'415'616.0;
    CHECK(speed.batch == static_cast<std::int64_t>(room / (2000.0 * 524288.0)));
    CHECK(speed.limit == ServingLimit::memory);
    CHECK(speed.fits);
    CHECK(speed.used <= c.chip.memory);
}

TEST_CASE("weights of 32 bits are multiplied at the rate of 32 bits") {
    // NVIDIA A100 datasheet: TF32 156, BF16 312 TFLOP/s.
    Case c;
    c.chip.peak_tf32 = 0.5 * *c.chip.peak_bf16;
    const Time half = prefill_time(c.input(), 64, {1}).compute;
    c.weight_bytes = 4.0;
    const Time wide = prefill_time(c.input(), 64, {1}).compute;
    CHECK(wide / half > 1.8);
    CHECK(wide / half < 2.2);
}

TEST_CASE("a bound on the time of a token makes batches smaller") {
    Case c;
    c.terms.prompt_tokens = 1000.0;
    c.terms.tensor = 1;
    const std::int64_t free = replica_speed(c.input()).batch;
    c.terms.token_ms = 20.0;
    const ReplicaSpeed bound = replica_speed(c.input());
    CHECK(bound.batch < free);
    CHECK(bound.limit == ServingLimit::token_time);
    // A step, and a 200th of the prompts of those that take the places of who is done.
    const auto mean = [&](std::int64_t batch) {
        return decode_step(c.input(), static_cast<double>(batch), {1}).total() +
               prefill_time(c.input(), batch, {1}).total() / 200.0;
    };
    CHECK(mean(bound.batch) <= 20.0 * ms);
    CHECK(mean(bound.batch + 1) > 20.0 * ms);
    CHECK_THAT(bound.mean_token / mean(bound.batch), WithinRel(1.0, 1e-12));
    CHECK_THAT(bound.cycle / (200.0 * bound.mean_token), WithinRel(1.0, 1e-12));
    c.terms.token_ms = 0.1;
    CHECK_FALSE(replica_speed(c.input()).fits);
}

TEST_CASE("a replica has the ranks that cost the least a token, and no fewer than hold it") {
    Case c;
    const auto best_by_hand = [&] {
        std::int64_t best = 0;
        double most = 0.0;
        for (const std::int64_t t : {1, 2, 4, 8}) {
            c.terms.tensor = t;
            const ReplicaSpeed speed = replica_speed(c.input());
            const double each = speed.tokens_per_s / static_cast<double>(t);
            if (speed.fits && each > most) {
                most = each;
                best = t;
            }
        }
        c.terms.tensor.reset();
        return best;
    };
    CHECK(replica_speed(c.input()).shape.tensor == best_by_hand());
    c.model = llama_2_70b();
    CHECK(replica_speed(c.input()).shape.tensor == best_by_hand());
    // Two hold it, and leave room for few requests.
    CHECK(replica_speed(c.input()).shape.tensor > 1);
    c.terms.prompt_tokens = 1000.0;
    CHECK(replica_speed(c.input()).shape.tensor == best_by_hand());
}

TEST_CASE("a replica has more ranks where fewer are too slow for the bound on a token") {
    // 13.2 GB of weights take 9 ms of one A100, and half of it of two.
    Case c;
    c.terms.token_ms = 7.0;
    const ReplicaSpeed speed = replica_speed(c.input());
    CHECK(speed.fits);
    CHECK(speed.shape.tensor > 1);
    CHECK(speed.step.total() <= 7.0 * ms);
    // Servers without a network end where their accelerators do.
    c.terms.token_ms = 0.01;
    c.server.nics = 0;
    CHECK_FALSE(replica_speed(c.input()).fits);
}

TEST_CASE("stages of a pipeline carry a batch each, and hold a share of weights and cache") {
    Case c;
    c.terms.tensor = 1;
    c.terms.batch = 4;
    const ReplicaSpeed one = replica_speed(c.input());
    c.terms.pipeline = 4;
    c.terms.batch = 16;
    const ReplicaSpeed four = replica_speed(c.input());
    // 32 layers in four stages: eight each, of four requests of four.
    CHECK_THAT(four.weights / one.weights, WithinRel(0.25, 1e-12));
    CHECK_THAT(four.cache / one.cache, WithinRel(1.0, 1e-12));
    // A token takes as long as on one, and what is sent; four times as many are on their way.
    const Time sent = four.step.total() - one.step.total();
    const Group pair{2, 2};
    const Data each = 4.0 * 4096.0 * 2.0 * byte;
    CHECK_THAT(sent / (4.0 * point_to_point(network(c.server, c.fabric), pair, each)),
               WithinRel(1.0, 1e-6));
    CHECK_THAT(four.requests_per_s / one.requests_per_s,
               WithinRel(4.0 * one.cycle.in(s) / four.cycle.in(s), 1e-12));
    // Uneven stages wait for the fullest: seven of 32 layers in five.
    c.terms.pipeline = 5;
    CHECK_THAT(replica_speed(c.input()).weights / one.weights, WithinRel(7.0 / 32.0, 1e-12));
}

TEST_CASE("a model that no server holds is served over several, by stages where that is cheaper") {
    // MT-NLG: 1.06 TB of weights in 16 bits, of which a server has room for 0.69.
    Case c;
    c.model = llama_2(105, 20480, 128, 81920);
    c.model.gated_ffn = false;
    const ReplicaSpeed found = replica_speed(c.input());
    CHECK(found.fits);
    CHECK(found.shape.ranks() >= 16);
    c.terms.tensor = found.shape.ranks();
    const ReplicaSpeed wide = replica_speed(c.input());
    CHECK(found.tokens_per_s >= wide.tokens_per_s);
    // Nothing is sent between servers 210 times a token.
    CHECK(found.shape.pipeline > 1);
    CHECK(found.step.network < 0.5 * wide.step.network);
    // No other number of stages serves more from as many of these ranks.
    c.terms.tensor = found.shape.tensor;
    const auto each = [](const ReplicaSpeed& r) {
        return r.fits ? r.tokens_per_s / static_cast<double>(r.shape.ranks()) : 0.0;
    };
    for (std::int64_t stages = 1; stages <= 64; ++stages) {
        CAPTURE(stages);
        c.terms.pipeline = stages;
        CHECK(each(replica_speed(c.input())) <= each(found) * (1.0 + 1e-9));
    }
}

TEST_CASE("stages are chosen for the fewest servers that a traffic takes") {
    Case c;
    c.model = llama_2(105, 20480, 128, 81920);
    c.model.gated_ffn = false;
    for (const double tokens_per_day : {1e8, 1e9, 1e10, 1e11}) {
        CAPTURE(tokens_per_day);
        c.terms.tokens_per_day = tokens_per_day;
        c.terms.tensor.reset();
        c.terms.pipeline.reset();
        const auto servers = [&](const ReplicaSpeed& r) {
            const double replicas = std::ceil(tokens_per_day / (86400.0 * r.tokens_per_s));
            return std::ceil(replicas * static_cast<double>(r.shape.ranks()) / 8.0);
        };
        const ReplicaSpeed found = replica_speed(c.input());
        REQUIRE(found.fits);
        c.terms.tensor = found.shape.tensor;
        for (std::int64_t stages = 1; stages <= 64; ++stages) {
            CAPTURE(stages);
            c.terms.pipeline = stages;
            const ReplicaSpeed other = replica_speed(c.input());
            CHECK((!other.fits || servers(other) >= servers(found)));
        }
    }
}

TEST_CASE("an eager framework writes no faster than the host issues, and a graph leaves that out") {
    Case c;
    const double replayed = c.tokens_per_s(1);
    c.software.eager_kernels = true;
    c.software.host_forward = 1.0 * ms;
    // 32 layers of 1 ms.
    CHECK_THAT(c.tokens_per_s(1), WithinRel(1000.0 / 32.0, 1e-9));
    // Fused, fewer are issued; captured, none.
    c.software.compiled = true;
    const double fused = c.tokens_per_s(1);
    CHECK(fused > 1000.0 / 32.0);
    CHECK(fused < replayed);
    c.software.graph_capture = true;
    c.software.graph_gap = 0.5 * us;
    CHECK(c.tokens_per_s(1) > replayed);
}

TEST_CASE("an eager framework reads a prompt no faster than the host issues its kernels") {
    Case c;
    const Time replayed = prefill_time(c.input(), 1, {1}).total();
    c.software.eager_kernels = true;
    c.software.host_forward = 3.0 * ms;
    // 32 layers of 3 ms: of five tokens the kernels take less.
    CHECK_THAT(prefill_time(c.input(), 1, {1}).total().in(ms), WithinRel(96.0, 1e-9));
    c.software.graph_capture = true;
    CHECK(prefill_time(c.input(), 1, {1}).total() < 96.0 * ms);
    CHECK(replayed < 96.0 * ms);
}

TEST_CASE("tokens a second are those of a whole cycle") {
    Case c;
    c.terms.batch = 8;
    c.terms.prompt_tokens = 512.0;
    const ReplicaSpeed speed = replica_speed(c.input());
    CHECK(speed.limit == ServingLimit::given);
    CHECK_THAT(speed.cycle.in(s),
               WithinRel((speed.prefill.total() + 200.0 * speed.step.total()).in(s), 1e-12));
    CHECK_THAT(speed.tokens_per_s, WithinRel(8.0 * 712.0 / speed.cycle.in(s), 1e-12));
}

TEST_CASE("a batch wakes more experts than a token") {
    // Of 8 experts, 2 a token: all but (3/4)^b of them.
    Case dense;
    Case c;
    c.model.experts = 8;
    c.model.experts_per_token = 2;
    const auto experts_read = [&](double batch) {
        const double bandwidth = 2039e9 * c.chip.memory_efficiency;
        const Data cache = batch * request_cache(c.model, 5.0, 100.0, 2.0);
        const double all = decode_step(c.input(), batch, {1}).read.in(s)*bandwidth - cache.in(byte);
        return all;
    };
    const double each = 32.0 * 3.0 * 4096.0 * 11008.0 * 2.0;
    CHECK_THAT(experts_read(4.0) - experts_read(1.0),
               WithinRel(each * 8.0 * (0.75 - 0.75 * 0.75 * 0.75 * 0.75), 1e-6));
}

TEST_CASE(
    "an encoder's throughput is that of its forward pass, whose FLOPs are two per parameter") {
    Case c;
    c.model = Model{};
    c.model.architecture = Architecture::encoder;
    c.model.layers = 24;
    c.model.hidden = 1024;
    c.model.heads = 16;
    c.model.vocab = 30522;
    c.terms.prompt_tokens = 512.0;
    c.terms.generated_tokens.reset();
    c.terms.batch = 64;
    const ReplicaSpeed speed = replica_speed(c.input());
    CHECK(speed.step.total() == Time{});
    CHECK(speed.cycle == speed.prefill.total());
    // 302 million parameters in the layers; no chip runs above its peak.
    const double flops = 2.0 * 302e6 * speed.tokens_per_s;
    CHECK(flops < 312e12);
    CHECK(flops > 0.2 * 312e12);
}
