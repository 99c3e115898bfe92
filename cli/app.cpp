// The one source that sees CLI11: it is slow to compile.

#include "cli/app.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.hpp"
#include "cli/completed_words.hpp"
#include "cli/completion.hpp"
#include "engine/config/hints.hpp"
#include "engine/config/value.hpp"
#include "engine/core/file.hpp"
#include "engine/core/version.hpp"

namespace deepwallet::cli {

namespace {

/// CLI11's own range lets a NaN through.
CLI::Validator number_between(double least, double most) {
    const std::string range = "FLOAT in [" + to_text(least) + ", " + to_text(most) + "]";
    return {[range, least, most](std::string& text) {
                double x = std::nan("");
                const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), x);
                const bool read = code == std::errc{} && end == text.data() + text.size();
                return read && x >= least && x <= most ? std::string{} : text + " is no " + range;
            },
            range};
}

/// An empty word is a variable of the shell that was not set, and no wish.
CLI::Validator not_empty() {
    return {
        [](std::string& text) { return text.empty() ? std::string("is empty") : std::string{}; },
        ""};
}

using Command = ExitCode (*)(const Options&, const Streams&);

class App {
public:
    explicit App(const Ranks* ranks) {
        options_.ranks = ranks;
        app_.require_subcommand(1);
        app_.set_version_flag("--version", "deepwallet " + std::string(version()));
        app_.fallthrough();
        // Commands inherit it, but not the list of options that hold for all of them.
        app_.footer(
            "All commands: --set path=value, --json, --csv FILE, --threads N, --db DIR, --quiet\n"
            "(deepwallet --help). Scenario files: deepwallet schema. Exit codes: 0 done,\n"
            "1 failed, 2 usage, 3 bad input, 4 does not fit in memory, 130 interrupted.");
        shared_options();
        add_run();
        add_sweep();
        add_merge();
        add_search();
        add_compare();
        add_power();
        add_campaign();
        add_hours();
        add_timeline();
        add_trend();
        add_explain();
        add_validate();
        add_calibrate();
        add_export();
        add_schema();
        add_db();
        add_completion();
    }

    ExitCode main(std::vector<std::string> arguments, const Streams& streams) {
        std::reverse(arguments.begin(), arguments.end());
        try {
            app_.parse(std::move(arguments));
        } catch (const CLI::Success& e) {
            app_.exit(e, streams.out, streams.err);
            return ExitCode::done;
        } catch (const CLI::ParseError& e) {
            return wrong_usage(e, streams);
        }
        if (!options_.csv.empty() && command_ != run && command_ != compare &&
            command_ != validate && command_ != trend && command_ != sweep && command_ != merge &&
            command_ != search) {
            streams.err << "error: --csv: this command has no metrics to write\n"
                           "  help: deepwallet run SCENARIO --csv FILE\n";
            return ExitCode::usage;
        }
        if (const ExitCode code = check_files(streams); code != ExitCode::done)
            return code;
        if (is_helper(options_) && command_ != sweep && command_ != search)
            return ExitCode::done;
        if (completes_)
            return complete(streams);
        return command_(options_, streams);
    }

private:
    /// Files that could not be written are told before the work, and not behind it.
    ExitCode check_files(const Streams& streams) const {
        for (const std::string* file : {&options_.csv,
                                        &options_.json_lines,
                                        &options_.html,
                                        &options_.markdown,
                                        &options_.output}) {
            if (file->empty())
                continue;
            if (const auto writable = check_writable(*file); !writable) {
                streams.err << render(writable.error());
                return ExitCode::failed;
            }
        }
        return ExitCode::done;
    }

    void shared_options() {
        app_.add_option("--set", options_.settings, "path=value, over the scenario's; repeatable")
            ->expected(1)
            ->take_all()
            ->allow_extra_args(false);
        app_.add_flag("--json", options_.json, "print JSON");
        app_.add_option(
            "--csv", options_.csv, "write the metrics to this file too; of compare the cash flows");
        app_.add_option("--threads", options_.threads, "threads to use; all cores by default")
            ->check(CLI::Range(1, 4096));
        app_.add_option("--db", options_.database, "hardware database")
            ->check(CLI::ExistingDirectory);
        app_.add_flag("--quiet", options_.quiet, "no progress and no warnings");
    }

