#include "engine/scenario/evaluate.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

namespace {

using namespace deepwallet;
using namespace deepwallet::units;

constexpr double kRounding = 1e-12;

Report reference(const std::vector<std::string>& settings = {}) {
    return evaluate_analytic(test::load_file(test::reference_file(), settings).scenario);
}

}  // namespace

TEST_CASE("the parts of an iteration add up to it") {
    for (const char* change : {"parallelism.recompute=selective",
                               "parallelism.zero_stage=1",
                               "parallelism.zero_stage=3",
                               "parallelism.schedule=gpipe",
                               "parallelism.sequence_parallel=true"}) {
        const Report report = reference({change});
        CAPTURE(change);
        CHECK(report.iteration.breakdown.total() == report.iteration.time);
        CHECK_THAT(report.iteration.phases.total() / report.iteration.time,
                   WithinRel(1.0, kRounding));
    }
}

namespace {

Scenario deepseek_v3(const std::vector<std::string>& settings = {}) {
    const auto file = test::project_root() / "scenarios" / "published" / "deepseek-v3.toml";
    return test::load_file(file, settings).scenario;
}

}  // namespace

TEST_CASE("products that are computed again count as hardware FLOPs, and nothing else does") {
    // Of norms, up-projections and an activation function only the up-projections are products: of
    // 1,536 to 128 queries of 192, of 512 to as many keys of 128 and values of 128, in 61 layers.
    const Report again = evaluate_analytic(deepseek_v3());
    const double weights = 1536.0 * 128 * 192 + 512.0 * 128 * (128 + 128);
    const double flops = 15360.0 * 61 * 2 * 4096 * weights;
    CHECK_THAT((again.hardware_flops - again.model_flops).base() / flops, WithinRel(1.0, 1e-9));
    const Report core = evaluate_analytic(deepseek_v3({"parallelism.recompute_modules=[]"}));
    CHECK(core.hardware_flops == core.model_flops);
    // Three dense layers of three matrices; 58 of 9 experts and a router.
    const Report ffns =
        evaluate_analytic(deepseek_v3({"parallelism.recompute_modules=[\"mlp\",\"moe\"]"}));
    const double dense = 3.0 * 3 * 7168 * 18432;
    const double sparse = 58.0 * (9.0 * 3 * 7168 * 2048 + 256 * 7168);
    CHECK_THAT(
        (ffns.hardware_flops - ffns.model_flops).base() / (15360.0 * 2 * 4096 * (dense + sparse)),
        WithinRel(1.0, 1e-9));
}

TEST_CASE("hidden all-to-alls leave the parts of an iteration whole, and no bound is above it") {
    NeighbourEvaluator evaluator;
    for (const char* schedule : {"dualpipe", "zb-h1", "1f1b"}) {
        for (const char* recompute : {"none", "selective", "full"}) {
            for (const char* pipeline : {"8", "16"}) {
                const Scenario s = deepseek_v3({std::string("parallelism.schedule=") + schedule,
                                                std::string("parallelism.recompute=") + recompute,
                                                std::string("parallelism.pipeline=") + pipeline});
                CAPTURE(schedule, recompute, pipeline);
                evaluator.forget();
                const Report whole = evaluator.evaluate(s);
                const Report least = evaluator.least(s);
                const IterationBreakdown& b = whole.iteration.breakdown;
                CHECK(b.total() == whole.iteration.time);
                CHECK_THAT(whole.iteration.phases.total() / whole.iteration.time,
                           WithinRel(1.0, kRounding));
                CHECK(b.expert_comm > Time{});
                CHECK(b.recompute >= Time{});
                CHECK(b.bubble > Time{});
                CHECK(least.iteration.time < whole.iteration.time);
                CHECK(least.iteration.breakdown.expert_comm <= b.expert_comm);
                CHECK(least.iteration.breakdown.recompute <= b.recompute);
            }
        }
    }
}

