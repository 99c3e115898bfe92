// What it takes to serve the model, and both together over its life.

#include "engine/report/metric_kinds.hpp"
#include "engine/scenario/evaluate_serving.hpp"
#include "engine/scenario/names.hpp"

namespace deepwallet {

namespace {

using namespace units;

/// Of serving; not known where nothing is served, and of a model that does not fit.
Metric of_serving(const char* path,
                  const char* unit,
                  const char* meaning,
                  const char* formula,
                  std::vector<std::string> inputs,
                  MetricValue (*read)(const ServingReport&)) {
    return {
        path, unit, meaning, formula, std::move(inputs), [read](const Answer& a) -> MetricValue {
            if (!a.report.serving || !a.report.serving->speed.fits)
                return {};
            return read(*a.report.serving);
        }};
}

MetricValue known(const std::optional<Money>& money) {
    return money ? MetricValue(money->in(usd)) : MetricValue();
}

const char* limit_name(ServingLimit limit) {
    switch (limit) {
        case ServingLimit::memory:
            return "memory";
        case ServingLimit::token_time:
            return "serving.token_ms";
        case ServingLimit::given:
            return "serving.batch";
    }
    return "";
}

std::vector<Metric> speed_metrics() {
    using R = ServingReport;
    return {
        {"serving.fits",
         "",
         "does a replica hold the model and a request, within the bound?",
         "",
         {"serving.memory_per_gpu_gib", "serving.token_ms"},
         [](const Answer& a) -> MetricValue {
             return a.report.serving ? MetricValue(a.report.serving->speed.fits) : MetricValue();
         }},
        of_serving("serving.ranks",
                   "",
                   "accelerators of a replica",
                   "",
                   {"serving.tensor", "serving.pipeline", "serving.expert"},
                   [](const R& r) -> MetricValue { return r.speed.shape.ranks(); }),
        of_serving("serving.stages",
                   "",
                   "pipeline stages of a replica",
                   "",
                   {"serving.pipeline"},
                   [](const R& r) -> MetricValue { return r.speed.shape.pipeline; }),
        of_serving("serving.requests_at_once",
                   "",
                   "requests that a replica serves at once",
                   "the most that memory and the bound allow",
                   {"serving.batch", "serving.token_ms"},
                   [](const R& r) -> MetricValue { return r.speed.batch; }),
        of_serving(
            "serving.limited_by",
            "",
            "what keeps a replica from serving more at once",
            "",
            {},
            [](const R& r) -> MetricValue { return std::string(limit_name(r.speed.limit)); }),
        of_serving("serving.memory_per_gpu_gib",
                   "GiB",
                   "memory in use",
                   "weights + cache + activations of an encoder's layer + runtime",
                   {"serving.weights_gib", "serving.cache_gib"},
                   [](const R& r) -> MetricValue { return r.speed.used.in(GiB); }),
        of_serving("serving.weights_gib",
                   "GiB",
                   "of that, weights",
                   "parameters x bits / 8 / ranks; of ranks that share routed experts alone, all "
                   "else is whole on each",
                   {"model.parameters", "serving.weight_bits", "serving.expert"},
                   [](const R& r) -> MetricValue { return r.speed.weights.in(GiB); }),
        of_serving("serving.cache_gib",
                   "GiB",
                   "of that, keys and values",
                   "batch x tokens x layers x (keys + values) / ranks",
                   {"serving.requests_at_once", "serving.prompt_tokens"},
                   [](const R& r) -> MetricValue { return r.speed.cache.in(GiB); }),
        of_serving("serving.first_token_ms",
                   "ms",
                   "time to the first token of a request that waits for nobody",
                   "forward pass of the prompt + a step",
                   {"serving.prompt_tokens"},
                   [](const R& r) -> MetricValue { return r.speed.first_token.in(ms); }),
        of_serving("serving.step_ms",
                   "ms",
                   "time from one token of an answer to the next",
                   "max(weights and cache / bandwidth, FLOPs / rate) + all-reduces and all-to-alls "
                   "+ gaps between kernels",
                   {"serving.requests_at_once", "serving.weights_gib", "serving.cache_gib"},
                   [](const R& r) -> MetricValue {
                       if (r.speed.step.total() <= Time{})
                           return {};
                       return r.speed.step.total().in(ms);
                   }),
        of_serving(
            "serving.mean_token_ms",
            "ms",
            "time of a token of an answer in the mean, while prompts of other requests are read",
            "step + prefill of the batch / tokens of an answer",
            {"serving.step_ms", "serving.requests_at_once", "serving.generated_tokens"},
            [](const R& r) -> MetricValue {
                if (r.speed.step.total() <= Time{})
                    return {};
                return r.speed.mean_token.in(ms);
            }),
        of_serving("serving.tokens_per_s",
                   "/s",
                   "tokens a second of a busy replica, prompts and answers",
                   "batch x tokens of a request / (its prefill + its steps)",
                   {"serving.requests_at_once", "serving.step_ms"},
                   [](const R& r) -> MetricValue { return r.speed.tokens_per_s; }),
    };
}

MetricValue per_million(const std::optional<Money>& bill, const ServingFleet& full) {
    return bill ? MetricValue(bill->in(usd) / full.million_tokens()) : MetricValue();
}

std::vector<Metric> cost_of_serving() {
    using R = ServingReport;
    return {
        of_serving("serving.replicas",
                   "",
                   "copies of the model",
                   "tokens a day / (tokens a second x utilisation)",
                   {"serving.tokens_per_day", "serving.tokens_per_s", "serving.utilisation"},
                   [](const R& r) -> MetricValue { return r.fleet.replicas; }),
        of_serving("serving.gpus",
                   "",
                   "accelerators of all replicas",
                   "replicas x ranks",
                   {"serving.replicas", "serving.ranks"},
                   [](const R& r) -> MetricValue { return r.fleet.gpus; }),
        of_serving("serving.servers",
                   "",
                   "whole servers that serve",
                   "accelerators / accelerators of a server, rounded up",
                   {"serving.gpus"},
                   [](const R& r) -> MetricValue { return r.fleet.servers; }),
        of_serving("serving.facility_kw",
                   "kW",
                   "power of the facility while it serves",
                   "(servers by what their accelerators do) x PUE",
                   {"serving.servers", "site.pue"},
                   [](const R& r) -> MetricValue { return r.fleet.power.facility_mean.in(kW); }),
        of_serving(
            "serving.usd_per_million_tokens",
            "USD/M tokens",
            "cost of a million tokens, prompts and answers, of busy servers, the cheaper way",
            "bill of servers full of busy replicas / their tokens",
            {"serving.tokens_per_s", "serving.ranks", "serving.utilisation"},
            [](const R& r) { return per_million(r.full.total(), r.full); }),
        of_serving("serving.own_usd_per_million_tokens",
                   "USD/M tokens",
                   "cost of a million tokens on one's own servers, always on",
                   "bill of servers full of busy replicas / their tokens",
                   {"serving.tokens_per_s", "serving.ranks", "serving.utilisation"},
                   [](const R& r) { return per_million(r.full.own, r.full); }),
        of_serving("serving.rent_usd_per_million_tokens",
                   "USD/M tokens",
                   "cost of a million tokens on rented servers",
                   "bill of servers full of busy replicas / their tokens",
                   {"serving.tokens_per_s", "serving.ranks", "serving.utilisation"},
                   [](const R& r) { return per_million(r.full.rent, r.full); }),
        of_serving("serving.kwh_per_million_tokens",
                   "kWh/M tokens",
                   "energy of the facility for a million tokens, of busy servers",
                   "facility energy of servers full of busy replicas / their tokens",
                   {"serving.tokens_per_s", "site.pue"},
                   [](const R& r) -> MetricValue {
                       return r.full.energy.facility.in(kWh) / r.full.million_tokens();
                   }),
        of_serving("serving.g_per_million_tokens",
                   "g/M tokens",
                   "CO2e of a million tokens, operational and embodied, of busy servers",
                   "serving.kwh_per_million_tokens x grid + machines' share",
                   {"serving.kwh_per_million_tokens", "site.grid_g_per_kwh"},
                   [](const R& r) -> MetricValue {
                       return r.full.carbon().in(gram) / r.full.million_tokens();
                   }),
        of_serving("serving.total_usd",
                   "USD",
                   "bill of all years of service, the cheaper way",
                   "least of owning and renting the servers",
                   {"serving.servers", "serving.years"},
                   [](const R& r) -> MetricValue { return known(r.fleet.total()); }),
        of_serving("serving.own_usd",
                   "USD",
                   "bill of service on one's own servers, always on",
                   "capital, room, upkeep, staff, electricity and water of the years",
                   {"serving.servers", "economics.lifetime_years"},
                   [](const R& r) -> MetricValue { return known(r.fleet.own); }),
        of_serving("serving.rent_usd",
                   "USD",
                   "bill of service on rented servers",
                   "accelerators of whole servers x price x hours",
                   {"serving.servers", "serving.offer"},
                   [](const R& r) -> MetricValue { return known(r.fleet.rent); }),
        of_serving("serving.energy_mwh",
                   "MWh",
                   "energy of the facility over all years of service",
                   "",
                   {"serving.facility_kw", "serving.years"},
                   [](const R& r) -> MetricValue { return r.fleet.energy.facility.in(MWh); }),
        of_serving("serving.carbon_t",
                   "t",
                   "CO2e over all years, operational and embodied",
                   "",
                   {"serving.energy_mwh", "site.grid_g_per_kwh"},
                   [](const R& r) -> MetricValue { return r.fleet.carbon().in(tonne); }),
    };
}

/// Training and serving; not known where one of the two is not.
Metric of_life(const char* path,
               const char* unit,
               const char* meaning,
               std::vector<std::string> inputs,
               double (*read)(const RunReport&, const ServingReport&)) {
    return {path,
            unit,
            meaning,
            "of the run + of serving",
            std::move(inputs),
            [read](const Answer& a) -> MetricValue {
                const auto& serving = a.report.serving;
                if (!serving || !serving->speed.fits || !a.report.run)
                    return {};
                return read(*a.report.run, *serving);
            }};
}

std::vector<Metric> life_metrics() {
    return {
        {"life.total_usd",
         "USD",
         "bill of training and of all years of service, each the cheapest way",
         "of the run + of serving",
         {"cost.total_usd", "serving.total_usd"},
         [](const Answer& a) -> MetricValue {
             const auto cost = life_cost(a.scenario, a.report);
             return cost && a.report.serving->speed.fits ? MetricValue(cost->in(usd))
                                                         : MetricValue();
         }},
        of_life("life.energy_mwh",
                "MWh",
                "energy of the facility, training and serving",
                {"energy.facility_mwh", "serving.energy_mwh"},
                [](const RunReport& run, const ServingReport& s) {
                    return (run.energy.facility + s.fleet.energy.facility).in(MWh);
                }),
        of_life("life.carbon_t",
                "t",
                "CO2e, training and serving",
                {"carbon.total_t", "serving.carbon_t"},
                [](const RunReport& run, const ServingReport& s) {
                    return (run.energy.operational + run.embodied + s.fleet.carbon()).in(tonne);
                }),
    };
}

/// Of a scenario that has a [recipe].
Metric of_recipe(const char* path,
                 const char* meaning,
                 std::vector<std::string> inputs,
                 std::string (*read)(const Scenario&)) {
    return {path, "", meaning, "", std::move(inputs), [read](const Answer& a) -> MetricValue {
                return a.scenario.recipe.kind ? MetricValue(read(a.scenario)) : MetricValue();
            }};
}

std::vector<Metric> recipe_metrics() {
    return {
        of_recipe("recipe.way",
                  "how the model comes about",
                  {"recipe.kind"},
                  [](const Scenario& s) {
                      if (s.recipe.kind == RecipeKind::as_is)
                          return std::string("as-is: no training, of which nothing is counted");
                      return name_of(recipe_kind_names(), *s.recipe.kind);
                  }),
        of_recipe("recipe.measured_quality",
                  "what was measured of the result",
                  {"recipe.quality", "recipe.quality_source"},
                  [](const Scenario& s) { return s.recipe.quality.value_or("unknown"); }),
        {"recipe.trained_parameters",
         "",
         "parameters that have gradients and optimizer states",
         "of adapters r (in + out) a matrix, else all",
         {"recipe.kind", "recipe.lora_rank", "recipe.lora_matrices"},
         [](const Answer& a) -> MetricValue {
             if (!a.scenario.recipe.kind)
                 return {};
             return a.scenario.training.part.trained_share * a.report.parameters;
         }},
    };
}

}  // namespace

std::vector<Metric> serving_metrics() {
    std::vector<Metric> all = recipe_metrics();
    for (auto* group : {speed_metrics, cost_of_serving, life_metrics}) {
        std::vector<Metric> some = group();
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

}  // namespace deepwallet
