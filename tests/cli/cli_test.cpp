#include <algorithm>
#include <clocale>
#include <iterator>
#include <locale>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/report/metrics.hpp"
#include "engine/scenario/fields.hpp"
#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace deepwallet;
using namespace deepwallet::test;
using nlohmann::json;

using Words = std::vector<std::string>;

Words with(Words words, const Words& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

Words reference(const std::string& command, const Words& more = {}) {
    return with({command, reference_scenario()}, more);
}

/// The member at a dotted path; null where there is none.
json at(const json& root, const std::string& path) {
    const json* node = &root;
    std::istringstream parts(path);
    for (std::string part; std::getline(parts, part, '.');) {
        if (!node->is_object() || !node->contains(part))
            return nullptr;
        node = &(*node)[part];
    }
    return *node;
}

json report_of(const Words& more = {}) {
    const Outcome outcome = run_program(reference("run", with({"--json"}, more)));
    REQUIRE(outcome.code == 0);
    return json::parse(outcome.out);
}

/// A line of RFC 4180; none of our cells holds a line break.
Words csv_cells(const std::string& line) {
    Words cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool doubled = quoted && line[i] == '"' && i + 1 < line.size() && line[i + 1] == '"';
        if (doubled) {
            cells.back() += line[++i];
        } else if (line[i] == '"') {
            quoted = !quoted;
        } else if (line[i] == ',' && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += line[i];
        }
    }
    return cells;
}

Words lines_of(const std::string& text) {
    Words lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::set<std::string> words_of(const std::string& text) {
    std::istringstream in(text);
    return {std::istream_iterator<std::string>(in), {}};
}

/// The arguments that the lines "    --set a=1 --set b=2   48 GiB, …" of stderr offer.
std::vector<Words> remedies_of(const std::string& err) {
    std::vector<Words> all;
    for (const std::string& line : lines_of(err)) {
        if (line.rfind("    --set ", 0) != 0)
            continue;
        Words& words = all.emplace_back();
        std::istringstream in(line);
        for (std::string option, setting; in >> option >> setting && option == "--set";)
            words.insert(words.end(), {option, setting});
    }
    return all;
}

const json* schema_at(const json& root, const std::string& path) {
    const json* node = &root;
    std::istringstream parts(path);
    for (std::string part; std::getline(parts, part, '.');) {
        if (!node->contains("properties") || !(*node)["properties"].contains(part))
            return nullptr;
        node = &(*node)["properties"][part];
    }
    return node;
}

/// Numbers as they are written where a comma ends the units and a point groups thousands.
class CommaPunctuation : public std::numpunct<char> {
    [[nodiscard]] char do_decimal_point() const override { return ','; }
    [[nodiscard]] char do_thousands_sep() const override { return '.'; }
    [[nodiscard]] std::string do_grouping() const override { return "\3"; }
};

/// The C++ locale, and the C locale where the system has it, with decimal commas.
class CommaLocale {
public:
    CommaLocale()
        : before_(std::locale::global(std::locale(std::locale::classic(), new CommaPunctuation))),
          before_c_(std::setlocale(LC_ALL, nullptr)) {
        for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "de_DE"}) {
            if (std::setlocale(LC_ALL, name) != nullptr)
                break;
        }
    }
    ~CommaLocale() {
        std::locale::global(before_);
        std::setlocale(LC_ALL, before_c_.c_str());
    }
    CommaLocale(const CommaLocale&) = delete;
    CommaLocale& operator=(const CommaLocale&) = delete;

private:
    std::locale before_;
    std::string before_c_;
};

std::string published_runs() {
    return (source_root() / "scenarios" / "published" / "runs.csv").string();
}

/// Commands of all kinds with their results, for what holds of each.
std::vector<Words> all_commands() {
    return {reference("run"),
            reference("run", {"--verbose"}),
            reference("run", {"--json"}),
            reference("run", {"--set", "parallelism.recompute=none"}),
            reference("explain", {"iteration.time_s"}),
            reference("explain", {"cost.on_prem.total_usd", "--json"}),
            {"db", "list"},
            {"db", "list", "--json"},
            {"db", "show", "dgx-a100-80gb"},
            {"db", "show", "dgx-a100-80gb", "--json"},
            {"schema"},
            {"validate"},
            {"validate", "--json"},
            {"calibrate", published_runs(), "--stack", "megatron-2021"},
            {"--help"},
            {"--version"}};
}

}  // namespace

