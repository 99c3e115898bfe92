#include "engine/study/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/scenario/evaluate.hpp"

namespace deepwallet {

Result<ComparedScenario> compared(LoadedScenario loaded, const UncertaintyOptions& options) {
    auto report = evaluate(loaded.scenario);
    if (!report)
        return tl::unexpected(report.error());
    Uncertainty drawn;
    if (options.samples > 0)
        drawn = uncertainty(loaded, options);
    return compared(std::move(loaded), std::move(*report), std::move(drawn));
}

ComparedScenario compared(LoadedScenario loaded, Report report, Uncertainty uncertainty) {
    ComparedScenario out;
    out.title = loaded.scenario.name;
    out.loaded = std::move(loaded);
    out.report = std::move(report);
    out.uncertainty = std::move(uncertainty);
    out.ways = ways_to_pay(out.loaded.scenario, out.report);
    out.switches = switches(out.loaded);
    return out;
}

bool is_teacher_of(const ComparedScenario& a, const ComparedScenario& b) {
    const Recipe& recipe = b.loaded.scenario.recipe;
    return recipe.teacher && *recipe.teacher == a.loaded.scenario.presets.model &&
           a.loaded.scenario.recipe.kind.value_or(RecipeKind::scratch) == RecipeKind::scratch;
}

std::optional<double> break_even_tokens(const ComparedScenario& a, const ComparedScenario& b) {
    const auto read = [](const ComparedScenario& s, const char* path) {
        return number_of(value_of(*find_metric(path), s.answer()));
    };
    constexpr double kMillion = 1e6;
    // Who distils has paid for the teacher in either case.
    const double of_a = is_teacher_of(a, b) ? 0.0 : read(a, "cost.total_usd");
    const double of_b = is_teacher_of(b, a) ? 0.0 : read(b, "cost.total_usd");
    const double trained = of_b - of_a;
    const double served =
        read(a, "serving.usd_per_million_tokens") - read(b, "serving.usd_per_million_tokens");
    const double tokens = trained / served * kMillion;
    return std::isfinite(tokens) && tokens > 0.0 ? std::optional(tokens) : std::nullopt;
}

std::vector<DifferingInput> differing_inputs(const std::vector<ComparedScenario>& scenarios) {
    std::vector<DifferingInput> out;
    for (std::size_t i = 0; i < scenario_fields().size(); ++i) {
        const Field<Scenario>& field = scenario_fields()[i];
        DifferingInput input{field.path, {}};
        bool given = false;
        for (const ComparedScenario& scenario : scenarios) {
            const auto value = field.get(scenario.loaded.scenario);
            input.values.push_back(!value ? ""
                                   : std::holds_alternative<std::string>(*value)
                                       ? std::get<std::string>(*value)
                                       : read_back(*value));
            given = given || scenario.loaded.origins[i].kind == OriginKind::given;
        }
        const bool same = std::all_of(input.values.begin(),
                                      input.values.end(),
                                      [&](const std::string& v) { return v == input.values[0]; });
        if (given && !same)
            out.push_back(std::move(input));
    }
    return out;
}

}  // namespace deepwallet
