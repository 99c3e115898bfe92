// Serving with routed experts spread over ranks that have requests of their own.

#include "engine/cost/expert_exchange.hpp"
#include "engine/cost/serving.hpp"
#include "engine/workload/parameters.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/dgx_a100.hpp"

using namespace deepwallet;
using namespace deepwallet::units;

namespace {

constexpr double kExact = 1e-9;

/// Eight layers, one of them dense, of 16 experts, 2 a token, and one that is shared.
Model small_mixture() {
    Model m;
    m.layers = 8;
    m.hidden = 1024;
    m.heads = 8;
    m.head_size = 192;
    m.value_head_size = 128;
    m.kv_lora_rank = 512;
    m.rope_head_size = 64;
    m.ffn_hidden = 4096;
    m.gated_ffn = true;
    m.vocab = 32000;
    m.tied_embeddings = false;
    m.biases = false;
    m.normalization = Normalization::rms_norm;
    m.positions = Positions::rotary;
    m.experts = 16;
    m.experts_per_token = 2;
    m.shared_experts = 1;
    m.expert_hidden = 512;
    m.dense_layers = 1;
    return m;
}

constexpr double kExpertLayers = 7.0;
constexpr double kOneExpert = 3.0 * 1024.0 * 512.0;
/// 512 + 64 elements of 16 bits in each of 8 layers.
constexpr double kCacheOfToken = 8.0 * 576.0 * 2.0;

struct Case {
    Model model = small_mixture();
    ServingTerms terms;
    SoftwareStack software = test::plain_stack();
    Accelerator chip = test::a100();
    Server server = test::dgx_a100();
    Fabric fabric = test::hdr_fat_tree();

    Case() {
        terms.prompt_tokens = 1000.0;
        terms.generated_tokens = 200.0;
        software.flash_attention = true;
    }
    [[nodiscard]] ServingInput input() const {
        return {model, terms, software, chip, server, fabric};
    }
    [[nodiscard]] DecodeStep step(double batch, ReplicaShape shape) const {
        return decode_step(input(), batch, shape);
    }
    /// Bytes of weights that a step reads on a rank.
    [[nodiscard]] double weights_read(double batch, std::int64_t expert) const {
        const double all = step(batch, {1, 1, expert}).read.in(s)*2039e9 * chip.memory_efficiency;
        return all - batch * kCacheOfToken * 1100.0;
    }
};

}  // namespace

TEST_CASE("a rank holds its share of the routed experts, and all else whole") {
    Case c;
    const auto weights = [&](std::int64_t expert) {
        c.terms.expert = expert;
        return replica_speed(c.input()).weights.in(byte);
    };
    const double whole = 2.0 * total_parameters(c.model, 1200);
    for (const std::int64_t n : {1, 2, 4, 8, 16}) {
        CAPTURE(n);
        const double elsewhere = 16.0 - 16.0 / static_cast<double>(n);
        CHECK_THAT(weights(n),
                   WithinRel(whole - 2.0 * elsewhere * kExpertLayers * kOneExpert, kExact));
    }
    // Sixteen on six: the fullest has three.
    CHECK_THAT(weights(6), WithinRel(whole - 2.0 * 13.0 * kExpertLayers * kOneExpert, kExact));
}

TEST_CASE("a rank reads those of its experts that a token of any rank is sent to") {
    // Of 16 experts, 2 a token: all but (7/8)^tokens are awake, of tokens of all ranks; four ranks
    // hold four each.
    const Case c;
    const auto awake = [](double tokens) { return 4.0 * (1.0 - std::pow(0.875, tokens)); };
    const double more = c.weights_read(3.0, 4) - c.weights_read(1.0, 4);
    CHECK_THAT(more,
               WithinRel(2.0 * kExpertLayers * kOneExpert * (awake(12.0) - awake(4.0)), 1e-6));
    // One rank that holds all of them wakes as many with the tokens of all.
    const double alone = c.weights_read(12.0, 1) - c.weights_read(4.0, 1);
    CHECK_THAT(more / alone, WithinRel(0.25, 1e-6));
}