TEST_CASE("a question that is answered exits with 0, the answer on stdout and stderr silent") {
    for (const Words& words : {reference("run"),
                               reference("explain", {"run.days"}),
                               Words{"schema"},
                               Words{"db", "list"}}) {
        const Outcome outcome = run_program(words);
        CAPTURE(words);
        CHECK(outcome.code == 0);
        CHECK_FALSE(outcome.out.empty());
        CHECK(outcome.err.empty());
    }
}

TEST_CASE("a CSV file that cannot be written exits with 1 and says which") {
    const TemporaryFolder folder;
    const std::string file = (folder.path() / "absent" / "x.csv").string();
    const Outcome outcome = run_program(reference("run", {"--csv", file}));
    CHECK(outcome.code == 1);
    CHECK_THAT(outcome.err, StartsWith(file + ": error: cannot be written\n"));
    CHECK(outcome.out.empty());
    CHECK_FALSE(std::filesystem::exists(folder.path() / "absent"));
}

TEST_CASE("run and compare write a page beside what they print, the same bytes each time") {
    const TemporaryFolder folder;
    for (const char* command : {"run", "compare"}) {
        const auto file = folder.path() / (std::string(command) + ".html");
        const Words words = reference(command, {"--html", file.string(), "--uncertainty", "50"});
        const Outcome outcome = run_program(words);
        CHECK(outcome.code == 0);
        CHECK(outcome.out == run_program(reference(command, {"--uncertainty", "50"})).out);
        const std::string page = content_of(file);
        CHECK_THAT(page, StartsWith("<!DOCTYPE html>"));
        CHECK_THAT(page, EndsWith("</html>\n"));
        run_program(words);
        CHECK(content_of(file) == page);
        const std::string absent = (folder.path() / "absent" / "x.html").string();
        const Outcome failed = run_program(reference(command, {"--html", absent}));
        CHECK(failed.code == 1);
        CHECK_THAT(failed.err, StartsWith(absent + ": error: cannot be written\n"));
        CHECK_THAT(failed.err, ContainsSubstring("there is no folder"));
        CHECK(failed.out.empty());
    }
}

TEST_CASE("wrong usage exits with 2, prints no result, and names the nearest right word") {
    struct Row {
        Words words;
        std::vector<const char*> said;
    };
    const std::vector<Row> rows = {
        {{}, {"error: A subcommand is required"}},
        {reference("runn"), {"help: 'runn': did you mean 'run'?"}},
        {{"shema"}, {"help: 'shema': did you mean 'schema'?"}},
        {{"db", "lst"}, {"help: 'lst': did you mean 'list'?"}},
        {{"run"}, {"error: scenario is required"}},
        {{"explain", reference_scenario()}, {"error: metric is required"}},
        {{"db", "show"}, {"error: entry is required"}},
        {reference("run", {"--jsn"}), {"--jsn", "help: '--jsn': did you mean '--json'?"}},
        {reference("run", {"--thread", "2"}), {"help: '--thread': did you mean '--threads'?"}},
        {reference("run", {"--threads", "0"}), {"--threads: Value 0 not in range 1 to 4096"}},
        {reference("run", {"--threads", "many"}), {"--threads: Value many"}},
        {reference("run", {"--db", "nowhere"}), {"--db: Directory does not exist: nowhere"}},
        {reference("run", {"--set"}), {"--set: 1 required"}},
        {reference("run", {"other.toml"}), {"not expected: other.toml"}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.words);
        const Outcome outcome = run_program(row.words);
        CHECK(outcome.code == 2);
        CHECK(outcome.out.empty());
        CHECK_THAT(outcome.err, StartsWith("error: "));
        CHECK_THAT(outcome.err, EndsWith("  help: deepwallet --help, deepwallet COMMAND --help\n"));
        for (const char* said : row.said) CHECK_THAT(outcome.err, ContainsSubstring(said));
    }
}