    CLI::App* add(CLI::App& parent, const char* name, const char* help, Command command) {
        CLI::App* sub = parent.add_subcommand(name, help);
        sub->callback([this, command] { command_ = command; });
        return sub;
    }

    void add_scenario(CLI::App* sub) {
        sub->add_option("scenario", options_.scenario, "scenario file (TOML)")->required();
    }

    void add_run() {
        CLI::App* sub = add(app_, "run", "one scenario, full report", run);
        add_scenario(sub);
        sub->add_flag("--verbose", options_.verbose, "every metric below the report");
        add_draws(
            sub,
            "draws of all inputs that have a range: P10, P50 and P90 of every metric, and what "
            "drives them; 0 for none");
        add_html(sub);
    }

    void add_html(CLI::App* sub) {
        sub->add_option("--html", options_.html, "write a page with charts to this file too");
    }

    void add_draws(CLI::App* sub, const char* help) {
        sub->add_option("--uncertainty", options_.uncertainty, help)
            ->check(CLI::Range(0, 10'000'000));
        sub->add_option("--seed", options_.seed, "of those draws")->capture_default_str();
    }

    void add_results(CLI::App* sub) {
        add_html(sub);
        sub->add_option(
            "--jsonl", options_.json_lines, "write the points as JSON lines to this file");
        sub->add_option(
            "--markdown", options_.markdown, "write best and worst points to this file");
        sub->add_option("--compare-to",
                        options_.compare_to,
                        "CSV or JSON lines of an earlier sweep, CSV or JSON of a run: totals, "
                        "means and change");
    }

    void add_sweep() {
        CLI::App* sub =
            add(app_, "sweep", "every point of [sweep]; resumes where it stopped", sweep);
        add_scenario(sub);
        sub->add_option("--store",
                        options_.store,
                        "SQLite file of the results; SCENARIO.sweep.db by default, none for none")
            ->check(not_empty());
        sub->add_flag("--restart", options_.restart, "forget what the store has");
        sub->add_flag("--dry-run", options_.dry_run, "number of points, time, and the first three");
        sub->add_flag("--fail-fast", options_.fail_fast, "end at the first point that is faulty");
        sub->add_option("--shard", options_.shard, "K/N: the K-th of N parts, for job arrays");
        add_results(sub);
    }

    void add_merge() {
        CLI::App* sub = add(app_, "merge", "stores of one sweep's parts into one", merge);
        sub->add_option("stores", options_.scenarios, "result stores")->required();
        sub->add_option("-o,--output", options_.output, "the store to write")->required();
        add_results(sub);
    }

