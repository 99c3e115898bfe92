#include "engine/report/serving_text.hpp"

#include <cmath>

#include <fmt/format.h>

#include "engine/report/format.hpp"
#include "engine/report/line_parts.hpp"
#include "engine/scenario/names.hpp"

namespace deepwallet {

namespace {

/// "(tensor 8 x pipeline 4, the cheapest)".
std::string shape_text(const ServingTerms& asked, ReplicaShape shape) {
    const bool chosen = !asked.tensor;
    const std::string split = fmt::format("tensor {} x pipeline {}", shape.tensor, shape.pipeline);
    if (shape.expert > 1)
        return fmt::format(" (experts over {}{})",
                           shape.expert,
                           shape.tensor * shape.pipeline > 1 ? " x " + split : "");
    if (shape.pipeline == 1)
        return chosen ? " (the cheapest degree)" : "";
    return fmt::format(" ({}{})", split, chosen ? ", the cheapest" : "");
}

/// Where tensor parallel ranks have a slice of each expert, and keys and values of all requests.
std::string expert_note(const Answer& a) {
    const ReplicaShape shape = a.report.serving->speed.shape;
    if (!is_mixture_of_experts(a.scenario.model) || shape.tensor == 1 || shape.expert > 1)
        return "";
    return answer_line("",
                       "note",
                       fmt::format("the experts are spread by tensor parallelism over {} GPUs; "
                                   "serving.expert gives each rank whole experts and requests of "
                                   "its own, as large services do",
                                   shape.tensor));
}

}  // namespace

std::string published_lines(const Scenario& s) {
    std::string out;
    for (const std::string& figure : s.published)
        out += answer_line(out.empty() ? "published" : "", figure, "");
    return out;
}

std::string recipe_line(const Answer& a) {
    const Recipe& recipe = a.scenario.recipe;
    if (!recipe.kind)
        return "";
    const std::string quality =
        recipe.quality ? *recipe.quality + " (" + recipe.quality_source.value_or("") + ")"
                       : "unknown";
    return answer_line("recipe", name_of(recipe_kind_names(), *recipe.kind), "quality: " + quality);
}

std::string serving_line(const Answer& a) {
    const auto& serving = a.report.serving;
    if (!serving)
        return "";
    if (!serving->speed.fits)
        return answer_line(
            "serving",
            "does not fit",
            fmt::format(
                "no {} within memory{}",
                a.scenario.serving.batch ? fmt::format("batch of {}", *a.scenario.serving.batch)
                                         : std::string("request"),
                a.scenario.serving.token_ms
                    ? fmt::format(" and {} ms a token", significant(*a.scenario.serving.token_ms))
                    : std::string()));
    const auto said = [&](const char* path) {
        const Metric& metric = *find_metric(path);
        return short_value(value_of(metric, a), metric.unit);
    };
    const bool writes = serving->speed.step.total() > Time{};
    const auto each = [&](const char* path, const char* unit) {
        const double x = number_of(value_of(*find_metric(path), a));
        return std::isfinite(x) ? significant(x) + unit : std::string("not known") + unit;
    };
    const double price = number_of(value_of(*find_metric("serving.usd_per_million_tokens"), a));
    const auto paid = [&](const char* path, const char* how) {
        const double x = number_of(value_of(*find_metric(path), a));
        return std::isfinite(x) ? fmt::format("   {} ${}", how, significant(x)) : "";
    };
    return answer_line(
               "serving",
               fmt::format("{} a million {}",
                           std::isfinite(price) ? significant(price) + " USD" : "no price for",
                           piece_name(a.scenario)),
               fmt::format(
                   "{} at once on {}{}   {} {}{}   {}, {}{}{}   {}   {}",
                   serving->speed.batch,
                   counted(fmt::format("{}", serving->speed.shape.ranks()), "GPU"),
                   shape_text(a.scenario.serving, serving->speed.shape),
                   writes ? "first token" : "answered in",
                   said("serving.first_token_ms"),
                   writes ? fmt::format(", then {} each, {} with the prompts of others between",
                                        said("serving.step_ms"),
                                        said("serving.mean_token_ms"))
                          : fmt::format(", {} in a full batch", format_time(serving->speed.cycle)),
                   counted(grouped(serving->fleet.replicas), "replica"),
                   counted(grouped(serving->fleet.servers), "server"),
                   paid("serving.own_usd_per_million_tokens", "owned"),
                   paid("serving.rent_usd_per_million_tokens", "rented"),
                   each("serving.kwh_per_million_tokens", " kWh"),
                   each("serving.g_per_million_tokens", " g CO2e"))) +
           expert_note(a);
}

std::string untrained_text() {
    return answer_line(
        "time", "no training", "nothing is trained: no time, energy, carbon or dollars");
}

}  // namespace deepwallet