TEST_CASE("bad input exits with 3 and prints no result") {
    for (const Words& words : {Words{"run", "absent.toml"},
                               reference("run", {"--set", "parallelism.tensor=7"}),
                               reference("run", {"--set", "parallelism.tensor=7", "--json"}),
                               reference("explain", {"run.dayz"}),
                               Words{"db", "show", "dgx-a100-80"},
                               Words{"db", "show", "servers", "nope"},
                               Words{"db", "list", "server"}}) {
        CAPTURE(words);
        const Outcome outcome = run_program(words);
        CHECK(outcome.code == 3);
        CHECK(outcome.out.empty());
        CHECK_THAT(outcome.err, ContainsSubstring("error: "));
    }
}

TEST_CASE("help and version go to stdout and exit with 0") {
    const Outcome help = run_program({"--help"});
    for (const char* word : {"run",
                             "explain",
                             "validate",
                             "calibrate",
                             "schema",
                             "db",
                             "--set",
                             "--json",
                             "Exit codes"})
        CHECK_THAT(help.out, ContainsSubstring(word));
    CHECK(help.code == 0);
    CHECK(help.err.empty());
    const Outcome version = run_program({"--version"});
    CHECK_THAT(version.out, StartsWith("deepwallet 0."));
    CHECK(version.code == 0);
    CHECK(version.err.empty());
}

TEST_CASE("the help of each command names the options that it takes") {
    struct Row {
        Words words;
        const char* own;
    };
    for (const Row& row : {Row{{"run", "--help"}, "--verbose"},
                           Row{{"explain", "--help"}, "metric"},
                           Row{{"schema", "--help"}, "JSON Schema"},
                           Row{{"validate", "--help"}, "--markdown"},
                           Row{{"calibrate", "--help"}, "--stack"},
                           Row{{"db", "show", "--help"}, "entry"},
                           Row{{"db", "list", "--help"}, "kind"}}) {
        CAPTURE(row.words);
        const Outcome outcome = run_program(row.words);
        CHECK(outcome.code == 0);
        CHECK_THAT(outcome.out, ContainsSubstring(row.own));
        for (const char* shared : {"--set", "--json", "--csv", "--threads", "--db", "--quiet"})
            CHECK_THAT(outcome.out, ContainsSubstring(shared));
    }
}

TEST_CASE("run --json has every member that scripts rely on, of its type") {
    const json report = report_of();
    CHECK(at(report, "scenario") == "MT-NLG 530B on 280 DGX A100");
    CHECK(at(report, "engine") == "analytic");
    CHECK(at(report, "gpus") == 2240);
    CHECK(at(report, "memory.fits") == true);
    CHECK(at(report, "memory.worst_stage").is_number_integer());
    CHECK(at(report, "cost.cheapest").is_string());
    CHECK(at(report, "cost.cloud").is_object());
    for (const char* group :
         {"iteration.breakdown_s", "memory.breakdown_gib", "carbon.equivalents"}) {
        CAPTURE(group);
        CHECK(at(report, group).is_object());
        CHECK(at(report, group).size() >= 4);
    }
    for (const char* path : {"model.parameters",
                             "iteration.time_s",
                             "iteration.model_tflops_per_gpu",
                             "iteration.hardware_tflops_per_gpu",
                             "iteration.mfu",
                             "iteration.hfu",
                             "iteration.tokens_per_s",
                             "iteration.bubble_fraction",
                             "memory.per_gpu_gib",
                             "memory.capacity_gib",
                             "run.iterations",
                             "run.days",
                             "run.goodput",
                             "run.failures_expected",
                             "run.checkpoint_interval_s",
                             "run.gpu_hours",
                             "power.it_mean_kw",
                             "power.it_peak_kw",
                             "power.cooling_mean_kw",
                             "power.facility_mean_kw",
                             "power.pue",
                             "power.heat_btu_per_h",
                             "power.cooling_tons",
                             "energy.it_mwh",
                             "energy.cooling_mwh",
                             "energy.facility_mwh",
                             "energy.water_m3",
                             "carbon.operational_t",
                             "carbon.embodied_t",
                             "carbon.total_t",
                             "cost.cloud.total_usd",
                             "cost.on_prem.total_usd",
                             "cost.break_even_months"}) {
        CAPTURE(path);
        CHECK(at(report, path).is_number());
    }
}