TEST_CASE("a module that nobody knows is answered by the nearest word") {
    const auto loaded = test::try_settings({"parallelism.recompute_modules=[\"layernrom\"]"});
    REQUIRE_FALSE(loaded.has_value());
    const auto found =
        std::find_if(loaded.error().begin(), loaded.error().end(), [](const Fault& fault) {
            return fault.path == "parallelism.recompute_modules";
        });
    REQUIRE(found != loaded.error().end());
    CHECK(
        found->help ==
        "did you mean 'layernorm'? allowed: core_attn, layernorm, mla_up_proj, moe_act, mlp, moe");
}

TEST_CASE("a plan fits where both the GPUs and the hosts hold what it puts there") {
    const std::vector<std::string> plan = {"parallelism.zero_stage=1",
                                           "parallelism.offload=optimizer"};
    const Report report = reference(plan);
    // Of a server of 280 with tensor 8, pipeline 35 and data 8: eight ranks, each with an eighth of
    // its parameters, 12 bytes of states and 4 of gradients.
    const Report plain = reference({"parallelism.zero_stage=1"});
    CHECK(plain.offloaded == Data{});
    CHECK(report.memory.use.optimizer == Data{});
    CHECK(report.memory.use.total() < plain.memory.use.total());
    CHECK_THAT(report.offloaded / (8.0 * plain.memory.use.optimizer),
               WithinRel(16.0 / 12.0, kRounding));
    CHECK(report.offload_capacity == 2048.0 * GiB);
    CHECK(report.fits());
    const double need = report.offloaded.in(GiB);
    const auto with_host = [&](double memory) {
        std::vector<std::string> all = plan;
        all.push_back("server.host_memory_gib=" + std::to_string(memory));
        return reference(all);
    };
    CHECK(with_host(need * 1.001).fits());
    const Report small = with_host(need * 0.999);
    CHECK_FALSE(small.fits());
    CHECK(small.memory.use.total() == report.memory.use.total());
}

TEST_CASE("the discrete-event engine refuses a plan that offloads") {
    const auto loaded = test::load_file(
        test::reference_file(), {"parallelism.zero_stage=1", "parallelism.offload=optimizer"});
    Scenario s = loaded.scenario;
    CHECK(scenario_faults(s).empty());
    s.engine = EngineKind::discrete_event;
    const Faults faults = scenario_faults(s);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].message ==
          "parallelism.offload: the discrete-event engine knows nothing of the host");
    CHECK(faults[0].help == "simulation.engine = \"analytic\" prices it");
}

TEST_CASE("energy is power times wall time, and water on site counts IT energy alone") {
    const Report report = reference({"site.pue=1.5"});
    const RunReport& run = *report.run;
    CHECK_THAT(run.energy.it / (report.power.it_mean * run.campaign.wall),
               WithinRel(1.0, kRounding));
    CHECK_THAT(run.energy.facility / run.energy.it, WithinRel(1.5, kRounding));
    // A higher PUE leaves the water on site alone and adds to that in the power plants.
    const Report lean = reference({"site.pue=1.0"});
    CHECK(lean.run->energy.water_on_site == run.energy.water_on_site);
    CHECK_THAT(run.energy.water_off_site / lean.run->energy.water_off_site,
               WithinRel(1.5, kRounding));
}

TEST_CASE("half the grid intensity halves operational carbon and leaves embodied alone") {
    const Report full = reference({"site.grid_g_per_kwh=400"});
    const Report half = reference({"site.grid_g_per_kwh=200"});
    CHECK_THAT(full.run->energy.operational / half.run->energy.operational,
               WithinRel(2.0, kRounding));
    CHECK(full.run->embodied == half.run->embodied);
}

