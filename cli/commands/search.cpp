#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/inverse.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/shared_search.hpp"
#include "engine/core/file.hpp"
#include "engine/report/format.hpp"
#include "engine/scenario/megatron_arguments.hpp"
#include "engine/search/decision.hpp"
#include "engine/search/idle_values.hpp"
#include "engine/search/inverse_question.hpp"
#include "engine/search/own_plan.hpp"
#include "engine/search/question.hpp"
#include "engine/search/search_section.hpp"
#include "engine/search/search_text.hpp"
#include "engine/study/table_page.hpp"
#include "engine/sweep/export.hpp"

namespace deepwallet::cli {

namespace {

/// Takes what is well formed, and notes the rest.
template <class T>
void take(Result<T> result, std::vector<T>& into, Faults& faults) {
    if (result)
        into.push_back(std::move(*result));
    else
        faults.insert(faults.end(), result.error().begin(), result.error().end());
}

/// Formulas of an option in the place of those of the file.
void overrule(std::vector<PlacedText>& of_file,
              const std::vector<std::string>& texts,
              const char* option) {
    if (!texts.empty())
        of_file.clear();
    for (const std::string& text : texts)
        of_file.push_back({text, {std::string(option) + " " + text}});
}

/// What the file asks where the command line does not say otherwise.
SearchSection overruled(SearchSection section, const Options& options) {
    overrule(section.where, options.where, "--where");
    overrule(section.targets, options.targets, "--target");
    overrule(section.pareto, options.pareto, "--pareto");
    // The file's own direction goes with the file's own objective.
    if (!options.objective.empty()) {
        section.objective = PlacedText{options.objective, {"--objective " + options.objective}};
        section.maximize = false;
    }
    section.maximize = options.maximize || section.maximize.value_or(false);
    if (!options.budget.empty())
        section.budget = PlacedText{options.budget, {"--budget " + options.budget}};
    if (options.top)
        section.top = options.top;
    return section;
}

/// Fields that vary or change, the command line's over the file's.
struct Variations {
    std::vector<Axis> axes;
    std::vector<std::string> settings;  ///< of the command line
    Assignments of_file;
};

Variations variations(const Options& options,
                      const SearchSection& section,
                      std::optional<BudgetGoal> goal,
                      Faults& faults) {
    Variations out;
    std::vector<std::string> given;
    for (const std::string& setting : options.settings) {
        given.push_back(setting.substr(0, setting.find('=')));
        // The last word on a field counts.
        std::erase_if(out.axes, [&](const Axis& axis) { return axis.path == given.back(); });
        const bool is_axis = is_axis_setting(setting);
        if (is_axis || is_of_plan(given.back()) || is_open(given.back(), goal))
            take(read_axis_setting(setting), out.axes, faults);
        if (!is_axis)
            out.settings.push_back(setting);
    }
    FreeFields of_file = free_fields(section, goal, given, faults);
    out.axes.insert(out.axes.end(), of_file.axes.begin(), of_file.axes.end());
    out.of_file = std::move(of_file.settings);
    return out;
}

/// The schedules that Megatron-LM has, where nobody asked for others.
void keep_to_megatron(std::vector<Axis>& axes) {
    const char* const path = "parallelism.schedule";
    const bool chosen =
        std::any_of(axes.begin(), axes.end(), [&](const Axis& axis) { return axis.path == path; });
    if (!chosen)
        axes.push_back(*read_axis_setting(std::string(path) + "=1f1b,interleaved"));
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

Result<SearchQuestion> read_question(const Options& options,
                                     const SearchSection& section,
                                     std::optional<BudgetGoal> goal) {
    Faults faults;
    Variations varied = variations(options, section, goal, faults);
    Result<SearchTerms> terms = search_terms(overruled(section, options));
    if (!terms)
        faults.insert(faults.end(), terms.error().begin(), terms.error().end());
    const Result<Assignments> inputs = all_inputs(options, varied);
    if (!inputs)
        faults.insert(faults.begin(), inputs.error().begin(), inputs.error().end());
    if (options.export_as == "megatron")
        keep_to_megatron(varied.axes);
    if (goal && inputs) {
        const Faults more = open_axes(*goal, *inputs, open_database(options), varied.axes);
        faults.insert(faults.end(), more.begin(), more.end());
    }
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    Result<SearchQuestion> out =
        search_question(*inputs, open_database(options), std::move(varied.axes), std::move(*terms));
    if (!out)
        return out;
    out->prune = !options.exhaustive;
    out->reference = own_score(*out);
    return out;
}

SearchReport run_search(const SearchQuestion& question,
                        const Options& options,
                        const std::atomic<bool>& stop,
                        const Streams& streams,
                        const std::string& which = "") {
    SearchOptions how;
    how.threads = options.threads;
    how.stop = &stop;
    ProgressLine line(streams.err, options.quiet);
    how.progress = [&](std::int64_t done, std::int64_t total, double best) {
        line.show_search(done, total, objective_of(question, best), which);
    };
    if (!has_helpers(options))
        return timed_search(question, how);
    const auto begin = std::chrono::steady_clock::now();
    SharedSearch shared = search(question, how, *options.ranks);
    SearchReport out{question, std::move(shared.outcome), 0.0, shared.threads};
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (!is_helper(options))
        out.idle = idle_values(question, &stop);
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
    int number = 0;
    const std::vector<SearchReport> found =
        target_reports(question, [&](const SearchQuestion& one) {
            return run_search(
                one,
                options,
                stop,
                streams,
                fmt::format("search {} of 3, least {}", ++number, one.objective.text()));
        });
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
    for (const Expression& goal : found.question.goals) {
        if (find_metric(goal.text()) != nullptr && out.objectives.size() < 2)
            out.objectives.push_back({goal.text(), false});
    }
    out.best_only = true;
    out.notes = {
        fmt::format("{} plans are the best by {}; the others are on the front, on which "
                    "none is better in one of its goals and no worse in the rest. All "
                    "other plans were left out.",
                    found.outcome.best.size(),
                    found.question.objective.text())};
    for (const std::string& line : decision_lines(found.question, found.outcome))
        out.notes.push_back(line);
    return out;
}

/// Plans among which one is looked for that another program can carry out.
constexpr std::size_t kExported = 500;

/// The first plan that the program has arguments for, else the best.
ExitCode export_best(const SearchReport& found, const Options& options, const Streams& streams) {
    const std::vector<FoundPlan>& best = found.outcome.best;
    const auto lacks = [&](const FoundPlan& plan) {
        return options.export_as == "megatron" ? megatron_lacks(scenario_of(found.question, plan))
                                               : std::vector<std::string>{};
    };
    const auto whole = std::find_if(
        best.begin(), best.end(), [&](const FoundPlan& plan) { return lacks(plan).empty(); });
    const FoundPlan& plan = whole == best.end() ? best.front() : *whole;
    if (&plan != &best.front() && !options.quiet) {
        streams.err << fmt::format(
            "note: plan {} of those found: the better ones cannot be said in "
            "arguments ({})\n",
            whole - best.begin() + 1,
            fmt::join(lacks(best.front()), ", "));
    }
    if (whole == best.end())
        streams.err << fmt::format("warning: the arguments do not say all of this plan: {}\n",
                                   fmt::join(lacks(plan), ", "));
    streams.out << plan_as(options.export_as, scenario_of(found.question, plan));
    return code_of(found.outcome);
}

/// Files, and the best plans or the best one of them for another program.
ExitCode list_plans(SearchQuestion question,
                    const Options& options,
                    const std::atomic<bool>& stop,
                    const Streams& streams) {
    if (!options.export_as.empty())
        question.top = std::max(question.top, kExported);
    question.each_choice = true;
    const SearchReport found = run_search(question, options, stop, streams);
    if (is_helper(options))
        return ExitCode::done;
    const ResultTable table = search_table(found);
    if (!write_if_asked(
            options.csv, [&] { return result_csv(table); }, streams) ||
        !write_if_asked(
            options.html,
            [&] { return table_page(search_and_front_table(found), page_options(found)); },
            streams))
        return ExitCode::failed;
    if (!options.export_as.empty() && !found.outcome.best.empty())
        return export_best(found, options, streams);
    streams.out << (options.json ? search_json(found) : search_text(found));
    return code_of(found.outcome);
}

/// A question of the command line stands in the place of the file's.
SearchSection unless_asked(const Options& options, SearchSection section) {
    const bool asks = !options.objective.empty() || !options.targets.empty() ||
                      options.largest_model || options.lowest_loss || options.shortest ||
                      options.least_cost;
    // It chooses tokens itself.
    if (options.largest_model || options.lowest_loss || options.least_cost) {
        std::erase_if(section.axes,
                      [](const Axis& axis) { return axis.path == "training.tokens"; });
    }
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
