// Launch arguments of Megatron-LM as a scenario, and a scenario as launch arguments.

#include "engine/scenario/megatron_arguments.hpp"

#include <algorithm>
#include <random>

#include <fmt/format.h>

#include "engine/scenario/canonical.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/workload/parameters.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace deepwallet;

namespace {

using Words = std::vector<std::string>;

const Words kSections = {"model.", "parallelism.", "training."};

/// Narayanan et al. 2021 (arXiv:2104.04473), table 1: GPT-3 on 1,024 GPUs, as a launch script.
const std::string kGpt3 = R"(#!/bin/bash
TP=8
GPT_ARGS=(
    --num-layers 96        # of GPT-3
    --hidden-size 12288
    --num-attention-heads 96
    --seq-length 2048
    --max-position-embeddings 2048
    --vocab-size 50257
)
TRAINING="--micro-batch-size 1 --global-batch-size 1536 \
    --train-samples 146484375 --bf16 --lr 6.0e-5 --seed 1234"
torchrun --nproc_per_node 8 --nnodes 128 pretrain_gpt.py ${GPT_ARGS[@]} $TRAINING \
    --tensor-model-parallel-size $TP --pipeline-model-parallel-size 8 \
    --num-layers-per-virtual-pipeline-stage 3 --recompute-granularity full \
    --use-distributed-optimizer --save /checkpoints > log 2>&1
)";

