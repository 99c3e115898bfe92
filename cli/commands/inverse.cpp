#include "cli/commands/inverse.hpp"

#include <omp.h>

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "cli/progress.hpp"
#include "cli/shared_search.hpp"

namespace deepwallet::cli {

namespace {

constexpr const char* kModel = "model.preset";
constexpr const char* kServers = "cluster.servers";
constexpr const char* kFamily = "gpt";

bool has(const std::vector<Axis>& axes, const std::string& path) {
    return std::any_of(
        axes.begin(), axes.end(), [&](const Axis& axis) { return axis.path == path; });
}

const Assignment* last_of(const Assignments& inputs, const std::string& path) {
    const auto at = std::find_if(
        inputs.rbegin(), inputs.rend(), [&](const Assignment& a) { return a.path == path; });
    return at == inputs.rend() ? nullptr : &*at;
}

/// A value of the model itself would stand in the place of every preset's.
Faults model_faults(const Assignments& inputs) {
    Faults out;
    for (const Assignment& input : inputs) {
        const bool of_model = input.path.rfind("model.", 0) == 0 && input.path != kModel;
        if (of_model || input.path == "import.megatron_args") {
            out.push_back({ErrorCode::conflict,
                           input.path,
                           input.path + ": the size of the model is what is asked",
                           "leave it out; --set model.preset=a,b,c names the models",
                           input.place});
        }
    }
    return out;
}

Axis servers_around(std::int64_t own) {
    Axis out{kServers, {}, {}};
    for (const std::int64_t part : {8, 4, 2}) {
        if (own % part == 0)
            out.values.emplace_back(own / part);
    }
    for (const std::int64_t times : {1, 2, 4}) out.values.emplace_back(own * times);
    return out;
}

}  // namespace

std::optional<BudgetGoal> goal_of(const Options& options, const SearchSection& section) {
    if (options.largest_model)
        return BudgetGoal::largest_model;
    if (options.lowest_loss)
        return BudgetGoal::lowest_loss;
    if (options.shortest)
        return BudgetGoal::shortest;
    return section.question ? budget_goal(section.question->text) : std::nullopt;
}

Faults open_axes(BudgetGoal goal,
                 const Assignments& inputs,
                 const HardwareDb& db,
                 std::vector<Axis>& axes) {
    Faults faults;
    if (goal != BudgetGoal::shortest) {
        faults = model_faults(inputs);
        for (const Axis& axis : axes) {
            if (axis.path == "training.tokens") {
                faults.push_back({ErrorCode::conflict,
                                  axis.path,
                                  axis.path + ": the question chooses tokens itself",
                                  "leave it out; --tokens-per-parameter fixes their ratio for the "
                                  "largest model",
                                  axis.place});
            }
        }
        if (!has(axes, kModel)) {
            const auto models = family_models(db, kFamily);
            if (!models)
                return models.error();
            axes.insert(axes.begin(), {kModel, {models->begin(), models->end()}, {}});
        }
    }
    const Assignment* servers = last_of(inputs, kServers);
    const auto* own = servers == nullptr ? nullptr : std::get_if<std::int64_t>(&servers->value);
    if (own != nullptr && !has(axes, kServers) && last_of(inputs, "cluster.gpus") == nullptr)
        axes.push_back(servers_around(*own));
    return faults;
}

ExitCode answer_goal(BudgetGoal goal,
                     const SearchQuestion& question,
                     const Options& options,
                     const SearchSection& section,
                     const std::atomic<bool>& stop,
                     const Streams& streams) {
    if (question.ceilings.empty() && question.constraints.empty()) {
        return refuse({{ErrorCode::missing,
                        "budget",
                        "budget: not given",
                        "--budget usd=10e6,days=60,mw=2,tonnes=500, any of them",
                        section.question
                            ? section.question->place
                            : Place{"--" + budget_goal_names()[static_cast<std::size_t>(goal)]}}},
                      streams);
    }
    InverseReport report{{goal, question, options.tokens_per_parameter}, {}, 0.0, 1};
    report.threads = options.threads > 0 ? options.threads : omp_get_max_threads();
    SearchOptions how;
    how.threads = options.threads;
    how.stop = &stop;
    // A search for each model, largest first: the line begins anew with each.
    ProgressLine line(streams.err, options.quiet);
    how.progress = [&](std::int64_t done, std::int64_t total, double best) {
        line.show_search(done, total, best);
    };
    const auto begin = std::chrono::steady_clock::now();
    report.answer = answer(report.question, [&](const SearchQuestion& one) {
        if (!has_helpers(options))
            return search(one, how);
        SharedSearch shared = search(one, how, *options.ranks);
        report.threads = shared.threads;
        return std::move(shared.outcome);
    });
    report.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
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
