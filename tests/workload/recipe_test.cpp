#include "engine/workload/recipe.hpp"

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

/// Touvron et al. 2023 (arXiv:2307.09288): 32 layers, 4096 wide, an FFN of 11008, no GQA.
Model llama_2_7b() {
    Model m;
    m.layers = 32;
    m.hidden = 4096;
    m.heads = 32;
    m.ffn_hidden = 11008;
    m.gated_ffn = true;
    m.vocab = 32000;
    m.tied_embeddings = false;
    m.biases = false;
    return m;
}

Recipe of_kind(RecipeKind kind) {
    Recipe r;
    r.kind = kind;
    return r;
}

}  // namespace

TEST_CASE("adapters of Llama 2 7B have 39,976,960 parameters, or 4,194,304") {
    // r (in + out): rank 16 on q, k, v, o 4 x 16 x 8192, on gate, up, down 3 x 16 x 15104, 32
    // layers; rank 8 on q and v 2 x 8 x 8192.
    CHECK(adapter_parameters(llama_2_7b(), 16, adapted_matrix_names()) == 39'976'960.0);
    CHECK(adapter_parameters(llama_2_7b(), 8, {"q", "v"}) == 4'194'304.0);
}

TEST_CASE("adapters of GPT-3 have 4.7 and 37.7 million parameters") {
    // Hu et al. 2021, table 4: queries and values with rank 1 and 8.
    Model m;
    m.layers = 96;
    m.hidden = 12288;
    m.heads = 96;
    CHECK_THAT(adapter_parameters(m, 1, {"q", "v"}), WithinRel(4.7e6, 5e-3));
    CHECK_THAT(adapter_parameters(m, 8, {"q", "v"}), WithinRel(37.7e6, 2e-3));
}

TEST_CASE("fewer key and value heads have smaller adapters, a plain FFN has no gate") {
    Model m = llama_2_7b();
    m.kv_heads = 8;
    CHECK(adapter_parameters(m, 16, {"k"}) == 32.0 * 16.0 * (4096.0 + 1024.0));
    m.gated_ffn = false;
    CHECK(adapter_parameters(m, 16, {"gate"}) == 0.0);
}

TEST_CASE("what a recipe leaves to train") {
    const Model m = llama_2_7b();
    const double parameters = 6'738'415'616.0;
    for (const RecipeKind kind : {RecipeKind::scratch,
                                  RecipeKind::fine_tune,
                                  RecipeKind::prune,
                                  RecipeKind::quantize_aware,
                                  RecipeKind::distil}) {
        const TrainedPart part = trained_part(of_kind(kind), m, parameters, {});
        CHECK(part.whole());
        CHECK(part.backward);
        CHECK(part.weight_gradients);
        CHECK(part.fake_quantized == (kind == RecipeKind::quantize_aware));
        CHECK(part.masked == (kind == RecipeKind::prune));
    }
    Recipe lora = of_kind(RecipeKind::lora);
    lora.rank = 16;
    lora.matrices = adapted_matrix_names();
    const TrainedPart adapters = trained_part(lora, m, parameters, {});
    CHECK_THAT(adapters.trained_share, WithinRel(0.00593, 1e-3));
    CHECK_FALSE(adapters.weight_gradients);
    CHECK(adapters.frozen_bytes == 2.0);
    lora.kind = RecipeKind::qlora;
    lora.weight_bits = 4.0;
    lora.dequantize_share = 0.2;
    const TrainedPart quantized = trained_part(lora, m, parameters, {});
    CHECK(quantized.frozen_bytes == 0.5);
    CHECK_THAT(quantized.product_slowdown, WithinRel(1.2, 1e-12));
    CHECK_FALSE(trained_part(of_kind(RecipeKind::quantize), m, parameters, {}).backward);
    CHECK(trained_part(of_kind(RecipeKind::as_is), m, parameters, {}).tokens == 0.0);
}

TEST_CASE("2:4 sparsity stores nine sixteenths of 16-bit weights, zeros without a pattern all") {
    // Half of the values of 16 bits, each with an index of 2 (Mishra et al. 2021).
    Recipe r = of_kind(RecipeKind::prune);
    r.sparsity = Sparsity::two_of_four;
    CHECK(served_weight_bytes(r, 16.0) == 1.125);
    r.sparsity = Sparsity::unstructured;
    CHECK(served_weight_bytes(r, 16.0) == 2.0);
    CHECK(served_weight_bytes(of_kind(RecipeKind::quantize), 4.0) == 0.5);
}
