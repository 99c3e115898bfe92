#include "engine/search/question.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/scenario/evaluate.hpp"
#include "engine/search/inverse_question.hpp"
#include "engine/search/own_plan.hpp"

namespace deepwallet {

namespace {

constexpr const char* kServers = "cluster.servers";

/// Takes what is well formed, and notes the rest.
template <class T>
void take(Result<T> result, std::vector<T>& into, Faults& faults) {
    if (result)
        into.push_back(std::move(*result));
    else
        faults.insert(faults.end(), result.error().begin(), result.error().end());
}

std::vector<Expression> expressions(const std::vector<PlacedText>& texts,
                                    ReadFormula read,
                                    Faults& faults) {
    std::vector<Expression> out;
    for (const PlacedText& formula : texts) take(read(formula.text, formula.place), out, faults);
    return out;
}

bool has_axis(const std::vector<Axis>& axes, const char* path) {
    return std::any_of(
        axes.begin(), axes.end(), [&](const Axis& axis) { return axis.path == path; });
}

/// Numbers of servers up to four times the scenario's, for a goal whose servers are asked for.
Axis all_servers(const Scenario& base) {
    constexpr std::int64_t kTimes = 4;
    Axis axis{kServers, {}, {}};
    for (std::int64_t n = 1; n <= kTimes * base.cluster.servers; ++n) axis.values.emplace_back(n);
    return axis;
}

/// Metrics of text rank and bound nothing.
Faults text_faults(const SearchQuestion& q) {
    if (!q.has_own_plan)
        return {};
    const Report report = evaluate_analytic(q.base);
    Faults out;
    const auto check = [&](const Expression& e) {
        for (const std::string& name : e.names()) {
            const MetricValue value = value_of(*find_metric(name), {q.base, report});
            if (std::holds_alternative<std::string>(value))
                out.push_back({ErrorCode::wrong_type,
                               "",
                               fmt::format("'{}': {} is text, and no number", e.text(), name),
                               "for example run.days, or cost.total_usd"});
        }
    };
    check(q.objective);
    for (const Expression& e : q.constraints) check(e);
    for (const Expression& e : q.goals) check(e);
    return out;
}

/// A budget of a life without service has no answer.
Faults unserved_faults(const SearchQuestion& q) {
    Faults out;
    for (const Ceiling& ceiling : q.ceilings) {
        const auto& names = ceiling.need.names();
        const bool of_life = std::any_of(names.begin(), names.end(), [](const std::string& name) {
            return name.rfind("life.", 0) == 0;
        });
        if (of_life && !is_served(q.base.serving))
            out.push_back({ErrorCode::missing,
                           "serving.prompt_tokens",
                           fmt::format("budget: '{}' counts years of service, and none is given",
                                       ceiling.name),
                           "a [serving] section, or usd for training alone"});
    }
    return out;
}

}  // namespace

Result<SearchTerms> search_terms(const SearchSection& section) {
    static const std::vector<PlacedText> kUsualGoals = {{"time", {}}, {"cost", {}}, {"carbon", {}}};
    Faults faults;
    std::vector<Expression> conditions = expressions(section.where, condition, faults);
    std::vector<Expression> targets = expressions(section.targets, condition, faults);
    std::vector<Expression> goals = expressions(
        section.pareto.empty() ? kUsualGoals : section.pareto, metric_expression, faults);
    std::vector<Expression> objective;
    const PlacedText wanted = section.objective.value_or(PlacedText{"time", {}});
    take(metric_expression(wanted.text, wanted.place), objective, faults);
    std::vector<Budget> budget;
    if (section.budget)
        take(read_budget(section.budget->text, section.budget->place), budget, faults);
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    SearchTerms out{std::move(objective.front()),
                    std::move(conditions),
                    std::move(targets),
                    std::move(goals),
                    budget.empty() ? Budget{} : std::move(budget.front())};
    out.maximize = section.maximize.value_or(false);
    out.top = section.top.value_or(out.top);
    return out;
}

Result<SearchQuestion> search_question(const Assignments& inputs,
                                       const HardwareDb& db,
                                       std::vector<Axis> axes,
                                       SearchTerms terms) {
    Result<LoadedScenario> loaded = load_scenario(inputs, db);
    EntrySpace entries;
    Scenario base;
    bool has_base = loaded.has_value();
    if (loaded)
        base = as_searched(std::move(loaded->scenario));
    else if (Result<LoadedScenario> open = resolve_scenario(inputs, db)) {
        // A plan of its own that cannot be carried out is no reason not to look for others.
        base = as_searched(std::move(open->scenario));
        has_base = make_choices(axes) || sound_space(base, axes).has_value();
    }
    std::vector<Axis> asked = axes;
    if (!terms.targets.empty() && !has_axis(axes, kServers) && has_base && base.cluster.servers > 0)
        axes.push_back(all_servers(base));
    if (make_choices(axes)) {
        Result<EntrySpace> read = entry_space(inputs, db, axes);
        if (!read)
            return tl::unexpected(read.error());
        entries = std::move(*read);
        if (!loaded)
            base = entries.choices.front().base;
    } else if (!has_base) {
        return tl::unexpected(loaded.error());
    }
    const Result<PlanSpace> space = entries.choices.empty()
                                        ? sound_space(base, axes)
                                        : Result<PlanSpace>(entries.choices.front().space);
    if (!space)
        return tl::unexpected(space.error());
    std::vector<Expression> conditions = std::move(terms.conditions);
    conditions.insert(conditions.end(), terms.targets.begin(), terms.targets.end());
    SearchQuestion out{std::move(base),
                       *space,
                       std::move(terms.objective),
                       std::move(conditions),
                       std::move(terms.goals)};
    out.maximize = terms.maximize;
    out.entries = std::move(entries);
    out.ceilings = std::move(terms.budget);
    out.top = terms.top;
    out.asked = std::move(asked);
    out.has_own_plan = loaded.has_value();
    Faults faults = text_faults(out);
    if (Faults more = unserved_faults(out); !more.empty())
        faults.insert(faults.end(), more.begin(), more.end());
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    return out;
}

Result<SearchQuestion> read_search_question(std::string_view toml,
                                            const std::filesystem::path& file,
                                            const HardwareDb& db) {
    Result<Assignments> inputs = read_inputs_text(toml, file);
    if (!inputs)
        return tl::unexpected(inputs.error());
    Result<SearchSection> section = read_search_section(toml, file.string());
    if (!section)
        return tl::unexpected(section.error());
    Result<SearchTerms> terms = search_terms(*section);
    if (!terms)
        return tl::unexpected(terms.error());
    const std::optional<BudgetGoal> goal = goal_of(*section);
    Faults faults;
    FreeFields free = free_fields(*section, goal, {}, faults);
    inputs->insert(inputs->end(), free.settings.begin(), free.settings.end());
    if (goal) {
        const Faults more = open_axes(*goal, *inputs, db, free.axes);
        faults.insert(faults.end(), more.begin(), more.end());
    }
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    Result<SearchQuestion> out =
        search_question(*inputs, db, std::move(free.axes), std::move(*terms));
    if (!out)
        return out;
    if (Faults none = goal ? bound_faults(*goal, *out, section->question->place) : Faults{};
        !none.empty())
        return tl::unexpected(std::move(none));
    out->reference = own_score(*out);
    return out;
}

std::int64_t plan_count(const SearchQuestion& q, const std::atomic<bool>* stop) {
    if (q.entries.choices.empty())
        return plan_count(q.base, q.space, stop);
    std::int64_t count = 0;
    for (const EntryChoice& choice : q.entries.choices)
        count += plan_count(choice.base, choice.space, stop);
    return count;
}

}  // namespace deepwallet
