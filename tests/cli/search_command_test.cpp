// `search` as a researcher meets it.

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace deepwallet;
using namespace deepwallet::test;
using nlohmann::json;

namespace {

/// A small model on few servers, so that a test is short.
Outcome search_small(const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {"search",
                                          reference_scenario(),
                                          "--set",
                                          "model.preset=\"gpt-1.7b\"",
                                          "--set",
                                          "parallelism.pipeline=1",
                                          "--set",
                                          "cluster.servers=2",
                                          "--set",
                                          "training.global_batch=64"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
}

}  // namespace

TEST_CASE("search: JSON has what was asked, the best first, each as run says it") {
    const Outcome outcome = search_small({"--json", "--top", "3", "--objective", "cost"});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    const json found = json::parse(outcome.out);
    for (const char* key : {"evaluated", "feasible", "seconds", "threads", "plans", "pareto"}) {
        INFO(key);
        CHECK(found.contains(key));
    }
    REQUIRE(found["plans"].size() == 3);
    double before = 0.0;
    for (const json& plan : found["plans"]) {
        CHECK(plan["objective"].get<double>() >= before);
        before = plan["objective"];
    }
    std::vector<std::string> arguments = {"run",
                                          reference_scenario(),
                                          "--json",
                                          "--set",
                                          "model.preset=\"gpt-1.7b\"",
                                          "--set",
                                          "cluster.servers=2",
                                          "--set",
                                          "training.global_batch=64"};
    for (const auto& [path, value] : found["plans"][0]["fields"].items()) {
        arguments.emplace_back("--set");
        arguments.push_back(path + "=" + value.dump());
    }
    const Outcome run = run_program(arguments);
    INFO(run.err);
    REQUIRE(run.code == 0);
    CHECK(json::parse(run.out)["cost"]["total_usd"] == found["plans"][0]["objective"]);
}

TEST_CASE("search: what cannot be asked gets its message") {
    struct Row {
        std::vector<std::string> arguments;
        std::string message;
    };
    for (const Row& row :
         {Row{{"--objective", "run.day"}, "no field or metric run.day"},
          Row{{"--where", "run.days <= "}, "'run.days <= '"},
          Row{{"--where", "parallelism.tensor > 2"}, "no field or metric parallelism.tensor"},
          Row{{"--set", "cluster.server=dgx-h100,dgx-a100-80g"}, "did you mean 'dgx-a100-80gb'?"},
          Row{{"--budget", "us=3"}, "did you mean 'usd'?"},
          Row{{"--budget", "usd=-3"}, "budget: 'usd=-3': no amount"},
          Row{{"--budget", "days=3,days=4"}, "given twice"},
          Row{{"--lowest-loss"}, "budget: not given"},
          Row{{"--lowest-loss", "--budget", "days=1", "--csv", "plans.csv"},
              "--csv: this question has one answer"},
          Row{{"--lowest-loss", "--budget", "days=1", "--set", "training.tokens=1e9,2e9"},
              "training.tokens: the question chooses tokens itself"},
          Row{{"--largest-model", "--budget", "days=1", "--set", "model.layers=3"},
              "model.layers: the size of the model is what is asked"},
          Row{{"--set", "parallelism.tensor=0,2"}, "parallelism.tensor = 0"},
          Row{{"--set", "parallelism.tensor=2,4,2"}, "parallelism.tensor: 2 stands twice"},
          Row{{"--where", "3"}, "'3': no condition"},
          Row{{"--where", "3 > 2"}, "'3 > 2': no condition"},
          Row{{"--target", "run.days"}, "'run.days': no condition"},
          Row{{"--maximize"}, "--maximize: of what?"},
          Row{{"--shortest", "--budget", "days=1", "--top", "3"}, "--top: this question has one"},
          Row{{"--shortest", "--budget", "days=1", "--pareto", "time"}, "--pareto: this question"},
          Row{{"--target", "run.days < 9", "--pareto", "time"}, "--pareto: a target has three"},
          Row{{"--tokens-per-parameter", "20"}, "--tokens-per-parameter: of the largest model"}}) {
        const Outcome outcome = search_small(row.arguments);
        INFO(row.message);
        CHECK(outcome.code == 3);
        CHECK(outcome.out.empty());
        CHECK_THAT(outcome.err, ContainsSubstring(row.message));
    }
}

TEST_CASE("search: a goal is reached by the least servers, and by none fewer") {
    const auto days = [](const std::string& servers) {
        const Outcome outcome =
            search_small({"--json", "--top", "1", "--set", "cluster.servers=" + servers});
        return json::parse(outcome.out)["plans"][0]["metrics"]["run.days"].get<double>();
    };
    const double goal = 0.5 * (days("2") + days("4"));
    const Outcome outcome = search_small({"--target", "run.days <= " + std::to_string(goal)});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    CHECK_THAT(outcome.out, ContainsSubstring("the least gpus"));
    CHECK_THAT(outcome.out, ContainsSubstring("the least cost.total_usd"));
    CHECK_THAT(outcome.out, ContainsSubstring("the least power.facility_mean_kw"));
    const Outcome fewer = search_small(
        {"--where", "run.days <= " + std::to_string(goal), "--set", "cluster.servers=1,2"});
    CHECK(fewer.code == 4);
    CHECK_THAT(fewer.out, ContainsSubstring("none fits and meets the conditions"));
}

TEST_CASE("search: a target's JSON is one object, the least of each by its metric") {
    const Outcome outcome = search_small({"--json", "--target", "run.days <= 3650"});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    const json least = json::parse(outcome.out)["least"];
    for (const char* metric : {"gpus", "cost.total_usd", "power.facility_mean_kw"}) {
        INFO(metric);
        REQUIRE(least[metric]["plans"].size() == 1);
        CHECK(least[metric]["objective"] == metric);
    }
}

TEST_CASE("search: the greatest of an objective is told as it is, not as its negative") {
    const Outcome outcome =
        search_small({"--json", "--maximize", "--objective", "iteration.mfu", "--top", "3"});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    const json found = json::parse(outcome.out);
    CHECK(found["objective"] == "iteration.mfu");
    CHECK(found["maximize"] == true);
    double before = 1.0;
    for (const json& plan : found["plans"]) {
        CHECK(plan["objective"] == plan["metrics"]["iteration.mfu"]);
        CHECK(plan["objective"].get<double>() <= before);
        before = plan["objective"];
    }
    const Outcome text = search_small({"--maximize", "--objective", "iteration.mfu"});
    CHECK_THAT(text.out, ContainsSubstring("by iteration.mfu, the greatest first"));
    CHECK_THAT(text.out, ContainsSubstring("% above it in iteration.mfu"));
}

TEST_CASE("search: words are meant inside of a formula too") {
    const auto best = [](const std::string& objective) {
        const Outcome outcome = search_small({"--json", "--top", "1", "--objective", objective});
        INFO(outcome.err);
        REQUIRE(outcome.code == 0);
        return json::parse(outcome.out)["plans"][0]["objective"].get<double>();
    };
    CHECK(best("1000*time + cost/2") == best("1000*run.days + cost.total_usd/2"));
}

TEST_CASE("search: one value of a plan's field is all that the field may have") {
    const auto plans = [](const std::vector<std::string>& more) {
        std::vector<std::string> arguments = {"--json", "--set", "parallelism.offload=none"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Outcome outcome = search_small(arguments);
        INFO(outcome.err);
        REQUIRE(outcome.code == 0);
        return json::parse(outcome.out);
    };
    const json all = plans({});
    const json pinned = plans({"--set", "parallelism.tensor=4"});
    CHECK(pinned["space"].get<int>() < all["space"].get<int>());
    for (const json& plan : pinned["plans"]) {
        CHECK(plan["fields"]["parallelism.tensor"] == 4);
        CHECK(plan["fields"]["parallelism.offload"] == "none");
    }
}

TEST_CASE("search: a plan of one's own that cannot be carried out does not keep from looking") {
    // 35 stages do not divide 16 accelerators; of the file alone they are refused by run.
    const Outcome outcome = run_program({"search",
                                         reference_scenario(),
                                         "--json",
                                         "--set",
                                         "model.preset=gpt-1.7b",
                                         "--set",
                                         "cluster.servers=2",
                                         "--set",
                                         "training.global_batch=64"});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    CHECK(!json::parse(outcome.out).contains("own"));
}

TEST_CASE("search: an objective that is no number ranks nothing") {
    const Outcome outcome = search_small({"--json", "--objective", "run.days/0"});
    CHECK(outcome.code == 4);
    CHECK(json::parse(outcome.out)["plans"].empty());
    CHECK(search_small({"--budget", ""}).code == 2);
}

TEST_CASE("search: the plan that leaves as launch arguments is one that they say in full") {
    const TemporaryFolder folder;
    const Outcome outcome = run_program({"search", reference_scenario(), "--export", "megatron"});
    CHECK(outcome.code == 0);
    CHECK_THAT(outcome.out, !ContainsSubstring("no argument says parallelism"));
    CHECK_THAT(outcome.out, !ContainsSubstring("do not divide"));
    // Read back, it is a plan that is searched: no worse than the own one.
    const std::string arguments = folder.write("m.sh", outcome.out);
    const auto days = [&](const std::vector<std::string>& more) {
        std::vector<std::string> words = {"run", reference_scenario(), "--json", "--quiet"};
        words.insert(words.end(), more.begin(), more.end());
        return nlohmann::json::parse(run_program(words).out)["run"]["days"].get<double>();
    };
    CHECK(days({"--set", "import.megatron_args=" + arguments}) <= days({}));
}

TEST_CASE("search: what is text ranks nothing, and is told as such") {
    const Outcome outcome =
        run_program({"search", reference_scenario(), "--objective", "cost.cheapest"});
    CHECK(outcome.code == 3);
    CHECK_THAT(outcome.err, ContainsSubstring("cost.cheapest is text, and no number"));
}

TEST_CASE("search: a page shows the front too, and says what it leaves out") {
    const TemporaryFolder folder;
    const std::string page = (folder.path() / "p.html").string();
    const Outcome outcome = run_program({"search",
                                         reference_scenario(),
                                         "--set",
                                         "cluster.servers=210,280,350",
                                         "--set",
                                         "parallelism.schedule=1f1b,interleaved",
                                         "--top",
                                         "1",
                                         "--html",
                                         page,
                                         "--json",
                                         "--quiet"});
    REQUIRE(outcome.code == 0);
    const auto found = nlohmann::json::parse(outcome.out);
    REQUIRE(found["pareto"].size() > 1);
    // Of the best alone there would be one row.
    CHECK_THAT(content_of(page),
               ContainsSubstring(std::to_string(found["pareto"].size()) + " rows"));
    CHECK_THAT(content_of(page), ContainsSubstring("All other plans were left out."));
}

TEST_CASE("search: values that no plan can have are told, and the others searched") {
    // 128 heads divide by neither 3 nor 5.
    const Outcome outcome = run_program(
        {"search", reference_scenario(), "--set", "parallelism.tensor=3,5,8", "--quiet"});
    CHECK(outcome.code == 0);
    CHECK_THAT(outcome.out, ContainsSubstring("left out parallelism.tensor = 3, 5: no plan"));
    const Outcome whole =
        run_program({"search", reference_scenario(), "--set", "parallelism.tensor=4,8", "--quiet"});
    CHECK_THAT(whole.out, !ContainsSubstring("left out"));
}

TEST_CASE("search: a plan that is not searched has no rank") {
    const std::vector<std::string> elsewhere = {"--set", "parallelism.tensor=1,2"};
    const Outcome outcome = search_small(elsewhere);
    REQUIRE(outcome.code == 0);
    CHECK_THAT(outcome.out, ContainsSubstring("own plan is not among those searched"));
    std::vector<std::string> as_json = elsewhere;
    as_json.emplace_back("--json");
    CHECK(!json::parse(search_small(as_json).out).contains("own"));
    CHECK(json::parse(search_small({"--json"}).out).contains("own"));
}

TEST_CASE("search: the best plan leaves as launch arguments, as a page and as a table") {
    const TemporaryFolder folder;
    const std::string page = (folder.path() / "plans.html").string();
    const std::string table = (folder.path() / "plans.csv").string();
    const Outcome outcome = search_small({"--export", "megatron", "--html", page, "--csv", table});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    CHECK_THAT(outcome.out, ContainsSubstring("--tensor-model-parallel-size"));
    CHECK(std::filesystem::file_size(page) > 1000);
    CHECK(std::filesystem::file_size(table) > 100);
}

TEST_CASE("search: servers are an axis, each with the plans that it allows") {
    const Outcome outcome = search_small({"--json",
                                          "--set",
                                          "cluster.server=dgx-a100-80gb,dgx-h100,dgx-2",
                                          "--set",
                                          "economics.compare=[\"on-prem\"]",
                                          "--set",
                                          "training.precision=fp16"});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    CHECK(json::parse(outcome.out)["plans"][0]["fields"]["cluster.server"] == "dgx-h100");
    // Offers of A100 price no H100.
    const Outcome rented = search_small({"--set", "cluster.server=dgx-a100-80gb,dgx-h100"});
    CHECK(rented.code == 0);
    CHECK_THAT(rented.out, ContainsSubstring("left out cluster.server=\"dgx-h100\": economics"));
}

namespace {

json search_shipped(const std::string& name, const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {
        "search", (source_root() / "scenarios/searches" / (name + ".toml")).string(), "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome outcome = run_program(arguments);
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    return json::parse(outcome.out);
}

}  // namespace

TEST_CASE("search: a file's [search] asks, and the command line wins over it") {
    const json asked = search_shipped("h100-or-a100", {});
    CHECK(asked["objective"] == "cost.total_usd");
    REQUIRE(asked["plans"].size() == 5);
    for (const json& plan : asked["plans"]) {
        CHECK(plan["metrics"]["run.days"].get<double>() <= 30.0);
        CHECK(plan["fields"]["parallelism.context"] == 1);
        // What the file's own paragraph says.
        CHECK(plan["fields"]["cluster.server"] == "dgx-h100");
        CHECK(plan["fields"]["cluster.servers"] == 32);
    }
    const json other = search_shipped("h100-or-a100",
                                      {"--objective",
                                       "time",
                                       "--top",
                                       "2",
                                       "--where",
                                       "run.days <= 90",
                                       "--set",
                                       "cluster.servers=4",
                                       "--set",
                                       "cluster.server=dgx-a100-40gb,dgx-a100-80gb"});
    CHECK(other["objective"] == "run.days");
    REQUIRE(other["plans"].size() == 2);
    CHECK(other["plans"][0]["metrics"]["run.days"].get<double>() > 30.0);
    CHECK(!other["plans"][0]["fields"].contains("cluster.servers"));
    CHECK(other["plans"][0]["fields"]["cluster.server"] != "dgx-h100");
}

TEST_CASE("search: one model or one number of servers is all that a budget may buy") {
    const Outcome outcome = search_small({"--json",
                                          "--lowest-loss",
                                          "--budget",
                                          "days=2",
                                          "--set",
                                          "model.preset=gpt3-350m",
                                          "--set",
                                          "cluster.servers=3",
                                          "--set",
                                          "training.global_batch=96"});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    const json found = json::parse(outcome.out);
    CHECK(found["models"] == 1);
    CHECK(found["model"] == "gpt3-350m");
    CHECK(found["fields"]["cluster.servers"] == 3);
}

TEST_CASE("search: traffic decides between an over-trained model and the compute-optimal one") {
    // Besiroglu et al. 2024: 1.8172 + 482.01 / N^0.3478 + 2085.43 / D^0.3658 is 2 with 39.1 billion
    // parameters on 1.07 trillion tokens, near the compute-optimal 48 billion, and with 18.4
    // billion on 3.6.
    const auto fewer = [](std::vector<std::string> more) {
        // Both, on each other's tokens too, by few plans.
        for (const char* axis : {"model.preset=gpt-18.4b,gpt-39.1b",
                                 "training.tokens=1.1e12,3.7e12",
                                 "cluster.server=dgx-h100,dgx-a100-80gb",
                                 "parallelism.micro_batch=[2]",
                                 "parallelism.recompute=none,full"}) {
            more.emplace_back("--set");
            more.emplace_back(axis);
        }
        return search_shipped("cheapest-serving", more);
    };
    const json busy = fewer({});
    CHECK(busy["objective"] == "life.total_usd");
    const json& first = busy["plans"][0]["fields"];
    CHECK(first["model.preset"] == "gpt-18.4b");
    CHECK(first["training.tokens"] == 3.7e12);
    CHECK(first["cluster.server"] == "dgx-h100");
    // What was asked is told, and a condition that binds can be seen to.
    const json& told = busy["plans"][0]["metrics"];
    CHECK(told["life.total_usd"] == busy["plans"][0]["objective"]);
    CHECK(told["loss.expected"].get<double>() <= 2.0);
    CHECK(told["loss.expected"].get<double>() > 1.99);
    CHECK(told.contains("serving.total_usd"));
    // Of the two, what is dearer to train is cheaper together.
    REQUIRE(busy["pareto"].size() == 2);
    CHECK(busy["pareto"][0]["fields"]["model.preset"] == "gpt-39.1b");
    CHECK(busy["pareto"][0]["fields"]["training.tokens"] == 1.1e12);
    CHECK(busy["pareto"][1]["fields"]["model.preset"] == "gpt-18.4b");
    CHECK(busy["pareto"][0]["metrics"]["cost.total_usd"].get<double>() <
          busy["pareto"][1]["metrics"]["cost.total_usd"].get<double>());
    CHECK(busy["pareto"][0]["objective"].get<double>() >
          busy["pareto"][1]["objective"].get<double>());
    // What decided: the conditions, and the best with each other value, dearer than the best.
    const json& decided = busy["decided"];
    REQUIRE(decided["conditions"].size() == 2);
    CHECK(decided["conditions"][0]["metric"] == "loss.expected");
    CHECK(decided["conditions"][0]["value"] == told["loss.expected"]);
    CHECK(decided["conditions"][0]["at_most"] == 2.0);
    const auto other = [&](const std::string& field, const json& value) {
        for (const json& axis : decided["axes"]) {
            for (const json& one : axis["others"]) {
                if (axis["field"] == field && one["value"] == value)
                    return one;
            }
        }
        return json();
    };
    const json larger = other("model.preset", "gpt-39.1b");
    CHECK(larger["objective"] == busy["pareto"][0]["objective"]);
    CHECK(larger["fields"]["training.tokens"] == 1.1e12);
    CHECK(other("cluster.server", "dgx-a100-80gb")["objective"].get<double>() >
          busy["plans"][0]["objective"].get<double>());
    // A hundredth of the traffic does not pay for the longer training.
    const json quiet = fewer({"--set", "serving.tokens_per_day=100e6"});
    CHECK(quiet["plans"][0]["fields"]["model.preset"] == "gpt-39.1b");
}

TEST_CASE("search: text and page say what decided between models") {
    const auto ask = [](std::vector<std::string> more) {
        for (const char* setting :
             {"model.preset=gpt3-350m,gpt3-1.3b", "parallelism.context=[1]"}) {
            more.emplace_back("--set");
            more.emplace_back(setting);
        }
        return search_small(more);
    };
    const Outcome text = ask({"--where", "loss.expected <= 2.9"});
    REQUIRE(text.code == 0);
    CHECK_THAT(text.out, ContainsSubstring("what decided it\nloss.expected is "));
    CHECK_THAT(text.out, ContainsSubstring("of at most 2.90 nats"));
    CHECK_THAT(text.out, ContainsSubstring("the best with another value"));
    CHECK_THAT(text.out, ContainsSubstring("gpt3-1.3b"));
    // Of a bound of nothing there is no share.
    CHECK_THAT(ask({"--where", "carbon.total_t > 0"}).out,
               ContainsSubstring("of at least 0 t CO2e\n"));
    const Outcome strict = ask({"--where", "loss.expected <= 2.4"});
    CHECK_THAT(strict.out, ContainsSubstring("none meets the conditions"));
}

TEST_CASE("search: serving counts in a budget of the whole life") {
    const std::vector<std::string> traffic = {"--set",
                                              "serving.prompt_tokens=500",
                                              "--set",
                                              "serving.generated_tokens=250",
                                              "--set",
                                              "serving.tokens_per_day=1e9",
                                              "--set",
                                              "model.preset=gpt3-350m,gpt3-1.3b",
                                              "--set",
                                              "parallelism.context=[1]"};
    const auto lowest = [&](const std::string& budget) {
        std::vector<std::string> all = {"--lowest-loss", "--json", "--budget", budget};
        all.insert(all.end(), traffic.begin(), traffic.end());
        const Outcome outcome = search_small(all);
        INFO(outcome.err);
        REQUIRE(outcome.code == 0);
        return json::parse(outcome.out);
    };
    // What it buys of training is what service leaves of it.
    const auto loss = [](const json& found) {
        return found["metrics"]["loss.expected"].get<double>();
    };
    const json trained = lowest("usd=100000");
    const json lived = lowest("life_usd=100000");
    CHECK(loss(lived) > loss(trained));
    CHECK(lived["needs"]["life_usd"].get<double>() <= 100000.0);
    CHECK(lived["needs"]["life_usd"].get<double>() >
          lived["metrics"]["cost.total_usd"].get<double>());
    const Outcome unserved = search_small({"--lowest-loss", "--budget", "life_usd=30000"});
    CHECK(unserved.code == 3);
    CHECK_THAT(unserved.err, ContainsSubstring("counts years of service, and none is given"));
}

TEST_CASE("search: the lowest loss for a budget says what decided it") {
    const std::vector<std::string> more = {"--lowest-loss",
                                           "--budget",
                                           "days=2,usd=20000",
                                           "--set",
                                           "model.preset=gpt3-350m,gpt3-1.3b",
                                           "--set",
                                           "parallelism.context=[1]"};
    const Outcome text = search_small(more);
    INFO(text.err);
    REQUIRE(text.code == 0);
    CHECK_THAT(text.out, ContainsSubstring("the lowest loss for 2.00 days, 20,000 USD"));
    CHECK_THAT(text.out, ContainsSubstring("1 % more tokens: "));
    // Whatever the bounds are: time, dollars, power and carbon of the answer.
    CHECK_THAT(text.out, ContainsSubstring("\ntakes "));
    for (const char* unit : {" $", "kW, ", " t CO2e\n"})
        CHECK_THAT(text.out, ContainsSubstring(unit));
    std::vector<std::string> as_json = more;
    as_json.emplace_back("--json");
    const json found = json::parse(search_small(as_json).out);
    CHECK(found["needs"]["days"].get<double>() <= 2.0);
    CHECK(found["needs"]["usd"].get<double>() <= 20000.0);
    CHECK(found["metrics"]["loss.expected"].get<double>() > 1.8172);
    // A most for the loss is broken by few tokens and kept by many: nothing to search by.
    std::vector<std::string> twice = more;
    twice.insert(twice.end(), {"--where", "loss.expected <= 2.9"});
    const Outcome refused = search_small(twice);
    CHECK(refused.code == 3);
    CHECK_THAT(refused.err, ContainsSubstring("the lowest loss is what is asked"));
    const Outcome nothing = search_small({"--largest-model", "--budget", "usd=1"});
    CHECK(nothing.code == 4);
    CHECK_THAT(nothing.out, ContainsSubstring("none fits, keeps the budget"));
}

TEST_CASE("search: the least cost of a loss is that of listing the tokens that reach it") {
    const std::string file =
        (source_root() / "scenarios" / "searches" / "cheapest-serving.toml").string();
    const Outcome outcome = run_program({"search", file, "--least-cost", "--json"});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    const json found = json::parse(outcome.out);
    CHECK(found["question"] == "least-cost");
    CHECK(found["metrics"]["loss.expected"].get<double>() <= 2.0);
    // The file lists for each model what it needs, rounded to three digits.
    const json listed = json::parse(run_program({"search", file, "--json"}).out);
    const json& best = listed["plans"][0];
    CHECK(found["model"] == best["fields"]["model.preset"]);
    CHECK_THAT(found["metrics"]["cost.total_usd"].get<double>(),
               WithinRel(best["metrics"]["cost.total_usd"].get<double>(), 0.01));
    const Outcome refused = search_small({"--least-cost", "--where", "run.days <= 30"});
    CHECK(refused.code == 3);
    CHECK_THAT(refused.err, ContainsSubstring("no condition on the loss"));
    // Tokens are sought by the loss alone: what is mixed with it, or no bound from above, is none.
    for (const char* condition : {"loss.expected <= 2.9 && run.days <= 30",
                                  "loss.expected <= 2.9 || run.days <= 1",
                                  "loss.expected >= 2.9",
                                  "loss.expected == 2.9"}) {
        CAPTURE(condition);
        const Outcome mixed = search_small({"--least-cost", "--where", condition});
        CHECK(mixed.code == 3);
        CHECK_THAT(mixed.err, ContainsSubstring("no bound of the loss from above"));
    }
}
