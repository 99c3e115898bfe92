#include "engine/search/question.hpp"

#include <cmath>

#include "engine/scenario/evaluate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;

namespace {

const std::string kSmall = R"(
[model]
preset = "gpt3-350m"
[cluster]
servers = 1
[training]
sequence_length = 2048
global_batch = 32
tokens = 1e9
)";

SearchQuestion ask(const std::string& section) {
    const auto question = read_search_question(kSmall + section, "q.toml", test::database());
    if (!question)
        throw std::runtime_error(render(question.error()));
    return *question;
}

}  // namespace

TEST_CASE("a text without [search] asks for the shortest run and the usual front") {
    const SearchQuestion question = ask("");
    CHECK(question.objective.text() == "run.days");
    REQUIRE(question.goals.size() == 3);
    CHECK(question.goals[1].text() == "cost.total_usd");
    CHECK(question.top == 10);
    CHECK(question.constraints.empty());
}

TEST_CASE("a section's objective, direction, conditions, settings and axes are asked") {
    const SearchQuestion question = ask(R"([search]
objective = "iteration.mfu"
maximize = true
where = ["run.days <= 30"]
top = 3
set."cluster.servers" = [1, 2]
set."parallelism.context" = [1]
set."site.pue" = 1.5
)");
    CHECK(question.objective.text() == "iteration.mfu");
    CHECK(question.maximize);
    REQUIRE(question.constraints.size() == 1);
    CHECK(question.top == 3);
    CHECK(question.base.site.pue == 1.5);
    REQUIRE(question.space.beside.size() == 1);
    CHECK(question.space.beside[0].values.size() == 2);
    CHECK(question.space.context.size() == 1);
}

TEST_CASE("plans are as many when they are counted as when they are looked at") {
    for (const char* section : {"",
                                "[search]\nset.\"cluster.servers\" = [1, 2]\n",
                                "[search]\nset.\"cluster.server\" = [\"dgx-a100-80gb\", "
                                "\"dgx-h100\"]\n"}) {
        const SearchQuestion question = ask(section);
        CHECK(plan_count(question) == search(question).plans);
    }
}

TEST_CASE("counting ends early where it is told to") {
    const std::atomic<bool> stop = true;
    CHECK(plan_count(ask(""), &stop) == 0);
}

TEST_CASE(
    "the reference is what the scenario itself comes to, and not known where it breaks a "
    "condition") {
    const SearchQuestion question = ask("");
    CHECK(question.reference ==
          number_of(value_of(*find_metric("run.days"),
                             {question.base, evaluate_analytic(question.base)})));
    CHECK(std::isnan(ask("[search]\nwhere = [\"run.days <= 0\"]\n").reference));
}

TEST_CASE("faults of inputs and of the section come with their places") {
    const auto unknown =
        read_search_question("[model]\npreset = \"no-such\"\n", "q.toml", test::database());
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().front().place.line == 2);
    const auto formula = read_search_question(
        kSmall + "[search]\nobjective = \"run.dayz\"\n", "q.toml", test::database());
    REQUIRE_FALSE(formula);
    CHECK_THAT(render(formula.error()), ContainsSubstring("run.days"));
}

TEST_CASE("a file that asks what a budget buys leaves servers open, and the model if it is asked") {
    const SearchQuestion shortest = ask(R"([search]
question = "shortest"
budget = "usd=1e6"
)");
    // An eighth to four times the file's one server: what is whole.
    REQUIRE(shortest.space.beside.size() == 1);
    CHECK(shortest.space.beside[0].path == "cluster.servers");
    CHECK(shortest.space.beside[0].values == std::vector<Value>{1L, 2L, 4L});
    CHECK(shortest.entries.choices.empty());
    const SearchQuestion largest = ask(R"([search]
question = "largest-model"
budget = "usd=1e6"
set."cluster.servers" = 2
)");
    CHECK(largest.space.beside[0].values == std::vector<Value>{2L});
    CHECK(largest.entries.choices.size() > 5);
}

TEST_CASE("a question of a budget without a bound is refused at its place") {
    const auto question = read_search_question(
        kSmall + "[search]\nquestion = \"shortest\"\n", "q.toml", test::database());
    REQUIRE_FALSE(question);
    CHECK(question.error().front().path == "budget");
    CHECK(question.error().front().place.line == 11);
}