TEST_CASE("what is not known is absent from the JSON, not 0 and not null") {
    const json report = report_of({"--set", "training.tokens=0"});
    for (const char* group : {"run", "energy", "carbon", "cost"}) {
        CAPTURE(group);
        CHECK_FALSE(report.contains(group));
    }
    CHECK_THAT(report.dump(), !ContainsSubstring("null"));
}

TEST_CASE("the CSV file has the values of the JSON, a cell for each metric") {
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "x.csv";
    // A title that CSV has to quote, and one offer, so that some metrics are not known.
    const json report = report_of({"--csv",
                                   file.string(),
                                   "--set",
                                   "name=\"a, \\\"b\\\"\"",
                                   "--set",
                                   "economics.compare=[\"on-prem\"]"});
    const Words lines = lines_of(content_of(file));
    REQUIRE(lines.size() == 2);
    const Words head = csv_cells(lines[0]);
    const Words row = csv_cells(lines[1]);
    REQUIRE(head.size() == metrics().size());
    REQUIRE(row.size() == head.size());
    std::size_t absent = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
        const Metric& metric = metrics()[i];
        CAPTURE(metric.path, row[i]);
        CHECK(head[i] ==
              (metric.unit.empty() ? metric.path : metric.path + " [" + metric.unit + "]"));
        const json value = at(report, metric.path);
        absent += value.is_null() ? 1 : 0;
        if (value.is_null()) {
            CHECK(row[i].empty());
        } else if (value.is_string()) {
            CHECK(row[i] == value.get<std::string>());
        } else {
            CHECK(json::parse(row[i]) == value);
        }
    }
    CHECK(at(report, "scenario") == "a, \"b\"");
    CHECK(absent > 0);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a --set overrides the file, and the last of several wins") {
    CHECK(at(report_of(), "gpus") == 2240);
    CHECK(at(report_of({"--set", "cluster.servers=420"}), "gpus") == 3360);
    CHECK(at(report_of({"--set=cluster.servers=420", "--set", "cluster.servers=350"}), "gpus") ==
          2800);
    const json both = report_of({"--set", "site.pue=1.5", "--set", "name=a = b"});
    CHECK(at(both, "power.pue") == 1.5);
    CHECK(at(both, "scenario") == "a = b");
}

TEST_CASE("options stand before or behind the command") {
    const Outcome behind = run_program(reference("run", {"--json", "--set", "site.pue=1.5"}));
    const Outcome before =
        run_program({"--json", "--set", "site.pue=1.5", "run", reference_scenario()});
    CHECK(before.code == 0);
    CHECK(before.out == behind.out);
}

TEST_CASE("run --verbose adds every known metric below the report") {
    const Outcome plain = run_program(reference("run"));
    const Outcome verbose = run_program(reference("run", {"--verbose"}));
    CHECK_THAT(verbose.out, StartsWith(plain.out));
    const json report = report_of();
    for (const Metric& metric : metrics()) {
        const std::string line = "\n" + metric.path + " ";
        CAPTURE(metric.path);
        if (metric.path.rfind("by_cause.", 0) == 0)
            continue;  // in a table of its own
        const bool listed = verbose.out.find(line, plain.out.size()) != std::string::npos;
        CHECK(listed == !at(report, metric.path).is_null());
    }
}

TEST_CASE(
    "a plan that does not fit exits with 4: report on stdout, the gap and its stage on stderr") {
    const Words words = reference("run", {"--set", "parallelism.recompute=none", "--json"});
    const Outcome outcome = run_program(words);
    CHECK(outcome.code == 4);
    const json report = json::parse(outcome.out);
    CHECK(at(report, "memory.fits") == false);
    const double need = at(report, "memory.per_gpu_gib").get<double>();
    const double capacity = at(report, "memory.capacity_gib").get<double>();
    REQUIRE(need > capacity);
    // Three significant digits, as all of the report.
    const auto digits = [](double x) {
        return fmt::format("{:.{}f}", x, x < 10.0 ? 2 : x < 100.0 ? 1 : 0);
    };
    const std::string first = lines_of(outcome.err).front();
    CHECK(first == fmt::format("does not fit: stage {} needs {} GiB, {} GiB more than the {} GiB "
                               "of NVIDIA A100 SXM4 80GB",
                               at(report, "memory.worst_stage").get<int>(),
                               digits(need),
                               digits(need - capacity),
                               digits(capacity)));
}

