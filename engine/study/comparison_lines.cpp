// Many scenarios, a line each.

#include "engine/study/comparison_lines.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "engine/report/aligned.hpp"
#include "engine/report/format.hpp"
#include "engine/study/comparison_text.hpp"

namespace deepwallet {

namespace {

using namespace units;

/// "-" where it is not known, and where nothing is trained of what only training has.
std::string cell_of(const ComparedScenario& scenario, const char* path) {
    const std::string_view of = path;
    const Metric& metric = *find_metric(path);
    const MetricValue value = value_of(metric, scenario.answer());
    if (std::holds_alternative<std::monostate>(value))
        return "-";
    // The heading, or the line below, has their unit.
    if (of.rfind("serving.", 0) == 0 || of == "loss.expected")
        return significant(number_of(value));
    if (of == "carbon.total_t")
        return format_carbon(number_of(value) * tonne);
    return short_value(value, metric.unit);
}

/// Is it the bill of a machine of one's own, or of a rented one?
std::string paid_cell(const ComparedScenario& scenario, const char*) {
    if (scenario.loaded.scenario.recipe.kind == RecipeKind::as_is || scenario.ways.empty())
        return "-";
    return scenario.is_owned() ? "owned" : "rented";
}

std::string doubt_cell(const ComparedScenario& scenario, const char* path) {
    std::string out = range_cell(scenario, *find_metric(path));
    return out.empty() ? "-" : out;
}

/// What is not written token by token is answered when its batch is.
std::string wait_cell(const ComparedScenario& scenario, const char* path) {
    const auto& serving = scenario.report.serving;
    const double token = number_of(value_of(*find_metric(path), scenario.answer()));
    if (std::isfinite(token) || !serving || !serving->speed.fits)
        return cell_of(scenario, path);
    return significant(serving->speed.cycle.in(ms));
}

struct LineCell {
    const char* name;
    const char* path;
    std::string (*text)(const ComparedScenario&, const char* path) = cell_of;
};

/// What one line says of each.
constexpr std::array<LineCell, 15> kLineCells = {
    {{"loss", "loss.expected"},
     {"days", "run.days"},
     {"GPUs", "gpus"},
     {"training", "cost.total_usd"},
     {"", "cost.cheapest", paid_cell},
     {"P10 to P90", "cost.total_usd", doubt_cell},
     {"power", "power.facility_mean_kw"},
     {"CO2e", "carbon.total_t"},
     {"fits", "memory.fits"},
     {"owned $/M", "serving.own_usd_per_million_tokens"},
     {"rented $/M", "serving.rent_usd_per_million_tokens"},
     {"kWh/M", "serving.kwh_per_million_tokens"},
     {"g CO2e/M", "serving.g_per_million_tokens"},
     {"ms", "serving.mean_token_ms", wait_cell},
     {"life", "life.total_usd"}}};

double total_parameters_of(const ComparedScenario& scenario) { return scenario.report.parameters; }

/// From what is trained for nothing to what is trained for most; of equals the smaller model first.
std::vector<const ComparedScenario*> by_training_cost(
    const std::vector<ComparedScenario>& scenarios) {
    std::vector<const ComparedScenario*> out;
    for (const ComparedScenario& scenario : scenarios) out.push_back(&scenario);
    const auto cost = [](const ComparedScenario* s) {
        const double usd_of = number_of(value_of(*find_metric("cost.total_usd"), s->answer()));
        return std::isfinite(usd_of) ? usd_of : std::numeric_limits<double>::max();
    };
    std::stable_sort(out.begin(), out.end(), [&](const auto* a, const auto* b) {
        return std::pair(cost(a), total_parameters_of(*a)) <
               std::pair(cost(b), total_parameters_of(*b));
    });
    return out;
}

/// What the heads of the lines leave out.
std::string line_notes() {
    return "loss: nats a token, as scaling laws expect it of what is trained from nothing\n"
           "training: the cheapest way to pay of those that the scenario compares, owned by the "
           "hours it is used or rented; what the model that it starts from took to train, or a "
           "teacher, is not in it\n"
           "/M: served, a million tokens (samples of a convolutional network), on one's own "
           "machines full of work, or on rented ones; ms: mean time of a token of an answer, or of "
           "a whole batch of an encoder, at the batch that fits its memory and serving.token_ms\n"
           "life: training and all years of service, the cheapest way\n";
}

}  // namespace

std::string range_cell(const ComparedScenario& scenario, const Metric& metric) {
    const auto range = scenario.uncertainty.ranges.find(metric.path);
    if (range == scenario.uncertainty.ranges.end() || range->second.p10 == range->second.p90)
        return "";
    return fmt::format("{} to {}",
                       short_value(range->second.p10, metric.unit),
                       short_value(range->second.p90, metric.unit));
}

std::string lines_text(const std::vector<ComparedScenario>& scenarios) {
    std::string out = aligned(line_rows(scenarios)) + line_notes() + mixed_bases_text(scenarios) +
                      "\nquality, as somebody measured it\n";
    for (const std::vector<std::string>& row : quality_rows(scenarios))
        out +=
            fmt::format("  {}: {}{}\n", row[0], row[1], row[2].empty() ? "" : " (" + row[2] + ")");
    return out;
}

std::vector<std::vector<std::string>> line_rows(const std::vector<ComparedScenario>& scenarios) {
    std::vector<std::vector<std::string>> rows = {{"scenario", "parameters"}};
    for (const LineCell& cell : kLineCells) rows[0].emplace_back(cell.name);
    for (const ComparedScenario* s : by_training_cost(scenarios)) {
        rows.push_back({s->title, format_count(s->report.parameters)});
        for (const LineCell& cell : kLineCells) rows.back().push_back(cell.text(*s, cell.path));
    }
    return rows;
}

std::vector<std::vector<std::string>> quality_rows(const std::vector<ComparedScenario>& scenarios) {
    std::vector<std::vector<std::string>> rows;
    for (const ComparedScenario* s : by_training_cost(scenarios)) {
        const Recipe& recipe = s->loaded.scenario.recipe;
        rows.push_back({s->title,
                        recipe.quality.value_or("unknown"),
                        recipe.quality ? recipe.quality_source.value_or("") : ""});
    }
    return rows;
}

std::vector<std::vector<std::string>> published_rows(
    const std::vector<ComparedScenario>& scenarios) {
    std::vector<std::vector<std::string>> rows;
    for (const ComparedScenario* s : by_training_cost(scenarios)) {
        for (const std::string& figure : s->loaded.scenario.published)
            rows.push_back({s->title, figure});
    }
    return rows;
}

}  // namespace deepwallet
