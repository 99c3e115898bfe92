// Faults and values in the language of the window.

#include "gui/fault_text.hpp"

#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/load.hpp"
#include "gui/language.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"
#include "tests/support/sweeps.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;
using namespace deepwallet::test;

namespace {

/// Of the reference scenario with more settings.
Faults faults_of(const std::vector<std::string>& settings) {
    const auto inputs = read_inputs(reference_file(), settings);
    if (!inputs)
        return inputs.error();
    const auto loaded = load_scenario(*inputs, HardwareDb{shipped_database()});
    if (!loaded)
        return loaded.error();
    const auto evaluated = evaluate(loaded->scenario);
    return evaluated ? Faults() : evaluated.error();
}

Fault fault_of(const std::string& setting) { return faults_of({setting}).front(); }

/// Nothing of it is left as the engine says it.
void check_told(const Fault& fault) {
    INFO(fault.message << " — " << fault.help);
    INFO(told_message(fault).toStdString() << " — " << told_help(fault).toStdString());
    CHECK_FALSE(told_message(fault).endsWith(QString::fromStdString(fault.message)));
    CHECK((fault.help.empty() || told_help(fault) != QString::fromStdString(fault.help)));
}

}  // namespace

TEST_CASE("in English a fault is told as the engine has it") {
    const Fault fault = fault_of("parallelism.tensor=7");
    CHECK(told_message(fault).toStdString() == fault.message);
    CHECK(told_help(fault).toStdString() == fault.help);
}

TEST_CASE(
    "in Japanese the usual faults keep their place and value, and say in Japanese what is wrong") {
    const Language japanese("ja");
    struct Row {
        const char* setting;
        const char* begins;
        const char* says;
    };
    for (const Row& row :
         {Row{"parallelism.tensor=7", "parallelism.tensor = 7: ", "割り切れません"},
          Row{"parallelism.tensr=8", "parallelism.tensr: ", "項目はありません"},
          Row{"parallelism.tensor=-1", "parallelism.tensor = -1: ", "範囲外"},
          Row{"parallelism.tensor=\"x\"", "parallelism.tensor = ", "整数ではありません"},
          Row{"parallelism.schedule=\"x\"", "parallelism.schedule = ", "選択肢"},
          Row{"cluster.server=\"x\"", "cluster.server = ", "ありません"}}) {
        const Fault fault = fault_of(row.setting);
        INFO(row.setting << " -> " << fault.message << " -> " << told_message(fault).toStdString());
        CHECK(told_message(fault).startsWith(row.begins));
        CHECK(told_message(fault).contains(row.says));
    }
    CHECK(told_help(fault_of("parallelism.tensr=8")).contains("parallelism.tensor"));
    CHECK_FALSE(told_help(fault_of("parallelism.tensr=8")).contains("did you mean"));
    CHECK_FALSE(told_help(fault_of("parallelism.tensor=-1")).contains("allowed"));
    CHECK_FALSE(told_help(fault_of("parallelism.pipeline=36")).contains("divisor"));
    // What is to be written stands as it is written.
    CHECK(told_help(fault_of("parallelism.schedule=\"1f2b\"")).startsWith("'1f1b'"));
}

