// Recipes and serving through the whole way of a scenario.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/report/metrics.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/evaluate_serving.hpp"
#include "engine/scenario/fingerprint.hpp"
#include "engine/workload/flops.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;
using namespace deepwallet::units;

namespace {

constexpr const char* kAll =
    "recipe.lora_matrices=[\"q\",\"k\",\"v\",\"o\",\"gate\",\"up\",\"down\"]";

std::vector<std::string> llama(std::vector<std::string> more) {
    std::vector<std::string> out = {"model.preset=llama-2-7b",
                                    "cluster.server=dgx-a100-80gb",
                                    "cluster.servers=1",
                                    "cluster.gpus=1",
                                    "training.sequence_length=2048",
                                    "training.global_batch=4",
                                    "training.tokens=1e8",
                                    "software.flash_attention=true",
                                    "economics.compare=[\"on-prem\"]"};
    out.insert(out.end(), more.begin(), more.end());
    return out;
}

LoadedScenario loaded(const std::vector<std::string>& more) {
    auto read = load_scenario(test::settings(llama(more)), test::database());
    INFO((read ? "" : render(read.error())));
    REQUIRE(read);
    return *std::move(read);
}

Report report_of(const std::vector<std::string>& more) {
    return evaluate_analytic(loaded(more).scenario);
}

std::string refusal(const std::vector<std::string>& more) {
    const auto read = load_scenario(test::settings(llama(more)), test::database());
    return read ? "" : render(read.error());
}

double number(const std::vector<std::string>& more, const char* path) {
    const Scenario s = loaded(more).scenario;
    const Report report = evaluate_analytic(s);
    return number_of(value_of(*find_metric(path), {s, report}));
}

const std::vector<std::string> kLora = {"recipe.kind=lora", "recipe.lora_rank=16", kAll};
const std::vector<std::string> kQlora = {"recipe.kind=qlora",
                                         "recipe.lora_rank=16",
                                         kAll,
                                         "recipe.weight_bits=4",
                                         "recipe.dequantize_share=0"};

}  // namespace

TEST_CASE("training from scratch and full fine-tuning cost the same for a token") {
    const Report plain = report_of({});
    for (const char* kind : {"recipe.kind=scratch", "recipe.kind=fine-tune"}) {
        const Report report = report_of({kind});
        CHECK(report.model_flops == plain.model_flops);
        CHECK(report.iteration.time == plain.iteration.time);
        CHECK(report.memory.use.total() == plain.memory.use.total());
    }
}

TEST_CASE("training with rounded weights takes the same FLOPs, and memory-bound time beside them") {
    const Report plain = report_of({});
    const Report rounded = report_of({"recipe.kind=quantize-aware", "recipe.weight_bits=8"});
    CHECK(rounded.model_flops == plain.model_flops);
    CHECK(rounded.iteration.breakdown.compute == plain.iteration.breakdown.compute);
    // Of one sequence of 2048 tokens: inputs of the products of a layer 3 h + f wide (QKV and
    // projection, both halves of FFN up, FFN down), weights 4 h h + 3 h f; 7 and 5 bytes forward
    // and backward, at 2 bytes an element, of all 32 layers and 4 sequences, at 1,555 GB/s and
    // more.
    const double h = 4096.0;
    const double f = 11008.0;
    const double elements = 2048.0 * (3.0 * h + f) + 4.0 * h * h + 3.0 * h * f;
    const double bytes = 4.0 * 32.0 * 12.0 * elements;
    const double more =
        (rounded.iteration.breakdown.memory_bound - plain.iteration.breakdown.memory_bound).in(s);
    CHECK(more > bytes / 2.039e12);
    CHECK(more < 2.0 * bytes / 2.039e12);
    // A byte for each input that waits for the backward pass.
    const Data kept = rounded.memory.use.activations - plain.memory.use.activations;
    CHECK_THAT(kept.in(byte), WithinRel(32.0 * 2048.0 * (3.0 * h + f), 0.05));
}

