#include "gui/answer.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/study/tornado.hpp"

namespace deepwallet::gui {

namespace {

/// As many draws as the command's, so that both say the same.
void add_doubt(Answered& into, const std::atomic<bool>* stop) {
    into.uncertainty = uncertainty(*into.loaded, {.stop = stop});
    if (stop != nullptr && *stop)
        return;
    const Metric* headline = &headline_metric(into.answer());
    into.doubt = {
        into.uncertainty.ranges, into.uncertainty.offers, tornado(*into.loaded, {&headline, 1})};
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

std::shared_ptr<Answered> first_answer(const std::string& text,
                                       const std::filesystem::path& file,
                                       const HardwareDb& db) {
    auto out = std::make_shared<Answered>();
    out->text = text;
    const Result<Assignments> inputs = read_inputs_text(text, file);
    if (!inputs) {
        out->faults = inputs.error();
        out->is_whole = true;
        return out;
    }
    out->inputs = *inputs;
    Result<LoadedScenario> loaded = load_scenario(*inputs, db);
    if (!loaded) {
        out->faults = loaded.error();
        out->is_whole = true;
        return out;
    }
    Result<Report> report = evaluate(loaded->scenario);
    if (report)
        out->report = std::move(*report);
    else
        out->faults = report.error();
    out->loaded = std::move(*loaded);
    return out;
}

AnswerPtr whole_answer(const Answered& first, const HardwareDb& db, const std::atomic<bool>* stop) {
    auto out = std::make_shared<Answered>(first);
    if (out->loaded) {
        out->uncertainty = {};
        out->doubt = {};
        out->remedies.clear();
        if (out->report && !out->report->fits())
            out->remedies = memory_remedies(out->loaded->scenario);
        if (out->report)
            add_doubt(*out, stop);
        if (stop == nullptr || !*stop)
            out->presets = presets_of(out->inputs, db);
    }
    out->is_whole = true;
    return out;
}

AnswerPtr answer_to(const std::string& text,
                    const std::filesystem::path& file,
                    const HardwareDb& db) {
    return whole_answer(*first_answer(text, file, db), db);
}

}  // namespace deepwallet::gui
