#include <algorithm>
#include <chrono>
#include <cmath>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/shared_sweep.hpp"
#include "engine/core/file.hpp"
#include "engine/report/format.hpp"
#include "engine/study/table_page.hpp"
#include "engine/sweep/change.hpp"
#include "engine/sweep/export.hpp"
#include "engine/sweep/run.hpp"
#include "engine/sweep/summary.hpp"

namespace deepwallet::cli {

namespace {

constexpr std::uintmax_t kLargestScenario = 4U << 20U;
/// A simulated point may take longer; the store is safe at any moment.
constexpr std::chrono::milliseconds kPatience{700};

/// `--set` with one value changes the scenario, with several it is an axis.
struct Settings {
    std::vector<std::string> values;
    std::vector<std::string> axes;
};

Settings told_apart(const std::vector<std::string>& settings) {
    Settings out;
    for (const std::string& setting : settings)
        (is_axis_setting(setting) ? out.axes : out.values).push_back(setting);
    return out;
}

struct Question {
    Sweep sweep;
    StoreHeader header;
};

/// One value behind `--set` stands in the place of an axis of the file too.
void pin_axes(Settings& settings, const std::string& text, const std::string& file) {
    const Result<SweepAxes> axes = read_axes(text, file, settings.axes);
    if (!axes)
        return;
    std::vector<std::string> varied = axes->paths();
    for (const DerivedField& field : axes->derived) varied.push_back(field.path);
    const auto is_axis = [&](const std::string& setting) {
        const std::string path = setting.substr(0, setting.find('='));
        return std::find(varied.begin(), varied.end(), path) != varied.end();
    };
    const auto pinned = std::stable_partition(
        settings.values.begin(), settings.values.end(), [&](const auto& s) { return !is_axis(s); });
    settings.axes.insert(settings.axes.end(), pinned, settings.values.end());
    settings.values.erase(pinned, settings.values.end());
}

Result<Question> read_question(const Options& options) {
    Settings settings = told_apart(options.settings);
    const Result<std::string> text = read_file(options.scenario, kLargestScenario);
    if (!text)
        return tl::unexpected(text.error());
    pin_axes(settings, *text, options.scenario);
    const Result<Assignments> inputs = read_inputs(options.scenario, settings.values);
    Result<SweepAxes> axes = read_axes(*text, options.scenario, settings.axes);
    Faults faults;
    if (!inputs)
        faults = inputs.error();
    if (!axes)
        faults.insert(faults.end(), axes.error().begin(), axes.error().end());
    // Where nothing varies, what was meant to is perhaps among what no field takes.
    if (inputs && !axes && axes.error().front().code == ErrorCode::missing) {
        if (const auto loaded = load_scenario(*inputs, open_database(options)); !loaded)
            faults = loaded.error();
    }
    // What is no TOML is told once.
    if (!inputs && !axes && inputs.error().front().code == ErrorCode::syntax)
        faults = inputs.error();
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    Result<Sweep> sweep = Sweep::prepare(*inputs, open_database(options), std::move(*axes));
    if (!sweep)
        return tl::unexpected(sweep.error());
    StoreHeader header = header_of(*sweep, *text, options.settings);
    return Question{std::move(*sweep), std::move(header)};
}

Result<PointRange> shard(const Options& options) {
    if (options.shard.empty())
        return PointRange{0, 1};
    std::int64_t part = 0;
    std::int64_t parts = 0;
    char slash = 0;
    std::istringstream in(options.shard);
    in.imbue(std::locale::classic());
    in >> part >> slash >> parts;
    if (in.fail() || !in.eof() || slash != '/' || part < 1 || part > parts || parts > 1'000'000) {
        return failure({ErrorCode::syntax,
                        "",
                        fmt::format("--shard {}", options.shard),
                        "K/N: the K-th of N parts, for example 3/16"});
    }
    return PointRange{part - 1, parts};
}

std::filesystem::path store_file(const Options& options) {
    if (options.store == "none")
        return {};
    if (!options.store.empty())
        return options.store;
    std::string name = std::filesystem::path(options.scenario).stem().string();
    if (!options.shard.empty())
        name += "." + options.shard.substr(0, options.shard.find('/'));
    return name + ".sweep.db";
}

std::string point_text(const Sweep& sweep, const std::vector<Value>& axes) {
    std::string out;
    for (std::size_t i = 0; i < axes.size(); ++i)
        out += fmt::format("{}{}={}", i == 0 ? "" : "  ", sweep.axis_paths()[i], to_text(axes[i]));
    return out;
}

/// Number of points, how long they may take, and the first three.
void print_plan(const Sweep& sweep, PointRange range, const Streams& streams) {
    constexpr std::int64_t kTimed = 200;
    constexpr std::int64_t kShown = 3;
    const std::int64_t points = range.last - range.first;
    streams.out << fmt::format("{} points", grouped(static_cast<double>(points)));
    SweepWorker worker(sweep);
    const std::int64_t tried = std::min(points, sweep.is_slow() ? kShown : kTimed);
    const auto begin = std::chrono::steady_clock::now();
    for (std::int64_t i = 0; i < tried; ++i) worker.evaluate(range.first + i * (points / tried));
    const double each =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() /
        static_cast<double>(std::max<std::int64_t>(1, tried));
    streams.out << fmt::format(", about {} of one core\n",
                               format_time(each * static_cast<double>(points) * units::s));
    for (std::int64_t i = 0; i < std::min(points, kShown); ++i) {
        const Point point = worker.evaluate(range.first + i);
        streams.out << "  " << point_text(sweep, point.axes)
                    << (point.status == PointStatus::faulty ? "  faulty: " + point.reason : "")
                    << '\n';
    }
}

bool write_or_complain(const std::string& file,
                       const std::function<void(std::ostream&)>& write,
                       const Streams& streams) {
    if (file.empty())
        return true;
    const auto written = write_file(file, write);
    if (!written)
        streams.err << render(written.error());
    return written.has_value();
}

/// What is asked for with --compare-to, read before the work.
Result<std::optional<CsvTable>> earlier_results(const Options& options) {
    if (options.compare_to.empty())
        return std::optional<CsvTable>{};
    Result<CsvTable> table = read_earlier(options.compare_to);
    if (!table)
        return tl::unexpected(table.error());
    return std::optional<CsvTable>(std::move(*table));
}

/// Files and the summary of what a store has.
ExitCode report(const ResultStore& store,
                const std::optional<CsvTable>& earlier,
                const Options& options,
                const Streams& streams) {
    const ResultTable table = result_table(store);
    const std::string& objective = store.header().objective;
    std::optional<SweepChange> change;
    Faults unlike;
    if (earlier) {
        if (auto found = change_since(*earlier, table, objective))
            change = std::move(*found);
        else
            unlike = found.error();
    }
    const bool good =
        write_or_complain(
            options.csv, [&](std::ostream& out) { write_csv(store, out); }, streams) &&
        write_or_complain(
            options.json_lines,
            [&](std::ostream& out) { write_json_lines(store, out); },
            streams) &&
        write_or_complain(
            options.html,
            [&](std::ostream& out) {
                TablePageOptions page;
                page.subtitle = "by " + objective;
                page.objectives = {{objective, false}};
                if (change)
                    page.more.push_back(change_section(*change));
                out << table_page(table, page);
            },
            streams) &&
        write_or_complain(
            options.markdown,
            [&](std::ostream& out) {
                out << summary_markdown(table, objective)
                    << (change ? change_markdown(*change) : "");
            },
            streams);
    if (!good)
        return ExitCode::failed;
    if (options.json)
        write_json_lines(store, streams.out);
    else
        streams.out << summary_text(table, objective);
    if (!unlike.empty())
        return refuse(unlike, streams);
    // JSON lines stay JSON lines.
    if (change)
        (options.json ? streams.err : streams.out) << '\n' << change_text(*change);
    return ExitCode::done;
}

std::string progress_text(const SweepProgress& now) {
    std::string out;
    if (now.faulty > 0)
        out += fmt::format("{} faulty  ", now.faulty);
    if (std::isfinite(now.best))
        out += "best " + significant(now.best);
    return out;
}

/// The first faulty point and why.
std::string faulty_text(const Sweep& sweep, const Point& point) {
    return fmt::format("{}: {}", point_text(sweep, point.axes), point.reason);
}

/// What came of it, in a line on stderr; in a second one the first of the faulty points.
std::string outcome_text(const Sweep& sweep,
                         const SweepOutcome& outcome,
                         const std::filesystem::path& file) {
    const SweepProgress& p = outcome.progress;
    return fmt::format(
        "{} of {} points{}{}{}{}\n{}",
        grouped(static_cast<double>(p.done)),
        grouped(static_cast<double>(p.total)),
        p.resumed > 0
            ? fmt::format(", {} of them from before", grouped(static_cast<double>(p.resumed)))
            : "",
        p.faulty > 0 ? fmt::format(", {} faulty (their reasons are in the results)",
                                   grouped(static_cast<double>(p.faulty)))
                     : "",
        p.left_out > 0
            ? fmt::format(", {} left out by keep", grouped(static_cast<double>(p.left_out)))
            : "",
        file.empty() ? "" : ", in " + file.string(),
        outcome.first_faulty && !outcome.failure
            ? "first faulty: " + faulty_text(sweep, *outcome.first_faulty) + '\n'
            : "");
}

SweepOptions sweep_options(const Options& options,
                           PointRange part,
                           const InterruptFlag& interrupt) {
    SweepOptions how;
    how.threads = options.threads;
    how.part = part.first;
    how.parts = part.last;
    how.fail_fast = options.fail_fast;
    how.stop = &interrupt.flag();
    return how;
}

/// What another rank than the first does, which alone has the store.
ExitCode help(const Sweep& asked, PointRange part, const Options& options) {
    const InterruptFlag interrupt(kPatience);
    help_sweep(asked, sweep_options(options, part, interrupt), *options.ranks);
    return ExitCode::done;
}

const char* resume_text(const SweepOutcome& outcome, const std::filesystem::path& file) {
    if (!outcome.stopped)
        return "";
    return file.empty() ? "interrupted; nothing is kept with --store none\n"
                        : "interrupted; the same command goes on from here\n";
}

}  // namespace

ExitCode sweep(const Options& options, const Streams& streams) {
    Result<Question> question = read_question(options);
    const Result<PointRange> part = shard(options);
    if (!question)
        return refuse(question.error(), streams);
    if (!part) {
        streams.err << render(part.error());
        return ExitCode::usage;
    }
    const Result<std::optional<CsvTable>> earlier = earlier_results(options);
    if (!earlier)
        return refuse(earlier.error(), streams);
    const Sweep& asked = question->sweep;
    const PointRange points = part_of(asked.size(), part->first, part->last);
    if (options.dry_run) {
        print_plan(asked, points, streams);
        return ExitCode::done;
    }
    if (is_helper(options))
        return help(asked, *part, options);
    const std::filesystem::path file = store_file(options);
    if (options.restart && !file.empty()) {
        if (const auto forgotten = ResultStore::forget(file); !forgotten)
            return refuse(forgotten.error(), streams);
    }
    Result<ResultStore> store = ResultStore::open(file, question->header);
    if (!store)
        return refuse(store.error(), streams);

    SweepOutcome outcome;
    {
        // Afterwards nobody looks at the flag, and an interrupt ends the process as usual.
        const InterruptFlag interrupt(kPatience);
        SweepOptions how = sweep_options(options, *part, interrupt);
        ProgressLine line(streams.err, options.quiet);
        how.progress = [&](const SweepProgress& now) {
            line.show(static_cast<double>(now.done),
                      static_cast<double>(now.total),
                      static_cast<double>(now.done - now.resumed),
                      progress_text(now));
        };
        SweepProgress none_yet;
        none_yet.total = points.last - points.first;
        how.progress(none_yet);
        outcome = has_helpers(options) ? run_sweep(asked, *store, how, *options.ranks)
                                       : run_sweep(asked, *store, how);
        store->finish();
    }
    if (!options.quiet)
        streams.err << outcome_text(asked, outcome, file) << resume_text(outcome, file);
    if (outcome.failure) {
        streams.err << fmt::format(
            "error: {}\n  help: without --fail-fast it is kept with its reason\n",
            faulty_text(asked, *outcome.failure));
        return ExitCode::bad_input;
    }
    // Files of all points would take longer than an interrupted user waits.
    if (outcome.stopped)
        return ExitCode::interrupted;
    const bool none = outcome.progress.done > 0 && outcome.progress.faulty == outcome.progress.done;
    const ExitCode told = report(*store, *earlier, options, streams);
    return none && told == ExitCode::done ? ExitCode::bad_input : told;
}

ExitCode merge(const Options& options, const Streams& streams) {
    const Result<std::optional<CsvTable>> earlier = earlier_results(options);
    if (!earlier)
        return refuse(earlier.error(), streams);
    for (const std::string& part : options.scenarios) {
        std::error_code ec;
        if (std::filesystem::equivalent(part, options.output, ec)) {
            return refuse({{ErrorCode::conflict,
                            "",
                            "-o names one of the parts",
                            "another file for the whole",
                            {options.output}}},
                          streams);
        }
    }
    const Result<ResultStore> first = ResultStore::open_existing(options.scenarios.front());
    if (!first)
        return refuse(first.error(), streams);
    Result<ResultStore> into = ResultStore::open(options.output, first->header());
    if (!into)
        return refuse(into.error(), streams);
    for (const std::string& file : options.scenarios) {
        if (const auto merged = into->merge(file); !merged)
            return refuse(merged.error(), streams);
    }
    into->finish();
    if (!options.quiet) {
        streams.err << fmt::format(
            "{} of {} points{}, in {}\n",
            grouped(static_cast<double>(into->count())),
            grouped(static_cast<double>(into->header().points)),
            into->count() < into->header().points ? ": parts are missing" : "",
            options.output);
    }
    return report(*into, *earlier, options, streams);
}

}  // namespace deepwallet::cli
