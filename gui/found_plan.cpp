#include "gui/found_plan.hpp"

#include <cmath>

#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/search/decision.hpp"
#include "engine/search/plan_words.hpp"
#include "engine/search/search_section.hpp"
#include "gui/document.hpp"
#include "gui/metric_text.hpp"
#include "gui/pages/search_page.hpp"
#include "gui/path_name.hpp"
#include "gui/report_words.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

/// Writes a field as a plan has it, where the text has it otherwise. Fault: the text that does not
/// let it be written.
Result<void> put(Document& document,
                 const Field<Scenario>& field,
                 const Scenario& own,
                 const Scenario& plan) {
    const auto value = field.get(plan);
    if (value == field.get(own))
        return {};
    return value ? document.set(field.path, *value) : document.reset(field.path);
}

}  // namespace

QString own_plan_text(const FoundPlans& found) {
    const SearchOutcome& o = found.outcome;
    const double change = o.best.front().score / found.question.reference - 1.0;
    const QString told =
        found.question.maximize
            ? SearchPage::tr(
                  "Your own plan is number %1: of the %2 that fit and meet the conditions, %3 are "
                  "better, and of those behind a bound none is. The best is %4 % above it in %5.")
            : SearchPage::tr(
                  "Your own plan is number %1: of the %2 that fit and meet the conditions, %3 are "
                  "better, and of those behind a bound none is. The best is %4 % below it in %5.");
    return told.arg(count_text(o.better + 1), count_text(o.feasible), count_text(o.better))
        .arg(100.0 * std::abs(change), 0, 'f', 1)
        .arg(path_name(found.question.objective.text()));
}

QString decision_text(const FoundPlans& found) {
    const SearchQuestion& q = found.question;
    QString out;
    const Scenario best = found.plans.front();
    const Report report = evaluate_analytic(best);
    constexpr double kNear = 0.95;
    for (const ConditionUse& use : condition_uses(q, {best, report})) {
        if (use.share() >= kNear)
            out += ' ' + SearchPage::tr("%1 is at %2 % of its bound.")
                             .arg(path_name(use.limit.need.text()))
                             .arg(100.0 * use.share(), 0, 'f', 1);
    }
    const double from = objective_of(q, found.outcome.best.front().score);
    for (const AxisDecision& decision : axis_decisions(q, found.outcome)) {
        const OtherValue& next = decision.others.front();
        const QString field = path_name(decision.path);
        const QString here = value_name(decision.path, value_text(decision.chosen));
        const QString there = value_name(decision.path, value_text(next.value));
        if (!next.plan) {
            out += ' ' + SearchPage::tr("%1 is %2; no plan with %3 fits and meets the conditions.")
                             .arg(field, here, there);
            continue;
        }
        const double change = (objective_of(q, next.plan->score) - from) / std::abs(from);
        out += ' ' + SearchPage::tr("%1 is %2; the best with %3 is %4 % off it in %5.")
                         .arg(field, here, there)
                         .arg(100.0 * std::abs(change), 0, 'f', 1)
                         .arg(path_name(q.objective.text()));
    }
    if (const std::string note = rounding_text(q, found.outcome); !note.empty())
        out += ' ' + told_lines(note) + '.';
    return out;
}

Result<std::string> plan_text(const Asked& asked,
                              const std::vector<ResultColumn>& columns,
                              const Scenario& plan,
                              const HardwareDb& db) {
    Document document(asked.text);
    // What the text says by itself, without what the search chose; where it is no scenario by
    // itself, all is written.
    Scenario own;
    if (const auto inputs = read_inputs_text(asked.text, asked.place)) {
        if (const auto loaded = load_scenario(*inputs, db))
            own = loaded->scenario;
    }
    std::vector<std::string> paths;
    for (const ResultColumn& column : columns) {
        if (column.is_input)
            paths.push_back(column.path);
    }
    if (const auto section = read_search_section(asked.text, asked.place.string())) {
        for (const Assignment& setting : section->settings) paths.push_back(setting.path);
    }
    // What a budget buys has its own tokens.
    for (const char* path :
         {"parallelism.data", "training.tokens", "training.flops", "training.epochs"})
        paths.emplace_back(path);
    for (const std::string& path : paths) {
        if (const auto done = put(document, *find_field(path), own, plan); !done)
            return tl::unexpected(done.error());
    }
    return document.text();
}

}  // namespace deepwallet::gui