TEST_CASE("what is pruned is held at zero by a byte a parameter, in each optimizer step") {
    const Report plain = report_of({});
    const Report pruned = report_of({"recipe.kind=prune", "recipe.sparsity=unstructured"});
    CHECK(pruned.model_flops == plain.model_flops);
    CHECK_THAT((pruned.memory.use.optimizer - plain.memory.use.optimizer).in(byte),
               WithinRel(plain.parameters, 1e-9));
    // Adam moves 2 + 2 x 12 + 4 bytes and 3 x 4 of the gradient's norm and clipping, all of 42; two
    // readings of the mask, and gradient and weight once more each way: 2 + 2 x (4 + 2).
    CHECK_THAT(pruned.iteration.breakdown.optimizer / plain.iteration.breakdown.optimizer,
               WithinRel((42.0 + 14.0) / 42.0, 1e-9));
    CHECK(pruned.iteration.breakdown.compute == plain.iteration.breakdown.compute);
}

TEST_CASE("adapters save the weight gradients of what is frozen") {
    // 6 N of linear layers become 4 N; attention's two products, which have no weights, stay at
    // three passes; the adapters' own are 6 N of theirs.
    const Report full = report_of({});
    const Report lora = report_of(kLora);
    const ForwardFlops forward = forward_flops(loaded({}).scenario.model, 2048);
    const Work core = forward.attention_core;
    const Work expected =
        4.0 * (2.0 * (forward.total() - core) + 3.0 * core + 6.0 * 39'976'960.0 * 2048.0 * flop);
    CHECK_THAT(lora.model_flops / expected, WithinRel(1.0, 1e-12));
    CHECK(lora.iteration.time / full.iteration.time < 0.75);
    CHECK(lora.iteration.time / full.iteration.time > 0.55);
}

TEST_CASE("adapters alone have gradients and states") {
    // 2 bytes of each frozen weight; weight, gradient and Adam's states of the adapters.
    const Report lora = report_of(kLora);
    const double n = lora.parameters;
    const StateBytes each = state_bytes(Precision::bf16, loaded({}).scenario.software);
    const double a = 39'976'960.0;
    CHECK_THAT(lora.memory.use.weights.in(byte), WithinRel(2.0 * n + each.weight * a, 1e-9));
    CHECK_THAT(lora.memory.use.gradients.in(byte), WithinRel(each.gradient * a, 1e-9));
    CHECK_THAT(lora.memory.use.optimizer.in(byte), WithinRel(each.optimizer * a, 1e-9));
    CHECK_THAT(report_of(kQlora).memory.use.weights.in(byte),
               WithinRel(0.5 * n + each.weight * a, 1e-9));
}

TEST_CASE("full fine-tuning of 7 billion parameters does not fit on one GPU, adapters do") {
    // 18 bytes a parameter are 121 GB (Rajbhandari et al. 2020 with fp32 gradients).
    CHECK_FALSE(report_of({"parallelism.recompute=full"}).fits());
    std::vector<std::string> lora = kLora;
    lora.emplace_back("parallelism.recompute=full");
    CHECK(report_of(lora).fits());
}

TEST_CASE("dequantization takes its share of matrix products") {
    std::vector<std::string> slow = kQlora;
    slow.back() = "recipe.dequantize_share=0.3";
    const Time fast_compute = report_of(kQlora).iteration.breakdown.compute;
    const Time slow_compute = report_of(slow).iteration.breakdown.compute;
    CHECK(slow_compute / fast_compute > 1.2);
    CHECK(slow_compute / fast_compute <= 1.3);
}