TEST_CASE("a rank keeps keys and values of its own requests, and the replica serves those of all") {
    Case c;
    c.terms.expert = 4;
    c.terms.batch = 40;
    const ReplicaSpeed speed = replica_speed(c.input());
    CHECK(speed.shape.ranks() == 4);
    CHECK_THAT(speed.cache.in(byte), WithinRel(10.0 * 1200.0 * kCacheOfToken, kExact));
    CHECK_THAT(speed.cycle.in(s),
               WithinRel((speed.prefill.total() + 200.0 * speed.step.total()).in(s), kExact));
    CHECK_THAT(speed.tokens_per_s, WithinRel(40.0 * 1200.0 / speed.cycle.in(s), kExact));
    // Tensor parallel ranks have the latent of every request each.
    c.terms.expert.reset();
    c.terms.tensor = 4;
    CHECK_THAT(replica_speed(c.input()).cache / speed.cache, WithinRel(4.0, kExact));
}

TEST_CASE("the batch is what memory holds on each rank, times the ranks") {
    Case c;
    c.terms.expert = 4;
    const ReplicaSpeed speed = replica_speed(c.input());
    CHECK(speed.limit == ServingLimit::memory);
    const double room = 80.0 * 1073741824.0 - 2.5e9 - speed.weights.in(byte);
    CHECK(speed.batch == 4 * static_cast<std::int64_t>(room / (1200.0 * kCacheOfToken)));
}

TEST_CASE("tokens go to their experts and back in each layer that has some") {
    // 10 tokens of 1024 elements of 2 bytes, to 2 experts each. Of four ranks in a server three
    // quarters leave a rank, over 275 GB/s, behind half of an all-reduce's 80 us.
    Case c;
    const double bytes = 10.0 * 1024.0 * 2.0 * 2.0;
    const double inside = 40e-6 + bytes * 0.75 / 275e9;
    CHECK_THAT(c.step(10.0, {1, 1, 4}).network.in(s),
               WithinRel(2.0 * kExpertLayers * inside, kExact));
    // Of 16 ranks on two servers half of them, over adapters of 25 GB/s, as 8 messages of 15 us.
    const double across = 8.0 * 15e-6 + bytes * 0.5 / (25e9 * 0.85);
    CHECK_THAT(c.step(10.0, {1, 1, 16}).network.in(s),
               WithinRel(2.0 * kExpertLayers * across, kExact));
    // The busiest rank has more of both.
    c.software.expert_imbalance = 1.5;
    CHECK_THAT(c.step(10.0, {1, 1, 4}).network.in(s),
               WithinRel(2.0 * kExpertLayers * (40e-6 + 1.5 * bytes * 0.75 / 275e9), kExact));
    CHECK(c.step(10.0, {1, 1, 1}).network == Time{});
}

TEST_CASE("copies of a token for one server cross to it as one where they are forwarded") {
    // Of 16 experts on two servers a token goes to two: to the other server with all but 7 / 30 of
    // the pairs, half of whose visits are 1 - 7 / 30 = 23 / 30.
    Case c;
    const Network net = network(c.server, c.fabric);
    const ExpertExchange sent = expert_exchange(c.model, net, {16, 8}, true, 1e6 * byte);
    CHECK_THAT(sent.bytes.in(byte), WithinRel(2e6, kExact));
    CHECK_THAT(sent.crossing.in(byte), WithinRel(1e6 * 23.0 / 30.0, kExact));
    CHECK_THAT(sent.time.in(s), WithinRel(15e-6 + 1e6 * (23.0 / 30.0) / (25e9 * 0.85), kExact));
}

TEST_CASE("each rank has the work of its own tokens") {
    Case c;
    const Time alone = c.step(16.0, {1, 1, 1}).compute;
    CHECK_THAT(c.step(16.0, {1, 1, 8}).compute / alone, WithinRel(1.0, kExact));
    // Of the busiest rank routed experts have more: two of each token.
    c.software.expert_imbalance = 1.5;
    const double more = 16.0 * 2.0 * 0.5 * 2.0 * kExpertLayers * kOneExpert;
    const double rate = c.chip.peak_bf16->in(TFLOPS)*1e12 * c.chip.sustained_efficiency;
    CHECK_THAT((c.step(16.0, {1, 1, 8}).compute - alone).in(s), WithinRel(more / rate, 1e-6));
}

