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
#include "engine/search/own_plan.hpp"
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
                                    ReadFormula read,
                                    Faults& faults) {
    std::vector<Expression> out;
    for (const std::string& text : texts)
        take(read(text, {std::string(option) + " " + text}), out, faults);
    if (!texts.empty())
        return out;
    for (const PlacedText& formula : of_file) take(read(formula.text, formula.place), out, faults);
    return out;
}

Result<Expression> read_objective(const Options& options, const SearchSection& section) {
    PlacedText wanted{"time", {}};
    if (!options.objective.empty())
        wanted = {options.objective, {"--objective " + options.objective}};
    else if (section.objective)
        wanted = *section.objective;
    return metric_expression(wanted.text, wanted.place);
}

/// The file's own direction goes with the file's own objective.
bool maximizes(const Options& options, const SearchSection& section) {
    return options.maximize || (options.objective.empty() && section.maximize.value_or(false));
}

/// Fields that vary or change, the command line's over the file's.
struct Variations {
    std::vector<Axis> axes;
    std::vector<std::string> settings;  ///< of the command line
    Assignments of_file;
};

/// Would the search vary this field by itself? One value for it is then all that it may have.
bool is_open(const std::string& path, std::optional<BudgetGoal> goal) {
    return path.rfind("parallelism.", 0) == 0 || (goal && path == kServers) ||
           (goal && *goal != BudgetGoal::shortest && path == "model.preset");
}