TEST_CASE("distillation adds the teacher's forward pass and its weights") {
    const std::vector<std::string> distil = {"recipe.kind=distil", "recipe.teacher=llama-2-13b"};
    const Report alone = report_of({});
    const Report taught = report_of(distil);
    const Work teacher = forward_flops(*loaded(distil).scenario.teacher, 2048).total();
    CHECK_THAT(taught.model_flops / (alone.model_flops + 4.0 * teacher), WithinRel(1.0, 1e-12));
    CHECK(taught.iteration.time > alone.iteration.time);
    // 6 N_S + 2 N_T against 6 N_S, with N_T about 1.93 N_S: 1.64 times.
    CHECK_THAT(taught.iteration.time / alone.iteration.time, WithinAbs(1.64, 0.15));
    const Data more = taught.memory.use.weights - alone.memory.use.weights;
    CHECK_THAT(more.in(GB), WithinRel(2.0 * 13.016, 1e-3));
}

TEST_CASE("quantization runs forward over its calibration alone") {
    const std::vector<std::string> quantize = {"training.tokens=0",
                                               "recipe.kind=quantize",
                                               "recipe.weight_bits=8",
                                               "recipe.calibration_tokens=262144"};
    const Report report = report_of(quantize);
    CHECK(report.tokens == 262144.0);
    CHECK_THAT(report.model_flops / (1.0 / 3.0 * report_of({}).model_flops), WithinRel(1.0, 1e-12));
    CHECK(report.iteration.breakdown.optimizer == Time{});
    CHECK(report.memory.use.gradients == Data{});
    CHECK(report.iteration.bottleneck_time.backward() == Time{});
}

TEST_CASE("a model as it is costs nothing to train, and says so") {
    const std::vector<std::string> as_is = {"training.tokens=0", "recipe.kind=as-is"};
    for (const char* path : {"run.days",
                             "run.gpu_hours",
                             "energy.facility_mwh",
                             "carbon.total_t",
                             "cost.total_usd",
                             "cost.on_prem.total_usd"})
        CHECK(number(as_is, path) == 0.0);
    const Scenario s = loaded(as_is).scenario;
    const Report report = evaluate_analytic(s);
    CHECK(std::get<std::string>(value_of(*find_metric("recipe.way"), {s, report})) ==
          "as-is: no training, of which nothing is counted");
    for (const char* path : {"iteration.time_s",
                             "iteration.mfu",
                             "memory.per_gpu_gib",
                             "power.facility_mean_kw",
                             "gpus"})
        CHECK(std::holds_alternative<std::monostate>(value_of(*find_metric(path), {s, report})));
}

TEST_CASE("quality is what somebody measured, else unknown") {
    const auto quality = [](std::vector<std::string> more) {
        more.emplace_back("recipe.kind=fine-tune");
        const Scenario s = loaded(more).scenario;
        const Report report = evaluate_analytic(s);
        return std::get<std::string>(
            value_of(*find_metric("recipe.measured_quality"), {s, report}));
    };
    CHECK(quality({}) == "unknown");
    CHECK(quality({"recipe.quality=97 %", "recipe.quality_source=somebody"}) == "97 %");
    CHECK(refusal({"recipe.quality=97 %"}).find("recipe.quality_source: not given") !=
          std::string::npos);
}

TEST_CASE("a setting that changes the model leaves its quality unknown") {
    const std::filesystem::path file =
        test::project_root() / "scenarios" / "alternatives" / "llama-2-7b-8-bit.toml";
    const auto quality = [&](const std::vector<std::string>& settings) {
        return test::load_file(file, settings).scenario.recipe.quality.value_or("unknown");
    };
    CHECK(quality({}).rfind("no loss", 0) == 0);
    CHECK(quality({"serving.batch=4"}).rfind("no loss", 0) == 0);
    CHECK(quality({"recipe.weight_bits=3"}) == "unknown");
    CHECK(quality({"training.precision=\"fp16\""}) == "unknown");
    CHECK(quality({"serving.weight_bits=3"}) == "unknown");
    CHECK(quality({"serving.cache_bits=2"}) == "unknown");
    CHECK(quality({"training.sequence_length=16"}) == "unknown");
    CHECK(quality({"training.global_batch=8"}) == "unknown");
    CHECK(quality({"model.preset=\"llama-2-70b\""}) == "unknown");
    CHECK(quality({"recipe.weight_bits=4",
                   "recipe.quality=\"half a point\"",
                   "recipe.quality_source=\"somebody\""}) == "half a point");
}

