// DeepSpeed configurations as a scenario, and a scenario as one.

#include "engine/scenario/deepspeed_config.hpp"

#include <random>

#include <fmt/format.h>

#include "engine/scenario/canonical.hpp"
#include "engine/scenario/load.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace deepwallet;

namespace {

using Words = std::vector<std::string>;

/// 16 servers of 8, tensor 8 and pipeline 2: data parallel 8.
Words asking(const std::string& file, Words more) {
    Words all = {"import.deepspeed=\"" + file + "\"",
                 "model.preset=gpt3-13b",
                 "cluster.servers=16",
                 "parallelism.tensor=8",
                 "parallelism.pipeline=2",
                 "training.sequence_length=2048"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

Result<LoadedScenario> try_config(const std::string& content, Words more = {}) {
    const test::TemporaryFolder folder;
    return test::try_settings(asking(folder.write("ds.json", content), std::move(more)));
}

LoadedScenario config(const std::string& content, Words more = {}) {
    auto loaded = try_config(content, std::move(more));
    if (!loaded)
        throw std::runtime_error(render(loaded.error()));
    return *loaded;
}

std::string without_folder(std::string text) {
    const std::string file = (test::TemporaryFolder().path() / "ds.json").string();
    for (std::size_t at = 0; (at = text.find(file, at)) != std::string::npos;)
        text.replace(at, file.size(), "FILE");
    return text;
}

std::string faults_of(const std::string& content, Words more = {}) {
    const auto loaded = try_config(content, std::move(more));
    return loaded ? "" : without_folder(render(loaded.error()));
}

std::string notes_of(const LoadedScenario& loaded) {
    std::string text;
    for (const std::string& note : loaded.notes) text += note + '\n';
    return without_folder(text);
}

const std::string kBatches =
    "{\"train_batch_size\": 512, \"train_micro_batch_size_per_gpu\": 2,\n"
    "\"gradient_accumulation_steps\": 32}";

}  // namespace

TEST_CASE("batch, ZeRO stage, precision and pipeline are read") {
    const Scenario s = config(
                           "{\"train_batch_size\": 512, \"train_micro_batch_size_per_gpu\": 2,"
                           "\"zero_optimization\": {\"stage\": 1}, \"fp16\": {\"enabled\": true},"
                           "\"bf16\": {\"enabled\": false},"
                           "\"pipeline\": {\"activation_checkpoint_interval\": 1}}")
                           .scenario;
    CHECK(s.training.global_batch == 512);
    CHECK(s.parallelism.micro_batch == 2);
    CHECK(s.parallelism.zero_stage == 1);
    CHECK(s.training.precision == Precision::fp16);
    CHECK(s.parallelism.recompute == Recompute::full);
}

TEST_CASE("of batch, micro-batch and accumulation each follows from the other two") {
    // train_batch_size = micro-batch x accumulation x data: 2 x 32 x 8 = 512.
    CHECK(config(kBatches).scenario.training.global_batch == 512);
    const Scenario batch = config(
                               "{\"train_micro_batch_size_per_gpu\": 2, "
                               "\"gradient_accumulation_steps\": 32}")
                               .scenario;
    CHECK(batch.training.global_batch == 512);
    const Scenario micro =
        config("{\"train_batch_size\": 512, \"gradient_accumulation_steps\": 32}").scenario;
    CHECK(micro.parallelism.micro_batch == 2);
}

TEST_CASE("batches that do not agree are a fault, unless the scenario gives its own") {
    CHECK(faults_of(kBatches, {"cluster.servers=32"}) ==
          "FILE:1:2: error: train_batch_size = 512: micro-batch 2 x accumulation 32 x data 16 is "
          "1024\n  help: leave one of train_batch_size, train_micro_batch_size_per_gpu and "
          "gradient_accumulation_steps out, or give training.global_batch\n");
    CHECK(config(kBatches, {"cluster.servers=32", "training.global_batch=1024"})
              .scenario.training.global_batch == 1024);
    CHECK(faults_of("{\"train_batch_size\": 500, \"gradient_accumulation_steps\": 32}") ==
          "FILE:1:27: error: gradient_accumulation_steps = 32: 500 sequences do not divide by "
          "accumulation 32 x data 8\n  help: make train_batch_size a multiple of both\n");
}

TEST_CASE("malformed values are faults with their place and what is allowed") {
    const Words batch = {"training.global_batch=512"};
    struct Row {
        const char* content;
        const char* said;
    };
    const std::vector<Row> rows = {
        {"{\"zero_optimization\":\n {\"stage\": 4}}",
         "FILE:2:3: error: zero_optimization.stage = 4: out of range\n"
         "  help: 0 to 3 is allowed (ZeRO: 1 shards optimizer, 2 gradients too, 3 weights too)\n"},
        {"{\"train_micro_batch_size_per_gpu\": \"2\"}",
         "FILE:1:2: error: train_micro_batch_size_per_gpu = \"2\": this is not a whole number\n"
         "  help: sequences of a micro-batch\n"},
        {"{\"bf16\": {\"enabled\": 1}}",
         "FILE:1:11: error: bf16.enabled = 1: this is not true or false\n"
         "  help: true turns the number format on\n"},
        {"{\"fp16\": {\"enabled\": true},\n \"bf16\": {\"enabled\": true}}",
         "FILE:2:11: error: bf16.enabled = true: fp16.enabled is true as well\n"
         "  help: turn one of the two off\n"},
        {"{\"gradient_accumulation_steps\": 0}",
         "FILE:1:2: error: gradient_accumulation_steps = 0: out of range\n"
         "  help: 1 to 1000000000 is allowed (micro-batches of an iteration)\n"},
        {"{\"pipeline\": {\"activation_checkpoint_interval\": \"all\"}}",
         "FILE:1:15: error: pipeline.activation_checkpoint_interval = \"all\": this is not a "
         "whole number\n  help: 0 keeps all activations, 1 the input of every layer\n"},
        {"{\"zero_optimization\": {\"offload_optimizer\": {\"device\": \"disk\"}}}",
         "FILE:1:46: error: zero_optimization.offload_optimizer.device = \"disk\": no such device\n"
         "  help: cpu, nvme or none\n"},
        {"[]",
         "FILE: error: this is not a JSON object\n"
         "  help: a configuration is one: { \"key\": value, … }\n"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.content);
        CHECK(faults_of(row.content, batch) == row.said);
    }
    const auto nowhere = test::try_settings(asking("no/such.json", batch));
    REQUIRE_FALSE(nowhere.has_value());
    CHECK(render(nowhere.error()) == "no/such.json: error: no such file\n");
}

TEST_CASE("every key that is not understood is named") {
    const LoadedScenario loaded = config(
        "{\"train_batch_size\": \"auto\",\n"
        "\"zero_optimization\": {\"stge\": 1, \"reduce_bucket_size\": 5000,\n"
        "  \"offload_param\": {\"device\": \"none\"}},\n"
        "\"optimizer\": {\"type\": \"Adam\", \"params\": {\"lr\": 1e-4}},\n"
        "\"activation_checkpointing\": {\"cpu_checkpointing\": true}}",
        {"training.global_batch=512"});
    CHECK(notes_of(loaded) ==
          "FILE:1:2: warning: train_batch_size = \"auto\": left to the scenario\n"
          "FILE:2:23: warning: zero_optimization.stge = 1: not understood; did you mean "
          "'zero_optimization.stage'?\n"
          "FILE:2:34: warning: zero_optimization.reduce_bucket_size = 5000: not understood\n"
          "FILE:5:30: warning: activation_checkpointing.cpu_checkpointing = true: not understood\n"
          "FILE: warning: without effect on time or cost: optimizer.type, optimizer.params.lr\n");
}

TEST_CASE("offloaded states are read from DeepSpeed's two sections, and where they go") {
    const auto plan = [](const std::string& sections, const char* stage = "3") {
        return config("{\"zero_optimization\": {\"stage\": " + std::string(stage) + sections + "}}",
                      {"training.global_batch=512"});
    };
    const std::string optimizer = ", \"offload_optimizer\": {\"device\": ";
    const std::string parameters = ", \"offload_param\": {\"device\": ";
    const Parallelism host = plan(optimizer + "\"cpu\"}", "2").scenario.parallelism;
    CHECK(host.offload == Offload::optimizer);
    CHECK(host.offload_to == OffloadTo::host);
    const Parallelism drives =
        plan(optimizer + "\"nvme\", \"nvme_path\": \"/tmp\"}" + parameters + "\"nvme\"}")
            .scenario.parallelism;
    CHECK(drives.offload == Offload::parameters);
    CHECK(drives.offload_to == OffloadTo::nvme);
    const LoadedScenario none = plan(optimizer + "\"none\"}" + parameters + "\"none\"}");
    CHECK(none.scenario.parallelism.offload == Offload::none);
    CHECK(notes_of(none).empty());
    const LoadedScenario mixed = plan(optimizer + "\"nvme\"}" + parameters + "\"cpu\"}");
    CHECK(mixed.scenario.parallelism.offload == Offload::parameters);
    CHECK(mixed.scenario.parallelism.offload_to == OffloadTo::nvme);
    CHECK(notes_of(mixed) ==
          "FILE:1:95: warning: zero_optimization.offload_param.device = \"cpu\": not understood; "
          "parameters go where the optimizer goes\n");
    const LoadedScenario alone = plan(parameters + "\"cpu\"}");
    CHECK(alone.scenario.parallelism.offload == Offload::none);
    CHECK(notes_of(alone) ==
          "FILE:1:54: warning: zero_optimization.offload_param.device = \"cpu\": not understood "
          "without zero_optimization.offload_optimizer.device\n");
}

TEST_CASE("a configuration that contradicts the launch arguments is a fault") {
    CHECK(
        faults_of("{\"train_micro_batch_size_per_gpu\": 2}",
                  {"training.global_batch=512", "import.megatron_args=\"--micro-batch-size 4\""}) ==
        "FILE:1:2: error: parallelism.micro_batch = 2: import.megatron_args says 4\n"
        "  help: make both the same, or give parallelism.micro_batch in the scenario\n");
    CHECK(config("{\"train_micro_batch_size_per_gpu\": 2}",
                 {"training.global_batch=512",
                  "parallelism.micro_batch=1",
                  "import.megatron_args=\"--micro-batch-size 4\""})
              .scenario.parallelism.micro_batch == 1);
    // A default is nothing that was said.
    CHECK(config("{\"zero_optimization\": {\"stage\": 2}, \"bf16\": {\"enabled\": true}}",
                 {"training.global_batch=512",
                  "import.megatron_args=\"--num-layers 40 --fp32-residual-connection\""})
              .scenario.parallelism.zero_stage == 2);
}

TEST_CASE("what is lost on the way through a configuration is what its comment names") {
    std::mt19937_64 random(17);
    const auto pick = [&](std::initializer_list<const char*> words) {
        return std::string(*(words.begin() + random() % words.size()));
    };
    for (int i = 0; i < 100; ++i) {
        const Words plan = {"model.preset=" + pick({"gpt3-13b", "llama-2-7b"}),
                            "cluster.servers=16",
                            "training.sequence_length=2048",
                            "training.global_batch=" + pick({"512", "1024"}),
                            "training.precision=" + pick({"bf16", "fp16", "fp32"}),
                            "parallelism.tensor=" + pick({"1", "2", "8"}),
                            "parallelism.pipeline=" + pick({"1", "2", "4"}),
                            "parallelism.micro_batch=" + pick({"1", "2"}),
                            "parallelism.recompute=" + pick({"none", "selective", "full"}),
                            "parallelism.zero_stage=" + pick({"0", "1", "2", "3"})};
        const bool three = plan.back() == "parallelism.zero_stage=3";
        const Words offload =
            three ? Words{"parallelism.offload=" + pick({"none", "optimizer", "parameters"}),
                          "parallelism.offload_to=" + pick({"host", "nvme"})}
                  : Words{};
        Words all = plan;
        all.insert(all.end(), offload.begin(), offload.end());
        const Scenario s = test::load_settings(all).scenario;
        const std::string text = deepspeed_config(s);
        const test::TemporaryFolder folder;
        const Scenario back =
            test::load_settings({"import.deepspeed=\"" + folder.write("ds.json", text) + "\"",
                                 plan[0],
                                 plan[1],
                                 plan[2],
                                 plan[5],
                                 "training.precision=" + pick({"fp32"})})
                .scenario;
        // These were given again; the rest is the configuration's.
        Scenario wanted = canonical(s);
        Scenario got = canonical(back);
        got.training.precision = wanted.training.precision;
        CAPTURE(plan, text);
        for (const std::string& field :
             differing_fields(wanted, got, {"parallelism.", "training."})) {
            std::string quoted = field;
            for (std::size_t at = 0; (at = quoted.find('"', at)) != std::string::npos; at += 2)
                quoted.insert(at, 1, '\\');
            CHECK_THAT(text, ContainsSubstring("no key says " + quoted + "\""));
        }
        CHECK_THAT(text, ContainsSubstring("no key says training.sequence_length = 2048"));
        const bool selective = s.parallelism.recompute == Recompute::selective;
        CHECK(text.find("parallelism.offload") == std::string::npos);
        CHECK((text.find("parallelism.recompute") != std::string::npos) == selective);
    }
}

TEST_CASE("a DeepSpeed configuration with any one byte wrong is read or refused") {
    std::mt19937_64 random(23);
    const std::string whole = deepspeed_config(test::load_file(test::reference_file()).scenario);
    for (int i = 0; i < 200; ++i) {
        std::string text = whole;
        text[random() % text.size()] = static_cast<char>(random() & 0xffU);
        const auto loaded = try_config(text);
        CHECK((loaded.has_value() || !loaded.error().front().message.empty()));
    }
}
