// deepwallet validate and deepwallet calibrate.

#include <cmath>
#include <random>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/config/csv.hpp"
#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace deepwallet::test;
using nlohmann::json;

constexpr const char* kHeader =
    "group,id,source,model.layers,model.hidden,model.heads,model.vocab,cluster.servers,"
    "software.stack,parallelism.tensor,training.sequence_length,training.global_batch,"
    "measured.iteration.time_s,measured.memory.per_gpu_gib\n";

/// Two groups, one run without memory, one that cannot be predicted, one with a quoted id.
const std::string kRuns = std::string(kHeader) +
                          "g,a,paper,4,1024,16,50304,1,megatron-2022,1,1024,16,0.5,8\n"
                          "g,b,paper,4,2048,16,50304,1,megatron-2022,1,1024,16,1.0,\n"
                          "h,\"c,\"\"d\"\"\",paper,8,1024,16,50304,1,megatron-2022,2,1024,16,0.5,\n"
                          "h,e,paper,8,1024,16,50304,1,megatron-2022,3,1024,16,0.5,\n";

std::set<std::string> keys(const json& object) {
    std::set<std::string> names;
    for (const auto& [key, value] : object.items()) names.insert(key);
    return names;
}

json validated(const std::vector<std::string>& words) {
    std::vector<std::string> all = {"validate"};
    all.insert(all.end(), words.begin(), words.end());
    all.emplace_back("--json");
    const Outcome outcome = run_program(all);
    REQUIRE(outcome.code == 0);
    REQUIRE(outcome.err.empty());
    return json::parse(outcome.out);
}

bool all_finite(const json& node) {
    if (node.is_number_float())
        return std::isfinite(node.get<double>());
    if (!node.is_structured())
        return !node.is_null();
    for (const auto& child : node) {
        if (!all_finite(child))
            return false;
    }
    return true;
}

/// Any bytes: an answer without a number that is none, or faults alone.
bool is_orderly(const std::string& file) {
    const Outcome outcome = run_program({"validate", file, "--json"});
    if (outcome.code == 3)
        return outcome.out.empty() && !outcome.err.empty();
    const json answer = json::parse(outcome.out, nullptr, false);
    return outcome.code == 0 && outcome.err.empty() && !answer.is_discarded() && all_finite(answer);
}

}  // namespace

TEST_CASE("validate --json has the members that scripts rely on, and no others") {
    const TemporaryFolder folder;
    const json answer = validated({folder.write("runs.csv", kRuns)});
    CHECK(keys(answer) == std::set<std::string>{"groups", "rows", "skipped"});
    REQUIRE(answer["groups"].size() == 3);
    for (const json& group : answer["groups"]) {
        CHECK(keys(group) ==
              std::set<std::string>{
                  "group", "rows", "mape", "median_ape", "bias", "worst_id", "worst_ape"});
        CHECK(group["rows"].is_number_integer());
        CHECK(group["worst_id"].is_string());
        for (const char* key : {"mape", "median_ape", "bias", "worst_ape"})
            CHECK(group[key].is_number_float());
    }
    REQUIRE(answer["rows"].size() == 4);
    for (const json& row : answer["rows"]) {
        CHECK(keys(row) ==
              std::set<std::string>{"id", "group", "metric", "measured", "predicted", "error"});
        const double predicted = row["predicted"].get<double>();
        const double measured = row["measured"].get<double>();
        CHECK_THAT(row["error"].get<double>(), WithinAbs(predicted / measured - 1.0, 1e-12));
    }
    CHECK(answer["rows"][3]["id"] == "c,\"d\"");
    REQUIRE(answer["skipped"].size() == 1);
    CHECK(keys(answer["skipped"][0]) == std::set<std::string>{"id", "reason"});
    CHECK(answer["skipped"][0]["id"] == "e");
}

TEST_CASE("the groups of validate --json are the summary of its rows") {
    const TemporaryFolder folder;
    const json answer = validated({folder.write("runs.csv", kRuns)});
    const json& rows = answer["rows"];
    const json& group = answer["groups"][0];
    CHECK(group["group"] == "g");
    CHECK(group["rows"] == 2);
    const double a = rows[0]["error"].get<double>();
    const double b = rows[2]["error"].get<double>();
    CHECK(rows[2]["id"] == "b");
    CHECK_THAT(group["mape"].get<double>(), WithinAbs((std::abs(a) + std::abs(b)) / 2.0, 1e-12));
    CHECK_THAT(group["median_ape"].get<double>(),
               WithinAbs((std::abs(a) + std::abs(b)) / 2.0, 1e-12));
    CHECK_THAT(group["bias"].get<double>(), WithinAbs((a + b) / 2.0, 1e-12));
    CHECK_THAT(group["worst_ape"].get<double>(),
               WithinAbs(std::max(std::abs(a), std::abs(b)), 1e-12));
    CHECK(group["worst_id"] == (std::abs(a) >= std::abs(b) ? "a" : "b"));
    CHECK(answer["groups"][2]["group"] == "g memory");
}