TEST_CASE("scaling laws speak of training from nothing alone") {
    CHECK(number({"recipe.kind=scratch"}, "loss.expected") == number({}, "loss.expected"));
    CHECK(std::isnan(number({"recipe.kind=fine-tune"}, "loss.expected")));
}

TEST_CASE("a recipe is told what it lacks, and what has no part in it") {
    CHECK(refusal({"recipe.kind=lora"})
              .find("recipe.lora_rank: not given, and kind = \"lora\" needs it") !=
          std::string::npos);
    CHECK(refusal({"recipe.kind=distil"}).find("recipe.teacher: not given") != std::string::npos);
    CHECK(refusal({"recipe.kind=distil", "recipe.teacher=llama-2-7c"}).find("llama-2-7b") !=
          std::string::npos);
    CHECK(refusal({"recipe.lora_rank=8"}).find("has no part in kind = \"scratch\"") !=
          std::string::npos);
    CHECK(refusal({"recipe.kind=lora", "recipe.lora_rank=8", "recipe.lora_matrices=[\"w\"]"})
              .find("\"w\" is no matrix of a layer") != std::string::npos);
    CHECK(
        refusal({"recipe.kind=prune", "recipe.sparsity=unstructured", "recipe.sparse_speedup=1.5"})
            .find("no kernel skips zeros without a pattern") != std::string::npos);
    CHECK(refusal({"recipe.kind=quantise"}).find("did you mean") != std::string::npos);
    CHECK(refusal({"recipe.kind=quantize-aware", "recipe.weight_bits=16"})
              .find("weights in 16 bits and more are not quantized") != std::string::npos);
    CHECK(refusal({"recipe.kind=distil", "recipe.teacher=llama-2-7b"}).find("the student itself") !=
          std::string::npos);
    CHECK(
        refusal({"model.architecture=encoder", "serving.prompt_tokens=10", "serving.cache_bits=8"})
            .find("no keys and values to keep") != std::string::npos);
    CHECK(refusal({"recipe.kind=lora", "recipe.lora_rank=8", "recipe.lora_matrices=[\"q\",\"q\"]"})
              .find("\"q\" is given more than once") != std::string::npos);
    std::vector<std::string> wide = kQlora;
    for (std::string& setting : wide) {
        if (setting == "recipe.weight_bits=4")
            setting = "recipe.weight_bits=16";
    }
    CHECK(refusal(wide).find("a base in 16 bits and more is not quantized") != std::string::npos);
    CHECK(refusal({"recipe.kind=lora", "recipe.lora_rank=4097", kAll})
              .find("recipe.lora_rank = 4097: the matrices have a rank of 4096 at most") !=
          std::string::npos);
}

TEST_CASE("a teacher speaks the student's words, and in the student's way") {
    CHECK(refusal({"recipe.kind=distil", "recipe.teacher=gpt3-13b"})
              .find("is not the student's of 32000") != std::string::npos);
    CHECK(refusal({"recipe.kind=distil", "recipe.teacher=bert-large"})
              .find("an encoder tells words that were left out") != std::string::npos);
    CHECK(refusal({"recipe.kind=distil", "recipe.teacher=llama-2-70b"}).empty());
}

TEST_CASE("what is not trained has no tokens of training") {
    CHECK(refusal({"recipe.kind=as-is", "training.tokens=1e8"})
              .find("nothing is trained by kind = \"as-is\"") != std::string::npos);
}

TEST_CASE("without recipe and serving a scenario's fingerprint is what it was") {
    // Absent fields take no part in it.
    const Scenario plain = loaded({}).scenario;
    Scenario other = plain;
    other.recipe.kind = RecipeKind::fine_tune;
    CHECK(fingerprint(other) != fingerprint(plain));
    for (const Field<Scenario>& field : scenario_fields()) {
        const bool ours =
            field.path.rfind("recipe.", 0) == 0 || field.path.rfind("serving.", 0) == 0;
        CHECK_FALSE((ours && field.get(plain).has_value()));
    }
    CHECK_FALSE(evaluate_analytic(plain).serving);
}

