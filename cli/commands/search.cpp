#include <omp.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/inverse.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/shared_search.hpp"
#include "engine/core/file.hpp"
#include "engine/report/format.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/search/search_section.hpp"
#include "engine/search/search_text.hpp"
#include "engine/study/table_page.hpp"
#include "engine/sweep/export.hpp"

namespace deepwallet::cli {

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

/// Formulas of an option, or where it is not given those of the file.
std::vector<Expression> expressions(const std::vector<std::string>& texts,
                                    const char* option,
                                    const std::vector<PlacedText>& of_file,
                                    Faults& faults) {
    std::vector<Expression> out;
    for (const std::string& text : texts)
        take(metric_expression(text, {std::string(option) + " " + text}), out, faults);
    if (!texts.empty())
        return out;
    for (const PlacedText& formula : of_file)
        take(metric_expression(formula.text, formula.place), out, faults);
    return out;
}

/// What is wanted least.
Result<Expression> objective_of(const Options& options, const SearchSection& section) {
    PlacedText wanted{"time", {}};
    if (!options.objective.empty())
        wanted = {options.objective, {"--objective " + options.objective}};
    else if (section.objective)
        wanted = *section.objective;
    // The file's own direction goes with the file's own objective.
    const bool maximize =
        options.maximize || (options.objective.empty() && section.maximize.value_or(false));
    const Result<Expression> plain = metric_expression(wanted.text, wanted.place);
    return maximize && plain ? metric_expression("-(" + plain->text() + ")", wanted.place) : plain;
}

/// Fields that vary or change, the command line's over the file's.
struct Variations {
    std::vector<Axis> axes;
    std::vector<std::string> settings;  ///< of the command line
    Assignments of_file;
};

Variations variations(const Options& options, const SearchSection& section, Faults& faults) {
    Variations out;
    std::vector<std::string> given;
    for (const std::string& setting : options.settings) {
        given.push_back(setting.substr(0, setting.find('=')));
        if (is_axis_setting(setting))
            take(read_axis_setting(setting), out.axes, faults);
        else
            out.settings.push_back(setting);
    }
    for (const Axis& axis : section.axes) {
        if (std::find(given.begin(), given.end(), axis.path) == given.end())
            out.axes.push_back(axis);
    }
    out.of_file = section.settings;
    return out;
}

/// The file's inputs, what its [search] sets, then the command line's settings.
Result<Assignments> all_inputs(const Options& options, const Variations& varied) {
    Result<Assignments> inputs = read_inputs(options.scenario, varied.settings);
    if (inputs) {
        const auto end = inputs->end() - static_cast<std::ptrdiff_t>(varied.settings.size());
        inputs->insert(end, varied.of_file.begin(), varied.of_file.end());
    }
    return inputs;
}

Result<SearchSection> section_of(const Options& options) {
    constexpr std::uintmax_t kLargestScenario = 4U << 20U;
    const Result<std::string> text = read_file(options.scenario, kLargestScenario);
    // What is no file or no TOML is told by the reader of the inputs.
    if (!text)
        return SearchSection{};
    Result<SearchSection> section = read_search_section(*text, options.scenario);
    if (!section && section.error().front().code == ErrorCode::syntax &&
        !read_inputs(options.scenario, {}))
        return SearchSection{};
    return section;
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

/// The objective of the scenario's own plan; NaN where it does not fit or does not count.
double own_objective(const SearchQuestion& q) {
    if (!q.has_own_plan || !scenario_faults(q.base).empty())
        return std::nan("");
    const Report report = evaluate_analytic(q.base);
    const Answer answer{q.base, report};
    if (q.must_fit && !report.fits())
        return std::nan("");
    for (const Expression& e : q.constraints) {
        if (!(MetricFormula(e).evaluate(answer) > 0.0))
            return std::nan("");
    }
    for (const Ceiling& ceiling : q.ceilings) {
        if (!(MetricFormula(ceiling.need).evaluate(answer) <= ceiling.most))
            return std::nan("");
    }
    return MetricFormula(q.objective).evaluate(answer);
}

/// What is asked of the plans, without the plans.
struct Terms {
    std::vector<Expression> objective;
    std::vector<Expression> conditions;
    std::vector<Expression> targets;
    std::vector<Expression> goals;
    Budget budget;
    std::size_t top = 10;
};

Terms read_terms(const Options& options, const SearchSection& section, Faults& faults) {
    Terms out;
    out.conditions = expressions(options.where, "--where", section.where, faults);
    out.targets = expressions(options.targets, "--target", section.targets, faults);
    static const std::vector<PlacedText> kUsualGoals = {{"time", {}}, {"cost", {}}, {"carbon", {}}};
    out.goals = expressions(
        options.pareto, "--pareto", section.pareto.empty() ? kUsualGoals : section.pareto, faults);
    take(objective_of(options, section), out.objective, faults);
    std::vector<Budget> budget;
    if (!options.budget.empty())
        take(read_budget(options.budget, {"--budget " + options.budget}), budget, faults);
    else if (section.budget)
        take(read_budget(section.budget->text, section.budget->place), budget, faults);
    if (!budget.empty())
        out.budget = std::move(budget.front());
    out.top = options.top.value_or(section.top.value_or(out.top));
    return out;
}

/// The plans, and the scenario whose own one they are measured against.
Result<SearchQuestion> read_plans(const Assignments& inputs,
                                  const HardwareDb& db,
                                  std::vector<Axis> axes,
                                  Terms terms) {
    Result<LoadedScenario> loaded = load_scenario(inputs, db);
    EntrySpace entries;
    Scenario base;
    if (loaded)
        base = as_searched(std::move(loaded->scenario));
    if (!terms.targets.empty() && !has_axis(axes, kServers) && loaded)
        axes.push_back(all_servers(base));
    if (choose_entries(axes)) {
        Result<EntrySpace> read = entry_space(inputs, db, axes);
        if (!read)
            return tl::unexpected(read.error());
        entries = std::move(*read);
        if (!loaded)
            base = entries.choices.front().base;
    } else if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    const Result<PlanSpace> space = entries.choices.empty()
                                        ? plan_space(base, axes)
                                        : Result<PlanSpace>(entries.choices.front().space);
    if (!space)
        return tl::unexpected(space.error());
    std::vector<Expression> conditions = std::move(terms.conditions);
    conditions.insert(conditions.end(), terms.targets.begin(), terms.targets.end());
    SearchQuestion out{std::move(base),
                       *space,
                       std::move(terms.objective.front()),
                       std::move(conditions),
                       std::move(terms.goals)};
    out.entries = std::move(entries);
    out.ceilings = std::move(terms.budget);
    out.top = terms.top;
    out.has_own_plan = loaded.has_value();
    return out;
}

Result<SearchQuestion> read_question(const Options& options,
                                     const SearchSection& section,
                                     std::optional<BudgetGoal> goal) {
    Faults faults;
    Variations varied = variations(options, section, faults);
    Terms terms = read_terms(options, section, faults);
    const Result<Assignments> inputs = all_inputs(options, varied);
    if (!inputs)
        faults.insert(faults.begin(), inputs.error().begin(), inputs.error().end());
    if (goal && inputs) {
        const Faults more = open_axes(*goal, *inputs, open_database(options), varied.axes);
        faults.insert(faults.end(), more.begin(), more.end());
    }
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    Result<SearchQuestion> out =
        read_plans(*inputs, open_database(options), std::move(varied.axes), std::move(terms));
    if (!out)
        return out;
    out->prune = !options.exhaustive;
    out->reference = own_objective(*out);
    return out;
}

SearchReport run_search(const SearchQuestion& question,
                        const Options& options,
                        const std::atomic<bool>& stop,
                        const Streams& streams) {
    SearchReport out{question, {}, 0.0, 1};
    out.threads = options.threads > 0 ? options.threads : omp_get_max_threads();
    SearchOptions how;
    how.threads = options.threads;
    how.stop = &stop;
    ProgressLine line(streams.err, options.quiet);
    how.progress = [&](std::int64_t done, std::int64_t total, double best) {
        line.show_search(done, total, best);
    };
    const auto begin = std::chrono::steady_clock::now();
    if (has_helpers(options)) {
        SharedSearch shared = search(question, how, *options.ranks);
        out.outcome = std::move(shared.outcome);
        out.threads = shared.threads;
    } else {
        out.outcome = search(question, how);
    }
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return out;
}

/// The least servers, dollars and watts that reach a goal.
ExitCode reach_target(const SearchQuestion& question,
                      const Options& options,
                      const std::atomic<bool>& stop,
                      const Streams& streams) {
    for (const char* least : {"gpus", "cost.total_usd", "power.facility_mean_kw"}) {
        const auto objective = metric_expression(least, {});
        if (!objective)
            return refuse(objective.error(), streams);
        SearchQuestion one = question;
        one.objective = *objective;
        one.reference = own_objective(one);
        one.goals.clear();
        one.top = 1;
        const SearchReport found = run_search(one, options, stop, streams);
        streams.out << "the least " << least << "\n"
                    << (options.json ? search_json(found) : search_text(found)) << '\n';
        if (found.outcome.stopped)
            return ExitCode::interrupted;
    }
    return ExitCode::done;
}

/// False where it could not be written, which is told.
template <class Make>
bool write_if_asked(const std::string& file, const Make& make, const Streams& streams) {
    if (file.empty())
        return true;
    const auto written = write_file(file, make());
    if (!written)
        streams.err << render(written.error());
    return written.has_value();
}

TablePageOptions page_options(const SearchReport& found) {
    TablePageOptions out;
    out.subtitle = fmt::format("the best of {} plans, by {}",
                               grouped(static_cast<double>(found.outcome.plans)),
                               found.question.objective.text());
    out.objectives = {{"run.days", false}, {"cost.total_usd", false}};
    return out;
}

}  // namespace

ExitCode search(const Options& options, const Streams& streams) {
    const Result<SearchSection> section = section_of(options);
    if (!section) {
        const Result<Assignments> inputs = read_inputs(options.scenario, {});
        Faults faults = inputs ? Faults{} : inputs.error();
        faults.insert(faults.end(), section.error().begin(), section.error().end());
        return refuse(faults, streams);
    }
    const std::optional<BudgetGoal> goal = goal_of(options, *section);
    const Result<SearchQuestion> question = read_question(options, *section, goal);
    if (!question)
        return refuse(question.error(), streams);
    const InterruptFlag interrupt;
    if (goal)
        return answer_goal(*goal, *question, options, interrupt.flag(), streams);
    if (!options.targets.empty() || !section->targets.empty())
        return reach_target(*question, options, interrupt.flag(), streams);
    const SearchReport found = run_search(*question, options, interrupt.flag(), streams);
    if (is_helper(options))
        return ExitCode::done;
    const ResultTable table = search_table(found);
    if (!write_if_asked(
            options.csv, [&] { return result_csv(table); }, streams) ||
        !write_if_asked(
            options.html, [&] { return table_page(table, page_options(found)); }, streams))
        return ExitCode::failed;
    if (!options.export_as.empty() && !found.outcome.best.empty()) {
        const Scenario best = scenario_of(*question, found.outcome.best.front());
        streams.out << plan_as(options.export_as, best);
        return found.outcome.stopped ? ExitCode::interrupted : ExitCode::done;
    }
    streams.out << (options.json ? search_json(found) : search_text(found));
    if (found.outcome.stopped)
        return ExitCode::interrupted;
    return found.outcome.best.empty() ? ExitCode::does_not_fit : ExitCode::done;
}

}  // namespace deepwallet::cli
