#include <omp.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/shared_search.hpp"
#include "engine/config/csv.hpp"
#include "engine/core/file.hpp"
#include "engine/report/format.hpp"
#include "engine/scenario/deepspeed_config.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/megatron_arguments.hpp"
#include "engine/search/search_text.hpp"
#include "engine/study/table_page.hpp"

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

std::vector<Expression> expressions(const std::vector<std::string>& texts,
                                    const char* option,
                                    Faults& faults) {
    std::vector<Expression> out;
    for (const std::string& text : texts)
        take(metric_expression(text, {std::string(option) + " " + text}), out, faults);
    return out;
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
    if (!scenario_faults(q.base).empty())
        return std::nan("");
    const Report report = evaluate_analytic(q.base);
    const Answer answer{q.base, report};
    if (q.must_fit && !report.fits())
        return std::nan("");
    for (const Expression& e : q.constraints) {
        if (!(MetricFormula(e).evaluate(answer) > 0.0))
            return std::nan("");
    }
    return MetricFormula(q.objective).evaluate(answer);
}

Result<SearchQuestion> read_question(const Options& options) {
    std::vector<std::string> settings;
    std::vector<Axis> axes;
    Faults faults;
    for (const std::string& setting : options.settings) {
        if (is_axis_setting(setting))
            take(read_axis_setting(setting), axes, faults);
        else
            settings.push_back(setting);
    }
    std::vector<Expression> conditions = expressions(options.where, "--where", faults);
    const std::vector<Expression> targets = expressions(options.targets, "--target", faults);
    conditions.insert(conditions.end(), targets.begin(), targets.end());
    std::vector<Expression> goals = expressions(options.pareto, "--pareto", faults);
    const std::string wanted =
        options.maximize ? "-(" + options.objective + ")" : options.objective;
    std::vector<Expression> objective;
    take(metric_expression(wanted, {"--objective " + wanted}), objective, faults);
    const Result<Assignments> inputs = read_inputs(options.scenario, settings);
    if (!inputs)
        faults.insert(faults.begin(), inputs.error().begin(), inputs.error().end());
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    Result<LoadedScenario> loaded = load_scenario(*inputs, open_database(options));
    if (!loaded)
        return tl::unexpected(loaded.error());
    Scenario base = std::move(loaded->scenario);
    base.engine = EngineKind::analytic;
    base.simulation = {};
    base.parallelism.data.reset();
    const bool asks_servers = std::none_of(
        axes.begin(), axes.end(), [](const Axis& axis) { return axis.path == kServers; });
    if (!targets.empty() && asks_servers)
        axes.push_back(all_servers(base));
    const Result<PlanSpace> space = plan_space(base, axes);
    if (!space)
        return tl::unexpected(space.error());
    SearchQuestion out{std::move(base),
                       *space,
                       std::move(objective.front()),
                       std::move(conditions),
                       std::move(goals)};
    out.top = options.top;
    out.prune = !options.exhaustive;
    out.reference = own_objective(out);
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
        line.show(static_cast<double>(done),
                  static_cast<double>(total),
                  static_cast<double>(done),
                  std::isfinite(best) ? "best " + significant(best) : "");
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

std::string table_csv(const ResultTable& table) {
    std::string out;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const ResultColumn& column = table.columns[c];
        out += (c == 0 ? "" : ",") +
               csv_cell(column.unit.empty() ? column.path : column.path + " [" + column.unit + "]");
    }
    out += '\n';
    for (std::size_t row = 0; row < table.rows; ++row) {
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const ResultColumn& column = table.columns[c];
            out += c == 0 ? "" : ",";
            if (column.is_text())
                out += csv_cell(column.texts[row]);
            else if (!std::isnan(column.numbers[row]))
                out += to_text(column.numbers[row]);
        }
        out += '\n';
    }
    return out;
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
    const Result<SearchQuestion> question = read_question(options);
    if (!question)
        return refuse(question.error(), streams);
    const InterruptFlag interrupt;
    if (!options.targets.empty())
        return reach_target(*question, options, interrupt.flag(), streams);
    const SearchReport found = run_search(*question, options, interrupt.flag(), streams);
    if (is_helper(options))
        return ExitCode::done;
    const ResultTable table = search_table(found);
    if (!write_if_asked(
            options.csv, [&] { return table_csv(table); }, streams) ||
        !write_if_asked(
            options.html, [&] { return table_page(table, page_options(found)); }, streams))
        return ExitCode::failed;
    if (!options.export_as.empty() && !found.outcome.best.empty()) {
        const Scenario best = scenario_of(*question, found.outcome.best.front());
        streams.out << (options.export_as == "megatron" ? megatron_arguments(best)
                                                        : deepspeed_config(best));
        return found.outcome.stopped ? ExitCode::interrupted : ExitCode::done;
    }
    streams.out << (options.json ? search_json(found) : search_text(found));
    if (found.outcome.stopped)
        return ExitCode::interrupted;
    return found.outcome.best.empty() ? ExitCode::does_not_fit : ExitCode::done;
}

}  // namespace deepwallet::cli