TEST_CASE("validate without a file compares or skips each published run") {
    const json answer = validated({});
    std::size_t speeds = 0;
    for (const json& row : answer["rows"])
        speeds += row["metric"].get<std::string>().rfind("iteration.", 0) == 0 ? 1 : 0;
    CHECK(speeds + answer["skipped"].size() == 1349);
    CHECK(all_finite(answer));
}

TEST_CASE("validate --csv writes a line for each row of the JSON, with the same numbers") {
    const TemporaryFolder folder;
    const std::string runs = folder.write("runs.csv", kRuns);
    const std::string out = (folder.path() / "out.csv").string();
    const json answer = validated({runs, "--csv", out});
    const auto table = deepwallet::read_csv_file(out);
    REQUIRE(table);
    CHECK(table->columns ==
          std::vector<std::string>{"group", "id", "metric", "measured", "predicted", "error"});
    REQUIRE(table->rows.size() == answer["rows"].size());
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        const auto& row = table->rows[i];
        const json& same = answer["rows"][i];
        CHECK(table->cell(row, "id") == same["id"]);
        CHECK(table->cell(row, "group") == same["group"]);
        for (const char* number : {"measured", "predicted", "error"})
            CHECK(json::parse(table->cell(row, number)).get<double>() ==
                  same[number].get<double>());
    }
}

TEST_CASE("validate --set holds for all rows") {
    const TemporaryFolder folder;
    const std::string runs = folder.write("runs.csv", kRuns);
    const json once = validated({runs, "--set", "software.iteration_factor=1"});
    const json twice = validated({runs, "--set", "software.iteration_factor=2"});
    REQUIRE(once["rows"].size() == twice["rows"].size());
    for (std::size_t i = 0; i < once["rows"].size(); ++i) {
        const double factor = once["rows"][i]["metric"] == "iteration.time_s" ? 2.0 : 1.0;
        CHECK_THAT(twice["rows"][i]["predicted"].get<double>(),
                   WithinRel(factor * once["rows"][i]["predicted"].get<double>(), 1e-12));
    }
}

TEST_CASE("validate --markdown writes the page and its chart beside it") {
    const TemporaryFolder folder;
    const std::string runs = folder.write("runs.csv", kRuns);
    const std::filesystem::path page = folder.path() / "errors.md";
    const Outcome outcome = run_program({"validate", runs, "--markdown", page.string()});
    CHECK(outcome.code == 0);
    CHECK(outcome.err.empty());
    CHECK_THAT(content_of(page), ContainsSubstring("](errors.svg)"));
    CHECK_THAT(content_of(page), ContainsSubstring("\n| g | 2 | "));
    CHECK_THAT(content_of(folder.path() / "errors.svg"), StartsWith("<svg "));
}

TEST_CASE("runs that cannot be read exit with 3, files that cannot be written with 1") {
    const TemporaryFolder folder;
    const std::string runs = folder.write("runs.csv", kRuns);
    const std::string absent = (folder.path() / "absent" / "file").string();
    struct Row {
        std::vector<std::string> words;
        int code;
        std::string said;
    };
    const std::vector<std::string> factor = {"--fit", "software.iteration_factor"};
    const auto calibrate = [&](std::vector<std::string> more) {
        std::vector<std::string> words = {"calibrate", runs};
        words.insert(words.end(), factor.begin(), factor.end());
        words.insert(words.end(), more.begin(), more.end());
        return words;
    };
    for (const Row& row :
         {Row{{"validate", absent}, 3, "no such file"},
          Row{{"validate", folder.write("empty.csv", "")}, 3, "no header line"},
          Row{{"validate", folder.write("hint.csv", "id,model.layrs\n")},
              3,
              "help: did you mean model.layers?"},
          Row{{"validate", runs, "--set", "model.layrs"}, 3, "error: "},
          Row{{"validate", runs, "--csv", absent}, 1, "cannot be written"},
          Row{{"validate", runs, "--markdown", absent}, 1, "cannot be written"},
          Row{{"calibrate", absent}, 3, "no such file"},
          Row{{"calibrate"}, 2, "runs is required"},
          Row{{"calibrate", runs, "--stack", "megatron"}, 3, "no run of stack megatron"},
          Row{{"calibrate", runs, "--fit", "software.iteration_facto"},
              3,
              "help: did you mean software.iteration_factor?"},
          Row{calibrate({"-o", absent}), 1, "cannot be written"},
          Row{calibrate({"--csv", absent}), 2, "--csv"}}) {
        CAPTURE(row.words);
        const Outcome outcome = run_program(row.words);
        CHECK(outcome.code == row.code);
        CHECK_THAT(outcome.err, ContainsSubstring(row.said));
        if (row.code != 1)
            CHECK(outcome.out.empty());
    }
}