TEST_CASE("in Japanese what is wrong in a scenario is said without a word of English") {
    const Language japanese("ja");
    using Settings = std::vector<std::string>;
    for (const Settings& settings : std::vector<Settings>{
             {"model.heads=127"},
             {"model.heads=127", "model.kv_heads=0"},
             {"model.kv_heads=5"},
             {"model.kv_heads=48"},
             {"model.parallel_ffn=true",
              "model.architecture=\"encoder-decoder\"",
              "model.decoder_layers=20"},
             {"model.q_lora_rank=16"},
             {"model.rope_head_size=16"},
             {"model.kv_lora_rank=512", "model.kv_heads=8"},
             {"model.kv_lora_rank=512", "model.rope_head_size=4096"},
             {"model.experts=16", "model.experts_per_token=2", "model.expert_groups=4"},
             {"model.experts=16", "model.experts_per_token=2", "model.groups_per_token=2"},
             {"model.experts=16", "model.expert_groups=5", "model.groups_per_token=2"},
             {"model.experts=16",
              "model.experts_per_token=8",
              "model.expert_groups=4",
              "model.groups_per_token=1"},
             {"model.shared_experts=1"},
             {"model.experts=4", "model.experts_per_token=5"},
             {"model.experts=4", "model.experts_per_token=2", "model.expert_interval=200"},
             {"model.experts=4", "model.experts_per_token=2", "model.dense_layers=200"},
             {"model.decoder_layers=4"},
             {"model.architecture=\"encoder-decoder\""},
             {"model.total_parameters=5e9"},
             {"model.architecture=\"convolutional\""},
             {"model.preset=\"\""},
             {"parallelism.expert=2"},
             {"parallelism.stage_layers=[1,2]"},
             {"parallelism.virtual_stages=3"},
             {"parallelism.schedule=\"interleaved\"", "training.global_batch=1928"},
             {"parallelism.schedule=\"chimera\""},
             {"parallelism.data=7"},
             {"parallelism.offload=\"optimizer\"", "parallelism.zero_stage=0"},
             {"parallelism.context=3"},
             {"training.precision=\"fp8\""},
             {"training.precision=\"nvfp4\""},
             {"training.global_batch=1921"},
             {"training.sequence_length=2047", "parallelism.sequence_parallel=true"},
             {"training.batch_ramp_start=32"},
             {"training.batch_ramp_start=32",
              "training.batch_ramp_increment=33",
              "training.batch_ramp_tokens=1e9"},
             {"training.flops=1e24"},
             {"training.epochs=2"},
             {"cluster.gpus=3000"},
             {"cluster.server=\"\""},
             {"server.nics=0"},
             {"simulation.engine=\"des\"",
              "server.scaleup_topology=\"cube-mesh\"",
              "server.accelerators=16"},
             {"accelerator.tdp_w=10"},
             {"accelerator.power_cap_w=4000"},
             {"server.point_to_point_gb_per_s=4000"},
             {"fabric.topology=\"single-switch\""},
             {"fabric.topology=\"dragonfly\"", "fabric.dragonfly=[1]"},
             {"fabric.topology=\"torus\"", "fabric.torus=[4,4]"},
             {"economics.compare=[\"aws-p4d\"]"},
             {"economics.compare=[\"no-such-offer\"]"},
             {"serving.prompt_tokens=0",
              "serving.generated_tokens=0",
              "serving.tokens_per_day=1e9"},
             {"serving.prompt_tokens=9e6", "serving.tokens_per_day=1e9"},
             {"serving.tokens_per_day=1e9"},
             {"serving.prompt_tokens=100", "serving.tokens_per_day=1e9", "serving.tensor=7"},
             {"serving.prompt_tokens=100", "serving.tokens_per_day=1e9", "serving.pipeline=500"},
             {"serving.prompt_tokens=100", "serving.tokens_per_day=1e9", "serving.expert=500"},
             {"limits.racks=4"},
             {"site.dry_bulb_hours_to_18c=3000", "site.dry_bulb_hours_to_24c=2000"},
             {"site.design_dry_bulb_c=300"},
             {"recipe.kind=\"lora\""},
             {"recipe.kind=\"lora\"", "recipe.lora_rank=16", "recipe.lora_matrices=[]"},
             {"recipe.kind=\"lora\"", "recipe.lora_rank=16", "recipe.lora_matrices=[\"q\",\"q\"]"},
             {"recipe.kind=\"lora\"", "recipe.lora_rank=16", "recipe.lora_matrices=[\"x\"]"},
             {"recipe.kind=\"lora\"", "recipe.lora_rank=9e6", "recipe.lora_matrices=[\"q\"]"},
             {"recipe.kind=\"lora\"", "recipe.weight_bits=4"},
             {"recipe.kind=\"qlora\"", "recipe.weight_bits=16"},
             {"recipe.kind=\"quantize\"", "recipe.weight_bits=16"},
             {"recipe.kind=\"quantize\""},
             {"recipe.kind=\"prune\""},
             {"recipe.kind=\"prune\"",
              "recipe.sparsity=\"unstructured\"",
              "recipe.sparse_speedup=1.5"},
             {"recipe.kind=\"distil\""},
             {"recipe.kind=\"distil\"", "recipe.teacher=\"alexnet\""},
             {"recipe.kind=\"distil\"", "recipe.teacher=\"bert-large\""},
             {"recipe.kind=\"distil\"", "recipe.teacher=\"llama-3.1-70b\""},
             {"recipe.kind=\"distil\"", "recipe.teacher=\"no-such-model\""},
             {"recipe.kind=\"as-is\""},
             {"recipe.quality=0.7"},
             {"simulation.engine=\"des\"", "simulation.degraded_links=[\"nowhere=0.5\"]"},
             {"simulation.engine=\"des\"", "simulation.degraded_links=[\"x\"]"},
             {"clustr.servers=3"},
             {"clusterservers"},
             {"cluster.servers=2028-11-01"},
         }) {
        INFO(settings.front() << " … " << settings.back());
        const Faults faults = faults_of(settings);
        CHECK_FALSE(faults.empty());
        for (const Fault& fault : faults) check_told(fault);
    }
}

