#include "cli/commands/inverse.hpp"

#include <omp.h>

#include "cli/progress.hpp"
#include "cli/shared_search.hpp"
#include "engine/search/inverse_question.hpp"

namespace deepwallet::cli {

std::optional<BudgetGoal> goal_of(const Options& options, const SearchSection& section) {
    if (options.largest_model)
        return BudgetGoal::largest_model;
    if (options.lowest_loss)
        return BudgetGoal::lowest_loss;
    if (options.least_cost)
        return BudgetGoal::least_cost;
    if (options.shortest)
        return BudgetGoal::shortest;
    return goal_of(section);
}

ExitCode answer_goal(BudgetGoal goal,
                     const SearchQuestion& question,
                     const Options& options,
                     const SearchSection& section,
                     const std::atomic<bool>& stop,
                     const Streams& streams) {
    const Place place = section.question
                            ? section.question->place
                            : Place{"--" + budget_goal_names()[static_cast<std::size_t>(goal)]};
    if (const Faults faults = bound_faults(goal, question, place); !faults.empty())
        return refuse(faults, streams);
    SearchOptions how;
    how.threads = options.threads;
    how.stop = &stop;
    // A search for each model, largest first: the line begins anew with each.
    ProgressLine line(streams.err, options.quiet);
    how.progress = [&](std::int64_t done, std::int64_t total, double best) {
        line.show_search(done, total, best);
    };
    int threads = options.threads > 0 ? options.threads : omp_get_max_threads();
    InverseReport report = inverse_report(
        {goal, question, options.tokens_per_parameter}, [&](const SearchQuestion& one) {
            if (!has_helpers(options))
                return search(one, how);
            SharedSearch shared = search(one, how, *options.ranks);
            threads = shared.threads;
            return std::move(shared.outcome);
        });
    report.threads = threads;
    if (is_helper(options))
        return ExitCode::done;
    if (!options.export_as.empty() && report.answer.best) {
        streams.out << plan_as(options.export_as, *report.answer.best);
    } else {
        streams.out << (options.json ? inverse_json(report) : inverse_text(report));
    }
    if (report.answer.stopped)
        return ExitCode::interrupted;
    return report.answer.best ? ExitCode::done : ExitCode::does_not_fit;
}

}  // namespace deepwallet::cli
