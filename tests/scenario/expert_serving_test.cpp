// Serving with spread experts through the whole way of a scenario.

#include "engine/report/serving_text.hpp"
#include "engine/scenario/evaluate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;

namespace {

/// Mixtral: 8 experts, 2 a token.
std::vector<std::string> mixtral(const std::vector<std::string>& more) {
    std::vector<std::string> out = {"model.preset=mixtral-8x7b",
                                    "cluster.server=dgx-h100",
                                    "cluster.servers=1",
                                    "training.sequence_length=2048",
                                    "training.global_batch=8",
                                    "economics.compare=[\"on-prem\"]",
                                    "serving.prompt_tokens=500",
                                    "serving.generated_tokens=250"};
    out.insert(out.end(), more.begin(), more.end());
    return out;
}

std::string refusal(const std::vector<std::string>& more) {
    const auto read = load_scenario(test::settings(mixtral(more)), test::database());
    return read ? "" : render(read.error());
}

Scenario loaded(const std::vector<std::string>& more) {
    auto read = load_scenario(test::settings(mixtral(more)), test::database());
    INFO((read ? "" : render(read.error())));
    REQUIRE(read);
    return read->scenario;
}

std::string line(const std::vector<std::string>& more) {
    const Scenario s = loaded(more);
    const Report report = evaluate_analytic(s);
    return serving_line({s, report});
}

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("experts are spread over no more ranks than there are, of a model that has some") {
    CHECK(refusal({"serving.expert=8"}) == "");
    CHECK(has(refusal({"serving.expert=9"}), "serving.expert = 9: there are 8 experts to spread"));
    CHECK(has(refusal({"model.preset=llama-2-7b", "serving.expert=2"}),
              "serving.expert = 2: the model has no experts"));
    CHECK(refusal({"model.preset=llama-2-7b", "serving.expert=1"}) == "");
    // With tensor ranks and stages they are on one machine, where that has no network.
    CHECK(refusal({"serving.expert=8", "server.nics=0"}) == "");
    CHECK(has(refusal({"serving.expert=8", "serving.tensor=2", "server.nics=0"}),
              "16 ranks of a replica"));
}

TEST_CASE("what is kept of prompts is a decoder's") {
    CHECK(refusal({"serving.cached_prompt_share=0.5"}) == "");
    CHECK(has(refusal({"model.preset=bert-large",
                       "serving.generated_tokens=0",
                       "serving.cached_prompt_share=0.5"}),
              "only decoders"));
    CHECK(has(refusal({"serving.cached_prompt_share=1.5"}), "out of range"));
}

TEST_CASE("a replica of spread experts is on as many servers as its ranks fill, with a network") {
    const auto fleet = [](const std::vector<std::string>& more) {
        return evaluate_analytic(loaded(more)).serving->fleet;
    };
    CHECK(fleet({"serving.expert=8"}).servers == 1.0);
    CHECK(fleet({"serving.expert=8", "serving.tensor=2"}).servers == 2.0);
    CHECK(fleet({"serving.expert=8", "serving.tensor=2"}).power.network > Power{});
    CHECK(fleet({"serving.expert=8"}).power.network == Power{});
}

TEST_CASE("experts that tensor parallelism spreads are told of, others are not") {
    CHECK(has(line({"serving.tensor=4"}), "spread by tensor parallelism over 4 GPUs"));
    CHECK(has(line({"serving.tensor=4"}), "serving.expert"));
    CHECK_FALSE(has(line({"serving.expert=4"}), "note"));
    CHECK(has(line({"serving.expert=4"}), "(experts over 4)"));
    CHECK(has(line({"serving.expert=4", "serving.tensor=2"}),
              "(experts over 4 x tensor 2 x pipeline 1)"));
    CHECK_FALSE(has(line({"model.preset=llama-2-70b", "serving.tensor=4"}), "note"));
}
