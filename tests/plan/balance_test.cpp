#include "engine/plan/balance.hpp"

#include <numeric>
#include <vector>

#include "engine/workload/parameters.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

using Split = std::vector<std::int64_t>;

/// h 2048, f 8192 gated: 67.1 million weights a layer; a head of 131072 words weighs four of them.
Model llama_1b() {
    Model m;
    m.layers = 16;
    m.hidden = 2048;
    m.heads = 32;
    m.ffn_hidden = 8192;
    m.gated_ffn = true;
    m.biases = false;
    m.normalization = Normalization::rms_norm;
    m.positions = Positions::rotary;
    m.vocab = 131072;
    return m;
}

}  // namespace

TEST_CASE("a heavy head takes the place of layers on the last stages") {
    // 16 layers and a head of four make 20: shares of 5, 10, 15 and 20; the layer that exceeds a
    // share is the last of its stage.
    CHECK(balanced_stage_layers(llama_1b(), 4) == Split{6, 5, 5, 0});
    // Shares of 2.5: layers 3, 6, 8, 11, 13 and 16 exceed them.
    CHECK(balanced_stage_layers(llama_1b(), 8) == Split{3, 3, 2, 3, 2, 3, 0, 0});
    CHECK(balanced_stage_layers(llama_1b(), 1) == Split{16});
}

TEST_CASE("where the head weighs little, stages differ by one layer at most") {
    Model m = llama_1b();
    m.vocab = 1000;
    const auto stages = GENERATE(2, 3, 5, 16, 40);
    const Split split = balanced_stage_layers(m, stages);
    CHECK(std::accumulate(split.begin(), split.end(), std::int64_t{0}) == m.layers);
    for (const std::int64_t n : split) CHECK(n <= m.layers / stages + 1);
}
