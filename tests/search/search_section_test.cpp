#include "engine/search/search_section.hpp"

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

std::string faults_of(const std::string& toml) {
    const auto read = read_search_section(toml, "q.toml");
    return read ? "" : render(read.error());
}

}  // namespace

TEST_CASE("[search] has the options of the command") {
    const auto read = read_search_section(R"([search]
objective = "loss.expected"
maximize = false
where = ["run.days <= 30", "cost.total_usd < 1e6"]
pareto = ["time"]
top = 3
budget = "usd=10e6,days=60"
set."cluster.server" = ["dgx-h100", "dgx-a100-80gb"]
set."cluster.servers" = [1, 2, 4]
set."training.tokens" = 10e9
set."economics.compare" = ["on-prem"]
)",
                                          "q.toml");
    REQUIRE(read);
    CHECK(read->objective->text == "loss.expected");
    CHECK(read->objective->place.line == 2);
    CHECK(read->maximize == false);
    REQUIRE(read->where.size() == 2);
    CHECK(read->where[1].text == "cost.total_usd < 1e6");
    CHECK(read->pareto.size() == 1);
    CHECK(read->top == 3);
    CHECK(read->budget->text == "usd=10e6,days=60");
    REQUIRE(read->axes.size() == 2);
    CHECK(read->axes[0].path == "cluster.server");
    CHECK(read->axes[1].values == std::vector<Value>{Value(std::int64_t{1}),
                                                     Value(std::int64_t{2}),
                                                     Value(std::int64_t{4})});
    REQUIRE(read->settings.size() == 2);
    CHECK(read->settings[0].path == "training.tokens");
}

TEST_CASE("[search] asks one question") {
    const auto goal = read_search_section("[search]\nquestion = \"lowest-loss\"\n", "q.toml");
    REQUIRE(goal);
    CHECK(goal->question->text == "lowest-loss");
    CHECK(goal->question->place.line == 2);
    const auto target = read_search_section("[search]\ntarget = \"run.days < 9\"\n", "q.toml");
    REQUIRE(target);
    CHECK(target->targets.size() == 1);
    CHECK(faults_of("[search]\nquestion = \"shortest\"\ntarget = \"run.days < 9\"\ntop = 2\n") ==
          "q.toml:3:10: error: search.question and search.target are two questions\n"
          "  help: one of them a file\n"
          "q.toml:4:7: error: search.question and search.top are two questions\n"
          "  help: one of them a file\n"
          "q.toml:4:7: error: search.target and search.top are two questions\n"
          "  help: one of them a file\n");
    CHECK_THAT(faults_of("[search]\nmaximize = true\n"), ContainsSubstring("of what?"));
    CHECK_THAT(faults_of("[search]\nwhere = \"3\"\n"), ContainsSubstring("'3': no condition"));
}

TEST_CASE("the schema of [search] has every key that the section takes, and no other") {
    const auto schema = nlohmann::json::parse(search_section_schema());
    for (const auto& [key, type] : schema["properties"].items())
        CHECK_THAT(faults_of("[search]\n" + key + " = 1979-05-27\n"),
                   !ContainsSubstring("no such key"));
    for (const char* key :
         {"objective", "maximize", "where", "target", "pareto", "top", "question", "budget", "set"})
        CHECK(schema["properties"].contains(key));
}

TEST_CASE("a file without [search] asks nothing") {
    const auto read = read_search_section("[model]\nlayers = 3\n", "q.toml");
    REQUIRE(read);
    CHECK(!read->objective);
    CHECK(read->axes.empty());
}

TEST_CASE("faults of [search] come with their place and the word that was meant, all at once") {
    CHECK(faults_of(R"([search]
objectiv = "time"
objective = "run.day"
where = ["iteration.mfu > 0.4", "run.dayz < 3"]
top = 0
maximize = "yes"
question = "lowest-los"
budget = "usd=1e6,day=3"
set."cluster.serverz" = [1, 2]
set."cluster.servers" = [0, 2]
)") == R"(q.toml:2:12: error: search.objectiv: no such key
  help: did you mean 'objective'?
q.toml:3:13: error: 'run.day': no field or metric run.day
  help: did you mean 'run.days'?
q.toml:4:9: error: 'run.dayz < 3': no field or metric run.dayz
  help: did you mean 'run.days'?
q.toml:5:7: error: search.top = 0
  help: a whole number from 1 to 10000
q.toml:6:12: error: search.maximize = "yes"
  help: true or false
q.toml:7:12: error: search.question = "lowest-los": no such question
  help: did you mean 'lowest-loss'?
q.toml:8:10: error: budget: 'day': no such purse
  help: did you mean 'days'?
q.toml:9:25: error: cluster.serverz: no such field
  help: did you mean 'cluster.server'?
q.toml:10:25: error: cluster.servers = 0: out of range
  help: 1 to 10000000 is allowed (number of servers)
q.toml:3:13: error: search.question and search.objective are two questions
  help: one of them a file
q.toml:6:12: error: search.question and search.maximize are two questions
  help: one of them a file
q.toml:5:7: error: search.question and search.top are two questions
  help: one of them a file
)");
}