TEST_CASE("acquisition of 280 servers is their list price, the network's share and the room") {
    // 280 x 199,000 = 55.72 M; x 0.19/0.81 = 13.07 M; the room is for the nameplate power.
    const Report report = reference(
        {"server.price_usd=199000", "economics.network_share=0.19", "site.facility_usd_per_w=10"});
    const Acquisition& bought = report.run->on_prem->acquisition;
    CHECK_THAT(bought.servers.in(usd), WithinRel(55.72e6, kRounding));
    // 2,240 ports on switches of 40: 112 leaves, 112 spines, 56 cores, three tiers of cables.
    CHECK_THAT(bought.network.in(usd), WithinRel(280 * 15e3 + 3 * 2240 * 1e3, kRounding));
    // Cross-check: Epoch AI's share of 0.19 for interconnect, which is within a quarter of it.
    CHECK_THAT(bought.network.in(usd), WithinRel(55.72e6 * 0.19 / 0.81, 0.25));
    CHECK_THAT(bought.facility.in(usd), WithinRel(10.0 * report.power.it_peak.in(watt), kRounding));
}

TEST_CASE("the cloud bill is GPU-hours times the price") {
    const Report report = reference();
    const Scenario scenario = test::load_file(test::reference_file()).scenario;
    REQUIRE(report.run->cloud.size() == 2);
    for (const CloudCost& cloud : report.run->cloud) {
        const double price = scenario.offers[cloud.offer].gpu_price.in(usd / hour);
        CHECK_THAT(cloud.machines.in(usd), WithinRel(report.run->gpu_hours * price, 1e-9));
        // 10 checkpoints of 14 bytes a parameter and 4 bytes a token, by the GB and month; one
        // taken out at 0.09 dollars a GB.
        const double checkpoint = 14 * report.parameters / 1e9;
        const double kept = 10 * checkpoint + 4 * 270e9 / 1e9;
        CHECK_THAT(cloud.storage.in(usd),
                   WithinRel(0.023 * kept * (report.run->campaign.wall / month), 1e-9));
        CHECK_THAT(cloud.egress.in(usd), WithinRel(0.09 * checkpoint, 1e-9));
    }
}

TEST_CASE("the order of offers changes no bill") {
    const Report one = reference({"economics.compare=[\"aws-p4de-3yr\", \"azure-nd-a100-v4\"]"});
    const Report two = reference({"economics.compare=[\"azure-nd-a100-v4\", \"aws-p4de-3yr\"]"});
    CHECK(one.run->cloud[0].run_total() == two.run->cloud[1].run_total());
    CHECK(one.run->cloud[1].run_total() == two.run->cloud[0].run_total());
    CHECK(cheapest_cloud(*one.run)->run_total() == cheapest_cloud(*two.run)->run_total());
}

TEST_CASE("without a price there is no purchase, and no break-even") {
    const auto loaded = test::load_settings({"model.preset=gpt-1.7b",
                                             "cluster.server=aws-p4de",
                                             "cluster.servers=1",
                                             "training.sequence_length=2048",
                                             "training.global_batch=512",
                                             "training.tokens=1e9",
                                             "economics.compare=[\"aws-p4de\"]"});
    const Report report = evaluate_analytic(loaded.scenario);
    REQUIRE(report.run.has_value());
    CHECK_FALSE(report.run->on_prem.has_value());
    CHECK_FALSE(report.run->cloud.front().break_even.has_value());
}

TEST_CASE("without tokens there is an iteration and no run") {
    CHECK_FALSE(reference({"training.tokens=0"}).run.has_value());
    CHECK_FALSE(reference({"training.tokens=0"}).endless);
}

TEST_CASE("a run whose failures outpace its work is said to be endless, not infinitely dear") {
    // Restarts of 1000 min against a mean time between failures of 0.01 days / 280 = 3 s.
    const Report report =
        reference({"campaign.server_mtbf_days=0.01", "campaign.restart_min=1000"});
    CHECK(report.endless);
    CHECK_FALSE(report.run.has_value());
}

TEST_CASE("an evaluation is the same to the last bit, again and again") {
    const Scenario scenario = test::load_file(test::reference_file()).scenario;
    const Report first = evaluate_analytic(scenario);
    const Report again = evaluate_analytic(scenario);
    CHECK(first.iteration.time == again.iteration.time);
    CHECK(first.run->on_prem->run_total() == again.run->on_prem->run_total());
}
