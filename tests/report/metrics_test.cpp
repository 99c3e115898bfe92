#include "engine/report/metrics.hpp"

#include <cmath>
#include <functional>
#include <set>

#include "engine/report/text.hpp"
#include "engine/scenario/evaluate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

namespace {

using namespace deepwallet;

double number(const Scenario& scenario, const Report& report, const std::string& path) {
    const Metric* metric = find_metric(path);
    REQUIRE(metric != nullptr);
    const MetricValue value = value_of(*metric, {scenario, report});
    if (const auto* n = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*n);
    REQUIRE(std::holds_alternative<double>(value));
    return std::get<double>(value);
}

}  // namespace

TEST_CASE("each metric has a path of its own and a meaning") {
    std::set<std::string> paths;
    for (const Metric& metric : metrics()) {
        CAPTURE(metric.path);
        CHECK(paths.insert(metric.path).second);
        CHECK_FALSE(metric.meaning.empty());
    }
}

TEST_CASE("no metric's path is the group of another, so that JSON can nest them") {
    for (const Metric& a : metrics()) {
        for (const Metric& b : metrics()) {
            CAPTURE(a.path, b.path);
            CHECK(b.path.rfind(a.path + ".", 0) == std::string::npos);
        }
    }
}

TEST_CASE("every input of a derivation is a metric, a field or an operation list") {
    for (const Metric& metric : metrics()) {
        for (const std::string& input : metric.inputs) {
            CAPTURE(metric.path, input);
            const bool known = find_metric(input) != nullptr || find_field(input) != nullptr;
            CHECK((known || input.rfind("operations.", 0) == 0));
        }
    }
}

TEST_CASE("no derivation runs in a circle") {
    std::set<std::string> open;
    const std::function<void(const std::string&)> walk = [&](const std::string& path) {
        const Metric* metric = find_metric(path);
        if (metric == nullptr)
            return;
        CAPTURE(path);
        REQUIRE(open.insert(path).second);
        for (const std::string& input : metric->inputs) walk(input);
        open.erase(path);
    };
    for (const Metric& metric : metrics()) walk(metric.path);
}

TEST_CASE("what hosts keep is known where a plan offloads, and said where it is too much") {
    const auto load = [](const std::vector<std::string>& settings) {
        return test::load_file(test::reference_file(), settings).scenario;
    };
    const auto known = [](const Scenario& s, const char* path) {
        return !std::holds_alternative<std::monostate>(
            value_of(*find_metric(path), {s, evaluate_analytic(s)}));
    };
    const Scenario plain = load({});
    const Scenario offloads = load({"parallelism.zero_stage=1", "parallelism.offload=optimizer"});
    for (const char* path : {"memory.offloaded_gib", "memory.offload_capacity_gib"}) {
        CHECK_FALSE(known(plain, path));
        CHECK(known(offloads, path));
    }
    CHECK(misfit_text(offloads, evaluate_analytic(offloads)).empty());
    // Eight ranks with an eighth of 16 bytes for each of 1.92e9 parameters and their vocabulary.
    const Scenario small = load(
        {"parallelism.zero_stage=1", "parallelism.offload=optimizer", "server.host_memory_gib=20"});
    CHECK_THAT(misfit_text(small, evaluate_analytic(small)),
               ContainsSubstring("GiB offloaded in a server") &&
                   ContainsSubstring("GiB more than the 20.0 GiB of its host\n") &&
                   !ContainsSubstring("does not fit: stage"));
}

TEST_CASE("sums among metrics hold") {
    const Scenario scenario = test::load_file(test::reference_file()).scenario;
    const Report report = evaluate_analytic(scenario);
    const auto at = [&](const char* path) { return number(scenario, report, path); };
    double parts = 0.0;
    double bytes = 0.0;
    for (const Metric& metric : metrics()) {
        if (metric.path.rfind("iteration.breakdown_s.", 0) == 0)
            parts += at(metric.path.c_str());
        if (metric.path.rfind("memory.breakdown_gib.", 0) == 0)
            bytes += at(metric.path.c_str());
    }
    CHECK_THAT(parts, WithinRel(at("iteration.time_s"), 1e-12));
    CHECK_THAT(bytes, WithinRel(at("memory.per_gpu_gib"), 1e-12));
    CHECK_THAT(at("energy.it_mwh") + at("energy.cooling_mwh"),
               WithinRel(at("energy.facility_mwh"), 1e-12));
    CHECK_THAT(at("carbon.operational_t") + at("carbon.embodied_t"),
               WithinRel(at("carbon.total_t"), 1e-12));
    CHECK_THAT(at("cost.on_prem.capital_usd") + at("cost.on_prem.upkeep_usd") +
                   at("cost.on_prem.staff_usd") + at("cost.on_prem.colocation_usd") +
                   at("cost.on_prem.water_usd") + at("cost.on_prem.idle_energy_usd") +
                   at("cost.on_prem.energy_usd"),
               WithinRel(at("cost.on_prem.total_usd"), 1e-12));
    // MFU counts the model's FLOPs: tokens a second x FLOPs a token / (GPUs x peak).
    CHECK_THAT(at("model.flops_per_iteration") / at("iteration.time_s") / 2240 / 312e12,
               WithinRel(at("iteration.mfu"), 1e-9));
    // DGX A100: 6.5 kW are 22,179 BTU/h (NVIDIA's user guide); 3412.14 BTU/h a kW.
    CHECK_THAT(at("power.heat_btu_per_h") / at("power.it_mean_kw"), WithinRel(22179.0 / 6.5, 1e-4));
    CHECK_THAT(at("power.heat_btu_per_h") / at("power.cooling_tons"), WithinRel(12000.0, 1e-9));
}

TEST_CASE("parts of the power sum to the facility's, with a plant and without") {
    for (const char* cooling : {"", "economizer", "immersion"}) {
        std::vector<std::string> more = {"site.preset=\"us-virginia\""};
        if (*cooling != '\0')
            more.push_back("cooling.preset=\"" + std::string(cooling) + "\"");
        const Scenario scenario = test::load_file(test::reference_file(), more).scenario;
        const Report report = evaluate_analytic(scenario);
        double sum = 0.0;
        for (const Metric& metric : metrics()) {
            const double part = number_of(value_of(metric, {scenario, report}));
            if (metric.path.rfind("power.breakdown_kw.", 0) == 0 && !std::isnan(part))
                sum += part;
        }
        CHECK_THAT(sum, WithinRel(number(scenario, report, "power.facility_mean_kw"), 1e-9));
    }
}