TEST_CASE("every remedy that is offered fits when its line is taken as it stands") {
    const std::vector<Words> misfits = {
        {"parallelism.recompute=none"},
        // The data parallel degree is given, and would contradict another division of the GPUs.
        {"parallelism.recompute=none", "parallelism.data=8", "accelerator.memory_gib=60"},
        {"parallelism.pipeline=5", "parallelism.data=56", "training.global_batch=2240"},
        {"parallelism.pipeline=1", "training.global_batch=2240"},
        // So is the split into stages.
        {"parallelism.pipeline=5",
         "parallelism.stage_layers=[21, 21, 21, 21, 21]",
         "training.global_batch=2240"},
        {"accelerator.memory_gib=40"}};
    std::size_t tried = 0;
    for (const Words& settings : misfits) {
        Words words = reference("run");
        for (const std::string& setting : settings) words.insert(words.end(), {"--set", setting});
        const Outcome misfit = run_program(words);
        CAPTURE(settings, misfit.err);
        REQUIRE(misfit.code == 4);
        for (const Words& remedy : remedies_of(misfit.err)) {
            const Outcome mended = run_program(with(words, remedy));
            CAPTURE(remedy, mended.err);
            CHECK(mended.code == 0);
            ++tried;
        }
    }
    CHECK(tried >= misfits.size());
}

TEST_CASE("the time of an iteration is explained down to the constants and who published them") {
    const Outcome outcome = run_program(reference("explain", {"iteration.time_s"}));
    CHECK(outcome.code == 0);
    for (const char* word : {"hardware_db/accelerators/a100-sxm4-80gb.toml:",
                             "hardware_db/stacks/deepspeed-megatron-2021.toml:",
                             "mt-nlg-530b-280.toml:",
                             "accelerator.peak_bf16_tflops = 312 TFLOP/s",
                             "NVIDIA A100 Tensor Core GPU white paper",
                             "Narayanan",
                             "[assumption]"})
        CHECK_THAT(outcome.out, ContainsSubstring(word));
}

TEST_CASE("every metric is explained, as text and as JSON") {
    for (const Metric& metric : metrics()) {
        CAPTURE(metric.path);
        const Outcome text = run_program(reference("explain", {metric.path}));
        CHECK(text.code == 0);
        CHECK_THAT(text.out, StartsWith(metric.path + " = "));
        CHECK_THAT(text.out, ContainsSubstring(metric.meaning));
        const Outcome as_json = run_program(reference("explain", {metric.path, "--json"}));
        REQUIRE(as_json.code == 0);
        const json tree = json::parse(as_json.out);
        CHECK(at(tree, "path") == metric.path);
        CHECK(at(tree, "value").is_string());
        CHECK(tree.contains("inputs") == !metric.inputs.empty());
    }
}

TEST_CASE("an unknown metric is answered with the nearest one") {
    const Outcome outcome = run_program(reference("explain", {"iteration.tim"}));
    CHECK(outcome.code == 3);
    CHECK(outcome.err ==
          "error: iteration.tim: no such metric\n  help: did you mean 'iteration.time_s'?\n");
}

TEST_CASE("the schema has every field, and lets nothing else pass") {
    const Outcome outcome = run_program({"schema"});
    REQUIRE(outcome.code == 0);
    const json root = json::parse(outcome.out);
    for (const auto& field : scenario_fields()) {
        CAPTURE(field.path);
        const json* found = schema_at(root, field.path);
        REQUIRE(found != nullptr);
        CHECK(found->contains("anyOf"));
        CHECK_THAT((*found)["description"].get<std::string>(), StartsWith(field.help));
    }
    CHECK(root["additionalProperties"] == false);
    CHECK((*schema_at(root, "parallelism"))["additionalProperties"] == false);
    CHECK(schema_at(root, "parallelism.tensr") == nullptr);
}

TEST_CASE("db list counts the entries of a kind and keeps its lines short") {
    const json kinds = json::parse(run_program({"db", "list", "--json"}).out);
    for (const auto& [kind, names] : kinds.items()) {
        CAPTURE(kind);
        const std::vector<std::string> lines = lines_of(run_program({"db", "list", kind}).out);
        CHECK(lines.front() == kind + " (" + std::to_string(names.size()) + ")");
        for (const std::string& line : lines) {
            CAPTURE(line);
            CHECK(line.size() <= 80);
            CHECK(line.back() != ' ');
        }
    }
}

