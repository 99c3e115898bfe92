#include "engine/report/explain.hpp"

#include "engine/scenario/evaluate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

namespace {

using namespace deepwallet;

const Explanation* find(const Explanation& node, const std::string& path) {
    if (node.path == path)
        return &node;
    for (const Explanation& input : node.inputs) {
        if (const Explanation* found = find(input, path))
            return found;
    }
    return nullptr;
}

}  // namespace

TEST_CASE("the iteration time goes down to constants with their sources") {
    const auto loaded = test::load_file(test::reference_file());
    const Explanation tree =
        explain(*find_metric("iteration.time_s"), loaded, evaluate_analytic(loaded.scenario));
    const Explanation* bandwidth = find(tree, "accelerator.memory_bandwidth_gb_per_s");
    REQUIRE(bandwidth != nullptr);
    CHECK(bandwidth->value == "2039 GB/s");
    CHECK_THAT(bandwidth->source, ContainsSubstring("a100-sxm4-80gb.toml:"));
    CHECK_THAT(bandwidth->source, ContainsSubstring("NVIDIA A100"));
    const Explanation* batch = find(tree, "training.global_batch");
    REQUIRE(batch != nullptr);
    CHECK_THAT(batch->source, ContainsSubstring("mt-nlg-530b-280.toml:"));
    // QKV of a rank: N = 2048 tokens, 3 x 20480 / 8 columns.
    const Explanation* qkv = find(tree, "QKV");
    REQUIRE(qkv != nullptr);
    CHECK_THAT(qkv->meaning, ContainsSubstring("(2,048 × 7,680 × 20,480)"));
}

TEST_CASE("an assumption is shown as one, with its range") {
    const auto loaded = test::load_file(test::reference_file());
    const Explanation tree =
        explain(*find_metric("cost.on_prem.total_usd"), loaded, evaluate_analytic(loaded.scenario));
    const Explanation* use = find(tree, "economics.utilisation");
    REQUIRE(use != nullptr);
    CHECK_THAT(use->source, ContainsSubstring("[assumption]"));
    CHECK_THAT(use->source, ContainsSubstring("[0.400 to 0.950]"));
}

TEST_CASE("a shared step is written out once") {
    const auto loaded = test::load_file(test::reference_file());
    const std::string text = explanation_text(
        explain(*find_metric("iteration.time_s"), loaded, evaluate_analytic(loaded.scenario)));
    const std::string formula = "= global batch / (data x micro-batch)";
    const std::size_t first = text.find(formula);
    REQUIRE(first != std::string::npos);
    CHECK(text.find(formula, first + 1) == std::string::npos);
}
