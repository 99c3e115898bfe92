// A service predicted from its published plan: nothing is fitted to it, and its errors are held as
// they are. DeepSeek, open-infra-index, "DeepSeek-V3/R1 Inference System Overview", 2025-03; all of
// its figures from memory. On a day 608 billion tokens of prompts, 56.3 % of them kept, and 168
// billion of answers took 226.75 nodes of 8 H800 in the mean, 87,072 USD at 2 USD a GPU-hour.

#include "engine/report/metrics.hpp"
#include "engine/scenario/evaluate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

namespace {

using namespace deepwallet;

constexpr double kAnswersPerNode = 14'800.0;  // tokens a second, experts over 144
constexpr double kPromptsPerNode = 73'700.0;  // the same, over 32
constexpr double kUsdPerDay = 87'072.0;
constexpr double kPrompts = 608e9;
constexpr double kAnswers = 168e9;
constexpr double kDay = 86'400.0;
constexpr double kUsdPerNodeDay = 8.0 * 2.0 * 24.0;

Scenario service(const std::vector<std::string>& settings = {}) {
    const auto folder = test::project_root() / "scenarios" / "published";
    return test::load_file(folder / "deepseek-v3-serving.toml", settings).scenario;
}

double number(const Scenario& s, const char* path) {
    const Report report = evaluate_analytic(s);
    return number_of(value_of(*find_metric(path), {s, report}));
}

double answers_per_node() {
    const Scenario s = service();
    const double step_s = number(s, "serving.step_ms") / 1e3;
    return number(s, "serving.requests_at_once") / step_s / number(s, "serving.servers");
}

double prompts_per_node() {
    const Scenario s =
        service({"serving.expert=32", "serving.generated_tokens=0", "serving.batch=256"});
    return number(s, "serving.tokens_per_s") / number(s, "serving.servers");
}

/// Predicted over published, less one.
double error(double predicted, double published) { return predicted / published - 1.0; }

constexpr double kRounding = 0.01;

}  // namespace

TEST_CASE("DeepSeek's account of its service agrees with itself") {
    const double nodes = kAnswers / kDay / kAnswersPerNode + kPrompts / kDay / kPromptsPerNode;
    CHECK_THAT(nodes, WithinRel(226.75, 1e-3));
    CHECK_THAT(226.75 * kUsdPerNodeDay, WithinRel(kUsdPerDay, 1e-9));
    // A request as the scenario has it: in the middle of its answer 4,989 tokens.
    const ServingTerms terms = service().serving;
    CHECK_THAT(*terms.prompt_tokens + 0.5 * *terms.generated_tokens, WithinRel(4989.0, 1e-3));
    CHECK_THAT(*terms.prompt_tokens / *terms.generated_tokens,
               WithinRel(kPrompts / kAnswers, 1e-3));
    // 20 to 22 tokens a second for each reader.
    const double readers = static_cast<double>(*terms.batch) / 18.0;
    CHECK(kAnswersPerNode / readers > 20.0);
    CHECK(kAnswersPerNode / readers < 22.0);
}

TEST_CASE("DeepSeek-V3 served: 14,800 tokens of answers a second and node, and 38 % less here") {
    CHECK(number(service(), "serving.ranks") == 144.0);
    CHECK(number(service(), "serving.memory_per_gpu_gib") < 80.0);
    CHECK_THAT(error(answers_per_node(), kAnswersPerNode), WithinAbs(-0.38, kRounding));
}

TEST_CASE("DeepSeek-V3 served: 73,700 tokens of prompts a second and node, and 16 % less here") {
    CHECK_THAT(error(prompts_per_node(), kPromptsPerNode), WithinAbs(-0.16, kRounding));
}

TEST_CASE("DeepSeek-V3 served: 0.112 USD a million tokens, and 67 % more here") {
    const double published = kUsdPerDay / ((kPrompts + kAnswers) / 1e6);
    const double one_fleet = number(service(), "serving.usd_per_million_tokens");
    CHECK_THAT(error(one_fleet, published), WithinAbs(0.67, kRounding));
    // As two fleets, prompts on GPUs of their own.
    const double nodes =
        kAnswers / kDay / answers_per_node() + kPrompts / kDay / prompts_per_node();
    CHECK_THAT(error(nodes * kUsdPerNodeDay, kUsdPerDay), WithinAbs(0.43, kRounding));
}

TEST_CASE("DeepSeek-V3 served by tensor parallelism alone takes several times as much") {
    Scenario s = service();
    const double spread = number(s, "serving.usd_per_million_tokens");
    s.serving.expert.reset();
    s.serving.batch.reset();
    CHECK(number(s, "serving.usd_per_million_tokens") > 2.0 * spread);
}