TEST_CASE("in Japanese what is wrong in a sweep, a search or a file is said without English") {
    const Language japanese("ja");
    for (const char* section :
         {"nothing = 3",
          "grid.\"cluster.servers\" = []",
          "grid.\"cluster.servers\" = [280, 280]",
          "grid.\"cluster.servers\" = [280]\nzip.\"cluster.servers\" = [280]",
          "zip.\"cluster.servers\" = [280, 350]\nzip.\"training.global_batch\" = [1920]",
          "sample.\"server.price_usd\" = { low = 3, high = 2 }\nsamples = 10",
          "sample.\"server.price_usd\" = { mean = 3, deviation = -2, distribution = \"normal\" }",
          "sample.\"server.price_usd\" = { distribution = \"gauss\", low = 1, high = 2 }",
          "sample.\"server.price_usd\" = { lowest = 1, high = 2 }",
          "sample.\"server.price_usd\" = { low = \"a\", high = 2 }",
          "grid.\"cluster.servers\" = [280]\nsamples = 10",
          "grid.\"cluster.servers\" = [280]\nsamples = 0",
          "grid.\"cluster.servers\" = [280]\nmethod = \"sobol\"",
          "grid.\"cluster.servers\" = [280]\nmetrics = [\"run.dys\"]",
          "grid.\"cluster.servers\" = [280]\nderive.\"training.global_batch\" = 3",
          "grid.\"cluster.servers\" = [280]\nwhere = [\"run.days\"]",
          "grid.\"cluster.servers\" = [280]\nwhere = [\"run.days = 3\"]"}) {
        INFO(section);
        const auto axes = read_axes("[sweep]\n" + std::string(section), "sweep.toml", {});
        REQUIRE_FALSE(axes);
        for (const Fault& fault : axes.error()) check_told(fault);
    }
    for (const char* text : {"",
                             "[cluster]\nname = \"open\n",
                             "[[cluster]]\nservers = 3",
                             "[cluster]\nservers = {}",
                             "[cluster]\nservers = { value = 3, sauce = \"x\" }",
                             "[cluster]\nservers = { value = 3, low = 4, high = 2 }",
                             "[parallelism]\nstage_layers = [3, \"x\"]",
                             "[cluster]\nservers = 10:30:00"}) {
        INFO(text);
        const auto inputs = read_inputs_text(text, "a.toml", {});
        REQUIRE_FALSE(inputs);
        for (const Fault& fault : inputs.error()) check_told(fault);
    }
}

TEST_CASE("a sentence that nobody translated stays, behind its kind in Japanese") {
    const Language japanese("ja");
    const Fault fault = {ErrorCode::conflict, "a.b", "a.b: two things at odds", "take one"};
    CHECK(told_message(fault) == "矛盾：a.b: two things at odds");
    CHECK(told_fault(fault) == "矛盾：a.b: two things at odds — take one");
}

TEST_CASE("words among units are told in the window's language, signs of units stay") {
    CHECK(told_value("49.6 days") == "49.6 days");
    const Language japanese("ja");
    CHECK(told_value("49.6 days") == "49.6 日");
    CHECK(told_value("385 tons") == "385 冷凍トン");
    CHECK(told_value("570 t CO2e") == "570 t CO2e");
    CHECK(told_value("1.56 MW") == "1.56 MW");
    CHECK(told_value("$4.83 M") == "$4.83 M");
    CHECK(told_value("") == "");
}

TEST_CASE(
    "in Japanese what the parser says of a broken file is Japanese, but for names and signs") {
    const Language japanese("ja");
    const std::vector<std::string> broken = {
        "a = \"x\x01\"\n",
        "a = \"caf\xe9\"\n",
        "a = 1\na = 2\n",
        "[a]\n[a]\n",
        "a = \"open\n",
        "a = 'open\n",
        "a = [1, 2\n",
        "a = [1 2]\n",
        "a = [1,,2]\n",
        "a = {b = 1\n",
        "a = {b = 1,}\n",
        "a = {b = 1 c = 2}\n",
        "a = \"\\q\"\n",
        "a = \"\\uD800\"\n",
        "a = 007\n",
        "a = 1__0\n",
        "a = _1\n",
        "a = 0x\n",
        "a = 0b2\n",
        "a = 1e\n",
        "a = 99999999999999999999\n",
        "a = tru\n",
        "a\n",
        "a = \n",
        "= 1\n",
        "[a\n",
        "[]\n",
        "a = 1 b = 2\n",
        "a = 2020-13-01\n",
        "a = 25:00:00\n",
        "# \x01\n",
        std::string("a = ") + std::string(1000, '['),
    };
    static const QRegularExpression quoted(QStringLiteral("'[^']*'|UTF-8|U\\+[0-9A-F]+"));
    static const QRegularExpression english(QStringLiteral("[a-zA-Z]{3,}"));
    for (const std::string& text : broken) {
        const auto read = read_toml(text, "broken.toml");
        INFO(text.substr(0, 30));
        REQUIRE_FALSE(read);
        const Fault& fault = read.error().front();
        if (fault.code != ErrorCode::syntax)
            continue;
        QString told = told_message(fault);
        INFO(fault.message << " -> " << told.toStdString());
        CHECK_FALSE(told.remove(quoted).contains(english));
    }
}