    void add_search() {
        CLI::App* sub = add(app_, "search", "the best plans for a model on a cluster", search);
        add_scenario(sub);
        add_html(sub);
        sub->add_option("--export",
                        options_.export_as,
                        "print the best plan as launch arguments, or as a configuration")
            ->check(CLI::IsMember({"megatron", "deepspeed"}));
        sub->add_option(
               "--objective",
               options_.objective,
               "time, cost, energy, carbon, power, any metric or a formula over metrics: the "
               "least is best; time by default")
            ->check(not_empty());
        sub->add_flag("--maximize", options_.maximize, "the greatest is best");
        const auto repeatable =
            [&](const char* name, std::vector<std::string>& to, const char* help) {
                sub->add_option(name, to, help)->expected(1)->take_all()->allow_extra_args(false);
            };
        repeatable("--where", options_.where, "a condition, as 'run.days <= 30'; repeatable");
        repeatable("--target",
                   options_.targets,
                   "a goal, as 'run.days <= 30': the least servers, dollars and watts for it");
        repeatable(
            "--pareto", options_.pareto, "a goal of the Pareto front; time, cost and carbon");
        sub->add_option("--top", options_.top, "plans to show; 10 by default")
            ->check(CLI::Range(1, 10'000));
        sub->add_option(
               "--budget",
               options_.budget,
               "usd=10e6,life_usd=20e6,days=60,mw=2,tonnes=500, any of them: what the run may need")
            ->check(not_empty());
        CLI::Option* largest = sub->add_flag(
            "--largest-model", options_.largest_model, "the largest model that the budget trains");
        CLI::Option* lowest = sub->add_flag(
            "--lowest-loss", options_.lowest_loss, "the model and tokens of least expected loss");
        CLI::Option* shortest = sub->add_flag(
            "--shortest", options_.shortest, "the shortest run of this model that it pays for");
        CLI::Option* cheapest = sub->add_flag(
            "--least-cost",
            options_.least_cost,
            "the model and tokens of least dollars at a loss: with --where 'loss.expected <= 2'");
        lowest->excludes(largest)->excludes(shortest)->excludes("--objective", "--target");
        largest->excludes(shortest)->excludes("--objective", "--target");
        shortest->excludes("--objective", "--target");
        cheapest->excludes(largest)->excludes(lowest)->excludes(shortest);
        cheapest->excludes("--objective", "--target");
        sub->add_option("--tokens-per-parameter",
                        options_.tokens_per_parameter,
                        "of the largest model; the compute-optimal ones by default")
            ->check(number_between(1e-3, 1e6));
        sub->add_flag("--exhaustive", options_.exhaustive, "no bounds: every plan is evaluated");
    }

    void add_compare() {
        CLI::App* sub =
            add(app_, "compare", "scenarios side by side; owning against each offer", compare);
        sub->add_option("scenarios", options_.scenarios, "scenario files (TOML)")->required();
        sub->add_option("--with",
                        options_.variants,
                        "path=value: a column more for each scenario, with this set; repeatable")
            ->expected(1)
            ->take_all()
            ->allow_extra_args(false);
        add_draws(sub, "draws of all inputs that have a range, for each column; 0 for none");
        add_html(sub);
    }

    void add_power() {
        CLI::App* sub = add(app_,
                            "power",
                            "what power limits, of all accelerators or of stages that wait, do to "
                            "time, energy and money",
                            power);
        add_scenario(sub);
    }

    void add_campaign() {
        CLI::App* sub =
            add(app_, "campaign", "finish by chance, failures, checkpoint intervals", campaign);
        add_scenario(sub);
        sub->add_option("--samples", options_.samples, "campaigns to play")
            ->check(CLI::Range(1, 1'000'000))
            ->capture_default_str();
        sub->add_option("--seed", options_.seed, "of their failures")->capture_default_str();
    }

    void add_hours() {
        CLI::App* sub = add(app_, "hours", "when to start and when to pause, hour by hour", hours);
        add_scenario(sub);
        sub->add_option("hours",
                        options_.hours,
                        "CSV file, a row an hour: g_per_kwh, usd_per_kwh, dry_bulb_c, wet_bulb_c")
            ->required();
        sub->add_option(
               "--pause", options_.pause_share, "share of each day that is too dirty to work")
            ->check(number_between(0.0, 0.95))
            ->capture_default_str();
    }

    void add_timeline() {
        CLI::App* sub =
            add(app_, "timeline", "one iteration by discrete events, as a trace", timeline);
        add_scenario(sub);
        sub->add_option("-o,--output",
                        options_.output,
                        "write a trace for Perfetto (ui.perfetto.dev) to this file");
        sub->add_option("--level", options_.timeline_level, "finest slices of the trace")
            ->check(CLI::IsMember({"micro-batch", "layer", "kernel"}))
            ->capture_default_str();
        sub->add_option("--replica",
                        options_.replica,
                        "of full detail, the data parallel replica to show; all by default")
            ->check(CLI::NonNegativeNumber);
    }

    void add_trend() {
        CLI::App* sub = add(app_,
                            "trend",
                            "how models grew, how sure that is, and what the next ones would take",
                            trend);
        sub->add_option("--years", options_.years, "to look ahead, a row each")
            ->check(CLI::Range(1, 30))
            ->capture_default_str();
        sub->add_option(
               "--tokens-per-parameter",
               options_.tokens_per_parameter,
               "of models whose tokens grow with them; as many as the trend's file says by default")
            ->check(number_between(1e-3, 1e6));
        sub->add_option("--hardware-month",
                        options_.hardware_month,
                        "of the chips and prices that --set names, as 2022-10");
        sub->add_option("--limit",
                        options_.trend_limits,
                        "usd=1e9, mw=500 or twh=1: one more that may be passed; repeatable")
            ->expected(1)
            ->take_all()
            ->allow_extra_args(false);
        add_html(sub);
    }

    void add_explain() {
        CLI::App* sub =
            add(app_, "explain", "how a number came about: formula, inputs, sources", explain);
        add_scenario(sub);
        sub->add_option("metric", options_.metric, "its path, e.g. iteration.time_s")->required();
    }

    void add_validate() {
        CLI::App* sub =
            add(app_, "validate", "measured runs: predicted, measured, error", validate);
        sub->add_option("runs", options_.runs, "measured runs (CSV); the shipped ones by default");
        sub->add_option(
            "--markdown", options_.markdown, "write a page to this file, and its chart beside it");
    }

    void add_calibrate() {
        CLI::App* sub =
            add(app_, "calibrate", "fit a software stack's constants to measured runs", calibrate);
        sub->add_option(
               "runs", options_.runs, "measured runs (CSV), or a folder as hardware_db/measured")
            ->required();
        sub->add_option("-o,--output", options_.output, "write the stack's entry to this file");
        sub->add_option("--entry",
                        options_.measured_entry,
                        "of a folder of measured kernels and collectives: what to fit");
        sub->add_option("--stack", options_.stack, "where the runs are of several");
        sub->add_option("--fit", options_.fit, "field to fit; the entry's own list by default")
            ->expected(1)
            ->take_all()
            ->allow_extra_args(false);
    }

    void add_export() {
        CLI::App* sub =
            add(app_, "export", "the plan as arguments of a training program", export_plan);
        add_scenario(sub);
        sub->add_option("format",
                        options_.format,
                        "megatron: launch arguments of Megatron-LM; deepspeed: its configuration")
            ->required()
            ->check(CLI::IsMember({"megatron", "deepspeed"}));
        sub->add_option("-o,--output", options_.output, "write to this file");
    }

    void add_schema() { add(app_, "schema", "JSON Schema of scenario files", schema); }

    void add_db() {
        CLI::App* db = app_.add_subcommand("db", "the hardware database");
        db->require_subcommand(1);
        db->fallthrough();
        CLI::App* list = add(*db, "list", "names, of all kinds or of one", db_list);
        list->add_option("kind", options_.kind, "servers, accelerators, clouds, …");
        CLI::App* show = add(*db, "show", "one entry with its sources: [KIND] NAME", db_show);
        show->add_option("entry", shown_, "name, or kind and name")->required()->expected(1, 2);
        show->callback([this] {
            command_ = db_show;
            options_.entry = shown_.back();
            if (shown_.size() == 2)
                options_.kind = shown_.front();
        });
    }

    void add_completion() {
        CLI::App* sub = app_.add_subcommand(
            "completion", "a script that completes commands, options and fields in a shell");
        sub->add_option("shell", options_.format, "bash, zsh or fish")
            ->required()
            ->check(CLI::IsMember({"bash", "zsh", "fish"}));
        sub->callback([this] { completes_ = true; });
    }

    ExitCode complete(const Streams& streams) {
        const CommandLine line = described();
        streams.out << (options_.format == "bash"  ? bash_completion(line)
                        : options_.format == "zsh" ? zsh_completion(line)
                                                   : fish_completion(line));
        return ExitCode::done;
    }

    /// The program and all its commands as CLI11 has them.
    CommandLine described() {
        const HardwareDb db = open_database(options_);
        CommandLine line;
        line.fields = completed_fields(db);
        describe(app_, "", db, line);
        return line;
    }

    void describe(CLI::App& app, const std::string& name, const HardwareDb& db, CommandLine& line) {
        CompletedCommand command{name, app.get_description(), {}, completed_words(name, db)};
        for (const CLI::Option* option : app.get_options()) add_option(*option, command);
        if (&app != &app_) {
            for (const CLI::Option* option : app_.get_options()) {
                if (!option->check_lname("help") && !option->check_lname("version"))
                    add_option(*option, command);
            }
        }
        const auto subs = app.get_subcommands([](const CLI::App*) { return true; });
        for (const CLI::App* sub : subs) command.words.push_back(sub->get_name());
        line.commands.push_back(std::move(command));
        for (CLI::App* sub : subs)
            describe(*sub, name.empty() ? sub->get_name() : name + " " + sub->get_name(), db, line);
    }

    /// What stands without a name only adds its choices to the words of the command.
    static void add_option(const CLI::Option& option, CompletedCommand& command) {
        CompletedOption out;
        for (const std::string& name : option.get_lnames()) out.names.push_back("--" + name);
        for (const std::string& name : option.get_snames()) out.names.push_back("-" + name);
        out.help = option.get_description();
        out.takes_value = option.get_items_expected_max() > 0;
        out.sets_field = option.check_lname("set") || option.check_lname("with");
        out.choices = choices_of(option.get_type_name());
        if (out.choices.empty())
            out.choices = completed_values(out.names);
        if (out.names.empty())
            command.words.insert(command.words.end(), out.choices.begin(), out.choices.end());
        else
            command.options.push_back(std::move(out));
    }

    /// CLI11 tells the words of a check as "TEXT:{a,b,c}".
    static std::vector<std::string> choices_of(const std::string& type) {
        std::vector<std::string> out;
        const std::size_t open = type.find('{');
        const std::size_t close = type.find('}');
        if (open == std::string::npos || close == std::string::npos)
            return out;
        std::string word;
        for (const char c : type.substr(open + 1, close - open - 1) + ",") {
            if (c != ',') {
                word += c;
                continue;
            }
            out.push_back(std::move(word));
            word.clear();
        }
        return out;
    }

    ExitCode wrong_usage(const CLI::ParseError& e, const Streams& streams) {
        streams.err << "error: " << e.what() << '\n';
        for (const std::string& word : app_.remaining(true)) {
            const std::vector<std::string> known = known_words();
            if (const auto close = nearest(word, known)) {
                streams.err << "  help: '" << word << "': did you mean '" << *close << "'?\n";
            }
        }
        streams.err << "  help: deepwallet --help, deepwallet COMMAND --help\n";
        return ExitCode::usage;
    }

    /// Commands and options.
    std::vector<std::string> known_words() {
        std::vector<std::string> words;
        const auto any = [](const CLI::App*) { return true; };
        std::vector<CLI::App*> apps = {&app_};
        for (std::size_t i = 0; i < apps.size(); ++i) {
            for (CLI::App* sub : apps[i]->get_subcommands(any)) {
                words.push_back(sub->get_name());
                apps.push_back(sub);
            }
            for (const CLI::Option* option : apps[i]->get_options()) {
                for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
            }
        }
        return words;
    }

    CLI::App app_{"What training a large model takes: time, dollars, power, cooling, carbon.",
                  "deepwallet"};
    Options options_;
    std::vector<std::string> shown_;
    Command command_ = nullptr;
    bool completes_ = false;
};

}  // namespace

ExitCode main(const std::vector<std::string>& arguments,
              const Streams& streams,
              const Ranks* ranks) {
    return App(ranks).main(arguments, streams);
}

}  // namespace deepwallet::cli
