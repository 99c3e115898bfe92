// Plans of other programs in and out, as the command line has them.

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet::test;

namespace {

std::string asking(const TemporaryFolder& folder, const std::string& import) {
    return folder.write("ask.toml",
                        "[import]\n" + import +
                            "\n[cluster]\nserver = \"dgx-a100-80gb\"\nservers = 280\n"
                            "[software]\nstack = \"deepspeed-megatron-2021\"\n"
                            "[economics]\ncompare = [\"on-prem\"]\n");
}

std::string without_first_line(const std::string& text) { return text.substr(text.find('\n') + 1); }

nlohmann::json iteration_of(const std::string& file, const std::vector<std::string>& more = {}) {
    std::vector<std::string> words = {"run", file, "--json"};
    words.insert(words.end(), more.begin(), more.end());
    const Outcome outcome = run_program(words);
    REQUIRE(outcome.code == 0);
    return nlohmann::json::parse(outcome.out)["iteration"];
}

}  // namespace

TEST_CASE("a plan that is exported and brought back has the same iteration") {
    const TemporaryFolder folder;
    const std::string args = (folder.path() / "args.sh").string();
    const std::string config = (folder.path() / "ds.json").string();
    CHECK(run_program({"export", reference_scenario(), "megatron", "-o", args}).code == 0);
    CHECK(run_program({"export", reference_scenario(), "deepspeed", "-o", config}).code == 0);
    const std::string file = asking(folder, "megatron_args = \"args.sh\"\ndeepspeed = \"ds.json\"");
    // The fabric is the scenario's, and no argument says it.
    CHECK(iteration_of(file, {"--set", "cluster.fabric=hdr-fat-tree"}) ==
          iteration_of(reference_scenario()));
}

TEST_CASE("export prints launch arguments, or a configuration that is JSON") {
    const Outcome megatron = run_program({"export", reference_scenario(), "megatron"});
    CHECK(megatron.code == 0);
    CHECK(megatron.err.empty());
    CHECK_THAT(megatron.out,
               StartsWith("# MT-NLG 530B on 280 DGX A100: arguments of Megatron-LM's "
                          "pretrain_gpt.py\n"
                          "# started by torchrun --nnodes 280 --nproc-per-node 8\n"));
    for (const char* argument : {"--tensor-model-parallel-size 8 \\\n",
                                 "--pipeline-model-parallel-size 35 \\\n",
                                 "--num-layers 105 \\\n",
                                 "--global-batch-size 1920 \\\n",
                                 "--recompute-granularity full \\\n",
                                 "--bf16 \\\n"})
        CHECK_THAT(megatron.out, ContainsSubstring(argument));
    const Outcome deepspeed = run_program({"export", reference_scenario(), "deepspeed"});
    CHECK(deepspeed.code == 0);
    const auto config = nlohmann::json::parse(deepspeed.out);
    CHECK(config["train_batch_size"] == 1920);
    CHECK(config["train_micro_batch_size_per_gpu"] == 1);
    // 1920 / (1 x 8) of data parallel degree 8.
    CHECK(config["gradient_accumulation_steps"] == 240);
    CHECK(config["bf16"]["enabled"] == true);
    CHECK_THAT(config["_comment"].dump(), ContainsSubstring("no key says parallelism.tensor = 8"));
}

TEST_CASE(
    "what an import leaves out is a warning on stderr, of every command, and not of --quiet") {
    const TemporaryFolder folder;
    const std::string args =
        without_first_line(run_program({"export", reference_scenario(), "megatron"}).out);
    CHECK_FALSE(
        folder.write("args.sh", args.substr(0, args.size() - 1) + " --frobnicate 3\n").empty());
    const std::string file = asking(folder, "megatron_args = \"args.sh\"");
    const std::string said = "warning: --frobnicate: not understood\n";
    for (const std::vector<std::string>& words : {std::vector<std::string>{"run", file},
                                                  {"compare", file},
                                                  {"compare", file, "--with", "site.pue=1.5"},
                                                  {"power", file},
                                                  {"explain", file, "run.days"},
                                                  {"export", file, "megatron"}}) {
        CAPTURE(words);
        const Outcome outcome = run_program(words);
        CHECK(outcome.code == 0);
        CHECK_THAT(outcome.err, EndsWith(said));
        CHECK(outcome.err.find(said) == outcome.err.rfind(said));
        std::vector<std::string> quietly = words;
        quietly.emplace_back("--quiet");
        CHECK(run_program(quietly).err.empty());
    }
}

TEST_CASE("export refuses other formats and scenarios with faults") {
    const Outcome format = run_program({"export", reference_scenario(), "nemo"});
    CHECK(format.code == 2);
    CHECK_THAT(format.err, ContainsSubstring("format: nemo not in {megatron,deepspeed}"));
    const Outcome fault =
        run_program({"export", reference_scenario(), "megatron", "--set", "parallelism.tensor=7"});
    CHECK(fault.code == 3);
    CHECK(fault.out.empty());
    const Outcome written =
        run_program({"export", reference_scenario(), "megatron", "-o", "/nowhere/at/all.sh"});
    CHECK(written.code == 1);
    CHECK_THAT(written.err, StartsWith("/nowhere/at/all.sh: error: cannot be written\n"));
}
