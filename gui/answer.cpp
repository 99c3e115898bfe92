#include "gui/answer.hpp"

#include <QString>
#include <algorithm>
#include <cmath>
#include <iterator>

#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/study/tornado.hpp"
#include "engine/study/uncertainty.hpp"

namespace deepwallet::gui {

namespace {

/// Enough for a tile's range: a tenth of the draws lie beyond each end.
constexpr std::int64_t kDraws = 200;

Doubt doubt_of(const LoadedScenario& loaded, const Report& report) {
    const Uncertainty drawn = uncertainty(loaded, {.samples = kDraws});
    const Metric* headline = &headline_metric({loaded.scenario, report});
    return {drawn.ranges, drawn.offers, tornado(loaded, {&headline, 1})};
}

/// What its preset would make of each given field.
std::map<std::string, std::string> presets_of(const Assignments& inputs, const HardwareDb& db) {
    std::map<std::string, std::string> out;
    for (const Assignment& given : inputs) {
        const Field<Scenario>* field = find_field(given.path);
        if (field == nullptr)
            continue;
        Assignments others;
        std::copy_if(
            inputs.begin(), inputs.end(), std::back_inserter(others), [&](const Assignment& a) {
                return a.path != given.path;
            });
        if (const auto loaded = resolve_scenario(others, db)) {
            const auto index = static_cast<std::size_t>(field - scenario_fields().data());
            const auto value = field->get(loaded->scenario);
            if (value && loaded->origins[index].kind == OriginKind::preset)
                out[given.path] = read_back(*value);
        }
    }
    return out;
}

}  // namespace

std::string read_back(const Value& value) {
    const auto* x = std::get_if<double>(&value);
    if (x == nullptr || !std::isfinite(*x))
        return to_text(value);
    constexpr int kSure = 14;
    const QString sure = QString::number(*x, 'g', kSure);
    return to_text(sure.toDouble());
}

AnswerPtr answer_to(const std::string& text,
                    const std::filesystem::path& file,
                    const HardwareDb& db) {
    auto out = std::make_shared<Answered>();
    out->text = text;
    const Result<Assignments> inputs = read_inputs_text(text, file);
    if (!inputs) {
        out->faults = inputs.error();
        return out;
    }
    out->inputs = *inputs;
    Result<LoadedScenario> loaded = load_scenario(*inputs, db);
    if (!loaded) {
        out->faults = loaded.error();
        return out;
    }
    Result<Report> report = evaluate(loaded->scenario);
    if (report) {
        out->doubt = doubt_of(*loaded, *report);
        out->report = std::move(*report);
    } else {
        out->faults = report.error();
    }
    out->loaded = std::move(*loaded);
    out->presets = presets_of(*inputs, db);
    return out;
}

}  // namespace deepwallet::gui