Variations variations(const Options& options,
                      const SearchSection& section,
                      std::optional<BudgetGoal> goal,
                      Faults& faults) {
    Variations out;
    std::vector<std::string> given;
    for (const std::string& setting : options.settings) {
        given.push_back(setting.substr(0, setting.find('=')));
        const bool is_axis = is_axis_setting(setting);
        if (is_axis || is_open(given.back(), goal))
            take(read_axis_setting(setting), out.axes, faults);
        if (!is_axis)
            out.settings.push_back(setting);
    }
    const auto is_given = [&](const std::string& path) {
        return std::find(given.begin(), given.end(), path) != given.end();
    };
    for (const Axis& axis : section.axes) {
        if (!is_given(axis.path))
            out.axes.push_back(axis);
    }
    for (const Assignment& setting : section.settings) {
        out.of_file.push_back(setting);
        if (is_open(setting.path, goal) && !is_given(setting.path))
            take(read_axis(setting.path, setting), out.axes, faults);
    }
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

/// What is asked of the plans, without the plans.
struct Terms {
    std::vector<Expression> objective;
    bool maximize = false;
    std::vector<Expression> conditions;
    std::vector<Expression> targets;
    std::vector<Expression> goals;
    Budget budget;
    std::size_t top = 10;
};

Terms read_terms(const Options& options, const SearchSection& section, Faults& faults) {
    Terms out;
    out.conditions = expressions(options.where, "--where", section.where, condition, faults);
    out.targets = expressions(options.targets, "--target", section.targets, condition, faults);
    static const std::vector<PlacedText> kUsualGoals = {{"time", {}}, {"cost", {}}, {"carbon", {}}};
    out.goals = expressions(options.pareto,
                            "--pareto",
                            section.pareto.empty() ? kUsualGoals : section.pareto,
                            metric_expression,
                            faults);
    take(read_objective(options, section), out.objective, faults);
    out.maximize = maximizes(options, section);
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
    out.maximize = terms.maximize;
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
    Variations varied = variations(options, section, goal, faults);
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
    out->reference = own_score(*out);
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
        line.show_search(done, total, objective_of(question, best));
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

ExitCode code_of(const SearchOutcome& outcome) {
    if (outcome.stopped)
        return ExitCode::interrupted;
    return outcome.best.empty() ? ExitCode::does_not_fit : ExitCode::done;
}

/// The least servers, dollars and watts that reach a goal.
ExitCode reach_target(const SearchQuestion& question,
                      const Options& options,
                      const std::atomic<bool>& stop,
                      const Streams& streams) {
    std::vector<SearchReport> found;
    for (const char* least : {"gpus", "cost.total_usd", "power.facility_mean_kw"}) {
        SearchQuestion one = question;
        one.objective = *metric_expression(least, {});
        one.maximize = false;
        one.reference = own_score(one);
        one.goals.clear();
        one.top = 1;
        found.push_back(run_search(one, options, stop, streams));
        if (found.back().outcome.stopped)
            break;
    }
    streams.out << (options.json ? target_json(found) : target_text(found));
    return code_of(found.back().outcome);
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

/// Files, and the best plans or the best one of them for another program.
ExitCode list_plans(const SearchQuestion& question,
                    const Options& options,
                    const std::atomic<bool>& stop,
                    const Streams& streams) {
    const SearchReport found = run_search(question, options, stop, streams);
    if (is_helper(options))
        return ExitCode::done;
    const ResultTable table = search_table(found);
    if (!write_if_asked(
            options.csv, [&] { return result_csv(table); }, streams) ||
        !write_if_asked(
            options.html, [&] { return table_page(table, page_options(found)); }, streams))
        return ExitCode::failed;
    if (!options.export_as.empty() && !found.outcome.best.empty())
        streams.out << plan_as(options.export_as,
                               scenario_of(question, found.outcome.best.front()));
    else
        streams.out << (options.json ? search_json(found) : search_text(found));
    return code_of(found.outcome);
}

/// A question of the command line stands in the place of the file's.
SearchSection unless_asked(const Options& options, SearchSection section) {
    const bool asks = !options.objective.empty() || !options.targets.empty() ||
                      options.largest_model || options.lowest_loss || options.shortest;
    if (asks) {
        section.question.reset();
        section.targets.clear();
        section.objective.reset();
        section.maximize.reset();
        section.pareto.clear();
    }
    return section;
}

enum class Asked { plans, target, goal };

/// Options that say nothing in this question.
Faults idle_options(const Options& options, const SearchSection& section, Asked asked) {
    struct Option {
        const char* name;
        bool is_given;
        std::vector<Asked> goes_with;
    };
    using enum Asked;
    const std::vector<Option> all = {
        {"--maximize", options.maximize, {plans}},
        {"--pareto", !options.pareto.empty(), {plans}},
        {"--top", options.top.has_value(), {plans}},
        {"--csv", !options.csv.empty(), {plans}},
        {"--html", !options.html.empty(), {plans}},
        {"--export", !options.export_as.empty(), {plans, goal}},
    };
    Faults out;
    for (const Option& option : all) {
        const auto& with = option.goes_with;
        if (!option.is_given || std::find(with.begin(), with.end(), asked) != with.end())
            continue;
        out.push_back({ErrorCode::conflict,
                       "",
                       std::string(option.name) +
                           (asked == target ? ": a target has three answers, each of one plan"
                                            : ": this question has one answer, and no table"),
                       "--json says all of it"});
    }
    if (options.tokens_per_parameter && !options.largest_model) {
        out.push_back({ErrorCode::conflict,
                       "",
                       "--tokens-per-parameter: of the largest model alone",
                       "--largest-model; elsewhere --set training.tokens=300e9"});
    }
    if (options.maximize && options.objective.empty() && !section.objective) {
        out.push_back({ErrorCode::missing,
                       "",
                       "--maximize: of what?",
                       "--objective iteration.mfu, or any metric"});
    }
    return out;
}

}  // namespace

ExitCode search(const Options& options, const Streams& streams) {
    const Result<SearchSection> read = section_of(options);
    if (!read) {
        const Result<Assignments> inputs = read_inputs(options.scenario, {});
        Faults faults = inputs ? Faults{} : inputs.error();
        faults.insert(faults.end(), read.error().begin(), read.error().end());
        return refuse(faults, streams);
    }
    const SearchSection section = unless_asked(options, *read);
    const std::optional<BudgetGoal> goal = goal_of(options, section);
    const bool has_target = !options.targets.empty() || !section.targets.empty();
    const Asked asked = goal ? Asked::goal : has_target ? Asked::target : Asked::plans;
    if (const Faults idle = idle_options(options, section, asked); !idle.empty())
        return refuse(idle, streams);
    const Result<SearchQuestion> question = read_question(options, section, goal);
    if (!question)
        return refuse(question.error(), streams);
    const InterruptFlag interrupt;
    switch (asked) {
        case Asked::goal:
            return answer_goal(*goal, *question, options, section, interrupt.flag(), streams);
        case Asked::target:
            return reach_target(*question, options, interrupt.flag(), streams);
        case Asked::plans:
            break;
    }
    return list_plans(*question, options, interrupt.flag(), streams);
}

}  // namespace deepwallet::cli