TEST_CASE("calibrate writes an entry that names the file it comes from") {
    const TemporaryFolder folder;
    const std::string runs = folder.write("my \"runs\".csv", kRuns);
    const std::string entry = (folder.path() / "stack.toml").string();
    const Outcome outcome =
        run_program({"calibrate", runs, "--fit", "software.iteration_factor", "-o", entry});
    CHECK(outcome.code == 0);
    CHECK(outcome.err.empty());
    CHECK_THAT(outcome.out, StartsWith("Stack megatron-2022\n"));
    CHECK_THAT(content_of(entry),
               ContainsSubstring("source = \"least squares on my \\\"runs\\\".csv\""));
}

TEST_CASE("random bytes are refused as runs") {
    const TemporaryFolder folder;
    std::mt19937_64 random(1349);
    for (std::size_t length = 0; length < 400; ++length) {
        std::string text;
        for (std::size_t i = 0; i < length; ++i) text += static_cast<char>(random() & 0xffU);
        const std::string file = folder.write("random.csv", text);
        CAPTURE(text);
        CHECK(run_program({"validate", file}).code == 3);
    }
}

TEST_CASE("runs that are cut off anywhere, or have any one byte wrong, are answered or refused") {
    const TemporaryFolder folder;
    for (std::size_t n = 0; n <= kRuns.size(); ++n) {
        CAPTURE(n);
        CHECK(is_orderly(folder.write("cut.csv", kRuns.substr(0, n))));
    }
    std::mt19937_64 random(77);
    for (int i = 0; i < 1500; ++i) {
        std::string text = kRuns;
        const std::size_t at = random() % text.size();
        text[at] = i % 2 == 0 ? static_cast<char>(random() & 0xffU)
                              : static_cast<char>('0' + random() % 10);
        CAPTURE(text);
        CHECK(is_orderly(folder.write("wrong.csv", text)));
    }
}

TEST_CASE("cells at the ends of what numbers can be are answered or refused") {
    const TemporaryFolder folder;
    for (const char* cell : {"1e308",
                             "-1e308",
                             "1e-308",
                             "5e-324",
                             "9223372036854775807",
                             "nan",
                             "inf",
                             "-0",
                             "1e999",
                             "0x7f",
                             "[1]",
                             "true",
                             "\"\"\"\""}) {
        for (std::size_t column = 3; column < 14; ++column) {
            std::vector<std::string> cells = {"g",
                                              "a",
                                              "p",
                                              "4",
                                              "1024",
                                              "16",
                                              "50304",
                                              "1",
                                              "megatron-2022",
                                              "1",
                                              "1024",
                                              "16",
                                              "0.5",
                                              "8"};
            cells[column] = cell;
            const std::string text = kHeader + fmt::format("{}\n", fmt::join(cells, ","));
            CAPTURE(text);
            CHECK(is_orderly(folder.write("ends.csv", text)));
        }
    }
}

TEST_CASE("calibrate --json tells constants, intervals and errors") {
    const Outcome outcome = run_program({"calibrate",
                                         (source_root() / "scenarios/published/runs.csv").string(),
                                         "--stack",
                                         "megatron-core-0.14",
                                         "--fit",
                                         "iteration_factor",
                                         "--json"});
    REQUIRE(outcome.code == 0);
    const auto json = nlohmann::json::parse(outcome.out);
    CHECK(json["stack"] == "megatron-core-0.14");
    REQUIRE(json["parameters"].size() == 1);
    const auto& factor = json["parameters"][0];
    CHECK(factor["name"] == "software.iteration_factor");
    CHECK(factor["low"] < factor["value"]);
    CHECK(factor["value"] < factor["high"]);
    CHECK(json["groups"][0]["rows"] == 14);
    CHECK(json["cross_validated"][0]["group"] == "simumax_b200");
    CHECK(json["skipped"].empty());
}

TEST_CASE("calibrate fits an accelerator or a server to a folder of measured kernels") {
    const std::string folder = (source_root() / "hardware_db/measured").string();
    const Outcome chip = run_program({"calibrate", folder, "--entry", "a100-pcie-80gb"});
    CHECK(chip.code == 0);
    CHECK(chip.out.find("power_efficiency") != std::string::npos);
    CHECK(chip.out.find("cross-validated: 183 rows") != std::string::npos);
    const Outcome server = run_program({"calibrate", folder, "--entry", "dgx-h200"});
    CHECK(server.code == 0);
    CHECK(server.out.find("all_reduce_bus_gb_per_s(8)") != std::string::npos);
    const Outcome unknown = run_program({"calibrate", folder, "--entry", "h200"});
    CHECK(unknown.code == 3);
    CHECK(unknown.out.empty());
    CHECK(unknown.err.find("no kernel or collective was measured on h200") != std::string::npos);
    CHECK(run_program({"calibrate", (source_root() / "tests").string()}).code == 3);
}