namespace {

const std::vector<std::string> kServed = {"serving.prompt_tokens=500",
                                          "serving.generated_tokens=250",
                                          "serving.tokens_per_day=1e9",
                                          "serving.tensor=1"};

std::vector<std::string> served(std::vector<std::string> more) {
    more.insert(more.begin(), kServed.begin(), kServed.end());
    return more;
}

}  // namespace

TEST_CASE("replicas, servers, energy and dollars of serving add up") {
    const Scenario s = loaded(kServed).scenario;
    const ServingReport serving = evaluate_analytic(s).serving.value();
    const ServingFleet& fleet = serving.fleet;
    CHECK(fleet.replicas == std::ceil(1e9 / 86400.0 / serving.speed.tokens_per_s));
    CHECK(fleet.servers == std::ceil(fleet.replicas / 8.0));
    CHECK_THAT(fleet.tokens, WithinRel(1e9 * 365.25, 1e-12));
    CHECK_THAT(fleet.energy.facility.in(kWh),
               WithinRel(fleet.power.facility_mean.in(kW)*24.0 * 365.25, 1e-9));
    CHECK_THAT(number(kServed, "life.total_usd"),
               WithinRel(number(kServed, "cost.total_usd") + fleet.total()->in(usd), 1e-9));
}

TEST_CASE("a million tokens cost what busy servers take for them, whatever the traffic") {
    // As many as eight replicas write, one on each accelerator of a server.
    const double each = evaluate_analytic(loaded(kServed).scenario).serving->speed.tokens_per_s;
    const std::vector<std::string> full =
        served({fmt::format("serving.tokens_per_day={}", 8.0 * each * 86400.0 * (1.0 - 1e-12))});
    const ServingFleet fleet = evaluate_analytic(loaded(full).scenario).serving->fleet;
    REQUIRE(fleet.replicas == 8.0);
    const double millions = fleet.tokens / 1e6;
    CHECK_THAT(number(full, "serving.usd_per_million_tokens"),
               WithinRel(fleet.total()->in(usd) / millions, 1e-9));
    CHECK_THAT(number(full, "serving.kwh_per_million_tokens"),
               WithinRel(fleet.energy.facility.in(kWh) / millions, 1e-9));
    CHECK_THAT(number(full, "serving.g_per_million_tokens"),
               WithinRel(fleet.carbon().in(gram) / millions, 1e-9));
    for (const char* path : {"serving.usd_per_million_tokens",
                             "serving.kwh_per_million_tokens",
                             "serving.g_per_million_tokens"}) {
        CHECK(number(served({"serving.tokens_per_day=1e6"}), path) ==
              number(served({"serving.tokens_per_day=1e12"}), path));
    }
}

TEST_CASE("serving is owned where owning is asked about, rented where renting is") {
    const auto with = [](const char* ways, const char* path) {
        return number(served({std::string("economics.compare=") + ways}), path);
    };
    const char* both = "[\"on-prem\",\"azure-nd-a100-v4\"]";
    const double own = with(both, "serving.own_usd_per_million_tokens");
    const double rent = with(both, "serving.rent_usd_per_million_tokens");
    CHECK(with(both, "serving.usd_per_million_tokens") == std::min(own, rent));
    CHECK(with("[\"on-prem\"]", "serving.usd_per_million_tokens") == own);
    CHECK(std::isnan(with("[\"on-prem\"]", "serving.rent_usd_per_million_tokens")));
    CHECK(with("[\"azure-nd-a100-v4\"]", "serving.usd_per_million_tokens") == rent);
    CHECK(std::isnan(with("[\"azure-nd-a100-v4\"]", "serving.own_usd")));
    CHECK(std::isnan(with("[\"azure-nd-a100-v4\"]", "cost.on_prem.total_usd")));
}