/// A model of its own size: what the scenario gives when nothing else does.
Words with_arguments(const std::string& arguments, Words more = {}) {
    Words all = {"import.megatron_args=\"" + arguments + "\"",
                 "cluster.servers=16",
                 "training.sequence_length=2048",
                 "training.global_batch=512"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

/// Arguments on top of a preset, so that only a part is asked for.
LoadedScenario partly(const std::string& arguments, Words more = {}) {
    more.insert(more.begin(), "model.preset=gpt3-175b");
    return test::load_settings(with_arguments(arguments, std::move(more)));
}

std::string without_place(std::string text) {
    const std::string key = "--set import.megatron_args=";
    for (std::size_t at = 0; (at = text.find(key, at)) != std::string::npos;) {
        const std::size_t error = text.find("error: ", at);
        const std::size_t warning = text.find("warning: ", at);
        text.erase(at, std::min(error, warning) - at);
    }
    return text;
}

std::string faults_of(const std::string& arguments, Words more = {}) {
    more.insert(more.begin(), "model.preset=gpt3-175b");
    const auto loaded = test::try_settings(with_arguments(arguments, std::move(more)));
    return loaded ? "" : without_place(render(loaded.error()));
}

std::string notes_of(const LoadedScenario& loaded) {
    std::string text;
    for (const std::string& note : loaded.notes) text += note + '\n';
    return without_place(text);
}

/// The scenario that its own export describes on the same machine, and what is otherwise.
Words lost_in_round_trip(const Scenario& s) {
    const test::TemporaryFolder folder;
    const std::string file = folder.write("args.sh", megatron_arguments(s));
    Assignments inputs = test::settings({"import.megatron_args=\"" + file + "\"",
                                         fmt::format("cluster.servers={}", s.cluster.servers),
                                         "cluster.server=\"" + s.presets.server + "\"",
                                         "software.stack=\"" + s.presets.stack + "\""});
    if (s.cluster.gpus)
        inputs.push_back({"cluster.gpus", *s.cluster.gpus, {}, {}});
    const auto back = load_scenario(inputs, test::database());
    if (!back)
        return {render(back.error())};
    return differing_fields(canonical(s), canonical(back->scenario), kSections);
}

Scenario preset_plan(const std::string& model, Words more = {}) {
    Words all = {"model.preset=" + model,
                 "cluster.server=dgx-h100",
                 "cluster.servers=64",
                 "software.stack=megatron-2022",
                 "training.sequence_length=2048",
                 "training.global_batch=512",
                 "training.tokens=2048e6"};
    all.insert(all.end(), more.begin(), more.end());
    return test::load_settings(all).scenario;
}

}  // namespace

TEST_CASE("a launch script of GPT-3 fills model, plan, batch, precision and servers") {
    const test::TemporaryFolder folder;
    CHECK_FALSE(folder.write("gpt3.sh", kGpt3).empty());
    const std::string file = folder.write("ask.toml", "[import]\nmegatron_args = \"gpt3.sh\"\n");
    const LoadedScenario loaded = test::load_file(file);
    const Scenario& s = loaded.scenario;
    CHECK(s.model.layers == 96);
    CHECK(s.model.hidden == 12288);
    CHECK(ffn_hidden(s.model) == 4 * 12288);
    // 50,257 padded to a multiple of 128 x 8.
    CHECK(s.model.vocab == 51200);
    CHECK(s.parallelism.tensor == 8);
    CHECK(s.parallelism.pipeline == 8);
    // 96 / (8 x 3).
    CHECK(s.parallelism.virtual_stages == 4);
    CHECK(s.parallelism.schedule == ScheduleKind::interleaved);
    CHECK(s.parallelism.recompute == Recompute::full);
    CHECK(s.parallelism.zero_stage == 1);
    CHECK(s.training.global_batch == 1536);
    CHECK(s.training.tokens == 146484375.0 * 2048.0);
    CHECK(s.training.precision == Precision::bf16);
    CHECK(s.cluster.servers == 128);
    // 174.6 billion (Brown et al. 2020, table D.1).
    CHECK_THAT(total_parameters(s.model, 2048), WithinRel(174.6e9, 0.005));
    REQUIRE(loaded.notes.size() == 1);
    CHECK_THAT(loaded.notes.front(),
               EndsWith("warning: without effect on time or cost: --lr, --seed, --save"));
}

TEST_CASE("what the scenario gives stands above its import, and that above presets") {
    const LoadedScenario loaded =
        partly("--tensor-model-parallel-size 4 --num-attention-heads 48 --seq-length 1024",
               {"parallelism.tensor=8"});
    CHECK(loaded.scenario.parallelism.tensor == 8);
    CHECK(loaded.scenario.model.heads == 48);
    CHECK(loaded.scenario.model.layers == 96);
    CHECK(loaded.scenario.training.sequence_length == 2048);
    CHECK(loaded.notes.empty());
    const auto origin = [&](const char* path) {
        return loaded
            .origins[static_cast<std::size_t>(find_field(path) - scenario_fields().data())];
    };
    CHECK(origin("model.heads").kind == OriginKind::preset);
    CHECK(origin("model.heads").provenance.source == "Megatron-LM arguments");
    CHECK(origin("parallelism.tensor").kind == OriginKind::given);
}

TEST_CASE("a whole model has Megatron-LM's defaults for what its arguments leave out") {
    const std::string shape =
        "--num-layers 32 --hidden-size 4096 --num-attention-heads 32 --vocab-size 32000 "
        "--max-position-embeddings 4096 --tensor-model-parallel-size 2 ";
    const auto model = [&](const std::string& more) {
        return test::load_settings(with_arguments(shape + more)).scenario;
    };
    const Scenario plain = model("");
    CHECK(plain.training.precision == Precision::fp32);
    CHECK(uses_dropout(plain.model));
    CHECK(plain.model.tied_embeddings);
    CHECK(plain.model.vocab == 32000);
    CHECK_FALSE(uses_dropout(model("--hidden-dropout 0 --attention-dropout 0.0").model));
    CHECK(uses_dropout(model("--hidden-dropout 0").model));
    // int((4 x 4096 x 2 / 3) / 64) x 64.
    CHECK(ffn_hidden(model("--swiglu").model) == 10880);
    CHECK(kv_heads(model("--group-query-attention --num-query-groups 8").model) == 8);
    CHECK(kv_heads(model("--group-query-attention").model) == 1);
    CHECK(kv_heads(model("--num-query-groups 8").model) == 32);
    CHECK(model("--num-experts 8").model.experts_per_token == 2);
    CHECK(model("--num-experts 8 --moe-layer-freq ([0]*2+[1]*30)").model.dense_layers == 2);
    const Scenario narrow = test::load_settings(with_arguments(shape + "--bf16 --fp8-format hybrid",
                                                               {"cluster.server=dgx-h100"}))
                                .scenario;
    CHECK(narrow.training.precision == Precision::fp8);
}

TEST_CASE("NeMo's overrides are the same arguments") {
    const Scenario s =
        partly(
            "model.tensor_model_parallel_size=8 ++model.pipeline_model_parallel_size=4 "
            "model.virtual_pipeline_model_parallel_size=6 model.sequence_parallel=True "
            "model.share_embeddings_and_output_weights=False model.bias=True "
            "trainer.precision=bf16-mixed model.activations_checkpoint_granularity=selective "
            "model.num_query_groups=8 model.ffn_hidden_size=null exp_manager.name=x")
            .scenario;
    CHECK(s.parallelism.tensor == 8);
    CHECK(s.parallelism.pipeline == 4);
    CHECK(s.parallelism.virtual_stages == 6);
    CHECK(s.parallelism.sequence_parallel);
    CHECK_FALSE(s.model.tied_embeddings);
    CHECK(s.model.biases);
    CHECK(s.training.precision == Precision::bf16);
    CHECK(s.parallelism.recompute == Recompute::selective);
    CHECK(kv_heads(s.model) == 8);
}

TEST_CASE("iterations, samples and a batch that grows become tokens") {
    CHECK(partly("--train-iters 1000").scenario.training.tokens == 1000.0 * 512 * 2048);
    CHECK(partly("--train-samples 1000").scenario.training.tokens == 1000.0 * 2048);
    CHECK(partly("--train-tokens 300000000000").scenario.training.tokens == 300e9);
    const Training t =
        partly("--rampup-batch-size 256 128 100000 --train-samples 1000000").scenario.training;
    CHECK(t.batch_ramp_start == 256);
    CHECK(t.batch_ramp_increment == 128);
    CHECK(t.batch_ramp_tokens == 100000.0 * 2048);
    // 51,200 samples in batches of 256 and of 384 each, then 512 a time.
    const double ramp = 51200.0 / 256 + 51200.0 / 384;
    const double samples = 102400 + (1000 - ramp) * 512;
    const double tokens =
        partly("--rampup-batch-size 256 128 102400 --train-iters 1000").scenario.training.tokens;
    CHECK_THAT(tokens, WithinRel(samples * 2048, 1e-12));
    // 100 iterations end in the first size.
    const double early =
        partly("--rampup-batch-size 256 128 102400 --train-iters 100").scenario.training.tokens;
    CHECK_THAT(early, WithinRel(100.0 * 256 * 2048, 1e-12));
}

TEST_CASE("every argument that is not understood is named, with the nearest one that is") {
    CHECK(notes_of(partly("--tensor-model-parallel-siz 8 --tp-comm-overlap --frobnicate 3 4 "
                          "--num-query-groups 8")) ==
          "warning: --tensor-model-parallel-siz: not understood; did you mean "
          "'--tensor-model-parallel-size'?\n"
          "warning: --tp-comm-overlap: not understood\n"
          "warning: --frobnicate: not understood\n"
          "warning: --num-query-groups: without --group-query-attention it has no effect\n");
    CHECK(notes_of(partly("--recompute-granularity full --recompute-method block "
                          "--recompute-num-layers 4 --micro-batch-size 1 --micro-batch-size 2")) ==
          "warning: --micro-batch-size 2: given more than once, and the last one is taken\n"
          "warning: --recompute-method block: not understood; every layer is computed again\n"
          "warning: --recompute-num-layers 4: not understood; the input of every layer is kept\n");
    CHECK(notes_of(partly("--micro-batch-size 1 --lr $LR --save ${DIR:-x} $MORE")) ==
          "warning: $MORE: the variable is not set here, and stays as it is written\n"
          "warning: without effect on time or cost: --lr, --save\n");
    CHECK(notes_of(partly("model.mcore_gpt=True model.optim.name=adam --micro-batch-size 1")) ==
          "warning: model.mcore_gpt: not understood\n"
          "warning: model.optim.name: not understood\n");
}

TEST_CASE("malformed arguments are faults with value, what is allowed and the nearest word") {
    struct Row {
        const char* arguments;
        const char* said;
    };
    const std::vector<Row> rows = {
        {"--tensor-model-parallel-size eight",
         "error: --tensor-model-parallel-size = \"eight\": this is not a whole number\n"
         "  help: tensor parallel degree\n"},
        {"--tensor-model-parallel-size 0",
         "error: --tensor-model-parallel-size = 0: out of range\n"
         "  help: 1 to 1000000 is allowed (tensor parallel degree)\n"},
        {"--tensor-model-parallel-size --bf16",
         "error: --tensor-model-parallel-size: a value is missing\n"
         "  help: it takes one value: tensor parallel degree\n"},
        {"--micro-batch-size 4 2",
         "error: --micro-batch-size 4 2: 2 is left over\n"
         "  help: --micro-batch-size takes one value\n"},
        {"--sequence-parallel 1",
         "error: --sequence-parallel 1: 1 is left over\n"
         "  help: --sequence-parallel takes no value\n"},
        {"--normalization RMSNrm",
         "error: --normalization = \"RMSNrm\": no such choice\n"
         "  help: did you mean 'RMSNorm'? allowed: LayerNorm, RMSNorm, layernorm, rmsnorm\n"},
        {"--recompute-granularity",
         "error: --recompute-granularity: a value is missing\n"
         "  help: allowed: selective, full\n"},
        {"--bf16 --fp16",
         "error: --fp16: --bf16 is given as well\n  help: leave one of the two out\n"},
        {"--rampup-batch-size 32 32",
         "error: --rampup-batch-size: a value is missing\n"
         "  help: it takes 3 values: sequences of the first iterations, where the batch grows to "
         "global_batch\n"},
        {"--pipeline-model-parallel-size 8 --num-layers-per-virtual-pipeline-stage 5",
         "error: --num-layers-per-virtual-pipeline-stage = 5: 96 layers over 8 stages do not "
         "divide by it\n  help: 1, 2, 3, 4, 6, 12 do\n"},
        {"--train-iters 10 --train-samples 10",
         "error: --train-samples 10: --train-iters is given as well\n"
         "  help: leave one of the two out\n"},
        {"--num-experts 8 --moe-layer-freq ([1]*3+[0]*4)",
         "error: --moe-layer-freq = \"([1]*3+[0]*4)\": not a pattern that can be read\n"
         "  help: a number, or ([0]*dense+[1]*sparse) with all layers is allowed\n"},
        {"--moe-shared-expert-intermediate-size 5",
         "error: --moe-shared-expert-intermediate-size = 5: not a multiple of an expert's width, "
         "49152\n  help: shared experts are as wide as routed ones\n"},
        {"--pipeline-model-parallel-size 4 --decoder-first-pipeline-num-layers 23",
         "error: --decoder-first-pipeline-num-layers 23: the other layers, 73 of 96, do not divide "
         "over 3 stages\n  help: stages between the first and the last hold as many layers each\n"},
        {"model.sequence_parallel=maybe",
         "error: model.sequence_parallel = \"maybe\": this is not true or false\n"
         "  help: True or False is allowed\n"},
        {"args.sh",
         "error: import.megatron_args = \"args.sh\": no such file, and no arguments\n"
         "  help: arguments as --num-layers 96, or the path of a file that holds them\n"},
        {"--tensor-model-parallel-size 'x", "error: this quote is not closed\n"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.arguments);
        CHECK(faults_of(row.arguments) == row.said);
    }
}

TEST_CASE("faults in a file of arguments have its lines and columns, all in one go") {
    const test::TemporaryFolder folder;
    const std::string arguments =
        folder.write("a.sh", "run \\\n  --micro-batch-size two \\\n  --global-batch-size -4\n");
    const auto loaded = test::try_settings({"import.megatron_args=\"" + arguments + "\"",
                                            "model.preset=gpt3-175b",
                                            "cluster.servers=16",
                                            "training.sequence_length=2048"});
    REQUIRE_FALSE(loaded.has_value());
    CHECK(render(loaded.error()) ==
          arguments +
              ":2:3: error: --micro-batch-size = \"two\": this is not a whole number\n"
              "  help: sequences of a micro-batch\n" +
              arguments +
              ":3:3: error: --global-batch-size = -4: out of range\n"
              "  help: 1 to 1000000000 is allowed (sequences of an iteration)\n");
}

TEST_CASE("published scenarios come back from their arguments field by field") {
    for (const char* name : {"mt-nlg-530b-280", "mt-nlg-530b-350", "mt-nlg-530b-420"}) {
        CAPTURE(name);
        const auto file =
            test::project_root() / "scenarios" / "published" / (std::string(name) + ".toml");
        const Scenario s = test::load_file(file).scenario;
        CHECK(lost_in_round_trip(s).empty());
        CHECK_THAT(megatron_arguments(s), !ContainsSubstring("no argument says"));
        // 270e9 tokens are no whole number of samples.
        CHECK_THAT(megatron_arguments(s),
                   ContainsSubstring("# --train-tokens is Megatron-DeepSpeed's; of Megatron-LM "
                                     "--train-samples 131835938 comes near\n"));
    }
}

TEST_CASE("model presets come back from their arguments field by field") {
    for (const char* name : {"gpt3-175b",
                             "gpt3-13b",
                             "gpt-22b",
                             "llama-2-7b",
                             "llama-2-70b",
                             "llama-3.1-8b",
                             "llama-3.1-405b",
                             "mixtral-8x7b",
                             "mixtral-8x22b",
                             "qwen3-32b",
                             "qwen3-235b-a22b",
                             "deepseek-v2",
                             "deepseek-v3",
                             "kimi-k2",
                             "gpt-oss-120b",
                             "falcon-7b"}) {
        CAPTURE(name);
        const bool parallel_ffn = std::string(name) == "falcon-7b";
        const Scenario s = preset_plan(name, {"training.precision=fp8"});
        const Words lost = lost_in_round_trip(s);
        const std::string text = megatron_arguments(s);
        CHECK(lost.empty() != parallel_ffn);
        for (const std::string& field : lost)
            CHECK_THAT(text, ContainsSubstring("# no argument says " + field + "\n"));
        if (!parallel_ffn)
            CHECK_THAT(text, !ContainsSubstring("no argument says"));
    }
}

TEST_CASE("what is lost on the way through arguments is what their comments name, for any plan") {
    std::mt19937_64 random(11);
    const auto pick = [&](std::initializer_list<const char*> words) {
        return std::string(*(words.begin() + random() % words.size()));
    };
    std::size_t whole = 0;
    for (int i = 0; i < 300; ++i) {
        Words more = {
            "parallelism.tensor=" + pick({"1", "2", "4", "8"}),
            "parallelism.pipeline=" + pick({"1", "2", "4"}),
            "parallelism.context=" + pick({"1", "2"}),
            "parallelism.micro_batch=" + pick({"1", "2"}),
            "parallelism.recompute=" + pick({"none", "selective", "full"}),
            "parallelism.recompute_modules=" +
                pick({"[]", "[\"core_attn\"]", "[\"layernorm\", \"mlp\"]", "[\"moe_act\"]"}),
            "parallelism.sequence_parallel=" + pick({"true", "false"}),
            "parallelism.zero_stage=" + pick({"0", "1", "2", "3"}),
            "parallelism.schedule=" + pick({"1f1b", "interleaved", "gpipe", "zb-h1"}),
            "parallelism.virtual_stages=" + pick({"1", "2", "4"}),
            "training.precision=" + pick({"bf16", "fp16", "fp8", "fp32", "tf32"}),
            "training.global_batch=" + pick({"2048", "4096"}),
            "training.tokens=" + pick({"0", "1e9", "2048e6", "300e9"}),
        };
        if (random() % 3 == 0) {
            more.insert(more.end(),
                        {"training.batch_ramp_start=1024",
                         "training.batch_ramp_increment=1024",
                         "training.batch_ramp_tokens=" + pick({"2048e5", "1e8"})});
        }
        Words all = {"model.preset=" + pick({"gpt3-175b", "llama-2-70b", "mixtral-8x7b"}),
                     "cluster.server=dgx-h100",
                     "cluster.servers=64",
                     "training.sequence_length=2048"};
        all.insert(all.end(), more.begin(), more.end());
        const auto loaded = test::try_settings(all);
        if (!loaded)
            continue;
        ++whole;
        const Words lost = lost_in_round_trip(loaded->scenario);
        const std::string text = megatron_arguments(loaded->scenario);
        CAPTURE(more, text);
        std::size_t named = 0;
        for (std::size_t at = 0; (at = text.find("no argument says", at)) != std::string::npos;
             ++at)
            ++named;
        CHECK(named == lost.size());
        for (const std::string& field : lost)
            CHECK_THAT(text, ContainsSubstring("# no argument says " + field + "\n"));
    }
    CHECK(whole > 50);
}

TEST_CASE("stages with other ends come back, those of any other split are named") {
    const Scenario ends = preset_plan("gpt3-175b",
                                      {"parallelism.pipeline=4",
                                       "parallelism.tensor=8",
                                       "parallelism.stage_layers=[23, 25, 25, 23]"});
    CHECK_THAT(megatron_arguments(ends),
               ContainsSubstring("--decoder-first-pipeline-num-layers 23"));
    CHECK(lost_in_round_trip(ends).empty());
    const Scenario other = preset_plan("gpt3-175b",
                                       {"parallelism.pipeline=4",
                                        "parallelism.tensor=8",
                                        "parallelism.stage_layers=[23, 24, 26, 23]"});
    CHECK_THAT(
        megatron_arguments(other),
        ContainsSubstring("# no argument says parallelism.stage_layers = [23, 24, 26, 23]\n"));
}

TEST_CASE("an optimizer on the host comes back, and where else states go is named") {
    const Scenario s = partly(
                           "--tensor-model-parallel-size 8 --pipeline-model-parallel-size 8 "
                           "--use-distributed-optimizer --optimizer-cpu-offload "
                           "--use-precision-aware-optimizer --micro-batch-size 1")
                           .scenario;
    CHECK(s.parallelism.offload == Offload::optimizer);
    CHECK_THAT(megatron_arguments(s), ContainsSubstring("--optimizer-cpu-offload"));
    CHECK_THAT(megatron_arguments(s), ContainsSubstring("--use-precision-aware-optimizer"));
    CHECK(lost_in_round_trip(s).empty());
    Scenario drives = s;
    drives.parallelism.zero_stage = 3;
    drives.parallelism.offload = Offload::parameters;
    CHECK_THAT(megatron_arguments(drives),
               ContainsSubstring("no argument says parallelism.offload"));
}

TEST_CASE("a title with line breaks stays a comment") {
    Scenario s = test::load_file(test::reference_file()).scenario;
    s.name = "a\n--num-layers 3\r\n--bf16";
    CHECK_THAT(megatron_arguments(s), StartsWith("# a --num-layers 3  --bf16: arguments of "));
    CHECK(lost_in_round_trip(s).empty());
}

TEST_CASE("arguments with any one byte wrong are read or refused") {
    const test::TemporaryFolder folder;
    std::mt19937_64 random(5);
    for (int i = 0; i < 200; ++i) {
        std::string text = kGpt3;
        text[random() % text.size()] = static_cast<char>(random() & 0xffU);
        const std::string file = folder.write("a.sh", text);
        const auto loaded = test::try_settings({"import.megatron_args=\"" + file + "\""});
        CAPTURE(text);
        CHECK((loaded.has_value() || !loaded.error().front().message.empty()));
    }
}

TEST_CASE("an import that is empty is noted: somebody meant to import something") {
    const LoadedScenario loaded = test::load_settings({"model.preset=gpt3-175b",
                                                       "import.megatron_args=\"\"",
                                                       "cluster.servers=16",
                                                       "training.sequence_length=2048",
                                                       "training.global_batch=512"});
    CHECK_THAT(notes_of(loaded),
               ContainsSubstring("import.megatron_args is empty: nothing is imported"));
}
