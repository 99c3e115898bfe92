// Hugging Face configurations. The files of huggingface/ hold the keys of published ones that a
// shape needs, and some that it does not.

#include "engine/scenario/huggingface.hpp"

#include <cmath>
#include <fstream>
#include <random>

#include <fmt/format.h>

#include "engine/core/file.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/workload/parameters.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;

namespace {

namespace fs = std::filesystem;

fs::path folder_of_configurations() {
    return test::project_root() / "tests" / "scenario" / "huggingface";
}

std::vector<std::string> asking(const fs::path& file, std::vector<std::string> more = {}) {
    std::vector<std::string> all = {"model.huggingface=" + file.string(),
                                    "cluster.servers=1024",
                                    "training.sequence_length=512",
                                    "training.global_batch=8192"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

Model model_of(const std::string& name, std::vector<std::string> more = {}) {
    const fs::path file = folder_of_configurations() / (name + ".json");
    return test::load_settings(asking(file, std::move(more))).scenario.model;
}

/// A file of this content for as long as the object lives.
class Written {
public:
    Written(const std::string& name, const std::string& content)
        : folder_(fs::temp_directory_path() / fmt::format("deepwallet-{}", std::random_device{}())),
          file_(folder_ / name) {
        fs::create_directories(folder_);
        add(name, content);
    }
    Written(const Written&) = delete;
    Written& operator=(const Written&) = delete;
    ~Written() {
        std::error_code ec;
        fs::remove_all(folder_, ec);
    }
    void add(const std::string& name, const std::string& content) const {
        std::ofstream(folder_ / name, std::ios::binary) << content;
    }
    [[nodiscard]] const fs::path& file() const { return file_; }
    [[nodiscard]] const fs::path& folder() const { return folder_; }

private:
    fs::path folder_;
    fs::path file_;
};

/// All faults of a scenario that asks for a configuration of this content, "FILE" for its name.
std::string faults_of(const std::string& content) {
    const Written config("config.json", content);
    const auto loaded = test::try_settings(asking(config.file()));
    if (loaded)
        return "";
    std::string text = render(loaded.error());
    const std::string name = config.file().string();
    for (std::size_t at = 0; (at = text.find(name, at)) != std::string::npos;)
        text.replace(at, name.size(), "FILE");
    return text;
}

std::string content_of(const std::string& name) {
    return *read_file(folder_of_configurations() / (name + ".json"), 1U << 20U);
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

}  // namespace

TEST_CASE("a configuration has exactly the parameters of the published weights") {
    struct Row {
        const char* file;
        double published;  // elements of all tensors of the published checkpoint
        double left_out;   // of these, what is not counted, and why
    };
    const std::vector<Row> rows = {
        // l (4 h^2 + 3 h f + 2h) + 2 V h + h, with 2 h a_kv d for keys and values.
        {"llama-2-7b", 6738415616.0, 0},
        {"llama-3-8b", 8030261248.0, 0},
        {"mistral-7b", 7241732096.0, 0},
        {"mixtral-8x7b", 46702792704.0, 0},
        {"qwen2-7b", 7615616512.0, 0},
        // A gate of h before the shared expert of each of 24 layers.
        {"qwen1.5-moe-a2.7b", 14315784192.0, 24.0 * 2048},
        {"qwen3-32b", 32762123264.0, 0},
        {"qwen3-30b-a3b", 30532122624.0, 0},
        {"deepseek-v2-lite", 15706484224.0, 0},
        // Biases that balance 256 experts of 58 layers, which no gradient trains.
        {"deepseek-v3", 671026419200.0, 58.0 * 256},
        {"gemma-7b", 8537680896.0, 0},
        {"gemma-2-9b", 9241705984.0, 0},
        // Of 24 layers the biases of the router, and a sink of each of 64 heads.
        {"gpt-oss-20b", 20914757184.0, 24.0 * (32 + 64)},
        {"gpt2", 124439808.0, 0},
        {"gpt-neox-20b", 20554567680.0, 0},
        // The bias of the output matrix.
        {"gpt-j-6b", 6050882784.0, 50400},
        {"bloom-7b1", 7069016064.0, 0},
        {"opt-125m", 125239296.0, 0},
        {"opt-350m", 331196416.0, 0},
        {"falcon-7b", 6921720704.0, 0},
        {"falcon-40b", 41303293952.0, 0},
        {"t5-large", 737668096.0, 0},
        {"flan-t5-xl", 2849757184.0, 0},
        {"mt5-base", 582401280.0, 0},
        {"bert-base-uncased", 109482240.0, 0},
        {"roberta-large", 355359744.0, 0},
        {"distilbert-base-uncased", 66362880.0, 0},
        {"bart-large", 406291456.0, 0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.file);
        CHECK(total_parameters(model_of(row.file), 512) == row.published - row.left_out);
    }
    const auto files =
        std::distance(fs::directory_iterator(folder_of_configurations()), fs::directory_iterator());
    CHECK(static_cast<std::size_t>(files) == rows.size());
}

TEST_CASE("a configuration is the preset of the same model") {
    struct Row {
        const char* configuration;
        const char* preset;
    };
    for (const Row& row : {Row{"llama-2-7b", "llama-2-7b"},
                           Row{"llama-3-8b", "llama-3-8b"},
                           Row{"mixtral-8x7b", "mixtral-8x7b"},
                           Row{"qwen3-32b", "qwen3-32b"},
                           Row{"deepseek-v2-lite", "deepseek-v2-lite"},
                           Row{"deepseek-v3", "deepseek-v3"},
                           Row{"gpt2", "gpt2-small"},
                           Row{"gpt-neox-20b", "gpt-neox-20b"},
                           Row{"gpt-j-6b", "gpt-j-6b"},
                           Row{"opt-125m", "opt-125m"},
                           Row{"opt-350m", "opt-350m"},
                           Row{"falcon-7b", "falcon-7b"},
                           Row{"falcon-40b", "falcon-40b"},
                           Row{"t5-large", "t5-large"},
                           Row{"flan-t5-xl", "t0-3b"},
                           Row{"bert-base-uncased", "bert-base"},
                           Row{"roberta-large", "roberta-large"},
                           Row{"distilbert-base-uncased", "distilbert-base"},
                           Row{"bart-large", "bart-large"}}) {
        CAPTURE(row.configuration);
        const fs::path file =
            folder_of_configurations() / (std::string(row.configuration) + ".json");
        auto settings = asking(file);
        const Report read = evaluate_analytic(test::load_settings(settings).scenario);
        settings.front() = std::string("model.preset=") + row.preset;
        const Report preset = evaluate_analytic(test::load_settings(settings).scenario);
        CHECK(read.parameters == preset.parameters);
        CHECK(read.active_parameters == preset.active_parameters);
        CHECK(read.model_flops == preset.model_flops);
        CHECK(read.iteration.time == preset.iteration.time);
    }
}

TEST_CASE("values of the scenario replace those of the configuration, whose place is kept") {
    const fs::path file = folder_of_configurations() / "llama-2-7b.json";
    const LoadedScenario loaded = test::load_settings(asking(file, {"model.layers=40"}));
    CHECK(loaded.scenario.model.layers == 40);
    CHECK(loaded.scenario.model.hidden == 4096);
    const auto origin = [&](const char* path) {
        return loaded
            .origins[static_cast<std::size_t>(find_field(path) - scenario_fields().data())];
    };
    CHECK(origin("model.layers").kind == OriginKind::given);
    CHECK(origin("model.hidden").kind == OriginKind::preset);
    CHECK(origin("model.hidden").place.file == file.string());
    CHECK(origin("model.hidden").provenance.source == "Hugging Face configuration");
}

TEST_CASE("a path in a scenario file is relative to that file") {
    const Written scenario("ask.toml",
                           "[model]\nhuggingface = \"there/config.json\"\n"
                           "[cluster]\nservers = 16\n"
                           "[training]\nsequence_length = 512\nglobal_batch = 8192\n");
    fs::create_directories(scenario.folder() / "there");
    scenario.add("there/config.json", content_of("gpt2"));
    CHECK(test::load_file(scenario.file()).scenario.model.hidden == 768);
}

TEST_CASE("preset and configuration exclude each other") {
    const fs::path file = folder_of_configurations() / "gpt2.json";
    const auto loaded = test::try_settings(asking(file, {"model.preset=gpt2-small"}));
    REQUIRE_FALSE(loaded.has_value());
    REQUIRE(loaded.error().size() == 1);
    CHECK(
        loaded.error().front().message ==
        fmt::format("model.huggingface = \"{}\": model.preset = \"gpt2-small\" names another model",
                    file.string()));
    CHECK(loaded.error().front().help == "leave one of the two out");
}

TEST_CASE("what is wrong with a configuration is said with file, key and what is expected") {
    const std::string llama = content_of("llama-2-7b");
    CHECK(faults_of(replaced(llama, "\"hidden_size\": 4096,", "")) ==
          "FILE: error: hidden_size: not given\n  help: a whole number is expected\n");
    CHECK(faults_of(replaced(llama, "4096", "\"4096\"")) ==
          "FILE: error: hidden_size = \"4096\": this is not a whole number from 0 to 2^53\n");
    CHECK(faults_of(replaced(llama, "4096", "4096.5")) ==
          "FILE: error: hidden_size = 4096.5: this is not a whole number from 0 to 2^53\n");
    CHECK(faults_of(replaced(llama, "4096", "-4096")) ==
          "FILE: error: hidden_size = -4096: this is not a whole number from 0 to 2^53\n");
    CHECK(faults_of(replaced(llama, "4096", "99999999999999999999")) ==
          "FILE: error: hidden_size = 1e+20: this is not a whole number from 0 to 2^53\n");
    CHECK(faults_of(replaced(llama, "false", "0")) ==
          "FILE: error: tie_word_embeddings = 0: this is not true or false\n");
    CHECK_THAT(faults_of(replaced(llama, "4096", "0")),
               StartsWith("FILE: error: model.hidden = 0: out of range"));
    CHECK(faults_of(replaced(
              content_of("deepseek-v3"), "\"moe_layer_freq\": 1", "\"moe_layer_freq\": 2")) ==
          "FILE: error: moe_layer_freq = 2: only 1 can be read\n");
    // All of them in one go.
    const std::string two = replaced(replaced(llama, "\"hidden_size\": 4096,", ""), "32000", "[]");
    CHECK_THAT(faults_of(two), ContainsSubstring("hidden_size: not given"));
    CHECK_THAT(faults_of(two), ContainsSubstring("vocab_size = []: this is not a whole number"));
}

TEST_CASE("an unknown architecture is answered with the nearest and all that are known") {
    const std::string near = faults_of("{\"model_type\": \"lama\", \"hidden_size\": 8}");
    CHECK_THAT(near,
               StartsWith("FILE: error: model_type = \"lama\": no architecture of this name is "
                          "known\n  help: did you mean 'llama'? known: bart, bert, "));
    const std::string far = faults_of("{\"model_type\": \"zyzzyva\"}");
    CHECK_THAT(far, ContainsSubstring("help: known: bart, bert, "));
    for (const std::string& name : huggingface_model_types())
        CHECK_THAT(far, ContainsSubstring(name));
    CHECK_THAT(faults_of("{}"), StartsWith("FILE: error: model_type: not given\n  help: known: "));
    CHECK_THAT(faults_of("{\"model_type\": 3}"),
               StartsWith("FILE: error: model_type = 3: no arch"));
}

TEST_CASE("a configuration that is no JSON object is refused") {
    CHECK(faults_of("[1, 2]") ==
          "FILE: error: this is not a JSON object\n"
          "  help: a configuration is one: { \"key\": value, … }\n");
    CHECK_THAT(faults_of(""), StartsWith("FILE:1:1: error: the text breaks off"));
    CHECK_THAT(faults_of("{\n  \"a\": 1,\n  ?}"), StartsWith("FILE:3:3: error: "));
    CHECK_THAT(faults_of("{\"model_type\": \"llama\", \"hidden_size\": 1e999}"),
               StartsWith("FILE: error: a number is too large"));
    const auto nowhere = test::try_settings(asking("no/such/config.json"));
    REQUIRE_FALSE(nowhere.has_value());
    CHECK(render(nowhere.error()) == "no/such/config.json: error: no such file\n");
}

TEST_CASE("nesting of any depth is a fault, or left out, and takes no stack") {
    const std::string deep(500000, '[');
    CHECK_FALSE(faults_of(deep).empty());
    CHECK_FALSE(faults_of("{\"a\":" + deep).empty());
    const std::string closed = deep + std::string(deep.size(), ']');
    CHECK_THAT(faults_of("{\"a\":" + closed + "}"), ContainsSubstring("model_type: not given"));
    std::string objects;
    for (int i = 0; i < 100000; ++i) objects += "{\"a\":";
    CHECK_FALSE(faults_of(objects).empty());
}

TEST_CASE("a configuration with any one byte wrong is read or refused") {
    std::mt19937_64 random(7);
    for (const char* name : {"deepseek-v3", "falcon-7b", "t5-large"}) {
        const std::string whole = content_of(name);
        for (int i = 0; i < 150; ++i) {
            std::string text = whole;
            text[random() % text.size()] = static_cast<char>(random() & 0xffU);
            const Written config("config.json", text);
            const auto loaded = test::try_settings(asking(config.file()));
            CAPTURE(name, text);
            if (loaded) {
                const double counted = total_parameters(loaded->scenario.model, 512);
                CHECK(std::isfinite(counted));
                CHECK(counted > 0.0);
            } else {
                CHECK_FALSE(loaded.error().front().message.empty());
            }
        }
    }
}