TEST_CASE("replicas that span servers have a network, others none") {
    // At the same number of servers and little traffic, what owning costs more is the network's.
    const std::vector<std::string> large = {"model.preset=llama-3.1-405b",
                                            "cluster.gpus=8",
                                            "parallelism.tensor=8",
                                            "serving.prompt_tokens=500",
                                            "serving.generated_tokens=250",
                                            "serving.tokens_per_day=1e6",
                                            "serving.tensor=16"};
    const Scenario s = loaded(large).scenario;
    Scenario bare = s;
    bare.fabric.switch_price = Money{};
    bare.fabric.cable_price = Money{};
    bare.fabric.copper_price = Money{};
    bare.fabric.optics_price = Money{};
    CHECK(*evaluate_serving(s)->fleet.own > *evaluate_serving(bare)->fleet.own);
    Scenario within = s;
    within.serving.tensor = 8;
    Scenario within_bare = bare;
    within_bare.serving.tensor = 8;
    CHECK(*evaluate_serving(within)->fleet.own == *evaluate_serving(within_bare)->fleet.own);
    CHECK(evaluate_serving(s)->fleet.power.network > Power{});
    CHECK(evaluate_serving(within)->fleet.power.network == Power{});
}

TEST_CASE("an accelerator that serves draws between idle and its limit") {
    const Scenario s = loaded(kServed).scenario;
    const ServingReport serving = evaluate_analytic(s).serving.value();
    CHECK(serving.fleet.power.it_mean <= serving.fleet.power.it_peak);
    CHECK(serving.fleet.power.it_mean > serving.fleet.power.idle);
}

TEST_CASE("replicas that are busy half of the time are twice as many") {
    const double all = number(served({"serving.tokens_per_day=1e11"}), "serving.replicas");
    const double half = number(served({"serving.tokens_per_day=1e11", "serving.utilisation=0.5"}),
                               "serving.replicas");
    CHECK_THAT(half / all, WithinAbs(2.0, 0.05));
}

TEST_CASE("another server serves with its own accelerators, rented from its own offers") {
    const std::vector<std::string> there =
        served({"serving.server=dgx-h100", "serving.offer=azure-nd-h100-v5"});
    const Scenario s = loaded(there).scenario;
    REQUIRE(s.serving_machine);
    CHECK(s.serving_machine->accelerator_name == "h100-sxm5-80gb");
    CHECK(number(there, "serving.step_ms") > 0.0);
    const ServingReport serving = evaluate_analytic(s).serving.value();
    const double hours = 24.0 * 365.25;
    REQUIRE(serving.fleet.rent);
    CHECK_THAT(serving.fleet.rent->in(usd),
               WithinRel(serving.fleet.servers * 8.0 * hours *
                             s.serving_offers.front().gpu_price.in(usd / hour),
                         1e-9));
    CHECK(refusal(served({"serving.offer=azure-nd-h100-v5"})).find("the model is served on") !=
          std::string::npos);
}

TEST_CASE("a quantized model serves with the bits of its recipe") {
    const std::vector<std::string> eight = served({"training.tokens=0",
                                                   "recipe.kind=quantize",
                                                   "recipe.weight_bits=8",
                                                   "recipe.calibration_tokens=262144"});
    CHECK_THAT(number(eight, "serving.weights_gib") / number(kServed, "serving.weights_gib"),
               WithinRel(0.5, 1e-9));
    CHECK_THAT(number(served({"serving.weight_bits=32"}), "serving.weights_gib") /
                   number(eight, "serving.weights_gib"),
               WithinRel(4.0, 1e-9));
}

TEST_CASE("2:4 sparsity is as fast as the chip's kernels, where the recipe gives no figure") {
    const auto prompt_ms = [](const std::vector<std::string>& more) {
        std::vector<std::string> settings = {
            "recipe.kind=prune", "recipe.sparsity=2:4", "serving.batch=1"};
        settings.insert(settings.end(), more.begin(), more.end());
        return number(served(settings), "serving.first_token_ms");
    };
    // The chip of hardware_db/accelerators/a100-sxm4-80gb.toml says 1.3.
    CHECK(prompt_ms({}) == prompt_ms({"recipe.sparse_speedup=1.3"}));
    CHECK(prompt_ms({}) == prompt_ms({"accelerator.sparse_speedup=1.3"}));
    CHECK(prompt_ms({"accelerator.sparse_speedup=1.6"}) < prompt_ms({}));
    CHECK(prompt_ms({"accelerator.sparse_speedup=1.6", "recipe.sparse_speedup=1.3"}) ==
          prompt_ms({}));
}