TEST_CASE("what db list names, db show shows, as text and as JSON") {
    const json kinds = json::parse(run_program({"db", "list", "--json"}).out);
    const std::set<std::string> listed = words_of(run_program({"db", "list"}).out);
    REQUIRE(kinds.size() == 12);
    for (const auto& [kind, names] : kinds.items()) {
        CAPTURE(kind);
        CHECK_FALSE(names.empty());
        CHECK(json::parse(run_program({"db", "list", kind, "--json"}).out) == json{{kind, names}});
        for (const std::string name : names) {
            CAPTURE(name);
            CHECK(listed.count(name) > 0);
            const Outcome text = run_program({"db", "show", kind, name});
            CHECK(text.code == 0);
            CHECK(text.err.empty());
            const Outcome as_json = run_program({"db", "show", kind, name, "--json"});
            REQUIRE(as_json.code == 0);
            const json values = json::parse(as_json.out);
            CHECK(values.size() == lines_of(text.out).size());
            for (const auto& [path, item] : values.items()) CHECK(item.contains("value"));
        }
    }
}

TEST_CASE("db show finds an entry by its name alone, or says why it cannot") {
    CHECK(run_program({"db", "show", "dgx-2"}).out ==
          run_program({"db", "show", "servers", "dgx-2"}).out);
    CHECK(run_program({"db", "show", "dgx-a100"}).err ==
          "error: dgx-a100: no such entry\n  help: did you mean 'dgx-a100-40gb'?\n");
    CHECK(run_program({"db", "show", "default"}).err ==
          "error: default: several kinds have it\n  help: write one of: campaigns default, "
          "ownership default, equivalents default\n");
    CHECK(run_program({"db", "show", "server", "dgx-2"}).err ==
          "error: server: no such kind of entry\n  help: did you mean 'servers'?\n");
    CHECK(run_program({"db", "show", "servers", "dgx-3"}).err ==
          "error: servers = \"dgx-3\": no such entry among the servers\n"
          "  help: did you mean 'dgx-2'?\n");
    CHECK(run_program({"db", "show", "../../etc/passwd"}).code == 3);
}

TEST_CASE("no output has an escape byte, so that a pipe gets plain text") {
    for (const Words& words : all_commands()) {
        const Outcome outcome = run_program(words);
        CAPTURE(words);
        CHECK((outcome.out + outcome.err).find('\x1b') == std::string::npos);
    }
}

TEST_CASE("the same question gets the same bytes, whatever the threads and the locale") {
    for (const Words& words : all_commands()) {
        // The range of --threads in the help is CLI11's, and follows the locale.
        if (words.front() == "--help")
            continue;
        CAPTURE(words);
        const Outcome once = run_program(words);
        REQUIRE_FALSE(once.out.empty());
        CHECK(run_program(words).out == once.out);
        CHECK(run_program(with({"--threads", "3"}, words)).out == once.out);
        const CommaLocale commas;
        const Outcome there = run_program(words);
        CHECK(there.out == once.out);
        CHECK(there.err == once.err);
    }
}

TEST_CASE("a byte order mark and Windows line ends change no number") {
    const TemporaryFolder folder;
    std::string text = content_of(reference_scenario());
    for (std::size_t i = 0; (i = text.find('\n', i)) != std::string::npos; i += 2)
        text.replace(i, 1, "\r\n");
    const std::string file = folder.write("windows.toml", "\xef\xbb\xbf" + text);
    const Outcome outcome = run_program({"run", file, "--json"});
    CHECK(outcome.code == 0);
    CHECK(outcome.out == run_program(reference("run", {"--json"})).out);
}

TEST_CASE("all published scenarios are answered") {
    const auto folder = source_root() / "scenarios" / "published";
    std::size_t answered = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".toml")
            continue;
        const Outcome outcome = run_program({"run", entry.path().string()});
        CAPTURE(entry.path().string(), outcome.err);
        CHECK(outcome.code == 0);
        CHECK_THAT(outcome.out, ContainsSubstring("made by"));
        ++answered;
    }
    CHECK(answered >= 6);
}