TEST_CASE("one rank of experts is as none is asked for, in the last bit") {
    Case c;
    c.software.expert_imbalance = 1.5;
    const ReplicaSpeed none = replica_speed(c.input());
    c.terms.expert = 1;
    const ReplicaSpeed one = replica_speed(c.input());
    CHECK(one.tokens_per_s == none.tokens_per_s);
    CHECK(one.used == none.used);
    CHECK(one.batch == none.batch);
    CHECK(one.shape.tensor == none.shape.tensor);
    CHECK(one.step.total() == none.step.total());
}

TEST_CASE("a larger batch takes no less time for a token, and more ranks read no more weights") {
    const Case c;
    for (const std::int64_t n : {2, 8, 16}) {
        for (double batch = 1.0; batch < 1000.0; batch *= 2.0) {
            CAPTURE(n, batch);
            CHECK(c.step(2.0 * batch, {1, 1, n}).total() > c.step(batch, {1, 1, n}).total());
            const double alone = c.weights_read(batch * static_cast<double>(n), 1);
            CHECK(c.weights_read(batch, n) <= 1.000001 * alone);
        }
    }
}

TEST_CASE("prompts send their tokens to experts as answers do, all at once") {
    Case c;
    const PassTime pass = prefill_time(c.input(), 10, {1, 1, 4});
    const double bytes = 10.0 * 1000.0 * 1024.0 * 2.0 * 2.0;
    CHECK_THAT(pass.expert.in(s),
               WithinRel(2.0 * kExpertLayers * (40e-6 + bytes * 0.75 / 275e9), kExact));
    CHECK(prefill_time(c.input(), 10, {1, 1, 1}).expert == Time{});
}

TEST_CASE("experts, tensor and pipeline ranks multiply, and tensor ranks slice what is whole") {
    Case c;
    c.terms.batch = 32;
    c.terms.expert = 4;
    const ReplicaSpeed one = replica_speed(c.input());
    c.terms.tensor = 2;
    const ReplicaSpeed two = replica_speed(c.input());
    CHECK(two.shape.ranks() == 8);
    CHECK_THAT(two.weights / one.weights, WithinRel(0.5, kExact));
    CHECK_THAT(two.cache / one.cache, WithinRel(1.0, kExact));
    c.terms.pipeline = 2;
    const ReplicaSpeed four = replica_speed(c.input());
    CHECK(four.shape.ranks() == 16);
    // Eight batches at once: of 32 requests four each, two batches a rank with half of the layers.
    CHECK(four.shape.batches() == 8);
    CHECK_THAT(four.weights / one.weights, WithinRel(0.25, kExact));
    CHECK_THAT(four.cache / one.cache, WithinRel(2.0 * 4.0 * 0.5 / 8.0, kExact));
}

TEST_CASE("what is known of a prompt is not read again") {
    Case c;
    const auto pass = [&](double share) {
        c.terms.cached_prompt_share = share;
        return prefill_time(c.input(), 64, {1}).total();
    };
    const Time whole = pass(0.0);
    c.terms.cached_prompt_share.reset();
    CHECK(prefill_time(c.input(), 64, {1}).total() == whole);
    CHECK(pass(1.0) == Time{});
    // Of a causal mask the later half of the tokens has three quarters of the scores.
    CHECK(pass(0.5) > 0.5 * whole);
    CHECK(pass(0.5) < 0.75 * whole);
    c.terms.prompt_tokens = 500.0;
    c.terms.cached_prompt_share.reset();
    const Time half = prefill_time(c.input(), 64, {1}).total();
    c.terms.prompt_tokens = 1000.0;
    CHECK_THAT(pass(0.5) / (whole - half), WithinRel(1.0, kExact));
    // It is looked at all the same: keys and values are there, of each request.
    c.terms.batch = 64;
    const ReplicaSpeed kept = replica_speed(c.input());
    c.terms.cached_prompt_share.reset();
    CHECK(replica_speed(c.input()).cache == kept.cache);
}