TEST_CASE("2:4 sparsity is faster on chips that have it, and by no more than was measured") {
    const std::vector<std::string> sparse = served({"recipe.kind=prune",
                                                    "recipe.sparsity=2:4",
                                                    "recipe.sparse_speedup=1.5",
                                                    "serving.batch=1"});
    const std::vector<std::string> dense = served({"serving.batch=1"});
    CHECK(number(sparse, "serving.first_token_ms") < number(dense, "serving.first_token_ms"));
    CHECK(number(sparse, "serving.first_token_ms") > number(dense, "serving.first_token_ms") / 1.8);
    std::vector<std::string> none =
        served({"recipe.kind=prune", "recipe.sparsity=unstructured", "serving.batch=1"});
    CHECK(number(none, "serving.first_token_ms") == number(dense, "serving.first_token_ms"));
}

TEST_CASE("a request is no longer than the positions that a model has learned") {
    const std::vector<std::string> learned = {
        "model.positions=learned", "model.max_positions=1024", "serving.generated_tokens=24"};
    const auto asked = [&](const char* prompt) {
        std::vector<std::string> settings = learned;
        settings.push_back(prompt);
        return refusal(settings);
    };
    CHECK(asked("serving.prompt_tokens=1000") == "");
    CHECK(asked("serving.prompt_tokens=1001")
              .find("a request has 1025 positions, and the model has learned 1024") !=
          std::string::npos);
    // Rotary ones go on for ever.
    CHECK(refusal({"serving.prompt_tokens=100000", "serving.generated_tokens=24"}) == "");
}

TEST_CASE("a pipeline has no more stages than there are layers, and goes where a network is") {
    const std::vector<std::string> asked = {"serving.prompt_tokens=10",
                                            "serving.generated_tokens=10"};
    const auto with = [&](std::vector<std::string> more) {
        more.insert(more.end(), asked.begin(), asked.end());
        return refusal(more);
    };
    CHECK(with({"serving.pipeline=32", "serving.tensor=1"}) == "");
    CHECK(with({"serving.pipeline=33", "serving.tensor=1"})
              .find("serving.pipeline = 33: there are 32 layers to split") != std::string::npos);
    CHECK(with({"serving.pipeline=4", "serving.tensor=4", "server.nics=0"}).find("no network") !=
          std::string::npos);
}

TEST_CASE("weights of fewer bits than lose nothing leave the loss unknown") {
    const auto loss = [](const char* bits) {
        return number(served({"training.tokens=1e11", std::string("serving.weight_bits=") + bits}),
                      "loss.expected");
    };
    CHECK(loss("16") == number({"training.tokens=1e11"}, "loss.expected"));
    CHECK(loss("8") == loss("16"));
    CHECK(std::isnan(loss("4")));
}

TEST_CASE("serving is told what it lacks") {
    CHECK(refusal({"serving.tokens_per_day=1e9"}).find("serving.prompt_tokens: not given") !=
          std::string::npos);
    CHECK(refusal({"serving.prompt_tokens=0", "serving.generated_tokens=0"})
              .find("a request without tokens") != std::string::npos);
    CHECK(refusal(served({"serving.tensor=7"})).find("32 attention heads do not divide") !=
          std::string::npos);
    CHECK(refusal(served({"serving.server=dgx-h200x"})).find("dgx-h200") != std::string::npos);
    CHECK(refusal(
              {"model.preset=bert-large", "serving.prompt_tokens=8", "serving.generated_tokens=8"})
              .find("an encoder writes none") != std::string::npos);
}
